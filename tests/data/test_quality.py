"""What is pinned of reading quality, as shares carry it."""

import json

import pytest

from data.errors import CatalogError
from data.quality import ENOUGH_LABELS, ReadingQuality, load_reading_quality


def pinned(path, *rows):
    """Write a quality file with these (skill, found, wrong, missed)."""
    entries = [
        {"what": str(skill), "skill": skill, "labelled": tp + fn, "tp": tp, "fp": fp, "fn": fn}
        for skill, tp, fp, fn in rows
    ]
    path.write_text(json.dumps({"rows": entries}))
    return path


def test_precision_and_recall_follow_from_the_counts(tmp_path):
    path = pinned(tmp_path / "quality.json", ("python", 24, 1, 6))

    found = load_reading_quality(path)["python"]

    assert (found.precision, found.recall, found.labelled) == (24 / 25, 24 / 30, 30)
    assert found.sentence == (
        "Checked against 30 mentions labelled by hand: 24 found, 6 missed, 1 read wrongly"
    )


def test_only_skills_with_enough_labelled_mentions_are_told(tmp_path):
    few, enough = ("few", ENOUGH_LABELS - 1, 3, 0), ("enough", ENOUGH_LABELS - 1, 0, 1)
    path = pinned(tmp_path / "quality.json", few, enough, (None, 500, 3, 2))

    found = load_reading_quality(path)

    assert list(found) == ["enough"]


def test_a_skill_that_is_never_read_has_no_precision_to_speak_of():
    quality = ReadingQuality("go", labelled=25, found=0, wrong=0)

    assert (quality.precision, quality.recall) == (0.0, 0.0)


def test_without_a_measurement_nothing_is_told(tmp_path):
    path = tmp_path / "quality.json"

    assert load_reading_quality(path) == {}


@pytest.mark.parametrize("text", ["{", "{}", '{"rows": [{"skill": "go"}]}', "[]"])
def test_a_file_of_another_shape_is_a_catalogue_error(tmp_path, text):
    path = tmp_path / "quality.json"
    path.write_text(text)

    with pytest.raises(CatalogError, match="not a quality file"):
        load_reading_quality(path)


def test_the_measurement_that_came_with_this_version_tells_python():
    found = load_reading_quality()

    assert found["python"].labelled >= ENOUGH_LABELS
    assert all(0 < one.precision <= 1 and 0 < one.recall <= 1 for one in found.values())
