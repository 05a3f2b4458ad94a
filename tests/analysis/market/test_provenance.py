import numpy as np
import pytest

from analysis.figures.changes import Change, change, changes
from analysis.figures.differences import Difference, compare
from analysis.figures.employer_shares import EqualShare, employer_equal
from analysis.figures.mix import SameMix, same_mix
from analysis.figures.pairs import Instead, Pair
from analysis.figures.shares import Share, share, shares
from analysis.figures.trends import Point
from analysis.market.corpus import Corpus
from analysis.market.periods import Period
from analysis.market.provenance import Interval, Provenance, Sample
from analysis.market.receipts import Receipt
from analysis.market.rows import row_of
from analysis.market.selection import most_named, select
from analysis.market.slices import Slice
from analysis.study.gains import Gain
from analysis.study.projects import ProjectScore
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from tests.analysis.small import AFTER, BEFORE, NOW, THEN, Ad, corpus_of, crowd

PERIODS = (Period.parse("2025H1"), Period.parse("2026H1"))


@pytest.mark.parametrize("n", [0, -1])
def test_an_interval_on_no_unit_is_refused(n):
    with pytest.raises(ValueError, match="at least one unit"):
        Interval(value=0.5, low=0.4, high=0.6, n=n, kind="wilson")


def test_an_interval_may_stand_on_one_unit():
    assert Interval(value=1.0, low=0.2, high=1.0, n=1, kind="wilson").n == 1


def test_an_interval_cannot_be_made_without_its_n():
    with pytest.raises(TypeError, match="'n'"):
        Interval(value=0.5, low=0.4, high=0.6, kind="wilson")


@pytest.mark.parametrize(
    "record", [Share, EqualShare, Change, Difference, SameMix, Pair, Instead, Point, Gain, ProjectScore]
)
def test_the_row_of_a_figure_with_an_interval_has_its_n_and_where_it_comes_from(record):
    columns = set(record.COLUMNS)

    assert {"low", "high", "slice", "snapshot", "catalog"} <= columns
    assert {"n", "employers"} <= columns or {"n_before", "n_after"} <= columns


def test_a_figure_and_its_interval_stand_on_the_same_units():
    corpus = corpus_of([*crowd(40, ["python"]), *crowd(20, start=100)])

    found = share(corpus, Slice(), "python")

    assert (found.n, found.employers, found.interval.n, found.named) == (60, 60, 60, 40)
    assert (found.share, found.low, found.high) == (
        found.interval.value,
        found.interval.low,
        found.interval.high,
    )


def test_a_suppressed_figure_keeps_its_n_and_has_no_interval():
    found = share(corpus_of(crowd(4, ["python"])), Slice(), "python")

    assert (found.n, found.interval, found.share, found.low) == (4, None, None, None)
    assert found.why == "4 vacancies from 4 employers: too few to say"


def test_a_sample_counts_only_employers_that_have_units():
    found = Sample.of(np.array([3, 0, 1]))

    assert (found.n, found.employers) == (4, 2)
    assert found.kish == pytest.approx(16 / 10)


def test_a_receipt_says_what_the_provenance_knows():
    provenance = Provenance(
        slice=Slice(roles=("ml_engineer",)),
        snapshot="facts",
        catalog="rules",
        periods=PERIODS,
        family="0123456789ab",
        family_size=7,
    )

    found = Receipt.from_text(provenance.receipt("change", ["rag"], 0.25))

    assert (found.slice, found.snapshot, found.catalog) == (Slice(roles=("ml_engineer",)), "facts", "rules")
    assert (found.before, found.after) == ("2025-01-01..2025-07-01", "2026-01-01..2026-07-01")
    assert (found.family, found.tests, found.value, found.against) == ("0123456789ab", 7, 0.25, None)


def test_a_figure_of_two_periods_has_both_in_its_row():
    corpus = corpus_of(crowd(40, ["python"]))

    row = row_of(change(corpus, Slice(), *PERIODS, "python"))

    assert (row["period_before"], row["period_after"]) == ("2025-01-01..2025-07-01", "2026-01-01..2026-07-01")
    assert row["slice"] == ""


def test_a_figure_of_two_periods_has_the_units_and_the_employers_of_each():
    corpus = corpus_of(
        [*crowd(40, day=THEN), *(Ad("Employer 0", day=THEN) for _ in range(5)), *crowd(50, day=NOW)]
    )

    found = change(corpus, Slice(), BEFORE, AFTER, "python")

    assert (found.n_before, found.employers_before) == (45, 40)
    assert (found.n_after, found.employers_after) == (50, 50)


@pytest.mark.parametrize("part", [Slice(), Slice(roles=("manager",)), Slice(countries=("ZW",))])
def test_a_figure_says_why_exactly_where_it_has_no_interval(part):
    corpus = Corpus.from_tables(generate_tables(1_500, 2), SYNTHETIC_SKILLS)
    found = [
        *shares(corpus, part, top=3).rows,
        employer_equal(corpus, part, "aws"),
        *changes(corpus, part, *PERIODS, top=3).rows,
        same_mix(corpus, part, *PERIODS, "aws"),
        *compare(corpus, part, Slice(roles=("ml_engineer",)), top=3).rows,
    ]

    for figure in found:
        ends = (figure.low, figure.high)
        assert (ends == (None, None)) == (figure.why is not None)
        assert (None in ends) == (figure.why is not None)


def test_skills_come_by_how_often_they_are_named():
    corpus = corpus_of(
        [*crowd(3, ["sql"]), *crowd(2, ["aws", "azure"], start=10), *crowd(1, ["gcp"], start=20)]
    )
    totals = select(corpus, Slice()).totals()

    def ids(*rest):
        return [corpus.skills[code].id for code in most_named(corpus, totals, *rest)]

    assert ids()[0] == "sql"
    assert sorted(ids()[1:3]) == ["aws", "azure"]
    assert ids()[3:] == ["gcp"]
    assert "gcp" not in ids(None, 2)
    assert ids(["no such kind"]) == []
