"""`skillgauge figure KIND`: print one figure as the dashboard shows it, or reproduce it from its receipt."""

import json
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from analysis.kinds.reproduce import reproduce
from analysis.market.corpus import Corpus
from analysis.market.figure_words import did_you_mean
from analysis.market.grounded import grounded
from analysis.market.periods import STEPS
from analysis.market.rows import row_of
from analysis.study.cloud_figures import CloudFigure
from commands.shared import slice_options as options
from commands.shared.figure_options import USES, check_options, check_receipt, check_values, given_options
from commands.shared.figure_rows import KINDS, Asked, Row, cloud_row
from commands.shared.slice_options import check_sources, open_corpus, said_age, slice_of
from data.errors import UsageError
from data.files.csvfile import write_rows
from data.records import KINDS as SKILL_KINDS

app = typer.Typer(add_completion=False)
FORMATS = ("table", "json", "csv")
NOTHING = "No vacancy of this selection states what this figure is made of."


@app.command()
def figure(  # noqa: PLR0913, PLR0917 (one parameter for each option)
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help=f"One of: {', '.join(KINDS)}.")] = "",
    skill: Annotated[list[str] | None, typer.Option(help="Skill, by name or id; repeat for several.")] = None,
    have: Annotated[
        list[str] | None, typer.Option(help="For study, cloud and projects: a skill you have.")
    ] = None,
    skill_kind: Annotated[
        list[str] | None, typer.Option("--kind", help="Only this kind, such as library.")
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="How many skills (or pairs), when none is named.")] = 30,
    before: Annotated[str | None, typer.Option(help="For change: 2024H2 or 2024-07-01..2025-01-01.")] = None,
    after: Annotated[str | None, typer.Option(help="For change: the later period.")] = None,
    against: Annotated[
        str | None,
        typer.Option(help="For compare: the other slice, such as 'role=data_scientist&country=DE'."),
    ] = None,
    step: Annotated[str, typer.Option(help="For trend: auto, month, quarter or half.")] = "auto",
    steps: Annotated[int, typer.Option(min=1, max=10, help="For study: steps of the plan.")] = 10,
    practices: Annotated[bool, typer.Option(help="For study: practices too, not tools alone.")] = False,
    role: options.Role = None,
    cloud: options.Cloud = None,
    seniority: options.Seniority = None,
    workplace: options.Workplace = None,
    country: options.Country = None,
    source: options.Source = None,
    employer: options.Employer = None,
    without: options.Without = None,
    since: options.Since = None,
    until: options.Until = None,
    level: options.Level = "asked",
    denominator: options.Denominator = "vacancies",
    receipt: Annotated[str | None, typer.Option(help="Reproduce the figure of this receipt.")] = None,
    format: Annotated[str, typer.Option(help="table, json or csv.")] = "table",
    store: options.Store = None,
) -> None:
    """Print one figure with what stands under it, or reproduce one from its receipt."""
    check_choice(kind, format, receipt)
    if receipt is not None:
        check_receipt(given_options(context))
        corpus = open_corpus(store)[1]
        print_rows(grounded(corpus, [reproduced(corpus, receipt)]), format, alone=True)
        say_age(corpus, format)
        return
    check_options("figure", kind, USES[kind], given_options(context))
    check_values("--kind", SKILL_KINDS, skill_kind or ())
    check_values("--step", ("auto", *STEPS), [step])
    part = slice_of(
        roles=role, clouds=cloud, seniorities=seniority, workplaces=workplace, countries=country,
        sources=source, employers_in=employer, employers_out=without, since=since, until=until, level=level,
        denominator=denominator,
    )  # fmt: skip
    asked = Asked(
        skills=tuple(skill or ()), have=tuple(have or ()), kinds=tuple(skill_kind or ()) or None, top=top,
        before=before, after=after, step=step, steps=steps, practices=practices,
        against=against,
    )  # fmt: skip
    corpus = open_corpus(store)[1]
    check_sources(corpus, part)
    rows = grounded(corpus, KINDS[kind](corpus, part, asked))
    print_rows(rows, format, alone=kind == "share" and len(asked.skills) == 1)
    say_age(corpus, format)


def check_choice(kind: str, format: str, receipt: str | None) -> None:
    """Raise UsageError unless there is one kind of figure, or a receipt, and a known format."""
    if format not in FORMATS:
        raise UsageError(f"--format is one of {', '.join(FORMATS)}, not {format!r}")
    if receipt is None and kind not in KINDS:
        near = did_you_mean(kind, KINDS)
        raise UsageError(f"name a figure: {', '.join(KINDS)} (not {kind!r}), or give --receipt{near}")


def reproduced(corpus: Corpus, receipt: str) -> Row:
    """Return the row of a receipt's figure."""
    found = reproduce(corpus, receipt)
    return cloud_row(found) if isinstance(found, CloudFigure) else row_of(found)


def print_rows(rows: Sequence[Row], format: str, alone: bool) -> None:
    """Print rows in a format; a single share is one JSON object, all else a list."""
    if format == "json":
        json.dump(rows[0] if alone and rows else rows, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    elif format == "csv":
        columns = list(dict.fromkeys(name for row in rows for name in row))
        write_rows(sys.stdout, columns, ([row.get(name) for name in columns] for row in rows))
    else:
        for row in rows:
            sys.stdout.write(f"{line_of(row)}\n")
        if not rows:
            typer.echo(NOTHING, err=True)


def say_age(corpus: Corpus, format: str) -> None:
    """Say, beside a table, the day of the newest posting and how long ago that is."""
    if format == "table":
        typer.echo(said_age(corpus), err=True)


def line_of(row: Row) -> str:
    """Return a row as one readable line: its sentence, with what stands under it."""
    said, place = row.get("sentence"), row.get("rank") or row.get("step")
    silent = f" ({row['silent']:,} name no skill)" if "silent" in row else ""
    under = (
        f"  [n={row['n']:,}{silent}, employers={row['employers']:,}]"
        if {"n", "employers"} <= set(row)
        else ""
    )
    return f"{place:>6}  {said}{under}" if place is not None else f"{said}{under}"
