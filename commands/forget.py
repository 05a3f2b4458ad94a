"""`skillgauge forget`: remove an employer or a posting and keep it out."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from analysis.words import count_of
from data.errors import UsageError
from data.store import Store, writable_store

app = typer.Typer(add_completion=False)


@app.command()
def forget(
    employer: Annotated[str | None, typer.Option(help="An employer, by any of its names.")] = None,
    posting: Annotated[str | None, typer.Option(help="A posting, by its number or link.")] = None,
    store: Annotated[Path | None, typer.Option("--store", help="The store (default: the user's).")] = None,
) -> None:
    """Purge texts, mentions and search entries; later scrapes and imports leave it out."""
    if (employer is None) == (posting is None):
        raise UsageError("give either --employer NAME or --posting NUMBER_OR_LINK")
    path = writable_store(store)
    with Store.open(path, create=store is None, command="forget") as target:
        gone = target.forget(employer=employer, posting=posting, now=datetime.now(UTC))
    print(f"forgot {gone.what}: {count_of(gone.postings, 'posting')} removed; it stays out from now on")  # noqa: T201
    for backup in sorted(path.parent.glob(f"{path.stem}.schema*.db")):
        print(f"an older copy is still there: {backup}; delete it if nothing of it may remain")  # noqa: T201
