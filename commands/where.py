"""`skillgauge where`: where your store, settings and own lists are kept, and the shipped facts."""

import json
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Annotated, Literal

import typer

from commands.shared.new_app import examples, new_app
from data.catalogue.reviews import REVIEWED
from data.errors import StoreError
from data.own_files import NO_HOME, own_file, settings_file
from data.paths import LAYER_NAME, LOCAL_VARIABLE, SNAPSHOT_PACKED, STORE_VARIABLE, is_there, named_store
from data.store.base.connect import open_reader, reading
from data.store.base.migrations import check_schema
from data.store.facts.shipped_facts import ShippedFacts, shipped_in
from data.store.facts.unpacking_places import is_trusted, places
from data.store.store_choice import own_store
from scraper.runs.board_list import ADDED

app = new_app()


@app.command(epilog=examples("skillgauge where", "skillgauge where --format json"))
def where(
    output: Annotated[Literal["table", "json"], typer.Option("--format", help="How to print.")] = "table",
) -> None:
    """Print where your store, settings and own lists are kept, and which of them are there."""
    found = dict(kept())
    if output == "json":
        whole: dict[str, dict[str, object]] = {
            name: {"path": path and str(path), "exists": is_there(path)} for name, path in found.items()
        }
        if held := shipped_facts_of(found["store"]):
            whole["store"] |= {"shipped": held.facts or None, "shipped_is_current": held.is_current}
        print(json.dumps(whole))  # noqa: T201
        return
    width = max(map(len, found))
    for name, path in found.items():
        state = "" if is_there(path) else f" ({NO_HOME})" if path is None else " (not there yet)"
        print(f"{name:{width}}  {path or 'nowhere'}{state}")  # noqa: T201
    if held := shipped_facts_of(found["store"]):
        print(f"\nYour store holds {held.words}.")  # noqa: T201
    print(f"\n{STORE_VARIABLE} names another store, {LOCAL_VARIABLE} another folder for your own lists.")  # noqa: T201


def shipped_facts_of(store: Path | None) -> ShippedFacts | None:
    """Return which shipped facts a store holds; None where there are none, or no store that can be read."""
    if store is None or not is_there(store):
        return None
    with suppress(StoreError), closing(open_reader(store)) as connection, reading(store):
        check_schema(connection, store)
        return shipped_in(connection)
    return None


def kept() -> Iterator[tuple[str, Path | None]]:
    """Yield what is kept and its path, which need not exist; None for a user without a home folder."""
    yield "store", named_store() or own_store()
    yield "settings", settings_file()
    yield "boards", own_file(ADDED)
    yield "catalogue", own_file(LAYER_NAME)
    yield "reviews", own_file(REVIEWED)
    unpacked = [place for place in places() if is_trusted(place) and is_there(place)]
    yield "facts", next(iter(unpacked), next(places(), None))
    yield "shipped", SNAPSHOT_PACKED
