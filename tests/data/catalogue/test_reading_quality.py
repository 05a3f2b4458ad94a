"""What is pinned of reading quality, as shares carry it."""

import json

import pytest

from data.catalogue.reading_quality import (
    ENOUGH_LABELS,
    ReadingQuality,
    load_kind_quality,
    load_measured,
    load_reading_quality,
    unseen_set,
)
from data.errors import CatalogError


def set_of(rows=(), *, postings=61, unseen=True, **more):
    """Return a set as the file has it, with these (what, skill, found, wrong, missed)."""
    entries = [
        {"what": what, "skill": skill, "labelled": tp + fn, "tp": tp, "fp": fp, "fn": fn}
        for what, skill, tp, fp, fn in rows
    ]
    empty = {"figures": {}, "intervals": {}, "floors": {}, "agreement": {}}
    named = {"name": "a", "labels": "l", "rules": "r", "postings": postings, "unseen": unseen}
    return named | empty | {"rows": entries} | more


def pinned(path, *rows, **more):
    """Write a quality file with these rows of unseen postings, beside a set that rules were written from."""
    seen = set_of([("Python", "python", 99, 0, 0)], postings=99, unseen=False)
    path.write_text(json.dumps({"sets": [seen, set_of(rows, **more)]}))
    return path


def test_quality_is_that_of_unseen_postings_not_of_those_the_rules_were_written_with(tmp_path):
    path = pinned(tmp_path / "quality.json", ("Python", "python", 24, 1, 6))

    found = load_reading_quality(path)["python"]

    assert (found.precision, found.recall, found.labelled, found.postings) == (24 / 25, 24 / 30, 30, 61)


def test_only_skills_with_enough_labelled_mentions_have_figures_of_their_own(tmp_path):
    few, enough = ("Few", "few", ENOUGH_LABELS - 1, 3, 0), ("Enough", "enough", ENOUGH_LABELS - 1, 0, 1)
    path = pinned(tmp_path / "quality.json", few, enough, ("all tools", None, 500, 3, 2))

    assert list(load_reading_quality(path)) == ["enough"]
    assert load_kind_quality(path)["tool"].labelled == 502


def test_pages_quote_the_largest_set_that_no_rule_was_written_from(tmp_path):
    path = tmp_path / "quality.json"
    sets = [set_of(postings=120, unseen=False), set_of(postings=61), set_of(postings=93, name="held")]
    path.write_text(json.dumps({"sets": sets}))

    assert unseen_set(load_measured(path)).name == "held"
    assert unseen_set(()) is None


def test_a_set_that_is_labelled_in_part_is_not_quoted_however_large(tmp_path):
    path = tmp_path / "quality.json"
    partial = set_of(postings=262, name="check", complete={"tech": 0, "practice": 160, "lists": 0})
    path.write_text(json.dumps({"sets": [partial, set_of(postings=93, name="held")]}))

    sets = load_measured(path)

    assert unseen_set(sets).name == "held"
    assert [one.is_whole for one in sets] == [False, True]
    assert unseen_set(sets[:1]) is None


def test_a_set_has_its_figures_with_intervals_and_what_two_people_agreed_on(tmp_path):
    more = {"figures": {"role": 0.8}, "intervals": {"role": [0.7, 0.9]}, "floors": {"role": 0.75}}
    path = pinned(tmp_path / "quality.json", **more, agreement={"role": 0.95})

    one = load_measured(path)[1]

    assert (one.figures, one.intervals, one.floors) == ({"role": 0.8}, {"role": (0.7, 0.9)}, {"role": 0.75})
    assert one.agreement == {"role": 0.95}


def test_a_skill_that_is_never_read_has_no_precision_to_speak_of():
    quality = ReadingQuality("Go", "go", postings=61, labelled=25, found=0, wrong=0)

    assert (quality.precision, quality.recall) == (0.0, 0.0)


def test_without_a_measurement_nothing_is_told(tmp_path):
    path = tmp_path / "quality.json"

    assert load_reading_quality(path) == load_kind_quality(path) == {}


@pytest.mark.parametrize("text", ["{", "{}", '{"sets": [{"name": "a", "rows": []}]}', '{"sets": 3}', "[]"])
def test_a_file_of_another_shape_is_a_catalogue_error(tmp_path, text):
    path = tmp_path / "quality.json"
    path.write_text(text)

    with pytest.raises(CatalogError, match="not a quality file"):
        load_reading_quality(path)


def test_the_measurement_that_came_with_this_version_knows_python():
    found = load_reading_quality()

    assert found["python"].labelled >= ENOUGH_LABELS
    assert all(0 < one.precision <= 1 and 0 < one.recall <= 1 for one in found.values())
