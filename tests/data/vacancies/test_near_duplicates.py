"""How alike texts are, and what an employer writes everywhere."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vacancies.near_duplicates import boilerplate_of
from data.vacancies.shingles import Shingler, candidate_pairs, common_runs, signature, similarity, without

WORDS = [a + b + c for a in "bdfgklmnrt" for b in "aeiou" for c in "bdfglmns"]


def text_of(seed: int, count: int = 200) -> list[str]:
    """Return invented words, other ones for every seed."""
    return random.Random(seed).choices(WORDS, k=count)


def test_case_punctuation_and_spacing_make_no_difference():
    shingler = Shingler()

    one = shingler.shingles("We build Models, with great care, for small lenses.")
    other = shingler.shingles("we build models with great\n care for  small lenses")

    assert similarity(one, other) == 1.0


@pytest.mark.parametrize("text", ["", "...", "one", "one two three"], ids=["none", "dots", "one", "three"])
def test_a_text_shorter_than_a_run_is_one_run(text):
    assert len(Shingler().shingles(text)) == 1


def test_similarity_is_the_share_of_common_runs():
    one, other = np.array([1, 2, 3], dtype=np.uint64), np.array([2, 3, 4, 5], dtype=np.uint64)

    assert similarity(one, other) == pytest.approx(2 / 5)


@given(st.lists(st.integers(0, 40), unique=True), st.lists(st.integers(0, 40), unique=True))
def test_similarity_agrees_with_sets(one, other):
    arrays = [np.array(sorted(values), dtype=np.uint64) for values in (one, other)]
    union = set(one) | set(other)

    expected = len(set(one) & set(other)) / len(union) if union else 1.0

    assert similarity(*arrays) == pytest.approx(expected)


@pytest.mark.parametrize("changed", [0, 20, 60, 120, 200])
def test_signatures_estimate_the_similarity(changed):
    shingler = Shingler()
    words = text_of(1)
    one, other = (shingler.shingles(" ".join(w)) for w in (words, text_of(2, changed) + words[changed:]))

    estimate = (signature(one) == signature(other)).mean()

    assert estimate == pytest.approx(similarity(one, other), abs=0.2)


def test_numbers_follow_the_order_of_arrival_so_every_process_agrees():
    one, other = (signature(Shingler().shingles(text)) for text in ("a b c d e f g h", "i j k l m n o p"))

    assert one.tolist() == other.tolist()


def test_alike_texts_become_candidates_and_others_hardly_ever():
    shingler = Shingler()
    words = text_of(1)
    texts = [words, [*words[:190], *text_of(5, 10)], *(text_of(seed) for seed in range(10, 60))]

    pairs = set(candidate_pairs([signature(shingler.shingles(" ".join(text))) for text in texts]))

    assert (0, 1) in pairs
    assert len(pairs) < 10


def test_a_bucket_of_a_thousand_copies_stays_cheap():
    same = signature(Shingler().shingles(" ".join(text_of(1))))

    pairs = list(candidate_pairs([same] * 1_000))

    assert len(pairs) < 7 * 1_000


def test_runs_in_half_of_the_different_texts_are_boilerplate():
    shingler = Shingler()
    about = text_of(99, 60)
    sets = [shingler.shingles(" ".join(text_of(seed, 100) + about)) for seed in range(6)]

    common = boilerplate_of(sets, [signature(runs) for runs in sets])

    assert 50 <= len(common) <= 60
    assert similarity(without(sets[0], common), without(sets[1], common)) < 0.05


def test_copies_of_one_text_are_no_boilerplate():
    runs = Shingler().shingles(" ".join(text_of(1)))

    assert len(boilerplate_of([runs] * 9, [signature(runs)] * 9)) == 0


def test_common_runs_are_counted_once_for_each_text():
    one, other = np.array([1, 2], dtype=np.uint64), np.array([2, 3], dtype=np.uint64)

    assert common_runs([one, other, other], 3).tolist() == [2]
