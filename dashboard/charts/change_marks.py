"""Changes as dots and as rows of a table: from what `analysis` measures to what a chart draws."""

from collections.abc import Sequence

from analysis.contrasts.verdicts import found_points
from analysis.figures.changes import Change, Changes
from analysis.market.figure_words import points
from dashboard.charts.chart_records import Bar
from dashboard.frame.tables import INTERVAL, SIGNED, SKILL, WHOLE, Column, PageTable
from dashboard.frame.widgets import hundred
from dashboard.screen import text

COLUMNS = (
    SKILL,
    Column("before", 50, WHOLE),
    Column("after", 46, WHOLE),
    Column("points", 52, SIGNED),
    Column("verdict", 100),
    INTERVAL,
    Column("checks that hold"),
    Column("found four times in five"),
    Column("remark"),
)
VERDICTS = ("up", "down", "seems up", "seems down")
NO_TEST = "too few to be tested"


def change_bars(rows: Sequence[Change]) -> list[Bar]:
    """Make marks of those changes that have an interval; `share` is the difference, as a fraction."""
    return [
        Bar(
            key=row.skill,
            name=row.name,
            share=row.difference,
            low=row.low,
            high=row.high,
            label=f"{row.verdict}; {points(row.difference)} points "
            f"({points(row.low)} to {points(row.high)}){_caveat_on_hover(row)}",
        )
        for row in rows
        if row.difference is not None and row.low is not None and row.high is not None
    ]


def _caveat_on_hover(row: Change) -> str:
    return f"; {row.caveat}" if row.caveat else ""


def change_table(rows: Sequence[Change]) -> PageTable:
    """Return changes as a table, a row each."""
    return PageTable(COLUMNS, [_cells(row) for row in rows])


def _cells(row: Change) -> list[object]:
    scaled = [
        hundred(row.before),
        hundred(row.after),
        None if row.difference is None else 100 * row.difference,
    ]
    spread = "" if row.low is None or row.high is None else f"{points(row.low)} to {points(row.high)}"
    visible = NO_TEST if row.adjusted is None or row.detectable is None else found_points(row.detectable)
    holding = f"{row.battery.holding} of {len(row.battery.checks)}" if row.battery.checks else "none made"
    rest = ["", ""] if row.verdict is None else [holding, visible]
    return [row.name, *scaled, row.verdict or "", spread, *rest, row.caveat or ""]


def changes_summary(found: Changes) -> str:
    """Say which skills went up or down between the two periods, and which only seem to."""
    if found.before.why or found.after.why:
        why = found.rows[0].why if found.rows else found.before.why or found.after.why
        return text.markdown(f"Too little data to compare: {why}.")
    if not found.rows:
        return "No skill is named in both periods."
    said = [part for verdict in VERDICTS for part in _skills_with(found.rows, verdict)]
    rest = sum(row.verdict == "cannot tell" for row in found.rows)
    if rest:
        said.append(f"**cannot tell** for {f'the other {rest}' if said else f'any of {rest} skills'}")
    when = f"{found.rows[0].period_after.in_words} against the same months a year before"
    return f"{when} ({_sample(found)}): {'; '.join(said)}."


def _sample(found: Changes) -> str:
    """Return '1,204 and 998 vacancies', and how many of the skills tested together are shown."""
    said = f"{found.before.n:,} and {found.after.n:,} {found.after.slice.denominator}"
    tested = max(row.family_size or 0 for row in found.rows)
    if tested > len(found.rows) > 1:
        said += f"; of {tested} skills tested together, the {len(found.rows)} most named"
    return said


def _skills_with(rows: Sequence[Change], verdict: str) -> list[str]:
    """Return the skills with a verdict, those together that the same check keeps from being confirmed."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        if row.verdict == verdict:
            check = row.battery.unsettled
            groups.setdefault(f" ({check.in_short})" if check else "", []).append(text.markdown(row.name))
    return [f"**{verdict}**{short}: {', '.join(names)}" for short, names in groups.items()]
