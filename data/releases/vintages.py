"""Headline figures of each release as they were: `data/vintages.json`, which `quality --record` makes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from data.errors import CatalogError
from data.paths import DATA

VINTAGES = DATA / "vintages.json"


@dataclass(frozen=True, slots=True)
class HeadlineShare:
    """A share as a release printed it, from 0 to 1; None where too little stood under it."""

    share: float | None
    low: float | None
    high: float | None
    n: int
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vintage:
    """The headline figures of one release.

    `day` is when they were recorded, `snapshot` and `catalog` are the digests of the facts and the rules.
    `collected` is a digest of which source posted how much on which day, whatever the rules read: the same
    for the same postings. `shares` are those of `selection`, a query, by the id of the skill.
    """

    version: str
    day: str
    snapshot: str
    catalog: str
    collected: str
    newest_posting: str | None
    postings: int
    vacancies: int
    employers: int
    selection: str
    shares: Mapping[str, HeadlineShare]


def load_vintages(path: Path = VINTAGES) -> tuple[Vintage, ...]:
    """Return the recorded releases, the oldest first; none where there is no file.

    Raises CatalogError for a file of another shape.
    """
    if not path.exists():
        return ()
    try:
        return tuple(map(_vintage, json.loads(path.read_text(encoding="utf-8"))))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CatalogError(path, None, f"these are no vintages: {error}") from error


def _vintage(content: Mapping[str, Any]) -> Vintage:
    shares = {skill: HeadlineShare(**cells) for skill, cells in content["shares"].items()}
    return Vintage(**{**content, "shares": shares})


def write_vintages(vintages: Sequence[Vintage], path: Path = VINTAGES) -> None:
    """Write releases as JSON."""
    path.write_text(f"{json.dumps([asdict(one) for one in vintages], indent=1)}\n", encoding="utf-8")


def with_vintage(vintages: Sequence[Vintage], new: Vintage) -> tuple[Vintage, ...]:
    """Return the releases with one more; the same facts and rules are recorded once, as they are now."""
    same = (new.snapshot, new.catalog)
    return (*(one for one in vintages if (one.snapshot, one.catalog) != same), new)


def cause_of(before: Vintage, after: Vintage) -> str:
    """Say what moved the figures between two releases, as far as that is known."""
    same_postings, same_rules = before.collected == after.collected, before.catalog == after.catalog
    if same_postings and same_rules:
        return "the way of counting"
    if same_postings:
        return "the rules alone: the postings are the same"
    if same_rules:
        return "the postings alone: the rules are the same"
    return "postings and rules, which cannot be told apart without the texts"
