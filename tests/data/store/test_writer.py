"""What the one writer does with postings, boards, runs and readings."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import paths
from data.errors import StoreMissing
from data.moments import moment, seconds
from data.records import BoardResult, BoardState, Facts, Mention, Reading, Salary, Seen
from data.store import writer as store_module
from data.store.writer import Store, default_store, writable_store
from data.store.writing.posting_columns import MAX_TEXT, MAX_TITLE
from tests.data.building import CATALOG, DAY, NOW, a_posting, a_reading, put, read_all, scrape_board

# --- postings -------------------------------------------------------------------------------------------


def test_the_same_posting_twice_is_one_row(store, rows):
    first = put(store, a_posting("1"))
    second = put(store, a_posting("1"), now=NOW + DAY)

    assert (first.kept, second.unchanged) == (1, 1)
    assert rows("SELECT count(*), max(last_seen) FROM posting") == [(1, seconds(NOW + DAY))]


def test_an_edited_text_keeps_its_former_wording_as_a_version(store, rows):
    put(store, a_posting("1", text="We use Spark."))
    read_all(store)

    counts = put(store, a_posting("1", text="We use Flink."), now=NOW + DAY)

    assert counts.updated == 1
    assert rows("SELECT body FROM text") == [("We use Flink.",)]
    assert rows("SELECT number, body, until FROM version") == [(1, "We use Spark.", seconds(NOW + DAY))]
    assert rows("SELECT version FROM posting") == [(2,)]
    assert [text for *_, text in store.unread(CATALOG)] == ["We use Flink."]


def test_a_changed_place_makes_no_version_and_needs_no_new_reading(store, rows):
    put(store, a_posting("1"))
    read_all(store)

    counts = put(store, a_posting("1", location="Ghent, Belgium"))

    assert counts.updated == 1
    assert rows("SELECT location FROM posting") == [("Ghent, Belgium",)]
    assert rows("SELECT count(*) FROM version") == [(0,)]
    assert list(store.unread(CATALOG)) == []


def test_spacing_alone_is_no_edit(store, rows):
    put(store, a_posting("1", text="We use Spark."))

    counts = put(store, a_posting("1", text="We  use\nSpark."))

    assert counts.unchanged == 1
    assert rows("SELECT body FROM text") == [("We use Spark.",)]


def test_a_renamed_employer_is_found_under_its_new_name_alone(store, rows):
    put(store, a_posting("1", employer="Kestrel Optics"))

    put(store, a_posting("1", employer="Falcon Lenses"))

    assert rows("SELECT count(*) FROM search WHERE search MATCH 'kestrel'") == [(0,)]
    assert rows("SELECT count(*) FROM search WHERE search MATCH 'falcon'") == [(1,)]


def test_a_posting_that_moved_to_another_board_stays_one_row(store, rows):
    put(store, a_posting("1", board="kestrel"))

    counts = put(store, a_posting("1", board="kestrel-labs"))

    assert counts.updated == 1
    assert rows("SELECT board.slug FROM posting JOIN board ON board.id = posting.board") == [
        ("kestrel-labs",)
    ]


def test_the_same_number_at_another_employers_board_is_another_posting(store, rows):
    put(store, a_posting("1", board="kestrel"))

    put(store, a_posting("1", board="heron", employer="Heron Bank"))

    assert rows("SELECT count(*) FROM posting") == [(2,)]


def test_a_date_told_from_today_keeps_its_first_reading(store, rows):
    for days in (0, 1):
        told = {
            "posted_at": NOW + days * DAY,
            "posted_precision": "relative",
            "posted_raw": f"{days} days ago",
        }
        counts = put(store, a_posting("1", **told), now=NOW + days * DAY)

    assert counts.unchanged == 1
    assert rows("SELECT posted_at, posted_raw FROM posting") == [(seconds(NOW), "0 days ago")]


def test_only_the_second_miss_in_a_row_closes(store, rows):
    put(store, a_posting("1"), a_posting("2"))

    closed = [
        store.close_missing("greenhouse", "kestrel", ["1"], run_id=run, now=NOW + run * DAY) for run in (2, 3)
    ]

    assert closed == [0, 1]
    assert rows("SELECT external_id, closed_at FROM posting ORDER BY id") == [
        ("1", None),
        ("2", seconds(NOW + 3 * DAY)),
    ]


def test_one_run_counts_one_miss_however_often_it_asks(store):
    put(store, a_posting("1"))

    closed = [store.close_missing("greenhouse", "kestrel", [], run_id=2, now=NOW) for _ in range(3)]

    assert closed == [0, 0, 0]


def test_a_sight_between_two_misses_starts_the_count_anew(store):
    put(store, a_posting("1"))
    store.close_missing("greenhouse", "kestrel", [], run_id=2, now=NOW)

    put(store, a_posting("1"), run_id=3)

    assert store.close_missing("greenhouse", "kestrel", [], run_id=4, now=NOW) == 0


def test_a_posting_that_returns_is_reopened(store, rows):
    put(store, a_posting("1"))
    for run in (2, 3):
        store.close_missing("greenhouse", "kestrel", [], run_id=run, now=NOW)

    counts = put(store, a_posting("1"), run_id=4, now=NOW + 4 * DAY)

    assert counts.reopened == 1
    assert rows("SELECT closed_at, missed FROM posting") == [(None, 0)]


def test_one_boards_misses_leave_other_boards_alone(store, rows):
    put(store, a_posting("1", board="kestrel"), a_posting("9", board="heron", employer="Heron Bank"))

    for run in (2, 3):
        store.close_missing("greenhouse", "kestrel", [], run_id=run, now=NOW)

    assert rows("SELECT external_id FROM posting WHERE closed_at IS NULL") == [("9",)]


def test_forty_thousand_seen_postings_are_no_problem(store):
    put(store, a_posting("39999"))

    seen = (str(number) for number in range(40_000))

    assert store.close_missing("greenhouse", "kestrel", seen, run_id=2, now=NOW) == 0


def test_an_imported_posting_is_not_open_and_keeps_the_dates_of_its_collector(store, rows):
    seen = {"1": Seen(NOW - 30 * DAY, NOW - 20 * DAY)}

    store.upsert_postings(
        "linkedin", "dump", [a_posting("1", source="linkedin")], run_id=0, now=NOW, seen=seen
    )

    dates = (seconds(NOW - 30 * DAY), seconds(NOW - 20 * DAY), seconds(NOW - 20 * DAY), 0)
    assert rows("SELECT first_seen, last_seen, closed_at, first_run FROM posting") == [dates]


def test_importing_again_changes_nothing(store):
    seen = {"1": Seen(NOW - 30 * DAY, NOW - 20 * DAY)}
    for now in (NOW, NOW + DAY):
        counts = store.upsert_postings(
            "greenhouse", "kestrel", [a_posting("1")], run_id=0, now=now, seen=seen
        )
        changes = store.connection.execute("SELECT value FROM meta WHERE key = 'lineage'").fetchone()

    again = store.upsert_postings("greenhouse", "kestrel", [a_posting("1")], run_id=0, now=NOW, seen=seen)

    assert counts.unchanged == again.unchanged == 1
    assert store.connection.execute("SELECT value FROM meta WHERE key = 'lineage'").fetchone() == changes


# --- clocks ---------------------------------------------------------------------------------------------


def test_a_clock_that_jumps_back_moves_no_last_sight_back(store, rows):
    put(store, a_posting("1"), now=NOW)

    put(store, a_posting("1"), now=NOW - 400 * DAY)

    assert rows("SELECT last_seen FROM posting") == [(seconds(NOW),)]


@pytest.mark.parametrize(
    "posted",
    [datetime(1970, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC), NOW + 3 * DAY],
    ids=["1970", "2099", "in three days"],
)
def test_an_implausible_date_becomes_none_and_its_words_stay(store, rows, posted):
    put(store, a_posting("1", posted_at=posted, posted_raw="some day"))

    found = rows("SELECT posted_at, posted_precision, posted_raw, day FROM posting")

    assert found == [(None, 0, "some day", seconds(NOW) // 86_400)]


def test_times_with_an_offset_and_without_one_are_kept_in_utc(store, rows):
    summer = timezone(timedelta(hours=2))
    put(store, a_posting("1", posted_at=datetime(2026, 3, 1, 1, 30, tzinfo=summer)))
    put(store, a_posting("2", posted_at=datetime(2026, 3, 1, 1, 30)))  # noqa: DTZ001 - the case

    found = [moment(value) for (value,) in rows("SELECT posted_at FROM posting ORDER BY external_id")]

    assert found == [datetime(2026, 2, 28, 23, 30, tzinfo=UTC), datetime(2026, 3, 1, 1, 30, tzinfo=UTC)]


# --- any text -------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(max_size=60), text=st.text(max_size=300), employer=st.text(max_size=60))
def test_any_text_round_trips(store, rows, title, text, employer):
    posting = a_posting("1", title=title, text=text, employer=employer)

    put(store, a_posting("1", title="x", text="another text altogether", employer="y"))
    put(store, posting)

    found = rows(
        "SELECT title, body, name FROM posting JOIN text ON text.posting = posting.id "
        "JOIN alias ON alias.id = posting.alias"
    )
    assert found == [tuple(part.replace("\x00", "") for part in (title, text, employer))]


@pytest.mark.parametrize(
    "title",
    [
        "'; DROP TABLE posting; --",
        'Robert"); DELETE FROM text',
        "posting",
        "NULL",
        "%_*",
        "<script>alert(1)</script>",
    ],
)
def test_sql_in_a_title_is_a_title(store, rows, title):
    put(store, a_posting("1", title=title))

    assert rows("SELECT title FROM posting") == [(title,)]


def test_nul_and_lone_surrogates_are_taken_out_and_the_rest_is_searchable(store, rows):
    put(store, a_posting("1", text="before\x00after \ud800 pelican"))

    assert rows("SELECT body FROM text") == [("beforeafter  pelican",)]
    assert rows("SELECT count(*) FROM search WHERE search MATCH 'pelican'") == [(1,)]


def test_a_title_and_a_text_beyond_all_measure_are_cut_and_marked(store, rows):
    put(store, a_posting("1", title="T" * 1_000_000, text="x " * MAX_TEXT))

    assert rows("SELECT length(title), cut FROM posting") == [(MAX_TITLE, 1)]
    assert rows("SELECT length(body) FROM text") == [(MAX_TEXT,)]


def test_ten_thousand_skills_of_one_posting_are_kept(store, rows):
    put(store, a_posting("1"))
    mentions = tuple(Mention(f"select{n}", "x", n, n + 1, "mentioned") for n in range(10_000))

    store.save_readings([(1, Reading(mentions, Facts()))], CATALOG)

    assert rows("SELECT count(*) FROM mention") == [(10_000,)]


def test_notes_of_a_run_stand_one_after_another(store, rows):
    run_id = store.begin_run("import", NOW)

    store.add_note(run_id, "7 texts read again")
    store.end_run(run_id, NOW, "finished", "rejected 2")
    store.add_note(run_id, "and more")

    assert rows("SELECT status, note FROM run") == [("finished", "7 texts read again; rejected 2; and more")]


def test_a_run_without_a_note_has_none(store, rows):
    store.end_run(store.begin_run("import", NOW), NOW, "finished")

    assert rows("SELECT note FROM run") == [(None,)]


# --- readings -------------------------------------------------------------------------------------------


def test_new_rules_make_every_text_unread(store):
    put(store, a_posting("1"), a_posting("2"))
    read_all(store)

    assert (store.count_unread(CATALOG), store.count_unread("0123456789abcdef")) == (0, 2)


def test_texts_that_other_rules_have_read_are_told_from_new_ones(store):
    put(store, a_posting("1"), a_posting("2"))
    read_all(store)
    put(store, a_posting("3"))

    new_rules = "0123456789abcdef"

    assert (store.count_unread(new_rules), store.count_outdated(new_rules)) == (3, 2)
    assert (store.count_unread(CATALOG), store.count_outdated(CATALOG)) == (1, 0)


def test_a_batch_stays_read_where_a_later_one_fails(store, monkeypatch):
    monkeypatch.setattr("data.store.writer.READ_BATCH", 2)
    put(store, *(a_posting(str(number)) for number in range(5)))
    read_all(store)
    new_rules = "0123456789abcdef"

    def stopped():
        for place, (key, _, _, _, text) in enumerate(store.unread(new_rules)):
            if place == 3:
                raise KeyboardInterrupt
            yield key, a_reading(text, "Python")

    with pytest.raises(KeyboardInterrupt):
        store.save_readings(stopped(), new_rules)

    assert store.count_outdated(new_rules) == 3
    assert read_all(store, digest=new_rules) == 3
    assert store.count_unread(new_rules) == 0


def test_reading_again_replaces_what_was_read_before(store, rows):
    put(store, a_posting("1"))
    read_all(store, ("Python", "PyTorch"))

    read_all(store, ("Python",), "0123456789abcdef")

    assert rows("SELECT slug FROM mention JOIN skill ON skill.id = mention.skill") == [("python",)]


def test_all_facts_of_a_reading_are_kept(store):
    put(store, a_posting("1"))
    salary = Salary(90_000, 120_000, "EUR", "year")
    reading = a_reading("Python", "Python", seniority="senior", workplace="remote", clouds=("aws", "azure"),
                        salary=salary, years_min=3.5)  # laid out as a table  # fmt: skip

    store.save_readings([(1, reading)], CATALOG)

    tables = store.tables()
    assert (tables.clouds[0], tables.years_min[0], tables.salary_max[0]) == (0b101, 3.5, 120_000)
    assert (tables.currencies, tables.countries) == (("EUR",), ("NL",))


# --- boards and runs ------------------------------------------------------------------------------------


def test_a_boards_state_comes_back_as_it_was_saved(store):
    state = BoardState("lever", "heron", '"etag"', "Mon", "hash", "partial", NOW, NOW + DAY)

    store.save_board_result(1, BoardResult("lever", "heron", "partial", rejected={"no title": 2}), state)

    assert store.board_state("lever", "heron") == state


def test_an_unknown_board_has_no_state(store):
    assert store.board_state("lever", "nobody") == BoardState("lever", "nobody")


def test_a_run_that_never_ended_is_marked_when_the_next_begins(store, rows):
    store.begin_run("scrape", NOW)

    scrape_board(store, "kestrel", [a_posting("1")], NOW + DAY)

    assert rows("SELECT status FROM run ORDER BY id") == [("interrupted",), ("finished",)]


def test_the_journal_alone_makes_no_facts_stale(store, rows):
    put(store, a_posting("1"))
    before = rows("SELECT value FROM meta WHERE key = 'lineage'")

    run = store.begin_run("scrape", NOW)
    store.save_board_result(run, BoardResult("lever", "heron", "gone"), BoardState("lever", "heron"))
    store.end_run(run, NOW, "finished")

    assert rows("SELECT value FROM meta WHERE key = 'lineage'") == before


def test_the_diary_starts_from_the_facts_before_the_run(store, rows):
    put(store, a_posting("1"), a_posting("2"))
    read_all(store)
    store.assign_vacancies()

    run = store.begin_run("scrape", NOW)
    for later in (2, 3):
        store.close_missing("greenhouse", "kestrel", ["1"], run_id=later, now=NOW)
    store.save_revisions(run, store.finish())

    moved = rows("SELECT scope, vacancies_before, vacancies_after FROM revision GROUP BY 1")
    assert moved == [("open", 2, 1)]


# --- which store ----------------------------------------------------------------------------------------


def test_the_store_given_wins_over_the_environment_which_wins_over_the_users(monkeypatch, tmp_path):
    monkeypatch.delenv(paths.STORE_VARIABLE, raising=False)
    users = writable_store()

    monkeypatch.setenv(paths.STORE_VARIABLE, str(tmp_path / "named.db"))

    assert users == paths.DATA / "market.db"
    assert default_store() == tmp_path / "named.db"
    assert default_store(tmp_path / "given.db") == tmp_path / "given.db"


def test_opening_a_missing_store_makes_none_unless_asked(path):
    with pytest.raises(StoreMissing, match="there is no store"):
        Store.open(path)

    assert not path.exists()


def test_a_store_in_a_folder_that_is_missing_is_missing(tmp_path):
    with pytest.raises(StoreMissing):
        Store.open(tmp_path / "no" / "where" / "market.db")


def test_the_users_first_store_starts_as_a_copy_of_the_shipped_facts(monkeypatch, path):
    copied = []
    monkeypatch.setattr(store_module, "user_store", lambda: path)
    monkeypatch.setattr(store_module, "copy_snapshot", copied.append)
    monkeypatch.setattr(store_module, "SNAPSHOT_PACKED", path.parent)

    store_module.start_store(path)

    assert copied == [path]
