"""How a board answered lately, what it has open, and what that may close."""

from data.records import BoardResult, BoardState
from data.store.writer import Held, Look
from tests.data.building import DAY, NOW, a_posting, put

KESTREL = ("greenhouse", "kestrel")


def look(store, outcome, now):
    run_id = store.begin_run("scrape", now)
    result = BoardResult(*KESTREL, outcome)
    store.save_board_result(run_id, result, BoardState(*KESTREL, last_outcome=outcome))


def test_looks_are_told_newest_first(store):
    for day, outcome in enumerate(("complete", "gone", "failed")):
        look(store, outcome, NOW + day * DAY)

    assert store.looks(*KESTREL) == (
        Look("failed", NOW + 2 * DAY),
        Look("gone", NOW + DAY),
        Look("complete", NOW),
    )
    assert store.looks("greenhouse", "nobody") == ()


def test_only_what_is_open_is_held(store, rows):
    put(store, a_posting("1"), a_posting("2"), a_posting("3", board="other"))
    store.connection.execute("UPDATE posting SET closed_at = 1 WHERE external_id = '2'")

    assert store.held(*KESTREL) == {
        "1": Held("https://boards.example.org/kestrel/jobs/1", "Machine Learning Engineer",
                  "Utrecht, Netherlands", NOW),
    }  # laid out as a table  # fmt: skip


def test_what_nobody_has_seen_since_is_closed_and_keeps_its_last_sight(store, rows):
    put(store, a_posting("1"), a_posting("2"), a_posting("3", board="other"))
    put(store, a_posting("2"), run_id=2, now=NOW + 2 * DAY)

    closed = store.close_unseen(*KESTREL, NOW + DAY, run_id=3, now=NOW + 3 * DAY)

    assert closed == 1
    assert rows("SELECT external_id, closed_at - last_seen FROM posting ORDER BY external_id") == [
        ("1", 3 * 86_400),
        ("2", None),
        ("3", None),
    ]


def test_a_posting_that_is_listed_again_is_seen_and_no_longer_missed(store, rows):
    put(store, a_posting("1"), a_posting("2"))
    store.close_missing(*KESTREL, [], run_id=2, now=NOW + DAY)

    seen = store.touch(*KESTREL, ["1", "nobody"], run_id=3, now=NOW + 2 * DAY)

    assert seen == 1
    assert rows("SELECT missed, missed_run FROM posting ORDER BY external_id") == [(0, None), (1, 2)]
    assert store.held(*KESTREL)["1"].last_seen == NOW + 2 * DAY
