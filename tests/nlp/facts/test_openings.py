"""Which openings a call names that was written by hand."""

import pytest

from nlp.facts.openings import opening_of_call

ONE = {
    "acme | machine learning engineer | berlin | onsite": ("ml_engineer", "unspecified"),
    "acme | senior ml engineer, computer vision engineer | onsite": ("ml_engineer", "unspecified"),
    "acme (yc w20) | junior artificial intelligence (ai) engineer | boston": ("ai_engineer", "junior"),
    "acme | software engineer (entry-level, full-stack) | remote": ("software_engineer", "junior"),
    "acme in oslo needs a sr. backend engineer": ("software_engineer", "senior"),
    "acme | senior front-end & senior back-end | 2 different roles": ("software_engineer", "senior"),
    "acme | ml & cv engineer | toronto": ("ml_engineer", "unspecified"),
    "acme | machine learning specialist | rome": ("ml_engineer", "unspecified"),
    "acme | engineering lead | rome | onsite": ("software_engineer", "lead"),
    "acme science is hiring machine learning experts": ("ml_engineer", "unspecified"),
    "acme | sr. software eng. | rome": ("software_engineer", "senior"),
    "acme | lead data scientist | remote": ("data_scientist", "lead"),
    "acme | software engineer - ai and speech | oslo": ("ai_engineer", "unspecified"),
    "acme | backend engineer, frontend engineer | berlin": ("software_engineer", "unspecified"),
    "acme | software engineers (sre, backend, mobile) | rome": ("software_engineer", "unspecified"),
    "acme | backend engineer / devops | rome | on site": ("software_engineer", "unspecified"),
}
SEVERAL = [
    "acme | data scientist, software engineer | remote",
    "acme | multiple positions | rome",
    "acme | ml engineer (& more) | rome",
    "acme | integration engineer (python), growth marketing lead | remote",
    "acme | design, front-end, ml, full-stack | sf",
    "acme | engineering, product | nyc",
    "acme | oslo | 4 months interns",
    "acme | senior ml, infra | rome",
    "acme | machine learning engineer, computational biologist | rome",
    "acme | ml engineer and data engineer | 2 different roles",
    "acme | biology, software (full stack), machine learning | rome",
    "acme | software engineer, vp engineering | rome",
    "acme | backend engineer (other tech roles too) | rome",
    "acme | engineers of all kinds | rome",
]
TEXTS_OF_ONE = {
    "hi\nwe are looking for a machine learning engineer to join us.": "ml_engineer",
    "hi\n- nlp engineer: you will read texts": "ml_engineer",
    "hi\nyou are a backend engineer: you like queues.": "software_engineer",
    "hi\nwe're hiring a data scientist who will be working with our designers.": "data_scientist",
    "hi\nhiring ml engineers. we look for generalists.": "ml_engineer",
    "hi\ndata engineer: full time, in a small team that works on everything from boats to the finest of"
    " harbours, all year.": "data_engineer",
    "hi\nengineers wanted. we like rust.": "software_engineer",
    "hi\nas a backend engineer, you will feed queues.": "software_engineer",
    "hi\nour team is hiring ml engineers. we want engineers who read.": "ml_engineer",
    "hi\nseeking front- and back-end engineers": "software_engineer",
    "backend engineer | rome | acme.test\nmobile engineer | rome | acme.test": "software_engineer",
    "hi\nnlp / ai engineer (all levels)": "ml_engineer",
    "hi\nas one of our first engineers you lay the keel.": "software_engineer",
    "hi\nhiring an ml engineer, who plans in partnership with engineers and designers.": "ml_engineer",
    "hi\nai engineer (all levels)\nwe build tools.": "ai_engineer",
}
TEXTS_OF_SEVERAL = [
    "acme | engineering, all levels | rome\nmany teams are hiring. see all open positions.",
    "hi\nwe want founding mles & one full stack engineer.",
    "hi\nwe want hardware, software and nlp engineers",
    "hi\n- android engineers\n- platform engineers\n- web designers",
    "hi\nwe hire engineers of every kind.",
    "hi\nhiring a data scientist. we also need a product manager.",
    "hi\nwe build rockets.",
    "hi\nhiring senior engineers, and lots more.",
    "hi\nwe want engineers and designers.",
]


@pytest.mark.parametrize(("headline", "opening"), ONE.items(), ids=ONE.keys())
def test_headline_names_one_opening(headline, opening):
    found = opening_of_call(headline, headline)

    assert (found.role, found.seniority) == opening


@pytest.mark.parametrize("headline", SEVERAL)
def test_headline_names_several_openings(headline):
    found = opening_of_call(headline, headline)

    assert (found.role, found.seniority) == ("multiple", "unspecified")


@pytest.mark.parametrize(("text", "role"), TEXTS_OF_ONE.items(), ids=TEXTS_OF_ONE.keys())
def test_text_names_the_opening_that_the_headline_does_not(text, role):
    found = opening_of_call("hi", text)

    assert found.role == role


@pytest.mark.parametrize("text", TEXTS_OF_SEVERAL)
def test_text_names_several_openings_or_none(text):
    found = opening_of_call(text.split("\n")[0], text)

    assert found.role == "multiple"


def test_several_openings_share_their_seniority():
    found = opening_of_call("acme | senior devops and senior data engineers", "")

    assert (found.role, found.seniority) == ("multiple", "senior")


def test_an_intern_in_a_sentence_is_one():
    found = opening_of_call("hi", "hi\nwe are looking for a data engineer intern in oslo.")

    assert (found.role, found.seniority) == ("data_engineer", "intern")


def test_interns_in_a_headline_leave_the_seniority_open():
    found = opening_of_call("acme | onsite, interns", "acme | onsite, interns\nwe need rust engineers.")

    assert (found.role, found.seniority) == ("software_engineer", "unspecified")


def test_people_one_works_with_are_no_opening():
    text = "hi\nwe need an ml engineer for a team working with data engineers and product managers."

    found = opening_of_call("hi", text)

    assert found.role == "ml_engineer"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("hi\nwe're hiring a senior engineer. the engineer will like tea.", "senior"),
        ("hi\nsenior devs with taste wanted", "senior"),
        ("hi\n- senior backend engineer\n- backend engineer", "unspecified"),
    ],
)
def test_level_of_a_call_is_said_once(text, level):
    found = opening_of_call("hi", text)

    assert (found.role, found.seniority) == ("software_engineer", level)
