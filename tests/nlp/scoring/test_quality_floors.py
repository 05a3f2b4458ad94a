"""Pinned quality: floors rise and never sink, each set for itself."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from data.catalogue.reading_quality import load_measured
from data.records import Skill
from nlp.scoring.quality_floors import (
    FloorBroken,
    check_floors,
    digest_of_labels,
    measured,
    raised,
    write_quality,
)
from nlp.scoring.scoring import Evaluation, PostingScore

SKILLS = {"python": Skill("python", "Python", "language"), "rust": Skill("rust", "Rust", "language")}


def result_with(right, wrong):
    """Return an evaluation of two postings with these counts, and Python found in 30 of 32 places."""
    counts = Counter({"tech tp": right, "tech fp": wrong, "tech fn": 5, "role n": 1, "role right": 1})
    skills = [("python", "tp")] * 30 + [("python", "fn")] * 2 + [("python", "fp"), ("rust", "tp")]
    return Evaluation((PostingScore({}, counts, skills), PostingScore({}, Counter())))


def set_with(right, wrong, name="first", *, labels="set", **more):
    return measured(
        name, result_with(right, wrong), SKILLS, labels=labels, rules="r", **({"is_unseen": False} | more)
    )


def test_a_figure_below_its_floor_is_named():
    with pytest.raises(FloorBroken, match=r"tech_f1 0\.7000 is below its floor 0\.8000"):
        check_floors({"tech_f1": 0.7, "level": 0.9}, {"tech_f1": 0.8, "level": 0.9})


def test_a_figure_that_is_no_longer_there_is_below_its_floor():
    with pytest.raises(FloorBroken, match="level"):
        check_floors({"tech_f1": 0.9}, {"level": 0.8})


def test_floors_rise_to_better_figures():
    before = raised(set_with(90, 10), ())
    after = raised(set_with(95, 5), before)

    assert [len(before), len(after)] == [1, 1]
    assert before[0].floors["tech_precision"] == 0.9
    assert after[0].floors["tech_precision"] == 0.95


def test_floors_do_not_sink():
    before = raised(set_with(95, 5), ())

    with pytest.raises(FloorBroken, match="tech_precision"):
        raised(set_with(90, 10), before)


def test_each_set_has_floors_of_its_own():
    before = raised(set_with(95, 5), ())

    after = raised(set_with(50, 50, "held", is_unseen=True), before)

    assert [(one.name, one.is_unseen, one.floors["tech_precision"]) for one in after] == [
        ("first", False, 0.95),
        ("held", True, 0.5),
    ]


def test_floors_begin_again_where_the_labels_were_decided_again():
    before = raised(set_with(95, 5), ())

    after = raised(set_with(90, 10, labels="another set"), before, relabelled=True)

    assert (after[0].labels, after[0].floors["tech_precision"]) == ("another set", 0.9)
    with pytest.raises(FloorBroken):
        raised(set_with(80, 20, labels="another set"), after, relabelled=True)


def test_a_figure_that_is_new_has_a_floor_from_now_on():
    older = replace(set_with(95, 5), floors={"role": 1.0})

    after = raised(set_with(95, 5), (older,))

    assert set(after[0].floors) == {"role", "tech_f1", "tech_precision", "tech_recall"}


def test_figures_stand_with_their_intervals():
    one = set_with(90, 10)

    assert one.figures["tech_precision"] == 0.9
    assert set(one.intervals) == set(one.figures)
    assert all(low <= one.figures[name] <= high for name, (low, high) in one.intervals.items())


def test_of_an_agreement_only_what_needs_no_right_side_is_kept():
    agreed = set_with(90, 10, agreement=result_with(10, 0)).agreement

    assert agreed == {"role": 1.0, "tech_f1": 0.8}


def test_what_is_written_is_read_again(tmp_path):
    path = tmp_path / "quality.json"
    sets = raised(
        set_with(90, 10, "held", is_unseen=True, agreement=result_with(9, 1)), raised(set_with(95, 5), ())
    )

    write_quality(sets, path)

    assert load_measured(path) == sets
    assert json.loads(path.read_text(encoding="utf-8"))["sets"][0]["rows"][0] == {
        "what": "all tools", "skill": None, "labelled": 100, "tp": 95, "fp": 5, "fn": 5,
    }  # fmt: skip


def test_a_set_keeps_its_title_until_it_gets_another():
    before = raised(replace(set_with(95, 5), title="random postings"), ())

    kept = raised(set_with(95, 5), before)
    renamed = raised(replace(set_with(95, 5), title="old postings"), before)

    assert (kept[0].title, renamed[0].title) == ("random postings", "old postings")


def test_only_skills_with_enough_labels_get_a_row():
    rows = {row.what: row for row in set_with(90, 10).rows}

    assert (rows["Python"].labelled, rows["Python"].recall) == (32, 0.9375)
    assert "Rust" not in rows
    assert {"all tools", "all practices", "any-of lists"} < set(rows)


def test_the_digest_of_labels_ignores_their_order():
    assert digest_of_labels([{"a": 1}, {"a": 2}]) == digest_of_labels([{"a": 2}, {"a": 1}])
    assert digest_of_labels([{"a": 1}]) != digest_of_labels([{"a": 2}])
