"""What is pinned of reading quality, as shares carry it."""

import json

import pytest

from data.catalogue.reading_quality import (
    ENOUGH_LABELS,
    ReadingQuality,
    load_kind_quality,
    load_reading_quality,
)
from data.errors import CatalogError


def pinned(path, *rows, postings=61):
    """Write a quality file with these (what, skill, found, wrong, missed) on unseen postings."""
    entries = [
        {"what": what, "skill": skill, "labelled": tp + fn, "tp": tp, "fp": fp, "fn": fn}
        for what, skill, tp, fp, fn in rows
    ]
    seen = [{"what": "Python", "skill": "python", "labelled": 99, "tp": 99, "fp": 0, "fn": 0}]
    content = {"rows": seen, "unseen_rows": entries, "unseen_postings": postings}
    path.write_text(json.dumps(content))
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


def test_a_skill_that_is_never_read_has_no_precision_to_speak_of():
    quality = ReadingQuality("Go", "go", postings=61, labelled=25, found=0, wrong=0)

    assert (quality.precision, quality.recall) == (0.0, 0.0)


def test_without_a_measurement_nothing_is_told(tmp_path):
    path = tmp_path / "quality.json"

    assert load_reading_quality(path) == load_kind_quality(path) == {}


@pytest.mark.parametrize(
    "text", ["{", "{}", '{"unseen_postings": 1, "unseen_rows": [{"skill": "go"}]}', "[]"]
)
def test_a_file_of_another_shape_is_a_catalogue_error(tmp_path, text):
    path = tmp_path / "quality.json"
    path.write_text(text)

    with pytest.raises(CatalogError, match="not a quality file"):
        load_reading_quality(path)


def test_the_measurement_that_came_with_this_version_knows_python():
    found = load_reading_quality()

    assert found["python"].labelled >= ENOUGH_LABELS
    assert all(0 < one.precision <= 1 and 0 < one.recall <= 1 for one in found.values())
