from datetime import date

import pytest

from analysis.figures.shares import share
from analysis.figures.trends import trends
from analysis.kinds.demand.trend import trend_rows
from analysis.market.corpus import Corpus
from analysis.market.slices import Slice
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from data.errors import UsageError
from tests.analysis.small import Ad, corpus_of, crowd


def months(counts, asks=("python",), source="greenhouse", last_day=28):
    """Return `counts[i]` postings in each month of 2025, by different employers."""
    return [
        Ad(f"{source} {month} {n}", asks if n % 2 else [], date(2025, month, 1 + n % last_day), source=source)
        for month, count in enumerate(counts, 1)
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def market():
    return Corpus.from_tables(generate_tables(30_000, 2), SYNTHETIC_SKILLS)


def states(found):
    return [point.state for point in found.lines[0].points]


def test_point_is_the_share_of_its_own_month(market):
    part = Slice(roles=("ml_engineer",))
    found = trends(market, part, ["aws"], step="month")

    for point in found.lines[0].points[-4:]:
        alone = share(market, part.narrowed(since=point.period.since, until=point.period.until), "aws")
        assert (point.share, point.low, point.high) == (alone.share, alone.low, alone.high)
        assert (point.n, point.named, point.employers) == (alone.n, alone.named, alone.employers)
        assert point.receipt.startswith("trend?skill=aws&after=")


def test_all_denominators_agree_with_the_share(market):
    for denominator in ("postings", "employers"):
        part = Slice(denominator=denominator)
        point = trends(market, part, ["aws"], step="quarter").lines[0].points[-2]
        alone = share(market, part.narrowed(since=point.period.since, until=point.period.until), "aws")
        assert (point.share, point.low, point.n) == (alone.share, alone.low, alone.n)


def test_unfinished_month_is_marked():
    corpus = corpus_of([*months([40, 40, 40]), *months([0, 0, 0, 40], last_day=10)])

    found = trends(corpus, Slice(), ["python"], step="month")

    assert states(found) == ["ok", "ok", "ok", "partial"]
    assert found.lines[0].points[3].sentence == (
        "2025-04: about 50 in 100 vacancies (35 to 65); the period is not whole: not to be compared"
    )


def test_month_cut_by_the_slice_is_partial():
    corpus = corpus_of(months([80, 80, 80]))

    found = trends(corpus, Slice(since=date(2025, 1, 10)), ["python"], step="month")

    assert states(found)[0] == "partial"
    assert found.lines[0].points[0].period.since == date(2025, 1, 10)


def test_month_of_failed_collection_is_a_gap_not_a_point():
    corpus = corpus_of(months([400, 400, 35, 400]))

    found = trends(corpus, Slice(), ["python"], step="month")

    assert states(found) == ["ok", "ok", "gap", "ok"]


def test_thin_month_is_said_and_thin_edges_are_left_out():
    corpus = corpus_of(months([12, 40, 20, 40, 12]))

    found = trends(corpus, Slice(), ["python"], step="month")

    assert [period.label for period in found.periods] == ["2025-02", "2025-03", "2025-04"]
    assert states(found) == ["ok", "thin", "ok"]
    assert found.lines[0].points[1].why == "20 vacancies from 20 employers: too few to say"


def test_source_that_starts_is_a_break():
    corpus = corpus_of([*months([50, 50, 50, 50]), *months([0, 0, 50, 50], source="lever")])

    found = trends(corpus, Slice(), ["python"], step="month")

    assert [(one.source, one.day, one.happens) for one in found.breaks] == [
        ("lever", date(2025, 3, 1), "starts")
    ]
    assert "not the same instrument" in found.breaks[0].sentence
    assert [(one.period.label, one.source, one.postings) for one in found.coverage][:2] == [
        ("2025-01", "greenhouse", 50),
        ("2025-02", "greenhouse", 50),
    ]


def test_one_source_alone_has_no_break():
    corpus = corpus_of([*months([50, 50, 50, 50]), *months([0, 0, 50, 50], source="lever")])

    assert trends(corpus, Slice(sources=("greenhouse",)), ["python"], step="month").breaks == ()


def test_step_is_the_finest_that_can_mostly_be_told():
    assert trends(corpus_of(months([40] * 6)), Slice(), ["python"]).step == "month"
    assert trends(corpus_of(months([20] * 6)), Slice(), ["python"]).step == "quarter"
    assert trends(corpus_of(months([6] * 6)), Slice(), ["python"]).step == "half"


@pytest.mark.parametrize(("counts", "step"), [([45, 45, 10], "month"), ([45, 44, 11], "quarter")])
def test_nine_tenths_in_months_with_enough_data_are_told_by_month(counts, step):
    assert trends(corpus_of(months(counts)), Slice(), ["python"]).step == step


def test_unknown_step_is_refused():
    with pytest.raises(UsageError, match="fortnight"):
        trends(corpus_of(months([40])), Slice(), ["python"], step="fortnight")


def test_empty_slice_has_no_periods():
    found = trends(corpus_of(crowd(3, ["python"])), Slice(roles=("manager",)), ["python"])

    assert found.periods == ()
    assert found.lines[0].points == ()
    assert found.basis.why


def test_trend_rows_carry_slice_and_digests(market):
    rows = list(trend_rows(trends(market, Slice(), ["aws", "rag"], step="half")))

    assert {row["id"] for row in rows} == {"aws", "rag"}
    assert all(row["snapshot"] and "since=" in row["slice"] and row["sentence"] for row in rows)
