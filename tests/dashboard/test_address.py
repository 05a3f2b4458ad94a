from datetime import date
from urllib.parse import parse_qsl

import pytest

from analysis.slices import Slice
from dashboard.address import default_since, endpoint, query_of, read_query
from data.errors import UsageError

SLICES = [
    Slice(roles=("ml_engineer",), since=date(2025, 9, 1)),
    Slice(roles=("data_scientist", "ml_engineer"), clouds=("any",), countries=("US",)),
    Slice(since=date(2025, 1, 1), until=date(2025, 7, 1), level="required", denominator="employers"),
    Slice(employers_in=("A & B, Inc.",), employers_out=("Ü=?#",), workplaces=("remote",)),
]


@pytest.mark.parametrize("part", SLICES, ids=lambda part: part.to_query())
def test_an_address_reads_back_as_the_slice_it_was_made_from(corpus, part):
    assert read_query(query_of(part), corpus) == part


def test_an_empty_query_means_ml_engineers_of_the_last_twelve_months(corpus):
    part = read_query([], corpus)

    assert part.roles == ("ml_engineer",)
    assert part.since == date.fromisoformat(f"{default_since(corpus)}-01")


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
