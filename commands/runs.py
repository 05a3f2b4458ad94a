"""`skillgauge runs`: what past runs brought, what closed, what failed."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from analysis.market.figure_words import UNFINISHED
from commands.shared.new_app import examples, new_app
from data.store.facts.checking import check_store
from data.store.facts.tables import is_finished
from data.store.reader import Reader
from data.store.reading.store_records import BoardRun, RunEntry
from data.store.writer import default_store

app = new_app()
MOST = 2**31 - 1  # runs: more than a journal will ever hold


@app.command(
    epilog=examples(
        "skillgauge runs",
        "skillgauge runs 3",
        "skillgauge runs --limit 5 --format json",
        "skillgauge runs --check",
    )
)
def runs(
    run: Annotated[
        int | None, typer.Argument(min=1, max=MOST, help="A run's number: show its boards.")
    ] = None,
    store: Annotated[Path | None, typer.Option("--store", help="The store (default: your own).")] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST, help="How many runs to show.")] = 20,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help="How to print.")] = "table",
    check: Annotated[
        bool, typer.Option("--check", help="Read the whole store: is it as it was written?")
    ] = False,
) -> None:
    """Show the latest runs, or how each board of one run went."""
    path = default_store(store)
    if check:
        check_store(path)
        print(f"{path}: every page is in order; facts and texts are as they were written")  # noqa: T201
        if not is_finished(path):
            print(UNFINISHED)  # noqa: T201
        return
    with Reader.open(path) as reader:
        found = reader.runs(limit) if run is None else reader.board_runs(run)
    if output == "json":
        print(json.dumps([asdict(record) for record in found], default=str))  # noqa: T201
        return
    for line in map(line_of, found):
        print(line)  # noqa: T201
    if not found:
        print(nothing_of(run))  # noqa: T201


def nothing_of(run: int | None) -> str:
    """Return why there is nothing to show of a run, or of all."""
    if run is None:
        return "no run in the journal yet"
    return f"the journal holds no board of a run {run}; `skillgauge runs` lists the runs"


def line_of(record: RunEntry | BoardRun) -> str:
    """Return one run, or one board of a run, on a line."""
    changes = (
        f"kept {record.kept:,}, updated {record.updated:,}, unchanged {record.unchanged:,}, "
        f"closed {record.closed:,}, reopened {record.reopened:,}"
    )
    if isinstance(record, BoardRun):
        problem = f"; {record.error}" if record.error else ""
        return f"{record.source} {record.slug}: {record.outcome}; {changes}{problem}"
    boards = ", ".join(f"{count} {outcome}" for outcome, count in record.outcomes.items())
    note = "; ".join(part for part in (boards, record.note) if part)
    return (
        f"{record.id:>4}  {record.started_at:%Y-%m-%d %H:%M}  {record.command}  {record.status}; {changes}"
        + (f"; {note}" if note else "")
    )
