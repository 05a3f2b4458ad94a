"""A figure starts fast: a new process imports what it needs, and takes no longer than importing pandas.

`python3 dev.py bench start` measures the same with more pairs, and every kind of figure.
"""

import json
import os
import subprocess
import sys

import pytest

from data.store.facts.snapshot import unpack_snapshot

pytest.importorskip("resource", reason="processor time of another process needs Unix")
from benchmarks.start import LIMIT, ROOT, SHARE, beside_pandas

QUIET = 0.8  # processes that run, of the last minute, above which a machine is not quiet
BUSY_LIMIT = 1.2  # times pandas there

HEAVY = {
    "pandas", "sqlite_utils", "sklearn", "rich", "streamlit", "spacy", "plotly", "pydantic", "bs4", "lxml",
    "httpx", "numpy.f2py", "numpy.testing", "scipy.special._basic", "scipy.stats", "scipy.linalg",
}  # laid out as a table  # fmt: skip
OTHER_ROOMS = {
    "data.store.writer", "data.store.base.migration_steps", "analysis.figures.trends", "nlp.reader",
    "scraper",
}  # laid out as a table  # fmt: skip
CALL = """
import sys, json
sys.argv = ["skillgauge", *json.loads(sys.argv[1])]
import cli
try:
    cli.main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
COMMANDS = {
    "a table": ["figure", "share"],
    "a selection": ["figure", "share", "--skill", "PyTorch", "--role", "ml_engineer", "--format", "json"],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_share_imports_no_library_that_it_does_not_need(command):
    unpack_snapshot()

    done = subprocess.run(
        [sys.executable, "-c", CALL, json.dumps(command)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    modules = set(json.loads(done.stderr.splitlines()[-1]))
    assert not modules & (HEAVY | OTHER_ROOMS)
    assert "Py" in done.stdout


def test_a_share_takes_no_more_processor_time_than_importing_pandas():
    """Where other processes are running, pandas starts fewer threads, so only a wider limit can be held."""
    unpack_snapshot()

    ours, pandas = beside_pandas(SHARE, pairs=3)
    if ours > LIMIT * pandas:  # another process may have taken its time: the least of more pairs is nearer
        ours, pandas = beside_pandas(SHARE, pairs=9)

    said = f"{ours:.2f} s beside {pandas:.2f} s: `python3 dev.py bench start` says more"
    assert ours <= BUSY_LIMIT * pandas, said
    if ours > LIMIT * pandas and os.getloadavg()[0] > QUIET:
        pytest.skip(f"the machine is not quiet: {said}")
    assert ours <= LIMIT * pandas, said
