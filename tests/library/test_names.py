"""What `import skillgauge` brings: its names, each loaded when it is used, and nothing before."""

import ast
import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import skillgauge as sg
from data.paths import ROOT, STORE_VARIABLE
from data.store.facts.snapshot import unpack_snapshot

LIGHT = 0.1  # seconds
IMPORTS = 2.5  # of pandas: as much processor time may pass until the first frame; 1.7 were measured
HEAVY = {"numpy", "pandas", "data.records", "nlp.reader", "analysis.registry", "data.store.writer"}

STEPS = """
import json, sys, time
start = time.process_time()
import skillgauge as sg
light = time.process_time() - start
loaded = sorted(sys.modules)
import pandas
pandas_too = time.process_time() - start
frame = sg.open_market().shares(role="ml_engineer")
print(json.dumps([light, pandas_too - light, time.process_time() - start, loaded, len(frame)]))
"""


@pytest.fixture(scope="module")
def fresh():
    """Return the processor time of a fresh process up to its first frame, and what it loaded."""
    variables = {STORE_VARIABLE: str(unpack_snapshot()), "PYTHONPATH": str(ROOT), "PATH": ""}
    shown = subprocess.run(
        [sys.executable, "-c", STEPS], env=variables, check=True, capture_output=True, cwd=ROOT
    ).stdout
    return json.loads(shown)


def test_the_import_loads_nothing_and_takes_no_time(fresh):
    light, _, _, loaded, _ = fresh

    assert not HEAVY & set(loaded)
    assert light < LIGHT


def test_the_first_frame_comes_within_a_few_imports_of_pandas(fresh):
    _, pandas, all_of_it, _, rows = fresh

    assert rows == 30
    assert all_of_it < IMPORTS * pandas


@pytest.mark.parametrize("name", sg.__all__)
def test_every_public_name_is_there(name):
    assert getattr(sg, name) is not None
    assert name in dir(sg)


def test_a_name_that_is_not_public_is_refused_as_in_any_module():
    with pytest.raises(AttributeError, match="has no attribute 'shares'"):
        _ = sg.shares


def test_the_version_is_that_of_the_package():
    assert sg.__version__ == metadata.version("skillgauge")


def test_editors_see_every_name_that_is_loaded_late():
    tree = ast.parse(Path(sg.__file__).read_text(encoding="utf-8"))
    (guarded,) = [node for node in tree.body if isinstance(node, ast.If)]
    taken = [node for node in guarded.body if isinstance(node, ast.ImportFrom)]
    imported = {alias.name for node in taken for alias in node.names}

    assert imported == {*sg.__all__} - {"__version__"}
    assert (Path(sg.__file__).parent / "py.typed").exists()
