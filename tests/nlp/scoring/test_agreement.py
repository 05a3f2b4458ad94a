"""How far two people who labelled the same postings agree."""

import pytest

from nlp.scoring.agreement import agreement


def skill(name, level="required", kind="tech"):
    return {"name": name, "surfaces": [name], "kind": kind, "level": level}


def labels(*skills, alternatives=(), **more):
    fields = {"role": "other", "seniority": "mid", "remote": "remote", "clouds": [], "salary": None}
    return fields | {"skills": list(skills), "alternatives": list(alternatives)} | more


def test_two_passes_agree_on_names_levels_lists_and_fields():
    first = labels(
        skill("PyTorch"), skill("JAX"), skill("SQL"), alternatives=[["PyTorch", "JAX"]], years_min=3
    )
    second = labels(
        skill("pytorch", "preferred"),
        skill("JAX"),
        skill("Rust"),
        alternatives=[["JAX", "pytorch"]],
        role="manager",
    )

    figures = agreement([{"pass1": first, "pass2": second}]).figures()

    assert figures["tech_f1"] == pytest.approx(2 / 3)
    assert (figures["level"], figures["lists_f1"]) == (0.5, 1)
    assert (figures["role"], figures["seniority"], figures["workplace"]) == (0, 1, 1)
    assert "years_min" not in figures
    assert "practice_f1" not in figures


def test_which_pass_came_first_changes_no_agreement():
    first, second = labels(skill("SQL"), skill("Go")), labels(skill("SQL"), skill("R"), skill("C"))

    one, other = (agreement([{"pass1": a, "pass2": b}]) for a, b in ((first, second), (second, first)))

    assert one.figures()["tech_f1"] == other.figures()["tech_f1"] == 0.4


def test_only_postings_that_two_people_labelled_count():
    twice = {"pass1": labels(skill("SQL")), "pass2": labels(skill("SQL"))}

    assert agreement([twice, {"pass1": labels()}, labels()]).postings == 1
    assert agreement([labels()]) is None
