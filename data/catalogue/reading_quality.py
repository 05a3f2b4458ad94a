"""How well postings are read, as it was measured on sets of labelled postings: `data/quality.json`.

Each set has its figures with intervals, the floors below which no later rules may fall, and the counts behind
them. Pages quote the unseen set: the one that no rule was written from, which says what to expect elsewhere.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.errors import CatalogError
from data.paths import DATA

QUALITY = DATA / "quality.json"
ENOUGH_LABELS = 20  # labelled mentions a skill needs before its own precision and recall are worth showing
ALL_OF_KIND = {"tech": "all tools", "practice": "all practices", "lists": "any-of lists"}
BROKEN = (ValueError, KeyError, TypeError, ArithmeticError, AttributeError, RecursionError)

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ReadingQuality:
    """How mentions are read in the `postings`, a number, of a labelled set.

    Of `labelled` mentions `found` are read, and `wrong` others are read that are not labelled. `skill` is the
    id of a skill, None where all mentions of a kind are counted together; `what` is its name ("PyTorch", "all
    tools").
    """

    what: str
    skill: str | None
    postings: int
    labelled: int
    found: int
    wrong: int

    @property
    def precision(self) -> float:
        """The fraction of the mentions read that are right; 0 when none was read."""
        return self.found / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        """The fraction of the labelled mentions that are read; 0 when none is labelled."""
        return self.found / max(1, self.labelled)


@dataclass(frozen=True, slots=True)
class MeasuredSet:
    """What was measured on one labelled set.

    `labels` is the digest of the set, `rules` that of the rules that read it. `is_unseen` says that no rule
    was written from it. `intervals` hold 95% for each figure, `floors` the least it may be; `agreement` has
    the same figures between two people who labelled the set, empty where one did. `title` says which postings
    they are, in words that follow their number, "" where nobody said. `complete` has in how many postings
    "tech", "practice" or "lists" are labelled, where not in all.
    """

    name: str
    labels: str
    postings: int
    rules: str
    is_unseen: bool
    figures: Mapping[str, float]
    intervals: Mapping[str, Interval]
    floors: Mapping[str, float]
    rows: tuple[ReadingQuality, ...]
    agreement: Mapping[str, float] = field(default_factory=dict)
    title: str = ""
    complete: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Tell whether every posting of the set is labelled for tools, practices and any-of lists."""
        return not self.complete

    @property
    def heading(self) -> str:
        """What the set is, as '104 random postings that no rule was written from'."""
        written = "no rule was written from" if self.is_unseen else "rules were written from"
        return f"{self.postings} {self.title or f'postings that {written}'}"


def load_measured(path: Path = QUALITY) -> tuple[MeasuredSet, ...]:
    """Return the sets in the order of the file; none where nothing was measured.

    Raises CatalogError for a file of another shape.
    """
    if not path.exists():
        return ()
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return tuple(map(_set, content["sets"]))
    except BROKEN as error:
        raise CatalogError(path, None, f"this is not a quality file: {error}") from error


def unseen_set(sets: tuple[MeasuredSet, ...]) -> MeasuredSet | None:
    """Return the whole unseen set of most postings, which pages quote; None where there is none."""
    whole = (one for one in sets if one.is_unseen and one.is_whole)
    return max(whole, key=lambda one: one.postings, default=None)


def load_reading_quality(path: Path = QUALITY) -> Mapping[str, ReadingQuality]:
    """Return the quality by skill id on the unseen set, for skills with ENOUGH_LABELS.

    Raises CatalogError for a file of another shape.
    """
    return {row.skill: row for row in _unseen_rows(path) if row.skill and row.labelled >= ENOUGH_LABELS}


def load_kind_quality(path: Path = QUALITY) -> Mapping[str, ReadingQuality]:
    """Return the quality of all mentions by kind, "tool" and "practice"; empty where none was measured.

    Raises CatalogError for a file of another shape.
    """
    kinds = {ALL_OF_KIND["tech"]: "tool", ALL_OF_KIND["practice"]: "practice"}
    return {kinds[row.what]: row for row in _unseen_rows(path) if row.what in kinds and row.labelled}


def _unseen_rows(path: Path) -> tuple[ReadingQuality, ...]:
    found = unseen_set(load_measured(path))
    return found.rows if found else ()


def _set(content: Mapping[str, Any]) -> MeasuredSet:
    postings = int(content["postings"])
    return MeasuredSet(
        name=_word(content["name"]),
        labels=_word(content["labels"]),
        postings=postings,
        rules=_word(content["rules"]),
        is_unseen=bool(content["unseen"]),
        figures=_numbers(content["figures"]),
        intervals={name: (float(low), float(high)) for name, (low, high) in content["intervals"].items()},
        floors=_numbers(content["floors"]),
        rows=tuple(_row(row, postings) for row in content["rows"]),
        agreement=_numbers(content["agreement"]),
        title=_word(content.get("title", "")),
        complete={_word(kind): int(count) for kind, count in content.get("complete", {}).items()},
    )


def _row(row: Mapping[str, Any], postings: int) -> ReadingQuality:
    skill = None if row["skill"] is None else _word(row["skill"])
    labelled, found, wrong = (int(row[name]) for name in ("labelled", "tp", "fp"))
    return ReadingQuality(_word(row["what"]), skill, postings, labelled, found, wrong)


def _numbers(content: Mapping[str, Any]) -> dict[str, float]:
    return {_word(name): float(value) for name, value in content.items()}


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a name")
    return value
