"""A store that was begun from shipped facts takes over those of a newer release."""

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from data.records import BoardResult, BoardState, Posting, Seen
from data.store import adoption
from data.store.adoption import adopt_shipped
from data.store.facts import shipped_facts, snapshot_packing
from data.store.facts.checking import check_store
from data.store.facts.snapshot import unpack_snapshot
from data.store.facts.snapshot_packing import pack_snapshot
from data.store.facts.tables import is_finished, load_tables
from data.store.reader import Reader
from data.store.writer import Store
from data.store.writing.adopt import Adopted
from tests.data.building import DAY, NOW, a_posting, put, read_all

RULES = {"old": "0ld0ld0ld0ld0ld0", "mid": "1111111111111111", "new": "2222222222222222"}
SEEN = {"old": NOW, "mid": NOW + 10 * DAY, "new": NOW + 20 * DAY}


@pytest.fixture(autouse=True)
def invented_releases():
    """Take the facts of every invented snapshot for those of a release."""
    every = type("Every", (), {"__contains__": lambda _self, _digest: True})()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shipped_facts, "released_facts", lambda: every)
        yield


class Row(NamedTuple):
    """What a store says of a posting, without its number."""

    title: str
    employer: str
    text: str | None
    first_seen: int
    last_seen: int
    closed_at: int | None
    rules: str
    skills: tuple[str, ...]


def shipped(folder: Path, release: str, *postings: Posting) -> Path:
    """Return the packed facts of a release, in which a collector saw the postings."""
    place = folder / release
    place.mkdir(exist_ok=True)
    seen = {one.external_id: Seen(NOW - DAY, SEEN[release]) for one in postings}
    with Store.open(place / "theirs.db", create=True) as store:
        run = store.begin_run("import", NOW)
        for one in postings:
            store.upsert_postings(
                one.source, one.board, [one], run_id=run, now=NOW + 30 * DAY, seen=seen, imported=True
            )
        read_all(store, digest=RULES[release])
        store.assign_vacancies()
        store.finish()
    pack_snapshot(place / "theirs.db", place / "facts.db.xz")
    return place / "facts.db.xz"


def begun_from(packed: Path, path: Path) -> Path:
    """Return a user's store that begins with packed facts."""
    return Path(shutil.copy(unpacked(packed), path))


def use(path: Path, *postings: Posting, now: datetime = NOW + 40 * DAY, command: str = "scrape") -> None:
    """Scrape or import postings into a store, read and group them."""
    with Store.open(path) as store:
        run = store.begin_run(command, now)
        for one in postings:
            store.upsert_postings(
                one.source, one.board, [one], run_id=run, now=now, imported=command == "import"
            )
        read_all(store, digest=RULES["new"])
        store.assign_vacancies()
        store.finish()
        store.end_run(run, now, "finished")


def adopted_by(path: Path, packed: Path) -> Adopted | None:
    with Store.open(path) as store:
        return adopt_shipped(store, packed)


def rows_of(path: Path) -> dict[str, Row]:
    """Return each posting of a store by its id."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            """
            SELECT p.external_id, p.title, alias.name, text.body, first_seen, last_seen, closed_at, digest,
                (SELECT group_concat(slug) FROM (
                    SELECT DISTINCT slug FROM mention JOIN skill ON skill.id = skill
                    WHERE mention.posting = p.id ORDER BY slug))
            FROM posting p
            JOIN alias ON alias.id = p.alias
            JOIN reading ON reading.posting = p.id
            JOIN catalog ON catalog.id = reading.catalog
            LEFT JOIN text ON text.posting = p.id"""
        ).fetchall()
        assert connection.execute("SELECT count(*) FROM posting").fetchone() == (len(found),)
        connection.execute("INSERT INTO search(search) VALUES ('integrity-check')")
    return {name: Row(*rest, tuple((skills or "").split(","))) for name, *rest, skills in found}


@pytest.fixture(autouse=True)
def quickly(monkeypatch):
    """Pack as fast as it goes."""
    monkeypatch.setattr(snapshot_packing, "PRESET", 0)


@pytest.fixture
def mine(tmp_path):
    """A store of a user that was begun from an old release with postings 1, 2 and 3."""
    old = shipped(tmp_path, "old", *map(a_posting, "123"))
    return begun_from(old, tmp_path / "mine.db")


def test_new_rows_come_in_and_untouched_ones_are_as_the_new_release_has_them(mine, tmp_path):
    edited = a_posting("2", title="Staff Engineer", text="We now use PyTorch alone.")
    new = shipped(tmp_path, "new", a_posting("1"), edited, a_posting("3"), a_posting("4"))

    found = adopted_by(mine, new)

    assert found == Adopted(new=1, renewed=3, own=0, withdrawn=0)
    assert rows_of(mine) == rows_of(unpacked(new))
    assert rows_of(mine)["2"].title == "Staff Engineer"
    check_store(mine)


def test_a_store_without_own_rows_has_the_facts_of_the_release(mine, tmp_path):
    new = shipped(tmp_path, "new", *map(a_posting, "2345"), a_posting("9", employer="Heron Bank"))

    adopted_by(mine, new)

    assert load_tables(mine).snapshot == load_tables(unpacked(new)).snapshot
    assert is_finished(mine)


def test_what_the_user_read_since_stays_with_its_text(mine, tmp_path):
    use(mine, a_posting("2", text="Ours has Python."), a_posting("7", text="Only here, with PyTorch."))
    before = rows_of(mine)
    new = shipped(tmp_path, "new", *map(a_posting, "1234"))

    found = adopted_by(mine, new)

    after = rows_of(mine)
    assert found == Adopted(new=1, renewed=2, own=2, withdrawn=0)
    assert {name: after[name] for name in "27"} == {name: before[name] for name in "27"}
    assert after["1"].rules == after["4"].rules == RULES["new"]


def test_an_imported_posting_is_the_users_own(mine, tmp_path):
    use(mine, a_posting("7", text="Only here."), command="import")
    before = rows_of(mine)["7"]

    adopted_by(mine, shipped(tmp_path, "new", *map(a_posting, "1237")))

    assert rows_of(mine)["7"] == before


def test_own_revisions_stay(mine, tmp_path):
    use(mine, a_posting("2"))
    use(mine, a_posting("2", text="A second wording with Python."), now=NOW + 50 * DAY)

    adopted_by(mine, shipped(tmp_path, "new", *map(a_posting, "123")))

    with closing(sqlite3.connect(mine)) as connection:
        assert connection.execute("SELECT count(*) FROM version").fetchone() == (1,)


def test_what_was_forgotten_stays_away(mine, tmp_path):
    heron = a_posting("8", employer="Heron Bank", board="heron")
    with Store.open(mine) as store:
        store.forget(employer="Heron Bank", now=NOW)
        store.forget(posting="https://boards.example.org/kestrel/jobs/2", now=NOW)

    adopted_by(mine, shipped(tmp_path, "new", *map(a_posting, "123"), heron))

    assert sorted(rows_of(mine)) == ["1", "3"]
    with closing(sqlite3.connect(mine)) as connection:
        assert connection.execute("SELECT name FROM alias").fetchall() == [("Kestrel Optics",)]


def test_rows_that_are_no_longer_shipped_go_unless_the_user_asks_their_board(mine, tmp_path):
    new = shipped(tmp_path, "new", *map(a_posting, "12"))
    watched = Path(shutil.copy(mine, tmp_path / "watched.db"))
    with Store.open(watched) as store:
        run = store.begin_run("scrape", NOW)
        result = BoardResult("greenhouse", "kestrel", "unchanged")
        store.save_board_result(run, result, BoardState("greenhouse", "kestrel", last_outcome="unchanged"))

    assert adopted_by(mine, new) == Adopted(new=0, renewed=2, own=0, withdrawn=1)
    assert adopted_by(watched, new) == Adopted(new=0, renewed=2, own=1, withdrawn=0)
    assert (sorted(rows_of(mine)), sorted(rows_of(watched))) == (["1", "2"], ["1", "2", "3"])


def test_who_looked_last_says_when_a_posting_was_seen_and_whether_it_is_open(mine, tmp_path):
    with Store.open(mine) as store:
        run = store.begin_run("scrape", NOW + 60 * DAY)
        store.connection.execute("UPDATE posting SET closed_at = NULL")
        store.touch("greenhouse", "kestrel", ["1"], run_id=run, now=NOW + 60 * DAY)
        state = BoardState("greenhouse", "kestrel", last_outcome="complete")
        store.save_board_result(run, BoardResult("greenhouse", "kestrel", "complete"), state)
        store.finish()

    adopted_by(mine, shipped(tmp_path, "new", *map(a_posting, "123")))

    found = rows_of(mine)
    assert (found["1"].last_seen, found["1"].closed_at) == (int((NOW + 60 * DAY).timestamp()), None)
    assert found["2"].last_seen == found["2"].closed_at == int(SEEN["new"].timestamp())


def test_a_second_adoption_does_nothing(mine, tmp_path):
    new = shipped(tmp_path, "new", *map(a_posting, "1234"))
    adopted_by(mine, new)
    before = rows_of(mine)

    assert adopted_by(mine, new) is None
    assert rows_of(mine) == before


def test_a_store_without_shipped_rows_adopts_nothing(tmp_path):
    with Store.open(tmp_path / "own.db", create=True) as store:
        put(store, a_posting("1"))

    assert adopted_by(tmp_path / "own.db", shipped(tmp_path, "new", a_posting("2"))) is None


def test_a_stopped_adoption_leaves_the_store_as_it_was_and_the_next_one_begins_again(
    mine, tmp_path, monkeypatch
):
    new = shipped(tmp_path, "new", *map(a_posting, "1234"))
    before = rows_of(mine)
    monkeypatch.setattr(Store, "assign_vacancies", stopped)

    with pytest.raises(KeyboardInterrupt):
        adopted_by(mine, new)

    assert rows_of(mine) == before
    assert is_finished(mine)
    monkeypatch.undo()
    assert adopted_by(mine, new).new == 1
    with Reader.open(mine) as reader:
        assert [(run.command, run.status) for run in reader.runs()] == [
            (adoption.COMMAND, "finished"),
            (adoption.COMMAND, "failed"),
        ]


def stopped(_store: Store) -> None:
    raise KeyboardInterrupt


def test_the_journal_says_what_was_taken_over(mine, tmp_path):
    use(mine, a_posting("7", text="Only here."))

    adopted_by(mine, shipped(tmp_path, "new", *map(a_posting, "1245")))

    with Reader.open(mine) as reader:
        (run, _) = reader.runs()
        held = reader.shipped_facts(tmp_path / "new" / "facts.db.xz")
    assert run.note == (
        "2 postings new in this release taken over, 2 renewed, 1 that it no longer ships removed, 1 of your "
        "own kept"
    )
    assert held.is_current
    assert held.facts == load_tables(unpacked(tmp_path / "new" / "facts.db.xz")).snapshot


def test_an_own_posting_and_a_new_shipped_one_with_its_text_are_one_vacancy(mine, tmp_path):
    use(mine, a_posting("7", text="The same opening, with Python.", source="lever"))

    adopted_by(
        mine, shipped(tmp_path, "new", a_posting("1"), a_posting("5", text="The same opening, with Python."))
    )

    tables = load_tables(mine)
    assert (len(tables.posting_id), len(set(tables.vacancy.tolist()))) == (3, 2)


def test_shipped_postings_stay_the_vacancies_that_they_were(mine, tmp_path):
    alike = [a_posting(name, group_key="R1") for name in "45"]
    use(mine, alike[1])

    adopted_by(mine, shipped(tmp_path, "new", *map(a_posting, "12"), *alike))

    with closing(sqlite3.connect(mine)) as connection:
        rows = connection.execute(
            "SELECT external_id, vacancy FROM vacancy JOIN posting ON posting.id = posting"
        ).fetchall()
    vacancy = dict(rows)
    assert vacancy["4"] == vacancy["5"]
    assert len(set(vacancy.values())) == 3


def invented(chance: random.Random, release: str) -> list[Posting]:
    """Return the postings of a release: some of forty, some of them edited."""
    found = []
    for number in range(40):
        if chance.random() < 0.6:
            words = chance.choice(("Python", "PyTorch", "Python and PyTorch"))
            edition = chance.choice(("", f" ({release})"))
            found.append(
                a_posting(
                    str(number),
                    title=f"Engineer {number}{edition}",
                    employer=f"Employer {number % 7}",
                    board=f"board-{number % 5}",
                    text=f"Number {number}{edition}: {words}.",
                )
            )
    return found


@pytest.mark.parametrize("seed", range(2))
def test_any_store_equals_a_dictionary_that_was_told_the_same(tmp_path, seed):
    chance = random.Random(seed)
    releases = {name: shipped(tmp_path, name, *invented(chance, name)) for name in ("old", "mid", "new")}
    mine = begun_from(releases["old"], tmp_path / "mine.db")
    scraped = chance.sample(invented(chance, "own"), 6)
    use(mine, *scraped)
    use(mine, *(replace(one, external_id=f"dump-{one.external_id}") for one in scraped[:2]), command="import")
    gone = "Employer 3"
    with Store.open(mine) as store:
        store.forget(employer=gone, now=NOW)
    shipped_rows = rows_of(unpacked(releases["new"]))
    own = {name: row for name, row in rows_of(mine).items() if row.text is not None}
    straight = Path(shutil.copy(mine, tmp_path / "straight.db"))

    adopted_by(straight, releases["new"])
    adopted_by(mine, releases["mid"])
    adopted_by(mine, releases["new"])

    expected = {name: row for name, row in shipped_rows.items() if row.employer != gone} | own
    assert rows_of(straight) == expected
    assert rows_of(mine) == expected
    assert load_tables(mine).snapshot == load_tables(straight).snapshot
    check_store(mine)


def unpacked(packed: Path) -> Path:
    return unpack_snapshot(packed, packed.with_name(f"{packed.name}.db"))


def test_a_snapshot_of_ones_own_is_not_replaced_by_a_release(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped_facts, "released_facts", lambda: frozenset({"86900f72d2dc6d0e"}))
    mine = begun_from(shipped(tmp_path, "old", a_posting("1")), tmp_path / "mine.db")
    before = rows_of(mine)

    assert adopted_by(mine, shipped(tmp_path, "new", a_posting("2"))) is None

    assert rows_of(mine) == before
    with Reader.open(mine) as reader:
        assert reader.shipped_facts(tmp_path / "new" / "facts.db.xz") is None


def test_an_adoption_that_was_stopped_before_its_figures_were_counted_is_finished(
    mine, tmp_path, monkeypatch
):
    new = shipped(tmp_path, "new", *map(a_posting, "1234"))
    monkeypatch.setattr(Store, "finish", stopped)
    monkeypatch.setattr(Store, "end_run", lambda *_: None)  # a kill ends no run
    with pytest.raises(KeyboardInterrupt):
        adopted_by(mine, new)
    monkeypatch.undo()
    assert not is_finished(mine)

    assert adopted_by(mine, new) is None

    assert is_finished(mine)
    with Reader.open(mine) as reader:
        assert [run.status for run in reader.runs()] == ["finished", "interrupted"]
