"""Periods, words, slices and receipts on each side of their bounds, by value."""

from datetime import date
from urllib.parse import urlencode

import pytest

from analysis.contrasts.contrast import UNEVEN
from analysis.contrasts.verdicts import found_points, unproven
from analysis.figures.changes import change
from analysis.figures.shares import share
from analysis.market.figure_words import (
    count_of,
    day_in_words,
    in_hundred,
    interval_in_words,
    listed,
    near_names,
    points,
    silent_in_words,
)
from analysis.market.grounded import grounded
from analysis.market.periods import Period, is_whole, shifted, steps_between, year_apart
from analysis.market.receipts import MAX_RECEIPT, Receipt
from analysis.market.rows import row_of
from analysis.market.slices import MAX_QUERY, MAX_VALUES, Slice
from analysis.reproduce import reproduce
from data.errors import UsageError
from tests.analysis.small import AFTER, BEFORE, NOW, THEN, Ad, corpus_of, crowd

# --- periods --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "months", "label"),
    [
        ("2024-03-01", "2024-04-01", 1, "2024-03"),
        ("2024-12-01", "2025-01-01", 1, "2024-12"),
        ("2024-01-01", "2024-04-01", 3, "2024Q1"),
        ("2024-04-01", "2024-07-01", 3, "2024Q2"),
        ("2024-10-01", "2025-01-01", 3, "2024Q4"),
        ("2024-02-01", "2024-05-01", 3, "2024-02-01..2024-05-01"),
        ("2024-03-01", "2024-06-01", 3, "2024-03-01..2024-06-01"),
        ("2024-01-01", "2024-07-01", 6, "2024H1"),
        ("2024-07-01", "2025-01-01", 6, "2024H2"),
        ("2024-04-01", "2024-10-01", 6, "2024-04-01..2024-10-01"),
        ("2024-01-01", "2025-01-01", 12, "2024"),
        ("2024-02-01", "2025-02-01", 12, "2024-02-01..2025-02-01"),
        ("2023-11-01", "2025-02-01", 15, "2023-11-01..2025-02-01"),
        ("2024-01-02", "2024-02-01", 0, "2024-01-02..2024-02-01"),
        ("2024-01-01", "2024-02-02", 0, "2024-01-01..2024-02-02"),
    ],
)
def test_a_period_counts_its_months_and_is_called_by_the_calendar(since, until, months, label):
    found = Period(date.fromisoformat(since), date.fromisoformat(until))

    assert (found.months, found.label) == (months, label)
    assert Period.parse(label) == found


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2024Q1", "2024-01-01", "2024-04-01"),
        ("2024Q2", "2024-04-01", "2024-07-01"),
        ("2024Q4", "2024-10-01", "2025-01-01"),
        ("2024H1", "2024-01-01", "2024-07-01"),
        ("2024-01", "2024-01-01", "2024-02-01"),
    ],
)
def test_parts_of_a_year_are_read(text, since, until):
    assert Period.parse(text).text == f"{since}..{until}"


def test_a_period_moves_by_months_and_must_have_a_day():
    assert Period.parse("2024Q1").moved(-3) == Period.parse("2023Q4")
    assert Period.parse("2024-11").moved(2) == Period.parse("2025-01")
    assert Period(date(2024, 1, 1), date(2024, 1, 2)).in_words == "January 2024 until before 2 January 2024"
    with pytest.raises(UsageError, match="must end after it starts"):
        Period(date(2024, 1, 1), date(2024, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        ("2024-01-01", -1, "2023-12-01"),
        ("2024-12-01", 1, "2025-01-01"),
        ("2024-06-01", 12, "2025-06-01"),
        ("2024-06-01", 0, "2024-06-01"),
        ("2024-05-28", 1, "2024-06-28"),
        ("2024-05-29", 1, "2024-06-28"),
        ("2024-05-02", -5, "2023-12-02"),
    ],
)
def test_a_day_is_shifted_by_months(day, months, found):
    assert shifted(date.fromisoformat(day), months).isoformat() == found


@pytest.mark.parametrize(
    ("first", "last", "months", "labels"),
    [
        ("2024-01-31", "2024-02-29", 1, ["2024-01", "2024-02"]),
        ("2024-01-31", "2024-03-01", 1, ["2024-01", "2024-02", "2024-03"]),
        ("2024-05-01", "2025-01-01", 6, ["2024H1", "2024H2", "2025H1"]),
        ("2024-06-30", "2024-06-30", 3, ["2024Q2"]),
        ("2024-12-31", "2024-12-31", 6, ["2024H2"]),
    ],
)
def test_steps_begin_and_end_with_the_days(first, last, months, labels):
    found = steps_between(date.fromisoformat(first), date.fromisoformat(last), months)

    assert [period.label for period in found] == labels


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [(4, 28, True), (5, 28, False), (4, 27, False), (1, 31, True)],
)
def test_a_month_may_lack_three_days_at_each_end(first, last, whole):
    month = Period.parse("2024-03")

    assert is_whole(month, date(2024, 3, first), date(2024, 3, last)) == whole


@pytest.mark.parametrize(
    ("first", "last", "months", "found"),
    [
        ("2024-01-04", "2025-06-28", 6, ("2024H1", "2025H1")),
        ("2024-01-05", "2025-06-28", 6, None),
        ("2024-01-04", "2025-06-25", 3, ("2024-03-01..2024-06-01", "2025-03-01..2025-06-01")),
        ("2024-05-01", "2025-06-26", 1, ("2024-05", "2025-05")),
        ("2024-06-05", "2025-06-27", 1, None),
        ("2024-06-04", "2025-06-27", 1, ("2024-06", "2025-06")),
    ],
)
def test_the_same_months_a_year_apart(first, last, months, found):
    corpus = corpus_of([Ad("A", day=date.fromisoformat(first)), Ad("B", day=date.fromisoformat(last))])

    periods = year_apart(corpus, months)

    assert (periods and tuple(period.label for period in periods)) == found
    if months == 6:
        assert year_apart(corpus) == periods


# --- words ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (0, "vacancy", "0 vacancies"), (1, "vacancy", "1 vacancy"), (2, "vacancy", "2 vacancies"),
        (1, "employer", "1 employer"), (1_204, "employer", "1,204 employers"),
    ],
)  # fmt: skip  # a table
def test_a_count_has_its_plural(number, noun, said):
    assert count_of(number, noun) == said


def test_names_are_listed():
    assert [listed(["a", "b", "c"][:count]) for count in range(4)] == ["", "a", "a or b", "a, b or c"]
    assert listed(("a", "b", "c"), "and") == "a, b and c"


@pytest.mark.parametrize(
    ("silent", "level", "said"),
    [
        (0, "asked", "all name a skill"), (1, "asked", "1 names no skill"), (2, "asked", "2 name no skill"),
        (1_300, "required", "1,300 require no skill"), (1, "mentioned", "1 mentions none in its duties"),
    ],
)  # fmt: skip  # a table
def test_those_that_name_nothing_are_said(silent, level, said):
    assert silent_in_words(silent, level) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.005, "0"), (0.0051, "1"), (0.0049, "<1"), (0.9949, "99"), (0.995, ">99"), (0.125, "12")],
)
def test_shares_at_the_ends_of_rounding(share, said):
    assert in_hundred(share) == said


@pytest.mark.parametrize(
    ("difference", "said"),
    [(0.0994, "+9.9"), (0.0995, "+10"), (0.0996, "+10"), (-0.0994, "-9.9"), (1.0, "+100")],
)
def test_points_from_ten_on_are_whole(difference, said):
    assert points(difference) == said


@pytest.mark.parametrize(
    ("detectable", "said"),
    [
        (0.0581, "5.9 points"), (0.058, "5.8 points"), (0.0994, "10.0 points"), (0.0995, "10 points"),
        (0.1001, "11 points"), (0.12, "12 points"), (0.0001, "0.1 points"), (0.058000002, "5.9 points"),
        (0.058 + 1e-12, "5.8 points"), (0.058 - 1e-12, "5.8 points"),
    ],
)  # fmt: skip  # a table
def test_what_would_be_found_is_rounded_up(detectable, said):
    assert found_points(detectable) == said


def test_why_nothing_was_proven():
    few = "; 1,200 in the two periods together name it, too few to be tested (at least 30)"

    assert unproven(None, 0.1, 1_200, "change", "periods") == few
    assert unproven(0.4, None, 1_200, "change", "periods") == few
    assert (
        unproven(0.4, 0.1, 9, "change", "periods")
        == "; a change of 10 points would be found four times in five"
    )


def test_days_and_intervals_in_words():
    assert [day_in_words(date(2025, 6, day)) for day in (1, 2, 30)] == [
        "June 2025",
        "2 June 2025",
        "30 June 2025",
    ]
    assert interval_in_words(0.388, 0.472) == "39 to 47"


def test_no_more_than_three_near_names_are_offered_and_a_long_one_is_compared_by_its_start():
    names = ["PyTorch", "PyTorch2", "PyTorch3", "PyTorch4"]

    assert len(near_names("pytorch", names)) == 3
    assert near_names("pytorch" * 11 + "xyz" + "y" * 900, ["PyTorch" * 11 + "xyz"]) == [
        "PyTorch" * 11 + "xyz"
    ]


# --- slices ---------------------------------------------------------------------------------------------


def test_a_slice_takes_as_many_values_and_characters_as_it_says():
    names = [f"Employer {number}" for number in range(MAX_VALUES)]

    assert len(Slice(employers_in=tuple(names)).employers_in) == MAX_VALUES
    exact = urlencode([("employer", "a" * 490)] * 15)
    rest = MAX_QUERY - len(exact) - len("&source=")
    longest = f"{exact}&source={'b' * rest}"
    assert len(longest) == MAX_QUERY
    assert Slice.from_query(longest).employers_in == ("a" * 490,)
    with pytest.raises(UsageError, match="8,001 characters"):
        Slice.from_query(f"{longest}c")


def test_errors_of_a_slice_quote_no_more_than_eighty_characters():
    for query in (f"role={'x' * 300}", f"country={'y' * 300}", f"since={'z' * 300}"):
        with pytest.raises(UsageError) as caught:
            Slice.from_query(query)
        assert max(len(run) for run in str(caught.value).replace("'", " ").split()) == 80


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Slice(seniorities=("unspecified",), workplaces=("onsite",)), "on-site unstated vacancies"),
        (
            Slice(employers_in=("A", "B"), employers_out=("C", "D")),
            "All vacancies, of A or B, without C and D",
        ),
        (Slice(until=date(2025, 3, 1)), "All vacancies, before March 2025"),
        (Slice(clouds=("none",)), "All vacancies naming no cloud"),
        (Slice(level="any"), "All vacancies, counting those that contain a skill"),
    ],
)
def test_more_slices_in_words(part, words):
    assert part.in_words() == words


# --- receipts and rows ----------------------------------------------------------------------------------


def test_a_receipt_is_read_back_with_all_that_it_names():
    receipt = Receipt(
        figure="change", skills=("aws", "gcp"), slice=Slice(roles=("other",)), snapshot="f", catalog="c",
        value=-0.25, before="2024-01-01..2025-01-01", after="2025-01-01..2026-01-01", against="role=other",
        have=("sql",), of="Acme", currency="USD", year=2025, family="abc", tests=12,
    )  # fmt: skip  # a record

    assert Receipt.from_text(receipt.to_text()) == receipt
    assert Receipt.from_text(f"  {receipt.to_text()}\n") == receipt


@pytest.mark.parametrize(
    ("year", "is_read"),
    [("2025", True), ("99999999", True), ("999999999", False), ("-1", False), ("²", False)],
)
def test_numbers_of_a_receipt_are_whole_and_short(year, is_read):
    text = f"pay?currency=USD&year={year}&snapshot=f&catalog=c&value=none"

    if is_read:
        assert Receipt.from_text(text).year == int(year)
    else:
        with pytest.raises(UsageError, match="a receipt's year is a whole number"):
            Receipt.from_text(text)


def test_a_long_number_of_a_receipt_is_quoted_by_its_start():
    text = f"pay?currency=USD&year={'9' * 200}&snapshot=f&catalog=c&value=none"

    with pytest.raises(UsageError, match=f"is a whole number, not '{'9' * 80}'$"):
        Receipt.from_text(text)


@pytest.mark.parametrize("value", ["none", "0.5", "-1e-3", "inf"])
def test_the_value_of_a_receipt(value):
    found = Receipt.from_text(f"share?skill=aws&snapshot=f&catalog=c&value={value}").value

    assert found == (None if value == "none" else float(value))


def test_a_receipt_has_a_longest_length():
    text = "share?skill=aws&snapshot=f&catalog=c&value=none&employer="

    assert Receipt.from_text(text + "a" * 400).slice.employers_in == ("a" * 400,)
    longest = "share?" + "skill=aws&" * 1_195 + "snapshot=f&catalog=c&value=none"
    longest = longest.replace("snapshot=f", "snapshot=" + "f" * (MAX_RECEIPT - len(longest) + 1))
    assert len(longest) == MAX_RECEIPT == 12_000
    assert len(Receipt.from_text(longest).skills) == 1_195
    with pytest.raises(UsageError, match="not a receipt"):
        Receipt.from_text(longest.replace("snapshot=f", "snapshot=ff"))
    with pytest.raises(UsageError) as caught:
        Receipt.from_text("x" * 300)
    assert f"not a receipt: '{'x' * 80}';" in str(caught.value)
    with pytest.raises(UsageError) as caught:
        Receipt.from_text(f"share?skill=aws&snapshot=f&catalog=c&value={'y' * 300}")
    assert str(caught.value).endswith(f"not '{'y' * 80}'")
    with pytest.raises(UsageError, match="not a receipt"):
        Receipt.from_text(f"share?{'skill=aws&' * (MAX_RECEIPT // 10)}snapshot=f&catalog=c&value=none")


@pytest.mark.parametrize("missing", ["skill", "snapshot", "catalog", "value"])
def test_a_receipt_needs_its_parts_once(missing):
    parts = {"skill": "aws", "snapshot": "facts", "catalog": "rules", "value": "none"}
    corpus = corpus_of(crowd(5, ["aws"]))
    assert reproduce(corpus, f"share?{urlencode(parts)}").why

    lacking = {key: value for key, value in parts.items() if key != missing}
    with pytest.raises(UsageError):
        reproduce(corpus, f"share?{urlencode(lacking)}")
    if missing != "skill":
        with pytest.raises(UsageError):
            reproduce(corpus, f"share?{urlencode(parts)}&{missing}=none")


def test_a_row_has_every_number_of_its_figure_and_those_who_name_nothing():
    corpus = corpus_of(
        [*crowd(30, ["python"]), *crowd(10, ["python:preferred::", "aws::0"], start=30), *crowd(3, start=60)]
    )
    found = share(corpus, Slice(), "python")

    (row,) = grounded(corpus, [row_of(found)])

    assert list(row)[:2] == ["skill", "id"]
    assert (row["skill"], row["id"], row["kind"]) == ("Python", "python", "language")
    assert (row["share"], row["low"], row["high"]) == (found.share, found.low, found.high)
    assert (row["n"], row["silent"], row["named"]) == (43, 3, 40)
    assert (row["required"], row["preferred"], row["mentioned"], row["boilerplate"]) == (30, 10, 0, 0)
    assert (row["newest_posting"], row["slice"], row["receipt"]) == ("2025-06-01", "", found.receipt)
    keys = list(row)
    assert keys.index("silent") == keys.index("n") + 1
    (other,) = grounded(corpus, [{**row_of(found), "n": 42}])
    assert "silent" not in other


# --- sources that do not weigh the same -----------------------------------------------------------------


@pytest.mark.parametrize(("moved", "is_named"), [(10, False), (11, True)])
def test_a_source_that_gains_more_than_a_tenth_is_uneven(moved, is_named):
    assert UNEVEN == 0.10
    ads = [Ad(f"E{n}", source="lever" if n < 50 else "ashby", day=THEN) for n in range(100)]
    ads += [Ad(f"F{n}", source="lever" if n < 50 + moved else "ashby", day=NOW) for n in range(100)]

    found = change(corpus_of(ads), Slice(), BEFORE, AFTER, "python")

    assert found.uneven_sources == (("ashby", "lever") if is_named else ())
