"""`skillgauge import FILE...`: add dumps to the store, then read them."""

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from analysis.market.figure_words import count_of
from commands.shared.import_tally import ImportTally, Output, summary, summary_json
from commands.shared.progress import Advance, bar
from data.errors import PostingRejected, StoreError, UsageError
from data.files.dump_bytes import known_encoding
from data.files.dump_identity import DUMP_BOARD, FileIdentities
from data.files.dump_postings import Cleaning, DumpReader
from data.files.dumps import Record, is_hn_comment, read_dump
from data.records import BoardResult, Posting
from data.store.writer import Store, writable_store
from data.store.writing.postings import Seen

app = typer.Typer(add_completion=False)
log = logging.getLogger(__name__)

BATCH = 500  # postings written in one transaction
BATCH_CHARACTERS = 20_000_000  # of their texts: bounds memory where each is long
MAX_USELESS = 250_000  # unusable records in a row: such a file is no dump, or one made to cost time
MONTH = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])", re.ASCII)  # of a thread
StoreOption = Annotated[Path | None, typer.Option("--store", help="The store (default: the user's).")]
Found = tuple[Posting, Seen, str]  # and where it stands


@app.command()
def import_dump(
    files: Annotated[
        list[str], typer.Argument(help="JSON lines, a JSON array or CSV, also packed; - for stdin.")
    ],
    store: StoreOption = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read texts.")] = 2,
    encoding: Annotated[
        str | None, typer.Option(help="The files' encoding, where it is not UTF-8 (cp1252 is recognised).")
    ] = None,
    output: Annotated[Output, typer.Option("--format", help="Summary format.")] = "table",
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Show every rejected line.")] = False,
) -> None:
    """Add dumps: one record a line with id, source, title, company, location, posted_at, url, text.

    Postings of a scrape and of the shipped facts stay as they are. Exit code: 0 records came in, 1 none was
    of use, 2 usage, or a file breaks off (what came before is kept), 3 store.
    """
    from commands.shared.after_change import refresh  # noqa: PLC0415 - keeps --help fast
    from nlp.catalogue.catalog import load_catalog  # noqa: PLC0415

    check_readable(files)
    encoding = encoding and known_encoding(encoding)
    catalog = load_catalog()
    tally = ImportTally(verbose)
    with (
        Store.open(writable_store(store), create=True, command="import") as target,
        journal(target, tally) as run_id,
    ):
        for name in files:
            FileImport(target, run_id, tally, name, encoding).run()
        save_counts(target, run_id, tally)
        with bar("Reading texts", unit="postings") as advance:
            done = refresh(target, catalog, workers=workers, progress=advance, run_id=run_id)
    if output == "json":
        holds = {
            "read": done.read,
            "read_again": done.read_again,
            "postings": done.postings,
            "vacancies": done.vacancies,
        }
        print(summary_json(tally, run_id, holds))  # noqa: T201
    else:
        print(summary(tally))  # noqa: T201
        words = f"the store has {count_of(done.postings, 'posting')}, {count_of(done.vacancies, 'vacancy')}"
        print(f"{done.words}; {words}; this was run {run_id}")  # noqa: T201
    if tally.broken:
        raise UsageError("; ".join(tally.broken))
    if tally.is_useless:
        raise typer.Exit(1)


def check_readable(files: list[str]) -> None:
    """Raise UsageError before anything is written if a file is not there."""
    for name in files:
        if name != "-" and not Path(name).is_file():
            raise UsageError(f"there is no file {name}")


@contextmanager
def journal(store: Store, tally: ImportTally) -> Iterator[int]:
    """Give the number of a run in the journal; it ends as finished, or as failed with why."""
    run_id = store.begin_run("import", datetime.now(UTC))
    try:
        yield run_id
    except BaseException as error:
        store.end_run(run_id, datetime.now(UTC), "failed", f"{type(error).__name__}: {error}")
        raise
    rejected = [f"rejected {tally.rejections:,}"] if tally.rejections else []
    note = "; ".join([*tally.broken, *rejected]) or None
    store.end_run(run_id, datetime.now(UTC), "failed" if tally.broken else "finished", note)


@dataclass(frozen=True, slots=True)
class FileImport:
    """One dump on its way into the store."""

    store: Store
    run_id: int
    tally: ImportTally
    name: str
    encoding: str | None = None

    def run(self) -> None:
        """Write the postings of the dump, a batch at a time; one that breaks off gives what came before."""
        now = datetime.now(UTC)
        batch: list[Found] = []
        length = 0
        with closing(FileIdentities()) as identities:
            for found in self.postings(DumpReader(cleaning(), now), identities):
                batch.append(found)
                length += len(found[0].text)
                if len(batch) == BATCH or length > BATCH_CHARACTERS:
                    self.write(batch, now)
                    batch, length = [], 0
            self.write(batch, now)

    def postings(self, reader: DumpReader, identities: FileIdentities) -> Iterator[Found]:
        """Yield the posting of each usable record; note a file that breaks off."""
        useless = 0
        size = Path(self.name).stat().st_size if self.name != "-" else 0
        with bar(f"Importing {Path(self.name).name}", unit="bytes") as advance:
            try:
                for record in read_dump(self.name, counted(advance, size), self.encoding):
                    where = f"{self.name}:{record.line}"
                    found = read_record(reader, record, self.tally, where)
                    useless = 0 if found else useless + 1
                    if useless == MAX_USELESS:
                        why = f"none of the last {useless:,} records is usable"
                        raise UsageError(f"{where}: left, {why}; what came before was kept")
                    if found:
                        yield self.settled(found[0], identities), found[1], where
            except UsageError as error:
                self.tally.broken.append(str(error))

    def settled(self, posting: Posting, identities: FileIdentities) -> Posting:
        """Return a posting under an identity of its own."""
        if posting.board != DUMP_BOARD:  # a comment's number is sure
            return posting
        own = identities.settle(posting)
        self.tally.told_apart += own is not posting
        return own

    def write(self, batch: list[Found], now: datetime) -> None:
        """Write a batch as one transaction; where one posting cannot be written, the others still are."""
        try:
            written = self.written(batch, now)
        except StoreError:
            raise
        except Exception as error:
            log.debug("a batch of %d could not be written", len(batch), exc_info=True)
            if len(batch) == 1:
                self.tally.reject(our_error(error), batch[0][2])
                return
            for found in batch:
                self.write([found], now)
            return
        for board, counts in written:
            self.tally.add(board, counts)

    def written(self, batch: list[Found], now: datetime) -> list[tuple[tuple[str, str], Any]]:
        """Write a batch, board by board; return what became of each board's postings."""
        boards: dict[tuple[str, str], list[Found]] = {}
        for found in batch:
            boards.setdefault((found[0].source, found[0].board), []).append(found)
        written = []
        with self.store.writing():
            for board, some in boards.items():
                seen = {posting.external_id: seen for posting, seen, _ in some}
                postings = [posting for posting, _, _ in some]
                counts = self.store.upsert_postings(
                    *board, postings, run_id=self.run_id, now=now, seen=seen, imported=True
                )
                written.append((board, counts))
        return written


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
    from scraper.parsing.clean import clean_html, clean_line, clean_text  # noqa: PLC0415 - keeps --help fast

    return Cleaning(clean_line, clean_text, clean_html)


def read_record(
    reader: DumpReader, record: Record, tally: ImportTally, where: str
) -> tuple[Posting, Seen] | None:
    """Return the posting of a record, or note why there is none; whatever is in it, the next one is read."""
    values = record.values
    if values is None:
        tally.reject(record.reason or "unreadable", where)
        return None
    try:
        posting = hn_posting(values) if is_hn_comment(values) else reader.posting_of(values)
        seen, notes = reader.seen(values, posting), tuple(reader.notes(values, posting))
    except PostingRejected as error:
        tally.reject(str(error), where)
        return None
    except Exception as error:
        log.debug("%s could not be read", where, exc_info=True)
        tally.reject(our_error(error), where)
        return None
    tally.note((*record.notes, *notes), where)
    return posting, seen


def our_error(error: Exception) -> str:
    """Return the reason for a record that our code could not stand."""
    return f"an error of Skillgauge, please report it ({type(error).__name__})"


def hn_posting(values: Mapping[str, Any]) -> Posting:
    """Return the posting of a Hacker News comment, as its source reads it."""
    from scraper.sources.hackernews import posting_of  # noqa: PLC0415 - only dumps of comments need it

    month = values.get("month")
    is_month = isinstance(month, str) and MONTH.fullmatch(month)
    return posting_of(values, month if is_month else None)


def save_counts(store: Store, run_id: int, tally: ImportTally) -> None:
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
