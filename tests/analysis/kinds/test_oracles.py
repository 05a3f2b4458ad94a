"""Figures against plain counting: loops over hand-made postings, no table and no matrix of ours."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage

from analysis.figures.shares import influences
from analysis.figures.skill_families import CUT, RESAMPLES, families
from analysis.figures.trends import trends
from analysis.market.slices import Slice
from analysis.study.interviews import interview_view
from analysis.study.projects import score_projects
from analysis.study.study_plan import cloud_first, plan
from data.catalogue.guides import Project, Round, Topic
from tests.analysis.small import Ad, corpus_of

ALONE = ("python", "sql", "docker", "aws", "gcp", "azure")
LISTED = ("pytorch", "tensorflow")  # written as alternatives, so one requirement
DRAWS = 500


def market(seed, count=240, employers=40):
    """Return postings of unequal employers with requirements that stand alone or in one any-of list."""
    rng = np.random.default_rng(seed)
    chances = rng.beta(1.5, 2.5, (employers, len(ALONE) + 1))
    owners = np.r_[np.arange(employers), np.minimum(rng.geometric(0.08, count - employers), employers) - 1]
    ads = []
    for place, owner in enumerate(owners.tolist()):
        asks = [name for name, chance in zip(ALONE, chances[owner], strict=False) if rng.random() < chance]
        asks += [f"{name}:required:0" for name in LISTED] if rng.random() < chances[owner][-1] else []
        ads.append(Ad(f"E{owner:02}", asks, date(2025, 1 + place % 3, 1 + place % 28)))
    return ads


def units(ad):
    """Return what a posting requires, each unit as the set of skills that satisfy it."""
    alone = [{ask} for ask in ad.asks if ":" not in ask]
    return [*alone, set(LISTED)] if len(alone) < len(ad.asks) else alone


def fit(ad, have):
    """Return the part of a posting's requirements that somebody meets."""
    return sum(bool(one & set(have)) for one in units(ad)) / len(units(ad))


def resampled(ads, of_ad):
    """Return the mean of something over postings and the ends of it over resamples of employers."""
    owners = sorted({ad.employer for ad in ads})
    sums = np.array([sum(of_ad(ad) for ad in ads if ad.employer == owner) for owner in owners])
    sizes = np.array([sum(ad.employer == owner for ad in ads) for owner in owners])
    drawn = np.random.default_rng(1).integers(0, len(owners), (DRAWS, len(owners)))
    means = [sums[draw].sum() / sizes[draw].sum() for draw in drawn]
    return (sums.sum() / len(ads), *np.quantile(means, (0.025, 0.975)))


def added(ads, have, more):
    """Return what some skills add to what is met, with its interval."""
    return resampled(ads, lambda ad: fit(ad, {*have, *more}) - fit(ad, have))


@pytest.mark.parametrize("seed", range(3))
def test_gains_and_fit_equal_plain_counting(seed):
    ads = market(seed)
    stated = [ad for ad in ads if ad.asks]
    have = {"python"}

    found = plan(corpus_of(ads), Slice(), ["python"], steps=4)

    assert found.n == len(stated) < len(ads)
    assert (found.fit, found.low, found.high) == pytest.approx(resampled(stated, lambda ad: fit(ad, have)))
    for step in found.steps:
        one = step.gain
        assert (one.gain, one.low, one.high) == pytest.approx(added(stated, have, {one.skill}), abs=1e-12)
        have.add(one.skill)
        assert step.fit == pytest.approx(sum(fit(ad, have) for ad in stated) / len(stated))
        assert step.unlocked == pytest.approx(sum(fit(ad, have) == 1 for ad in stated) / len(stated))


@pytest.mark.parametrize("seed", range(3))
def test_what_a_cloud_adds_equals_plain_counting(seed):
    ads = market(seed)
    stated = [ad for ad in ads if ad.asks]

    found = cloud_first(corpus_of(ads), Slice(), ["python"])

    assert {one.gain.skill for one in found.clouds} == {"aws", "azure", "gcp"}
    for one in found.clouds:
        expected = added(stated, {"python"}, {one.gain.skill})
        assert (one.gain.gain, one.gain.low, one.gain.high) == pytest.approx(expected, abs=1e-12)
        assert one.asking == sum(one.gain.skill in ad.asks for ad in ads)
    assert all(before.gain.gain >= after.gain.gain for before, after in pairwise(found.clouds))


@pytest.mark.parametrize("seed", range(3))
def test_what_a_project_adds_equals_plain_counting(seed):
    ads = market(seed)
    stated = [ad for ad in ads if ad.asks]
    project = Project("one", "One", "s", ("python", "docker", "pytorch"), 2.0, ("x",))

    found = score_projects(corpus_of(ads), Slice(), [project], ["python"])[0]

    alone = resampled(stated, lambda ad: fit(ad, project.skills))
    assert (found.demonstrates, found.low, found.high) == pytest.approx(alone)
    more = added(stated, {"python"}, set(project.skills))
    assert (found.adds, found.adds_low, found.adds_high) == pytest.approx(more, abs=1e-12)


def test_points_of_a_trend_equal_plain_counting():
    ads = market(5, count=600)

    points = trends(corpus_of(ads), Slice(), ["sql"], step="month").lines[0].points

    assert len(points) == 3
    for month, point in enumerate(points, 1):
        there = [ad for ad in ads if ad.day.month == month]
        assert (point.n, point.named) == (len(there), sum("sql" in ad.asks for ad in there))
        assert point.share == pytest.approx(point.named / point.n)
        assert point.employers == len({ad.employer for ad in there})


def test_influences_equal_plain_counting():
    ads = market(6)
    share = sum("aws" in ad.asks for ad in ads) / len(ads)
    left = {
        owner: [ad for ad in ads if ad.employer != owner] for owner in sorted({ad.employer for ad in ads})
    }
    without = {owner: sum("aws" in ad.asks for ad in kept) / len(kept) for owner, kept in left.items()}

    found = influences(corpus_of(ads), Slice(), "aws", top=len(left))

    assert {one.employer: one.without for one in found} == pytest.approx(without)
    moved = [abs(one.without - share) for one in found]
    assert moved == sorted(moved, reverse=True)
    for one in found:
        own = [ad for ad in ads if ad.employer == one.employer]
        assert (one.n, one.named) == (len(own), sum("aws" in ad.asks for ad in own))
        assert one.share == pytest.approx(share)


def test_share_of_a_topic_equals_plain_counting():
    ads = market(7)
    topic = Topic("t", "Topic", 2, ("docker", "gcp"), ("x",))

    view = interview_view(corpus_of(ads), Slice(), (Round("r", "R", "about", (topic,)),))[0]

    named = sum("docker" in ad.asks or "gcp" in ad.asks for ad in ads)
    assert (view.ads.named, view.ads.n) == (named, len(ads))
    assert view.ads.share == pytest.approx(named / len(ads))


def test_stability_of_a_family_equals_plain_resampling():
    rng = np.random.default_rng(4)
    ads = []
    for number in range(150):
        cloud, code = rng.random(2) < 0.4
        asks = ["aws", "azure", "gcp"] if cloud else []
        asks += ["python", "pytorch", "tensorflow"] if code else []
        asks = [ask for ask in asks if rng.random() < 0.7] + ["sql"] * (number % 2)
        ads.append(Ad(f"E{number % 60:02}", asks))
    skills = sorted({ask for ad in ads for ask in ad.asks})
    named = np.array([[skill in ad.asks for skill in skills] for ad in ads], dtype=float)

    def groups(rows):
        tree = linkage(1 - np.corrcoef(rows.T)[np.triu_indices(len(skills), 1)], "average")
        labels = fcluster(tree, CUT, "distance")
        return [{skills[k] for k in np.flatnonzero(labels == label)} for label in set(labels)]

    owners = sorted({ad.employer for ad in ads})
    draws = np.random.default_rng(1)
    again = []
    for _ in range(RESAMPLES):
        times = np.bincount(draws.integers(0, len(owners), len(owners)), minlength=len(owners))
        again.append(groups(np.repeat(named, [times[owners.index(ad.employer)] for ad in ads], axis=0)))

    found = families(corpus_of(ads), Slice())

    assert {frozenset(one.skills) for one in found} <= {frozenset(one) for one in groups(named)}
    assert len(found) == 2
    for one in found:
        own = set(one.skills)
        best = [max(len(own & other) / len(own | other) for other in drawn) for drawn in again]
        assert one.stability == pytest.approx(np.mean(best))
        assert one.named == sum(bool(own & set(ad.asks)) for ad in ads)
