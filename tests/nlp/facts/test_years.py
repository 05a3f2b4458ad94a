"""How many years of experience are asked for."""

import pytest

from nlp.facts.facts import finder
from nlp.facts.years import YEARS, load_rules, years_of

ASKED = {
    "5+ years of experience in ML": 5,
    "+4 years of expertise in ML": 4,
    "+4 years of boats in ML": 4,
    "Minimaal één jaar ervaring met boten": 1,
    "an engineer (2+ years experience). Our stack is Rust, and for boats, we use oars.": 2,
    "2 years of equivalent professional experience is a plus": None,
    "2 years of experience, boats are a plus": 2,
    "3-5 yrs experience": 3,
    "3 – 5 years of hands-on experience": 3,
    "0-2 years of robot building experience": 0,
    "A minimum of three (3) years of experience": 3,
    "at least five years' experience": 5,
    "More than 3 years of professional experience": 3,
    "Minimum 1 year of professional experience": 1,
    "Experience: 10+ years": 10,
    "Solid experience, 2 to 4 years, with boats": 2,
    "a minimum of 3/5 years of experience": 3,
    "Between 2 and 4 years of experience": 2,
    "between five and seven years of experience": 5,
    "2+\u202f\u202f years of experience": 2,
    "1.5 years of relevant experience": 1.5,
    "equivalent experience4+ years of work on robots": 4,
    "5&plus; years of experience": 5,
    "3+ years in a data role": 3,
    "At least 6+ years building boats": 6,
    "a gardening engineer (2–4 years) to grow things": 2,
    "10 years YOE": None,
    "8+ YOE": 8,
    "You must be 18 years old; no experience needed.": 0,
    "Entry: a degree and no experience; later: a degree plus 3 years of relevant experience": 0,
    "No experience with boats is needed, but 2+ years of experience in ML": 2,
    "PhD + 2 years, or MS + 5 years of experience": 2,
    "PhD, or MSc with 3 years, or BSc with 5 years of relevant experience": 3,
    "Mindestens zwei Jahre Berufserfahrung": 2,
    "Expérience de 3 ans minimum": 3,
    "2 ó 3 años de experiencia": 2,
    "Experiencia mínima de 2 años": 2,
    "Mínimo de 3 anos em desenvolvimento": 3,
    "Esperienza di almeno 1 anno in ruoli simili": 1,
    "almeno due anni di esperienza": 2,
    "Esperienza di almeno 4 anni nello stesso ruolo": 4,
    "minimaal twee jaar ervaring": 2,
    "Minst 3 års erfarenhet": 3,
    "5 lat doświadczenia": 5,
    "5 YOE": 5,
    "mindestens 3 Jahre Berufserfahrung": 3,
    "3 à 5 ans d'expérience": 3,
    "2 años de experiencia": 2,
    "minimaal 2 jaar ervaring": 2,
    "8+ years of experience with robots.\n4+ years of experience with a master's degree": 4,
    "a bachelor plus 6 years of experience, or a doctorate plus 1-3 years of experience": 1,
    "a bachelor and 2+ years of experience in boats, harbours, ropes, knots, sails, masts, keels, rudders and"
    " anchors of any kind, new or old, large or small, wood or steel\nOR a master's degree in boats, harbours"
    " or ropes and 1+ year(s) of experience": 1,
    "A bachelor's degree\n8 years of experience with boats\n4 years of experience with ropes": 8,
    "7+ years of software experience.\n\nSome other words that keep the two apart, for long enough that"
    " nobody would read them as one demand, and some more.\n3+ years of hands-on AI experience": 7,
}
NOT_ASKED = [
    "Vi har mere end 20 års erfaring med havne",
    "Med mer än 20 års erfarenhet av båtar",
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
    "up to 3/4 years of experience",
    "$5,000 per year for experience",
    "several years of experience",
    "You must be 18 years old.",
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


def test_numbers_are_words_and_no_patterns(monkeypatch, tmp_path):
    path = tmp_path / "years.toml"
    path.write_text(
        YEARS.read_text(encoding="utf-8").replace('["one"]', '["one", "(uno"]', 1), encoding="utf-8"
    )
    monkeypatch.setattr("nlp.facts.years.YEARS", path)

    assert load_rules.__wrapped__().numbers["(uno"] == 1
