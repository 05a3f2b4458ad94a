"""Each kind of figure beside the same figure in plain Python, on markets with every complication at once."""

from collections import Counter
from datetime import date
from functools import cache, partial

import numpy as np
import pytest

from analysis.figures.breakdown import breakdown
from analysis.figures.changes import changes
from analysis.figures.differences import compare
from analysis.figures.employer_shares import employer_equal, influence, influences
from analysis.figures.pairs import instead_of, pair, pairs
from analysis.figures.pay_percentiles import PERCENTILES, pay
from analysis.figures.shares import share, share_of_any, shares
from analysis.figures.skill_families import CUT, RESAMPLES, families
from analysis.figures.trends import trends
from analysis.market.basis import basis
from analysis.market.periods import Period
from analysis.market.slices import Slice
from analysis.study.projects import score_projects
from analysis.study.study_plan import cloud_first, gain, plan
from data.catalogue.guides import Project
from tests.analysis.by_hand import (
    STRENGTH,
    by_owner,
    differ,
    fits,
    is_in,
    kish,
    level_of,
    lift_of,
    market,
    mean,
    names,
    one_voice_each,
    own_change,
    percentile,
    quantile,
    share_of,
    units,
    wilson,
)
from tests.analysis.small import SKILLS, Ad, corpus_of, parsed

SEEDS = (1, 2, 3)
PARTS = (
    Slice(),
    Slice(roles=("ml_engineer",)),
    Slice(roles=("ml_engineer", "data_scientist"), level="any"),
    Slice(level="required", denominator="postings"),
    Slice(denominator="employers"),
    Slice(sources=("greenhouse", "lever"), countries=("DE", "FR"), level="asked"),
    Slice(since=date(2024, 4, 1), until=date(2025, 10, 1), employers_out=("Employer 0",)),
    Slice(clouds=("aws", "none"), seniorities=("senior", "junior"), denominator="postings"),
    Slice(level="preferred", workplaces=("remote", "hybrid")),
)
BEFORE, AFTER = Period.parse("2024"), Period.parse("2025")
KIND = {skill.id: skill.kind for skill in SKILLS}
PROVES = {"pandas": "python", "pytorch": "python", "tensorflow": "python", "jenkins": "ci-cd"}
EXACT = {"rel": 1e-9, "abs": 1e-12}

in_every_part = pytest.mark.parametrize("part", PARTS, ids=lambda part: part.to_query() or "all")
in_every_market = pytest.mark.parametrize("seed", SEEDS)


@cache
def made(seed):
    ads = market(seed)
    return ads, corpus_of(ads)


def counted(seed, part):
    """Return the units of a slice, one for each employer where employers are counted."""
    found = units(made(seed)[0], part)
    return one_voice_each(found) if part.denominator == "employers" else found


def naming(skill, level="asked"):
    return partial(names, skill=skill, level=level)


@in_every_market
@in_every_part
def test_share_and_its_interval(seed, part):
    corpus, here = made(seed)[1], counted(seed, part)
    rows = units(made(seed)[0], part)

    for skill in ("python", "sql", "pytorch", "s3"):
        found = share(corpus, part, skill, interval="chance")

        named = naming(skill, part.level)
        assert (found.n, found.employers) == (len(here), len({unit.owner for unit in here}))
        assert found.kish == found.effective_employers == pytest.approx(kish(here))
        by_month = Counter(f"{unit.ad.day:%Y-%m}" for unit in rows)
        assert found.by_month == tuple(sorted(by_month.items()))
        weight = len(rows) ** 2 / sum(n**2 for n in by_month.values())
        assert (found.months, found.effective_months) == (len(by_month), pytest.approx(weight))
        assert found.named == sum(named(unit.ad) for unit in here)
        assert found.employers_naming == len({unit.owner for unit in here if named(unit.ad)})
        assert (found.share, found.low, found.high) == pytest.approx(share_of(here, named), **EXACT)
        levels = Counter(level_of(unit.ad, skill) for unit in rows)
        assert found.levels == tuple(levels[level] for level in STRENGTH)
        saying = [unit.ad for unit in rows if named(unit.ad)]
        alone = sum(
            any(name == skill and group < 0 for name, _, group, _ in map(parsed, ad.asks)) for ad in saying
        )
        assert (found.alone, found.as_alternative) == (alone, len(saying) - alone)


@in_every_market
@in_every_part
def test_basis_counts_units_employers_and_those_who_name_nothing(seed, part):
    here = counted(seed, part)

    found = basis(made(seed)[1], part)

    silent = [unit for unit in here if not any(names(unit.ad, skill, part.level) for skill in KIND)]
    assert (found.n, found.employers, found.silent) == (
        len(here), len({unit.owner for unit in here}), len(silent),
    )  # laid out as a table  # fmt: skip


@in_every_market
def test_share_of_any_of_some_skills(seed):
    part = Slice(roles=("ml_engineer", "data_scientist"))
    here = counted(seed, part)
    skills = ("pytorch", "tensorflow", "s3")

    found = share_of_any(made(seed)[1], part, skills, interval="chance")

    either = [sum(names(unit.ad, skill) for skill in skills) > 0 for unit in here]
    expected = share_of(here, lambda ad: any(names(ad, skill) for skill in skills))
    assert found.named == sum(either)
    assert (found.share, found.low, found.high) == pytest.approx(expected, **EXACT)


@in_every_market
def test_ranks_are_those_of_surely_different_shares(seed):
    here = counted(seed, Slice())
    owners, n = by_owner(here), len(here)

    rows = shares(made(seed)[1], Slice(), top=99).rows

    skills = [row.skill for row in rows]
    own = {skill: [sum(names(ad, skill) for ad in ads) for ads in owners.values()] for skill in skills}
    sizes = [len(ads) for ads in owners.values()]

    def surely_above(a, b):
        more = [x - y for x, y in zip(own[a], own[b], strict=True)]
        whole = sum(more) / n
        left = [(sum(more) - one) / (n - size) for one, size in zip(more, sizes, strict=True)]
        error = ((len(sizes) - 1) / len(sizes) * sum((one - whole) ** 2 for one in left)) ** 0.5
        return whole > quantile(kish(here)) * error

    assert len(skills) == 15
    for row in rows:
        first = 1 + sum(surely_above(other, row.skill) for other in skills)
        last = len(skills) - sum(surely_above(row.skill, other) for other in skills)
        assert row.rank == (f"{first}-{last}" if first != last else str(first))


@in_every_market
@in_every_part
def test_employer_equal_share_and_its_interval(seed, part):
    owners = by_owner(counted(seed, part))

    for skill in ("python", "docker"):
        found = employer_equal(made(seed)[1], part, skill)

        own = [sum(names(ad, skill, part.level) for ad in ads) / len(ads) for ads in owners.values()]
        whole, count = sum(own) / len(own), len(own)
        left = [(sum(own) - one) / (count - 1) for one in own]
        variance = (count - 1) / count * sum((one - whole) ** 2 for one in left)
        size = min(count, whole * (1 - whole) / variance)
        expected = (whole, *wilson(whole, size, quantile(count)))
        assert (found.share, found.low, found.high) == pytest.approx(expected, **EXACT)


@in_every_market
@in_every_part
def test_share_without_an_employer(seed, part):
    here = counted(seed, part)
    owners = by_owner(here)

    def without(out):
        kept = [names(unit.ad, "python", part.level) for unit in here if unit.owner != out]
        return sum(kept) / len(kept)

    found = influences(made(seed)[1], part, "python", top=100)

    assert len(found) == len(owners)
    moved = [abs(one.without - one.share) for one in found]
    assert moved == sorted(moved, reverse=True)
    for one in found:
        own = owners[one.employer]
        assert (one.n, one.named) == (len(own), sum(names(ad, "python", part.level) for ad in own))
        assert one.without == pytest.approx(without(one.employer), **EXACT)
    assert influence(made(seed)[1], part, "python", found[3].employer) == found[3]
    assert influence(made(seed)[1], part, "python", "Nobody") is None


CHANGED = tuple(part for part in PARTS if not part.since and part.level != "preferred")


@in_every_market
@pytest.mark.parametrize("part", CHANGED, ids=lambda part: part.to_query() or "all")
def test_change_its_interval_and_its_parts(seed, part):
    ends = [counted(seed, part.narrowed(since=one.since, until=one.until)) for one in (BEFORE, AFTER)]
    skills = ["python", "sql", "docker"]

    for found in changes(made(seed)[1], part, BEFORE, AFTER, skills).rows:
        named = naming(found.skill, part.level)
        difference, low, high, p_value = differ(*ends, named)
        assert (found.n_before, found.n_after) == tuple(map(len, ends))
        assert (found.named_before, found.named_after) == tuple(
            sum(named(unit.ad) for unit in side) for side in ends
        )
        assert (found.difference, found.low, found.high) == pytest.approx((difference, low, high), **EXACT)
        assert found.p_value == pytest.approx(p_value, rel=1e-7)
        own = own_change(*ends, named)
        assert (found.within, found.within_low, found.within_high) == pytest.approx(own[:3], **EXACT)
        same = (found.same_employers, found.same_employers_low, found.same_employers_high)
        assert same == pytest.approx(own[3:], **EXACT)
        assert found.mix == pytest.approx(difference - own[0], **EXACT)
        sides = [by_owner(side) for side in ends]
        common = {*sides[0]} & {*sides[1]}
        assert found.common_employers == len(common)
        weight = sum(
            len(side[one]) / len(end) / 2 for side, end in zip(sides, ends, strict=True) for one in common
        )
        assert found.common_part == pytest.approx(weight)


@in_every_market
@pytest.mark.parametrize(
    "against",
    [Slice(roles=("data_scientist",)), Slice(), Slice(countries=("DE",))],
    ids=["apart", "nested", "overlapping"],
)
def test_difference_of_two_slices_and_its_interval(seed, against):
    part = Slice(roles=("ml_engineer",))
    ours, theirs = counted(seed, part), counted(seed, against)

    for found in compare(made(seed)[1], part, against, ["python", "sql", "docker"]).rows:
        named = naming(found.skill)
        expected = differ(theirs, ours, named)
        assert (found.difference, found.low, found.high) == pytest.approx(expected[:3], **EXACT)
        assert found.p_value == pytest.approx(expected[3], rel=1e-7)
        assert found.share == pytest.approx(sum(named(unit.ad) for unit in ours) / len(ours))
        assert found.share_against == pytest.approx(sum(named(unit.ad) for unit in theirs) / len(theirs))
        both = [id(unit.ad) for unit in ours if id(unit.ad) in {id(one.ad) for one in theirs}]
        assert found.common == len(both)
        together = {id(unit.ad): unit.ad for unit in (*ours, *theirs)}
        assert found.named_together == sum(map(named, together.values()))


@in_every_market
@pytest.mark.parametrize("part", PARTS[:4], ids=lambda part: part.to_query() or "all")
def test_pair_its_lift_and_interval(seed, part):
    here = counted(seed, part)

    for a, b in (("python", "sql"), ("docker", "kubernetes"), ("pytorch", "tensorflow")):
        found = pair(made(seed)[1], part, a, b)

        one, other = naming(a, part.level), naming(b, part.level)
        both = [unit for unit in here if one(unit.ad) and other(unit.ad)]
        if len(both) < 10 or len({unit.owner for unit in both}) < 5:
            assert found is None
            continue
        assert (found.lift, found.low, found.high) == pytest.approx(lift_of(here, one, other), **EXACT)
        assert (found.together, found.employers_together) == (len(both), len({unit.owner for unit in both}))
        assert (found.named_a, found.named_b) == (
            sum(one(unit.ad) for unit in here), sum(other(unit.ad) for unit in here),
        )  # laid out as a table  # fmt: skip
        written = sum(in_one_group(unit.ad, a, b, part.level) for unit in here)
        assert found.as_alternatives == pytest.approx(written / len(both))


def in_one_group(ad, a, b, level):
    """Tell whether a posting writes two skills in one any-of group, at the level that counts."""
    counts = {"asked": STRENGTH[:3], "any": STRENGTH}.get(level, (level,))
    groups = [
        {g for name, at, g, _ in map(parsed, ad.asks) if name == one and g >= 0 and at in counts}
        for one in (a, b)
    ]
    return bool(groups[0] & groups[1])


@in_every_market
def test_all_pairs_of_a_skill_are_those_that_each_is_alone(seed):
    found = pairs(made(seed)[1], Slice(), skill="python", top=50).rows

    assert len(found) >= 5
    assert [one.low for one in found] == sorted((one.low for one in found), reverse=True)
    for one in found:
        assert pair(made(seed)[1], Slice(), one.a, one.b) == one


@in_every_market
def test_what_would_do_instead_and_its_interval(seed):
    part = Slice(roles=("ml_engineer", "data_scientist"))
    naming_it = [unit for unit in counted(seed, part) if names(unit.ad, "pytorch")]

    (found,) = instead_of(made(seed)[1], part, "pytorch")

    expected = share_of(naming_it, lambda ad: in_one_group(ad, "pytorch", "tensorflow", "asked"))
    assert (found.skill, found.n) == ("tensorflow", len(naming_it))
    assert (found.share, found.low, found.high) == pytest.approx(expected, **EXACT)


@in_every_market
@pytest.mark.parametrize("skill", [None, "python"])
def test_pay_its_percentiles_and_their_intervals(seed, skill):
    part = Slice(roles=("ml_engineer", "data_scientist"))
    here = [unit for unit in counted(seed, part) if skill is None or names(unit.ad, skill)]

    found = pay(made(seed)[1], part, skill)

    stated = Counter(unit.ad.pay[2] for unit in here if unit.ad.pay)
    assert {one.currency: (one.stated, one.n) for one in found} == {
        currency: (count, len(here)) for currency, count in stated.items()
    }
    for one in (one for one in found if one.why is None):
        mine = [unit for unit in here if unit.ad.pay and unit.ad.pay[2] == one.currency]
        middle = {id(unit.ad): (unit.ad.pay[0] + unit.ad.pay[1]) / 2 for unit in mine}
        values = list(middle.values())
        for percent in PERCENTILES:
            point = percentile(values, percent / 100)
            below = partial(_is_below, middle, point)
            size = size_of(mine, below, share_of(mine, below)[0])
            ends = wilson(percent / 100, size, quantile(kish(mine)))
            expected = (point, *(percentile(values, end) for end in ends))
            shown = tuple(getattr(one, f"p{percent}{end}") for end in ("", "_low", "_high"))
            assert shown == pytest.approx(expected, rel=1e-9)
        assert (one.first_year, one.last_year) == (2024, 2025)


def _is_below(middle, point, ad):
    return middle[id(ad)] <= point


def size_of(here, named, whole):
    """Return the size of a simple sample that would be as exact."""
    owners = sorted({unit.owner for unit in here})
    left = []
    for owner in owners:
        kept = [named(unit.ad) for unit in here if unit.owner != owner]
        left.append(sum(kept) / len(kept))
    variance = (len(owners) - 1) / len(owners) * sum((one - whole) ** 2 for one in left)
    return min(len(here), whole * (1 - whole) / variance)


@in_every_market
@pytest.mark.parametrize(
    ("part", "step", "least"),
    [
        (Slice(), "quarter", 6),
        (Slice(roles=("ml_engineer",)), "half", 4),
        (Slice(level="required"), "quarter", 6),
        (Slice(denominator="employers"), "half", 3),
    ],
    ids=["quarters", "halves of one role", "required", "employers"],
)
def test_trend_point_is_the_share_of_its_period(seed, part, step, least):
    found = trends(made(seed)[1], part, ["python"], step=step, interval="chance")

    named = naming("python", part.level)
    assert sum(point.share is not None for point in found.lines[0].points) >= least
    for point in found.lines[0].points:
        here = counted(seed, part.narrowed(since=point.period.since, until=point.period.until))
        assert (point.n, point.named) == (len(here), sum(named(unit.ad) for unit in here))
        assert point.employers == len({unit.owner for unit in here})
        if point.share is not None:
            expected = share_of(here, named)
            assert (point.share, point.low, point.high) == pytest.approx(expected, **EXACT)
    ads = [ad for ad in made(seed)[0] if ad.source == "lever"]
    for one in (one for one in found.coverage if one.source == "lever"):
        assert one.postings == sum(one.period.since <= ad.day < one.period.until for ad in ads)


@in_every_market
@pytest.mark.parametrize("by", ["role", "country", "source", "workplace", "seniority", "cloud"])
def test_each_part_of_a_breakdown_is_the_share_of_its_slice(seed, by):
    field = {"role": "roles", "country": "countries", "source": "sources", "workplace": "workplaces",
             "seniority": "seniorities", "cloud": "clouds"}[by]  # fmt: skip  # a table

    found = breakdown(made(seed)[1], Slice(level="required"), "python", by)

    values = {getattr(ad, by) for ad in made(seed)[0]} if by != "cloud" else {"aws", "azure", "gcp", "none"}
    assert {one.value for one in found} == {
        value for value in values if any(is_in(ad, Slice(**{field: (value,)})) for ad in made(seed)[0])
    }
    for one in found:
        here = counted(seed, Slice(level="required", **{field: (one.value,)}))
        assert (one.share.n, one.share.named) == (
            len(here), sum(names(unit.ad, "python", "required") for unit in here),
        )  # laid out as a table  # fmt: skip


# --- requirements: fit, gains, clouds, projects ---------------------------------------------------------


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


# --- families -------------------------------------------------------------------------------------------


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
