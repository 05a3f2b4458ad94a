"""Names of one skill are the same, however they are spelt."""

import pytest

from nlp.scoring.folded_names import fold_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Golang", "Go"),
        ("Apache Spark", "spark"),
        ("K8s", "kubernetes"),
        ("LLMs", "large language models"),
        ("C++", "c++"),
    ],
)
def test_usual_spellings_of_a_name_are_the_same(one, other):
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("C", "C#"), ("Java", "JavaScript")])
def test_other_skills_keep_names_of_their_own(one, other):
    assert fold_name(one) != fold_name(other)
