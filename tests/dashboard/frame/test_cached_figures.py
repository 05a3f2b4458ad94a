from dataclasses import replace

import pytest

from analysis.market.corpus import Corpus
from analysis.market.slices import Slice
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from dashboard.frame.cached_figures import kept, plan_of, shares_of, trends_of, yearly_of

ML = Slice(roles=("ml_engineer",))


def test_readers_of_the_same_facts_and_slice_share_one_figure(corpus):
    loaded_again = Corpus.from_tables(generate_tables(4_000, seed=5), SYNTHETIC_SKILLS)

    first = shares_of(corpus, ML, top=5)

    assert loaded_again is not corpus
    assert shares_of(loaded_again, Slice(roles=("ml_engineer",)), top=5) is first


@pytest.mark.parametrize(
    ("part", "changes"),
    [(Slice(), {"top": 5}), (ML, {"top": 6}), (ML, {"top": 5, "kinds": ("language",)})],
    ids=["another slice", "more rows", "other kinds"],
)
def test_another_question_is_another_figure(corpus, part, changes):
    assert shares_of(corpus, part, **changes) is not shares_of(corpus, ML, top=5)


def test_other_facts_are_another_figure(corpus):
    tables = replace(generate_tables(4_000, seed=6), snapshot="other facts")
    other = Corpus.from_tables(tables, SYNTHETIC_SKILLS)

    assert shares_of(other, ML, top=5) != shares_of(corpus, ML, top=5)


def test_functions_with_the_same_arguments_keep_their_own_results(corpus):
    def one(corpus, part):
        return "one"

    def other(corpus, part):
        return "other"

    assert [kept()(one)(corpus, ML), kept()(other)(corpus, ML)] == ["one", "other"]


def test_a_kept_figure_is_the_measured_one(corpus):
    assert [row.skill for row in shares_of(corpus, ML, ["pytorch", "aws"]).rows] == ["pytorch", "aws"]
    assert set(yearly_of(corpus, ML, ["pytorch"])) == {"pytorch"}
    assert [line.skill for line in trends_of(corpus, ML, ["aws"], "half").lines] == ["aws"]
    assert plan_of(corpus, ML, ["python"], practices=False, by_week=True).next[0].by_week
