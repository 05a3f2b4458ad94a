"""Six checks of one change, and the verdict that they leave.

A check holds when its figure goes the way of the change and its interval excludes zero; it fails when its
interval lies wholly below the printed change, which is surely smaller then or goes the other way; else it
cannot tell. A change is
confirmed when it is significant, none fails, at least ENOUGH hold and those that are required are among them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.market.figure_words import points

CheckName = Literal["sources", "months", "same_employers", "register", "specific", "control"]
CheckState = Literal["holds", "fails", "cannot tell"]
NAMES: tuple[CheckName, ...] = ("sources", "months", "same_employers", "register", "specific", "control")
ENOUGH = 4  # checks that must hold
# the figures of `same_employers` have names of their own in a row
FIGURES = {name: () if name == "same_employers" else ("difference", "low", "high") for name in NAMES}
CHECK_COLUMNS = tuple(f"{name}_{part}" for name in NAMES for part in ("check", *FIGURES[name]))

# what is compared when a thing is held, as the subject of a sentence
SUBJECTS: Mapping[CheckName, str] = {
    "sources": "the same sources alone",
    "months": "months weighing equally",
    "same_employers": "employers seen in both periods",
    "register": "advertisements of the same length and wording",
    "specific": "mentions that can mean nothing else",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its figure between the ends of its 95% interval, all None where it cannot be made.

    They are fractions of 1. Those of "control" are changes of log-odds: that of the share at held length and
    wording, and between which ends a plain word of a similar share would move.
    """

    name: CheckName
    state: CheckState
    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def in_short(self) -> str:
        """What the check says, without its figures, in words that fit many skills."""
        if self.name == "control":
            return _against_words(self)
        subject = SUBJECTS[self.name]
        if self.value is None:
            return f"{subject} cannot be compared"
        return f"{subject} show {'no clear' if self.state == 'cannot tell' else 'another'} change"

    @property
    def in_words(self) -> str:
        """What the check says, as the end of a sentence."""
        if self.name == "control":
            return _against_words(self)
        subject = SUBJECTS[self.name]
        if self.value is None or self.low is None or self.high is None:
            return f"{subject} cannot be compared"
        if self.state == "cannot tell":
            return f"{subject} show no clear change"
        return f"{subject} show {points(self.value)} points ({points(self.low)} to {points(self.high)})"


def _against_words(check: Check) -> str:
    if check.value is None:
        return "how its advertisements are worded is not known"
    if check.state == "holds":
        return "it moved further than plain words do"
    return "plain words that name no skill moved as far"


@dataclass(frozen=True, slots=True)
class Battery:
    """The six checks of one change, in the order of NAMES, and which of them it must pass."""

    checks: tuple[Check, ...] = ()
    required: tuple[CheckName, ...] = ("sources",)

    def __iter__(self) -> Iterator[Check]:
        return iter(self.checks)

    def of(self, name: CheckName) -> Check | None:
        """Return one check, None where none was made."""
        return next((check for check in self.checks if check.name == name), None)

    @property
    def holding(self) -> int:
        """How many hold."""
        return sum(check.state == "holds" for check in self.checks)

    @property
    def confirmed(self) -> str:
        """How many checks confirm a change, as the end of a sentence."""
        return f"{self.holding} of {len(self.checks)} checks confirm it"

    @property
    def cells(self) -> dict[str, str | float | None]:
        """The cells of CHECK_COLUMNS; all None where no checks were made."""
        found: dict[str, str | float | None] = dict.fromkeys(CHECK_COLUMNS)
        for check in self.checks:
            values = (check.value, check.low, check.high)
            found[f"{check.name}_check"] = check.state
            found |= {
                f"{check.name}_{part}": one for part, one in zip(FIGURES[check.name], values, strict=False)
            }
        return found

    @property
    def unsettled(self) -> Check | None:
        """The check that keeps a significant change from being confirmed, None where it is.

        The first that fails; else the first that is required and does not hold; else, where too few hold, the
        first that cannot tell.
        """
        if not self.checks:
            return Check("sources", "cannot tell")
        failing = [check for check in self.checks if check.state == "fails"]
        missing = [check for check in self.checks if check.name in self.required and check.state != "holds"]
        unsure = [check for check in self.checks if check.state != "holds"] if self.holding < ENOUGH else []
        return next(iter((*failing, *missing, *unsure)), None)


NO_CHECKS = Battery()


def state_of(printed: float, low: float, high: float) -> CheckState:
    """Return what a check says of a printed change; one that shows a larger change the same way holds."""
    least, most = (low, high) if printed > 0 else (-high, -low)  # along the way of the change
    if most < abs(printed):
        return "fails"
    return "holds" if least > 0 else "cannot tell"


def state_against_words(printed: float, moved: float, low: float, high: float) -> CheckState:
    """Return whether the log-odds of a share moved further, the way of its change, than plain words do."""
    is_outside = moved > high if printed > 0 else moved < low
    return "holds" if is_outside else "cannot tell"
