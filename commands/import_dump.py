"""`skillgauge import FILE...`: add dumps to the store, then read them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import reduce
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.bars import Advance, bar
from data.dump_postings import Cleaning, DumpReader
from data.dumps import Record, is_hn_comment, read_dump
from data.errors import PostingRejected, UsageError
from data.postings import BoardCounts, Seen
from data.records import BoardResult, Posting
from data.store import Store, writable_store

app = typer.Typer(add_completion=False)

BATCH = 500  # postings written in one transaction
SHOWN_LINES = 5  # line numbers shown for each reason without --verbose
StoreOption = Annotated[Path | None, typer.Option("--store", help="The store (default: the user's).")]


@dataclass(slots=True)
class Tally:
    """What became of the records: counts by board, and by reason the lines that were rejected."""

    boards: dict[tuple[str, str], BoardCounts] = field(default_factory=dict)
    rejected: dict[str, list[str]] = field(default_factory=dict)

    def reject(self, reason: str, where: str) -> None:
        """Note a rejected line."""
        self.rejected.setdefault(reason, []).append(where)

    def add(self, board: tuple[str, str], counts: BoardCounts) -> None:
        """Add what one batch did."""
        self.boards[board] = added(self.boards.get(board, BoardCounts()), counts)

    @property
    def counts(self) -> BoardCounts:
        """Return what became of the records of all boards."""
        return reduce(added, self.boards.values(), BoardCounts())


def added(one: BoardCounts, other: BoardCounts) -> BoardCounts:
    """Return the sum of two counts."""
    return BoardCounts(
        kept=one.kept + other.kept,
        updated=one.updated + other.updated,
        unchanged=one.unchanged + other.unchanged,
        left_out=dict(Counter(one.left_out) + Counter(other.left_out)),
    )


@app.command()
def import_dump(
    files: Annotated[list[str], typer.Argument(help="JSONL or CSV, also .gz or .xz; - for JSONL on stdin.")],
    store: StoreOption = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read texts.")] = 2,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Show every rejected line.")] = False,
) -> None:
    """Add dumps: one record a line with id, source, title, company, location, posted_at, url, text."""
    from commands.refresh import refresh  # noqa: PLC0415 - keeps --help fast
    from nlp.catalog import load_catalog  # noqa: PLC0415

    check_readable(files)
    catalog = load_catalog()
    tally = Tally()
    with (
        Store.open(writable_store(store), create=True, command="import") as target,
        journal(target) as run_id,
    ):
        for name in files:
            import_file(target, name, tally)
        save_counts(target, run_id, tally)
        with bar("Reading texts", unit="postings") as advance:
            done = refresh(target, catalog, workers=workers, progress=advance, run_id=run_id)
    print(summary(tally, verbose))  # noqa: T201
    holds = f"the store has {done.postings:,} postings, {done.vacancies:,} vacancies"
    print(f"{done.read:,} texts read; {holds}")  # noqa: T201
    if tally.rejected and not any((tally.counts.kept, tally.counts.updated, tally.counts.unchanged)):
        raise typer.Exit(1)


def check_readable(files: list[str]) -> None:
    """Raise UsageError before anything is written if a file is not there."""
    for name in files:
        if name != "-" and not Path(name).is_file():
            raise UsageError(f"there is no file {name}")


@contextmanager
def journal(store: Store) -> Iterator[int]:
    """Give the number of a run in the journal; it ends as finished, or as failed with why."""
    run_id = store.begin_run("import", datetime.now(UTC))
    try:
        yield run_id
    except BaseException as error:
        store.end_run(run_id, datetime.now(UTC), "failed", f"{type(error).__name__}: {error}")
        raise
    store.end_run(run_id, datetime.now(UTC), "finished")


def import_file(store: Store, name: str, tally: Tally) -> None:
    """Write the postings of one dump, a batch at a time."""
    now = datetime.now(UTC)
    reader = DumpReader(cleaning(), now)
    size = Path(name).stat().st_size if name != "-" else 0
    with bar(f"Importing {Path(name).name}", unit="bytes") as advance:
        batch: list[tuple[Posting, Seen]] = []
        for record in read_dump(name, counted(advance, size)):
            found = read_record(reader, record, tally, f"{name}:{record.line}")
            batch += [found] if found else []
            if len(batch) == BATCH:
                write(store, batch, now, tally)
                batch = []
        write(store, batch, now, tally)


def counted(advance: Advance, size: int) -> Callable[[int], None]:
    """Return a function that adds up bytes and moves the bar."""
    total = 0

    def note(count: int) -> None:
        nonlocal total
        total += count
        advance(total, size)

    return note


def cleaning() -> Cleaning:
    """Return how untrusted text becomes plain."""
    from scraper.clean import clean_html, clean_line, clean_text  # noqa: PLC0415 - keeps --help fast

    return Cleaning(clean_line, clean_text, clean_html)


def read_record(reader: DumpReader, record: Record, tally: Tally, where: str) -> tuple[Posting, Seen] | None:
    """Return the posting of a record, or note why there is none."""
    if record.values is None:
        tally.reject(record.reason or "unreadable", where)
        return None
    try:
        posting = (
            hn_posting(record.values) if is_hn_comment(record.values) else reader.posting_of(record.values)
        )
        return posting, reader.seen(record.values, posting)
    except PostingRejected as error:
        tally.reject(str(error), where)
        return None


def hn_posting(values: Mapping[str, Any]) -> Posting:
    """Return the posting of a Hacker News comment, as its source reads it."""
    from scraper.sources.hackernews import posting_of  # noqa: PLC0415 - only dumps of comments need it

    month = values.get("month")
    return posting_of(values, month if isinstance(month, str) else None)


def write(store: Store, batch: list[tuple[Posting, Seen]], now: datetime, tally: Tally) -> None:
    """Write a batch, board by board, as one transaction."""
    boards: dict[tuple[str, str], list[tuple[Posting, Seen]]] = {}
    for posting, seen in batch:
        boards.setdefault((posting.source, posting.board), []).append((posting, seen))
    with store.writing():
        for (source, board), pairs in boards.items():
            seen_by_id = {posting.external_id: seen for posting, seen in pairs}
            postings = [posting for posting, _ in pairs]
            counts = store.upsert_postings(source, board, postings, run_id=0, now=now, seen=seen_by_id)
            tally.add((source, board), counts)


def save_counts(store: Store, run_id: int, tally: Tally) -> None:
    """Write into the journal what the run brought to each board; what is remembered of the boards stays."""
    for (source, slug), counts in tally.boards.items():
        result = BoardResult(
            source,
            slug,
            "complete",
            kept=counts.kept,
            updated=counts.updated,
            unchanged=counts.unchanged,
            left_out=counts.left_out,
        )
        store.save_board_result(run_id, result, store.board_state(source, slug))


def summary(tally: Tally, verbose: bool) -> str:
    """Return what became of the records, in words."""
    counts = tally.counts
    total = sum(map(len, tally.rejected.values()))
    lines = [
        f"kept {counts.kept:,}, updated {counts.updated:,}, unchanged {counts.unchanged:,}, rejected "
        f"{total:,}"
    ]
    lines += [f"  left out, {reason}: {count:,}" for reason, count in sorted(counts.left_out.items())]
    for reason, places in sorted(tally.rejected.items(), key=lambda pair: -len(pair[1])):
        shown = places if verbose else places[:SHOWN_LINES]
        more = f" and {len(places) - len(shown):,} more" if len(places) > len(shown) else ""
        lines.append(f"  rejected, {reason}: {len(places):,} ({', '.join(shown)}{more})")
    return "\n".join(lines)
