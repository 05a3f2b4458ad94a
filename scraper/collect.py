"""Collects one board: asks, parses, keeps what is wanted, and judges how whole the result is."""

import asyncio
import hashlib
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from data.errors import PageRejected, SourceError, SourceGone
from data.records import Board, Outcome, Page, Parsed, Posting, Request
from scraper.answers import NO_VALIDATORS, Answer, Validators
from scraper.relevance import is_relevant, is_relevant_title
from scraper.sites import Site

MAX_REQUESTS = 3_000  # of one board in one run; two hiring threads comment by comment are 1,500
OFF_TOPIC = "not about ML, AI or data"

Ask = Callable[[Request, Site, Validators], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a board's last whole answer, if anything: validators and a digest of its bytes."""

    validators: Validators = NO_VALIDATORS
    digest: str | None = None


@dataclass(slots=True)
class Collected:
    """What came of one board. `seen` are the ids it still lists, whether kept or not.

    `is_sound` says that every page came and every record could be told; `is_whole` that the board's own list
    ends where the pages end. A feed that shows only its newest is sound, never whole.
    """

    postings: dict[str, Posting] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    rejected: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    is_sound: bool = True
    is_whole: bool = True
    is_unchanged: bool = False
    validators: Validators = NO_VALIDATORS
    digest: str | None = None
    requests: int = 0
    received_bytes: int = 0
    error: SourceError | None = None

    @property
    def outcome(self) -> Outcome:
        """Return how it went: only a complete board may close postings that it lacks."""
        if self.is_unchanged:
            return "unchanged"
        if not self.is_sound or not self.is_whole:
            return "partial"
        return "complete" if self.seen or self.left_out else "empty"

    def ids_digest(self) -> str:
        """Return a digest of the ids listed, by which two runs are known to list the same postings."""
        return hashlib.sha256("\n".join(sorted(self.seen)).encode("utf-8", "replace")).hexdigest()[:16]


class Collector:
    """Collects one board with `ask`, which fetches politely."""

    def __init__(
        self, board: Board, site: Site, ask: Ask, *, all_roles: bool = False, first_page_only: bool = False
    ) -> None:
        self.board, self.site, self._ask = board, site, ask
        self._all_roles, self._first_page_only = all_roles, first_page_only
        self.result = Collected()
        self._queue: deque[Request] = deque()
        self._asked: set[tuple[str, str, bytes | None]] = set()
        self._listed: set[bytes] = set()
        self._digest = hashlib.sha256()

    async def collect(self, known: Known) -> Collected:
        """Return what the board holds; raises SourceError where it cannot be told.

        A fault after the first page leaves a partial result with what came before it.
        """
        first = self.site.source.requests(self.board)
        self._queue.extend(first)
        conditional = known.validators if len(first) == 1 else NO_VALIDATORS
        while self._queue and not self.result.is_unchanged:
            if len(self._asked) >= MAX_REQUESTS:
                self.result.is_sound = False
                break
            await self._next(conditional, known)
            conditional = NO_VALIDATORS
        self._judge(known, is_single=len(self._asked) == 1)
        return self.result

    @property
    def is_repeatable(self) -> bool:
        """Tell whether the same bytes next time would mean that nothing has changed."""
        return self.result.is_sound and (self.result.is_whole or not self.site.source.lists_all)

    async def _next(self, validators: Validators, known: Known) -> None:
        """Ask the next request in the queue, once, and take in its answer."""
        request = self._queue.popleft()
        identity = (request.method, request.url, request.body)
        if identity in self._asked:
            return
        self._asked.add(identity)
        try:
            answer = await self._ask(request, self.site, validators)
            await self._take(answer, known)
        except SourceError as error:
            self._miss(request, error)

    def _miss(self, request: Request, error: SourceError) -> None:
        """Note a page that failed; the first one failing is the board failing."""
        if len(self._asked) == 1:
            raise error
        self.result.is_sound = False
        self.result.error = error
        if request.known is not None and isinstance(error, SourceGone | PageRejected):
            self.result.rejected[f"page {request.kind}: {type(error).__name__}"] += 1
            self.result.seen.add(request.known.external_id)
        else:
            self._queue.clear()

    async def _take(self, answer: Answer, known: Known) -> None:
        """Take in one answer."""
        self.result.received_bytes += answer.received_bytes
        self.result.validators = answer.validators
        if answer.unchanged:
            self.result.is_unchanged = True
            self.result.digest = known.digest
            return
        if answer.page is None:
            return
        content_digest = hashlib.sha256(answer.page.content).digest()
        self._digest.update(content_digest)
        if self._is_same_single_page(known):
            self.result.is_unchanged = True
            self.result.digest = known.digest
            return
        await self._parse(answer.page, content_digest)

    def _is_same_single_page(self, known: Known) -> bool:
        """Tell whether the first page is, byte for byte, the one page that the board had last time."""
        return len(self._asked) == 1 and not self._queue and known.digest == "1:" + self._digest.hexdigest()

    async def _parse(self, page: Page, content_digest: bytes) -> None:
        """Take in the postings of a page, and queue what it leads to; a list that repeats itself ends it."""
        parsed = await asyncio.to_thread(self.site.source.parse, page, self.board)
        if parsed.follow and content_digest in self._listed:
            self.result.is_sound = False
            self._queue.clear()
            return
        self._listed.add(content_digest)
        self._add(parsed)

    def _add(self, parsed: Parsed) -> None:
        self.result.is_whole &= parsed.complete
        for posting in parsed.postings:
            self._keep(posting)
        for rejection in parsed.rejected:
            counts = self.result.left_out if rejection.on_purpose else self.result.rejected
            counts[rejection.reason] += 1
            if rejection.external_id is not None and not rejection.on_purpose:
                self.result.seen.add(rejection.external_id)
            self.result.is_sound &= rejection.on_purpose or rejection.external_id is not None
        for request in parsed.follow:
            self._follow(request)

    def _keep(self, posting: Posting) -> None:
        """Keep a posting that is wanted, the first of each id."""
        if posting.external_id in self.result.seen:
            return
        self.result.seen.add(posting.external_id)
        if self._all_roles or is_relevant(posting):
            self.result.postings[posting.external_id] = posting
        else:
            self.result.left_out[OFF_TOPIC] += 1

    def _follow(self, request: Request) -> None:
        """Queue a further request, unless it is for the text of a posting that is not wanted."""
        known = request.known
        if self._first_page_only:
            self.result.seen.add(known.external_id if known else request.url)
        elif known is None or self._all_roles or is_relevant_title(known.title):
            self._queue.append(request)
        elif known.external_id not in self.result.seen:
            self.result.seen.add(known.external_id)
            self.result.left_out[OFF_TOPIC] += 1

    def _judge(self, known: Known, *, is_single: bool) -> None:
        """Set the digest of the whole; a board of many pages is unchanged if all of them are."""
        if self.result.is_unchanged or not self.is_repeatable:
            return
        digest = ("1:" if is_single else "n:") + self._digest.hexdigest()
        self.result.digest = digest
        self.result.is_unchanged = digest == known.digest
        if not is_single:
            self.result.validators = NO_VALIDATORS
