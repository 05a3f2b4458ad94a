"""`skillgauge export shares|trends|postings --out FILE`: a guarded CSV with every number and its receipt.

FILE may be `-`, standard output.
"""

# ruff: noqa: ARG001 - typer makes the options of the parameters; they are read from the context, by name
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.market.figure_kind import FigureKind, Row
from analysis.market.figure_words import did_you_mean, held_in_words
from analysis.market.grounded import grounded
from analysis.options import asked_of, check_options, check_sources
from analysis.posting_rows import POSTING_COLUMNS, POSTINGS, posting_rows
from analysis.registry import exported_kind, exported_kinds
from commands.shared import slice_options as options
from commands.shared.figure_options import PlainValues, given_options, said_parameters
from commands.shared.new_app import examples, new_app
from commands.shared.slice_options import open_corpus, said_age
from data.errors import UsageError
from data.files.csvfile import write_rows
from data.store.base.connect import refuse_store

if TYPE_CHECKING:
    import pandas as pd

app = new_app()
STANDARD_OUTPUT = Path("-")
EVIDENCE = "postings"


class ExportCommand(PlainValues):
    """The command, which looks up what can be exported only to show help."""

    def names(self) -> Iterable[str]:
        """Return what can be exported."""
        return (*exported_kinds(), EVIDENCE)


@app.command(
    cls=ExportCommand,
    epilog=examples(
        "skillgauge export shares --role ml_engineer --cloud aws --out aws.csv",
        "skillgauge export trends --skill PyTorch --skill JAX --step quarter --out -",
        "skillgauge export postings --skill PyTorch --since 2025-09 --out evidence.csv",
    ),
)
def export(  # noqa: PLR0913, PLR0917 (one parameter for each option)
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="One of: NAMES.")],
    out: Annotated[Path, typer.Option(help="CSV file to write; - for standard output.")],
    skill: Annotated[list[str] | None, typer.Option(help="Skill, by name or id; repeat for several.")] = None,
    top: Annotated[int, typer.Option(min=1, help="How many skills, when none is named.")] = 100,
    step: Annotated[str, typer.Option(help="For trends: auto, month, quarter or half.")] = "auto",
    interval: Annotated[
        str, typer.Option(help="For shares, trends, claims and sayings: total or chance.")
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
    store: options.Store = None,
) -> None:
    """Write the figures or the postings of a slice to a CSV file that spreadsheets open safely."""
    kind = exported_kind(what)
    if kind is None and what != EVIDENCE:
        known = (*exported_kinds(), EVIDENCE)
        raise UsageError(f"export one of {', '.join(known)}, not {what!r}{did_you_mean(what, known)}")
    rules = kind.export if kind and kind.export else POSTINGS
    check_options(f"export {what}", rules, given_options(context))
    said = said_parameters(context)
    refuse_store(out)
    path, corpus = open_corpus(store)
    part, asked = asked_of(corpus, rules, said)
    check_sources(corpus, part)
    rows = kind.rows(corpus, part, asked) if kind else posting_rows(path, corpus, part, asked.skills)
    written = grounded(corpus, rows)
    count = write_csv(out, export_frame(kind, written))
    name = "standard output" if out == STANDARD_OUTPUT else str(out)
    line = f"{name}: {count:,} rows. {said_age(corpus)} {held_in_words(written)}"
    typer.echo(line.rstrip(), err=True)


def export_frame(kind: FigureKind | None, rows: Sequence[Row]) -> "pd.DataFrame":
    """Return the rows of an export, those of postings for None; without any, programs still read a table."""
    from analysis.frames import POSTING_TYPES, TYPES, frame_of  # noqa: PLC0415 - with pandas, not for --help

    columns, types = (kind.header, TYPES) if kind else (POSTING_COLUMNS, POSTING_TYPES)
    return frame_of(rows, None if rows else columns, types)


def write_csv(out: Path, frame: "pd.DataFrame") -> int:
    """Write a frame to a file or to standard output; return how many rows. Raises UsageError."""
    from analysis.frames import cells_of  # noqa: PLC0415

    columns = list(frame.columns)
    if out == STANDARD_OUTPUT:
        return write_rows(sys.stdout, columns, cells_of(frame))
    try:
        with out.open("w", encoding="utf-8", newline="") as handle:
            return write_rows(handle, columns, cells_of(frame))
    except OSError as error:
        raise UsageError(f"cannot write {str(out)!r}: {error.strerror}") from error
