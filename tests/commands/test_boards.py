import json

import pytest
from typer.testing import CliRunner

from commands.boards import app
from data.errors import SourceError, UsageError
from data.records import Board
from scraper import boards as board_lists
from tests.fault_server import FaultServer, Served
from tests.scraper.test_run import jobs

INVENTED = "/v1/boards/invented/jobs?content=true"
PAGE = b"""<html><head><script type="application/ld+json">
{"@context": "https://schema.org", "@type": "JobPosting",
"title": "ML Engineer", "description": "<p>Python</p>", "datePosted": "2026-11-01", "identifier": "7",
"hiringOrganization": {"@type": "Organization", "name": "Invented"}}</script></head><body>ML</body></html>"""


@pytest.fixture
def server():
    with FaultServer() as running:
        yield running


@pytest.fixture
def boards(server, tmp_path, monkeypatch):
    """Return a function that runs a sub-command against the stand-in server, with a list of its own."""
    monkeypatch.setattr(board_lists, "SHIPPED", tmp_path / "shipped.toml")
    monkeypatch.setattr(board_lists, "ADDED", tmp_path / "own.toml")
    board_lists.write_boards(
        tmp_path / "shipped.toml", [Board("greenhouse", "acme", "Acme"), Board("lever", "beta")]
    )
    config = tmp_path / "skillgauge.toml"
    config.write_text("pace = 0.01\n")

    def run(name, *options, asks=True):
        stand_ins = [
            f"--endpoint={source}={server.url}" for source in ("greenhouse", "lever", "ashby", "jsonld")
        ]
        return CliRunner().invoke(
            app, [name, *options, *([*stand_ins, "--config", str(config)] if asks else [])]
        )

    return run


def test_boards_are_listed(boards):
    result = boards("list", "--source", "greenhouse", "--source", "lever", asks=False)

    assert [line.split() for line in result.stdout.splitlines()] == [
        ["greenhouse", "acme", "Acme"],
        ["lever", "beta"],
    ]


def test_boards_are_found_or_the_exit_code_says_no(boards):
    found = boards("find", "ACME", "--format", "json", asks=False)
    nothing = boards("find", "nobody", asks=False)

    assert json.loads(found.stdout)["slug"] == "acme"
    assert (found.exit_code, nothing.exit_code) == (0, 1)


def test_a_board_is_added_from_a_link_to_a_posting(boards, server):
    server.pages[INVENTED] = Served(jobs(1, 2))

    result = boards("add", "https://boards.greenhouse.io/invented/jobs/1", "--employer", "Invented & Co")
    again = boards("add", "https://job-boards.greenhouse.io/invented")

    assert "added greenhouse invented: 2 postings, 2 about ML, AI or data" in result.stdout
    assert "on the list already" in again.stdout
    assert Board("greenhouse", "invented", "Invented & Co") in board_lists.load_boards()


def test_any_page_with_job_postings_can_be_added(boards, server):
    url = "https://careers.invented.example/jobs/7"
    server.pages["/careers.invented.example/jobs/7"] = Served(PAGE)

    result = boards("add", url)

    assert "added jsonld careers.invented.example/jobs/7: 1 postings" in result.stdout
    assert Board("jsonld", "careers.invented.example/jobs/7", url=url) in board_lists.load_boards()


def test_a_dead_board_is_not_added(boards):
    result = boards("add", "https://boards.greenhouse.io/nobody")

    assert isinstance(result.exception, SourceError)
    assert "not added (gone)" in str(result.exception)
    assert not board_lists.ADDED.exists()


def test_what_is_no_link_is_a_usage_error(boards):
    assert isinstance(boards("add", "ftp://x").exception, UsageError)


def test_a_check_tells_the_dead_from_the_living(boards, server):
    server.pages["/v1/boards/acme/jobs?content=true"] = Served(jobs(1))
    server.pages["/v0/postings/beta?mode=json"] = Served(b"[]")
    server.pages["/v1/boards/beta/jobs?content=true"] = Served(jobs(1, 2))

    result = boards("check", "--source", "greenhouse", "--source", "lever")
    as_json = boards("check", "--board", "beta", "--format", "json")

    assert result.exit_code == 1
    assert "acme                             1 postings, 1 about" in result.stdout
    assert "empty; moved to greenhouse beta" in result.stdout
    assert json.loads(as_json.stdout)["moved_to"]["source"] == "greenhouse"


def test_a_check_of_living_boards_ends_well(boards, server):
    server.pages["/v1/boards/acme/jobs?content=true"] = Served(jobs(1))

    assert boards("check", "--board", "acme").exit_code == 0
    assert isinstance(boards("check", "--board", "nobody").exception, UsageError)
