"""`skillgauge where`: where your store, settings and own lists are kept, and the shipped facts."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer

from commands.shared.new_app import examples, new_app
from data.catalogue.reviews import REVIEWED
from data.own_files import NO_HOME, own_file, settings_file
from data.paths import LAYER_NAME, LOCAL_VARIABLE, SNAPSHOT_PACKED, STORE_VARIABLE, is_there, named_store
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
        whole = {name: {"path": path and str(path), "exists": is_there(path)} for name, path in found.items()}
        print(json.dumps(whole))  # noqa: T201
        return
    width = max(map(len, found))
    for name, path in found.items():
        state = "" if is_there(path) else f" ({NO_HOME})" if path is None else " (not there yet)"
        print(f"{name:{width}}  {path or 'nowhere'}{state}")  # noqa: T201
    print(f"\n{STORE_VARIABLE} names another store, {LOCAL_VARIABLE} another folder for your own lists.")  # noqa: T201


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
