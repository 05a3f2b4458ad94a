"""`skillgauge figure KIND`: print one figure as the dashboard shows it, or reproduce it from its receipt.

`--describe` prints what a kind, or every kind, is: its sentence, options, columns and formulas.
"""

# ruff: noqa: ARG001 - typer makes the options of the parameters; they are read from the context, by name
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from analysis.market.figure_kind import FigureKind, Row
from analysis.market.figure_words import did_you_mean, held_in_words, silent_in_words
from analysis.market.grounded import grounded
from analysis.market.slices import Slice
from analysis.options import asked_of, check_options, check_sources
from analysis.registry import figure_kind, figure_kinds
from analysis.reproduce import reproduced_row
from commands.shared import slice_options as options
from commands.shared.figure_description import PART, description, description_tables
from commands.shared.figure_options import PlainValues, check_alone, given_options, said_parameters
from commands.shared.new_app import examples, new_app
from commands.shared.slice_options import open_corpus, said_age
from data.errors import UsageError
from data.files.csvfile import write_rows
from data.files.document_part import write_part

app = new_app()
FORMATS = ("table", "json", "csv")
NOTHING = "No vacancy of this selection states what this figure is made of."


class FigureCommand(PlainValues):
    """The command, which reads every kind of figure only to show help: that takes a fifth of a second."""

    def names(self) -> Iterable[str]:
        """Return the kinds of figures."""
        return figure_kinds()


@app.command(
    cls=FigureCommand,
    epilog=examples(
        "skillgauge figure share --skill PyTorch --role ml_engineer --since 2025-09",
        "skillgauge figure change --role ml_engineer --before 2025H1 --after 2026H1 --format csv",
        "skillgauge figure study --role ml_engineer --have Python --have SQL",
        "skillgauge figure proof --role ml_engineer --have Python --before 2025H1 --after 2026H1",
        "skillgauge figure trend --describe",
    ),
)
def figure(  # noqa: PLR0913, PLR0917 (one parameter for each option)
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="One of: NAMES.")] = "",
    skill: Annotated[list[str] | None, typer.Option(help="Skill, by name or id; repeat for several.")] = None,
    have: Annotated[
        list[str] | None, typer.Option(help="For study, cloud, projects and proof: a skill you have.")
    ] = None,
    skill_kind: Annotated[
        list[str] | None, typer.Option("--kind", help="Only this kind, such as library.")
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="How many skills (or pairs), when none is named.")] = 30,
    before: Annotated[
        str | None,
        typer.Option(help="For change, mix, population and proof: 2024H2 or 2024-07-01..2025-01-01."),
    ] = None,
    after: Annotated[
        str | None, typer.Option(help="For change, mix, population and proof: the later period.")
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(help="For compare: the other slice, such as 'role=data_scientist&country=DE'."),
    ] = None,
    step: Annotated[str, typer.Option(help="For trend: auto, month, quarter or half.")] = "auto",
    steps: Annotated[int, typer.Option(min=1, max=10, help="For study: steps of the plan.")] = 10,
    practices: Annotated[bool, typer.Option(help="For study: practices too, not tools alone.")] = False,
    interval: Annotated[
        str,
        typer.Option(help="For share, trend, claims, interviews and sayings: total or chance."),
    ] = "total",
    role: options.Role = None,
    cloud: options.Cloud = None,
    seniority: options.Seniority = None,
    workplace: options.Workplace = None,
    country: options.Country = None,
    source: options.Source = None,
    employer: options.Employer = None,
    without: options.Without = None,
    group: options.Group = None,
    since: options.Since = None,
    until: options.Until = None,
    level: options.Level = "asked",
    denominator: options.Denominator = "vacancies",
    receipt: Annotated[str | None, typer.Option(help="Reproduce the figure of this receipt.")] = None,
    describe: Annotated[
        bool, typer.Option("--describe", help="Say what this kind is, or all kinds: formulas, columns.")
    ] = False,
    into: Annotated[
        Path | None, typer.Option(help="With --describe: write the tables of all kinds into this document.")
    ] = None,
    format: Annotated[str, typer.Option(help="table, json or csv.")] = "table",
    store: options.Store = None,
) -> None:
    """Print one figure with what stands under it, or reproduce one from its receipt."""
    check_choice(kind, format, needs_kind=bool(kind) if describe else receipt is None)
    if describe:
        beside = ("describe", "into") if into else ("describe", "kind", "format")
        check_alone(given_options(context), beside, "a description is whole")
        print_description(kind, format, into)
    elif receipt is not None:
        check_alone(
            given_options(context), ("receipt", "format", "store"), "a receipt names the whole figure"
        )
        corpus = open_corpus(store)[1]
        rows = grounded(corpus, [reproduced_row(corpus, receipt)])
        print_rows(rows, format, alone=True)
        say_beside(said_age(corpus), rows, format)
    else:
        print_figure(context, kind, format, store)


def check_choice(kind: str, format: str, *, needs_kind: bool) -> None:
    """Raise UsageError for an unknown format, and for an unknown kind where one is needed."""
    if format not in FORMATS:
        raise UsageError(f"--format is one of {', '.join(FORMATS)}, not {format!r}")
    if needs_kind:
        kind_named(kind)


def kind_named(name: str) -> FigureKind:
    """Return the kind of figure that a command names. Raises UsageError for an unknown one."""
    found = figure_kind(name)
    if found is None:
        known = figure_kinds()
        near = did_you_mean(name, known)
        raise UsageError(f"name a figure: {', '.join(known)} (not {name!r}), or give --receipt{near}")
    return found


def print_figure(context: typer.Context, kind: str, format: str, store: Path | None) -> None:
    """Measure the figure that the options ask for and print it."""
    chosen = kind_named(kind)
    check_options(f"figure {kind}", chosen.options, given_options(context))
    said = said_parameters(context)
    corpus = open_corpus(store)[1]
    part, asked = asked_of(corpus, chosen.options, said)
    check_sources(corpus, part)
    rows = grounded(corpus, chosen.rows(corpus, part, asked))
    print_rows(rows, format, alone=chosen.is_object and len(asked.skills) == 1)
    say_beside(said_age(corpus), rows, format)


def print_description(kind: str, format: str, into: Path | None) -> None:
    """Print what one kind is, or every kind; a table is Markdown, and that of all can stand in a document."""
    known = figure_kinds()
    chosen = [known[kind]] if kind else list(known.values())
    if into is not None:
        write_part(into, PART, description_tables(chosen))
    elif format == "table":
        sys.stdout.write(f"{description_tables(chosen)}\n")
    else:
        print_rows([description(one) for one in chosen], format, alone=bool(kind))


def print_rows(rows: Sequence[Row], format: str, alone: bool) -> None:
    """Print rows in a format; where one stands alone, JSON is an object instead of a list."""
    if format == "json":
        json.dump(rows[0] if alone and rows else rows, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    elif format == "csv":
        columns = list(dict.fromkeys(name for row in rows for name in row))
        write_rows(sys.stdout, columns, ([row.get(name) for name in columns] for row in rows))
    else:
        print_lines(rows)


def print_lines(rows: Sequence[Row]) -> None:
    """Print rows as lines; on standard error what stands beside a plan, or that there is no row."""
    for row in rows:
        sys.stdout.write(f"{line_of(row)}\n")
    for said in filter(None, (row.get("known_tools") for row in rows)):
        typer.echo(f"Beside this: {said}.", err=True)
    if not rows:
        typer.echo(NOTHING, err=True)


def say_beside(age: str, rows: Sequence[Row], format: str) -> None:
    """Print what intervals hold and the age of the data beside a table; programs find both in each row."""
    if format == "table":
        typer.echo(" ".join(filter(None, (age, held_in_words(rows)))), err=True)


def line_of(row: Row) -> str:
    """Return a row as one readable line: its sentence, with what stands under it."""
    said, place = row.get("sentence"), row.get("rank") or row.get("step")
    under = f"  [{counts}]" if (counts := counts_in(row)) else ""
    return f"{place:>6}  {said}{under}" if place is not None else f"{said}{under}"


def level_of(row: Row) -> str:
    """Return the level at which the slice of a row counts skills."""
    return Slice.from_query(str(row["slice"])).level


def counts_in(row: Row) -> str:
    """Return what a row stands on: its units and employers, of both sides where it has two; "" for none."""
    if {"n", "employers"} <= set(row):
        silent = f" ({silent_in_words(int(str(row['silent'])), level_of(row))})" if "silent" in row else ""
        units, employers = f"n={row['n']:,}{silent}", f"employers={row['employers']:,}"
        if "n_against" in row:
            return f"{units} and {row['n_against']:,}, {employers} and {row['employers_against']:,}"
        return f"{units}, {employers}"
    if {"n_before", "n_after", "employers_before", "employers_after"} <= set(row):
        units = f"n={row['n_before']:,} and {row['n_after']:,}"
        return f"{units}, employers={row['employers_before']:,} and {row['employers_after']:,}"
    return ""
