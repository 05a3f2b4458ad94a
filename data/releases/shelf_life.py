"""How long a printed interval holds: `data/shelf_life.json`, which `prove backtest --write` writes."""

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from data.errors import CatalogError
from data.paths import DATA

SHELF_LIFE = DATA / "shelf_life.json"
WORDS = {1: "one quarter", 2: "two quarters", 3: "three quarters"}


@dataclass(frozen=True, slots=True)
class HeldAfter:
    """The `part` of intervals that hold the share so many `quarters` later, from 0 to 1, in `cases` tried.

    `low` and `high` end its 95% range over skills.
    """

    quarters: int
    part: float
    low: float
    high: float
    cases: int

    @property
    def in_words(self) -> str:
        """Return '92 after one quarter'."""
        return f"{100 * self.part:.0f} after {WORDS.get(self.quarters, f'{self.quarters} quarters')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfLife:
    """How often the interval of a share holds the share that is measured later.

    `snapshot` and `catalog` are the digests of the facts and of the rules; `source` was tried.
    """

    snapshot: str
    catalog: str
    source: str
    held: tuple[HeldAfter, ...]

    def parts(self) -> tuple[tuple[int, float], ...]:
        """Return the part that holds after each number of quarters."""
        return tuple((one.quarters, one.part) for one in self.held)

    @property
    def sentence(self) -> str:
        """Return 'A printed interval of a share still holds the share in 92 of 100 cases one quarter ...'."""
        if not self.held:
            return "How long a printed interval holds has not been measured."
        first, last = self.held[0], self.held[-1]
        return (
            f"A printed interval of a share still holds the share in {100 * first.part:.0f} of 100 cases "
            f"{WORDS[first.quarters]} later, and in {100 * last.part:.0f} of 100 after "
            f"{WORDS[last.quarters]}."
        )


@cache
def shipped_shelf_life() -> ShelfLife:
    """Return the shelf life that comes with this version, read once."""
    return load_shelf_life()


def load_shelf_life(path: Path = SHELF_LIFE) -> ShelfLife:
    """Return the shelf life of a file. Raises CatalogError for a file of another shape, or none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        held = tuple(HeldAfter(**one) for one in content.pop("held"))
        return ShelfLife(**content, held=held)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CatalogError(path, None, f"this is not a shelf life: {error}") from error


def write_shelf_life(life: ShelfLife, path: Path = SHELF_LIFE) -> None:
    """Write a shelf life as JSON, a line for each field."""
    path.write_text(f"{json.dumps(asdict(life), indent=1)}\n", encoding="utf-8")
