"""The filters of a slice as command options, the same for every command that measures."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from analysis.market.corpus import Corpus
from analysis.market.figure_words import UNFINISHED, age_in_words, rules_in_words
from analysis.market.periods import newest_day
from data.catalogue.catalogue_in_use import catalogue_in_use
from data.catalogue.reader_digest import rules_digest
from data.catalogue.reading_quality import load_reading_quality
from data.catalogue.skills import digest_of
from data.store.facts.open_counts import load_open_counts
from data.store.facts.tables import is_finished, load_tables
from data.store.store_choice import default_store

Role = Annotated[
    list[str] | None, typer.Option("--role", help="Role, such as ml_engineer; repeat for several.")
]
Cloud = Annotated[list[str] | None, typer.Option("--cloud", help="aws, gcp, azure, other, any or none.")]
Seniority = Annotated[list[str] | None, typer.Option("--seniority", help="Seniority, such as senior.")]
Workplace = Annotated[
    list[str] | None, typer.Option("--workplace", help="remote, hybrid, onsite or unspecified.")
]
Country = Annotated[list[str] | None, typer.Option("--country", help="Two letters, such as DE.")]
Source = Annotated[list[str] | None, typer.Option("--source", help="Source, such as greenhouse.")]
Employer = Annotated[list[str] | None, typer.Option("--employer", help="Only this employer.")]
Without = Annotated[list[str] | None, typer.Option("--without", help="Leave this employer out.")]
Group = Annotated[
    list[str] | None,
    typer.Option("--group", help="Group of employers: large-tech, see employer_groups.toml."),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        help="First day or month of posting, such as 2025-06, or start; the last twelve months by default.",
    ),
]
Until = Annotated[
    str | None, typer.Option("--until", help="First day or month that is left out, such as 2026-01.")
]
Level = Annotated[str, typer.Option("--level", help="asked, required, preferred, mentioned or any.")]
Denominator = Annotated[str, typer.Option("--denominator", help="vacancies, postings or employers.")]
Store = Annotated[Path | None, typer.Option("--store", help="Store (default: yours, else the snapshot).")]


def open_corpus(store: Path | None) -> tuple[Path, Corpus]:
    """Return the store that is read and its corpus; on standard error, whether its last run is unfinished."""
    path = default_store(store)
    with no_collections():
        known, quality = catalogue_in_use(), load_reading_quality()
        rules = partial(digest_of, known.skills, rules_digest())
        tables, counts = load_tables(path), partial(load_open_counts, path)
        corpus = Corpus.from_tables(
            tables, known.skills, quality, rules_in_use=rules, layer=known.layer, open_counts=counts
        )
    if not is_finished(path):
        typer.echo(UNFINISHED, err=True)
    return path, corpus


@contextmanager
def no_collections() -> Iterator[None]:
    """Leave out the searches for garbage while much is made that stays; later ones leave it out too."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def said_age(corpus: Corpus) -> str:
    """Say how old the newest posting is, and whether several versions of the rules read the postings."""
    age = f"{age_in_words(newest_day(corpus), datetime.now(UTC).date())}."
    return f"{age} {rules_in_words(corpus.catalog)}".rstrip()
