"""What a run will ask: which boards, of whom, in which order, and why others are left out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from data.errors import PageRejected
from data.records import Board, BoardState
from scraper.http.settings import Settings
from scraper.http.sites import Site
from scraper.runs.memory import Memory, remember
from scraper.sources import load_source


@dataclass(frozen=True, slots=True)
class BoardChoice:
    """What the operator asked for. `named` are sources named on the command line; empty means all."""

    named: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()
    all_roles: bool = False
    force: bool = False
    limit: int | None = None

    def takes(self, board: Board) -> bool:
        """Tell whether a board is among those asked for."""
        if self.named and board.source not in self.named:
            return False
        return not self.slugs or board.slug.lower() in {slug.lower() for slug in self.slugs}


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """One board to be asked in this run."""

    board: Board
    site: Site
    memory: Memory
    lane: str


@dataclass(frozen=True, slots=True)
class RunPlan:
    """A run before it starts; `skipped` counts boards by reason, `barred` says why a source is not asked."""

    visits: tuple[PlannedVisit, ...]
    skipped: Mapping[str, int]
    barred: Mapping[str, str]

    def lanes(self) -> dict[str, list[PlannedVisit]]:
        """Return the visits by server, in order."""
        lanes: dict[str, list[PlannedVisit]] = {}
        for visit in self.visits:
            lanes.setdefault(visit.lane, []).append(visit)
        return lanes


def make_plan(
    boards: Iterable[Board],
    settings: Settings,
    choice: BoardChoice,
    state_of: Callable[[str, str], BoardState],
    now: datetime,
) -> RunPlan:
    """Return whom a run asks; boards asked never or longest ago come first, however they answered."""
    visits: list[PlannedVisit] = []
    skipped: Counter[str] = Counter()
    barred: dict[str, str] = {}
    for board in filter(choice.takes, boards):
        site = settings.site_for(load_source(board.source), named=board.source in choice.named)
        if isinstance(site, str):
            barred[board.source] = site
            skipped["source not asked"] += 1
            continue
        try:
            visit = visit_to(board, site, choice, state_of(board.source, board.slug))
        except PageRejected as error:  # a board without the address that its source needs
            skipped[str(error)] += 1
            continue
        if visit.memory.is_due(site, now, force=choice.force):
            visits.append(visit)
        else:
            skipped[why_not_due(visit.memory)] += 1
    visits.sort(key=lambda visit: visit.memory.state.last_run)
    cut = visits[: choice.limit]
    skipped["over the limit"] += len(visits) - len(cut)
    return RunPlan(tuple(cut), +skipped, barred)


def visit_to(board: Board, site: Site, choice: BoardChoice, state: BoardState) -> PlannedVisit:
    """Return a visit to one board."""
    lane = site.lane(site.source.requests(board)[0].url)
    return PlannedVisit(board, site, remember(state, board, site, all_roles=choice.all_roles), lane)


def why_not_due(memory: Memory) -> str:
    """Return why a board is left alone for now."""
    if memory.state.last_outcome == "failed":
        return "the host asked to be left alone for longer"
    return "asked recently"
