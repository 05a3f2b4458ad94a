"""The set-up script: what it says when something is missing, and what each word stands for."""

import importlib.util
import re
import resource
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def dev(tmp_path, monkeypatch):
    """Return dev.py as a module that believes in a checkout of its own under `tmp_path`."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "skillgauge.stamp")
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    return module


@pytest.mark.parametrize("version", [(3, 10, 4), (3, 15, 0), (2, 7, 18)], ids=["3.10", "3.15", "2.7"])
def test_an_unfit_python_is_named_in_one_line(dev, monkeypatch, capsys, version):
    monkeypatch.setattr(dev.sys, "version_info", version)

    with pytest.raises(SystemExit) as ended:
        dev.check_python()

    assert ended.value.code == 2
    assert capsys.readouterr().err == (
        f"dev.py: this is Python {version[0]}.{version[1]}, Skillgauge needs 3.11 to 3.14; "
        "call dev.py with such a Python\n"
    )


def test_the_pythons_that_fit_are_the_same_everywhere(dev):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    (oldest_major, oldest), (newest_major, newest) = dev.OLDEST, dev.NEWEST

    assert project["requires-python"] == f">={oldest_major}.{oldest},<{newest_major}.{newest + 1}"
    assert re.findall(
        r"You need Python ([\d.]+) to ([\d.]+)", (ROOT / "README.md").read_text(encoding="utf-8")
    ) == [(f"{oldest_major}.{oldest}", f"{newest_major}.{newest}")]
    assert f'python: ["{oldest_major}.{oldest}", "{newest_major}.{newest}"]' in workflow


def test_a_missing_venv_module_names_the_debian_package(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    monkeypatch.setitem(sys.modules, "ensurepip", None)

    with pytest.raises(SystemExit):
        dev.make_environment()

    assert f"apt install python3.{sys.version_info[1]}-venv" in capsys.readouterr().err


def test_a_missing_network_is_one_line_with_a_question(dev, capsys):
    failing = "import sys; sys.exit('ERROR: No matching distribution found for spacy')"

    with pytest.raises(SystemExit):
        dev.run_quietly([sys.executable, "-c", failing], "install the requirements")

    assert capsys.readouterr().err == (
        "dev.py: could not install the requirements: ERROR: No matching distribution found for spacy; "
        "is there a network connection?\n"
    )


def test_nothing_is_installed_twice(dev, monkeypatch):
    installed = []
    monkeypatch.setattr(dev, "make_environment", lambda: dev.VENV.mkdir(exist_ok=True))
    monkeypatch.setattr(dev, "install", installed.append)

    for lock in (dev.RUN_LOCK, dev.RUN_LOCK, dev.DEV_LOCK, dev.RUN_LOCK, dev.DEV_LOCK):
        dev.set_up(lock)

    assert installed == [dev.RUN_LOCK, dev.DEV_LOCK]


def test_changed_requirements_are_installed_anew(dev, monkeypatch):
    installed = []
    monkeypatch.setattr(dev, "make_environment", lambda: dev.VENV.mkdir(exist_ok=True))
    monkeypatch.setattr(dev, "install", installed.append)

    dev.set_up(dev.RUN_LOCK)
    (dev.ROOT / dev.RUN_LOCK).write_text("changed")
    dev.set_up(dev.RUN_LOCK)

    assert installed == [dev.RUN_LOCK, dev.RUN_LOCK]


def test_an_environment_for_developing_stays_one(dev, monkeypatch):
    installed = []
    monkeypatch.setattr(dev, "make_environment", lambda: dev.VENV.mkdir(exist_ok=True))
    monkeypatch.setattr(dev, "install", installed.append)

    dev.set_up(dev.DEV_LOCK)
    (dev.ROOT / dev.RUN_LOCK).write_text("changed")
    (dev.ROOT / dev.DEV_LOCK).write_text("changed")
    dev.set_up(dev.RUN_LOCK)

    assert installed == [dev.DEV_LOCK, dev.DEV_LOCK]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["test", "-k", "x"], ["-m", "pytest", "-k", "x"]),
        (["lint"], ["-m", "ruff", "check"]),
        (["train", "--evaluate"], ["-m", "nlp.trained.train", "--evaluate"]),
        (["bench", "extract", "--ads", "9"], ["-m", "benchmarks.extract", "--ads", "9"]),
        (["prove", "stores", "--rounds", "9"], ["-m", "tests.prove.stores", "--rounds", "9"]),
        (["compile", "--remove"], ["-m", "benchmarks.compiled_reader", "--remove"]),
        (["golden"], ["-m", "tests.golden"]),
        (["commands"], ["-m", "tests.command_table"]),
        (["figure", "share"], ["-P", "-m", "skillgauge", "figure", "share"]),
    ],
    ids=lambda words: words[0] if isinstance(words[0], str) else "",
)
def test_each_word_stands_for_one_command(dev, words, first):
    assert dev.plan(words[0], words[1:])[0] == first


def test_a_long_check_that_is_not_there_is_answered_with_those_that_are(dev, monkeypatch, capsys):
    folder = dev.ROOT / "tests" / "prove"
    folder.mkdir(parents=True)
    (folder / "stores.py").write_text("def main(): ...")
    (folder / "parts.py").write_text('"""Only parts of a check."""')

    with pytest.raises(SystemExit):
        dev.main(["prove", "nothing"])

    assert capsys.readouterr().err == "dev.py: name a long check: stores\n"


def test_long_checks_are_listed_with_a_line_each(dev, capsys):
    folder = dev.ROOT / "tests" / "prove"
    folder.mkdir(parents=True)
    (folder / "stores.py").write_text('"""Damage stores.\n\nMore of it."""\ndef main(argv): ...')
    (folder / "parts.py").write_text('"""Only parts of a check."""')

    code = dev.main(["prove"])

    assert (code, capsys.readouterr().out) == (0, "stores       Damage stores.\n")


def test_words_of_help_start_within_a_second():
    begun = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime

    done = subprocess.run(
        [sys.executable, ROOT / "dev.py", "--help"], capture_output=True, text=True, check=True
    )

    assert "python3 dev.py dashboard" in done.stdout
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - begun < 1  # second of the processor
