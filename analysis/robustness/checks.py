"""The checks of many changes at once: what they need is made once for two periods, then asked by skill."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import t_quantile
from analysis.contrasts.own_changes import Own
from analysis.contrasts.sides import Judgement
from analysis.market.corpus import Corpus
from analysis.market.selection import select
from analysis.market.slices import Slice
from analysis.robustness.battery import (
    NO_CHECKS,
    Battery,
    Check,
    CheckName,
    state_against_words,
    state_of,
)
from analysis.robustness.held_change import LEAST, Cells, HeldChange
from analysis.robustness.register import RegisterHeld, log_odds_moved
from analysis.robustness.windows import SIDES, Hits, TwoWindows
from data.records import Skill

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

KNOWN = 0.9  # of the rows must say how they are written before length and wording can be held
MONTHS = 12


@dataclass(frozen=True, eq=False)
class ComparedPeriods:
    """Two periods with all that their checks hold alike; made once for two selections."""

    windows: TwoWindows

    @cached_property
    def sources(self) -> Cells:
        """One cell for each source that both periods have LEAST rows of."""
        tables, rows = self.windows.corpus.postings, self.windows.rows
        return Cells.of(self.windows, tables.source[rows].astype(np.int64))

    @cached_property
    def months(self) -> Cells:
        """One cell for each month of the calendar, all weighing alike, of the sources in both periods."""
        days = self.windows.corpus.postings.posted_day[self.windows.rows]
        month = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % MONTHS
        return Cells.of(self.windows, np.where(self.sources.cell >= 0, month, -1), equal=True)

    @cached_property
    def whole(self) -> Cells:
        """One cell for all rows: the change as it is printed."""
        return Cells.of(self.windows, np.zeros(len(self.windows.rows), dtype=np.int64))

    @cached_property
    def register(self) -> RegisterHeld | None:
        """Length and wording, None where too few rows say how they are written."""
        known = self.windows.corpus.is_register_known[self.windows.rows]
        usable = known & (self.sources.cell >= 0)
        enough = len(known) > 0 and known.mean() >= KNOWN
        counts = np.bincount(self.windows.side[usable], minlength=SIDES)
        return RegisterHeld(self.windows, usable) if enough and counts.min() >= LEAST else None


def compared(corpus: Corpus, before: Slice, after: Slice) -> ComparedPeriods:
    """Return two slices of a corpus made ready for checks; made once and then looked up."""
    return corpus.recent.get(
        ("compared", before, after),
        lambda: ComparedPeriods(TwoWindows.of(select(corpus, before), select(corpus, after))),
    )


def batteries(
    corpus: Corpus,
    ends: Sequence[Slice],
    codes: Sequence[int],
    judged: Sequence[Judgement],
    own: Sequence[Own],
) -> list[Battery]:
    """Return the checks of the changes of some skills between two slices, the earlier one first.

    `judged` are the changes as they are printed, `own` what the employers in both periods did. There are no
    checks where employers are counted, nor of a change that is not known.
    """
    if ends[0].denominator == "employers" or not codes:
        return [NO_CHECKS] * len(codes)
    periods = compared(corpus, *ends)
    windows, skills = periods.windows, [corpus.skills[code] for code in codes]
    named = windows.naming(codes), windows.naming(codes, specific=True)
    made = checks_of(periods, *named, [one.difference for one in judged], own)
    if (
        periods.register is None
    ):  # nor is it known how skills are named: only those of one name can be checked
        made = [
            _without_forms(row) if skill.generic else row for skill, row in zip(skills, made, strict=True)
        ]
    return [
        NO_CHECKS if one.difference is None else Battery(row, required_of(skill))
        for skill, one, row in zip(skills, judged, made, strict=True)
    ]


def required_of(skill: Skill) -> tuple[CheckName, ...]:
    """Return the checks that a change of this skill must pass: no style of writing makes a proper name."""
    return ("sources", "control") if skill.kind == "practice" or skill.generic else ("sources",)


def checks_of(
    periods: ComparedPeriods,
    hits: Hits,
    specific: Hits,
    printed: Sequence[float | None],
    own: Sequence[Own],
) -> list[tuple[Check, ...]]:
    """Return the checks of the change of each column of some hits, in the order of `battery.NAMES`.

    `specific` are those hits that can mean nothing else, `printed` the changes that are checked, `own` what
    the employers in both periods did.
    """
    reach = t_quantile(periods.windows.kish)
    mine = [_same_employers(one, change) for one, change in zip(own, printed, strict=True)]
    by_register, control = _of_register(periods, hits, printed, reach)
    made = [
        _held("sources", periods.sources, hits, printed, reach),
        _held("months", periods.months, hits, printed, reach),
        mine,
        by_register,
        _held("specific", periods.whole, specific, printed, reach),
        control,
    ]
    return list(zip(*made, strict=True))


def _without_forms(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    return tuple(Check(one.name, "cannot tell") if one.name == "specific" else one for one in checks)


def _held(
    name: CheckName, cells: Cells, hits: Hits, printed: Sequence[float | None], reach: float
) -> list[Check]:
    if not cells.count:
        return [Check(name, "cannot tell")] * len(printed)
    return _judged(name, cells.change(hits), printed, reach)


def _judged(
    name: CheckName, change: HeldChange, printed: Sequence[float | None], reach: float
) -> list[Check]:
    value, error = change.difference, reach * change.error
    low, high = np.maximum(value - error, -1.0), np.minimum(value + error, 1.0)
    rows = zip(printed, value.tolist(), low.tolist(), high.tolist(), strict=True)
    return [
        Check(name, "cannot tell")
        if was is None
        else Check(name, state_of(was, least, most), one, least, most)
        for was, one, least, most in rows
    ]


def _same_employers(own: Own, printed: float | None) -> Check:
    same = own.same
    if same is None or printed is None:
        return Check("same_employers", "cannot tell")
    state = state_of(printed, same.low, same.high)
    return Check("same_employers", state, same.value, same.low, same.high)


def _of_register(
    periods: ComparedPeriods, hits: Hits, printed: Sequence[float | None], reach: float
) -> tuple[list[Check], list[Check]]:
    """Return the checks at held length and wording, and against the control words."""
    register = periods.register
    if register is None or not register.cells.count:
        unknown = [Check("register", "cannot tell")] * len(printed)
        return unknown, [Check("control", "cannot tell")] * len(printed)
    change = register.cells.change(hits)
    moved = log_odds_moved(change)
    low, high = register.band((change.before + change.after) / 2)
    rows = zip(printed, moved.tolist(), low.tolist(), high.tolist(), strict=True)
    control = [
        Check("control", "cannot tell")
        if was is None or np.isnan(least)
        else Check("control", state_against_words(was, one, least, most), one, least, most)
        for was, one, least, most in rows
    ]
    return _judged("register", change, printed, reach), control
