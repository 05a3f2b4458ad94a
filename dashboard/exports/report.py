"""A printable page: the slice, its leading skills, their changes and the method, in plain HTML.

It stands alone: no script, no picture, no address that a browser would call.
"""

from collections.abc import Sequence

from analysis.figures.changes import Change
from analysis.figures.shares import Share
from analysis.market.basis import Basis
from analysis.market.figure_words import in_hundred, points
from dashboard.charts.share_marks import interval_text
from dashboard.screen.text import html

STYLE = """
body { font: 13px/1.45 system-ui, sans-serif; color: #14181C; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 1.6rem }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .2rem .5rem .2rem 0 }
tr { border-bottom: 1px solid #E4E0D8; break-inside: avoid } .bar { width: 40% }
.bar div { background: #5E9FC8; height: .7rem; print-color-adjust: exact; -webkit-print-color-adjust: exact }
small { color: #555D66 } @media print { body { margin: 0 } }
"""

CHANGES_TOLD = 12  # with the skills they fill one page


def report(
    ground: Basis,
    rows: Sequence[Share],
    moved: Sequence[Change] = (),
    plan: Sequence[str] = (),
    *,
    start: str = "",
    age: str = "",
) -> str:
    """Return the report of a slice.

    `plan` are the sentences of a study plan, `start` says for whom it is, `age` how old the data are.
    """
    parts = [
        f"<h1>What the market asks for</h1><p><strong>{html(ground.sentence)}</strong></p>",
        f"<p>{html(age)}</p>" if age else "",
        _shares(rows) if ground.why is None else f"<p>{html(ground.why)}</p>",
        _changes(moved),
        _plan(plan, start),
        f"<p><small>{html(method(ground))}</small></p>",
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Skillgauge report</title>'
        f"<style>{STYLE}</style></head><body>{''.join(parts)}</body></html>"
    )


def _shares(rows: Sequence[Share]) -> str:
    return (
        "<h2>Skills</h2><table><tr><th>rank</th><th>skill</th><th>of "
        "100</th><th>interval</th><th>employers</th>"
        f"<th></th></tr>{''.join(_row(row) for row in rows if row.share is not None)}</table>"
    )


def _row(row: Share) -> str:
    cells = [row.rank or "", row.name, in_hundred(row.share or 0), interval_text(row.low, row.high)]
    told = "".join(f"<td>{html(cell)}</td>" for cell in [*cells, f"{row.employers_naming:,}"])
    return f'<tr>{told}<td class="bar"><div style="width:{100 * (row.share or 0):.0f}%"></div></td></tr>'


def _changes(moved: Sequence[Change]) -> str:
    told = [row for row in moved if row.verdict in ("up", "down") and row.difference is not None]
    if not told:
        return ""
    lines = "".join(
        f"<li>{html(row.name)}: {row.verdict}, {points(row.difference or 0)} points "
        f"({points(row.low or 0)} to {points(row.high or 0)}){html(_caveat(row))}</li>"
        for row in told[:CHANGES_TOLD]
    )
    rest = len(told) - CHANGES_TOLD
    lines += f"<li>and {rest} more, in the archive of all views</li>" if rest > 0 else ""
    when = f"{told[0].period_after.in_words} against the year before"
    return f"<h2>Changes that are more than chance</h2><p>{html(when)}</p><ul>{lines}</ul>"


def _caveat(row: Change) -> str:
    return f"; {'but ' if row.is_unsure else ''}{row.caveat}" if row.caveat else ""


def _plan(plan: Sequence[str], start: str) -> str:
    if not plan:
        return ""
    steps = "".join(f"<li>{html(line)}</li>" for line in plan)
    return f"<h2>Study plan</h2><p>{html(start)}</p><ol>{steps}</ol>"


def method(ground: Basis) -> str:
    """Return the method in short, with the digests that a receipt needs."""
    return (
        "Shares count each vacancy once. Intervals hold the true share in about 95 of 100 samples and "
        "know that "
        "postings of one employer are alike (jackknife over employers, Wilson at the effective size). "
        "Skills whose difference is within noise share a rank. The changes of all skills of the two periods "
        "are tested together, at a false-discovery rate of 5%. "
        f"Selection: {ground.slice.to_query() or 'everything'}. Facts {ground.snapshot}, catalogue "
        f"{ground.catalog}."
    )
