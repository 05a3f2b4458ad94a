"""How often do the intervals hold the truth? On simulated employers whose postings are alike."""

import numpy as np
import pytest

from analysis.figures.changes import change
from analysis.figures.differences import difference
from analysis.figures.pairs import pair
from analysis.market.slices import Slice
from analysis.study.projects import score_projects
from analysis.study.study_plan import cloud_first, gain
from data.catalogue.guides import Project
from tests.analysis.small import AFTER, BEFORE, NOW, THEN, Ad, corpus_of

TIMES = 250
pytestmark = pytest.mark.slow


def sizes_of(rng, employers):
    """Return unequal numbers of postings, at least one each."""
    return np.maximum(1, rng.lognormal(0.3, 1.0, employers).round()).astype(int)


def covered(rng, measured, true):
    """Return the part of simulated markets in which an interval holds the truth."""
    ends = [measured(rng) for _ in range(TIMES)]
    part = sum(low <= true <= high for low, high in ends) / TIMES
    print(f"coverage {part:.3f}")
    return part


def test_interval_of_a_lift_covers():
    """An employer writes much or little about modelling; those that do name both skills more often."""
    mean, often, seldom = 0.4, (0.6, 0.5), (0.15, 0.1)

    def measured(rng):
        sizes = sizes_of(rng, 120)
        taste = rng.beta(4 * mean, 4 * (1 - mean), len(sizes))
        ads = []
        for owner, size in enumerate(sizes):
            for _ in range(size):
                chances = often if rng.random() < taste[owner] else seldom
                named = [name for name, p in zip(("aws", "docker"), chances, strict=True) if rng.random() < p]
                ads.append(Ad(f"E{owner}", named))
        found = pair(corpus_of(ads), Slice(), "aws", "docker")
        return found.low, found.high

    both = mean * often[0] * often[1] + (1 - mean) * seldom[0] * seldom[1]
    alone = [mean * much + (1 - mean) * little for much, little in zip(often, seldom, strict=True)]
    part = covered(np.random.default_rng(1), measured, both / (alone[0] * alone[1]))

    assert 0.91 <= part <= 0.99


def gain_of(corpus):
    return gain(corpus, Slice(), ["python"], "aws")


def cloud_of(corpus):
    return next(one.gain for one in cloud_first(corpus, Slice(), ["python"]).clouds)


def project_of(corpus):
    return score_projects(corpus, Slice(), [Project("p", "P", "s", ("aws",), 1.0, ("x",))], ["python"])[0]


@pytest.mark.parametrize("of", [gain_of, cloud_of, project_of], ids=["step", "cloud", "project"])
def test_interval_of_a_gain_covers(of):
    """Every posting requires Python, 40 in 100 also AWS: for who knows Python it adds half of that."""

    def measured(rng):
        sizes = sizes_of(rng, 120)
        taste = rng.beta(1.2, 1.8, len(sizes))
        ads = [
            Ad(f"E{owner}", ["python", "aws"] if rng.random() < taste[owner] else ["python"])
            for owner, size in enumerate(sizes)
            for _ in range(size)
        ]
        found = of(corpus_of(ads))
        return (found.adds_low, found.adds_high) if of is project_of else (found.low, found.high)

    assert 0.90 <= covered(np.random.default_rng(2), measured, 0.2) <= 0.99


def two_sides(rng, true, first, second):
    """Return postings on two sides, of which the second names Python more often by `true`."""
    sizes = sizes_of(rng, 120)
    taste = rng.uniform(0.1, 0.5, len(sizes))
    return [
        Ad(f"E{owner}", ["python"] if rng.random() < taste[owner] + more else [], **side)
        for owner, size in enumerate(sizes)
        for side, more in ((first, 0), (second, true))
        if rng.random() < 0.8
        for _ in range(size)
    ]


@pytest.mark.parametrize("true", [0.0, 0.15], ids=["no change", "15 points"])
def test_interval_of_a_change_covers(true):
    def measured(rng):
        corpus = corpus_of(two_sides(rng, true, {"day": THEN}, {"day": NOW}))
        found = change(corpus, Slice(), BEFORE, AFTER, "python")
        return found.low, found.high

    assert 0.91 <= covered(np.random.default_rng(3), measured, true) <= 0.99


@pytest.mark.parametrize("true", [0.0, 0.15], ids=["no difference", "15 points"])
def test_interval_of_a_difference_covers(true):
    def measured(rng):
        corpus = corpus_of(two_sides(rng, true, {"country": "DE"}, {"country": "US"}))
        found = difference(corpus, Slice(countries=("US",)), Slice(countries=("DE",)), "python")
        return found.low, found.high

    assert 0.91 <= covered(np.random.default_rng(4), measured, true) <= 0.99
