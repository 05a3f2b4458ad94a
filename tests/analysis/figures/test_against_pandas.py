"""The same figures by other means: pandas for the counts, an employer bootstrap for the intervals."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import false_discovery_control, t

from analysis.figures.changes import changes
from analysis.figures.pairs import pairs
from analysis.figures.shares import shares
from analysis.market.corpus import Corpus
from analysis.market.periods import Period
from analysis.market.selection import select
from analysis.market.slices import Slice
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from data.paths import SNAPSHOT_PACKED
from data.records import ROLES

BEFORE, AFTER = Period.parse("2025H1"), Period.parse("2026H1")
EXACT = 1e-12


@pytest.fixture(scope="module")
def tables():
    return generate_tables(12_000, 7)


@pytest.fixture(scope="module")
def market(tables):
    return Corpus.from_tables(tables, SYNTHETIC_SKILLS)


def vacancies(tables, role=None, period=None):
    """Return the first posting of each vacancy of a slice."""
    frame = pd.DataFrame(
        {
            "id": tables.posting_id,
            "vacancy": tables.vacancy,
            "employer": tables.employer,
            "role": tables.role,
            "day": pd.to_datetime(tables.posted_day, unit="D"),
        }
    )
    frame = frame[(tables.flags & 1) == 0]
    if role:
        frame = frame[frame.role == ROLES.index(role)]
    if period:
        frame = frame[(frame.day >= pd.Timestamp(period.since)) & (frame.day < pd.Timestamp(period.until))]
    return frame.sort_values(["day", "id"]).drop_duplicates("vacancy")


def named(tables, frame):
    """Return vacancies x skills: is the skill asked."""
    asked = tables.mention_level < 3
    mentions = pd.DataFrame(
        {
            "id": tables.posting_id[tables.mention_posting[asked]],
            "skill": np.array(tables.skills)[tables.mention_skill[asked]],
        }
    )
    mentions = mentions[mentions.id.isin(frame.id)].drop_duplicates()
    wide = pd.crosstab(mentions.id, mentions.skill)
    return wide.reindex(frame.id, fill_value=0)


@pytest.mark.parametrize("role", [None, "ml_engineer"])
def test_shares_equal_pandas(tables, market, role):
    frame = vacancies(tables, role)
    expected = named(tables, frame).mean()

    found = shares(market, Slice(roles=(role,) if role else ()), top=35, interval="chance")

    assert found.basis.n == len(frame)
    assert found.basis.employers == frame.employer.nunique()
    for row in found.rows:
        assert row.share == pytest.approx(expected[row.skill], abs=EXACT)
        assert row.named == round(expected[row.skill] * len(frame))


def test_changes_and_their_parts_equal_pandas(tables, market):
    frames = [vacancies(tables, period=period) for period in (BEFORE, AFTER)]
    wide = [named(tables, frame) for frame in frames]
    by_employer = [
        one.set_axis(frame.employer.to_numpy()).groupby(level=0).agg(["sum", "count"]).astype(float)
        for one, frame in zip(wide, frames, strict=True)
    ]
    common = by_employer[0].index.intersection(by_employer[1].index)

    for row in changes(market, Slice(), BEFORE, AFTER, top=35).rows:
        before, after = wide[0][row.skill].mean(), wide[1][row.skill].mean()
        ends = [one.loc[common, row.skill] for one in by_employer]
        weight = sum(end["count"] / len(frame) for end, frame in zip(ends, frames, strict=True)) / 2
        within = (weight * (ends[1]["sum"] / ends[1]["count"] - ends[0]["sum"] / ends[0]["count"])).sum()
        assert row.difference == pytest.approx(after - before, abs=EXACT)
        assert row.within == pytest.approx(within, abs=EXACT)
        assert row.within + row.mix == pytest.approx(row.difference, abs=EXACT)


def counted(tables, role=None):
    """Return (Y, N) by employer of both periods as frames over one index of employers."""
    found = []
    for period in (BEFORE, AFTER):
        frame = vacancies(tables, role, period)
        wide = named(tables, frame).set_axis(frame.employer.to_numpy())
        found.append((wide.groupby(level=0).sum(), frame.groupby("employer").size()))
    index = found[0][1].index.union(found[1][1].index)
    return [
        (names.reindex(index, fill_value=0).astype(float), sizes.reindex(index, fill_value=0).astype(float))
        for names, sizes in found
    ]


@pytest.mark.parametrize("role", [None, "ml_engineer"])
def test_the_family_of_tests_equals_pandas(tables, market, role):
    (was, before), (now, after) = counted(tables, role)
    skills = was.columns.union(now.columns)
    was, now = (side.reindex(columns=skills, fill_value=0.0) for side in (was, now))
    moved = now.sum() / after.sum() - was.sum() / before.sum()
    left = [
        (side.sum() - side).div(sizes.sum() - sizes, axis=0) for side, sizes in ((was, before), (now, after))
    ]
    variance = ((left[1] - left[0] - moved) ** 2).sum() * (len(before) - 1) / len(before)
    kish = min(sizes.sum() ** 2 / (sizes**2).sum() for sizes in (before, after))
    members = skills[(was.sum() + now.sum()) >= 30]
    p_values = 2 * t.sf((moved / variance**0.5).abs()[members], kish - 1)
    adjusted = pd.Series(false_discovery_control(p_values), members)
    more = (adjusted <= 0.05).sum() + 1

    part = Slice(roles=(role,) if role else ())
    rows = {row.skill: row for row in changes(market, part, BEFORE, AFTER, top=100).rows}

    assert {row.family_size for row in rows.values()} == {len(members)}
    assert {skill for skill, row in rows.items() if row.adjusted is not None} == set(members)
    for skill in members:
        row = rows[skill]
        assert row.adjusted == pytest.approx(adjusted[skill], rel=1e-9)
        verdict = "up" if moved[skill] > 0 else "down"
        assert row.judgement.verdict == (verdict if adjusted[skill] <= 0.05 else "cannot tell")
        reach = t.ppf(1 - 0.025 * more / len(members), kish - 1) + t.ppf(0.8, kish - 1)
        assert row.detectable == pytest.approx(reach * variance[skill] ** 0.5, rel=1e-9)


def test_what_the_same_employers_did_equals_pandas(tables, market):
    (was, before), (now, after) = counted(tables, "ml_engineer")
    both = (before > 0) & (after > 0)

    def own(skill, kept):
        weight = before[kept] / before[kept].sum() + after[kept] / after[kept].sum()
        change = now[skill][kept] / after[kept] - was[skill][kept] / before[kept]
        here = both[kept]
        return (weight * change)[here].sum() / weight[here].sum()

    ends = before[both] / before.sum() + after[both] / after.sum()
    quantile = t.ppf(0.975, ends.sum() ** 2 / (ends**2).sum() - 1)
    for row in changes(market, Slice(roles=("ml_engineer",)), BEFORE, AFTER, ["pytorch", "rag"]).rows:
        whole = own(row.skill, before.index)
        left = np.array([own(row.skill, before.index.drop(out)) for out in before.index])
        error = ((len(left) - 1) / len(left) * ((left - whole) ** 2).sum()) ** 0.5
        assert row.same_employers == pytest.approx(whole, rel=1e-9)
        assert row.same_employers_high - whole == pytest.approx(quantile * error, rel=1e-9)
        assert whole - row.same_employers_low == pytest.approx(quantile * error, rel=1e-9)


def test_lifts_equal_pandas(tables, market):
    wide = named(tables, vacancies(tables)).astype(float)

    found = pairs(market, Slice(), skill="pytorch", top=30).rows

    assert len(found) > 20
    for one in found:
        expected = (wide[one.a] * wide[one.b]).mean() / (wide[one.a].mean() * wide[one.b].mean())
        assert one.lift == pytest.approx(expected, abs=EXACT)


def bootstrap(sizes, named_by, draws=2_000, seed=1):
    """Return the 95% width of each share over resamples of employers."""
    rng = np.random.default_rng(seed)
    here = np.flatnonzero(sizes)
    times = np.stack(
        [np.bincount(rng.integers(0, len(here), len(here)), minlength=len(here)) for _ in range(draws)]
    )
    drawn = (times @ named_by[:, here].T) / (times @ sizes[here])[:, None]
    return np.diff(np.quantile(drawn, (0.025, 0.975), axis=0), axis=0)[0]


def compared(corpus, part, count=12):
    """Return our widths over the bootstrap's, for the most named skills."""
    found = shares(corpus, part, top=count, interval="chance")
    selection = select(corpus, part)
    tally = selection.tally([corpus.code(row.skill) for row in found.rows])
    ours = np.array([row.high - row.low for row in found.rows])
    return ours / bootstrap(tally.sizes, tally.named)


@pytest.mark.slow
@pytest.mark.parametrize("part", [Slice(), Slice(roles=("ml_engineer",))], ids=["all", "one role"])
def test_intervals_are_near_an_employer_bootstrap(market, part):
    ratio = compared(market, part)

    assert np.all(np.abs(ratio - 1) < 0.10), ratio


@pytest.mark.slow
@pytest.mark.skipif(not SNAPSHOT_PACKED.exists(), reason="no shipped snapshot in this checkout")
def test_intervals_on_the_snapshot_are_near_an_employer_bootstrap():
    from data.catalogue.skills import load_skills  # noqa: PLC0415
    from data.store.facts.snapshot import unpack_snapshot  # noqa: PLC0415
    from data.store.facts.tables import load_tables  # noqa: PLC0415

    corpus = Corpus.from_tables(load_tables(unpack_snapshot()), load_skills())

    for role in ("data_scientist", "ml_engineer", "data_analyst"):
        ratio = compared(corpus, Slice(roles=(role,)))
        print(role, ratio.round(3))
        assert np.all(np.abs(ratio - 1) < 0.10), (role, ratio)
