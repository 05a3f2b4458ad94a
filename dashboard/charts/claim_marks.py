"""Claims, their readings and sayings as marks and rows of tables, made of what `analysis` measures."""

from dataclasses import dataclass

from analysis.figures.claims import ClaimCheck
from analysis.figures.sayings import SayingFigure
from analysis.figures.specification import ClaimReading, Specification
from analysis.market.figure_words import in_hundred
from dashboard.charts.reading_curve import CurveSpot
from dashboard.charts.share_marks import interval_text
from dashboard.frame.tables import COUNT, INTERVAL, Column, PageTable

CLAIM_COLUMNS = (
    Column("claim", 244),
    Column("verdict", 158),
    Column("they say", 80),
    Column("we find", 62),
    INTERVAL,
    Column("vacancies", 72),
    Column("published by"),
)
CHOICE_COLUMNS = (
    Column("counting", 192),
    Column("of 100", 68),
    Column("inside", 74),
    Column("readings", None, COUNT),
)
SAYING_COLUMNS = (
    Column("we find", 104),
    Column("what is said", 356),
    INTERVAL,
    Column("required", 66),
    Column("vacancies", 72),
    Column("said by"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """One reading of a claim as a row of a file."""

    claim: str
    reading: str
    share: float
    low: float
    high: float
    n: int
    inside: bool
    selection: str
    recruiters: bool
    one_voice: bool


def claim_table(found: tuple[ClaimCheck, ...]) -> PageTable:
    """Return claims as a table, a row each."""
    return PageTable(CLAIM_COLUMNS, [_claim_cells(row) for row in found])


def _claim_cells(row: ClaimCheck) -> list[object]:
    ours = row.ours
    share = "" if ours is None or ours.share is None else in_hundred(ours.share)
    interval = "" if ours is None else interval_text(ours.low, ours.high)
    count = "" if ours is None else f"{ours.n:,}"
    by = f"{row.claim.source}, {row.claim.year}"
    said = "" if row.claim.low is None else row.claimed.removesuffix(" in 100")
    return [row.claim.statement, row.verdict, said, share, interval, count, by]


def saying_table(found: tuple[SayingFigure, ...]) -> PageTable:
    """Return sayings as a table, a row each; there is no column for a verdict."""
    return PageTable(SAYING_COLUMNS, [_saying_cells(row) for row in found])


def _saying_cells(row: SayingFigure) -> list[object]:
    by = f"{row.saying.source}, {row.saying.year}"
    if row.ours is None or row.share is None:
        return ["not measurable" if row.saying.why else "", row.saying.statement, "", "", "", by]
    required = "" if row.required is None else in_hundred(row.required)
    interval = interval_text(row.ours.low, row.ours.high)
    return [in_hundred(row.share), row.saying.statement, interval, required, f"{row.ours.n:,}", by]


def curve_spots(curve: Specification) -> list[CurveSpot]:
    """Return the readings as marks, in their order."""
    return [_spot(one) for one in curve.readings]


def _spot(one: ClaimReading) -> CurveSpot:
    ends = one.interval
    held = "claim inside" if one.is_inside else "claim outside"
    said = f"{in_hundred(ends.value)} ({interval_text(ends.low, ends.high)}), {held}: {one.in_words}"
    return CurveSpot(ends.value, ends.low, ends.high, one.is_inside, said)


def choice_table(curve: Specification) -> PageTable:
    """Return what each answer to an open question makes of the share, a row each."""
    return PageTable(
        CHOICE_COLUMNS,
        [
            [
                one.answer,
                interval_text(one.lowest, one.highest),
                f"{in_hundred(one.inside / one.readings)} of 100",
                one.readings,
            ]
            for one in curve.choices()
        ],
    )


def reading_rows(check: ClaimCheck) -> list[ReadingRow]:
    """Return all readings of a claim as rows of a file, none where it is not tested."""
    return [
        ReadingRow(
            claim=check.claim.id,
            reading=one.in_words,
            share=one.interval.value,
            low=one.interval.low,
            high=one.interval.high,
            n=one.interval.n,
            inside=one.is_inside,
            selection=one.part.to_query(),
            recruiters=one.recruiters,
            one_voice=one.one_voice,
        )
        for one in (check.curve.readings if check.curve else ())
    ]
