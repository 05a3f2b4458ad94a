"""The share of each skill in each month, quarter or half-year of a slice."""

from collections.abc import Iterator

from analysis.figures.trends import Trends
from analysis.market.rows import Cell, row_of


def trend_rows(found: Trends) -> Iterator[dict[str, Cell]]:
    """Return one row per skill and period."""
    for line in found.lines:
        for point in line.points:
            named = {"skill": line.name, "id": line.skill, "kind": line.kind, "label": point.period.label}
            yield {**named, **row_of(point), **named, "sentence": f"{line.name}, {point.sentence}"}
