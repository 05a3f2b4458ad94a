"""Plans, gains, clouds and projects beside the same figures in plain Python."""

import numpy as np
import pytest

from analysis.market.slices import Slice
from analysis.study.projects import score_projects
from analysis.study.study_plan import cloud_first, gain, plan
from data.catalogue.guides import Project
from tests.analysis.by_hand import EXACT, SEEDS, fits, made, mean, names, percentile, units
from tests.analysis.small import SKILLS

KIND = {skill.id: skill.kind for skill in SKILLS}
PROVES = {"pandas": "python", "pytorch": "python", "tensorflow": "python", "jenkins": "ci-cd"}

in_every_market = pytest.mark.parametrize("seed", SEEDS)


def is_tool(skill):
    return KIND[skill] != "practice" and skill != "mlops"


def is_countable(skill):
    return skill not in ("mlops", "machine-learning")


def with_proofs(*skills):
    return {*skills, *(PROVES[skill] for skill in skills if skill in PROVES)}


def resampled(fit, seed=1, times=500):
    """Return the mean of each resample of employers, drawn as the figures draw them."""
    owners = sorted(fit)
    drawn = np.random.default_rng(seed).integers(0, len(owners), (times, len(owners)))
    return [mean(fit[owners[place]] for place in one) for one in drawn.tolist()]


def ends_of(means):
    return percentile(means, 0.025), percentile(means, 0.975)


@in_every_market
@pytest.mark.parametrize("have", [[], ["sql"], ["pandas", "docker"]], ids=",".join)
def test_fit_of_a_plan_and_its_interval(seed, have):
    part = Slice(roles=("ml_engineer", "data_scientist"))
    fit = fits(units(made(seed)[0], part), with_proofs(*have), is_tool)

    found = plan(made(seed)[1], part, have)

    assert found.n == sum(map(len, fit.values()))
    assert found.fit == pytest.approx(mean(fit.values()), **EXACT)
    assert (found.low, found.high) == pytest.approx(ends_of(resampled(fit)), **EXACT)
    assert found.unlocked == pytest.approx(mean([[one == 1 for one in own] for own in fit.values()]))


@in_every_market
@pytest.mark.parametrize("practices", [False, True], ids=["tools", "practices"])
@pytest.mark.parametrize("skill", ["docker", "pandas", "tensorflow", "jenkins"])
def test_gain_of_a_skill_and_its_interval(seed, skill, practices):
    part, have = Slice(sources=("greenhouse", "lever")), ["sql", "pytorch"]
    here, wanted = units(made(seed)[0], part), is_countable if practices else is_tool
    before, after = (fits(here, with_proofs(*held), wanted) for held in (have, [*have, skill]))

    found = gain(made(seed)[1], part, have, skill, practices=practices)

    more = {owner: [b - a for a, b in zip(before[owner], after[owner], strict=True)] for owner in before}
    assert found.gain == pytest.approx(mean(more.values()), **EXACT)
    assert (found.low, found.high) == pytest.approx(ends_of(resampled(more)), **EXACT)
    assert (found.n, found.employers) == (sum(map(len, more.values())), len(more))


@in_every_market
def test_steps_of_a_plan_add_up(seed):
    found = plan(made(seed)[1], Slice(), ["sql"], steps=5)

    held = {"sql"}
    for step in found.steps:
        held |= with_proofs(step.gain.skill)
        fit = fits(units(made(seed)[0], Slice()), held, is_tool)
        assert step.fit == pytest.approx(mean(fit.values()), **EXACT)
        assert step.unlocked == pytest.approx(mean([[one == 1 for one in own] for own in fit.values()]))
    assert len(found.steps) == 5


@in_every_market
def test_cloud_first_its_gains_places_and_services(seed):
    here = units(made(seed)[0], Slice())
    more = {}
    before = fits(here, ["sql"], is_tool)
    for cloud in ("aws", "azure", "gcp"):
        after = fits(here, ["sql", cloud], is_tool)
        more[cloud] = {
            owner: [b - a for a, b in zip(before[owner], after[owner], strict=True)] for owner in before
        }
    drawn = {cloud: resampled(one) for cloud, one in more.items()}

    found = cloud_first(made(seed)[1], Slice(), ["sql"])

    by_gain = sorted(more, key=lambda cloud: -mean(more[cloud].values()))
    assert [one.gain.skill for one in found.clouds] == by_gain
    for one in found.clouds:
        cloud = one.gain.skill
        assert one.gain.gain == pytest.approx(mean(more[cloud].values()), **EXACT)
        assert (one.gain.low, one.gain.high) == pytest.approx(ends_of(drawn[cloud]), **EXACT)
        times = sum(drawn[cloud][k] == max(one[k] for one in drawn.values()) for k in range(500))
        assert one.first == pytest.approx(times / 500)
        assert one.asking == sum(names(unit.ad, cloud) for unit in here)
    asking = [unit.ad for unit in here if names(unit.ad, "aws")]
    if by_gain[0] == "aws":
        services = {one: sum(names(ad, one) for ad in asking) / len(asking) for one in ("s3", "sagemaker")}
        shown = {name.casefold(): part for name, part in found.clouds[0].services}
        assert shown == pytest.approx(services)
    assert (found.verdict == by_gain[0]) == (found.clouds[0].first >= 0.95)


@in_every_market
def test_project_what_it_demonstrates_and_adds_with_their_intervals(seed):
    part = Slice(roles=("ml_engineer", "data_scientist"))
    here = units(made(seed)[0], part)
    project = Project("one", "One", "s", ("docker", "pandas", "jenkins", "mlops"), 2.0, ("x",))
    shown = with_proofs("docker", "pandas", "jenkins")

    (found,) = score_projects(made(seed)[1], part, [project], ["sql", "docker"])

    alone = fits(here, shown, is_countable)
    before, after = (fits(here, held, is_countable) for held in ({"sql", "docker"}, {"sql", *shown}))
    more = {owner: [b - a for a, b in zip(before[owner], after[owner], strict=True)] for owner in before}
    expected = (mean(alone.values()), *ends_of(resampled(alone)))
    assert (found.demonstrates, found.low, found.high) == pytest.approx(expected, **EXACT)
    expected = (mean(more.values()), *ends_of(resampled(more)))
    assert (found.adds, found.adds_low, found.adds_high) == pytest.approx(expected, **EXACT)
    assert found.new == ("CI/CD", "Jenkins", "pandas", "Python")
    assert (found.n, found.employers) == (sum(map(len, alone.values())), len(alone))
