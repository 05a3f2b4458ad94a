"""What the documentation says is what the program does."""

import ast
import re
import shlex
from pathlib import Path

import numpy as np
import pytest
import typer.testing

import cli
from analysis.options import option
from analysis.registry import exported_kinds, figure_kinds
from commands.shared.source_table import with_table
from data.errors import SkillgaugeError
from data.origins import collections, source_name
from data.releases.shelf_life import load_shelf_life
from data.releases.vintages import load_vintages
from data.store.facts.snapshot import unpack_snapshot
from data.store.facts.tables import load_tables

ROOT = Path(__file__).resolve().parents[1]
DEV_WORDS = {"commands", "dashboard", "test", "lint", "bench", "prove", "golden", "screenshots", "lock"}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def dev_calls(text: str) -> list[list[str]]:
    """Return the arguments of each `python3 dev.py ...` and `skillgauge ...` line of a document."""
    return [
        shlex.split(line, comments=True)
        for line in re.findall(r"^ {4}(?:python3 dev\.py|skillgauge) (.+)$", text, re.MULTILINE)
    ]


CALLS = dev_calls(read("README.md"))
GUIDE_CALLS = [call for page in ROOT.glob("docs/add-a-*.md") for call in dev_calls(page.read_text("utf-8"))]


@pytest.mark.parametrize("call", [*CALLS, *GUIDE_CALLS], ids=lambda call: " ".join(call)[:60])
def test_documented_calls_name_commands_and_options_that_exist(call):
    name, options = call[0], [word for word in call[1:] if word.startswith("--")]
    if name in DEV_WORDS:
        assert name in read("dev.py")
        return

    app = __import__(cli.COMMANDS[name][0], fromlist=["app"]).app
    has_words = len(app.registered_commands) + len(app.registered_groups) > 1
    words = [call[1], "--help"] if has_words else ["--help"]
    help_text = typer.testing.CliRunner().invoke(app, words, env={"COLUMNS": "200"}).output

    assert all(option in help_text for option in options)


def test_every_command_is_in_the_readme_once():
    assert sorted(re.findall(r"^\| `([a-z]+)` \|", read("README.md"), re.MULTILINE)) == sorted(cli.COMMANDS)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_explains_itself(name):
    app = __import__(cli.COMMANDS[name][0], fromlist=["app"]).app

    shown = typer.testing.CliRunner().invoke(app, ["--help"])

    assert shown.exit_code == 0
    assert "--help" in shown.output


def test_an_unknown_command_is_answered_with_the_known_ones():
    with pytest.raises(SkillgaugeError, match=r"'scarpe' \(did you mean scrape\?\); there are: scrape"):
        cli.run(["scarpe"])


def test_the_table_of_sources_is_what_the_sources_say():
    page = read("docs/sources.md")

    assert with_table(page) == page, "run `skillgauge boards sources --write docs/sources.md`"


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in ROOT.glob("docs/*.md"))]
)
def test_links_between_documents_lead_somewhere(name):
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", read(name))

    missing = [target for target in targets if not ((ROOT / name).parent / target).exists()]

    assert not missing


@pytest.mark.parametrize("name", ["README.md", "docs/data.md"])
def test_the_documents_name_every_collection_with_its_commit_and_licence(name):
    text = " ".join(read(name).split())

    for one in collections():
        assert one.repository in text
        assert one.commit in text
        assert one.licence in text
        assert all(source_name(source) in text for source in one.sources)


def test_the_documents_count_what_the_snapshot_holds():
    tables = load_tables(unpack_snapshot())
    counts = dict(zip(tables.sources, np.bincount(tables.source).tolist(), strict=True))

    rest = sum(counts.values()) - counts["linkedin"] - counts["hackernews"]
    for name in ("README.md", "docs/data.md"):
        assert f"{counts['linkedin']:,}" in read(name)
        assert f"{counts['hackernews']:,}" in read(name)
        assert f"{rest:,}" in read(name)


def test_what_is_recorded_of_the_release_is_of_the_shipped_facts():
    snapshot = load_tables(unpack_snapshot()).snapshot

    assert f"Facts {snapshot}, read by the rules " in read("docs/quality.md"), "run `quality --into` again"
    assert load_vintages()[-1].snapshot == snapshot, "run `quality --record` again"
    assert load_shelf_life().snapshot == snapshot, "run `prove backtest --write` again"
    assert f"facts {snapshot})." in read("docs/statistics.md")


def test_the_commands_of_a_rebuild_exist():
    calls = dev_calls(read("docs/data.md"))
    shown = re.findall(r"^ {7}python3 dev\.py (.+)$", read("docs/data.md"), re.MULTILINE)

    assert not calls
    assert [shlex.split(line)[0] for line in shown] == ["import", "discover", "snapshot"]


def test_an_option_that_the_readme_gives_a_figure_is_one_that_its_kind_uses():
    figures = {name: kind.options for name, kind in figure_kinds().items()}
    exports = {name: kind.export for name, kind in exported_kinds().items()}
    for call in CALLS:
        rules = {"figure": figures, "export": exports}.get(call[0], {})
        for word in call[2:]:
            if word.startswith("--") and call[1] in rules:
                assert word in {*map(option, rules[call[1]].uses), "--format", "--out"}, " ".join(call)


@pytest.mark.parametrize(
    "name",
    ["README.md", "CONTRIBUTING.md", "SECURITY.md", *(f"docs/{p.name}" for p in ROOT.glob("docs/*.md"))],
)
def test_a_file_that_a_document_names_is_there(name):
    packages = "data|scraper|nlp|analysis|dashboard|commands|skillgauge|tests|benchmarks|docs"
    named = re.findall(rf"`((?:{packages})/[\w./-]+\.(?:py|toml|json|md|xz|html))`", read(name))

    # an example of a file to be added is no file yet
    assert not [path for path in named if not (ROOT / path).exists() and "add-a-" not in name]


def test_the_page_of_the_guide_imports_what_there_is():
    (page, _) = re.findall(r"```python\n(.*?)```", read("docs/add-a-page.md"), re.DOTALL)
    taken = [
        (node.module, alias.name)
        for node in ast.parse(page).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]

    missing = [name for module, name in taken if not hasattr(__import__(module, fromlist=[name]), name)]

    assert len(taken) > 10
    assert missing == []
