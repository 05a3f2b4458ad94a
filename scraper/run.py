"""One scrape: many boards, each collected and committed on its own, so that no fault spoils another."""

import asyncio
import logging
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from data.errors import SourceError, SourceGone, SourcePostponed, SourceRefused, StoreError
from data.records import Board, BoardResult, BoardState, Outcome, Request
from data.store import BoardCounts, Store
from scraper.answers import Answer, Validators
from scraper.collect import Collected, Collector
from scraper.config import Settings
from scraper.fetch import Fetcher, Wire
from scraper.memory import next_due
from scraper.pace import Timetable
from scraper.plan import Choice, Plan, Visit, make_plan
from scraper.robots import Robots
from scraper.sites import Site

log = logging.getLogger(__name__)

CRASH_VARIABLE = "SKILLGAUGE_CRASH_AT"  # the tests kill a run at a named stage
BAD_OUTCOMES: tuple[Outcome, ...] = ("failed", "refused", "gone")

Progress = Callable[[BoardResult], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about its boards."""

    settings: Settings = field(default_factory=Settings)
    choice: Choice = field(default_factory=Choice)
    version: str = "0"
    wire: Wire = field(default_factory=Wire)
    clock: Callable[[], float] = time.monotonic
    chance: random.Random = field(default_factory=random.Random)


@dataclass(frozen=True, slots=True)
class RunReport:
    """How a run went, board by board."""

    run_id: int
    plan: Plan
    results: tuple[BoardResult, ...]
    started: datetime
    ended: datetime

    @property
    def failures(self) -> tuple[BoardResult, ...]:
        """Return the boards that could not be collected, or not as a whole because a page failed."""
        return tuple(result for result in self.results if result.outcome in BAD_OUTCOMES or result.error)

    def outcomes(self) -> Counter[str]:
        """Return how many boards went which way."""
        return Counter(result.outcome for result in self.results)

    def rejected(self) -> Counter[str]:
        """Return how many records were unusable, by reason."""
        return sum((Counter(result.rejected) for result in self.results), Counter[str]())

    def left_out(self) -> Counter[str]:
        """Return how many sound records were not wanted, by reason."""
        return sum((Counter(result.left_out) for result in self.results), Counter[str]())


def scrape(
    store: Store,
    boards: Iterable[Board],
    options: Options,
    *,
    now: Callable[[], datetime],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    progress: Progress = lambda _result: None,
    on_plan: Callable[[Plan], None] = lambda _plan: None,
) -> RunReport:
    """Refresh the store from all boards that are due, and return how each went.

    What is committed before an interruption stays, and the next run goes on from there. Raises StoreError.
    """
    started = now()
    plan = make_plan(boards, options.settings, options.choice, store.board_state, started)
    on_plan(plan)
    run_id = store.begin_run("scrape", started)
    run = Run(store, run_id, options, now=now, sleep=sleep, progress=progress)
    try:
        asyncio.run(run.visit_all(plan))
    except KeyboardInterrupt:
        store.end_run(run_id, now(), "interrupted")
        raise
    crash_point("before_run_close")
    ended = now()
    store.end_run(run_id, ended, "finished")
    return RunReport(run_id, plan, tuple(run.results), started, ended)


class Run:
    """The moving parts of one scrape."""

    def __init__(
        self,
        store: Store,
        run_id: int,
        options: Options,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]],
        progress: Progress,
    ) -> None:
        self.results: list[BoardResult] = []
        self._store, self._run_id, self._options = store, run_id, options
        self._now, self._progress = now, progress
        self._timetable = Timetable(clock=options.clock, sleep=sleep, chance=options.chance)

    async def visit_all(self, plan: Plan) -> None:
        """Visit all boards: the servers side by side, the boards of one server one after the other."""
        agent = self._options.settings.agent(self._options.version)
        async with Fetcher(
            self._timetable, agent, now=self._now, chance=self._options.chance, wire=self._options.wire
        ) as self._fetcher:
            self._robots = Robots(self._fetcher, self._timetable, self._options.settings.robots)
            try:
                async with asyncio.TaskGroup() as group:
                    for visits in plan.lanes().values():
                        group.create_task(self._visit_lane(visits))
            except BaseExceptionGroup as errors:  # only the store's errors get here: all else is a result
                raise errors.exceptions[0] from None

    async def _visit_lane(self, visits: list[Visit]) -> None:
        for visit in visits:
            result = await self._visit(visit)
            self.results.append(result)
            self._progress(result)

    async def _visit(self, visit: Visit) -> BoardResult:
        """Collect and commit one board; whatever goes wrong with it is its result."""
        collected = Collected()
        try:
            self._timetable.check(visit.lane)
            collected = await self._collect(visit, collected)
            self._timetable.note(visit.lane, collected.error)
            crash_point("after_fetch")
            return self._commit(visit, collected)
        except StoreError:
            raise
        except SourceError as error:
            self._timetable.note(visit.lane, error)
            return self._commit_failure(visit, outcome_of(error), str(error), error, collected.requests)
        except Exception as error:
            log.exception("%s %s: a fault of ours", visit.board.source, visit.board.slug)
            words = f"a fault of ours, please report it: {type(error).__name__}: {error}"
            return self._commit_failure(visit, "failed", words, None, collected.requests)

    async def _collect(self, visit: Visit, tally: Collected) -> Collected:
        """Return what the board holds; `tally` counts the requests even when it fails."""

        async def admit(site: Site, url: str) -> None:
            await self._robots.admit(site, url, self._now())
            tally.requests += 1

        async def ask(request: Request, site: Site, validators: Validators) -> Answer:
            return await self._fetcher.fetch(request, site, admit=admit, validators=validators)

        collector = Collector(visit.board, visit.site, ask, all_roles=self._options.choice.all_roles)
        collected = await collector.collect(visit.memory.known())
        collected.requests = tally.requests
        return collected

    def _commit(self, visit: Visit, collected: Collected) -> BoardResult:
        """Write what came of a board, all of it or nothing."""
        source, slug, now = visit.board.source, visit.board.slug, self._now()
        with self._store.writing():
            counts, closed = BoardCounts(), 0
            if collected.outcome in ("complete", "partial"):
                counts = self._store.upsert_postings(
                    source, slug, collected.postings.values(), run_id=self._run_id, now=now
                )
            if collected.outcome == "complete":
                closed = self._store.close_missing(source, slug, collected.seen, run_id=self._run_id, now=now)
            result = result_of(visit.board, collected, counts, closed)
            state = visit.memory.after(collected, visit.site, now)
            self._store.save_board_result(self._run_id, result, state)
        return result

    def _commit_failure(
        self, visit: Visit, outcome: Outcome, words: str, error: SourceError | None, requests: int
    ) -> BoardResult:
        """Write that a board could not be collected; its postings stay as they are."""
        board = visit.board
        result = BoardResult(board.source, board.slug, outcome, requests=requests, error=words)
        state = state_after_failure(visit, outcome, error, self._now())
        self._store.save_board_result(self._run_id, result, state)
        return result


def state_after_failure(
    visit: Visit, outcome: Outcome, error: SourceError | None, now: datetime
) -> BoardState:
    """Return what to remember: when to ask again. A failed board is due at once unless its host said when."""
    not_before = None if outcome == "failed" else next_due(visit.site, now)
    if isinstance(error, SourcePostponed):
        not_before = error.until
    return replace(visit.memory.state, last_outcome=outcome, not_before=not_before)


def outcome_of(error: SourceError) -> Outcome:
    """Return the outcome that an error stands for."""
    if isinstance(error, SourceGone):
        return "gone"
    return "refused" if isinstance(error, SourceRefused) else "failed"


def result_of(board: Board, collected: Collected, counts: BoardCounts, closed: int) -> BoardResult:
    """Return the journal entry of a board that answered."""
    return BoardResult(
        board.source,
        board.slug,
        collected.outcome,
        kept=counts.kept,
        updated=counts.updated,
        unchanged=counts.unchanged,
        closed=closed,
        reopened=counts.reopened,
        rejected=dict(collected.rejected),
        left_out=dict(collected.left_out + Counter(counts.left_out)),
        requests=collected.requests,
        received_bytes=collected.received_bytes,
        error=str(collected.error) if collected.error else None,
    )


def crash_point(stage: str) -> None:
    """Die as by kill -9 if the tests ask for it at this stage."""
    if os.environ.get(CRASH_VARIABLE) == stage:
        os.kill(os.getpid(), signal.SIGKILL)
