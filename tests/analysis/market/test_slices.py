from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.market.slices import CLOUD_CHOICES, DENOMINATORS, SLICE_LEVELS, Slice
from data.errors import UsageError
from data.records import ROLES, SENIORITIES, WORKPLACES

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


def some(values):
    return st.lists(st.sampled_from(values), max_size=3).map(tuple)


SLICES = st.builds(
    Slice,
    roles=some(ROLES),
    clouds=some(CLOUD_CHOICES),
    seniorities=some(SENIORITIES),
    workplaces=some(WORKPLACES),
    countries=some(("DE", "US")),
    sources=some(("lever", "hackernews")),
    employers_in=st.lists(NAMES, max_size=2).map(tuple),
    employers_out=st.lists(NAMES, max_size=2).map(tuple),
    employer_groups=some(("large-tech",)),
    since=st.none() | st.dates(date(2020, 1, 1), date(2023, 1, 1)),
    until=st.none() | st.dates(date(2023, 1, 2), date(2026, 1, 1)),
    level=st.sampled_from(SLICE_LEVELS),
    denominator=st.sampled_from(DENOMINATORS),
)


@given(SLICES)
def test_query_reads_back_as_the_same_slice(part):
    assert Slice.from_query(part.to_query()) == part


@given(SLICES)
def test_every_slice_can_be_said(part):
    assert part.in_words()


def test_equal_slices_have_equal_queries_whatever_the_order():
    one = Slice(roles=("ml_engineer", "ai_engineer", "ml_engineer"))
    other = Slice.from_query("?role=ai_engineer&role=ml_engineer")

    assert one == other
    assert one.to_query() == "role=ai_engineer&role=ml_engineer"


def test_default_slice_has_an_empty_query():
    assert Slice().to_query() == ""


@pytest.mark.parametrize(
    "query",
    [
        "role=wizard",
        "nonsense=1",
        "since=2025-13-01",
        "since=yesterday",
        "since=2025-01-01&since=2025-02-01",
        "since=2025-06-01&until=2025-06-01",
        "level=loud",
        "denominator=people",
        "country=Germany",
        "source=a%0ab",
        "employer=a%00b",
        "cloud=ibm",
        "role=ml_engineer" * 1_000,
    ],
)
def test_bad_query_is_refused(query):
    with pytest.raises(UsageError):
        Slice.from_query(query)


def test_every_name_that_a_store_keeps_names_a_slice():
    names = ("LinkedIn (copied)", "![x](https://a.example)", "a" * 500, "Zo\u00eb & Co; 'x' #1 %41")
    part = Slice(sources=names, employers_in=names, employers_out=names)

    assert Slice.from_query(part.to_query()) == part


@pytest.mark.parametrize(
    "name", ["\udcff", "a\x1b[31m", "", "a" * 501], ids=["bytes", "escape", "none", "long"]
)
def test_a_name_that_no_address_can_hold_is_refused(name):
    with pytest.raises(UsageError):
        Slice(employers_out=(name,))


def test_too_many_values_are_refused():
    with pytest.raises(UsageError, match="201 values"):
        Slice(employers_in=tuple(f"Employer {number}" for number in range(201)))


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Slice(), "All vacancies"),
        (
            Slice(roles=("ml_engineer",), clouds=("aws",), since=date(2025, 6, 1)),
            "ML engineer vacancies naming AWS, since June 2025",
        ),
        (
            Slice(roles=("ml_engineer", "ai_engineer"), workplaces=("remote",), countries=("DE",)),
            "remote AI engineer or ML engineer vacancies, in DE",
        ),
        (
            Slice(employers_out=("Acme",), until=date(2025, 6, 15), denominator="postings", level="required"),
            "All postings, without Acme, before 15 June 2025, counting those that require a skill",
        ),
        (
            Slice(
                since=date(2025, 1, 1), until=date(2025, 7, 1), sources=("lever",), denominator="employers"
            ),
            "All employers hiring, from Lever, from January 2025 until before July 2025",
        ),
    ],
    ids=["all", "cloud", "several", "without", "period"],
)
def test_slice_in_words(part, words):
    assert part.in_words() == words
