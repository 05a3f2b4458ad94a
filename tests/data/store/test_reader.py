"""What a reader of the store gets back."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from data.errors import UsageError
from data.records import BoardResult, BoardState, Facts, Mention, Reading, Salary, Seen
from data.store.base.readings import RulesInUse
from data.store.reader import Reader
from data.store.reading.store_records import PostingText, SourceCoverage
from data.store.writer import Store
from tests.data.building import CATALOG, DAY, NOW, a_posting, a_reading, a_store, put, read_all, scrape_board


@pytest.fixture
def written(path):
    """Write into a store, then read it."""

    def write(fill):
        with Store.open(path, create=True) as store:
            fill(store)
            store.assign_vacancies()
            store.finish()
        return Reader.open(path)

    return write


# --- one posting ----------------------------------------------------------------------------------------


def test_evidence_is_the_text_with_its_mentions_and_rules(tmp_path):
    with Reader.open(a_store(tmp_path / "market.db", a_posting("1"))) as reader:
        evidence = reader.evidence(1)

    assert evidence.text is not None
    assert [evidence.text[m.start : m.end] for m in evidence.mentions] == ["Python", "PyTorch"]
    assert {(m.level, m.rule, m.group) for m in evidence.mentions} == {("required", "alias", None)}
    assert (evidence.role, evidence.catalog, evidence.posting.employer) == (
        "ml_engineer",
        CATALOG,
        "Kestrel Optics",
    )
    assert evidence.posting.day == date(2026, 3, 1)


def test_an_any_of_group_and_its_level_come_back(written):
    mention = Mention("python", "Python", 0, 6, "preferred", 3, "context:python", "generic")

    def fill(store):
        put(store, a_posting("1", text="Python or Julia"))
        store.save_readings([(1, Reading((mention,), Facts()))], CATALOG)

    with written(fill) as reader:
        assert reader.evidence(1).mentions == (mention,)


def test_pay_that_the_source_states_is_shown_before_what_the_text_says(written):
    stated = Salary(80_000, 95_000, "USD", "year")

    def fill(store):
        put(store, a_posting("1", salary=stated))
        store.save_readings([(1, a_reading("", salary=Salary(1, 2, "EUR", "hour")))], CATALOG)

    with written(fill) as reader:
        evidence = reader.evidence(1)

    assert evidence.salary == stated


def test_a_posting_that_nobody_has_read_has_no_facts(written):
    with written(lambda store: put(store, a_posting("1"))) as reader:
        evidence = reader.evidence(1)

    assert (evidence.role, evidence.salary, evidence.catalog, evidence.mentions) == (None, None, None, ())


def test_the_other_postings_of_a_vacancy_are_named(written):
    postings = [a_posting(city, location=city, text="The same text.") for city in ("Ghent", "Porto", "Lyon")]

    with written(lambda store: put(store, *postings, a_posting("9"))) as reader:
        evidence = reader.evidence(2)

    assert [line.location for line in evidence.siblings] == ["Ghent", "Lyon"]


@pytest.mark.parametrize("flags", [(), ("stuffed",), ("cut",), ("stuffed", "cut")], ids=repr)
def test_stuffed_postings_and_those_read_in_part_are_marked(written, flags):
    def fill(store):
        put(store, a_posting("1"))
        store.save_readings([(1, Reading((), Facts(), flags))], CATALOG)

    with written(fill) as reader:
        evidence = reader.evidence(1)

    assert (evidence.is_stuffed, evidence.is_cut) == ("stuffed" in flags, "cut" in flags)
    assert evidence.was_watched


def test_texts_come_in_the_order_that_is_asked_for_and_only_where_there_are_any(written):
    def fill(store):
        put(store, *(a_posting(key, source=f"board-{key}", text=f"Text {key}") for key in "123"))
        store.connection.execute("DELETE FROM text WHERE posting = 2")

    with written(fill) as reader:
        found = list(reader.texts(np.array([3, 9, 2, 1])))

    assert found == [
        PostingText("board-3", "Kestrel Optics", "Text 3", "Machine Learning Engineer"),
        PostingText("board-1", "Kestrel Optics", "Text 1", "Machine Learning Engineer"),
    ]


def test_any_number_of_texts_is_one_query(written):
    queries = []

    with written(lambda store: put(store, *(a_posting(str(key)) for key in range(9)))) as reader:
        reader._connection.set_trace_callback(queries.append)
        found = list(reader.texts(np.arange(1, 10)))

    assert (len(found), len(queries)) == (9, 1)


def test_a_posting_is_found_by_its_source_and_id(written):
    def fill(store):
        put(store, a_posting("7", source="one"), a_posting("7", source="other"), a_posting("8", source="one"))

    with written(fill) as reader:
        found = [reader.ids_of("other", "7"), reader.ids_of("other", "8"), reader.ids_of("third", "7")]
        kept = reader.evidence(found[0][0]).posting.source

    assert found[1:] == [(), ()]
    assert (len(found[0]), kept) == (1, "other")


def test_an_unknown_posting_is_a_wrong_value(tmp_path):
    with (
        Reader.open(a_store(tmp_path / "market.db")) as reader,
        pytest.raises(UsageError, match="no posting 77"),
    ):
        reader.evidence(77)


# --- the journal ----------------------------------------------------------------------------------------


def fill_three_runs(store: Store) -> None:
    """Two good runs, then one in which a board fails."""
    scrape_board(store, "kestrel", [a_posting("1"), a_posting("2")], NOW)
    scrape_board(store, "kestrel", [a_posting("1")], NOW + DAY)
    run = store.begin_run("scrape", NOW + 2 * DAY)
    lost = BoardResult("lever", "heron", "failed", rejected={"no title": 2}, requests=3, error="no answer")
    store.save_board_result(run, lost, BoardState("lever", "heron", last_outcome="failed"))
    good = BoardResult("greenhouse", "kestrel", "unchanged", unchanged=1, requests=1, received_bytes=70)
    store.save_board_result(run, good, BoardState("greenhouse", "kestrel", last_complete_at=NOW + 2 * DAY))
    store.end_run(run, NOW + 2 * DAY, "finished", "one board failed")


def test_runs_are_told_newest_first_with_their_sums(written):
    with written(fill_three_runs) as reader:
        last, _, first = reader.runs()

    assert (first.kept, first.status, first.outcomes) == (2, "finished", {"complete": 1})
    assert (last.outcomes, last.requests, last.received_bytes) == ({"failed": 1, "unchanged": 1}, 4, 70)
    assert (last.started_at, last.ended_at, last.note) == (NOW + 2 * DAY, NOW + 2 * DAY, "one board failed")


def test_the_boards_of_a_run_are_told_with_errors_first(written):
    with written(fill_three_runs) as reader:
        failed, good = reader.board_runs(3)

    assert (failed.slug, failed.error, failed.rejected) == ("heron", "no answer", {"no title": 2})
    assert (good.slug, good.outcome, good.unchanged) == ("kestrel", "unchanged", 1)


def test_coverage_counts_postings_by_month_and_days_without_a_good_answer(written):
    def fill(store):
        fill_three_runs(store)
        old = a_posting("5", source="archive", board="dump", posted_at=datetime(2024, 5, 5, tzinfo=UTC))
        put(store, old, run_id=0)

    with written(fill) as reader:
        assert reader.coverage() == (
            SourceCoverage("archive", "2024-05", 1, 0),
            SourceCoverage("greenhouse", "2026-03", 2, 0),
            SourceCoverage("lever", "2026-03", 0, 1),
        )


def test_freshness_and_boards_tell_what_is_open_and_when_it_was_last_whole(written):
    with written(fill_three_runs) as reader:
        (fresh,) = reader.freshness()
        boards = reader.boards()

    assert (fresh.source, fresh.postings, fresh.open_postings) == ("greenhouse", 2, 2)
    assert (fresh.last_day, fresh.last_complete_at) == (date(2026, 3, 1), NOW + 2 * DAY)
    assert [(board.slug, board.postings, board.last_outcome) for board in boards] == [
        ("kestrel", 2, None),
        ("heron", 0, "failed"),
    ]


def test_the_rules_in_use_are_told_with_what_they_cannot_read_again(tmp_path):
    path = tmp_path / "market.db"
    with Store.open(path, create=True) as store:
        put(store, a_posting("1"), a_posting("2"), a_posting("3"))
        read_all(store)
        store.forget_texts()
        put(store, a_posting("4"))
        read_all(store, digest="0123456789abcdef")

    with Reader.open(path) as reader:
        assert reader.rules_in_use() == (RulesInUse(CATALOG, 3, 3), RulesInUse("0123456789abcdef", 1, 0))


def test_counts_tell_how_much_there_is(tmp_path):
    with Reader.open(a_store(tmp_path / "market.db")) as reader:
        counts = reader.counts()

    assert (counts.postings, counts.texts, counts.open_postings, counts.vacancies) == (2, 2, 2, 2)
    assert (counts.employers, counts.mentions, counts.recruiters) == (1, 4, 0)


def test_an_empty_store_has_nothing_to_tell(path):
    with Store.open(path, create=True):
        pass

    with Reader.open(path) as reader:
        assert (reader.search().total, reader.runs(), reader.coverage(), reader.diary()) == (0, (), (), ())
        assert reader.duplicates().vacancies == 0


def test_the_diary_is_told_with_the_time_of_its_run(written):
    def fill(store):
        run = store.begin_run("scrape", NOW)
        put(store, a_posting("1"), a_posting("2", text="Nothing."), run_id=run)
        read_all(store)
        store.assign_vacancies()
        store.save_revisions(run, store.tables())

    with written(fill) as reader:
        entries = {(entry.scope, entry.skill): entry for entry in reader.diary()}

    entry = entries["all", "python"]
    assert (entry.at, entry.share_before, entry.share_after) == (NOW, None, 0.5)
    assert (entry.vacancies_before, entry.vacancies_after) == (0, 2)


def test_only_a_scrape_watches_whether_a_posting_is_still_open(store, path):
    seen = {"1": Seen(NOW, NOW)}
    store.upsert_postings("dump", "dump", [a_posting("1")], run_id=0, now=NOW, seen=seen)
    scrape_board(store, "kestrel", [a_posting("2"), a_posting("3")])
    for day in (1, 2):
        scrape_board(store, "kestrel", [a_posting("3")], now=NOW + day * DAY)

    with Reader.open(path) as reader:
        found = [reader.evidence(key) for key in (1, 2, 3)]

    assert [one.was_watched for one in found] == [False, True, True]
    assert [one.posting.is_open for one in found] == [False, False, True]
