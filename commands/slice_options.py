"""The filters of a slice as command options, the same for every command that measures."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from analysis.corpus import Corpus
from analysis.slices import Slice
from data.errors import UsageError
from data.quality import load_reading_quality
from data.skills import load_skills
from data.store import default_store
from data.tables import load_tables

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
Since = Annotated[str | None, typer.Option("--since", help="First day of posting, such as 2025-06-01.")]
Until = Annotated[str | None, typer.Option("--until", help="First day no longer in.")]
Level = Annotated[str, typer.Option("--level", help="asked, required, preferred, mentioned or any.")]
Denominator = Annotated[str, typer.Option("--denominator", help="vacancies, postings or employers.")]
Store = Annotated[Path | None, typer.Option("--store", help="Store (default: yours, else the snapshot).")]


def slice_of(**filters: object) -> Slice:
    """Return the slice that the options name. Raises UsageError for a value that it cannot hold."""
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in filters.items()}
    for name in ("since", "until"):
        values[name] = _day(name, values[name])
    given = {name: value for name, value in values.items() if value is not None}
    return Slice(**given)  # type: ignore[arg-type]


def _day(name: str, text: object) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise UsageError(f"--{name} must be a day such as 2025-06-01, not {text!r}") from error


def open_corpus(store: Path | None) -> tuple[Path, Corpus]:
    """Return the store that is read and its corpus."""
    path = default_store(store)
    return path, Corpus.from_tables(load_tables(path), load_skills(), load_reading_quality())
