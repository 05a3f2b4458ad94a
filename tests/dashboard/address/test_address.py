from datetime import date
from urllib.parse import parse_qsl

import pytest

from analysis.market.slices import Slice
from dashboard.address.address import default_start, endpoint, filters, query_of, read_query, sealed, when_of
from dashboard.address.months import OUTSIDE, month_of
from dashboard.screen.names import END, START
from data.errors import UsageError
from data.origins import source_names
from scraper.sources import SOURCE_NAMES

SLICES = [
    Slice(roles=("ml_engineer",), since=date(2025, 9, 1)),
    Slice(roles=("data_scientist", "ml_engineer"), clouds=("any",), countries=("US",)),
    Slice(since=date(2025, 1, 1), until=date(2025, 7, 1), level="required", denominator="employers"),
    Slice(employers_in=("A & B, Inc.",), employers_out=("Ü=?#",), workplaces=("remote",)),
]


@pytest.mark.parametrize("part", SLICES, ids=lambda part: part.to_query())
def test_an_address_reads_back_as_the_slice_it_was_made_from(corpus, part):
    assert read_query(query_of(part), corpus) == part


def test_an_empty_query_means_every_role_in_the_last_twelve_months(corpus):
    part = read_query([], corpus)

    assert part.roles == ()
    assert part.since == date.fromisoformat(f"{default_start(corpus)}-01")


def test_names_on_screen_and_codes_mean_the_same(corpus):
    said = [("role", "ML engineer"), ("cloud", "AWS"), ("since", "Jan 2026"), ("level", "required only")]
    coded = [("role", "ml_engineer"), ("cloud", "aws"), ("since", "2026-01"), ("level", "required")]

    assert read_query(said, corpus) == read_query(coded, corpus)


def test_months_in_the_wrong_order_are_put_in_order(corpus):
    part = read_query([("since", "2026-05"), ("through", "2026-01")], corpus)

    assert (part.since, part.until) == (date(2026, 1, 1), date(2026, 6, 1))


@pytest.mark.parametrize(
    "pair",
    [("role", "wizard"), ("since", "soon"), ("level", "x"), ("colour", "red"), ("country", "<b>")],
)
def test_what_cannot_be_understood_is_an_error_in_words(corpus, pair):
    with pytest.raises(UsageError):
        read_query([pair], corpus)


def test_an_endpoint_names_its_slice(corpus):
    address = endpoint("shares.csv", SLICES[1], skill="aws")

    path, _, query = address.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    assert path == "/api/shares.csv"
    assert ("skill", "aws") in pairs
    assert read_query([pair for pair in pairs if pair[0] != "skill"], corpus) == SLICES[1]


def test_a_link_for_programs_writes_out_its_last_month(corpus):
    address = sealed(endpoint("shares.csv", SLICES[0]), corpus)

    pairs = parse_qsl(address.partition("?")[2], keep_blank_values=True)
    assert read_query(pairs, corpus) == SLICES[0].narrowed(until=date(2026, 9, 1))
    assert sealed(address, corpus) == address


def test_an_address_of_other_facts_is_refused(corpus):
    assert read_query([("snapshot", corpus.snapshot)], corpus) == read_query([], corpus)
    with pytest.raises(UsageError, match="made from the facts 'deadbeef'"):
        read_query([("snapshot", "deadbeef")], corpus)


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("2025-09", date(2025, 9, 1)),
        ("Sep 2025", date(2025, 9, 1)),
        ("september 2025", date(2025, 9, 1)),
        ("2025-09-15", date(2025, 9, 15)),
    ],
)
def test_a_month_or_a_day_is_read_as_people_write_it(said, first):
    assert when_of(said).first == first


@pytest.mark.parametrize("said", ["2025", "2025-13", "2025-02-30", "soon", "", "0000-01", "9" * 500])
def test_what_is_no_month_is_none(said):
    assert when_of(said) is None


@pytest.mark.parametrize("value", ["9999-12", "9999-12-31", "Dec 9999", "0000-01", "2025-13"])
@pytest.mark.parametrize("key", ["since", "through", "until"])
def test_a_day_beyond_the_calendar_is_refused(corpus, key, value):
    with pytest.raises(UsageError, match="not a month or a day"):
        read_query([(key, value)], corpus)


def test_the_first_month_of_the_calendar_is_one(corpus):
    assert read_query([("since", "0001-01"), ("through", "0001-02")], corpus).since == date(1, 1, 1)


@pytest.mark.parametrize(
    ("key", "value"),
    [("since", "0001-01"), ("since", "0999-05"), ("until", "0001-01-01"), ("through", "9998-12")],
)
def test_a_page_stands_months_far_from_the_postings(corpus, key, value):
    assert month_of(key, value, corpus) in ((START, None), (END, None), (None, OUTSIDE))


@pytest.mark.parametrize("source", SOURCE_NAMES)
def test_every_source_of_a_scrape_goes_by_its_name_on_screen(source, corpus):
    (chosen,) = [one for one in filters(corpus) if one.key == "source"]

    called = chosen.name(source)

    assert called == source_names()[source] != source
    assert Slice(sources=(source,)).in_words() == f"All vacancies, from {called}"
