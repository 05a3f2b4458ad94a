"""Collects one board: asks, parses, keeps what is wanted, and judges how whole the result is."""

import asyncio
import hashlib
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from data.errors import PageRejected, SourceError, SourceGone
from data.records import Board, Outcome, Page, Parsed, Posting, Rejection, Request
from data.store.writer import Held
from scraper.http.answers import NO_VALIDATORS, Answer, Validators
from scraper.http.sites import Site
from scraper.parsing.sitemaps import secured
from scraper.runs.accept import read_page
from scraper.runs.page_counts import PageCounts
from scraper.runs.relevance import is_relevant, is_relevant_title
from scraper.sources.jsonld import NO_POSTING, PAGE, POSTING, is_sitemap, sitemap_request

MAX_REQUESTS = 3_000  # of one board in one run; two hiring threads comment by comment are 1,500
OFF_TOPIC = "not about ML, AI or data"

MAX_SITEMAPS = 5  # that a robots.txt names; the largest sites have one for each language
READ_AGAIN_DAYS = 10  # in which each text that a list only points to is asked for once more
MAX_PROBED = 3  # posting pages that a first look asks, until one holds a posting

Ask = Callable[[Request, Site, Validators], Awaitable[Answer]]
Sitemaps = Callable[[Site, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a board: validators and a digest of its last whole answer, and its open postings."""

    validators: Validators = NO_VALIDATORS
    digest: str | None = None
    held: Mapping[str, Held] = field(default_factory=dict)


@dataclass(slots=True)
class Collected:
    """What came of one board. `seen` are the ids it still lists, whether kept or not.

    `still` are those of them which the store has and whose texts were not asked for again.

    `listed` counts what a first look found to be listed, postings or pages that may be; `unread` of them are
    such pages.

    `is_sound` says that every page came and every record could be named; `is_whole` that the board's own list
    ends where the pages end. A feed that shows only its newest is sound, never whole.
    """

    postings: dict[str, Posting] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    still: set[str] = field(default_factory=set)
    rejected: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    is_sound: bool = True
    is_whole: bool = True
    is_unchanged: bool = False
    validators: Validators = NO_VALIDATORS
    digest: str | None = None
    requests: int = 0
    received_bytes: int = 0
    listed: int = 0
    unread: int = 0
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


def no_sitemaps(_site: Site, _url: str) -> tuple[str, ...]:
    """Return no sitemaps: what a collector is given where no robots.txt was read."""
    return ()


class Collector:
    """Collects one board with `ask`, which fetches politely; `sitemaps` gives those of a robots.txt."""

    def __init__(
        self,
        board: Board,
        site: Site,
        ask: Ask,
        *,
        all_roles: bool = False,
        first_page_only: bool = False,
        sitemaps: Sitemaps = no_sitemaps,
    ) -> None:
        self.board, self.site, self._ask = board, site, ask
        self._all_roles, self._first_page_only, self._sitemaps = all_roles, first_page_only, sitemaps
        self.result = Collected()
        self._tally = PageCounts({})
        self._held: Mapping[str, Held] = {}
        self._queue: deque[Request] = deque()
        self._asked: set[tuple[str, str, bytes | None]] = set()
        self._guessed: set[str] = set()
        self._listed: set[bytes] = set()
        self._first_of: dict[str, Posting] = {}
        self._digest = hashlib.sha256()

    async def collect(self, known: Known) -> Collected:
        """Return what the board holds; raises SourceError where that cannot be known.

        A fault after the first page leaves a partial result with what came before it; the failure of one
        posting's page costs that page alone.
        """
        first = self.site.source.requests(self.board)
        self._tally, self._held = PageCounts(known.held), known.held
        self._queue.extend(first)
        conditional = known.validators if len(first) == 1 else NO_VALIDATORS
        while self._queue and not self.result.is_unchanged:
            if len(self._asked) >= MAX_REQUESTS:
                self.result.is_sound = False
                break
            await self._next(conditional, known)
            conditional = NO_VALIDATORS
        self._weigh_pages()
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
        if identity in self._asked or self._knows_enough(request):
            return
        self._asked.add(identity)
        try:
            answer = await self._ask(request, self.site, validators)
            await self._take(answer, known)
        except SourceError as error:
            self._miss(request, error)

    def _knows_enough(self, request: Request) -> bool:
        """Tell whether a first look has found postings, so that it need not ask this."""
        has_found = (
            self._tally.good if request.kind == POSTING else is_sitemap(request) and self.result.listed
        )
        return self._first_page_only and bool(has_found)

    def _miss(self, request: Request, error: SourceError) -> None:
        """Note a page that failed; the first one failing is the board failing."""
        if len(self._asked) == 1:
            raise error
        if request.url in self._guessed and isinstance(error, SourceGone):
            return
        reason, held = self._tally.fail(request.url, error)
        if request.kind == POSTING:
            self.result.rejected[reason] += 1
            self.result.seen.update((held,) if held else ())
        else:
            self.result.is_sound = False
            self.result.error = self.result.error or error
            if request.known is not None and isinstance(error, SourceGone | PageRejected):
                self.result.rejected[f"page {request.kind}: {type(error).__name__}"] += 1
        if request.known is not None:
            self.result.seen.add(request.known.external_id)
        if self._tally.gives_up(error):
            self.result.is_sound = False
            self.result.error = error
            self._queue.clear()

    async def _take(self, answer: Answer, known: Known) -> None:
        """Take in one answer: a page, nothing, or the news that nothing has changed."""
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
        parsed = await asyncio.to_thread(read_page, self.site.source, page, self.board)
        if parsed.follow and content_digest in self._listed:
            self.result.is_sound = False
            self._queue.clear()
            return
        self._listed.add(content_digest)
        self._add(parsed, page)

    def _add(self, parsed: Parsed, page: Page) -> None:
        """Take in what was parsed of a page, and queue the requests that it leads to."""
        self.result.is_whole &= parsed.complete
        if page.request.kind != POSTING:
            self.result.listed += len(parsed.postings)
        if parsed.postings and (page.request.kind == POSTING or page.request.known):
            self._tally.read(page, (posting.url for posting in parsed.postings))
        for posting in parsed.postings:
            self._keep(posting)
        for rejection in parsed.rejected:
            if rejection.reason == NO_POSTING:
                self._tally.find_nothing(page)
            self._reject(rejection)
        for request in parsed.follow:
            self._follow(request, page)

    def _reject(self, rejection: Rejection) -> None:
        """Count a record that gives no posting; a broken one without an id leaves the result unsound."""
        if rejection.on_purpose:
            self.result.left_out[rejection.reason] += 1
            return
        self.result.rejected[rejection.reason] += 1
        if rejection.external_id is None:
            self.result.is_sound = False
        else:
            self.result.seen.add(self._tally.id_at(rejection.external_id) or rejection.external_id)

    def _keep(self, posting: Posting) -> None:
        """Keep a posting that is wanted, the first of each id."""
        posting = self._with_own_id(posting)
        if posting.external_id in self.result.seen:
            return
        self.result.seen.add(posting.external_id)
        if self._all_roles or is_relevant(posting):
            self.result.postings[posting.external_id] = posting
        else:
            self.result.left_out[OFF_TOPIC] += 1

    def _with_own_id(self, posting: Posting) -> Posting:
        """Return a posting under an id of its own, where a site gives several postings the same."""
        rename = self.site.source.rename
        first = self._first_of.setdefault(posting.external_id, posting)
        if rename is None or (first.url, first.title) == (posting.url, posting.title):
            return posting
        shared, share_page = posting.external_id, first.url == posting.url
        if shared in self.result.seen:
            renamed = rename(first, share_page=share_page)
            self.result.seen.remove(shared)
            self.result.seen.add(renamed.external_id)
            if self.result.postings.pop(shared, None):
                self.result.postings[renamed.external_id] = renamed
        return rename(posting, share_page=share_page)

    def _follow(self, request: Request, page: Page) -> None:
        """Queue a further request, unless it is for the text of a posting that is not wanted."""
        known = request.known
        if page.request.kind == PAGE and is_sitemap(request):
            self._queue.extend(self._sitemaps_for(request))
        elif self._first_page_only:
            self._glance_at(request)
        elif known is not None and self._is_known(known, page):
            self.result.seen.add(known.external_id)
            self.result.still.add(known.external_id)
        elif known is None or self._all_roles or is_relevant_title(known.title):
            self._queue.append(request)
        elif known.external_id not in self.result.seen:
            self.result.seen.add(known.external_id)
            self.result.left_out[OFF_TOPIC] += 1

    def _is_known(self, known: Posting, page: Page) -> bool:
        """Tell whether the store has a listed posting, and today is not its turn to be read again."""
        held = self._held.get(known.external_id)
        if held is None or held.title != known.title:
            return False
        turn = int.from_bytes(
            hashlib.sha256(known.external_id.encode("utf-8", "replace")).digest()[:4], "big"
        )
        return (turn + page.fetched_at.toordinal()) % READ_AGAIN_DAYS != 0

    def _glance_at(self, request: Request) -> None:
        """Count what a first look is led to; ask only what shows whether there are postings at all."""
        known = request.known
        if is_sitemap(request):
            self._queue.append(request)
            return
        self.result.seen.add(known.external_id if known else request.url)
        self.result.listed += known is not None or request.kind == POSTING
        self.result.unread += request.kind == POSTING
        if known is not None and is_relevant_title(known.title):
            self.result.postings[known.external_id] = known
        if request.kind == POSTING and self.result.listed <= MAX_PROBED:
            self._queue.append(request)

    def _sitemaps_for(self, guess: Request) -> list[Request]:
        """Return requests for the sitemaps that robots.txt names, else for the one at the usual address."""
        stated = (secured(url, guess.url) for url in self._sitemaps(self.site, guess.url))
        named = [url for url in stated if url][:MAX_SITEMAPS]
        if not named:
            self._guessed.add(guess.url)
        return [sitemap_request(url, 1) for url in named] or [guess]

    def _weigh_pages(self) -> None:
        """Believe the pages together, or not: raises SourceRefused where none of them gave a posting."""
        self.result.is_sound &= self._tally.is_sound
        if self._first_page_only and self.result.unread:
            self.result.listed *= self._tally.good > 0
            self.result.unread = max(0, self.result.unread - self._tally.good)
        doubt = self._tally.doubt()
        if doubt is None:
            return
        if not self._tally.good and not self.result.postings:
            raise doubt
        self.result.is_sound = False
        self.result.error = doubt

    def _judge(self, known: Known, *, is_single: bool) -> None:
        """Set the digest of the whole; a board of many pages is unchanged if all of them are."""
        if self.result.is_unchanged or not self.is_repeatable:
            return
        if self.result.still:  # the same list next time does not mean the same texts
            self.result.digest, self.result.validators = "-", NO_VALIDATORS
            return
        digest = ("1:" if is_single else "n:") + self._digest.hexdigest()
        self.result.digest = digest
        self.result.is_unchanged = digest == known.digest
        if not is_single:
            self.result.validators = NO_VALIDATORS
