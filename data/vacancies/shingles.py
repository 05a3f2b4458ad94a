"""How alike two texts are: sets of seven-word runs, MinHash signatures, and pairs worth comparing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Shingles = npt.NDArray[np.uint64]  # the runs of a text as numbers, sorted, each once
Signature = npt.NDArray[np.uint64]  # PERMUTATIONS numbers

WIDTH = 7  # words in a run
PERMUTATIONS = 64
BANDS = 16  # of 4: a pair with similarity 0.8 shares a band with probability 0.9998, one with 0.4 with 0.34
LOOK_BACK = 6  # earlier texts of a bucket that a text is compared with; bounds the work on huge buckets
SEED = 20261125  # another seed gives other signatures, so which pairs near a threshold are compared
WORD = re.compile(r"[^\W\d_]+|\d+")
HALF = np.uint64(32)  # bits


class Mixers(NamedTuple):
    """Random odd numbers and offsets: `steps` for the words of a run, the others for each permutation."""

    steps: npt.NDArray[np.uint64]
    factors: npt.NDArray[np.uint64]
    terms: npt.NDArray[np.uint64]


@cache
def mixers() -> Mixers:
    """Draw the numbers that mix words and runs; they are the same in every process."""
    chance = np.random.default_rng(SEED)
    return Mixers(
        chance.integers(1, 1 << 63, WIDTH, dtype=np.uint64) | np.uint64(1),
        chance.integers(1, 1 << 63, PERMUTATIONS, dtype=np.uint64) | np.uint64(1),
        chance.integers(1, 1 << 63, PERMUTATIONS, dtype=np.uint64),
    )


class Shingler:
    """Turns texts into sets of numbers; one shingler gives a run of words the same number in every text.

    Sets of two shinglers cannot be compared.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def shingles(self, text: str) -> Shingles:
        """Return the runs of WIDTH words in a text, case ignored; a shorter text is one run."""
        numbers = self._numbers
        words = [numbers.setdefault(word, len(numbers) + 1) for word in WORD.findall(text.casefold())]
        padded = np.array(words + [0] * max(0, WIDTH - len(words)), dtype=np.uint64)
        runs = np.lib.stride_tricks.sliding_window_view(padded, WIDTH)
        return np.unique(mixed((runs * mixers().steps).sum(axis=1, dtype=np.uint64)))


def mixed(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Spread the bits of each number over all 64 bits, so that near numbers become unlike."""
    values = (values ^ (values >> HALF)) * np.uint64(0x9E3779B97F4A7C15)
    return values ^ (values >> HALF)


def signature(shingles: Shingles) -> Signature:
    """Return the MinHash signature of a set: the share of places where two agree estimates their similarity.

    Broder, "On the resemblance and containment of documents", 1997. An empty set has all zeros.
    """
    if not len(shingles):
        return np.zeros(PERMUTATIONS, dtype=np.uint64)
    _, factors, terms = mixers()
    mapped: npt.NDArray[np.uint64] = shingles[None, :] * factors[:, None] + terms[:, None]
    return np.asarray((mapped >> HALF).min(axis=1))


def similarity(one: Shingles, other: Shingles) -> float:
    """Return the Jaccard similarity of two sets, 0 to 1: shared runs / all runs; 1 for two empty sets."""
    total = len(one) + len(other)
    if not total:
        return 1.0
    both = np.concatenate([one, other])
    both.sort()
    shared = int(np.count_nonzero(both[1:] == both[:-1]))
    return shared / (total - shared)


def without(shingles: Shingles, common: Shingles) -> Shingles:
    """Remove the runs in `common` from a set; the rest stays sorted."""
    return shingles[~np.isin(shingles, common, assume_unique=True)] if len(common) else shingles


def common_runs(sets: Iterable[Shingles], least: int) -> Shingles:
    """Return the runs that at least `least` of the sets have; there must be a set."""
    values, times = np.unique(np.concatenate(list(sets)), return_counts=True)
    return values[times >= least]


def candidate_pairs(signatures: Sequence[Signature]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of positions whose signatures agree on a whole band, each pair once, smaller first.

    Work grows linearly with the number of texts: of a bucket, a text is compared with LOOK_BACK at most.
    """
    seen: set[tuple[int, int]] = set()
    table = np.stack(signatures).reshape(len(signatures), BANDS, -1)
    for band in range(BANDS):
        buckets: dict[bytes, list[int]] = {}
        for position, key in enumerate(table[:, band]):
            bucket = buckets.setdefault(key.tobytes(), [])
            for earlier in bucket[-LOOK_BACK:]:
                if (earlier, position) not in seen:
                    seen.add((earlier, position))
                    yield earlier, position
            bucket.append(position)
