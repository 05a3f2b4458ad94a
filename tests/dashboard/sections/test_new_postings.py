import sys
import time

import pytest

from dashboard.sections import new_postings
from data.errors import StoreError
from data.paths import DATA


@pytest.fixture
def command(monkeypatch, tmp_path):
    """Let a small program stand in for the scrape command."""
    program = tmp_path / "cli.py"
    program.write_text(
        "import sys\nprint('\\x1b[32mboard 1\\x1b[0m\\rboard 2')\nprint(' '.join(sys.argv[1:]))\n"
    )
    monkeypatch.setattr(new_postings, "own_module", lambda _: [sys.executable, str(program)])
    monkeypatch.setattr(new_postings, "store_path", lambda: tmp_path / "mine.db")
    return tmp_path


def test_a_run_is_a_child_process_whose_last_lines_are_shown(command):
    running = new_postings.start()
    running.process.wait(timeout=20)

    shown = new_postings.last_lines(running.log)

    assert running.process.returncode == 0
    assert shown.splitlines() == ["board 1", "board 2", f"scrape --store {command / 'mine.db'}"]


def test_the_shipped_facts_are_never_written_wherever_they_were_unpacked(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(new_postings, "store_path", lambda: tmp_path / "skillgauge" / "snapshot.db")
    assert new_postings.writable_store() == DATA / "market.db"

    monkeypatch.setattr(new_postings, "store_path", lambda: DATA / "snapshot.db")

    assert new_postings.writable_store() == DATA / "market.db"

    (tmp_path / "facts.db.xz.db-from").touch()
    monkeypatch.setattr(new_postings, "store_path", lambda: tmp_path / "facts.db.xz.db")

    assert new_postings.writable_store() == DATA / "market.db"


def test_a_run_without_a_place_for_a_store_is_refused_in_words(open_page, monkeypatch):
    def no_place():
        raise StoreError("no store can be kept: this user has no home folder")

    monkeypatch.setattr(new_postings, "writable_store", no_place)
    app = open_page("method")

    app.button(key="refresh-button").click().run()

    assert not app.exception
    assert [message.value for message in app.error] == [
        "no store can be kept\\: this user has no home folder"
    ]


def test_only_the_end_of_a_long_output_is_read(tmp_path):
    log = tmp_path / "log"
    log.write_text("x" * 50_000 + "\n" + "\n".join(f"line {k}" for k in range(100)))

    assert new_postings.last_lines(log).splitlines() == [f"line {k}" for k in range(88, 100)]


def test_the_button_starts_a_run_and_says_when_it_has_finished(command, open_page, market, monkeypatch):
    monkeypatch.setattr(new_postings, "store_path", lambda: market)
    app = open_page("method")

    app.button(key="refresh-button").click().run()
    running = app.session_state["refresh"]
    running.process.wait(timeout=20)
    time.sleep(0.05)
    app.run()

    assert not app.exception
    assert any("Finished" in message.value for message in app.success)
    assert sys.executable in running.process.args
