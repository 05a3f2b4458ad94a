"""The long checks: each says what it is, and runs with a tiny size."""

import json
import os
import re
import shutil
import subprocess
import sys

import numpy as np
import pytest

import dev
from tests.prove import (
    backtest,
    claims,
    coverage,
    fuzzing,
    growth,
    load,
    mutants,
    mutation,
    receipts,
    robustness,
    simulations,
    stores,
    total,
    year,
)

TINY = {
    backtest: ["--roles", "ml_engineer", "--ahead", "1"],
    claims: ["--times", "3"],
    fuzzing: ["--rounds", "50", "--seed", "3"],
    growth: ["--texts", "1", "--seed", "5"],
    receipts: ["--times", "2", "--kinds", "equal", "coverage"],
    simulations: ["--times", "8", "--jobs", "1", "--kinds", "share", "gain"],
    robustness: ["--times", "4", "--seed", "1"],
    stores: ["--rounds", "5", "--seed", "2"],
    total: ["--draws", "3"],
    year: ["--days", "6", "--boards", "3", "--seed", "4"],
}


def test_each_long_check_says_in_a_line_what_it_does():
    found = dev.proofs()

    assert set(found) == {
        "backtest", "claims", "compiled", "coverage", "fuzzing", "growth", "load", "mutation", "receipts",
        "robustness", "simulations", "stores", "total", "year",
    }  # fmt: skip  # a list of names
    assert all(re.fullmatch(r"[A-Z].{20,110}[.:]", line) for line in found.values()), found


@pytest.mark.parametrize("proof", TINY, ids=lambda proof: proof.__name__.rpartition(".")[2])
def test_a_long_check_runs_with_a_tiny_size(proof, capsys):
    assert proof.main(TINY[proof]) == 0
    assert capsys.readouterr().out


@pytest.mark.slow
def test_the_server_stands_a_tiny_load(capsys):
    code = load.main(["--readers", "2", "--flood", "8", "--postings", "300"])

    assert (code, capsys.readouterr().out.splitlines()[-1]) == (0, "all served or refused as documented")


def test_coverage_runs_all_tests_with_its_floor(monkeypatch):
    asked = []
    monkeypatch.setattr(coverage.pytest, "main", lambda arguments: asked.extend(arguments) or 5)

    assert coverage.main(["-k", "nothing"]) == 5
    assert asked[-2:] == ["-k", "nothing"]
    assert f"--cov-fail-under={coverage.FLOOR}" in asked


# --- backtest ---


def quarters(*odds):
    """Return one skill whose log-odds are these, the last one to be guessed, each with the same variance."""
    rows = np.array([odds], dtype=np.float64)
    shares = 1 / (1 + np.exp(-rows))
    time = np.arange(len(odds), dtype=np.float64)
    return backtest.Quarters("r", ("s",), np.array([False]), time, rows, np.full(rows.shape, 0.01), shares)


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        (backtest.LAST, 0.2),
        ("straight line for each skill", 0.3),
        ("all quarters pooled", 0.1),
        ("local level and pooled slope", 0.3),
    ],
)
def test_a_model_goes_on_as_it_should(name, guess):
    model, _ = backtest.MODELS[name]

    found = model(quarters(0.0, 0.1, 0.2, 9.0), {False: np.array([0.0, 0.1, 1e-9])})

    assert found.mean[0] == pytest.approx(guess, abs=1e-6)


def test_a_model_that_is_much_nearer_than_the_last_value_is_named():
    def held(model, error):
        return backtest.Outcome(
            model, 2, np.array(["a", "b"]), np.array([error, -error]), np.array([1.0, 3.0])
        )

    outcomes = [held(backtest.LAST, 3.0), held("near", 2.4), held("as near", 2.6)]

    assert backtest.nearer(outcomes) == ["near, 2 quarters ahead"]
    assert [one.covers(95) for one in outcomes] == [0.5] * 3
    assert backtest.drawn_range(outcomes[0], seed=1) == (0.0, 1.0)


# --- mutation -------------------------------------------------------------------------------------------

MODULE = '''
"""A module."""

LIMIT = 3


def middle(values: list[int], top: int = 2) -> int | None:
    """Return it: 1 + 1."""
    if not values or min(values) < 0:
        return None
    while True:
        break
    return sorted(values[1:top])[0] if top else -LIMIT
'''


@pytest.fixture
def module(tmp_path):
    (tmp_path / "module.py").write_text(MODULE)
    return tmp_path


def test_faults_are_put_where_there_is_behaviour(module):
    made = [mutants.make_mutant(module, "module.py", *one) for one in mutants.mutants_of(module, "module.py")]

    changes = {(one.before, one.after) for one in made}
    assert len(changes) == len(made)
    last, first = "return sorted(values[1:top])[0] if top else -LIMIT", "not values or min(values) < 0"
    assert {
        ("LIMIT = 3", "LIMIT = 4"),
        ("LIMIT = 3", "LIMIT = 2"),
        ("break", "continue"),
        (first, "not values and min(values) < 0"),
        (first, "values and True or min(values) < 0"),
        (first, "not values or max(values) < 0"),
        (first, "not values or min(values) <= 0"),
        (last, "return None"),
        (last, "return sorted(values[:top])[0] if top else -LIMIT"),
        (last, "return sorted(values[1:top])[0] if top else +LIMIT"),
        (last, "return sorted(values[1:top], reverse=True)[0] if top else -LIMIT"),
    } <= changes
    for one in made:
        compile(one.source, one.file, "exec")
        assert one.source != made[0].source or one is made[0]
    assert not any("1 + 1" in before for before, _ in changes)


def test_the_same_seed_draws_the_same_faults_and_each_module_has_one(module):
    (module / "short.py").write_text("X = 1\n")

    first, second = (mutants.draw(module, ["module.py", "short.py"], 9, 5) for _ in range(2))

    assert first == second
    assert len(first) == 9
    assert {one.file for one in first} == {"module.py", "short.py"}


def test_faults_that_cannot_show_are_listed_with_a_reason():
    for (file, before, after), reason in mutation.equivalents().items():
        assert file.startswith("analysis/")
        assert before != after
        assert len(reason) > 15


REACH = {
    "lines": {
        "module.py": {
            "1": [""],
            "2": ["tests/a.py::test_slow", "tests/a.py::test_quick"],
            "3": ["tests/a.py"],
            "4": ["", "tests/b.py::test_other"],
        }
    },
    "seconds": {
        "tests/a.py::test_quick": 0.1,
        "tests/a.py::test_slow": 11.0,
        "tests/b.py::test_other": 2.0,
        "tests/b.py::test_endless": 900.0,
    },
}


@pytest.mark.parametrize(
    ("line", "tests"),
    [
        (1, ["a.py::test_quick", "b.py::test_other", "a.py::test_slow"]),
        (2, ["a.py::test_quick", "a.py::test_slow"]),
        (3, ["a.py::test_quick", "a.py::test_slow", "b.py::test_other"]),
        (4, ["b.py::test_other", "a.py::test_quick", "a.py::test_slow"]),
        (5, ["a.py::test_quick", "b.py::test_other", "a.py::test_slow"]),
    ],
    ids=["at import", "in tests", "in a shared fixture", "at import and in a test", "unknown"],
)
def test_a_fault_is_run_against_those_that_use_its_line(line, tests):
    job = mutation.job_for(mutants.Mutant("module.py", line, line, "1", "2", ""), REACH)

    assert job["tests"] == [f"tests/{test}" for test in tests]
    assert job["files"] == sorted({test.split("::")[0] for test in job["tests"]})


def test_the_lines_of_a_shared_fixture_are_noted_under_its_file(tmp_path, monkeypatch):
    (tmp_path / "made.py").write_text("LIMIT = 1\n\n\ndef doubled():\n    return 2 * LIMIT\n")
    (tmp_path / "test_made.py").write_text(
        "import made, pytest\n"
        "@pytest.fixture(scope='module')\n"
        "def two():\n"
        "    return made.doubled()\n"
        "def test_two(two):\n"
        "    assert two == 2\n"
    )
    command = (
        "import json, sys; from tests.prove.mutation_worker import measure_reach; "
        "print(json.dumps(measure_reach(['test_made.py'], 'made')['lines']))"
    )

    said = subprocess.run(
        [sys.executable, "-c", command], cwd=tmp_path, env={**os.environ, "PYTHONPATH": f"{dev.ROOT}:."},
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip  # the options of a call

    lines = json.loads(said.splitlines()[-1])["made.py"]
    assert (lines["1"], lines["5"]) == ([""], ["test_made.py"])


@pytest.fixture
def small_tree(tmp_path, monkeypatch):
    """A tree with a module of two faults, of which its test notices one; processes load no library."""
    tree, prove = tmp_path / "tree", "tests/prove"
    (tree / prove).mkdir(parents=True)
    (tree / "analysis").mkdir()
    for package in ("analysis", "tests", prove):
        (tree / package / "__init__.py").touch()
    shutil.copy(dev.ROOT / prove / "mutation_worker.py", tree / prove)
    (tree / "analysis" / "twice.py").write_text("def twice(number):\n    return number + number\n")
    (tree / "tests" / "test_twice.py").write_text(
        "from analysis.twice import twice\n\n\ndef test_of_nothing():\n    assert twice(0) == 0\n"
    )
    monkeypatch.setattr(mutation, "ROOT", tree)
    monkeypatch.setattr(mutation, "LIBRARIES", ())
    monkeypatch.setattr(mutation, "FLOOR", 0.5)


def test_a_fault_is_noticed_by_a_test_that_reaches_it(small_tree, tmp_path, capsys):
    found = tmp_path / "found.json"

    code = mutation.main(["--count", "9", "--jobs", "1", "--tests", "tests", "--out", str(found)])

    table = capsys.readouterr().out
    assert {(after, state, by) for state, _, _, after, _, by in json.loads(found.read_text())} == {
        ("return None", "killed", "tests/test_twice.py::test_of_nothing"),
        ("return number - number", "survived", ""),
    }
    assert re.search(r"\nall +2 +1 +1 +0 +0 +50\.0%", table)
    assert code == 0


def test_every_long_check_runs_once_a_week():
    text = (dev.ROOT / ".github" / "workflows" / "prove.yml").read_text(encoding="utf-8")

    assert set(re.findall(r"- \{ name: (\w+),", text)) == set(dev.proofs())
