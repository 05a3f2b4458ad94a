"""The recipes for unattended runs, as the documents have them: green where all is well, red where not."""

import json
import lzma
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from data.store.facts.tables import load_tables
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
if sys.argv[1] == "forget":
    sys.exit(int(os.environ.get("FORGET", 0)))
open(sys.argv[sys.argv.index("--out") + 1], "w").close()
"""


def cron(words: str = "dev.py") -> str:
    """Return what cron would run: the line of the guide that holds `words`."""
    lines = re.findall(r"^ {4}\d+ \d+ \* \* \* +(.+)$", GUIDE, re.MULTILINE)
    assert not [line for line in lines if "%" in line]  # cron takes it for a line end
    (line,) = (line for line in lines if words in line)
    return line


def unit(words: str = "dev.py") -> str:
    """Return what the service would run whose command holds `words`."""
    lines = re.findall(r"^ {4}ExecStart=(.+)$", GUIDE, re.MULTILINE)
    (line,) = (line for line in lines if words in line)
    return f"exec {line}"


def steps() -> list[dict[str, str]]:
    """Return the steps of the workflow: `run` or `uses`, `id`, `if`, and the `path` they work on."""
    _, listed = WORKFLOW.split("    steps:\n")
    found = [dict(re.findall(r"([a-z]+): (.+)", step)) for step in re.split(r"^ {6}- ", listed, flags=re.M)]
    assert not [step for step in found if step.get("run") == "|"]  # each script is one line
    return [step for step in found if step]


def runs_now(condition: str | None, outcomes: dict[str, str], *, failed: bool) -> bool:
    """Tell whether a step's turn comes in a job that nobody cancels."""
    if condition is None:
        return not failed
    for part in condition.removeprefix("${{").removesuffix("}}").split("&&"):
        if part.strip() == "!cancelled()":
            continue
        name, wanted = re.fullmatch(r"steps\.(\w+)\.outcome == '(\w+)'", part.strip()).groups()
        if outcomes.get(name) != wanted:
            return False
    return True


PROGRAM = ".local/bin/skillgauge"
RECIPES = {
    "cron": cron,
    "cron of a package": lambda: cron(PROGRAM),
    "systemd": unit,
    "systemd of a package": lambda: unit(PROGRAM),
    "workflow": steps,
}
SHELLS = {
    "cron": ["/bin/sh", "-c"],
    "systemd": ["/bin/bash", "-e", "-c"],
    "workflow": ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"],
}
LOGS = {"cron": "data/local/scrape.log", "cron of a package": "home/skillgauge.log"}


@pytest.fixture
def clone(tmp_path):
    """A folder as a fresh clone has it: no data/local, no store."""
    return new_clone(tmp_path)


def new_clone(parent):
    """Make such a folder."""
    folder = parent / "clone"
    (folder / "data").mkdir(parents=True)
    (folder / "dev.py").write_text(STUB)
    program = folder / "home" / PROGRAM
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{folder}/dev.py" "$@"\n')
    program.chmod(0o755)
    return folder


def run(recipe, folder, **environment):
    """Run a recipe in a folder as its machinery does."""
    if recipe == "workflow":
        return run_workflow(folder, environment)
    return run_script(recipe, RECIPES[recipe](), folder, environment)


def run_workflow(folder, environment):
    """Run the steps whose turn comes; return how the first that failed ended, else how the last did."""
    outcomes, first, done = {}, None, None
    for step in steps():
        if not runs_now(step.get("if"), outcomes, failed=first is not None):
            continue
        if "uses" in step:
            use_cache(step, folder)
            continue
        done = run_script("workflow", step["run"], folder, environment)
        outcomes[step.get("id", "")] = "success" if done.returncode == 0 else "failure"
        first = first or (done if done.returncode else None)
    return first or done


def use_cache(step, folder):
    """Do what the actions do that bring the cache's file and keep it."""
    path, kept = folder / step.get("path", "."), folder / "cached"
    if step["uses"].startswith("actions/cache/restore@") and kept.exists():
        shutil.copy(kept, path)
    elif step["uses"].startswith("actions/cache/save@") and path.exists():
        shutil.copy(path, kept)
    else:
        assert not step["uses"].startswith("actions/cache@")  # it saves whatever the job leaves behind


def run_script(recipe, script, folder, environment):
    """Run one script in the shell that the recipe's machinery takes."""
    script = script.replace("/path/to/skillgauge", str(folder))
    script = script.replace("/usr/bin/python3", sys.executable).replace(
        "python3 dev.py", f"{sys.executable} dev.py"
    )
    script = script.replace("%h/", f"{folder}/home/")
    shell = SHELLS[recipe.partition(" ")[0]]
    home = str(folder / "home")
    environment = {"PATH": os.environ["PATH"], "HOME": home, "GITHUB_STEP_SUMMARY": os.devnull, **environment}
    return subprocess.run(
        [*shell, script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("code", [0, 1, 2, 3, 130])
def test_a_recipe_is_red_where_its_scrape_is(recipe, code, clone):
    done = run(recipe, clone, CODE=str(code))

    assert done.returncode == code
    if recipe in LOGS:
        assert bool(done.stdout) == bool(code)  # cron mails what is printed
        assert "scrape --tolerant --format json" in (clone / LOGS[recipe]).read_text()
    if recipe == "workflow":
        assert (clone / "facts.db.xz").exists() == (code == 0)


def scrape(recipe, clone, *, more="", any_board=True, **environment):
    """Run a recipe against a stand-in of one board; `more` are further options."""
    (clone / "fast.toml").write_text("pace = 0.01\n")
    store = str(clone / "data" / "market.db")
    board = "kestrel" if any_board else "kestrelanalytics"
    with serving(any_board=any_board) as server:
        options = f"--source greenhouse --board {board} {more} --all-roles --workers 1 --config fast.toml "
        options += f"--endpoint greenhouse={server.endpoint('greenhouse')}"
        return run(recipe, clone, CLI=str(ROOT), SCRAPE=options, SKILLGAUGE_STORE=store, **environment)


def ask(store, question):
    """Return the rows that answer a question in SQL."""
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute(question).fetchall()


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """The beginnings of all texts that a scrape of the stand-in brings, as cron's store has them."""
    folder = new_clone(tmp_path_factory.mktemp("cron"))
    done = scrape("cron", folder)
    assert done.returncode == 0, done.stderr
    found = ask(folder / "data" / "market.db", "SELECT substr(body, 1, 60) FROM text")
    assert found
    return [body.encode() for (body,) in found]


def holds(file, texts):
    """Tell whether a file, packed or not, holds one of the texts."""
    content = lzma.decompress(file.read_bytes()) if file.suffix == ".xz" else file.read_bytes()
    return any(text in content for text in texts)


def test_the_workflow_hands_over_no_text_and_goes_on_from_what_it_kept(clone, texts):
    first = scrape("workflow", clone)
    (clone / "data" / "market.db").unlink()
    facts = load_tables(clone / "cached").snapshot
    second = scrape("workflow", clone)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert not any(holds(clone / name, texts) for name in ("facts.db.xz", "cached", "summary.json"))
    assert load_tables(clone / "cached").snapshot == facts
    assert json.loads((clone / "summary.json").read_text())["read"] == 0
    counts = "SELECT kept, updated, unchanged, closed FROM run_board ORDER BY run"
    assert ask(clone / "cached", counts) == [(len(texts), 0, 0, 0), (0, 0, len(texts), 0)]


def test_the_workflow_keeps_no_text_of_a_scrape_that_was_killed(clone, texts):
    done = scrape("workflow", clone, SKILLGAUGE_CRASH_AT="before_run_close")

    assert done.returncode != 0
    assert ask(clone / "cached", "SELECT count(*) > 0 FROM posting") == [(1,)]
    assert not holds(clone / "cached", texts)
    assert not (clone / "facts.db.xz").exists()


def test_the_workflow_keeps_nothing_where_texts_may_be_left(clone):
    (clone / "data" / "market.db").write_bytes(b"texts")

    done = run("workflow", clone, CODE="0", FORGET="3")

    assert done.returncode == 3
    assert not (clone / "cached").exists()


@pytest.mark.parametrize("recipe", ["cron of a package", "systemd", "workflow"])
def test_a_recipe_is_red_where_the_store_is_lost(recipe, clone):
    store = clone / "data" / "market.db"
    store.write_bytes(b"not a store")

    done = run(recipe, clone, CLI=str(ROOT), SCRAPE="--source greenhouse", SKILLGAUGE_STORE=str(store))

    assert done.returncode == 3


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_is_red_where_the_program_cannot_start(recipe, clone, tmp_path):
    (tmp_path / "cli.py").write_text("import a_library_that_is_missing")
    (tmp_path / "skillgauge.py").write_text("import a_library_that_is_missing")

    done = run(recipe, clone, CLI=str(tmp_path), SCRAPE="")

    assert done.returncode == 1
    assert not (clone / "facts.db.xz").exists()


def test_a_recipe_is_green_where_some_boards_failed_and_says_which(clone):
    done = scrape("cron", clone, more="--board nobody", any_board=False)

    (line,) = re.findall(r"^\{.+", (clone / LOGS["cron"]).read_text(), re.MULTILINE)
    assert (done.returncode, done.stdout) == (0, "")
    assert [failed["board"] for failed in json.loads(line)["failed"]] == ["nobody"]


def test_the_shell_of_the_workflow_fails_with_what_stands_before_a_pipe(clone):
    assert re.search(r"^    defaults:\n      run:\n        shell: bash\b", WORKFLOW, re.MULTILINE)
    assert run_script("workflow", "false | cat", clone, {}).returncode == 1


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_the_units_are_units(tmp_path):
    blocks = re.split(r"^ {4}# (?:/etc/systemd/system|~/\.config/systemd/user)/", GUIDE, flags=re.MULTILINE)[
        1:
    ]
    folders = [tmp_path / "of a checkout", tmp_path / "of a checkout", tmp_path / "of a package"]
    found = []
    for folder, block in zip(folders, blocks, strict=True):
        folder.mkdir(exist_ok=True)
        name, _, lines = re.match(r"(?: {4}.*\n|\n)+", f"    {block}")[0].partition("\n")
        text = re.sub(r"^ {4}", "", lines, flags=re.MULTILINE).replace("/path/to/skillgauge", str(ROOT))
        (folder / name.strip()).write_text(
            text.replace("User=skillgauge", "User=root").replace("%h/.local/bin/skillgauge", sys.executable)
        )
        found.append(name.strip())
    assert found == ["skillgauge.service", "skillgauge.timer", "skillgauge.service"]

    for folder in dict.fromkeys(folders):
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", *map(str, folder.iterdir())],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_artefact_is_facts_alone():
    (paths,) = re.findall(r"^ +path: \|\n((?: {12}.+\n?)+)", WORKFLOW, re.MULTILINE)

    assert paths.split() == ["facts.db.xz", "summary.json"]
    assert "snapshot build --out facts.db.xz" in WORKFLOW


@pytest.mark.parametrize("name", ["ci.yml", "prove.yml", "refresh.yml"])
def test_a_workflow_may_only_read_and_pins_its_actions(name):
    text = (ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8")

    assert re.findall(r"^permissions:\n((?:  .+\n)+)", text, re.MULTILINE) == ["  contents: read\n"]
    assert all(
        re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\S+", used) for used in re.findall(r"uses: (.+)", text)
    )
