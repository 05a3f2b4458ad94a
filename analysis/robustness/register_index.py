"""How the language of advertisements changed: an index of plain words, and the share of each, a half-year.

The index counts control words, which name no skill, in advertisements of one half-year against what those of
all half-years hold at the same source and length. It is 100 where they are written as ever. Shares of words
are those of the advertisements as they came, long or short.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import t_quantile
from analysis.market.basis import UNITS, too_few
from analysis.market.corpus import Corpus, day_of
from analysis.market.figure_words import did_you_mean, in_hundred, interval_in_words
from analysis.market.periods import STEPS, Period, steps_between
from analysis.market.provenance import (
    Interval,
    OnSample,
    Provenance,
    Sample,
    Suppressible,
    Traced,
    provenance_of,
    share_intervals,
)
from analysis.market.selection import Selection, select
from analysis.market.slices import Slice
from analysis.robustness.register import LENGTHS, parts_of
from data.errors import UsageError
from data.wording.control_words import control_words

USUAL = 100.0  # the index of advertisements that are written as those of all half-years
NOT_COUNTED = "these facts were read by a release that did not count words"

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Traced, OnSample, Suppressible):
    """How the advertisements of one half-year are written: the index, or the share that has one `word`.

    `words` and `plain_words` are how many words, and how many different control words, an advertisement has
    on average; of a word both are None. `whole` is the slice that the half-year is a part of. Without
    `period` the facts do not say how postings are written, and `why` says so.
    """

    COLUMNS = (
        *("label", "period", "word", "index", "share", "low", "high", "n", "employers", "words"),
        *("plain_words", "why", "slice", "snapshot", "catalog"),
    )

    period: Period | None
    word: str | None
    provenance: Provenance
    interval: Interval | None
    sample: Sample
    words: float | None
    plain_words: float | None
    why: str | None
    whole: Slice

    @property
    def label(self) -> str | None:
        """The half-year as '2025H1'."""
        return self.period.label if self.period else None

    @property
    def index(self) -> float | None:
        """The index; None of a word, and where too little stands under it."""
        return self.value if self.word is None else None

    @property
    def share(self) -> float | None:
        """The share that has the word; None for the index."""
        return None if self.word is None else self.value

    @property
    def sentence(self) -> str:
        """The figure as a sentence; for one that is not shown, the reason."""
        if self.period is None:
            return f"how advertisements are written is not known: {self.why}"
        name = "plain words" if self.word is None else repr(self.word)
        said = f"{name}, {self.period.label}: "
        if self.value is None or self.low is None or self.high is None:
            return f"{said}{self.why}"
        if self.word is None:
            return (
                f"{said}index {self.value:.0f} ({self.low:.0f} to {self.high:.0f}), where 100 is usual for "
                f"advertisements of the same source and length; {self.words:.0f} words on average, and "
                f"{self.plain_words:.1f} of the {len(control_words())} plain words"
            )
        units = self.slice.denominator
        spread = interval_in_words(self.low, self.high)
        return f"{said}about {in_hundred(self.value)} in 100 {units} ({spread}) use it"

    @property
    def receipt(self) -> str | None:
        """The line that reproduces the figure; None where there is no half-year."""
        if self.period is None:
            return None
        whole = replace(self.provenance, slice=self.whole)
        return whole.receipt("wording", (), self.value, after=self.period.text, of=self.word)


@dataclass(frozen=True, eq=False)
class HalfYear:
    """The advertisements of a half-year whose words were counted; rows of the corpus."""

    period: Period
    selection: Selection

    @cached_property
    def sample(self) -> Sample:
        """The advertisements by employer."""
        return Sample.of(self.selection.sizes)


@dataclass(frozen=True, eq=False)
class WordingByHalfYear:
    """All half-years of a slice.

    An advertisement written as usual has as many control words as those of its cell have on average over all
    half-years.
    """

    corpus: Corpus
    part: Slice
    halves: tuple[HalfYear, ...]

    @classmethod
    def of(cls, corpus: Corpus, part: Slice) -> "WordingByHalfYear":
        """Return the half-years of a slice, whatever dates it names; employers count by their vacancies."""
        whole = part.narrowed(since=None, until=None)
        if whole.denominator == "employers":
            whole = whole.narrowed(denominator="vacancies")
        return cls(corpus, whole, tuple(_halves(corpus, whole)))

    @cached_property
    def plain_words(self) -> Ints:
        """How many different control words each row of the corpus has."""
        return bits_set(self.corpus.postings.control_low) + bits_set(self.corpus.postings.control_high)

    @cached_property
    def cells(self) -> list[Ints]:
        """The cell of each advertisement, its source and fifth of length, for each half-year."""
        rows = np.concatenate([one.selection.rows for one in self.halves])
        length = parts_of(self.corpus.postings.word_count[rows], LENGTHS)
        cell = np.unique(
            self.corpus.postings.source[rows].astype(np.int64) * LENGTHS + length, return_inverse=True
        )[1]
        return np.split(cell, np.cumsum([len(one.selection.rows) for one in self.halves])[:-1])

    @cached_property
    def counted(self) -> tuple[Floats, Floats]:
        """Employers x cells: advertisements of all half-years, and the control words in them."""
        pairs = [self._by_cell(place) for place in range(len(self.halves))]
        sizes, plain = (np.sum(one, axis=0) for one in zip(*pairs, strict=True))
        return sizes, plain

    def _by_cell(self, place: int) -> tuple[Floats, Floats]:
        """Return employers x cells of one half-year: its advertisements, and the control words in them."""
        rows, cell = self.halves[place].selection.rows, self.cells[place]
        count = 1 + max(int(one.max()) for one in self.cells)
        key = self.corpus.employer[rows] * count + cell
        shape = (len(self.corpus.start), count)
        sizes = np.bincount(key, minlength=shape[0] * count).reshape(shape)
        plain = np.bincount(key, weights=self.plain_words[rows], minlength=shape[0] * count).reshape(shape)
        return sizes.astype(np.float64), plain.astype(np.float64)

    def index(self, place: int) -> Wording:
        """Return the index of one half-year, by its place."""
        half = self.halves[place]
        why = too_few(half.sample, UNITS[self.part.denominator])
        found = None if why else index_interval(*self._by_cell(place), *self.counted, half.sample)
        rows = half.selection.rows
        words, plain = self.corpus.postings.word_count[rows], self.plain_words[rows]
        return self._wording(half, None, found, why, (float(words.mean()), float(plain.mean())))

    def share(self, place: int, word: int) -> Wording:
        """Return the share of a half-year that has one control word, both by their places."""
        half = self.halves[place]
        why = too_few(half.sample, UNITS[self.part.denominator])
        hits = self.corpus.has_control_word(word)[half.selection.rows]
        found = None if why else share_intervals(half.selection.tally_of(hits))[0]
        return self._wording(half, control_words()[word], found, why, (None, None))

    def _wording(
        self,
        half: HalfYear,
        word: str | None,
        interval: Interval | None,
        why: str | None,
        means: tuple[float | None, float | None],
    ) -> Wording:
        return Wording(
            period=half.period,
            word=word,
            provenance=provenance_of(self.corpus, half.selection.part),
            interval=interval,
            sample=half.sample,
            words=means[0],
            plain_words=means[1],
            why=why,
            whole=self.part,
        )

    def most_moved(self, count: int) -> list[int]:
        """Return the words whose share moved most in the year to the last half-year that has enough.

        Where that year has no half-year with enough to begin with, it is the first one that has.
        """
        enough = [one for one in self.halves if not too_few(one.sample)]
        if len(enough) < 2:
            return list(range(min(count, len(control_words()))))
        year_before = enough[-1].period.moved(-12)
        then = next((one for one in enough if one.period == year_before), enough[0])
        order = np.argsort(-np.abs(self._shares(enough[-1]) - self._shares(then)), kind="stable")
        return [int(word) for word in order[:count]]

    def _shares(self, half: HalfYear) -> Floats:
        rows = half.selection.rows
        words = range(len(control_words()))
        return np.array([self.corpus.has_control_word(word)[rows].mean() for word in words])


def index_interval(
    sizes: Floats, plain: Floats, all_sizes: Floats, all_plain: Floats, sample: Sample
) -> Interval:
    """Return the index of a half-year with its interval.

    Each array is employers x cells: the advertisements of the half-year and the control words in them, then
    those of all half-years. The jackknife leaves each employer out of both. Raises ValueError where the
    half-year has no advertisement.
    """
    there = all_sizes.sum(axis=1) > 0
    usual = (all_plain.sum(axis=0) / np.maximum(1, all_sizes.sum(axis=0))) @ sizes.sum(axis=0)
    index = USUAL * plain.sum() / usual if usual else USUAL
    rest = all_sizes.sum(axis=0) - all_sizes[there]
    mean = np.divide(all_plain.sum(axis=0) - all_plain[there], rest, out=np.zeros(rest.shape), where=rest > 0)
    usual_left = (mean * (sizes.sum(axis=0) - sizes[there])).sum(axis=1)
    plain_left = USUAL * (plain.sum() - plain[there].sum(axis=1))
    left = np.divide(plain_left, usual_left, out=np.full(len(rest), float(index)), where=usual_left > 0)
    variance = (len(left) - 1) / len(left) * float(np.square(left - index).sum())
    reach = t_quantile(sample.kish) * variance**0.5
    low, high = max(0.0, float(index) - reach), float(index) + reach
    return Interval(value=float(index), low=low, high=high, n=sample.n, kind="jackknife t")


def bits_set(values: npt.NDArray[np.uint64]) -> Ints:
    """Return how many bits of each value are set."""
    in_bytes = np.ascontiguousarray(values).view(np.uint8).reshape(len(values), values.itemsize)
    return np.asarray(np.unpackbits(in_bytes, axis=1).sum(axis=1), dtype=np.int64)


def wording_rows(corpus: Corpus, part: Slice, top: int) -> Iterator[Wording]:
    """Yield the index of each half-year, then the shares of the `top` words that moved most, word by word.

    Where no posting of the slice has its words counted, a single figure says so.
    """
    found = WordingByHalfYear.of(corpus, part)
    if not found.halves:
        yield not_counted(corpus, found.part)
        return
    places = range(len(found.halves))
    yield from map(found.index, places)
    for word in found.most_moved(top):
        yield from (found.share(place, word) for place in places)


def wording_of(corpus: Corpus, part: Slice, period: str, word: str | None) -> Wording | None:
    """Return the index of one half-year, or the share of a word in it; None for one without a posting.

    Raises UsageError for what is no control word.
    """
    found = WordingByHalfYear.of(corpus, part)
    place = next((n for n, one in enumerate(found.halves) if one.period.text == period), None)
    if word is not None and word not in control_words():
        near = did_you_mean(word, control_words())
        raise UsageError(f"{word[:80]!r} is none of the plain words that are counted{near}")
    if place is None:
        return None
    return found.index(place) if word is None else found.share(place, control_words().index(word))


def not_counted(corpus: Corpus, part: Slice) -> Wording:
    """Return the figure that says that nobody counted words."""
    return Wording(
        period=None, word=None, provenance=provenance_of(corpus, part), interval=None,
        sample=Sample(0, 0, 0.0), words=None, plain_words=None, why=NOT_COUNTED, whole=part,
    )  # fmt: skip  # a record


def _halves(corpus: Corpus, part: Slice) -> Iterator[HalfYear]:
    days = corpus.postings.posted_day[_counted(corpus, select(corpus, part).rows)]
    if not len(days):
        return
    for period in steps_between(day_of(int(days.min())), day_of(int(days.max())), STEPS["half"]):
        mine = select(corpus, part.narrowed(since=period.since, until=period.until))
        counted = _counted(corpus, mine.rows)
        if len(counted):
            yield HalfYear(period, Selection(corpus, mine.part, counted))


def _counted(corpus: Corpus, rows: Ints) -> Ints:
    return rows[corpus.is_register_known[rows]]
