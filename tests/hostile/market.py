"""A store in which every title, employer, place and text wants to do harm."""

from dataclasses import replace
from itertools import cycle
from pathlib import Path

from benchmarks.synthetic import generate_tables
from data.records import OpenName
from data.store.writer import Store
from tests.dashboard.market import DIGEST, invented, write_store
from tests.hostile.strings import HOSTILE

FINDER = "f" * 16


def clean(value: str) -> str:
    """Return a hostile text as the entry of postings leaves it: without NUL and lone surrogates."""
    return value.replace("\x00", "").replace("\ud800", "")


def write_hostile_market(path: Path, postings: int = 600) -> Path:
    """Write a store whose postings carry the hostile texts in every place a reader may see."""
    tables = generate_tables(postings, 3)
    items = []
    for row in range(postings):
        posting, reading = invented(tables, row)
        evil = clean(HOSTILE[row % len(HOSTILE)])
        items.append(
            (
                replace(
                    posting,
                    title=evil,
                    employer=f"{evil[:120]} {int(tables.employer[row])}",
                    location=evil[:200],
                    text=f"{posting.text}\n{evil}\n{row}",
                    url="javascript:alert(1)",
                ),
                reading,
            )
        )
    write_store(path, items)
    evil_in = zip(items, cycle(map(clean, HOSTILE)), strict=False)
    add_open_names(path, {posting.text: evil for (posting, _), evil in evil_in})
    return path


def add_open_names(path: Path, evil: dict[str, str]) -> None:
    """Let a finder have seen a hostile name in each text, where it stands and where it does not."""
    with Store.open(path) as store:
        found = []
        for item in store.unsearched(DIGEST, FINDER, len(evil)):
            name = evil[item.text][:60]
            start = item.text.index(name)
            places = (0, start, len(item.text) + 7)
            found.append((item.posting, tuple(OpenName(name, at, at + len(name), name) for at in places)))
        store.save_open_names(found, FINDER)
