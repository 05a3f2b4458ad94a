import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = [ROOT / "app.py", *sorted((ROOT / "dashboard").rglob("*.py"))]
PAGES = sorted((ROOT / "dashboard" / "pages").glob("*.py"))
BANNED = {
    "unsafe_allow_html",
    "html",
    "iframe",
    "components",
    "write",
    "exception",
    "column_config.LinkColumn",
}
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_sink_that_trusts_its_text_is_used(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))

    names = {word.arg for word in ast.walk(tree) if isinstance(word, ast.keyword)}
    called = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "st"
    }
    assert "unsafe_allow_html" not in names
    assert not called & BANNED


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_icon_makes_a_browser_call_a_font_host(path):
    assert ":material/" not in path.read_text(encoding="utf-8").replace('":material', "").split('"""', 2)[-1]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_reads_like_its_outline(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    main = next(node for node in tree.body if isinstance(node, ast.FunctionDef))

    assert main.name == "main"
    assert (main.end_lineno or 0) - main.lineno <= 25


def test_the_entry_is_short():
    assert (ROOT / "app.py").read_text(encoding="utf-8").count("\n") < 80


def test_settings_keep_the_dashboard_on_this_machine_and_silent():
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["server"]["enableXsrfProtection"] is True
    assert CONFIG["server"]["maxMessageSize"] <= 200
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["client"]["disableDataExport"] is True


def test_the_settings_are_in_force():
    shown = subprocess.run(
        [sys.executable, "-m", "streamlit", "config", "show"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    lines = set(shown.splitlines())
    assert {"gatherUsageStats = false", 'address = "127.0.0.1"', "disableDataExport = true"} <= lines
    assert 'showErrorDetails = "none"' in lines


def test_starting_a_page_loads_no_scraper_no_extractor_and_no_spacy(market):
    code = (
        "import sys; from streamlit.testing.v1 import AppTest;"
        "app = AppTest.from_file('app.py', default_timeout=60).run();"
        "assert app.title, app;"
        "bad = {'spacy', 'httpx', 'scraper', 'nlp'} & {name.split('.')[0] for name in sys.modules};"
        "print(sorted(bad))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
        env={**os.environ, "SKILLGAUGE_STORE": str(market)},
    )  # laid out as a table  # fmt: skip

    assert done.stdout.strip().splitlines()[-1] == "[]"
