"""What is said of how well postings are read."""

import re

import pytest

from analysis.figures.shares import share
from analysis.market.slices import Slice
from dashboard.sections.accuracy import (
    agreement_words,
    expectation,
    measured,
    partial_words,
    range_of,
    reading_words,
    recall_range,
    rows_of,
    rules_note,
    share_rows,
)
from data.catalogue.reading_quality import MeasuredSet, ReadingQuality, unseen_set
from tests.analysis.small import corpus_of, crowd

FIGURES = {
    "tech_precision": 0.98, "tech_recall": 0.92, "practice_precision": 0.95, "practice_recall": 0.93,
    "level": 0.89, "role": 0.81, "workplace": 0.75,
}  # laid out as a table  # fmt: skip
LISTS = {"lists_precision": 0.9, "lists_recall": 0.6, "lists_f1": 0.72}


def set_of(postings=36, *, is_unseen=True, figures=FIGURES, **more):
    intervals = {"tech_precision": (0.96, 0.99), "role": (0.7, 0.9)}
    return MeasuredSet(
        "third", "l", postings, "r", is_unseen, figures, intervals, {}, **({"rows": ()} | more)
    )


def test_readers_are_told_what_to_expect_on_other_postings():
    said = expectation((set_of(60, is_unseen=False), set_of()))

    assert "On 36 postings that no rule was written with" in said
    assert "precision and recall of 100 are 98 (96 to 99) and 92 for tools" in said
    assert "the role for 81 (70 to 90)" in said
    assert "any-of" not in said


def test_lists_are_told_of_where_they_were_measured():
    assert "For any-of lists they are 90 and 60" in expectation((set_of(figures=FIGURES | LISTS),))


def test_without_unseen_postings_less_is_promised():
    said = expectation((set_of(60, is_unseen=False), set_of(61, is_unseen=False)))

    assert (
        said == "All figures rest on 121 postings that the rules were written with. On others, expect less."
    )


def test_the_agreement_of_two_people_stands_as_an_upper_bound():
    said = agreement_words(set_of(agreement={"tech_f1": 0.971, "level": 0.9, "salary": 1.0}))

    assert said == (
        "Before corrections the two who labelled it agreed on 97 of 100 tools, 90 of 100 levels: "
        "an upper bound."
    )


def test_a_set_that_is_labelled_in_part_says_what_it_does_not_measure():
    one = set_of(262, complete={"tech": 0, "practice": 160, "lists": 0})

    assert partial_words(one) == (
        "Not measured here: tools and any-of lists, of which at most a sample is labelled. All practices are "
        "labelled in 160 of the 262 postings. Levels are those of the labelled skills that were read."
    )


def test_a_large_set_that_is_labelled_in_part_does_not_say_what_to_expect():
    figures = {"level": 0.5, "role": 0.5}
    partial = set_of(262, figures=figures, complete={"tech": 0, "practice": 0, "lists": 0})

    assert "On 36 postings" in expectation((partial, set_of()))


def test_counts_and_shares_of_a_set_are_rows():
    one = set_of(rows=(ReadingQuality("all tools", None, 36, labelled=50, found=40, wrong=10),))

    assert rows_of(one) == [["all tools", "80 (96 to 99)", "80 (67 to 89)", 50, 50]]
    assert share_rows(one) == [["role", 81.0, "70 to 90"]]


def test_the_measurement_that_came_with_this_version_is_shown():
    rows = rows_of(unseen_set(measured()))

    assert rows[0][0] == "all tools"
    assert all(re.fullmatch(r"\d+ \(\S+ to \S+\)", row[place]) for row in rows for place in (1, 2))


def test_a_skill_has_the_interval_of_its_own_counts_and_nothing_where_it_was_never_read():
    read = ReadingQuality("Go", "go", 36, labelled=25, found=20, wrong=1)
    never = ReadingQuality("R", "r", 36, labelled=25, found=0, wrong=0)

    rows = rows_of(set_of(rows=(read, never)))

    assert rows[0] == ["Go", f"95 ({range_of(20 / 21, 21)})", "80 (61 to 91)", 21, 25]
    assert rows[1] == ["R", "", "0 (0 to 13)", 0, 25]


@pytest.mark.parametrize(
    ("title", "is_unseen", "heading"),
    [
        (
            "random postings that no rule was written from",
            True,
            "36 random postings that no rule was written from",
        ),
        ("", True, "36 postings that no rule was written from"),
        ("", False, "36 postings that rules were written from"),
    ],
)
def test_a_set_is_called_by_what_it_is(title, is_unseen, heading):
    assert set_of(is_unseen=is_unseen, title=title).heading == heading


def test_every_set_that_came_with_this_version_has_a_title():
    assert all(one.title for one in measured())
    assert len({one.heading for one in measured()}) == len(measured())


def test_postings_that_other_rules_read_say_so_beside_the_accuracy():
    rules = unseen_set(measured()).rules

    assert rules_note(rules) == rules_note(f"{rules}+own-1234") == rules_note("") == ""
    assert rules_note("f" * 16).startswith("These postings were read by other rules")
    assert rules_note(f"{rules}+{'f' * 16}").startswith("Some of these postings were read by other rules")


def test_what_is_quoted_beside_a_share_is_the_reading_of_unseen_postings():
    row = share(corpus_of(crowd(40, ["aws"])), Slice(), "aws")

    said = reading_words(row)

    assert said.startswith(
        f"Accuracy on {unseen_set(measured()).postings} postings that no rule was written with: "
    )
    assert "of all tools found" in said


@pytest.mark.parametrize(("found", "words"), [(21, "85 to 100"), (20, "77 to 99"), (0, "0 to 15")])
def test_few_labels_leave_a_wide_range(found, words):
    """21 of 21 leaves anything above 84 by the exact interval, too."""
    quality = ReadingQuality("PyTorch", "pytorch", postings=61, labelled=21, found=found, wrong=0)

    assert recall_range(quality) == words
