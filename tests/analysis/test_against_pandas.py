"""The same figures by other means: pandas for the counts, an employer bootstrap for the intervals."""

import numpy as np
import pandas as pd
import pytest

from analysis.changes import changes
from analysis.corpus import Corpus
from analysis.generate import SYNTHETIC_SKILLS, generate_tables
from analysis.pairs import pairs
from analysis.periods import Period
from analysis.shares import shares
from analysis.slices import Slice
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

    found = shares(market, Slice(roles=(role,) if role else ()), top=35)

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
    found = shares(corpus, part, top=count)
    selection = corpus.select(part)
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
    from data.skills import load_skills  # noqa: PLC0415
    from data.snapshot import unpack_snapshot  # noqa: PLC0415
    from data.tables import load_tables  # noqa: PLC0415

    corpus = Corpus.from_tables(load_tables(unpack_snapshot()), load_skills())

    for role in ("data_scientist", "ml_engineer", "data_analyst"):
        ratio = compared(corpus, Slice(roles=(role,)))
        print(role, ratio.round(3))
        assert np.all(np.abs(ratio - 1) < 0.10), (role, ratio)
