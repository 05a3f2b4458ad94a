"""What is in the wheel, and that its commands work where many files are called like ours."""

import json
import subprocess
import sys
import tarfile
import zipfile
from importlib import metadata

import pytest

from data.paths import ROOT
from hatch_build import FILES, ROOMS
from tests.package.conftest import build

pytestmark = [pytest.mark.xdist_group("wheel"), pytest.mark.slow]
TEXTS = ["Requirements\n- Python\n- PyTorch or TensorFlow\n", "Requirements\n- SQL\n- Kubernetes\n"]
ADS = [
    {
        "id": number,
        "title": "ML Engineer",
        "company": "Acme",
        "text": text,
        "posted": "2026-08-01",
        "url": f"https://jobs.example/{number}",
    }
    for number, text in enumerate(TEXTS, 1)
]
PROGRAMS = """
import subprocess
from skillgauge.dashboard.frame.text_process import TextReader
from skillgauge.data.programs import own_environment, own_module
reader = TextReader()
print(*(one.skill for one in reader.mentions("I trained models with PyTorch.")), flush=True)
reader.close()
subprocess.run([*own_module("cli"), "--version"], env=own_environment(), check=True)
"""
PAGES = """
import sys
from streamlit.testing.v1 import AppTest
from skillgauge.commands.dashboard import SCRIPT
from skillgauge.dashboard.screen.page_list import BY_NAME
app = AppTest.from_file(str(SCRIPT), default_timeout=100).run()
assert not app.exception, app.exception
print(app.title[0].value)
print(app.switch_page(BY_NAME["claims"].path).run().title[0].value)
"""


@pytest.fixture(scope="module")
def ads(tmp_path_factory):
    path = tmp_path_factory.mktemp("ads") / "ads.jsonl"
    path.write_text("".join(json.dumps(ad) + "\n" for ad in ADS))
    return str(path)


@pytest.fixture(autouse=True)
def nothing_of_the_users(installed):
    """After each test: no file of the user's folder, and no other package, was imported in place of ours."""
    yield
    assert installed.imported == ""


def test_it_claims_one_name(wheel):
    with zipfile.ZipFile(wheel) as packed:
        tops = {name.split("/")[0] for name in packed.namelist()}

    assert tops == {"skillgauge", f"skillgauge-{metadata.version('skillgauge')}.dist-info"}


def test_it_holds_the_files_of_the_packages_and_no_others(wheel):
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("git names the files of the packages")
    files = {name for name in listed.stdout.splitlines() if (ROOT / name).is_file()}
    names = {name for name in files if name.split("/")[0] in ROOMS}
    own = {name for name in files if name.startswith("skillgauge/")}

    with zipfile.ZipFile(wheel) as packed:
        held = {name for name in packed.namelist() if ".dist-info/" not in name}

    assert "skillgauge/py.typed" in own
    assert held == {f"skillgauge/{name}" for name in names} | own | set(FILES.values())


def times_in(tree):
    """Return when each file was changed; not those that Python keeps of the build hook it imports."""
    kept = tree / "__pycache__"
    found = {path: path.stat().st_mtime_ns for path in tree.rglob("*")}
    return {path: time for path, time in found.items() if path != kept and path.parent != kept}


def test_a_source_archive_gives_the_same_bytes_without_what_is_the_users(wheel, tmp_path):
    """Below a folder called `dist`, which .gitignore names, hatchling would not heed .gitignore at all."""
    with tarfile.open(build("sdist", ROOT, tmp_path / "archive")) as packed:
        packed.extractall(tmp_path / "dist", filter="data")
    (tree,) = (tmp_path / "dist").iterdir()
    (tree / "data" / "local").mkdir()
    (tree / "data" / "__pycache__").mkdir()
    for name in ("market.db", "market.db-wal", "snapshot.db", "local/boards.toml", "__pycache__/paths.pyc"):
        (tree / "data" / name).write_text("the user's")
    before = times_in(tree)

    again = build("wheel", tree, tmp_path / "wheel")

    assert again.read_bytes() == wheel.read_bytes()
    assert times_in(tree) == before


def test_reading_commands_work(installed):
    share = json.loads(installed.run("figure", "share", "--skill", "PyTorch", "--format", "json").stdout)
    exported = installed.run("export", "shares", "--out", "-").stdout

    assert share["n"] > 0
    assert exported.count("\n") > 10
    assert "usage: skillgauge" in installed.run("--help").stdout
    assert "pytorch" in installed.run("catalog", "list").stdout


def test_worker_processes_read(installed, ads):
    read = [json.loads(line) for line in installed.run("extract", ads, "--workers", "2").stdout.splitlines()]

    assert [reading["id"] for reading in read] == [1, 2]
    assert {"Python", "PyTorch", "TensorFlow"} == {one["skill"] for one in read[0]["mentions"]}


def test_a_dump_goes_into_a_store_of_the_users_own(installed, ads, tmp_path):
    store = str(tmp_path / "own.db")

    done = installed.run("import", ads, "--store", store, "--workers", "2", "--format", "json")
    built = installed.run("snapshot", "build", "--from", store, "--out", str(tmp_path / "facts.db.xz"))

    assert json.loads(done.stdout)["read"] == 2, done.stdout
    assert (tmp_path / "facts.db.xz").stat().st_size > 0, built.stdout


def test_python_m_leaves_the_users_folder_out_too(installed):
    assert "sound" in installed.python("-m", "skillgauge", "catalog", "check").stdout


def test_processes_of_the_dashboard_are_ours(installed):
    said = installed.python("-P", "-c", PROGRAMS).stdout

    assert said.splitlines() == ["pytorch", metadata.version("skillgauge")]


def test_pages_open(installed):
    said = installed.python("-P", "-c", PAGES).stdout

    assert said.splitlines()[-2:] == ["What the market asks for", "Published claims, checked"]


def test_the_rules_digest_needs_a_checkout(installed):
    named = json.loads((ROOT / "data" / "reader.json").read_text())

    said = installed.run("catalog", "digest", "--write", code=2).stderr

    assert said.startswith("skillgauge: the digest is computed in a checkout only")
    assert next(iter(named.values())) in said
    assert said.count("\n") == 1


def test_a_checkout_leaves_the_users_folder_out_too(installed):
    environment = {**installed.environment, "PYTHONPATH": str(ROOT)}
    command = ["-P", "-m", "skillgauge", "catalog", "check"]  # as dev.py runs it
    done = subprocess.run(
        [sys.executable, *command], cwd=installed.folder, env=environment,
        capture_output=True, text=True, check=True,
    )  # laid out as a table  # fmt: skip

    assert "the catalogue is sound" in done.stdout
