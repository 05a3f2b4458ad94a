"""What a skill adds, as a bar and as a row of a table, and what a plan's cloud stands for."""

from collections.abc import Sequence

from analysis.market.figure_words import listed
from analysis.study.cloud_figures import CloudChoice
from analysis.study.gains import Gain
from analysis.study.study_plan import StudyPlan
from dashboard.charts.chart_records import Bar
from dashboard.frame.tables import INTERVAL, SKILL, Column, PageTable

COLUMNS = (
    SKILL,
    Column("adds", 50),
    INTERVAL,
    Column("among the first three", 140),
    Column("weeks"),
    Column("would do instead"),
    Column("also proves"),
    Column("show it with"),
)


def gain_bar(row: Gain) -> Bar:
    """Return a gain as a bar; where skills are ordered by gain per week, that is what is drawn."""
    weeks = row.effort if row.by_week else 1.0
    share, low, high = row.gain / weeks, row.low / weeks, row.high / weeks
    label = f"{100 * share:.1f} ({100 * low:.1f} to {100 * high:.1f})"
    return Bar(key=row.skill, name=row.name, share=share, low=low, high=high, label=label)


def gain_table(rows: Sequence[Gain]) -> PageTable:
    """Return what each skill adds as a table, a row each."""
    return PageTable(COLUMNS, [_cells(row) for row in rows])


def _cells(row: Gain) -> list[object]:
    return [
        row.name,
        f"{100 * row.gain:.1f}",
        f"{100 * row.low:.1f} to {100 * row.high:.1f}",
        f"{100 * row.stability:.0f} of 100",
        f"{row.effort:g}",
        ", ".join(name for name, _ in row.replaces),
        ", ".join(row.implies),
        ", ".join(row.shown_by),
    ]


def cloud_note(found: StudyPlan, choice: CloudChoice) -> str:
    """Say that the cloud of a path stands for any, where the figures do not say which comes first."""
    clouds = {one.skill: one.name for one in choice.gains}
    taken = [clouds[step.gain.skill] for step in found.steps if step.gain.skill in clouds]
    if choice.verdict != "cannot tell" or not taken:
        return ""
    any_of = listed(sorted(clouds.values()))
    return f"{taken[0]} stands for any of {any_of}: the figures are too close to choose."
