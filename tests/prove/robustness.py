"""How often the checks confirm a change: of words that name no skill, and of planted changes.

    python3 dev.py prove robustness [--store STORE] [--times N]

Words of the half that sets no band must be confirmed in at most 5 of 100, and a change of 10 points planted
in a tool at least in 80 of 100, both on average over two roles. Planted are names with the employers, days
and wording of real postings: an employer names one more often than another (correlation 0.2 within
employers), and in the later period it is named more often by so much. What is found for practices is printed.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import EmployerTally
from analysis.contrasts.contrast import contrast_of
from analysis.contrasts.own_changes import Own, own_moves
from analysis.contrasts.sides import Moves
from analysis.market.corpus import Corpus
from analysis.market.periods import year_apart
from analysis.market.slices import Slice
from analysis.robustness.battery import Battery
from analysis.robustness.checks import ComparedPeriods, checks_of, compared
from analysis.robustness.held_change import HeldChange
from analysis.robustness.windows import SIDES, Hits
from data.catalogue.catalogue_in_use import catalogue_in_use
from data.store.facts.snapshot import unpack_snapshot
from data.store.facts.tables import load_tables
from data.wording.control_words import control_words, sets_band

Bools = npt.NDArray[np.bool_]

ROLES = ("ml_engineer", "data_scientist")
MOST_OF_WORDS = 0.05
LEAST_OF_TOOLS = 0.80
LIKENESS = 0.2  # correlation between the postings of one employer
SHARES, SIZES, ASKED_SIZE = (0.15, 0.35), (0.05, 0.10, 0.15), 0.10
TIMES = 200
SEED = 5


@dataclass(frozen=True, slots=True)
class Rates:
    """How many of some changes were significant, and how many confirmed, as fractions of 1."""

    significant: float
    confirmed: float


@dataclass(frozen=True, slots=True)
class Year:
    """Two half-years a year apart of one role; `threshold` is the p-value at which a change is found."""

    periods: ComparedPeriods
    threshold: float

    @classmethod
    def of(cls, corpus: Corpus, role: str) -> "Year":
        """Return the latest year of a corpus. Raises ValueError where it has none."""
        found = year_apart(corpus)
        if found is None:
            raise ValueError("the store holds no two half-years a year apart")
        part = Slice(roles=(role,))
        ends = [part.narrowed(since=one.since, until=one.until) for one in found]
        family = contrast_of(corpus, *ends).family
        return cls(compared(corpus, *ends), family.threshold if family else 0.0)

    def rates(self, masks: Sequence[Bools], required: tuple[str, ...]) -> Rates:
        """Return how often changes of what some rows have are significant and confirmed."""
        hits = self.periods.windows.having(masks)
        whole = self.periods.whole.change(hits)
        own = self._own(hits)
        printed = whole.difference.tolist()
        made = checks_of(self.periods, hits, hits, printed, own)
        significant = self._p_values(whole) <= self.threshold
        settled = [Battery(row, required).unsettled is None for row in made]  # type: ignore[arg-type]
        return Rates(float(significant.mean()), float((significant & np.array(settled)).mean()))

    def _p_values(self, whole: HeldChange) -> npt.NDArray[np.float64]:
        zeros = np.zeros_like(whole.before)
        kish = self.periods.windows.kish
        return Moves(whole.before, whole.after, whole.error**2, zeros, 0, 0.0, kish, 1).p_values()

    def _own(self, hits: Hits) -> list[Own]:
        windows = self.periods.windows
        count = len(windows.employers)
        tallies = []
        for side in range(SIDES):
            mine = windows.side[hits.row] == side
            key = hits.column[mine] * count + windows.employer[hits.row[mine]]
            named = np.bincount(key, minlength=hits.columns * count).reshape(hits.columns, count)
            sizes = np.bincount(windows.employer[windows.side == side], minlength=count)
            tallies.append(EmployerTally(sizes, named))
        return own_moves(*tallies)


def words_tried(year: Year) -> list[Bools]:
    """Return which rows have each control word of the half that sets no band."""
    windows = year.periods.windows
    numbers = [number for number, word in enumerate(control_words()) if not sets_band(word)]
    return [windows.corpus.has_control_word(number)[windows.rows] for number in numbers]


def planted(year: Year, share: float, size: float, times: int, seed: int) -> Iterator[Bools]:
    """Yield rows that name something whose share rises from `share` by `size`."""
    rng = np.random.default_rng(seed)
    windows = year.periods.windows
    scale = 1 / LIKENESS - 1
    for _ in range(times):
        taste = rng.beta(share * scale, (1 - share) * scale, len(windows.employers))
        named = rng.random(len(windows.rows)) < taste[windows.employer]
        yield named | ((windows.side == 1) & (rng.random(len(windows.rows)) < size / (1 - share)))


def main(argv: Sequence[str] | None = None) -> int:
    """Print the rates; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="prove robustness")
    parser.add_argument("--store", type=Path, help="a store instead of the shipped facts")
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(argv)
    corpus = Corpus.from_tables(load_tables(options.store or unpack_snapshot()), catalogue_in_use().skills)
    if not corpus.is_register_known.any():
        print("skipped: these facts do not say how postings are written")
        return 0
    of_words, of_tools = [], []
    for role in ROLES:
        year = Year.of(corpus, role)
        words = year.rates(words_tried(year), ("sources", "control"))
        of_words.append(words.confirmed)
        print(f"{role}: plain words significant {words.significant:.0%}, confirmed {words.confirmed:.1%}")
        for share in SHARES:
            for size in SIZES:
                masks = list(planted(year, share, size, options.times, options.seed))
                tool = year.rates(masks, ("sources",))
                practice = year.rates(masks, ("sources", "control"))
                if size == ASKED_SIZE:
                    of_tools.append(tool.confirmed)
                print(
                    f"  {100 * size:.0f} points on a share of {100 * share:.0f}: significant "
                    f"{tool.significant:.0%}; confirmed as a tool {tool.confirmed:.0%}, "
                    f"as a practice {practice.confirmed:.0%}"
                )
    is_met = float(np.mean(of_words)) <= MOST_OF_WORDS and float(np.mean(of_tools)) >= LEAST_OF_TOOLS
    print("both bars are met" if is_met else "a bar is missed")
    return 0 if is_met else 1


if __name__ == "__main__":
    raise SystemExit(main())
