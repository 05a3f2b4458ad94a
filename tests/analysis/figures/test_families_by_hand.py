"""Families of skills beside the same families in plain Python."""

from collections import Counter

import numpy as np
import pytest

from analysis.figures.skill_families import CUT, RESAMPLES, families
from analysis.market.slices import Slice
from tests.analysis.by_hand import units
from tests.analysis.small import Ad, corpus_of


def grouped(rows, skills):
    """Return groups of skills by average linkage of 1 - correlation, merged step by step."""
    n = len(rows)
    share = [sum(row[k] for row in rows) / n for k in range(len(skills))]

    def apart(a, b):
        both = sum(row[a] and row[b] for row in rows) / n - share[a] * share[b]
        scale = (share[a] * (1 - share[a]) * share[b] * (1 - share[b])) ** 0.5
        return 1 - both / scale if scale else 1.0

    distance = {(a, b): apart(a, b) for a in range(len(skills)) for b in range(len(skills)) if a != b}
    groups = [frozenset({k}) for k in range(len(skills))]

    def between(one, other):
        return sum(distance[a, b] for a in one for b in other) / (len(one) * len(other))

    while len(groups) > 1:
        near, one, other = min(
            ((between(a, b), a, b) for i, a in enumerate(groups) for b in groups[i + 1 :]), key=lambda x: x[0]
        )
        if near >= CUT:
            break
        groups = [group for group in groups if group not in (one, other)] + [one | other]
    return groups


def test_families_and_their_stability():
    rng = np.random.default_rng(8)
    skills = ("aws", "azure", "docker", "gcp", "python", "pytorch", "sql", "tensorflow")
    ads = []
    for number in range(240):
        cloud, code = rng.random(2) < 0.4
        chances = {
            **dict.fromkeys(("aws", "azure", "gcp"), 0.75 if cloud else 0.15),
            **dict.fromkeys(("python", "pytorch", "tensorflow"), 0.75 if code else 0.15),
            "docker": 0.3, "sql": 0.35,
        }  # fmt: skip  # a table
        asks = [skill for skill in skills if rng.random() < chances[skill]]
        ads.append(Ad(f"E{number % 70:02}", asks))
    corpus = corpus_of(ads)

    found = families(corpus, Slice())

    here = units(ads, Slice())
    owners = sorted({unit.owner for unit in here})
    rows = {owner: [] for owner in owners}
    for unit in here:
        rows[unit.owner].append([skill in unit.ad.asks for skill in skills])
    whole = grouped([row for own in rows.values() for row in own], skills)
    draws = np.random.default_rng(1)
    overlap = Counter()
    for _ in range(RESAMPLES):
        drawn = draws.integers(0, len(owners), len(owners)).tolist()
        again = grouped([row for place in drawn for row in rows[owners[place]]], skills)
        for group in whole:
            overlap[group] += max(len(group & other) / len(group | other) for other in again)
    expected = {
        frozenset(skills[k] for k in group): overlap[group] / RESAMPLES for group in whole if len(group) >= 3
    }
    shown = {frozenset(one.skills): one.stability for one in found}
    assert shown == pytest.approx({group: one for group, one in expected.items() if one >= 0.6})
    assert len(shown) == 2
    for one in found:
        assert one.named == sum(any(skill in unit.ad.asks for skill in one.skills) for unit in here)
