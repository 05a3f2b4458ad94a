"""`skillgauge snapshot build|unpack`: make the shipped facts from a store, or lay them out for reading."""

from pathlib import Path
from typing import Annotated

import typer

from data.own_files import check_not_shipped
from data.paths import SNAPSHOT_PACKED
from data.store.base.connect import refuse_store
from data.store.writer import default_store

app = typer.Typer(add_completion=False, no_args_is_help=True)

MEGABYTE = 1_000_000


@app.command()
def build(
    source: Annotated[Path | None, typer.Option("--from", help="The store (default: the user's).")] = None,
    out: Annotated[Path, typer.Option("--out", help="The packed file to write.")] = SNAPSHOT_PACKED,
) -> None:
    """Pack the facts of a store: no text, no sentence, the same bytes for the same facts."""
    from data.store.facts.snapshot_packing import pack_snapshot  # noqa: PLC0415 - keeps --help fast

    check_not_shipped(out)
    refuse_store(out)
    store = default_store(source)
    size = pack_snapshot(store, out)
    print(f"{out}: {size / MEGABYTE:.2f} MB of facts from {store}")  # noqa: T201


@app.command()
def unpack() -> None:
    """Unpack the shipped facts, if that has not been done, and say where they are."""
    from data.store.facts.snapshot import unpack_snapshot  # noqa: PLC0415 - keeps --help fast

    print(unpack_snapshot())  # noqa: T201
