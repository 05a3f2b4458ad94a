"""How advertisements are written, held: their length, and how much they read like those of the later period.

The score of an advertisement is the sum, over the control words of the band that it has, of how far the
log-odds of the word moved between the two periods, measured at other employers (five folds by a digest of the
employer's name). Rows are cut into fifths of length, and each of these into thirds of the score.

Each word of the band is itself held at the score of words of other groups, never at its own: what is left of
its change is what plain words do whose length and company are held.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from zlib import crc32

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import t_quantile
from analysis.robustness.held_change import Cells, HeldChange
from analysis.robustness.windows import SIDES, Hits, TwoWindows
from data.wording.control_words import control_words, sets_band

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

FOLDS = 5  # of employers
GROUPS = 4  # of the words of the band
LENGTHS, SCORES = 5, 3  # parts into which rows are cut
NEAREST = 20  # words of the band with the most similar shares
EDGE = 1e-4  # shares are kept so far away from 0 and 1 before their log-odds are taken


@dataclass(frozen=True, eq=False)
class RegisterHeld:
    """Two windows with length and wording held; `usable` are the rows that may be compared."""

    windows: TwoWindows
    usable: Bools

    @cached_property
    def cells(self) -> Cells:
        """The cells of length and score."""
        return self._cells(self._parts.sum(axis=0))

    @cached_property
    def word_changes(self) -> tuple[Floats, Floats]:
        """Share and change of log-odds of each word of the band, the change at held length and wording."""
        hits, moved = self._hits, np.full(len(band_words()), np.nan)
        score = self._parts.sum(axis=0)
        for group in range(GROUPS):
            mine = hits.column % GROUPS == group
            some = Hits(hits.row[mine], hits.column[mine], len(band_words()))
            cells = self._cells(score - self._parts[group])
            if cells.count:
                moved[group::GROUPS] = log_odds_moved(cells.change(some))[group::GROUPS]
        shares = (
            np.bincount(hits.column[self.usable[hits.row]], minlength=len(band_words())) / self.usable.sum()
        )
        return shares, moved

    def band(self, shares: Floats) -> tuple[Floats, Floats]:
        """Return between which changes of log-odds a control word of each of these shares would move.

        A prediction interval of 95% from the NEAREST words of the band; NaN where there are not as many.
        """
        of_words, moved = self.word_changes
        known = np.flatnonzero(np.isfinite(moved))
        if len(known) < NEAREST:
            return np.full(len(shares), np.nan), np.full(len(shares), np.nan)
        away = np.abs(log_odds(of_words[known])[None, :] - log_odds(shares)[:, None])
        near = moved[known][np.argsort(away, axis=1, kind="stable")[:, :NEAREST]]
        reach = t_quantile(NEAREST) * near.std(axis=1, ddof=1) * np.sqrt(1 + 1 / NEAREST)
        return near.mean(axis=1) - reach, near.mean(axis=1) + reach

    @cached_property
    def _hits(self) -> Hits:
        corpus, rows = self.windows.corpus, self.windows.rows
        return self.windows.having(
            [corpus.has_control_word(number)[rows] & self.usable for number in band_words()]
        )

    @cached_property
    def _parts(self) -> Floats:
        """Groups x rows: what the words of each group add to the score of a row."""
        hits, side = self._hits, self.windows.side
        names = self.windows.corpus.postings.employers
        of_employer = np.array(
            [crc32(names[code].encode("utf-8", "surrogatepass")) % FOLDS for code in self.windows.employers]
        )
        fold = of_employer[self.windows.employer]
        strata = fold * SIDES + side
        sizes = np.bincount(strata[self.usable], minlength=FOLDS * SIDES).reshape(FOLDS, SIDES)
        key = hits.column * FOLDS * SIDES + strata[hits.row]
        counts = np.bincount(key, minlength=len(band_words()) * FOLDS * SIDES).reshape(
            len(band_words()), FOLDS, SIDES
        )
        elsewhere = counts.sum(axis=1, keepdims=True) - counts
        shares = (elsewhere + 0.5) / (sizes.sum(axis=0) - sizes + 1.0)
        weights = log_odds(shares[:, :, 1]) - log_odds(shares[:, :, 0])
        places = (hits.column % GROUPS) * len(side) + hits.row
        points = weights[hits.column, fold[hits.row]]
        added = np.bincount(places, weights=points, minlength=GROUPS * len(side)).astype(np.float64)
        return added.reshape(GROUPS, len(side))

    def _cells(self, score: Floats) -> Cells:
        words = self.windows.corpus.postings.word_count[self.windows.rows]
        keys = np.full(len(words), -1, dtype=np.int64)
        rows = np.flatnonzero(self.usable)
        length = parts_of(words[rows], LENGTHS)
        for part in range(LENGTHS):
            mine = rows[length == part]
            keys[mine] = part * SCORES + parts_of(score[mine], SCORES)
        return Cells.of(self.windows, keys)


@cache
def band_words() -> tuple[int, ...]:
    """Return the numbers of the control words that set the band."""
    return tuple(number for number, word in enumerate(control_words()) if sets_band(word))


def parts_of(values: npt.NDArray[np.floating] | npt.NDArray[np.integer], count: int) -> Ints:
    """Return which of so many parts of about equal size each value is in."""
    if not len(values):
        return np.empty(0, dtype=np.int64)
    ends = np.quantile(values, np.linspace(0, 1, count + 1)[1:-1])
    return np.asarray(np.digitize(values, ends), dtype=np.int64)


def log_odds(shares: Floats) -> Floats:
    """Return the log-odds of shares, kept away from 0 and 1."""
    inside = np.clip(shares, EDGE, 1 - EDGE)
    return np.log(inside / (1 - inside))


def log_odds_moved(change: HeldChange) -> Floats:
    """Return how far the log-odds of shares moved."""
    return log_odds(change.after) - log_odds(change.before)
