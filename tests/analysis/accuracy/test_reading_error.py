"""The error of reading, estimated from labelled postings."""

from math import exp, log

import numpy as np
import pytest

from analysis.accuracy.reading_error import (
    SPREADS,
    Counted,
    ReadingModel,
    SkillClass,
    class_of,
    count_of_any,
    counts_of,
    spread_of,
)
from analysis.accuracy.role_error import role_precision
from data.catalogue.audit import AuditedPosting
from data.records import Skill

TOOLS = [Skill(id=f"t{number}", name=f"T{number}", kind="tool") for number in range(30)]


def posting(number=0, *, right=(), wrong=(), missed=(), role="", role_read=""):
    return AuditedPosting(
        id=f"a:{number}", set="held", half="held", half_year="2025H1", source="a", employer=f"{number}",
        role=role, role_read=role_read, kinds=("tech", "practice"), right=tuple(right), wrong=tuple(wrong),
        missed=tuple(missed),
    )  # laid out as a table  # fmt: skip


def test_outcomes_are_counted_by_skill():
    found = counts_of([posting(right=["a", "b"], wrong=["c"]), posting(right=["a"], missed=["b"])])

    assert found == {"a": Counted(2, 0, 0), "b": Counted(1, 0, 1), "c": Counted(0, 1, 0)}


def test_the_ratio_of_a_skill_and_its_variance_are_those_of_the_formula():
    one = Counted(right=40, wrong=4, missed=2)

    assert one.ratio == pytest.approx(log(42.5 / 44.5))
    assert one.variance == pytest.approx(7 / (42.5 * 44.5))


def by_loops(ratios, variances, spread):
    """Return the logarithm of the posterior density of a spread, up to a constant."""
    weights = [1 / (one + spread**2) for one in variances]
    mean = sum(w * one for w, one in zip(weights, ratios, strict=True)) / sum(weights)
    found = -0.5 * log(sum(weights)) - 0.5 * ((log(spread) - log(0.1)) / 0.7) ** 2
    for weight, one in zip(weights, ratios, strict=True):
        found += 0.5 * log(weight) - 0.5 * weight * (one - mean) ** 2
    return found


@pytest.mark.parametrize("true", [0.05, 0.1, 0.3])
def test_the_spread_is_the_mode_of_its_posterior_and_near_the_true_one(true):
    rng = np.random.default_rng(3)
    variances = rng.uniform(0.0005, 0.01, 80)
    ratios = rng.normal(0.05, np.sqrt(true**2 + variances))

    found = spread_of(ratios, variances)

    best = max(SPREADS.tolist(), key=lambda spread: by_loops(ratios, variances, spread))
    assert found == best
    assert found == pytest.approx(true, rel=0.5)


def test_a_skill_is_drawn_to_its_class_by_as_much_as_its_own_labels_are_uncertain():
    known = SkillClass(mean=-0.1, spread=0.1, of_mean=0.001, misread=0.2, skills=9)
    few, many = Counted(right=2, missed=2), Counted(right=400, missed=400)

    errors = [known.drawn_to(one) for one in (None, few, many)]

    assert (errors[0].mean, errors[0].variance) == (-0.1, pytest.approx(0.011))
    part = 0.01 / (0.01 + few.variance)
    assert errors[1].mean == pytest.approx(-0.1 + part * (few.ratio + 0.1))
    assert errors[1].variance == pytest.approx(part * few.variance + (1 - part) ** 2 * 0.001)
    assert errors[2].factor == pytest.approx(2, rel=0.1)
    assert [one.labelled for one in errors] == [0, 4, 800]


def test_a_skill_that_nobody_labelled_is_read_as_its_class_is():
    ads = [posting(right=[f"t{n % 20}"]) for n in range(400)]
    ads += [posting(wrong=[f"t{n % 20}"]) for n in range(100)]
    model = ReadingModel.of(ads, TOOLS)

    error = model.error_of(TOOLS[29])

    assert error.mean == model.classes["tool, ambiguity none"].mean
    assert exp(error.mean) == pytest.approx(0.8, abs=0.03)
    assert error.variance > model.error_of(TOOLS[3]).variance
    assert model.error_of(Skill(id="p", name="P", kind="practice")).variance > 0.02


def test_skills_are_classed_by_what_makes_them_hard_to_read():
    assert class_of(Skill(id="a", name="A", kind="tool", ambiguity="weak")) == "tool, ambiguity weak"
    assert class_of(Skill(id="a", name="A", kind="practice")) == "practice"
    assert class_of(Skill(id="a", name="A", kind="practice", generic=("pipelines",))) == (
        "practice with generic spellings"
    )


def test_a_posting_that_misses_one_of_several_skills_is_right_about_any_of_them():
    ads = [posting(n, right=["t0"], missed=["t1"] if n % 3 else ()) for n in range(60)]
    model = ReadingModel.of(ads, TOOLS)

    both = model.error_of_any(TOOLS[:2])

    assert count_of_any(ads, {"t0", "t1"}) == Counted(right=60)
    assert count_of_any(ads, {"t1"}) == Counted(missed=40)
    assert both == model.classes[class_of(TOOLS[0])].drawn_to(Counted(right=60))
    assert both.variance < model.error_of(TOOLS[1]).variance
    assert model.error_of_any(TOOLS[:1]) == model.error_of(TOOLS[0])


def test_skills_that_nobody_labelled_have_their_class_together_too():
    model = ReadingModel.of([posting(n, right=["t0"]) for n in range(60)], TOOLS)

    assert model.error_of_any(TOOLS[3:5]) == model.error_of(TOOLS[3])


def test_the_precision_of_a_role_counts_what_is_read_as_it_and_labelled():
    read = [("ml_engineer", "ml_engineer")] * 8 + [("other", "ml_engineer")] * 2 + [("ml_engineer", "other")]
    ads = [posting(n, role=role, role_read=other) for n, (role, other) in enumerate(read)]
    ads.append(posting(99, role="", role_read="ml_engineer"))

    found = role_precision(ads, ["ml_engineer"])

    assert (found.read, found.value) == (10, pytest.approx(8.5 / 11))
    assert found.variance == pytest.approx(8.5 / 11 * 2.5 / 11 / 12)
    wrong = 2.5 / 11
    assert found.variance_of_share(0.5, 0.3) == pytest.approx(
        (0.2 / (1 - wrong)) ** 2 * (found.variance + wrong**2 / 3)
    )
