"""`nlp.add_pipe("skillgauge")` in a fresh process, by the entry point alone, as docs/spacy.md shows it."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "spacy.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```\n\nprints\n\n((?: {4}[^\n]*\n)+)", PAGE, re.DOTALL)


@pytest.fixture
def installed(tmp_path):
    """Run Python as where Skillgauge is installed, from an empty folder; the answer is what it printed."""
    entries = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    info = tmp_path / "site" / "skillgauge-0.0.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: skillgauge\nVersion: 0.0.0\n")
    lines = [f"{name} = {value}" for name, value in entries["spacy_factories"].items()]
    (info / "entry_points.txt").write_text("[spacy_factories]\n" + "\n".join(lines) + "\n")
    (tmp_path / "work").mkdir()

    def run(code: str) -> str:
        path = os.pathsep.join([str(tmp_path / "site"), str(ROOT)])
        done = subprocess.run(
            [sys.executable, "-W", "error::UserWarning", "-c", code],
            cwd=tmp_path / "work",
            env={**os.environ, "PYTHONPATH": path},
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_the_page_prints_what_it_says(installed):
    assert len(EXAMPLES) == PAGE.count("```python") == 6

    printed = installed("".join(code for code, _ in EXAMPLES))

    assert printed == "".join(re.sub("^ {4}", "", said, flags=re.MULTILINE) for _, said in EXAMPLES)


def test_a_pipeline_without_the_component_loads_the_factory_and_nothing_else(installed):
    loaded = installed(
        "import sys, spacy; before = set(sys.modules); spacy.blank('xx').add_pipe('sentencizer')\n"
        "rooms = ('skillgauge', 'nlp', 'data', 'analysis', 'commands', 'pandas')\n"
        "new = set(sys.modules) - before\n"
        "print(*sorted(name for name in new if name.partition('.')[0] in rooms))"
    )

    assert loaded.split() == ["nlp", "nlp.factory", "skillgauge", "skillgauge.spacy_factory"]
