"""Whatever fails, and wherever: the store stays whole and the error says what to do."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreMissing, StoreTooNew
from data.store.base import connect
from data.store.base.connect import check_integrity, open_reader
from data.store.base.lock import RunLock
from data.store.base.migrations import SCHEMA
from data.store.facts.tables import load_tables
from data.store.reader import Reader
from data.store.writer import Store
from tests.data.building import CATALOG, DAY, NOW, a_posting, a_store, read_all, scrape_board

POSTINGS = [a_posting(str(number)) for number in range(3)]
LATER = [a_posting(str(number)) for number in range(1, 4)]  # one gone, one new
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")


class Counting(sqlite3.Connection):
    """A connection that does something at its n-th statement, counted over all connections."""

    statements = 0
    at = 0

    def execute(self, sql, *values):
        self.note()
        return super().execute(sql, *values)

    def executemany(self, sql, values):
        self.note()
        return super().executemany(sql, values)

    def note(self):
        cls = type(self)
        cls.statements += 1
        if cls.statements == cls.at:
            self.act()


class Killed(Counting):
    """Dies as if the power had gone."""

    def act(self):
        os.kill(os.getpid(), signal.SIGKILL)


class Failing(Counting):
    """Reports a broken disk."""

    def act(self):
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error


def two_runs(path: Path) -> None:
    """Make a store, collect two boards, and once more with changes; read and group everything."""
    with Store.open(path, create=True) as store:
        for postings, now in ((POSTINGS, NOW), (LATER, NOW + DAY)):
            for board in ("kestrel", "heron"):
                named = [a_posting(p.external_id, board=board, employer=board) for p in postings]
                scrape_board(store, board, named, now)
        read_all(store)
        store.assign_vacancies()
        store.finish()


def facts_of(path: Path) -> tuple[object, ...]:
    """Return what must not depend on how often the work was interrupted."""
    with closing(open_reader(path)) as connection:
        sql = (
            "SELECT slug, external_id, closed_at, missed FROM posting "
            "JOIN board ON board.id = board ORDER BY 1, 2",
            "SELECT count(*) FROM text",
            "SELECT count(*) FROM mention",
            "SELECT count(*) FROM search WHERE search MATCH 'lens'",
            "SELECT count(*) FROM vacancy",
        )
        return tuple(tuple(connection.execute(statement)) for statement in sql)


def boards_are_whole(path: Path) -> bool:
    """Tell whether every board has all the postings of a run or none, each with its text and index entry."""
    with closing(open_reader(path)) as connection:
        counts = connection.execute("SELECT count(*) FROM posting GROUP BY board").fetchall()
        texts = connection.execute(
            "SELECT (SELECT count(*) FROM posting) = (SELECT count(*) FROM text)"
        ).fetchone()
        connection.execute("SELECT count(*) FROM search WHERE search MATCH 'lens'").fetchone()
    return set(counts) <= {(3,), (4,)} and texts == (1,)


def killed_at(statement: int, path: Path) -> bool:
    """Do the work in a process that dies before this statement; tell whether it died."""
    child = os.fork()
    if child == 0:
        Killed.statements, Killed.at, connect.FACTORY = 0, statement, Killed
        code = 1
        with suppress(BaseException):
            two_runs(path)
            code = 0
        os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


@needs_fork
def test_killed_before_any_statement_the_store_is_whole_and_the_next_run_finishes(tmp_path):
    undisturbed = tmp_path / "undisturbed.db"
    two_runs(undisturbed)
    statement, died = 0, True

    while died:
        statement += 5 if statement > 50 else 1  # each of the first ones; later ones are alike
        path = tmp_path / f"killed{statement}.db"
        died = killed_at(statement, path)
        if path.exists():
            check_integrity(path)
            assert boards_are_whole(path), statement

        two_runs(path)

        assert facts_of(path) == facts_of(undisturbed), statement
        for file in tmp_path.glob(f"killed{statement}.*"):
            file.unlink()
    assert statement > 100


def error_at(statement: int, store: Store) -> StoreError | None:
    """Return what went wrong when this statement of a board's transaction failed; None when all went well."""
    Failing.statements, Failing.at = 0, statement
    try:
        with store.writing():
            scrape_board(store, "kestrel", LATER, NOW + DAY)
            read_all(store)
            store.assign_vacancies()
    except StoreError as error:
        return error
    finally:
        Failing.at = 0
    return None


def test_any_statement_that_fails_is_one_of_our_errors_and_leaves_the_store_as_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(connect, "FACTORY", Failing)
    statement = 0

    with Store.open(a_store(tmp_path / "market.db")) as store:
        before = list(store.connection.iterdump())
        while error := error_at(statement := statement + 1, store):
            assert "market.db" in str(error)
            assert "nothing of this write was kept" in str(error)
            assert list(store.connection.iterdump()) == before, statement

    assert statement > 40


def test_a_full_disk_says_what_was_needed_and_keeps_what_was_there(path):
    with Store.open(path, create=True) as store:
        scrape_board(store, "kestrel", POSTINGS)
        (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
        store.connection.execute(f"PRAGMA max_page_count={pages + 20}")

        with pytest.raises(
            StoreFull, match=r"about 400,\d{3} more bytes were needed, the disk has [\d,]+ free"
        ):
            scrape_board(store, "heron", [a_posting("9", board="heron", text="x" * 400_000)])

    check_integrity(path)
    assert len(load_tables_after_reading(path).posting_id) == 3


def load_tables_after_reading(path):
    """Read all texts of a store and return its tables."""
    with Store.open(path) as store:
        read_all(store)
        return store.tables()


# --- two at once ----------------------------------------------------------------------------------------


def test_a_writer_waits_for_another_programs_transaction(store, path, monkeypatch):
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.3, lambda: (other.execute("COMMIT"), other.close())).start()

    scrape_board(store, "kestrel", POSTINGS)

    assert store.connection.execute("SELECT count(*) FROM posting").fetchone() == (3,)


def test_a_writer_that_waits_in_vain_says_that_the_store_is_busy(store, path):
    store.connection.execute("PRAGMA busy_timeout=50")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(StoreBusy, match="being written by another program"):
            store.begin_run("scrape", NOW)


def test_reading_first_and_writing_then_is_no_lock_error(store, path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other, store.writing() as connection:
        connection.execute("SELECT count(*) FROM posting").fetchone()
        other.execute("PRAGMA busy_timeout=10")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("UPDATE meta SET value = 1 WHERE key = 'lineage'")

        store.begin_run("scrape", NOW)


HOLDER = """
import sys, time
from pathlib import Path
from data.store.writer import Store
with Store.open(Path(sys.argv[1]), create=True, command="scrape"):
    print("open", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(path):
    """A second process that holds the store."""
    root = Path(__file__).resolve().parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True, cwd=root
    ) as process:
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def test_a_second_run_ends_at_once_and_names_the_first(path, holder, monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda seconds: pytest.fail("waited for the other run"))

    with pytest.raises(StoreBusy) as caught:
        Store.open(path, create=True, command="scrape")

    now = datetime.now(UTC).astimezone()
    assert f"a scrape started {now:%H:}" in str(caught.value)
    assert f"by pid {holder.pid} is running" in str(caught.value)
    assert caught.value.exit_code == 3


def test_the_lock_of_a_dead_run_is_taken_over(path, holder):
    holder.kill()
    holder.wait()

    with Store.open(path) as store:
        assert store.begin_run("scrape", NOW) == 1


def test_a_lock_is_let_go_when_opening_fails(path):
    path.write_bytes(b"no store")
    for _ in range(2):
        with pytest.raises(StoreDamaged):
            Store.open(path)

    lock = RunLock(path)
    lock.acquire("scrape", NOW)
    lock.release()


def test_an_import_is_named_with_its_article(path):
    lock = RunLock(path)
    lock.acquire("import", datetime(2026, 3, 2, 12, 3).astimezone())

    with pytest.raises(StoreBusy, match=r"an import started 12:03 by pid \d+ is running"):
        RunLock(path).acquire("scrape", NOW)
    lock.release()


def test_a_run_that_has_not_written_its_name_yet_is_named_as_starting(path):
    lock = RunLock(path)
    lock.acquire("import", NOW)
    lock.path.write_text("", encoding="utf-8")

    with pytest.raises(StoreBusy, match="another run is just starting"):
        RunLock(path).acquire("scrape", NOW)
    lock.release()


def test_a_reader_during_a_scrape_always_sees_one_committed_state(path):
    a_store(path, a_posting("0"))
    problems: list[object] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            tables = load_tables(path)
            with Reader.open(path) as reader:
                total = reader.search("lens").total
            if len(tables.mention_posting) != 2 * len(tables.posting_id) or total % 3 != 1:
                problems.append((len(tables.mention_posting), len(tables.posting_id), total))

    thread = threading.Thread(target=read)
    thread.start()
    with Store.open(path) as store:
        for turn in range(200):
            names = [f"{turn}-{part}" for part in range(3)]
            with store.writing():
                scrape_board(store, f"b{turn}", [a_posting(n, board=f"b{turn}", title=n) for n in names])
                read_all(store)
    stop.set()
    thread.join()

    assert problems == []


# --- files that are no store ----------------------------------------------------------------------------


def damage_garbage(path: Path) -> None:
    path.write_bytes(b"garbage " * 4_000)


def damage_emptied(path: Path) -> None:
    path.write_bytes(b"")


def damage_truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5_000])


def damage_page(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[4_096 : len(whole)] = b"\xff" * (len(whole) - 4_096)
    path.write_bytes(bytes(whole))


def damage_other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE music(title)")


def damage_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def damage_no_tables(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={connect.APPLICATION_ID}")
        connection.execute("CREATE TABLE music(title)")


def use_and_check(use, path: Path) -> None:
    """Open a store in one way; where that succeeds, check the whole file."""
    with closing(use(path)):
        check_integrity(path)


DAMAGES = [damage_garbage, damage_emptied, damage_truncated, damage_page, damage_other_program, damage_folder,
           damage_no_tables]  # laid out as a table  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.removeprefix("damage_"))
@pytest.mark.parametrize("use", [load_tables, Reader.open, Store.open], ids=["tables", "reader", "writer"])
def test_a_damaged_file_is_named_and_never_written_over(tmp_path, damage, use):
    path = a_store(tmp_path / "market.db")
    path.with_suffix(".npz").unlink()
    damage(path)
    before = path.read_bytes() if path.is_file() else None

    with pytest.raises(StoreError, match=r"market\.db") as caught:
        use_and_check(use, path)

    assert isinstance(caught.value, StoreDamaged | StoreMissing) or "nothing of this" in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_one_overwritten_page_is_found_by_the_check_of_the_whole_file(tmp_path):
    path = a_store(tmp_path / "market.db")
    check_integrity(path)
    damage_page(path)

    with pytest.raises(StoreDamaged, match="left as it is"):
        check_integrity(path)


def test_readers_never_create_a_store(path):
    for use in (load_tables, Reader.open, open_reader):
        with pytest.raises(StoreMissing, match="skillgauge import"):
            use(path)

    assert list(path.parent.iterdir()) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_without_permission_is_said_to_be_unreadable(tmp_path):
    path = a_store(tmp_path / "market.db")
    path.chmod(0)

    with pytest.raises(StoreError, match="check its permissions"):
        load_tables(path)


def test_a_folder_in_which_no_store_can_be_made_says_what_can_be_done(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)

    with pytest.raises(StoreError, match="name another store with --store or SKILLGAUGE_STORE"):
        Store.open(tmp_path / "market.db", create=True)


# --- newer stores ---------------------------------------------------------------------------------------


def make_newer(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(sql)
        connection.commit()


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("PRAGMA user_version=999", "schema 999"),
        (
            "INSERT INTO _sqlite_migrations VALUES (99, 'skillgauge', 'from_the_future', '')",
            "from_the_future",
        ),
    ],
    ids=["version", "migration"],
)
@pytest.mark.parametrize("use", [load_tables, Reader.open, Store.open], ids=["tables", "reader", "writer"])
def test_a_store_of_a_newer_release_is_left_alone_and_both_versions_are_named(tmp_path, sql, named, use):
    path = a_store(tmp_path / "market.db")
    make_newer(path, sql)
    before = path.read_bytes()

    with pytest.raises(StoreTooNew, match=named) as caught:
        use(path)

    assert f"this Skillgauge knows schema {SCHEMA}" in str(caught.value)
    assert path.read_bytes() == before


def test_the_catalogue_digest_is_kept(tmp_path):
    assert load_tables(a_store(tmp_path / "market.db")).catalog == CATALOG
