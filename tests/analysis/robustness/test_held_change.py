"""A change with something held, against plain counting and leaving employers out one by one."""

from collections import Counter

import numpy as np
import pytest

from analysis.market.selection import select
from analysis.market.slices import Slice
from analysis.robustness.held_change import LEAST, Cells
from analysis.robustness.windows import TwoWindows
from tests.analysis.small import AFTER, BEFORE, NOW, THEN, Ad, corpus_of


def some_ads(seed: int) -> list[Ad]:
    rng = np.random.default_rng(seed)
    return [
        Ad(
            f"E{rng.integers(0, 25)}",
            [name for name in ("python", "aws") if rng.random() < 0.4],
            [THEN, NOW][rng.integers(0, 2)],
            source=["greenhouse", "lever", "ashby"][min(2, rng.integers(0, 5) // 2)],
        )
        for _ in range(240)
    ]


def windows_of(ads: list[Ad]) -> TwoWindows:
    corpus = corpus_of(ads)
    return TwoWindows.of(
        *(select(corpus, Slice(since=one.since, until=one.until)) for one in (BEFORE, AFTER))
    )


def by_source(ads: list[Ad], skill: str, kept: list[Ad], *, equal: bool) -> float:
    """Return the change at weights that come from all `ads`, with the shares of those that are `kept`."""
    counts = {day: Counter(ad.source for ad in ads if ad.day == day) for day in (THEN, NOW)}
    cells = [name for name in counts[THEN] if min(counts[THEN][name], counts[NOW][name]) >= LEAST]
    sizes = {name: 1 if equal else counts[THEN][name] + counts[NOW][name] for name in cells}

    def share(day, source):
        here = [ad for ad in kept if (ad.day, ad.source) == (day, source)]
        return sum(skill in ad.asks for ad in here) / max(1, len(here))

    moved = (sizes[name] * (share(NOW, name) - share(THEN, name)) for name in cells)
    return sum(moved) / sum(sizes.values())


@pytest.mark.parametrize("equal", [False, True], ids=["pooled", "alike"])
@pytest.mark.parametrize("seed", [1, 2])
def test_held_change_and_its_error_are_those_of_plain_counting(seed, equal):
    ads = some_ads(seed)
    windows = windows_of(ads)
    corpus, codes = windows.corpus, [windows.corpus.code(name) for name in ("python", "aws")]
    cells = Cells.of(windows, corpus.postings.source[windows.rows].astype(np.int64), equal=equal)

    found = cells.change(windows.naming(codes))

    employers = sorted({ad.employer for ad in ads})
    for place, skill in enumerate(("python", "aws")):
        whole = by_source(ads, skill, ads, equal=equal)
        left = [
            by_source(ads, skill, [a for a in ads if a.employer != one], equal=equal) for one in employers
        ]
        variance = (len(employers) - 1) / len(employers) * sum((one - whole) ** 2 for one in left)
        assert found.difference[place] == pytest.approx(whole, abs=1e-12)
        assert found.error[place] ** 2 == pytest.approx(variance, rel=1e-9)


def test_cells_that_one_period_lacks_are_left_out():
    ads = [
        *(Ad(f"A{n}", ["python"] if n < 5 else [], day) for n in range(20) for day in (THEN, NOW)),
        *(Ad(f"B{n}", ["python"], NOW, source="lever") for n in range(LEAST - 1)),
    ]
    windows = windows_of(ads)

    cells = Cells.of(windows, windows.corpus.postings.source[windows.rows].astype(np.int64))

    assert cells.count == 1
    assert cells.change(windows.naming([windows.corpus.code("python")])).difference.tolist() == [0]


def test_a_change_is_the_same_whatever_is_asked_beside_it():
    windows = windows_of(some_ads(3))
    python, aws = (windows.corpus.code(name) for name in ("python", "aws"))
    cells = Cells.of(windows, np.zeros(len(windows.rows), dtype=np.int64))

    both, alone = cells.change(windows.naming([aws, python])), cells.change(windows.naming([python]))

    assert (both.difference[1], both.error[1]) == (alone.difference[0], alone.error[0])
