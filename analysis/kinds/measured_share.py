"""The share that we measured, as it stands in a row about something else."""

from analysis.figures.shares import Share
from analysis.market.figure_kind import Row
from analysis.market.rows import row_of

SHARE_COLUMNS = (
    "share", "low", "high", "n", "employers", "corrected", "interval_kind", "slice",
    "snapshot", "catalog", "receipt",
)  # fmt: skip # a list, read by the line


def measured_share(found: Share | None) -> Row:
    """Return the cells of a share under SHARE_COLUMNS, nothing where nothing was measured."""
    row = row_of(found) if found else {}
    return {name: row[name] for name in SHARE_COLUMNS if name in row}
