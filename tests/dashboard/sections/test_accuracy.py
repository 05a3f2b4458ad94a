"""What is said of how well postings are read."""

import pytest

from analysis.figures.shares import share
from analysis.market.slices import Slice
from dashboard.sections.accuracy import expectation, measured, reading_words, recall_range, rows_of
from data.catalogue.reading_quality import ReadingQuality
from tests.analysis.small import corpus_of, crowd

FIGURES = {
    "tech_precision": 0.98, "tech_recall": 0.92, "practice_precision": 0.95, "practice_recall": 0.93,
    "level": 0.89, "role": 0.81, "workplace": 0.75, "alternatives_f1": 0.47,
}  # laid out as a table  # fmt: skip


def test_readers_are_told_what_to_expect_on_other_postings():
    said = expectation({"postings": 60, "unseen_postings": 36, "unseen": FIGURES})

    assert "On 36 postings that no rule was written with" in said
    assert "precision and recall of 100 are 98 and 92 for tools" in said
    assert "47 by the two together" in said


def test_without_unseen_postings_less_is_promised():
    assert expectation({"postings": 60, "unseen": {}}).endswith("On others, expect less.")


def test_the_measurement_that_came_with_this_version_is_shown():
    rows = rows_of(measured()["unseen_rows"])

    assert rows[0][0] == "all tools"
    assert all(0 <= share <= 100 for row in rows for share in row[1:3])


def test_what_is_quoted_beside_a_share_is_the_reading_of_unseen_postings():
    row = share(corpus_of(crowd(40, ["aws"])), Slice(), "aws")

    said = reading_words(row)

    assert said.startswith(
        f"Accuracy on {measured()['unseen_postings']} postings that no rule was written with: "
    )
    assert "of all tools found" in said


@pytest.mark.parametrize(("found", "words"), [(21, "85 to 100"), (20, "77 to 99"), (0, "0 to 15")])
def test_few_labels_leave_a_wide_range(found, words):
    """21 of 21 leaves anything above 84 by the exact interval, too."""
    quality = ReadingQuality("PyTorch", "pytorch", postings=61, labelled=21, found=found, wrong=0)

    assert recall_range(quality) == words
