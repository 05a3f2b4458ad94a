"""`skillgauge forget`: remove an employer or a posting and keep it out, or remove all texts."""

import glob
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from analysis.market.figure_words import count_of
from commands.shared.new_app import examples, new_app
from data.errors import UsageError
from data.store.writer import Store, writable_store

app = new_app()


@app.command(
    epilog=examples(
        'skillgauge forget --employer "Kestrel Optics"',
        "skillgauge forget --posting https://boards.example.org/kestrel/jobs/1",
        "skillgauge forget --texts",
    )
)
def forget(
    employer: Annotated[str | None, typer.Option(help="An employer, by any of its names.")] = None,
    posting: Annotated[str | None, typer.Option(help="A posting, by its number or link.")] = None,
    texts: Annotated[
        bool, typer.Option("--texts", help="The texts of all postings; all that was read from them stays.")
    ] = False,
    store: Annotated[Path | None, typer.Option("--store", help="The store (default: your own).")] = None,
) -> None:
    """Purge an employer or a posting, which later scrapes and imports leave out; or purge all texts."""
    if [employer is not None, posting is not None, texts].count(True) != 1:
        raise UsageError("give either --employer NAME, --posting NUMBER_OR_LINK or --texts")
    if not texts and not (employer or posting or "").strip():
        raise UsageError("the name is empty: nothing was forgotten")
    path = writable_store(store)
    with Store.open(path, create=store is None and not texts, command="forget") as target:
        if texts:
            words = f"{count_of(target.forget_texts(), 'text')}; what was read from the texts stays"
        else:
            gone = target.forget(employer=employer, posting=posting, now=datetime.now(UTC))
            words = f"{gone.what}: {count_of(gone.postings, 'posting')} removed; it stays out from now on"
    print(f"forgot {words}")  # noqa: T201
    for backup in sorted(path.parent.glob(f"{glob.escape(path.stem)}.schema*.db")):
        print(f"an older copy is still there: {backup}; delete it if nothing of it may remain")  # noqa: T201
