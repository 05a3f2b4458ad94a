"""Shell completion: what a Tab offers, in a real shell where there is one."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

import cli
from commands.shell.completing import SKILL, TABLE, VARIABLE, answer, skill_names
from data.catalogue.skills import load_skills
from data.paths import ROOT
from tests.command_table import table

BASH_WORDS = r"""
eval "$(skillgauge completion bash)"
COMP_WORDS=("${@}"); COMP_CWORD=$((${#@} - 1))
_skillgauge_completion skillgauge
printf '%s\n' "${COMPREPLY[@]}"
"""


def test_the_table_is_what_the_commands_say():
    assert json.loads(TABLE.read_text(encoding="utf-8")) == table(), "run `python3 dev.py commands`"


def test_the_entry_knows_when_a_shell_asks():
    assert cli.COMPLETING == VARIABLE


def test_the_names_of_skills_are_those_of_the_catalogue():
    assert sorted(skill_names()) == [(skill.id, skill.name) for skill in load_skills()]


def offered(monkeypatch, capsys, *words: str) -> list[str]:
    """Return what completes the last of the words after `skillgauge`, as bash is told it: type and value."""
    monkeypatch.setenv(VARIABLE, "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "\n".join(["skillgauge", *words]))
    monkeypatch.setenv("COMP_CWORD", str(len(words)))

    assert answer(cli.COMMANDS) == 0

    return capsys.readouterr().out.split()


def values(found: list[str]) -> list[str]:
    """Return the values among what a shell is told."""
    return [one.removeprefix("plain,") for one in found if one.startswith("plain,")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["fi"], ["figure"]),
        (["--v"], ["--version"]),
        (["help", "ev"], ["evaluate"]),
        (["boards", "re"], ["recognise"]),
        (["figure", "s"], ["share", "study", "sayings"]),
        (["export", "tr"], ["trends"]),
        (["figure", "share", "--sk"], ["--skill"]),
        (["figure", "share", "--role", "ml"], ["ml_engineer", "mlops_engineer"]),
        (["figure", "share", "--cloud", "a"], ["aws", "azure", "any"]),
        (["figure", "share", "--format", ""], ["table", "json", "csv"]),
        (["figure", "share", "--format", "=", "j"], ["json"]),
        (["figure", "trend", "--step", "q"], ["quarter"]),
        (["figure", "share", "--skill", "tensorflow"], ["tensorflow"]),
        (["figure", "study", "--have", "scikit-l"], ["scikit-learn"]),
        (["scrape", "--source", "gre"], ["greenhouse"]),
        (["completion", "z"], ["zsh"]),
        (["figure", "share", "--since", ""], []),
    ],
    ids=str,
)
def test_a_tab_offers(monkeypatch, capsys, words, expected):
    found = values(offered(monkeypatch, capsys, *words))

    assert [value for value in expected if value not in found] == []
    assert words[-2:-1] == ["--skill"] or found == expected


@pytest.mark.parametrize(
    "words", [["import", "du"], ["figure", "share", "--store", ""], ["export", "shares", "--out", "a"]]
)
def test_a_file_is_left_to_the_shell(monkeypatch, capsys, words):
    assert offered(monkeypatch, capsys, *words) == [f"file,{words[-1]}"]


def test_every_command_is_offered(monkeypatch, capsys):
    assert set(values(offered(monkeypatch, capsys, ""))) == {*cli.COMMANDS, "help"}


def test_what_is_offered_for_a_skill_needs_no_quotes(monkeypatch, capsys):
    found = values(offered(monkeypatch, capsys, "figure", "share", "--skill", "google"))

    assert len(found) > 5
    assert not [value for value in found if set(value) & set(" ,:'\"()&$*?")]


@pytest.mark.parametrize("typed", ["PyTo", "pyto", "scik", "Tensor", "go"])
def test_all_that_is_offered_for_a_skill_goes_on_from_what_was_typed(monkeypatch, capsys, typed):
    found = values(offered(monkeypatch, capsys, "figure", "share", "--skill", typed))

    assert len(found) > 1
    assert [value for value in found if not value.startswith(typed)] == []


def test_an_option_whose_values_are_listed_says_so():
    figure = {one["options"][0]: one for one in table()["figure"]["parameters"] if "options" in one}

    assert figure["--skill"]["takes"] == figure["--have"]["takes"] == SKILL
    assert figure["--top"].get("takes") is None


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a `skillgauge` on the path, as an installation does."""
    script = tmp_path / "skillgauge"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m cli "$@"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")


def in_shell(*command: str) -> list[str]:
    """Return the lines that a shell prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.usefixtures("program")
@pytest.mark.parametrize(
    ("line", "expected"),
    [("skillgauge fi", ["figure"]), ("skillgauge figure share --skill pytorch3", ["PyTorch3D"])],
)
def test_bash_completes(line, expected):
    assert in_shell("bash", "--norc", "-c", BASH_WORDS, "bash", *line.split()) == expected


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
@pytest.mark.usefixtures("program")
def test_fish_completes():
    script = 'skillgauge completion fish | source; complete -C "skillgauge fi"'

    assert in_shell("fish", "--no-config", "-c", script) == ["figure"]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
@pytest.mark.usefixtures("program")
def test_zsh_takes_the_script():
    script = (
        'autoload -U compinit; compinit -D; eval "$(skillgauge completion zsh)"; print $_comps[skillgauge]'
    )

    assert in_shell("zsh", "-f", "-c", script) == ["_skillgauge_completion"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_has_a_script(monkeypatch, capsys, shell):
    monkeypatch.setattr(sys, "argv", ["skillgauge", "completion", shell])
    with pytest.raises(SystemExit) as ended:
        cli.main()

    assert ended.value.code == 0
    assert re.search(rf"{VARIABLE}\W+{shell}_complete", capsys.readouterr().out)


def test_a_tab_loads_no_command():
    question = {
        VARIABLE: "bash_complete",
        "COMP_WORDS": "skillgauge\nfigure\n--skill\npyt",
        "COMP_CWORD": "3",
    }
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "cli"],
        cwd=ROOT,
        env={**os.environ, **question},
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "plain,pytorch" in done.stdout.splitlines()
    assert "click.shell_completion" in loaded
    assert not loaded & {"typer", "numpy", "pandas", "tomllib", "commands.figure"}
