"""The parts of a labelled set."""

import pytest

from nlp.scoring.scoring import Evaluation, PostingScore
from nlp.scoring.strata import by_stratum, stratum_of

GERMAN = "Wir suchen eine Person, die mit uns und für uns an Modellen arbeitet."


@pytest.mark.parametrize(
    ("labels", "by", "expected"),
    [
        ({"source": "lever"}, "source", "lever"),
        ({}, "source", "unknown"),
        ({"source": "lever"}, "setting", "employer's board"),
        ({"source": "hn"}, "setting", "forum comment"),
        ({"source": "lever", "setting": "robotics"}, "setting", "robotics"),
        ({"source": "mine"}, "setting", "mine"),
        ({"text": GERMAN}, "language", "de"),
        ({"text": GERMAN, "lang": "other"}, "language", "de"),
        ({"text": GERMAN, "lang": "nl"}, "language", "nl"),
        ({"text": "SQL"}, "language", "unknown"),
    ],
)
def test_a_posting_belongs_to_a_part(labels, by, expected):
    assert stratum_of(labels, by) == expected


def test_parts_come_the_largest_first():
    result = Evaluation(tuple(PostingScore({"source": source}) for source in ("a", "b", "b")))

    assert {name: part.postings for name, part in by_stratum(result, "source").items()} == {"b": 2, "a": 1}
    assert list(by_stratum(result, "source")) == ["b", "a"]
