"""Help pages: there at once, with examples that run."""

import importlib
import io
import json
import lzma
import re
import resource
import shlex
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer

import cli
import tests.shipped_files  # noqa: F401 - takes the real files, before the fixture here stands in for some
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from data.catalogue.catalogue_in_use import CatalogueInUse
from data.catalogue.reader_digest import named_rules
from data.paths import ROOT
from data.places import PLACES
from data.records import Skill
from data.store.reading.store_records import PostingText
from data.version import VERSION
from nlp.catalogue.catalog import Catalog
from nlp.scoring.packed_labels import Original, pack
from scraper.runs.probe import Probe
from tests.data.building import a_store

HEAVY = {"typer", "click", "rich", "numpy", "pandas", "spacy", "streamlit", "importlib.metadata", "tomllib"}
HEAVY_OF_COMMANDS = {
    "pandas",
    "scipy",
    "sklearn",
    "spacy",
    "streamlit",
    "plotly",
    "sqlite_utils",
}
GOLD = {"text": "Python", "skills": [], "role": "ml_engineer", "seniority": "mid", "remote": "remote"}
GOLD |= {"clouds": [], "salary": None}
LABELLED = GOLD | {"key": "test:7", "half": "held"}
POSTING = {
    "id": "7",
    "source": "test",
    "title": "ML Engineer",
    "company": "Kestrel",
    "text": "We use Python.",
    "url": "https://kestrel.example/7",
    "posted_at": "2026-03-01",
}
CSV = "id,source,title,company,posted_at,url,text\n8,test,ML Engineer,Caf\xe9,2026-03-01,https://kestrel.example/8,SQL\n"
TABLES = generate_tables(2_000, 2)
RECENT = (date(2025, 9, 1) - date(1970, 1, 1)).days


def processor_seconds(*arguments: str) -> float:
    """Return the least that one of five fresh processes takes."""
    found = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(found)


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_takes_at_most_three_times_what_an_empty_program_takes(option):
    assert processor_seconds("-m", "cli", option) <= 3 * processor_seconds("-c", "pass")


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_loads_no_library(option):
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "cli", option],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )

    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "data.errors" in loaded
    assert not loaded & HEAVY


def test_help_of_a_command_loads_nothing_that_measures_reads_or_draws():
    """Its page is made by importing the command; what takes long is imported where it is used."""
    script = f"import {', '.join(module for module, _ in cli.COMMANDS.values())}, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )

    assert not set(done.stdout.split()) & HEAVY_OF_COMMANDS


def shown(monkeypatch, capsys, *arguments: str) -> tuple[int, str, str]:
    """Return the exit code of a call and what it prints."""
    monkeypatch.setattr(sys, "argv", ["skillgauge", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_the_version_is_that_of_the_code(monkeypatch, capsys):
    assert shown(monkeypatch, capsys, "--version") == (0, f"{VERSION}\n", "")
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


@pytest.mark.parametrize("arguments", [["help"], ["-h"], ["--help"]], ids=" ".join)
def test_help_names_each_command(monkeypatch, capsys, arguments):
    code, out, _ = shown(monkeypatch, capsys, *arguments)

    assert code == 0
    assert re.findall(r"^  ([a-z]+)  ", out, re.MULTILINE) == list(cli.COMMANDS)


def test_help_of_a_command_has_three_spellings(monkeypatch, capsys):
    pages = [
        shown(monkeypatch, capsys, *words)
        for words in (["help", "titles"], ["titles", "-h"], ["titles", "--help"])
    ]

    assert pages[0] == pages[1] == pages[2]
    assert pages[0][0] == 0
    assert "Tell of each title" in pages[0][1]


def test_a_slip_is_answered_with_the_nearest_command(monkeypatch, capsys):
    code, _, err = shown(monkeypatch, capsys, "help", "figur")

    assert code == 2
    assert "there is no command 'figur' (did you mean figure?)" in err


@pytest.mark.parametrize("name", ["boards", "catalog", "discover", "labels", "snapshot"])
def test_a_command_without_its_verb_shows_the_verbs(monkeypatch, capsys, name):
    code, out, err = shown(monkeypatch, capsys, name)

    assert code == 2
    assert out + err == shown(monkeypatch, capsys, name, "--help")[1]
    assert "\nCommands:\n" in out + err


def pages(name: str) -> dict[str, str]:
    """Return the end of the help page of a command, and of each of its verbs."""
    command = typer.main.get_command(importlib.import_module(cli.COMMANDS[name][0]).app)
    verbs = getattr(command, "commands", {})
    return {name: command.epilog or ""} | {f"{name} {verb}": one.epilog or "" for verb, one in verbs.items()}


PAGES = {page: text for name in cli.COMMANDS for page, text in pages(name).items()}
EXAMPLES = [
    line.strip()
    for text in (*PAGES.values(), cli.usage())
    for line in text.split("Examples:\n")[1].splitlines()
    if "skillgauge" in line
]


def test_each_help_page_ends_with_examples_of_its_own():
    for page, text in PAGES.items():
        assert re.findall(rf"\bskillgauge {page}\b", text), page


def test_examples_keep_their_lines(monkeypatch, capsys):
    _, out, _ = shown(monkeypatch, capsys, "figure", "--help")

    lines = out.rpartition("Examples:\n")[2].splitlines()
    assert len(lines) > 2
    assert all(line.startswith("    skillgauge figure ") for line in lines)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the examples run: the files that they name, small."""
    place = tmp_path_factory.mktemp("examples")
    a_store(place / "market.db")
    shutil.copy(place / "market.db", place / "other.db")
    (place / "postings.jsonl").write_text(json.dumps(POSTING) + "\n")
    (place / "dump.jsonl.xz").write_bytes(lzma.compress(json.dumps(POSTING).encode()))
    (place / "old.csv").write_text(CSV, "cp1252")
    (place / "gold.jsonl").write_text(json.dumps(GOLD) + "\n")
    (place / "labelled.jsonl").write_text(json.dumps(LABELLED) + "\n")
    original = Original(POSTING["title"], POSTING["company"], None, POSTING["text"])
    (place / "labels.jsonl").write_text(json.dumps(pack(LABELLED, original)) + "\n")
    (place / "posting.txt").write_text("Requirements\n- Python and NumPy\n")
    (place / "titles.txt").write_text("ML Engineer\n")
    (place / "page.json").write_text((ROOT / "tests/pages/greenhouse/ordinary/input.json").read_text())
    (place / "page.html").write_text("<html><body>No posting.</body></html>")
    boards = "".join(
        f'[[board]]\nsource = "{source}"\nslug = "kestrel"\n' for source in ("ashby", "greenhouse", "lever")
    )
    (place / "boards.toml").write_text(boards)
    return place


def texts_of(_reader, ids):
    """Yield a text for each posting of the market, which has none; the newest name another tool."""
    days = dict(zip(TABLES.posting_id.tolist(), TABLES.posted_day.tolist(), strict=True))
    for number in ids.tolist():
        tool = "Zorblax" if days.get(number, 0) >= RECENT else "Oldtool"
        yield PostingText("lever", f"Employer {number}", f"You will use Python, {tool} and NumPy every day.")


@pytest.fixture
def nothing_remembered():
    """Let no catalogue of these tests outlive them in what keeps one."""
    from nlp import component, pipeline  # noqa: PLC0415 - spaCy takes a second, of which few tests have need

    remembered = (component._catalog_at, pipeline._pipeline_at)
    for each in remembered:
        each.cache_clear()
    yield
    for each in remembered:
        each.cache_clear()


@pytest.fixture
def market(folder, tmp_path, monkeypatch, nothing_remembered):
    """Let the commands read small things, ask nobody and write nothing outside a folder of the test."""
    for path in folder.iterdir():
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SKILLGAUGE_STORE", str(tmp_path / "market.db"))
    small = Catalog((Skill("numpy", "NumPy", "library"), Skill("python", "Python", "language")))
    for place in ("nlp.catalogue.catalog", "nlp.component", "commands.catalog", "commands.discover"):
        monkeypatch.setattr(f"{place}.load_catalog", lambda *_path: small)
    monkeypatch.setattr("commands.shared.slice_options.load_tables", lambda _path: TABLES)
    monkeypatch.setattr("commands.shared.slice_options.load_open_counts", lambda _path: None)
    monkeypatch.setattr(
        "commands.shared.slice_options.catalogue_in_use", lambda: CatalogueInUse(SYNTHETIC_SKILLS)
    )
    monkeypatch.setattr("scraper.runs.board_list.SHIPPED", tmp_path / "boards.toml")
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path / "own"))
    monkeypatch.setattr(
        "commands.boards.probe_all", lambda boards, _: [Probe(one, "complete", 3, 1) for one in boards]
    )
    monkeypatch.setattr("data.store.facts.tables.load_tables", lambda _path: TABLES)
    monkeypatch.setattr("data.store.reader.Reader.texts", texts_of)
    monkeypatch.setattr("commands.discover.save_review", lambda *_: None)
    monkeypatch.setattr(
        "commands.discover.accept_term", lambda term, *_, **__: Skill(term.lower(), term, "library")
    )
    monkeypatch.setattr("commands.discover.accept_alias", lambda *_: None)
    monkeypatch.setattr("commands.catalog.remove_entry", lambda skill: (tmp_path / "skills.toml", True))
    monkeypatch.setattr(
        "nlp.catalogue.rule_code.RuleCode.of", lambda _folder: SimpleNamespace(digest=named_rules)
    )
    monkeypatch.setattr("data.extras.need", lambda _extra: None)
    monkeypatch.setattr(
        "nlp.place_table.geonames_table", lambda: json.loads(PLACES.read_text(encoding="utf-8"))
    )
    monkeypatch.setattr("data.store.facts.snapshot.unpack_snapshot", lambda: tmp_path / "market.db")
    monkeypatch.setattr("commands.dashboard.is_free", lambda *_: True)
    monkeypatch.setattr("commands.dashboard.own_names", lambda: ["kestrel"])
    monkeypatch.setattr("commands.dashboard.served", lambda *_: 0)
    return tmp_path


def call_of(example: str) -> tuple[list[str], str]:
    """Return the arguments of an example as it is typed into a shell, and what its standard input is."""
    before, _, call = example.rpartition("skillgauge ")
    words = shlex.split(call.split(">")[0].split("|")[0].removesuffix(')"'))
    given = "Machine Learning Engineer\n" if "echo" in before else ""
    if "<" in words:
        given = Path(words[words.index("<") + 1]).read_text()
        words = words[: words.index("<")]
    return words, given


@pytest.mark.parametrize("example", dict.fromkeys(EXAMPLES))
def test_an_example_runs(example, market, monkeypatch, capsys):
    arguments, given = call_of(example)
    if arguments[0] == "scrape":
        arguments.append("--dry-run")
    if arguments[0] == "extract":
        arguments += ["--workers", "1"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))

    code, out, err = shown(monkeypatch, capsys, *arguments)

    assert code == 0, out + err
    assert out or err
