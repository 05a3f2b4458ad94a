"""`skillgauge snapshot build|unpack|adopt`: make the shipped facts, lay them out, or take them over."""

from pathlib import Path
from typing import Annotated

import typer

from commands.shared.new_app import examples, new_app
from data.own_files import check_not_shipped
from data.paths import SNAPSHOT_PACKED
from data.store.base.connect import refuse_store
from data.store.writer import Store, default_store, writable_store

app = new_app(
    "The shipped facts: build them from a store, lay them out for reading, or take them over into a store.",
    examples(
        "skillgauge snapshot build --out facts.db.xz",
        "skillgauge snapshot unpack",
        "skillgauge snapshot adopt",
    ),
)

MEGABYTE = 1_000_000
NOTHING_NEW = "nothing to take over: the store has no facts that a release shipped, or those of this one"


@app.command(
    epilog=examples(
        "skillgauge snapshot build --out facts.db.xz",
        "skillgauge snapshot build --from other.db --out facts.db.xz",
    )
)
def build(
    source: Annotated[Path | None, typer.Option("--from", help="The store (default: your own).")] = None,
    out: Annotated[
        Path, typer.Option("--out", help="The packed file to write.", show_default="those shipped")
    ] = SNAPSHOT_PACKED,
) -> None:
    """Pack the facts of a store.

    The file holds no text and no sentence, and the same facts make the same bytes.
    """
    from data.store.facts.snapshot_packing import pack_snapshot  # noqa: PLC0415 - keeps --help fast

    check_not_shipped(out)
    refuse_store(out)
    store = default_store(source)
    size = pack_snapshot(store, out)
    print(f"{out}: {size / MEGABYTE:.2f} MB of facts from {store}")  # noqa: T201


@app.command(
    epilog=examples(
        "skillgauge snapshot unpack",
    )
)
def unpack() -> None:
    """Unpack the shipped facts and say where they are.

    Where that was done before, it only says so.
    """
    from data.store.facts.snapshot import unpack_snapshot  # noqa: PLC0415 - keeps --help fast

    print(unpack_snapshot())  # noqa: T201


@app.command(
    epilog=examples(
        "skillgauge snapshot adopt",
    )
)
def adopt(
    store: Annotated[Path | None, typer.Option("--store", help="The store (default: your own).")] = None,
) -> None:
    """Take over the shipped facts of this release into a store that was begun from earlier ones.

    `scrape` and `import` do so by themselves. Postings that you scraped or imported stay as they are, what
    you have forgotten stays away, and shipped postings that this release lacks go.
    """
    from data.store.adoption import adopt_shipped  # noqa: PLC0415 - keeps --help fast

    with Store.open(writable_store(store), command="adopt") as target:
        found = adopt_shipped(target)
    print(found.words if found else NOTHING_NEW)  # noqa: T201
