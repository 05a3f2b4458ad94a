import json
import logging
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from commands.scrape import app
from commands.shared import web_options
from commands.shared.logs import OneLine
from commands.shared.scrape_report import closings
from data.errors import UsageError
from data.records import BoardResult
from tests.fault_server import FaultServer, Served, whole
from tests.scraper.runs.test_run import jobs

ACME, BETA = ("/v1/boards/acme/jobs?content=true", "/v1/boards/beta/jobs?content=true")


@pytest.fixture
def server():
    with FaultServer() as running:
        yield running


@pytest.fixture
def scrape(server, tmp_path, monkeypatch):
    """Return a function that runs the command on two boards of the stand-in server."""
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path / "none"))
    config = tmp_path / "skillgauge.toml"
    config.write_text("pace = 0.01\n")
    fixed = ["--store", str(tmp_path / "market.db"), "--config", str(config)]
    boards = ["--source", "greenhouse", "--board", "acme", "--board", "beta"]

    def run(*options, chosen=boards):
        endpoint = ["--endpoint", f"greenhouse={server.url}"]
        server.asked.clear()
        return CliRunner().invoke(app, [*fixed, *chosen, *endpoint, *options])

    return run


def test_two_runs_and_one_with_a_broken_board(scrape, server):
    server.pages |= {ACME: Served(jobs(1, 2), '"a"'), BETA: Served(jobs(3))}

    first = scrape("--format", "json")
    second = scrape("--format", "json")
    server.pages[ACME] = Served(b"<html><body>Sorry</body></html>")
    server.pages[BETA] = Served(jobs(3, 4))
    third = scrape("--format", "json")

    reports = [json.loads(result.stdout) for result in (first, second, third)]
    assert [result.exit_code for result in (first, second, third)] == [0, 0, 1]
    assert [report["kept"] for report in reports] == [3, 0, 1]
    assert reports[0]["outcomes"] == {"complete": 2}
    assert reports[0]["read"] == 3
    assert reports[1]["outcomes"] == {"unchanged": 2}
    assert reports[1]["received_bytes"] == len(jobs(3))
    assert [failure["board"] for failure in reports[2]["failed"]] == ["acme"]
    assert reports[2]["postings"] == 4
    assert all(result.stdout.count("\n") == 1 for result in (first, second, third))


def test_the_table_says_what_happened(scrape, server):
    server.pages |= {ACME: Served(jobs(1, 2)), BETA: Served(jobs(3, title="Cook"))}
    server.then[BETA] += [whole(b"", 404)]

    result = scrape()

    assert result.exit_code == 1
    for words in (
        "greenhouse",
        "kept",
        "1 complete, 1 gone",
        "gone: greenhouse beta",
        "2 texts read; the store has 2",
    ):
        assert words in result.stdout


def test_the_agent_carries_the_contact(scrape, server):
    server.pages |= {ACME: Served(jobs(1)), BETA: Served(jobs(3))}

    scrape("--contact", "https://example.org/about")

    assert {"https://example.org/about)" in asked.headers["user-agent"] for asked in server.asked} == {True}


def test_a_dry_run_asks_nobody_and_makes_no_store(scrape, server, tmp_path):
    result = scrape("--dry-run")
    as_json = json.loads(scrape("--dry-run", "--format", "json").stdout)

    assert result.exit_code == 0
    assert f"{server.url}{ACME}" in result.stdout
    assert [step["board"] for step in as_json] == ["acme", "beta"]
    assert server.asked == []
    assert not (tmp_path / "market.db").exists()


def test_a_dry_run_knows_what_was_asked_before(scrape, server):
    server.pages |= {ACME: Served(jobs(1), '"a"'), BETA: Served(jobs(3))}
    scrape()

    result = scrape("--dry-run", "--format", "json")

    assert {step["board"]: step["conditional"] for step in json.loads(result.stdout)} == {
        "acme": True,
        "beta": False,
    }


def test_attributions_and_sources_left_out_are_printed(scrape):
    result = scrape("--dry-run", chosen=["--board", "all"])

    assert "remoteok is not asked: opt-in" in result.stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--source", "nowhere"], "no source 'nowhere'"),
        (["--board", "no-such-board"], "no board 'no-such-board'"),
        (["--endpoint", "lever"], "SOURCE=URL"),
        (["--contact", "a\nb"], "contact"),
        (["--source", "workday"], "no board of workday"),
    ],
)
def test_a_wrong_option_is_a_usage_error(scrape, options, words):
    result = scrape(*options, chosen=[])

    assert isinstance(result.exception, UsageError)
    assert words in str(result.exception)


def test_ctrl_c_says_that_the_work_is_saved(scrape, monkeypatch):
    def interrupt(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("commands.scrape.runs.scrape", interrupt)

    result = scrape()

    assert result.exit_code == 130
    assert "Run it again to go on" in result.stderr


def test_own_certificates_are_read_or_named(tmp_path):
    with pytest.raises(UsageError, match="ca_file"):
        web_options.certificates(str(tmp_path / "none.pem"))
    assert web_options.certificates(None) is True


def test_a_log_line_stays_one_line():
    record = logging.LogRecord("x", logging.INFO, "", 0, "title %s", ("a\nb\x1b[31m",), None)

    assert OneLine("%(message)s").format(record) == "title a\\nb\\x1b[31m"


def test_a_tolerant_run_ends_with_one_only_where_no_board_went_well(scrape, server):
    server.pages |= {ACME: Served(jobs(1)), BETA: Served(b"<html><body>Sorry</body></html>")}

    some = scrape("--tolerant")
    server.pages[ACME] = server.pages[BETA]
    none = scrape("--tolerant", "--force")

    assert (some.exit_code, none.exit_code) == (0, 1)
    assert "1 of 2 boards failed" in some.stderr


def test_the_report_says_why_postings_were_closed_without_being_missed():
    results = [
        BoardResult("greenhouse", "acme", "gone", closed=3, error="404"),
        BoardResult("lever", "beta", "empty", closed=2),
        BoardResult("lever", "gamma", "complete", closed=9),
        BoardResult("arbeitnow", "all", "partial", closed=4),
    ]

    lines = list(closings(SimpleNamespace(results=results)))

    assert lines == [
        "closed, because their board is gone, as seen in several looks: 3",
        "closed, because their board is empty, as seen in several looks: 2",
        "closed, because their feed has not shown them for 60 days: 4",
    ]
