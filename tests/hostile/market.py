"""A store in which every title, employer, place and text wants to do harm."""

from dataclasses import replace
from pathlib import Path

from benchmarks.synthetic import generate_tables
from tests.dashboard.market import invented, write_store
from tests.hostile.strings import HOSTILE


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
    return path
