from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from analysis.kinds.two_periods import periods_asked
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FigureOptions
from analysis.market.periods import (
    Period,
    both_in_words,
    default_since,
    is_whole,
    newest_day,
    shifted,
    steps_between,
    year_apart,
)
from data.errors import UsageError
from tests.analysis.small import SKILLS, Ad, corpus_of, tables_of


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2024-12", date(2024, 12, 1), date(2025, 1, 1)),
        ("2024Q3", date(2024, 7, 1), date(2024, 10, 1)),
        ("2024H2", date(2024, 7, 1), date(2025, 1, 1)),
        ("2024-02-03..2024-03-04", date(2024, 2, 3), date(2024, 3, 4)),
    ],
)
def test_period_reads_and_names_itself(text, since, until):
    period = Period.parse(text)

    assert (period.since, period.until) == (since, until)
    assert period.label == text
    assert Period.parse(period.text) == period


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024Q5", "2024-01-01", "2024-02-01..2024-01-01", "a..b"]
)
def test_bad_period_is_refused(text):
    with pytest.raises(UsageError):
        Period.parse(text)


def test_an_endless_period_is_quoted_by_its_start():
    with pytest.raises(UsageError) as caught:
        Period.parse("2" * 300)

    assert str(caught.value).endswith(f", not '{'2' * 80}'")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-03", "March 2024"),
        ("2024H1", "January to June 2024"),
        ("2024", "2024"),
        ("2023-11-01..2024-03-01", "November 2023 to February 2024"),
        ("2024-02-03..2024-03-04", "3 February 2024 until before 4 March 2024"),
    ],
)
def test_period_in_words(text, words):
    assert Period.parse(text).in_words == words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("2024", "2025", "2024 and 2025"),
        ("2024H1", "2025H1", "January to June of 2024 and 2025"),
        ("2024-03", "2025-03", "March of 2024 and 2025"),
        ("2024H1", "2024H2", "January to June 2024 and July to December 2024"),
        (
            "2023-11-01..2024-03-01",
            "2024-11-01..2025-03-01",
            "November 2023 to February 2024 and November 2024 to February 2025",
        ),
    ],
)
def test_two_periods_in_words(before, after, words):
    assert both_in_words(Period.parse(before), Period.parse(after)) == words


def test_months_shift_over_years_and_keep_to_short_months():
    assert shifted(date(2024, 12, 1), 2) == date(2025, 2, 1)
    assert shifted(date(2024, 3, 31), -1) == date(2024, 2, 28)


def test_steps_cover_the_days_between():
    labels = [period.label for period in steps_between(date(2024, 2, 10), date(2024, 8, 1), 3)]

    assert labels == ["2024Q1", "2024Q2", "2024Q3"]


def test_month_is_whole_when_only_its_edges_are_missing():
    period = Period.parse("2024-03")

    assert is_whole(period, date(2024, 3, 3), date(2024, 3, 29))
    assert not is_whole(period, date(2024, 3, 10), date(2024, 3, 31))
    assert not is_whole(period, date(2024, 3, 1), date(2024, 3, 20))


def test_year_apart_takes_the_latest_whole_months():
    corpus = corpus_of([Ad("A", day=date(2024, 1, 1)), Ad("B", day=date(2025, 8, 20))])

    before, after = year_apart(corpus)

    assert (before.text, after.text) == ("2024-02-01..2024-08-01", "2025-02-01..2025-08-01")


def test_year_apart_needs_a_year():
    assert year_apart(corpus_of([Ad("A", day=date(2025, 1, 1)), Ad("B", day=date(2025, 8, 20))])) is None
    assert year_apart(corpus_of([])) is None


def test_a_period_may_start_on_the_day_that_the_one_before_ends_but_not_earlier():
    corpus = corpus_of([Ad("A")])

    before, after = periods_asked(corpus, FigureOptions(before="2024H1", after="2024H2"))

    assert (before.until, after.since) == (date(2024, 7, 1), date(2024, 7, 1))
    with pytest.raises(UsageError) as caught:
        periods_asked(corpus, FigureOptions(before="2024H1", after="2024-06"))
    assert str(caught.value) == (
        "--before 2024-01-01..2024-07-01 must end before --after 2024-06-01..2024-07-01 starts"
    )


LATE = [Ad("A", day=date(2024, 8, 31)), *(Ad(f"E{k}", day=date(2026, 8, 8)) for k in range(150))]


def test_one_late_posting_of_a_small_source_is_not_the_newest_day():
    found = newest_day(corpus_of([*LATE, Ad("B", day=date(2026, 10, 2), source="github-issues")]))

    assert found == date(2026, 8, 8)
    assert newest_day(corpus_of([*LATE, Ad("B", day=date(2026, 10, 2))])) == date(2026, 10, 2)
    assert newest_day(corpus_of([])) is None


def test_the_default_period_is_twelve_months_of_shipped_postings():
    assert default_since(corpus_of(LATE)) == date(2025, 9, 1)
    assert default_since(corpus_of(LATE[1:])) is None
    assert default_since(corpus_of([])) is None


def test_a_store_of_own_postings_is_counted_whole():
    tables = tables_of(LATE)
    own = replace(tables, first_run=tables.first_run + 1)
    grown = replace(tables, first_run=np.arange(len(LATE), dtype=np.int32))

    assert default_since(Corpus.from_tables(own, SKILLS)) is None
    assert default_since(Corpus.from_tables(grown, SKILLS)) == date(2025, 9, 1)
