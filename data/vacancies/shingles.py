"""How alike two texts are: sets of seven-word runs, MinHash signatures, and pairs worth comparing."""

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

Shingles = npt.NDArray[np.uint64]  # sorted, each once
Signatures = npt.NDArray[np.uint64]  # texts x PERMUTATIONS

WIDTH = 7  # words in a run
PERMUTATIONS = 64
BANDS = 16  # of 4: a pair with similarity 0.8 shares a band with probability 0.9998, one with 0.4 with 0.34
LOOK_BACK = 6  # earlier texts of a bucket that a text is compared with; bounds the work on huge buckets
SEED = 20261125
WORD = re.compile(r"[^\W\d_]+|\d+")

_mixers = np.random.default_rng(SEED)
STEPS = _mixers.integers(1, 1 << 63, WIDTH, dtype=np.uint64) | np.uint64(1)
FACTORS = _mixers.integers(1, 1 << 63, PERMUTATIONS, dtype=np.uint64) | np.uint64(1)
TERMS = _mixers.integers(1, 1 << 63, PERMUTATIONS, dtype=np.uint64)
HALF = np.uint64(32)


class Shingler:
    """Turns texts into sets of numbers; the same run of words is the same number in every text."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def shingles(self, text: str) -> Shingles:
        """Return the runs of a text; a text shorter than a run is one run."""
        numbers = self._numbers
        words = [numbers.setdefault(word, len(numbers) + 1) for word in WORD.findall(text.casefold())]
        padded = np.array(words + [0] * max(0, WIDTH - len(words)), dtype=np.uint64)
        runs = np.lib.stride_tricks.sliding_window_view(padded, WIDTH)
        return np.unique(mixed((runs * STEPS).sum(axis=1, dtype=np.uint64)))


def mixed(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return numbers whose bits depend on all bits of the given ones."""
    values = (values ^ (values >> HALF)) * np.uint64(0x9E3779B97F4A7C15)
    return values ^ (values >> HALF)


def signature(shingles: Shingles) -> npt.NDArray[np.uint64]:
    """Return the MinHash signature of a set: places where two agree estimate their similarity."""
    if not len(shingles):
        return np.zeros(PERMUTATIONS, dtype=np.uint64)
    mapped: npt.NDArray[np.uint64] = shingles[None, :] * FACTORS[:, None] + TERMS[:, None]
    return np.asarray((mapped >> HALF).min(axis=1))


def similarity(one: Shingles, other: Shingles) -> float:
    """Return the share of runs that both sets have (Jaccard); two empty sets are alike."""
    total = len(one) + len(other)
    if not total:
        return 1.0
    both = np.concatenate([one, other])
    both.sort()
    shared = int(np.count_nonzero(both[1:] == both[:-1]))
    return shared / (total - shared)


def without(shingles: Shingles, common: Shingles) -> Shingles:
    """Return a set without the runs in `common`."""
    return shingles[~np.isin(shingles, common, assume_unique=True)] if len(common) else shingles


def common_runs(sets: Iterable[Shingles], least: int) -> Shingles:
    """Return the runs that at least `least` of the sets have."""
    values, times = np.unique(np.concatenate(list(sets)), return_counts=True)
    return values[times >= least]


def candidate_pairs(signatures: Sequence[npt.NDArray[np.uint64]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions that agree on a whole band, each once; work grows with the number of texts."""
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
