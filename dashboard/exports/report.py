"""A printable page: the slice, its leading skills, their changes and the method, in plain HTML.

It stands alone: no script, no picture, no address that a browser would call. The template is `report.html`;
what it is given is escaped there, whoever wrote it.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from analysis.figures.changes import Change
from analysis.figures.shares import Share
from analysis.market.basis import Basis
from analysis.market.figure_words import HOLDS_EACH, in_hundred, points
from dashboard.charts.change_marks import VERDICTS
from dashboard.charts.share_marks import interval_text
from dashboard.screen.text import passage

FOLDER = Path(__file__).parent
MOST_CHANGES = 12  # with the skills they fill one page


def report(
    ground: Basis,
    rows: Sequence[Share],
    yearly: Sequence[Change] = (),
    plan: Sequence[str] = (),
    *,
    start: str = "",
    age: str = "",
    sample: str = "",
) -> str:
    """Return the report of a slice as HTML; of the changes, only those that are more than chance.

    `plan` are the sentences of a study plan, `start` says for whom it is, `age` how old the data are,
    `sample` what the selection is a sample of.
    """
    return template().render(
        ground=ground,
        shares=[row for row in rows if row.share is not None],
        changes=[row for row in yearly if row.verdict in VERDICTS and row.difference is not None],
        most_changes=MOST_CHANGES,
        plan=plan,
        start=start,
        age=age,
        sample=sample,
        method=method(ground),
    )


@cache
def template() -> Template:
    """The template, read and compiled at the first report."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"in_hundred": in_hundred, "points": points}
    environment.globals["interval_text"] = interval_text
    return environment.get_template("report.html")


def visible(value: object) -> object:
    """Return a value without invisible characters, before the template escapes it."""
    return passage(value) if isinstance(value, str) else value


def method(ground: Basis) -> str:
    """Return the method in short, with the digests that a receipt needs."""
    return (
        "Shares count each vacancy once. Intervals hold the true share in about 95 of 100 samples and know "
        "that postings of one employer are alike (jackknife over employers, Wilson at the effective size). "
        f"{HOLDS_EACH}. "
        "Skills whose difference is within noise share a rank. The changes of all skills of the two periods "
        "are tested together, at a false-discovery rate of 5%. "
        f"Selection: {ground.slice.to_query() or 'everything'}. Facts {ground.snapshot}, catalogue "
        f"{ground.catalog}."
    )
