"""How well each skill is read: precision and recall on mentions labelled by hand, from data/quality.json."""

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
    """How the mentions of one skill are read: `found` of `labelled` ones, and `wrong` ones beside them."""

    skill: str
    labelled: int
    found: int
    wrong: int

    @property
    def precision(self) -> float:
        """The part of the mentions read that are right; 0 when none is."""
        return self.found / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        """The part of the labelled mentions that are read."""
        return self.found / self.labelled

    @property
    def sentence(self) -> str:
        """Return 'Checked against 26 mentions labelled by hand: 24 found, 2 missed, 1 read wrongly'."""
        return (
            f"Checked against {self.labelled:,} mentions labelled by hand: {self.found:,} found, "
            f"{self.labelled - self.found:,} missed, {self.wrong:,} read wrongly"
        )


def load_reading_quality(path: Path = QUALITY) -> Mapping[str, ReadingQuality]:
    """Return the measured quality by skill id, for skills with enough labels; empty where none was measured.

    Raises CatalogError for a file of another shape.
    """
    if not path.exists():
        return {}
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["rows"]
        found = [ReadingQuality(r["skill"], r["labelled"], r["tp"], r["fp"]) for r in rows if r["skill"]]
    except (ValueError, KeyError, TypeError) as error:
        raise CatalogError(path, None, f"not a quality file: {error}") from error
    return {one.skill: one for one in found if one.labelled >= ENOUGH_LABELS}
