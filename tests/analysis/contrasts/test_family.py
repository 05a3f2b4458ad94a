"""Which changes are tested together, and that each has one verdict wherever it is shown."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, t

from analysis.arithmetic.employer_tally import EmployerTally
from analysis.contrasts.sides import figures_of
from analysis.figures.changes import change, changes
from analysis.market.corpus import Corpus
from analysis.market.periods import Period
from analysis.market.slices import Slice
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from tests.analysis.small import AFTER, BEFORE, NOW, corpus_of, crowd, two_years
from tests.analysis.tallies import moves_of


def test_one_change_has_one_verdict_whatever_is_in_view():
    corpus = Corpus.from_tables(generate_tables(8_000, 5), SYNTHETIC_SKILLS)
    periods = Period.parse("2025H1"), Period.parse("2026H1")

    page = {row.skill: row for row in changes(corpus, Slice(), *periods, top=40).rows}

    for skill, row in page.items():
        assert change(corpus, Slice(), *periods, skill) == row
    views = [
        changes(corpus, Slice(), *periods, top=3),
        changes(corpus, Slice(), *periods, kinds=["language"]),
        changes(corpus, Slice(), *periods, ["aws", "rag"]),
    ]
    for view in views:
        assert list(view.rows) == [page[row.skill] for row in view.rows]


def test_the_family_holds_every_skill_that_thirty_vacancies_name():
    ads = [
        *two_years(20, 30),
        *(replace(ad, asks=["sql"]) for ad in two_years(0, 0, count=15, start=5_000)),  # 15 + 15
        *(replace(ad, asks=["aws"]) for ad in two_years(0, 0, count=14, start=6_000)),  # 14 + 14
        *crowd(1, ["azure"], day=NOW, start=7_000),
    ]

    rows = {row.skill: row for row in changes(corpus_of(ads), Slice(), BEFORE, AFTER).rows}

    assert {row.family_size for row in rows.values()} == {2}
    assert len({row.family for row in rows.values()}) == 1
    assert [skill for skill, row in sorted(rows.items()) if row.adjusted is not None] == ["python", "sql"]
    by_hand = false_discovery_control([rows[skill].p_value for skill in ("python", "sql")])
    assert [rows[skill].adjusted for skill in ("python", "sql")] == pytest.approx(by_hand.tolist())


def test_a_skill_that_too_few_name_is_not_tested_however_much_it_moved():
    ads = [*two_years(60, 60), *crowd(29, ["python", "aws"], day=NOW, start=8_000)]

    found = change(corpus_of(ads), Slice(), BEFORE, AFTER, "aws")

    assert found.p_value < 0.001
    assert (found.verdict, found.adjusted, found.detectable) == ("cannot tell", None, None)
    assert found.sentence.endswith(
        ": cannot tell; 29 in the two periods together name it, too few to be tested (at least 30)"
    )


def test_the_family_is_named_by_its_members_and_its_periods():
    ads = [*two_years(20, 30), *two_years(20, 30, start=3_000)]
    found = change(corpus_of(ads), Slice(), BEFORE, AFTER, "python")
    more = [*ads, *(replace(ad, asks=["sql"]) for ad in two_years(0, 0, start=9_000))]

    others = [
        change(corpus_of(more), Slice(), BEFORE, AFTER, "python"),
        change(corpus_of(ads), Slice(), BEFORE, Period.parse("2025H1"), "python"),
        change(corpus_of(ads), Slice(countries=("DE",)), BEFORE, AFTER, "python"),
    ]

    assert re.fullmatch("[0-9a-f]{12}", found.family)
    assert found.family not in {one.family for one in others}
    assert change(corpus_of(ads), Slice(), BEFORE, AFTER, "python").family == found.family


def test_no_row_denies_itself():
    corpus = Corpus.from_tables(generate_tables(8_000, 5), SYNTHETIC_SKILLS)

    rows = changes(corpus, Slice(), Period.parse("2025H1"), Period.parse("2026H1"), top=100).rows

    assert {row.verdict for row in rows} == {"up", "down", "cannot tell"}
    for row in rows:
        assert row.verdict != "cannot tell" or abs(row.difference) < row.detectable


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_difference_that_is_not_found_is_smaller_than_the_detectable_one(data):
    rng = np.random.default_rng(data.draw(st.integers(0, 10**6)))
    sizes = rng.integers(1, 5, (2, 60))
    pulls = rng.uniform(-0.3, 0.3, 25)
    tallies = [
        EmployerTally(one, rng.binomial(one, np.clip(0.4 + side * pulls[:, None], 0, 1)).astype(float))
        for side, one in enumerate(sizes)
    ]

    for row in figures_of(moves_of(*tallies)):
        assert row.verdict != "cannot tell" or abs(row.difference) < row.detectable


def test_skills_in_view_are_chosen_by_size_and_share_one_false_discovery_rate():
    corpus = Corpus.from_tables(generate_tables(8_000, 5), SYNTHETIC_SKILLS)

    found = changes(corpus, Slice(), Period.parse("2025H1"), Period.parse("2026H1"), top=20)
    alone = change(corpus, Slice(), Period.parse("2025H1"), Period.parse("2026H1"), found.rows[5].skill)

    assert len(found.rows) == 20
    assert [row.p_value for row in found.rows] == sorted(row.p_value for row in found.rows)
    assert found.rows[5].p_value == pytest.approx(alone.p_value)
    assert found.rows[5].adjusted >= alone.adjusted
    assert {row.skill: row.verdict for row in found.rows}["large-language-models"] == "up"


def test_a_share_that_goes_from_none_to_all_has_the_variance_that_wilson_leaves_open():
    old, new = np.arange(140) < 60, np.arange(140) >= 60
    before = EmployerTally(old.astype(np.int64), np.zeros((1, 140), dtype=np.int64))
    after = EmployerTally(new.astype(np.int64), new[None].astype(np.int64))

    found = moves_of(before, after)

    square = float(t.ppf(0.975, 59)) ** 2
    assert float(found.difference[0]) == 1
    assert float(found.variance[0]) == pytest.approx(
        ((square / (60 + square)) ** 2 + (square / (80 + square)) ** 2) / square
    )
