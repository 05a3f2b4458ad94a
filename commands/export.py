"""`skillgauge export shares|trends|postings --out FILE`: a guarded CSV with every number and its receipt.

FILE may be `-`, standard output.
"""

# ruff: noqa: ARG001 - typer makes the options of the parameters; they are read from the context, by name
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FILTERS, FigureKind, OptionRules, Row
from analysis.market.figure_words import did_you_mean
from analysis.market.grounded import NEWEST, grounded
from analysis.market.periods import STEPS
from analysis.market.rows import row_of
from analysis.market.selection import select
from analysis.market.slices import Slice
from analysis.registry import exported_kind, exported_kinds
from commands.shared import slice_options as options
from commands.shared.figure_options import (
    PlainValues,
    asked_options,
    check_options,
    check_values,
    given_options,
)
from commands.shared.new_app import examples, new_app
from commands.shared.slice_options import asked_slice, check_sources, open_corpus, said_age
from data.errors import UsageError
from data.files.csvfile import write_rows
from data.records import CLOUDS, PAY_PERIODS, ROLES, SENIORITIES, WORKPLACES
from data.store.base.connect import refuse_store
from data.store.reader import Reader
from data.store.reading.store_records import PostingLine

app = new_app()
PAGE = 1_000  # postings looked up at a time
STANDARD_OUTPUT = Path("-")
POSTINGS = OptionRules(uses=("skill", *FILTERS))  # the evidence itself, no figure
EVIDENCE = "postings"
POSTING_COLUMNS = (
    *(field.name for field in fields(PostingLine)),
    *("role", "seniority", "workplace", "country", "clouds", "pay_minimum", "pay_maximum", "pay_currency"),
    *("pay_period", "years_minimum", "skills", "snapshot", "catalog", "slice", NEWEST),
)


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
    store: options.Store = None,
) -> None:
    """Write the figures or the postings of a slice to a CSV file that spreadsheets open safely."""
    kind = exported_kind(what)
    if kind is None and what != EVIDENCE:
        known = (*exported_kinds(), EVIDENCE)
        raise UsageError(f"export one of {', '.join(known)}, not {what!r}{did_you_mean(what, known)}")
    rules = kind.export if kind and kind.export else POSTINGS
    check_options(f"export {what}", rules, given_options(context))
    part, asked = asked_slice(context), asked_options(context)
    check_values("--step", ("auto", *STEPS), [asked.step])
    refuse_store(out)
    path, corpus = open_corpus(store)
    check_sources(corpus, part)
    rows = kind.rows(corpus, part, asked) if kind else posting_rows(path, corpus, part, asked.skills)
    printed = grounded(corpus, rows)
    count = write_csv(out, columns_of(printed) or header_of(kind), printed)
    name = "standard output" if out == STANDARD_OUTPUT else str(out)
    typer.echo(f"{name}: {count:,} rows. {said_age(corpus)}", err=True)


def posting_rows(path: Path, corpus: Corpus, part: Slice, skills: tuple[str, ...]) -> Iterator[Row]:
    """Return the postings that stand for the slice (those naming all named skills), newest first."""
    selection, tables = select(corpus, part), corpus.postings
    named = np.ones(len(selection.rows), dtype=np.bool_)
    for skill in skills:
        named &= selection.names(corpus.code(skill))
    rows = selection.rows[named]
    rows = rows[np.argsort(-tables.posted_day[rows], kind="stable")]
    place = {int(tables.posting_id[row]): int(row) for row in rows}
    named_by = skills_by_row(corpus)
    with Reader.open(path) as reader:
        for start in range(0, len(rows), PAGE):
            for line in reader.lines(tables.posting_id[rows[start : start + PAGE]]):
                facts = facts_of(corpus, place[line.id], named_by)
                yield {**row_of(line), **facts, "slice": part.to_query()}


def skills_by_row(corpus: Corpus) -> list[list[str]]:
    """Return, for each row of the corpus, the names of the skills that its posting names at any level."""
    named: list[list[str]] = [[] for _ in range(len(corpus))]
    for code, skill in enumerate(corpus.skills):
        for row in corpus.pairs.row[corpus.pairs.of(code)].tolist():
            named[row].append(skill.name)
    return named


def facts_of(corpus: Corpus, row: int, named_by: list[list[str]]) -> Row:
    """Return what was read from one posting, with the digests of facts and rules."""
    tables = corpus.postings
    return {
        "role": word(ROLES, tables.role[row]),
        "seniority": word(SENIORITIES, tables.seniority[row]),
        "workplace": word(WORKPLACES, tables.workplace[row]),
        "country": word(tables.countries, tables.country[row]),
        "clouds": "; ".join(cloud for k, cloud in enumerate(CLOUDS) if tables.clouds[row] >> k & 1),
        "pay_minimum": float(tables.salary_min[row]),
        "pay_maximum": float(tables.salary_max[row]),
        "pay_currency": word(tables.currencies, tables.currency[row]),
        "pay_period": word(PAY_PERIODS, tables.pay_period[row]),
        "years_minimum": float(tables.years_min[row]),
        "skills": "; ".join(named_by[row]),
        "snapshot": corpus.snapshot,
        "catalog": corpus.catalog,
    }


def word(values: tuple[str, ...], code: np.integer) -> str | None:
    """Return the value of a code, None where it is missing."""
    return values[code] if code >= 0 else None


def columns_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the columns of all rows, those of the first row first."""
    return tuple(dict.fromkeys(name for row in rows for name in row))


def header_of(kind: FigureKind | None) -> tuple[str, ...]:
    """Return the columns of an export that has no row, so that programs still read a table."""
    return kind.header if kind else POSTING_COLUMNS


def write_csv(out: Path, columns: Sequence[str], rows: Sequence[Row]) -> int:
    """Write rows to a file or to standard output; return how many. Raises UsageError."""
    cells = ([row.get(name) for name in columns] for row in rows)
    if out == STANDARD_OUTPUT:
        return write_rows(sys.stdout, columns, cells)
    try:
        with out.open("w", encoding="utf-8", newline="") as handle:
            return write_rows(handle, columns, cells)
    except OSError as error:
        raise UsageError(f"cannot write {str(out)!r}: {error.strerror}") from error
