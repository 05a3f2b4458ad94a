"""What is said of how well postings are read."""

from dashboard.quality import expectation, measured, rows_of

FIGURES = {
    "tech_precision": 0.98, "tech_recall": 0.92, "practice_precision": 0.95, "practice_recall": 0.93,
    "level": 0.89, "role": 0.81, "alternatives_f1": 0.47,
}  # fmt: skip


def test_readers_are_told_what_to_expect_on_other_postings():
    said = expectation({"postings": 60, "unseen_postings": 36, "unseen": FIGURES})

    assert "60 postings that the rules were written with" in said
    assert "On 36 others, labelled later, precision and recall of 100 were 98 and 92 for tools" in said
    assert "47 by the two together" in said


def test_without_unseen_postings_less_is_promised():
    assert expectation({"postings": 60, "unseen": {}}).endswith("On others, expect less.")


def test_the_measurement_that_came_with_this_version_is_shown():
    rows = rows_of(measured())

    assert rows[0][0] == "all tools"
    assert all(0 <= share <= 100 for row in rows for share in row[1:3])
