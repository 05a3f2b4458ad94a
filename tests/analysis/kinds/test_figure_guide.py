"""The kind of figure that docs/add-a-figure.md adds is one, and passes the tests that the page gives it."""

import re
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from analysis.market.slices import Slice
from tests.analysis import simulated
from tests.analysis.small import Ad, corpus_of

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "add-a-figure.md"
KIND, ORACLE, SIMULATION = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def remote(monkeypatch):
    """Return the file of the kind as a module that can be imported by its name."""
    module = ModuleType("analysis.kinds.demand.remote")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(KIND, module.__dict__)
    return module


def test_the_kind_of_the_guide_prints_its_columns(remote):
    ads = [Ad(f"E{n}", ["pytorch"], workplace="remote" if n % 4 else "onsite") for n in range(40)]

    (row,) = remote.KIND.rows(corpus_of(ads), Slice(), remote.KIND.example)

    assert tuple(row) == remote.KIND.columns
    assert row["share"] == 0.75
    assert row["sentence"].startswith("about 75 in 100 vacancies of all years (")


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.usefixtures("remote")
def test_the_oracle_of_the_guide_passes(seed):
    names: dict = {}
    exec(ORACLE, names)

    names["test_remote_share_equals_plain_counting"](seed)


def test_the_simulation_of_the_guide_prints_an_interval(remote):
    names = {**vars(simulated), "remote_share": remote.remote_share}
    exec(SIMULATION, names)

    held = names["of_remote"](np.random.default_rng(1))

    assert held.low < held.true < held.high


def test_the_proofs_of_the_guide_are_those_that_it_writes(remote):
    assert f"def {remote.KIND.oracle.rpartition('.')[2]}(" in ORACLE
    assert f"[{remote.KIND.name}]" in remote.KIND.simulation
