"""The recipes for unattended runs, as the documents have them: green where all is well, red where not."""

import lzma
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.replay_server import serving

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
WORKFLOW = (ROOT / ".github" / "workflows" / "refresh.yml").read_text(encoding="utf-8")
STUB = """
import os, subprocess, sys
if "CLI" in os.environ:
    more = os.environ["SCRAPE"].split() if sys.argv[1] == "scrape" else []
    folder = os.environ["CLI"]
    command = [sys.executable, "-m", "cli", *sys.argv[1:], *more]
    sys.exit(subprocess.run(command, env={**os.environ, "PYTHONPATH": folder}).returncode)
print(" ".join(sys.argv[1:]))
if sys.argv[1] == "scrape":
    sys.exit(int(os.environ["CODE"]))
open(sys.argv[sys.argv.index("--out") + 1], "w").close()
"""


def cron() -> str:
    """Return what cron would run."""
    (line,) = re.findall(r"^ {4}\d+ \d+ \* \* \* +(.+)$", GUIDE, re.MULTILINE)
    assert "%" not in line  # cron takes it for a line end
    return line


def unit() -> str:
    """Return what the service would run."""
    (line,) = re.findall(r"^ {4}ExecStart=(.+)$", GUIDE, re.MULTILINE)
    return f"exec {line}"


def workflow() -> str:
    """Return the steps of the workflow; each is a script that ends at its first failure, as is the job."""
    steps = re.findall(r"^ +- run: (.+)$", WORKFLOW, re.MULTILINE)
    assert "|" not in "".join(steps)  # the shell that runs them hides what fails before a pipe
    return "\n".join(steps)


RECIPES = {"cron": cron, "systemd": unit, "workflow": workflow}


@pytest.fixture
def clone(tmp_path):
    """A folder as a fresh clone has it: no data/local, no store."""
    folder = tmp_path / "clone"
    (folder / "data").mkdir(parents=True)
    (folder / "dev.py").write_text(STUB)
    return folder


def run(recipe, folder, **environment):
    """Run a recipe in a folder as its machinery does."""
    script = RECIPES[recipe]().replace("/path/to/skillgauge", str(folder))
    script = script.replace("/usr/bin/python3", sys.executable).replace(
        "python3 dev.py", f"{sys.executable} dev.py"
    )
    shell = ["/bin/sh", "-c"] if recipe == "cron" else ["/bin/bash", "-e", "-c"]
    environment = {"PATH": os.environ["PATH"], "GITHUB_STEP_SUMMARY": os.devnull, **environment}
    return subprocess.run(
        [*shell, script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("code", [0, 1, 2, 3, 130])
def test_a_recipe_is_red_where_its_scrape_is(recipe, code, clone):
    done = run(recipe, clone, CODE=str(code))

    assert done.returncode == code
    if recipe == "cron":
        assert bool(done.stdout) == bool(code)  # cron mails what is printed
        assert "scrape --tolerant --format json" in (clone / "data" / "local" / "scrape.log").read_text()
    if recipe == "workflow":
        assert (clone / "facts.db.xz").exists() == (code == 0)


@pytest.mark.parametrize("recipe", ["cron", "workflow"])
def test_a_recipe_refreshes_a_store_and_hands_over_no_text(recipe, clone):
    store = clone / "data" / "market.db"
    (clone / "fast.toml").write_text("pace = 0.01\n")
    with serving(any_board=True) as server:
        options = "--source greenhouse --board kestrel --all-roles --workers 1 --config fast.toml "
        options += f"--endpoint greenhouse={server.endpoint('greenhouse')}"
        done = run(recipe, clone, CLI=str(ROOT), SCRAPE=options, SKILLGAUGE_STORE=str(store))

    assert done.returncode == 0, done.stderr
    connection = sqlite3.connect(store)
    texts = [body for (body,) in connection.execute("SELECT body FROM text")]
    connection.close()
    assert texts
    if recipe == "workflow":
        facts = lzma.decompress((clone / "facts.db.xz").read_bytes())
        assert not any(text[:80].encode() in facts for text in texts)


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_is_red_where_the_store_is_lost(recipe, clone):
    store = clone / "data" / "market.db"
    store.write_bytes(b"not a store")

    done = run(recipe, clone, CLI=str(ROOT), SCRAPE="--source greenhouse", SKILLGAUGE_STORE=str(store))

    assert done.returncode == 3


def test_the_artefact_is_facts_alone():
    (paths,) = re.findall(r"^ +path: \|\n((?: {12}.+\n?)+)", WORKFLOW, re.MULTILINE)

    assert paths.split() == ["facts.db.xz", "summary.json"]
    assert "snapshot build --out facts.db.xz" in WORKFLOW


@pytest.mark.parametrize("name", ["ci.yml", "refresh.yml"])
def test_a_workflow_may_only_read_and_pins_its_actions(name):
    text = (ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8")

    assert re.findall(r"^permissions:\n((?:  .+\n)+)", text, re.MULTILINE) == ["  contents: read\n"]
    assert all(
        re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\S+", used) for used in re.findall(r"uses: (.+)", text)
    )
