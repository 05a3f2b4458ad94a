"""Pinned quality: floors rise and never sink."""

import json

import pytest

from data.errors import CatalogError
from data.records import Skill
from nlp.scoring.quality_floors import (
    FloorBroken,
    check_floors,
    digest_of_labels,
    load_quality,
    raised,
    write_quality,
)
from nlp.scoring.scoring import Evaluation, Score

SKILLS = {"python": Skill("python", "Python", "language"), "rust": Skill("rust", "Rust", "language")}


def result_with(right, wrong):
    result = Evaluation(postings=3)
    result.kinds["tech"].add(Score(right, wrong, 5))
    result.skills["python"].add(Score(30, 1, 2))
    result.skills["rust"].add(Score(3, 0, 0))
    return result


def test_a_figure_below_its_floor_is_named():
    with pytest.raises(FloorBroken, match=r"tech_f1 0\.7000 is below its floor 0\.8000"):
        check_floors({"tech_f1": 0.7, "level": 0.9}, {"tech_f1": 0.8, "level": 0.9})


def test_floors_rise_to_better_figures():
    before = raised(result_with(90, 10), "set", "cat", SKILLS, None)
    after = raised(result_with(95, 5), "set", "cat", SKILLS, before)

    assert after.floors["tech_precision"] > before.floors["tech_precision"]


def test_floors_do_not_sink():
    before = raised(result_with(95, 5), "set", "cat", SKILLS, None)

    with pytest.raises(FloorBroken, match="tech_precision"):
        raised(result_with(90, 10), "set", "cat", SKILLS, before)


def test_floors_begin_again_where_the_labels_were_decided_again():
    before = raised(result_with(95, 5), "set", "cat", SKILLS, None)

    after = raised(result_with(90, 10), "another set", "cat", SKILLS, before, relabelled=True)

    assert (after.labels, after.floors["tech_precision"]) == ("another set", 0.9)
    with pytest.raises(FloorBroken):
        raised(result_with(80, 20), "another set", "cat", SKILLS, after, relabelled=True)


def test_what_is_written_is_read_again(tmp_path):
    path = tmp_path / "quality.json"
    pinned = raised(result_with(90, 10), "set", "cat", SKILLS, None)

    write_quality(pinned, path)

    assert load_quality(path) == pinned


def test_only_skills_with_enough_labels_get_a_row():
    rows = {row.what: row for row in raised(result_with(90, 10), "set", "cat", SKILLS, None).rows}

    assert (rows["Python"].labelled, rows["Python"].recall) == (32, 0.9375)
    assert "Rust" not in rows
    assert "all tools" in rows


def test_nothing_is_pinned_where_there_is_no_file(tmp_path):
    assert load_quality(tmp_path / "quality.json") is None


@pytest.mark.parametrize("text", ["{", "{}", json.dumps({"rows": [{"what": 1}]})])
def test_a_file_of_another_shape_is_named(tmp_path, text):
    path = tmp_path / "quality.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CatalogError, match=r"quality\.json"):
        load_quality(path)


def test_the_digest_of_labels_ignores_their_order():
    assert digest_of_labels([{"a": 1}, {"a": 2}]) == digest_of_labels([{"a": 2}, {"a": 1}])
    assert digest_of_labels([{"a": 1}]) != digest_of_labels([{"a": 2}])
