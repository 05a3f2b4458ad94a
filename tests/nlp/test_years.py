"""How many years of experience are asked for."""

import pytest

from nlp.facts import finder
from nlp.years import years_of

ASKED = {
    "5+ years of experience in ML": 5,
    "3-5 yrs experience": 3,
    "3 – 5 years of hands-on experience": 3,
    "0-3 years of software development experience": 0,
    "A minimum of three (3) years of experience": 3,
    "at least five years' experience": 5,
    "More than 3 years of professional experience": 3,
    "Minimum 1 year of professional experience": 1,
    "Experience: 10+ years": 10,
    "Proven working experience, 3 to 5 years, on projects": 3,
    "1.5 years of relevant experience": 1.5,
    "equivalent experience3+ years of work in software": 3,
    "5&plus; years of experience": 5,
    "3+ years in a data role": 3,
    "At least 5+ years developing models": 5,
    "full-stack engineer (1–3 years) to ship features": 1,
    "10 years YOE": None,
    "8+ YOE": 8,
    "mindestens 3 Jahre Berufserfahrung": 3,
    "3 à 5 ans d'expérience": 3,
    "2 años de experiencia": 2,
    "minimaal 2 jaar ervaring": 2,
    "6+ years of experience in software.\n3+ years of experience if you have a PhD": 3,
    "PhD or MS (plus 2-4 years of experience) or BS (plus 4-6 years of experience)": 2,
    "7+ years of software experience.\n\nSome other words that keep the two apart, for long enough that"
    " nobody would read them as one demand, and some more.\n3+ years of hands-on AI experience": 7,
}
NOT_ASKED = [
    "For more than 25 years, we have gained experience.",
    "Acme, with more than 15 years of experience, is one of the leaders.",
    "Over the past 5 years we grew.",
    "In the last 3 years our team built experience.",
    "We have 10 years of experience in robots.",
    "Founded 12 years ago by experienced people.",
    "a maximum of one year of experience",
    "a 2-year program to gain experience",
    "25 days of vacation per year and experience days",
    "16-17 year olds",
    "$5,000 per year for experience",
    "several years of experience",
    "You must be 18 years old; no experience needed.",
    "100 years of experience",
    "",
]


@pytest.mark.parametrize(("text", "years"), ASKED.items(), ids=ASKED.keys())
def test_years_are_read(text, years):
    found = years_of(finder().mark(text))

    assert found == years


@pytest.mark.parametrize("text", NOT_ASKED)
def test_other_years_are_no_demand(text):
    found = years_of(finder().mark(text))

    assert found is None
