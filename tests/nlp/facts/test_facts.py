"""What a posting says beside its skills, end to end."""

import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.records import PAY_PERIODS, ROLES, SENIORITIES, WORKPLACES, Salary
from nlp.facts.facts import read_facts
from tests.nlp.facts.fact_patterns import fact_patterns

POSTING = """About Acme
We raised $50M and build tools for farmers.

The role (hybrid, two days a week in the office)
You train models with our team.

What you bring
5+ years of experience, or 3+ years with a PhD.

The base salary range is $150,000 - $190,000 per year.
"""
CALL = "Acme | Junior ML Engineer | Oslo | ONSITE | €70-90k\nAcme builds boats. Write to us."
PIECES = [
    "remote", "hybrid", "on-site", "office", "5+ years of experience", "$", "€ 3.500,-",
    "100k - 120k", "USD", "|", "senior", "(", ")", "-", "\n", "3 days a week",
    "machine learning engineer", "not", "salary range", " ", "\u202e", "\x00", "İ", "９０,０００",
    "1" * 40, "per hour", "looking for", "engineers, ", "& more",
]  # laid out as a table  # fmt: skip
REPEATED = [
    "a.", "1", " ", "(", "$", "1,", "1 - ", "$1 - ", "remote ", "hybrid ", "in office ", "year",
    "5+ years ", "1 year ", "experience 5 ", "salary range ", "| engineer ", "engineer, ",
    "senior ", "looking for a ", "not a b ", "two days ", "location: ", "x | ", "eur ",
    "from home ", "1.000", "000 ", "- \n", "role is a ", "(a) ", "and ",
]  # laid out as a table  # fmt: skip


def read(text: str, title: str = "ML Engineer", employer: str = "Acme"):
    return read_facts(text, title=title, employer=employer)


def test_a_posting_with_a_title_of_its_own():
    found = read_facts(
        POSTING, title="Senior ML Engineer", employer="Acme", location="Austin, TX", clouds=("aws",)
    )

    assert (found.role, found.seniority, found.workplace) == ("ml_engineer", "senior", "hybrid")
    assert found.salary == Salary(150_000, 190_000, "USD", "year")
    assert (found.years_min, found.country, found.clouds) == (3, "US", ("aws",))


@pytest.mark.parametrize(
    "title", ["Junior ML Engineer", CALL.split("\n", maxsplit=1)[0]], ids=["role", "line"]
)
def test_a_call_written_by_hand(title):
    found = read(CALL, title=title)

    assert (found.role, found.seniority, found.workplace) == ("ml_engineer", "junior", "onsite")
    assert found.salary == Salary(70_000, 90_000, "EUR", "year")


def test_a_call_without_a_title_is_read_by_its_first_line():
    found = read(CALL, title="")

    assert (found.role, found.seniority, found.workplace) == ("ml_engineer", "junior", "onsite")


def test_a_few_words_without_a_title_are_no_call():
    found = read("You train models in Python.", title="")

    assert found.role == "other"


def test_a_call_for_several_roles_has_no_seniority():
    found = read(
        "Acme | Senior ML Engineer, Data Analyst | Oslo\nHello", title="Senior ML Engineer, Data Analyst"
    )

    assert (found.role, found.seniority) == ("multiple", "unspecified")


def test_years_of_one_role_are_not_those_of_a_call_for_several():
    found = read(
        "Acme | Oslo | Onsite\n* ML Engineer, 3+ years of experience\n* Web Designer",
        title="Acme | Oslo | Onsite",
    )

    assert (found.role, found.years_min) == ("multiple", None)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Oslo, Norway", "Oslo, Norway\nAcme hires ml engineers, and web designers."),
        ("Data engineering, design, sales", "Acme is hiring in Oslo. Data engineering, design, sales.\nHi"),
        ("Multiple roles in ML", "Come and build boats."),
        ("Data Scientists and Backend Engineers", "Come and build boats."),
    ],
    ids=["place", "list", "said", "plurals"],
)
def test_a_title_of_several_roles_names_no_single_one(title, text):
    found = read(text, title=title)

    assert found.role == "multiple"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Senior Geologist", "Job Description: Senior Geologist\nYou lead geologists and engineers."),
        ("Junior Beekeeper", "Junior Beekeeper\nOur engineers and designers like honey."),
    ],
    ids=["named within the line", "with a level"],
)
def test_a_title_of_an_unknown_trade_is_no_call(title, text):
    found = read(text, title=title)

    assert found.role == "other"


def test_a_title_for_several_people_of_one_role_names_that_role():
    found = read("Come and build boats.", title="Senior ML Engineer (multiple openings)")

    assert (found.role, found.seniority) == ("ml_engineer", "senior")


def test_a_text_that_opens_with_its_title_is_no_call():
    found = read("ML Engineer\n\nWe also hire designers, analysts and managers.")

    assert found.role == "ml_engineer"


def test_nothing_is_known_of_nothing():
    found = read_facts("", title="", employer="")

    assert (found.role, found.seniority, found.workplace) == ("other", "unspecified", "unspecified")
    assert (found.salary, found.years_min, found.country) == (None, None, None)


@settings(max_examples=300, deadline=None)
@given(
    text=st.one_of(st.text(max_size=400), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)),
    title=st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join)),
    location=st.one_of(st.none(), st.text(alphabet=string.printable, max_size=40)),
)
def test_any_text_gives_facts_of_the_known_values(text, title, location):
    found = read_facts(text, title=title, employer="", location=location)

    assert found.role in ROLES
    assert found.seniority in SENIORITIES
    assert found.workplace in WORKPLACES
    assert found.years_min is None or 0 <= found.years_min <= 20
    if found.salary is not None:
        assert 0 < found.salary.minimum <= found.salary.maximum
        assert found.salary.period in PAY_PERIODS
        assert len(found.salary.currency) == 3


@settings(max_examples=100, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_reading_twice_gives_the_same(text):
    assert read(text) == read(text)


PATTERNS = dict(fact_patterns())


@pytest.mark.parametrize(("name", "pattern"), PATTERNS.items(), ids=PATTERNS.keys())
def test_pattern_takes_no_longer_than_its_text(name, pattern):
    slowest = 0.0
    for piece in REPEATED:
        start = time.process_time()
        pattern.search(piece * (5_000 // len(piece)))
        slowest = max(slowest, time.process_time() - start)

    assert slowest < 0.3, name


def seconds_to_read(text: str) -> float:
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        read_facts(text, title=text[:3000], employer="")
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("piece", REPEATED)
def test_reading_time_grows_with_the_text_and_no_faster(piece):
    short, long = piece * (25_000 // len(piece)), piece * (100_000 // len(piece))

    grown = seconds_to_read(long) / max(seconds_to_read(short), 0.0005)

    assert grown < 4 * 3
    assert seconds_to_read(long) < 0.5
