"""`skillgauge import FILE...`: add dumps to the store, then read them."""

import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from analysis.market.figure_words import count_of
from commands.shared.dump_records import dump_reader, our_error, read_record
from commands.shared.import_tally import ImportTally, Output, summary, summary_json
from commands.shared.new_app import examples, new_app
from commands.shared.progress import Advance, bar
from data.errors import StoreError, UsageError
from data.files.dump_bytes import known_encoding
from data.files.dump_identity import DUMP_BOARD, FileIdentities
from data.files.dump_postings import DumpReader
from data.files.dumps import read_dump
from data.records import BoardResult, Posting, Seen
from data.store.writer import BoardCounts, Store, writable_store

app = new_app()
log = logging.getLogger(__name__)

BATCH = 500  # postings written in one transaction
BATCH_CHARACTERS = 20_000_000  # of texts in one transaction: bounds memory where each is long
MAX_USELESS = 250_000  # unusable records in a row: the file is not a dump, or was made to cost time
StoreOption = Annotated[Path | None, typer.Option("--store", help="The store (default: your own).")]
Found = tuple[Posting, Seen, str]  # the last is where it stands: file and line


@app.command(
    epilog=examples(
        "skillgauge import dump.jsonl.xz",
        "skillgauge import old.csv --encoding cp1252 --format json",
    )
)
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
    from commands.discovery.open_name_search import search_names  # noqa: PLC0415
    from commands.shared.after_change import refresh, renew_shipped  # noqa: PLC0415 - keeps --help fast
    from nlp.catalogue.catalog import load_catalog  # noqa: PLC0415

    check_readable(files)
    encoding = encoding and known_encoding(encoding)
    catalog = load_catalog()
    tally = ImportTally(verbose)
    with Store.open(writable_store(store), create=True, command="import") as target:
        renew_shipped(target)
        with journal(target, tally) as run_id:
            for name in files:
                FileImport(target, run_id, tally, name, encoding).run()
            save_counts(target, run_id, tally)
            with bar("Reading texts", unit="postings") as advance:
                done = refresh(target, catalog, workers=workers, progress=advance, run_id=run_id)
            search_names(target, catalog, workers=workers)
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
    """Raise UsageError if a file does not exist, before anything is written."""
    for name in files:
        if name != "-" and not Path(name).is_file():
            raise UsageError(f"there is no file {name}")


@contextmanager
def journal(store: Store, tally: ImportTally) -> Iterator[int]:
    """Give the number of a new run in the journal; its end is written as finished, or as failed and why."""
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
        """Write the postings of the dump in batches; of a file that breaks off, what came before stays."""
        now = datetime.now(UTC)
        batch: list[Found] = []
        length = 0
        with closing(FileIdentities()) as identities:
            for found in self.postings(dump_reader(now), identities):
                batch.append(found)
                length += len(found[0].text)
                if len(batch) == BATCH or length > BATCH_CHARACTERS:
                    self.write(batch, now)
                    batch, length = [], 0
            self.write(batch, now)

    def postings(self, reader: DumpReader, identities: FileIdentities) -> Iterator[Found]:
        """Yield the posting of each usable record; note in the tally where a file breaks off."""
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
        """Return a posting under an identity that no other posting of the file has."""
        if posting.board != DUMP_BOARD:  # the number of a comment is unique already
            return posting
        own = identities.settle(posting)
        self.tally.told_apart += own is not posting
        return own

    def write(self, batch: list[Found], now: datetime) -> None:
        """Write a batch as one transaction; if that fails, write each posting alone and reject the bad ones.

        Raises StoreError where the store itself cannot be written.
        """
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

    def written(self, batch: list[Found], now: datetime) -> list[tuple[tuple[str, str], BoardCounts]]:
        """Write a batch, board by board; return ((source, board), counts) of each board."""
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
    """Make a function that adds up the bytes read and moves the bar; `size` 0 means unknown."""
    total = 0

    def note(count: int) -> None:
        nonlocal total
        total += count
        advance(total, size)

    return note


def save_counts(store: Store, run_id: int, tally: ImportTally) -> None:
    """Write into the journal what the run brought to each board; the remembered state of boards stays."""
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
