"""Scrape a simulated year of boards day by day and hold the store's open postings against the rules.

    python3 dev.py prove year --days 365 --boards 12 --seed 1

Openings appear, change, close and return; boards fail, empty and vanish, some for ever; the machine is off on
some days. What must be open each day is worked out beside it from the rules alone: a posting closes when two
whole answers lack it, a board's postings close when it has had nothing in three looks on different days over
at least five, or in six in a row. A board that is not asked, since others of its host went wrong before it,
is one that failed.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from data.records import Board, BoardResult
from data.store.writer import Store
from scraper.http.asking import Manners
from scraper.http.settings import Settings
from scraper.runs.run import Options, scrape
from scraper.runs.run_plan import BoardChoice
from tests.fault_server import FaultServer, Served, head, whole

START = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
SPACED_DAYS, SPAN, IN_A_ROW = 3, timedelta(days=5), 6
FEWEST_BAD = 2  # boards of a host that must have gone wrong before the others are not asked
OFF = 0.03  # of the days the machine is off
PATHS = {
    "greenhouse": "/v1/boards/{}/jobs?content=true",
    "lever": "/v0/postings/{}?mode=json",
    "ashby": "/posting-api/job-board/{}?includeCompensation=true",
}


@dataclass
class Clock:
    """A clock that moves when somebody sleeps or a day is over."""

    passed: float = 0.0

    def now(self) -> datetime:
        """Return the simulated moment."""
        return START + timedelta(seconds=self.passed)

    async def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.passed += max(0.0, seconds)


def greenhouse(openings: dict[str, str]) -> bytes:
    """Return a board's answer: each opening with its title."""
    records = [
        {
            "id": int(key), "title": title, "company_name": "Acme", "location": {"name": "Oslo"},
            "absolute_url": f"https://boards.greenhouse.io/acme/jobs/{key}",
            "content": f"&lt;p&gt;Python for {title}&lt;/p&gt;",
            "first_published": "2026-01-01T08:00:00-04:00",
        }
        for key, title in openings.items()
    ]  # fmt: skip  # a record
    return json.dumps({"jobs": records}).encode()


def lever(openings: dict[str, str]) -> bytes:
    """Return a board's answer: each opening with its title."""
    records = [
        {
            "id": key, "text": title, "categories": {"location": "Rome"}, "createdAt": 1_767_000_000_000,
            "hostedUrl": f"https://jobs.lever.co/l/{key}", "description": f"<p>Python for {title}</p>",
        }
        for key, title in openings.items()
    ]  # fmt: skip  # a record
    return json.dumps(records).encode()


def ashby(openings: dict[str, str]) -> bytes:
    """Return a board's answer: each opening with its title."""
    records = [
        {
            "id": key, "title": title, "isListed": True, "location": "Oslo",
            "descriptionHtml": f"<p>Python for {title}</p>", "jobUrl": f"https://jobs.ashbyhq.com/a/{key}",
            "publishedAt": "2026-01-01T08:00:00.000+00:00",
        }
        for key, title in openings.items()
    ]  # fmt: skip  # a record
    return json.dumps({"apiVersion": "1", "jobs": records}).encode()


BODIES = {"greenhouse": greenhouse, "lever": lever, "ashby": ashby}


@dataclass
class Company:
    """A board as its owner runs it, and what the store must know of it."""

    board: Board
    openings: dict[str, str] = field(default_factory=dict)
    ever: dict[str, str] = field(default_factory=dict)  # the last title that a whole answer showed
    is_open: set[str] = field(default_factory=set)
    missed: set[str] = field(default_factory=set)
    nothing: list[datetime] = field(default_factory=list)
    trouble: str = ""
    trouble_days: int = 0

    @property
    def path(self) -> str:
        """The path that is asked."""
        return PATHS[self.board.source].format(self.board.slug)

    def live(self, chance: Random, numbers: "Counter[str]") -> None:
        """Let one day happen to the openings."""
        for _ in range(chance.choice((0, 0, 1, 1, 2))):
            numbers["next"] += 1
            self.openings[str(10_000 + numbers["next"])] = f"ML Engineer {numbers['next']}"
        for key in list(self.openings):
            if chance.random() < 0.03:
                del self.openings[key]
            elif chance.random() < 0.02:
                self.openings[key] = f"Senior {self.openings[key].removeprefix('Senior ')}"
        closed = sorted(self.ever.keys() - self.openings.keys())
        if closed and chance.random() < 0.05:
            key = chance.choice(closed)
            self.openings[key] = self.ever[key]
        self._have_trouble(chance)

    def _have_trouble(self, chance: Random) -> None:
        self.trouble_days -= 1
        if self.trouble == "vanished":
            return
        if self.trouble_days <= 0:
            self.trouble = ""
        if not self.trouble and chance.random() < 0.05:
            self.trouble = chance.choice(("failing", "cut", "refusing", "empty", "gone", "flaky"))
            self.trouble_days = chance.choice((1, 1, 2, 4, 8))
        if chance.random() < 0.0007:
            self.trouble = "vanished"

    def serve(self, server: FaultServer) -> None:
        """Put on the server what the board answers today."""
        body = BODIES[self.board.source]({} if self.trouble == "empty" else self.openings)
        etag = f'"{hash(body):x}"' if self.board.source != "lever" else None
        server.pages[self.path] = Served(body, etag)
        bad = {
            "failing": [whole(b"", 500)] * 3,
            "cut": [head(Content_Type="application/json", Content_Length=len(body)) + body[:-9]] * 3,
            "refusing": [whole(b"", 403)],
            "gone": [whole(b"", 404)],
            "vanished": [whole(b"", 404)],
            "flaky": [whole(b"", 503)],
        }
        server.then[self.path] = list(bad.get(self.trouble, []))

    def expect(self, now: datetime) -> None:
        """Work out what a scrape at this moment must leave open."""
        if self.trouble in ("failing", "cut", "refusing"):
            return
        if self.trouble in ("gone", "vanished", "empty") or not self.openings:
            self.nothing.append(now)
            days = {moment.date() for moment in self.nothing}
            is_spaced = len(days) >= SPACED_DAYS and now - self.nothing[0] >= SPAN
            if is_spaced or len(self.nothing) >= IN_A_ROW:
                self.is_open, self.missed = set(), set()
            return
        self.nothing = []
        lacking = self.is_open - self.openings.keys()
        self.is_open = (self.is_open - (lacking & self.missed)) | self.openings.keys()
        self.missed = lacking - self.missed
        self.ever |= self.openings


def stored(path: Path) -> dict[str, list[tuple[str, str, bool]]]:
    """Return (id, title, is it open) of the postings of each board."""
    with Store.open(path) as store:
        rows = store.connection.execute(
            "SELECT slug, external_id, title, closed_at IS NULL FROM posting"
            " JOIN board ON board.id = posting.board"
        ).fetchall()
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for slug, key, title, is_open in rows:
        found.setdefault(slug, []).append((key, title, bool(is_open)))
    return found


def wrong_with(company: Company, rows: list[tuple[str, str, bool]]) -> list[str]:
    """Return what the store has wrong of a board."""
    keys, is_open = Counter(key for key, _, _ in rows), {key for key, _, open_ in rows if open_}
    found = [f"twice: {key}" for key, times in keys.items() if times > 1]
    found += [f"lost: {key}" for key in company.ever.keys() - keys.keys()]
    found += [f"never shown: {key}" for key in keys.keys() - company.ever.keys()]
    found += [f"open, and should not be: {key}" for key in is_open - company.is_open]
    found += [f"closed, and should not be: {key}" for key in company.is_open - is_open]
    titles = {key: title for key, title, _ in rows}
    return found + [
        f"title of {key}: {titles[key]!r}" for key in is_open if titles[key] != company.ever.get(key)
    ]


def not_asked(results: Sequence[BoardResult]) -> tuple[set[str], list[str]]:
    """Return the boards that were spared, and those of them for which too little had gone wrong before."""
    spared, wrong = set(), []
    for place, one in enumerate(results):
        if one.outcome == "failed" and "not asked" in (one.error or ""):
            before = [other for other in results[:place] if other.source == one.source]
            bad = sum(other.outcome in ("failed", "refused") for other in before)
            spared.add(one.slug)
            wrong += [f"{one.slug} was not asked after {bad} bad boards"] if bad < FEWEST_BAD else []
    return spared, wrong


def run_year(days: int, boards: int, seed: int, path: Path) -> tuple[Counter[str], list[str]]:
    """Return counts of what happened and what was wrong, day by day; stops at the first wrong day."""
    chance, clock, numbers, counts = Random(seed), Clock(), Counter[str](), Counter[str]()
    names = list(PATHS)
    companies = [Company(Board(names[n % 3], f"b{n}", f"Company {n}")) for n in range(boards)]
    with FaultServer() as server:
        settings = Settings().with_options(None, dict.fromkeys(PATHS, server.url))
        for day in range(days):
            clock.passed = day * 86_400 + chance.randrange(10_000)
            for company in companies:
                company.live(chance, numbers)
            if chance.random() < OFF:
                counts["days off"] += 1
                continue
            for company in companies:
                company.serve(server)
            server.asked.clear()
            started = clock.now()
            manners = Manners(settings, "1", clock=lambda: clock.passed, chance=Random(day))
            with Store.open(path, create=True, command="scrape") as store:
                report = scrape(
                    store, [one.board for one in companies], Options(manners, BoardChoice()),
                    now=clock.now, sleep=clock.sleep,
                )  # fmt: skip  # the options of a call
            counts.update(report.outcomes())
            spared, wrong = not_asked(report.results)
            counts["not asked"] += len(spared)
            for company in companies:
                if company.board.slug not in spared:
                    company.expect(started)
            rows = stored(path)
            wrong += [
                f"day {day}, {one.board.slug} ({one.trouble or 'sound'}): {what}"
                for one in companies
                for what in wrong_with(one, rows.get(one.board.slug, []))
            ]
            if wrong:
                return counts, wrong
    counts["openings"] = sum(len(company.ever) for company in companies)
    counts["open at the end"] = sum(len(company.is_open) for company in companies)
    return counts, []


def main(argv: Sequence[str] | None = None) -> int:
    """Run the days that were asked for; return 1 where the store was wrong on any of them."""
    options = argparse.ArgumentParser(prog="dev.py prove year", description=__doc__.split("\n")[0])
    options.add_argument("--days", type=int, default=365)
    options.add_argument("--boards", type=int, default=12)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args(argv)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        counts, wrong = run_year(asked.days, asked.boards, asked.seed, Path(folder) / "market.db")
    for what, count in sorted(counts.items()):
        print(f"{count:6}  {what}")
    print("\n".join(wrong) or f"every day as expected ({time.monotonic() - begun:.0f} s)")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
