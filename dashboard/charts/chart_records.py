"""What the charts draw, free of any figure's type: numbers with their intervals and the words beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

CORRECTED = "without reading errors"  # what is said of a corrected share


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizontal bar: `share` with its interval, split into `parts` (required, preferred, mentioned).

    `key` is what a click returns, `rank` the place among the others ("2-6" for ties), `hatched` how much of
    the bar is named as an alternative only. `corrected` is the share without errors of reading, around which
    the interval lies, where it is more than a point from the bar's end.
    """

    key: str
    name: str
    share: float
    low: float
    high: float
    label: str
    parts: tuple[float, ...] = ()
    rank: str = ""
    hatched: float = 0.0
    corrected: float | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """One point of a line in time; `share` is None in a month with too little data."""

    day: date
    share: float | None
    low: float | None
    high: float | None
    n: int
    label: str


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One named line in time."""

    name: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class AxisBreak:
    """A day on which what is collected changed, and how to say so."""

    day: date
    label: str


@dataclass(frozen=True, slots=True)
class StepMark:
    """One step of a plan: after learning `name`, `fit` of what vacancies require is met."""

    name: str
    fit: float


def top_of(values: Sequence[float], least: float = 0.05) -> float:
    """Return where an axis from zero may end so that every whisker fits."""
    return max([*values, least]) * 1.02
