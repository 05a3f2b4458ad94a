"""`skillgauge scrape`: refresh the store from the public sources."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from commands.shared.logs import set_up_logging
from commands.shared.new_app import examples, new_app
from commands.shared.progress import bar
from commands.shared.scrape_report import Output, print_plan, print_report
from commands.shared.web_options import manners_for, settings_from, utc_now
from data.errors import UsageError
from data.paths import is_there, named_store
from data.records import Board, BoardResult, BoardState
from data.store.store_choice import own_store
from data.store.writer import Store, writable_store
from scraper.http.settings import Settings
from scraper.runs import run as runs
from scraper.runs.board_list import load_boards
from scraper.runs.run_plan import BoardChoice, RunPlan, make_plan
from scraper.sources import load_source

app = new_app()

INTERRUPTED = 130  # what shells expect after Ctrl-C


@app.command(
    epilog=examples(
        "skillgauge scrape --dry-run",
        "skillgauge scrape --source greenhouse --source lever --limit 20",
        "skillgauge scrape --tolerant --format json",
    )
)
def scrape(  # noqa: PLR0913, PLR0917 - one parameter for each option
    source: Annotated[list[str] | None, typer.Option(help="Only this source; may be repeated.")] = None,
    board: Annotated[list[str] | None, typer.Option(help="Only this board; may be repeated.")] = None,
    contact: Annotated[str | None, typer.Option(help="A mail address or URL for the User-Agent.")] = None,
    endpoint: Annotated[
        list[str] | None, typer.Option(help="SOURCE=URL of a stand-in server; may be repeated.")
    ] = None,
    store: Annotated[Path | None, typer.Option(help="The store (default: your own).")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings (default: your skillgauge.toml).")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be asked, of whom and when; ask nobody.")
    ] = False,
    all_roles: Annotated[
        bool, typer.Option("--all-roles", help="Keep all roles, not only ML and data.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Also ask boards that were asked recently.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask at most this many boards.")] = None,
    tolerant: Annotated[
        bool, typer.Option("--tolerant", help="Exit code 1 only where no board at all went well.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read texts.")] = 2,
    output: Annotated[Output, typer.Option("--format", help="Summary format.")] = "table",
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Name each board as it is done.")] = False,
) -> None:
    """Refresh the store. Exit code: 0 all boards went well, 1 some failed, 2 usage, 3 store."""
    set_up_logging(verbose=verbose)
    choice = BoardChoice(tuple(source or ()), tuple(board or ()), all_roles, force, limit)
    settings = settings_from(config, contact, endpoint or [])
    boards = boards_for(choice, load_boards())
    if dry_run:
        print_dry_run(store, boards, settings, choice, output)
    else:
        refresh_store(store, boards, options_for(settings, choice), workers, output, tolerant=tolerant)


def boards_for(choice: BoardChoice, listed: Iterable[Board]) -> list[Board]:
    """Return the listed boards that were asked for, and named ones that are on no list.

    Raises UsageError for a source that does not exist and a board that nobody can place.
    """
    for name in choice.named:
        load_source(name)
    boards = [board for board in listed if choice.takes(board)]
    for slug in choice.slugs:
        if not any(board.slug.lower() == slug.lower() for board in boards):
            boards += unlisted_boards(choice, slug)
    if not boards:
        raise UsageError(
            f"no board of {', '.join(choice.named)} is on the list; add one with `skillgauge boards add URL`"
        )
    return boards


def unlisted_boards(choice: BoardChoice, slug: str) -> list[Board]:
    """Return a board that is on no list at each source named."""
    if not choice.named:
        raise UsageError(
            f"no board {slug!r}; find one with `skillgauge boards find TERM` or name its --source too"
        )
    return [Board(name, slug) for name in choice.named]


def options_for(settings: Settings, choice: BoardChoice) -> runs.Options:
    """Return how the run goes about its boards."""
    return runs.Options(manners_for(settings), choice)


def refresh_store(
    path: Path | None,
    boards: list[Board],
    options: runs.Options,
    workers: int,
    output: Output,
    *,
    tolerant: bool = False,
) -> None:
    """Scrape, read what is new, and print the summary."""
    from commands.discovery.open_name_search import search_names  # noqa: PLC0415
    from commands.shared.after_change import refresh, renew_shipped  # noqa: PLC0415 - keeps --help and --dry-run fast
    from nlp.catalogue.catalog import load_catalog  # noqa: PLC0415

    catalog = load_catalog()
    with Store.open(writable_store(path), create=True, command="scrape") as store:
        renew_shipped(store)
        report = scrape_boards(store, boards, options)
        with bar("Reading texts", unit="postings") as advance:
            refreshed = refresh(store, catalog, workers=workers, progress=advance, run_id=report.run_id)
        search_names(store, catalog, workers=workers)
    print_report(report, refreshed, output)
    if tolerant and 0 < len(report.failures) < len(report.results):
        words = f"{len(report.failures):,} of {len(report.results):,} boards failed; see `skillgauge runs`"
        print(f"skillgauge: {words}", file=sys.stderr)  # noqa: T201
    elif report.failures:
        raise typer.Exit(1)


def scrape_boards(store: Store, boards: list[Board], options: runs.Options) -> runs.RunReport:
    """Ask all boards, with a progress bar on a terminal; Ctrl-C ends with what was committed so far."""
    total, done = 0, 0
    with bar("Asking boards", unit="boards") as advance:

        def on_plan(plan: RunPlan) -> None:
            nonlocal total
            total = len(plan.visits)

        def progress(_result: BoardResult) -> None:
            nonlocal done
            done += 1
            advance(done, total)

        try:
            return runs.scrape(store, boards, options, now=utc_now, progress=progress, on_plan=on_plan)
        except KeyboardInterrupt:
            words = f"interrupted after {done} of {total} boards; they are saved. Run it again to go on."
            print(f"skillgauge: {words}", file=sys.stderr)  # noqa: T201
            raise typer.Exit(INTERRUPTED) from None


def print_dry_run(
    path: Path | None,
    boards: list[Board],
    settings: Settings,
    choice: BoardChoice,
    output: Output,
) -> None:
    """Print what a run would ask, without asking anybody."""
    chosen = named_store(path) or own_store()
    if chosen is None or not is_there(chosen):
        print_plan(make_plan(boards, settings, choice, BoardState, utc_now()), output)
        return
    with Store.open(chosen, command="dry run") as store:
        print_plan(make_plan(boards, settings, choice, store.board_state, utc_now()), output)
