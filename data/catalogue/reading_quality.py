"""How well skills are read in postings that were not used to write the rules, from `data/quality.json`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import CatalogError
from data.paths import DATA

QUALITY = DATA / "quality.json"
ENOUGH_LABELS = 20  # labelled mentions a skill needs before its own precision and recall are worth showing


@dataclass(frozen=True, slots=True)
class ReadingQuality:
    """How mentions are read in `postings`, a number, that were not used to write the rules.

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


def load_reading_quality(path: Path = QUALITY) -> Mapping[str, ReadingQuality]:
    """Return the quality by skill id, for skills with ENOUGH_LABELS; empty where none was measured.

    Raises CatalogError for a file of another shape.
    """
    return {one.skill: one for one in _unseen(path) if one.skill and one.labelled >= ENOUGH_LABELS}


def load_kind_quality(path: Path = QUALITY) -> Mapping[str, ReadingQuality]:
    """Return the quality of all mentions by kind, "tool" and "practice"; empty where none was measured.

    Raises CatalogError for a file of another shape.
    """
    kinds = {"all tools": "tool", "all practices": "practice"}
    return {kinds[one.what]: one for one in _unseen(path) if one.what in kinds and one.labelled}


def _unseen(path: Path) -> list[ReadingQuality]:
    if not path.exists():
        return []
    try:
        pinned: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        postings = int(pinned["unseen_postings"])
        return [_row(row, postings) for row in pinned["unseen_rows"]]
    except (ValueError, KeyError, TypeError, ArithmeticError, AttributeError, RecursionError) as error:
        raise CatalogError(path, None, f"this is not a quality file: {error}") from error


def _row(row: Mapping[str, Any], postings: int) -> ReadingQuality:
    what, skill = row["what"], row["skill"]
    if not isinstance(what, str) or not isinstance(skill, str | None):
        raise TypeError(f"{what!r} of {skill!r} is not a name")
    return ReadingQuality(what, skill, postings, int(row["labelled"]), int(row["tp"]), int(row["fp"]))
