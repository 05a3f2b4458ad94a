"""Small invented postings, readings and stores."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from data.records import BoardResult, BoardState, Facts, Mention, Posting, Reading
from data.store.writer import Store

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CATALOG = "feedfacefeedface"
SENTENCE = "We build lens 1 models with Python and PyTorch."  # the text of `a_posting("1")`


def a_posting(external_id: str = "1", **changes: Any) -> Posting:
    """Return a posting at the board `kestrel` of Greenhouse."""
    values: dict[str, Any] = {
        "source": "greenhouse",
        "board": "kestrel",
        "external_id": external_id,
        "url": f"https://boards.example.org/kestrel/jobs/{external_id}",
        "title": "Machine Learning Engineer",
        "employer": "Kestrel Optics",
        "text": f"We build lens {external_id} models with Python and PyTorch.",
        "location": "Utrecht, Netherlands",
        "posted_at": NOW - DAY,
        "posted_precision": "instant",
    }
    return Posting(**(values | changes))


def a_reading(text: str, *words: str, **changes: Any) -> Reading:
    """Return a reading that finds `words` (as skills in lower case) in `text`."""
    mentions = [
        Mention(word.lower(), word, text.index(word), text.index(word) + len(word), "required")
        for word in words
        if word in text
    ]
    return Reading(tuple(mentions), Facts(role="ml_engineer", country="NL", **changes))


def put(store: Store, *postings: Posting, run_id: int = 1, now: datetime = NOW) -> Any:
    """Write postings to their boards; return the counts of the last board."""
    counts = None
    for board in dict.fromkeys((posting.source, posting.board) for posting in postings):
        batch = [posting for posting in postings if (posting.source, posting.board) == board]
        counts = store.upsert_postings(*board, batch, run_id=run_id, now=now)
    return counts


def read_all(store: Store, words: Iterable[str] = ("Python", "PyTorch"), digest: str = CATALOG) -> int:
    """Read every unread text for a few words."""
    readings = [(key, a_reading(text, *words)) for key, _, _, _, text in store.unread(digest)]
    return store.save_readings(readings, digest)


def scrape_board(store: Store, board: str, postings: list[Posting], now: datetime = NOW) -> None:
    """Do what a run does for one board, as one transaction."""
    run_id = store.begin_run("scrape", now)
    with store.writing():
        counts = store.upsert_postings("greenhouse", board, postings, run_id=run_id, now=now)
        seen = [posting.external_id for posting in postings]
        closed = store.close_missing("greenhouse", board, seen, run_id=run_id, now=now)
        result = BoardResult("greenhouse", board, "complete", kept=counts.kept, closed=closed)
        state = BoardState("greenhouse", board, etag='"1"', last_outcome="complete", last_complete_at=now)
        store.save_board_result(run_id, result, state)
    store.end_run(run_id, now, "finished")


def a_store(path: Path, *postings: Posting) -> Path:
    """Make a store with postings that were read and grouped; return its path."""
    with Store.open(path, create=True) as store:
        put(store, *(postings or (a_posting("1"), a_posting("2"))))
        read_all(store)
        store.assign_vacancies()
        store.finish()
    return path
