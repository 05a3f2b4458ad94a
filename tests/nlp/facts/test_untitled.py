"""The role of a text that comes without a title."""

import pytest

from nlp.facts.facts import read_facts

TALK = "We care for gardens and for those who love them, in ten towns of the north. Our data engineers, our "
TALK += "analysts and our designers sit at one long table, and sales managers visit them twice a week.\n"


def role(text):
    return read_facts(text, title="", employer="").role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Senior Data Engineer (Berlin)\n\n{TALK * 3}", "data_engineer"),
        (f"{TALK * 3}We are looking for a senior ML engineer to join us.", "ml_engineer"),
        (f"{TALK * 3}As our Data Scientist you look after forecasts.", "data_scientist"),
        (f"{TALK * 3}Nous recherchons un data analyst en CDI.", "data_analyst"),
        (f"{TALK * 3}Cerchiamo una data scientist per il team.", "data_scientist"),
    ],
    ids=["first line", "looking for", "as our", "French", "Italian"],
)
def test_the_role_is_that_of_the_first_line_or_of_a_plain_statement(text, expected):
    assert role(text) == expected


def test_a_list_of_roles_behind_a_line_about_hiring_is_several():
    assert role(f"{TALK}We are looking for:\n- Data engineers\n- Product designers\n") == "multiple"


def test_a_role_that_is_named_far_more_often_than_others_is_the_one():
    text = "Gardens grow. Machine learning engineers plan beds, machine learning engineers water them. " * 5

    assert role(f"{text}Data engineers rest.") == "ml_engineer"


def test_a_text_that_offers_no_role_is_other_and_keeps_its_years():
    facts = read_facts("We grow gardens.\n- 4 years of experience\n" * 9, title="", employer="")

    assert (facts.role, facts.years_min) == ("other", 4)
