"""Looks at boards without keeping anything: is there one, how much does it hold, where has it gone."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from data.errors import SourceError
from data.records import Board, Outcome, Page, Request
from scraper.http.asking import Asker, BoardAsk, Manners, Now, Sleep, side_by_side
from scraper.http.sites import Site
from scraper.runs.collect import Collected, Collector, Known
from scraper.runs.run import outcome_of
from scraper.sources import load_source
from scraper.sources.jsonld import PAGE

LIKELY_HOMES = ("greenhouse", "lever", "ashby")  # where a board that has moved is looked for, by its slug


@dataclass(frozen=True, slots=True)
class Probe:
    """What was seen of one board. `wanted` counts postings about ML, AI or data; `home` is where it moved.

    `unread` are pages that may be postings, of which a first look reads only a few.
    """

    board: Board
    outcome: Outcome
    listed: int = 0
    wanted: int = 0
    unread: int = 0
    error: str | None = None
    home: Board | None = None


def probe_boards(
    boards: Iterable[Board],
    manners: Manners,
    *,
    now: Now,
    sleep: Sleep = asyncio.sleep,
    progress: Callable[[Probe], None] = lambda _probe: None,
) -> list[Probe]:
    """Return what each board holds now; dead and empty ones are looked for at the likely homes."""
    prober = Prober(manners, now=now, sleep=sleep, progress=progress)
    asyncio.run(prober.probe_all(list(boards)))
    return prober.probes


def page_of(board: Board, manners: Manners, *, now: Now, sleep: Sleep = asyncio.sleep) -> Page | None:
    """Return the web page that a board names, None where it cannot be had."""

    async def ask() -> Page | None:
        site = manners.settings.site_for(load_source(board.source), named=True)
        if isinstance(site, str) or board.url is None:
            return None
        async with Asker(manners, now=now, sleep=sleep) as asker:
            answer = await asker.for_board()(Request(board.url, kind=PAGE, expects="html"), site)
            return answer.page

    try:
        return asyncio.run(ask())
    except SourceError:
        return None


class Prober:
    """The moving parts of a look at many boards."""

    def __init__(
        self, manners: Manners, *, now: Now, sleep: Sleep, progress: Callable[[Probe], None]
    ) -> None:
        self.probes: list[Probe] = []
        self._settings, self._progress = manners.settings, progress
        self._asker = Asker(manners, now=now, sleep=sleep)

    async def probe_all(self, boards: list[Board]) -> None:
        """Probe boards, then look for the homes of those that are dead or empty."""
        async with self._asker:
            await side_by_side(self._lanes(boards), self._note)
            for number, probe in enumerate(self.probes):
                if probe.outcome in ("gone", "empty"):
                    self.probes[number] = replace(probe, home=await self._home_of(probe.board))

    def _lanes(self, boards: list[Board]) -> list[list[Board]]:
        lanes: dict[str, list[Board]] = {}
        for board in boards:
            source = load_source(board.source)
            name = source.hosts[0] if source.feeds or not source.has_board_hosts else f"{source.name} hosts"
            lanes.setdefault(name, []).append(board)
        return list(lanes.values())

    async def _note(self, board: Board) -> None:
        probe = await self._probe(board)
        self.probes.append(probe)
        self._progress(probe)

    async def _probe(self, board: Board) -> Probe:
        """Return what one board holds; a source that is not to be asked is a refusal."""
        site = self._settings.site_for(load_source(board.source), named=True)
        if isinstance(site, str):
            return Probe(board, "refused", error=site)
        try:
            collected = await first_page(board, site, self._asker.for_board())
        except SourceError as error:
            return Probe(board, outcome_of(error), error=str(error))
        outcome: Outcome = "complete" if collected.listed else "empty"
        failed = collected.error
        if failed is not None and not collected.listed:
            outcome = outcome_of(failed)
        words = str(failed) if failed else None
        return Probe(board, outcome, collected.listed, len(collected.postings), collected.unread, words)

    async def _home_of(self, board: Board) -> Board | None:
        """Return a board of the same slug elsewhere that holds postings."""
        for name in LIKELY_HOMES:
            if name == board.source or board.source not in LIKELY_HOMES:
                continue
            other = replace(board, source=name, region=None, url=None)
            if (await self._probe(other)).outcome == "complete":
                return other
        return None


async def first_page(board: Board, site: Site, ask: BoardAsk) -> Collected:
    """Return what the first page of a board shows, and of career pages the first few postings."""
    collector = Collector(board, site, ask, first_page_only=True, sitemaps=ask.sitemaps)
    return await collector.collect(Known())
