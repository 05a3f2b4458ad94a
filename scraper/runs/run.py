"""One scrape: many boards, each collected and committed on its own, so that no fault spoils another."""

import asyncio
import logging
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from data.errors import SourceError, SourceGone, SourceRefused, StoreError
from data.records import Board, BoardResult, Outcome
from data.store.writer import BoardCounts, Store
from scraper.http.asking import Asker, BoardAsk, Manners, Now, Sleep, side_by_side
from scraper.http.settings import Settings
from scraper.runs.closing import UNSEEN, is_confirmed
from scraper.runs.collect import Collected, Collector
from scraper.runs.memory import next_due
from scraper.runs.run_plan import BoardChoice, PlannedVisit, RunPlan, make_plan

log = logging.getLogger(__name__)

CRASH_VARIABLE = "SKILLGAUGE_CRASH_AT"  # the tests kill a run at a named stage
BAD_OUTCOMES: tuple[Outcome, ...] = ("failed", "refused", "gone")

Progress = Callable[[BoardResult], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a run asks, and how."""

    manners: Manners = field(default_factory=Manners)
    choice: BoardChoice = field(default_factory=BoardChoice)


@dataclass(frozen=True, slots=True)
class RunReport:
    """How a run went, board by board."""

    run_id: int
    plan: RunPlan
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
    now: Now,
    sleep: Sleep = asyncio.sleep,
    progress: Progress = lambda _result: None,
    on_plan: Callable[[RunPlan], None] = lambda _plan: None,
) -> RunReport:
    """Refresh the store from all boards that are due, and return how each went.

    What is committed before an interruption stays, and the next run goes on from there. Raises StoreError.
    """
    started = now()
    plan = make_plan(boards, options.manners.settings, options.choice, store.board_state, started)
    on_plan(plan)
    log_exceptions(plan, options.manners.settings)
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
        self, store: Store, run_id: int, options: Options, *, now: Now, sleep: Sleep, progress: Progress
    ) -> None:
        self.results: list[BoardResult] = []
        self._store, self._run_id, self._options = store, run_id, options
        self._now, self._progress = now, progress
        self._asker = Asker(options.manners, now=now, sleep=sleep)

    async def visit_all(self, plan: RunPlan) -> None:
        """Visit all boards: the servers side by side, the boards of one server one after the other."""
        async with self._asker:
            await side_by_side(plan.lanes().values(), self._visit)

    async def _visit(self, visit: PlannedVisit) -> None:
        ask = self._asker.for_board()
        result = await self._outcome(visit, ask)
        log.info("%s %s: %s %s", result.source, result.slug, result.outcome, result.error or "")
        self.results.append(result)
        self._progress(result)

    async def _outcome(self, visit: PlannedVisit, ask: BoardAsk) -> BoardResult:
        """Collect and commit one board; what goes wrong with it becomes its result."""
        timetable = self._asker.timetable
        try:
            timetable.check(visit.lane)
        except SourceError as error:
            return self._commit_failure(visit, "failed", error, ask.requests)
        try:
            collector = Collector(
                visit.board,
                visit.site,
                ask,
                all_roles=self._options.choice.all_roles,
                sitemaps=ask.sitemaps,
            )
            held = self._store.held(visit.board.source, visit.board.slug)
            collected = await collector.collect(replace(visit.memory.known(), held=held))
            timetable.note(visit.lane, collected.error)
            crash_point("after_fetch")
            return self._commit(visit, replace(collected, requests=ask.requests))
        except StoreError:
            raise
        except SourceError as error:
            timetable.note(visit.lane, error)
            return self._commit_failure(visit, outcome_of(error), error, ask.requests)
        except Exception as error:
            log.exception("%s %s: our error", visit.board.source, visit.board.slug)
            ours = SourceError(f"an error of Skillgauge, please report it: {type(error).__name__}: {error}")
            return self._commit_failure(visit, "failed", ours, ask.requests)

    def _commit(self, visit: PlannedVisit, collected: Collected) -> BoardResult:
        """Write what came of a board, all of it or nothing."""
        source, slug, now = visit.board.source, visit.board.slug, self._now()
        with self._store.writing():
            counts = BoardCounts()
            if collected.outcome in ("complete", "partial"):
                counts = self._store.upsert_postings(
                    source, slug, collected.postings.values(), run_id=self._run_id, now=now
                )
                counts.unchanged += self._store.touch(
                    source, slug, collected.still, run_id=self._run_id, now=now
                )
            closed = self._close(visit, collected, now)
            result = result_of(visit.board, collected, counts, closed)
            state = visit.memory.after(collected, visit.site, now)
            self._store.save_board_result(self._run_id, result, state)
        return result

    def _close(self, visit: PlannedVisit, collected: Collected, now: datetime) -> int:
        """Close what the board's answer allows to close; return how many."""
        source, slug = visit.board.source, visit.board.slug
        if not visit.site.source.lists_all:
            if collected.outcome not in ("complete", "partial") or not collected.is_sound:
                return 0
            return self._store.close_unseen(source, slug, now - UNSEEN, run_id=self._run_id, now=now)
        if collected.outcome == "complete":
            return self._store.close_missing(source, slug, collected.seen, run_id=self._run_id, now=now)
        return self._close_all(visit, now) if collected.outcome == "empty" else 0

    def _close_all(self, visit: PlannedVisit, now: datetime) -> int:
        """Close all postings of a board that has said often enough that it has none; return how many."""
        source, slug = visit.board.source, visit.board.slug
        if not visit.site.source.lists_all or not is_confirmed(self._store.looks(source, slug), now):
            return 0
        return self._store.close_unseen(source, slug, now, run_id=self._run_id, now=now)

    def _commit_failure(
        self, visit: PlannedVisit, outcome: Outcome, error: SourceError, requests: int
    ) -> BoardResult:
        """Write that a board could not be collected; its postings stay open, unless it is long gone."""
        board, now = visit.board, self._now()
        due = next_due(visit.site, now, error)
        with self._store.writing(facts=outcome == "gone"):
            closed = self._close_all(visit, now) if outcome == "gone" else 0
            result = BoardResult(
                board.source, board.slug, outcome, closed=closed, requests=requests, error=str(error)
            )
            state = replace(visit.memory.state, last_outcome=outcome, not_before=due)
            if closed:  # or the same list as before would count as unchanged, and nothing would open again
                state = replace(state, etag=None, last_modified=None, content_hash=None)
            self._store.save_board_result(self._run_id, result, state)
        return result


def log_exceptions(plan: RunPlan, settings: Settings) -> None:
    """Log every exception that the operator made from the rules, with its reason, in every run."""
    for host, rule in (settings.robots.hosts or {}).items():
        log.warning("%s: robots.txt rule %r by your settings: %s", host, rule.policy, rule.reason)
    excuses = {visit.board.source: visit.site.excused for visit in plan.visits if visit.site.excused}
    for source, excuse in excuses.items():
        log.warning("%s: asked regardless of its robots.txt: %s", source, excuse)


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
