"""The error of levels, estimated from labelled postings, beside the same in plain loops."""

from math import log

import pytest

from analysis.accuracy.level_error import LevelModel, counts_at, jackknife, kind_of, together
from analysis.accuracy.reading_error import Counted, ReadingError, SkillClass
from data.catalogue.audit import AuditedPosting, level_pair
from data.records import Skill

TOOLS = [Skill(id=name, name=name, kind="tool") for name in ("a", "b", "c")]


def posting(number, *levels, employer=None):
    return AuditedPosting(
        id=f"a:{number}", set="held", half="held", half_year="", source="a", employer=employer or str(number),
        role="", role_read="", kinds=("tech",), right=(), wrong=(), missed=(),
        levels=tuple(level_pair(*one) for one in levels),
    )  # laid out as a table  # fmt: skip


def test_a_level_is_written_by_its_letters_and_read_again():
    one = posting(1, ("c++", "required", "mentioned"), ("x:y", None, "preferred"), ("z", "boilerplate", None))

    assert one.levels == ("c++:rm", "x:y:-p", "z:b-")
    assert list(one.level_pairs()) == [
        ("c++", "required", "mentioned"), ("x:y", "", "preferred"), ("z", "boilerplate", ""),
    ]  # laid out as a table  # fmt: skip


def test_outcomes_of_a_level_are_counted_by_skill():
    pairs = [
        ("a", "required", "required"), ("a", "required", "mentioned"), ("b", "preferred", "required"),
        ("c", "mentioned", "mentioned"),
    ]  # laid out as a table  # fmt: skip

    assert counts_at("required", pairs) == {"a": Counted(1, 0, 1), "b": Counted(0, 1, 0)}
    assert counts_at("mentioned", pairs) == {"a": Counted(0, 1, 0), "c": Counted(1, 0, 0)}


def test_leaving_out_employers_is_that_of_the_formula():
    groups = [
        [("a", "required", "required"), ("b", "required", "mentioned")],
        [("a", "required", "required")],
        [("a", "mentioned", "required")],
        [("a", "mentioned", "mentioned")],
    ]

    logs = [log((3 - labelled + 0.5) / (3 - read + 0.5)) for labelled, read in ((2, 1), (1, 1), (0, 1))]
    mean = sum(logs) / 3
    assert jackknife("required", groups) == pytest.approx(2 / 3 * sum((one - mean) ** 2 for one in logs))
    assert jackknife("required", groups[:1]) == 0


def test_one_employer_that_is_misread_makes_the_mean_less_sure():
    right = [posting(number, ("a", "required", "required")) for number in range(30)]
    wrong = [("a", "required", "mentioned")] * 8
    scattered = [posting(100 + number, one) for number, one in enumerate(wrong)]
    together_read = [posting(100 + number, one, employer="same") for number, one in enumerate(wrong)]

    apart, same = (LevelModel.of([*right, *more], TOOLS) for more in (scattered, together_read))

    key = ("required", "tool")
    assert apart.counted == same.counted
    assert apart.classes[key].mean == same.classes[key].mean > 0
    assert apart.classes[key].of_mean < same.classes[key].of_mean


def test_a_skill_without_labels_of_a_level_has_that_of_its_kind_and_what_is_unlabelled_is_left_out():
    labelled = [
        posting(number, ("a", "required", "required"), ("b", None, "required")) for number in range(9)
    ]
    model = LevelModel.of(labelled, TOOLS)
    known = model.classes["required", "tool"]

    assert ("required", "b") not in model.counted
    assert model.error_of(TOOLS[1], "required") == known.drawn_to(None)
    assert model.error_of(TOOLS[0], "required").labelled == 9
    assert model.error_of(Skill(id="p", name="P", kind="practice"), "required") == SkillClass.of(()).drawn_to(
        None
    )
    assert [kind_of(Skill(id="p", name="P", kind=kind)) for kind in ("practice", "library")] == [
        "practice",
        "tool",
    ]


def test_errors_of_skill_and_level_are_added_and_rest_on_the_fewer_labels():
    one, other = ReadingError(0.1, 0.01, 0.1, 40), ReadingError(-0.03, 0.002, 0.2, 12)

    assert together(one, other) == ReadingError(
        pytest.approx(0.07), pytest.approx(0.012), pytest.approx(0.3), 12
    )
