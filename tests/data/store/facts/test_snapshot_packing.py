"""What is packed: nothing but facts, and the same bytes for the same facts."""

import lzma
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from data.errors import StoreDamaged
from data.paths import SNAPSHOT_PACKED
from data.prose import EMAIL
from data.records import FORMS, Facts, Mention, OpenName, Reading, Register
from data.store.facts.open_counts import load_open_counts
from data.store.facts.snapshot import unpack_snapshot
from data.store.facts.snapshot_packing import pack_snapshot
from data.store.facts.tables import load_tables
from data.store.reader import Reader
from data.store.writer import Store
from tests.data.building import (
    CATALOG,
    DAY,
    NOW,
    SENTENCE,
    a_posting,
    a_reading,
    a_store,
    put,
    read_all,
    scrape_board,
)

MEGABYTE = 1_000_000
LONGEST = 1_000  # characters of any shipped value: links are the longest


def words_in(store: Path) -> str:
    """Return every text that any table of a store holds, one a line."""
    found: list[str] = []
    with closing(sqlite3.connect(store)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%'"
        ).fetchall()
        for (table,) in tables:
            for _, column, kind, *_ in connection.execute(f"PRAGMA table_info('{table}')").fetchall():
                if kind in ("TEXT", ""):
                    found += [
                        str(value) for (value,) in connection.execute(f'SELECT "{column}" FROM "{table}"')
                    ]
    return "\n".join(found)


def test_packing_twice_gives_the_same_bytes(tmp_path):
    store = a_store(tmp_path / "market.db")

    sizes = [pack_snapshot(store, tmp_path / name) for name in ("one.xz", "two.xz")]

    assert (tmp_path / "one.xz").read_bytes() == (tmp_path / "two.xz").read_bytes()
    assert sizes == [(tmp_path / "one.xz").stat().st_size] * 2


def test_the_order_of_arrival_does_not_show(tmp_path):
    postings = [a_posting(str(n), employer=f"Employer {n}") for n in range(12)]
    stores = [a_store(tmp_path / "one.db", *postings), a_store(tmp_path / "two.db", *reversed(postings))]

    for store in stores:
        pack_snapshot(store, store.with_suffix(".xz"))

    assert (tmp_path / "one.xz").read_bytes() == (tmp_path / "two.xz").read_bytes()


def test_a_store_and_its_snapshot_have_one_digest(tmp_path):
    names = ("Wren, Inc.", "Heron", "Heron", "The Wren", "Wren")
    postings = [a_posting(str(11 - n), board=f"b{n % 3}", employer=name) for n, name in enumerate(names)]
    store = a_store(tmp_path / "market.db", *postings)

    pack_snapshot(store, tmp_path / "facts.xz")

    shipped = load_tables(unpack_snapshot(tmp_path / "facts.xz", tmp_path / "unpacked.db"))
    assert shipped.snapshot == load_tables(store).snapshot
    assert shipped.posting_id.tolist() == [1, 2, 3, 4, 5]


def test_no_text_no_run_and_no_former_wording_is_shipped(tmp_path):
    with Store.open(tmp_path / "market.db", create=True) as store:
        scrape_board(store, "kestrel", [a_posting("1", posted_raw="posted some time ago")])
        scrape_board(store, "kestrel", [a_posting("1", text="Another wording with Python.")], NOW + DAY)
        store.forget(employer="Heron Bank", now=NOW)
        read_all(store)
        store.assign_vacancies()
        store.finish()
    pack_snapshot(tmp_path / "market.db", tmp_path / "facts.xz")

    content = lzma.decompress((tmp_path / "facts.xz").read_bytes())

    for words in (SENTENCE, "Another wording", "some time ago", "scrape", '"1"'):
        assert words.encode() not in content
    assert b"Machine Learning Engineer" in content


def test_facts_come_out_as_they_went_in(packed, target, tmp_path):
    before, after = load_tables(tmp_path / "market.db"), load_tables(unpack_snapshot(packed, target))

    assert after.skills == before.skills == ("python", "pytorch")
    assert (after.mention_skill.tolist(), after.employers) == (
        before.mention_skill.tolist(),
        before.employers,
    )
    assert (after.catalog, after.posted_day.tolist()) == (CATALOG, before.posted_day.tolist())


def test_mentions_keep_their_surface_and_lose_their_place_in_the_text(packed, target):
    with Reader.open(unpack_snapshot(packed, target)) as reader:
        evidence = reader.evidence(1)

    assert evidence.text is None
    assert [(mention.skill, mention.surface, mention.start) for mention in evidence.mentions] == [
        ("python", "Python", 0),
        ("pytorch", "PyTorch", 0),
    ]


def test_how_a_posting_is_written_and_the_form_of_its_mentions_are_shipped(tmp_path):
    register = Register(words=640, items=12, control=1 << 99 | 1)
    mention = Mention("mlops", "pipelines", 0, 9, "required", form="generic")
    with Store.open(tmp_path / "market.db", create=True) as store:
        put(store, a_posting("1"))
        store.save_readings([(1, Reading((mention,), Facts(), register=register))], CATALOG)
        store.assign_vacancies()
        store.finish()
    pack_snapshot(tmp_path / "market.db", tmp_path / "facts.xz")

    unpacked = unpack_snapshot(tmp_path / "facts.xz", tmp_path / "u" / "f.db")

    with closing(sqlite3.connect(unpacked)) as connection:
        words, items, control = connection.execute("SELECT words, items, control FROM reading").fetchone()
        forms = connection.execute("SELECT form FROM mention").fetchall()
    assert Register(words, items, int.from_bytes(control, "little"), register.searched) == register
    assert forms == [(FORMS.index("generic"),)]


def test_addresses_are_masked_wherever_they_stand_and_names_stay_apart(tmp_path):
    address = "@".join(("jane.doe+jobs", "kestrel-optics.example"))
    places = {
        "title": f"Engineer {address}",
        "location": address,
        "url": f"https://a.example.org/?mail={address}",
    }
    with Store.open(tmp_path / "market.db", create=True) as store:
        put(
            store,
            a_posting("1", employer=f"Mail {address}", **places),
            a_posting("2", employer=f"Mail x.{address}"),
        )
        reading = Reading((Mention("mail", address, 0, len(address), "required"),), Facts())
        store.save_readings([(1, reading), (2, reading)], CATALOG)
        store.assign_vacancies()
        store.finish()
    pack_snapshot(tmp_path / "market.db", tmp_path / "facts.xz")

    unpacked = unpack_snapshot(tmp_path / "facts.xz", tmp_path / "u" / "f.db")

    assert not EMAIL.search(words_in(unpacked))
    assert words_in(unpacked).count("[email]") >= 6
    assert len(load_tables(unpacked).employers) == 2


@pytest.mark.parametrize(
    ("title", "shipped"),
    [
        ("Kestrel | Utrecht | Sr. Data Engineer", "Kestrel | Utrecht | Sr. Data Engineer"),
        ("Kestrel | Utrecht | We make lenses that you will love", "Kestrel | Utrecht"),
        ("Kestrel is building lenses. Data Engineer", "Data Engineer"),
        ("We are hiring everywhere", "Several roles"),
    ],
)
def test_a_comments_first_line_is_shipped_without_its_sentences(tmp_path, title, shipped):
    comment = a_posting("1", source="hackernews", board="whoishiring", title=title, location=title)
    pack_snapshot(a_store(tmp_path / "market.db", comment), tmp_path / "facts.xz")

    with Reader.open(unpack_snapshot(tmp_path / "facts.xz", tmp_path / "u" / "f.db")) as reader:
        (line,) = reader.search().postings

    assert (line.title, line.location or "Several roles") == (shipped, shipped)


def test_a_surface_as_long_as_a_sentence_is_cut(tmp_path):
    sentence = "We want someone who has long been building models of every kind of lens " * 3
    with Store.open(tmp_path / "market.db", create=True) as store:
        put(store, a_posting("1"))
        store.save_readings([(1, a_reading(sentence, sentence))], CATALOG)
        store.assign_vacancies()
        store.finish()
    pack_snapshot(tmp_path / "market.db", tmp_path / "facts.xz")

    assert sentence.encode() not in lzma.decompress((tmp_path / "facts.xz").read_bytes())


@pytest.mark.skipif(not SNAPSHOT_PACKED.exists(), reason="no packed facts in this checkout")
def test_the_shipped_facts_are_small_free_of_addresses_and_of_sentences():
    words = words_in(unpack_snapshot())

    assert SNAPSHOT_PACKED.stat().st_size < 8 * MEGABYTE
    assert not EMAIL.search(words)
    assert max(map(len, words.split("\n"))) < LONGEST
    with Reader.open(unpack_snapshot()) as reader:
        counts = reader.counts()
    assert (counts.texts, counts.postings > 10_000, counts.mentions > 100_000) == (0, True, True)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO text SELECT id, 'another text' FROM posting",
        "INSERT INTO version SELECT id, 1, 1, 'title', 'text' FROM posting",
        "INSERT INTO forgotten VALUES ('00', 1)",
        "INSERT INTO run VALUES (1, 'scrape', 1, 1, 'finished', 1, NULL)",
    ],
    ids=["text", "version", "forgotten", "run"],
)
def test_packed_facts_bring_nothing_but_facts(packed, target, tmp_path, statement):
    inside = tmp_path / "inside.db"
    inside.write_bytes(lzma.decompress(packed.read_bytes()))
    with closing(sqlite3.connect(inside)) as connection:
        connection.execute(statement)
        connection.commit()
    packed.write_bytes(lzma.compress(inside.read_bytes()))
    target.parent.mkdir()

    with pytest.raises(StoreDamaged, match="as packed facts never do"):
        unpack_snapshot(packed, target)


# --- names that the catalogue lacks ---------------------------------------------------------------------

FINDER = "0123456789abcdef"
AT = chr(64)  # no address stands in this repository


def with_open_names(path: Path, names: dict[str, list[str]]) -> Path:
    """Make a store with a posting of each employer that names some open names; return its path."""
    ads = [
        a_posting(str(number), employer=employer, posted_at=NOW - number * 31 * DAY)
        for number, employer in enumerate(names, 1)
    ]
    a_store(path, *ads)
    found = [
        (number, tuple(OpenName(name, place, place + 1, name.lower()) for place, name in enumerate(some)))
        for number, some in enumerate(names.values(), 1)
    ]
    with Store.open(path) as store:
        store.save_open_names(found, FINDER)
    return path


def packed_and_unpacked(store: Path, folder: Path) -> Path:
    pack_snapshot(store, folder / "facts.xz")
    return unpack_snapshot(folder / "facts.xz", folder / "facts.db")


def queue_in(path: Path) -> list[tuple[str, int, str | None, str | None]]:
    with Reader.open(path) as reader:
        return [(one.term, one.employers, one.first_seen, one.last_seen) for one in reader.queued_terms()]


def test_open_names_are_packed_as_counts_and_as_terms_of_several_employers(tmp_path):
    names = {"Acme": ["Zorblax", "Wobbledb"], "Bolt": ["ZORBLAX"], "Crab": ["Zorblax"], "Dune": []}
    store = with_open_names(tmp_path / "market.db", names)

    facts = packed_and_unpacked(store, tmp_path)

    assert queue_in(facts) == [("Zorblax", 3, "2025-11", "2026-01")]
    found = load_open_counts(facts)
    assert (sorted(found.names.tolist()), found.finder) == ([0, 1, 1, 2], FINDER)
    assert "Wobbledb" not in words_in(facts)


def test_each_shipped_posting_keeps_its_own_count(tmp_path):
    names = {"Acme": ["Zorblax", "Wobbledb"], "Bolt": [], "Crab": ["Zorblax"]}
    store = with_open_names(tmp_path / "market.db", names)

    facts = packed_and_unpacked(store, tmp_path)

    counts = dict(zip(load_open_counts(facts).posting, load_open_counts(facts).names, strict=True))
    with Reader.open(facts) as reader:
        assert {reader.lines([key])[0].employer: count for key, count in counts.items()} == {
            "Acme": 2,
            "Bolt": 0,
            "Crab": 1,
        }
        assert {key: reader.evidence(int(key)).open_names for key, count in counts.items() if count} == {
            key: None for key, count in counts.items() if count
        }


def test_open_names_change_neither_the_digest_of_facts_nor_what_is_packed_of_them(tmp_path):
    plain = a_store(tmp_path / "plain.db")
    before = load_tables(plain).snapshot

    with Store.open(plain) as store:
        store.save_open_names([(1, (OpenName("Zorblax", 0, 7, "zorblax"),))], FINDER)

    assert load_tables(packed_and_unpacked(plain, tmp_path)).snapshot == before


def test_an_open_name_that_is_an_address_is_not_packed(tmp_path):
    address = f"jobs{AT}example.org"
    store = with_open_names(tmp_path / "market.db", {"Acme": [address], "Bolt": [address]})

    assert queue_in(packed_and_unpacked(store, tmp_path)) == []


def test_a_store_that_began_with_shipped_facts_packs_their_terms_again(tmp_path):
    names = {"Acme": ["Zorblax"], "Bolt": ["Zorblax"]}
    facts = packed_and_unpacked(with_open_names(tmp_path / "market.db", names), tmp_path)
    (tmp_path / "again").mkdir()

    again = packed_and_unpacked(facts, tmp_path / "again")

    assert queue_in(again) == queue_in(facts) == [("Zorblax", 2, "2025-12", "2026-01")]
    assert load_open_counts(again).names.tolist() == load_open_counts(facts).names.tolist()


def test_facts_without_any_open_name_say_so(tmp_path):
    facts = packed_and_unpacked(a_store(tmp_path / "market.db"), tmp_path)

    assert queue_in(facts) == []
    assert (load_open_counts(facts).posting.tolist(), load_open_counts(facts).finder) == ([], "")


@pytest.mark.parametrize(("name", "values"), [("open_name", "(1, 0, 7, 1)"), ("open_term", "(1, 'a', 'a')")])
def test_packed_facts_that_hold_names_at_their_places_are_refused(tmp_path, name, values):
    pack_snapshot(with_open_names(tmp_path / "market.db", {"Acme": ["Zorblax"]}), tmp_path / "facts.xz")
    unpacked = tmp_path / "raw.db"
    unpacked.write_bytes(lzma.decompress((tmp_path / "facts.xz").read_bytes()))
    with closing(sqlite3.connect(unpacked)) as connection:
        connection.execute(f"INSERT INTO {name} VALUES {values}")
        connection.commit()
    (tmp_path / "facts.xz").write_bytes(lzma.compress(unpacked.read_bytes()))

    with pytest.raises(StoreDamaged, match=f"holds a {name}"):
        unpack_snapshot(tmp_path / "facts.xz", tmp_path / "facts.db")
