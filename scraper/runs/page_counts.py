"""Counts how the pages of one board went, page by page, and says when the sum of them is past belief.

A page that fails costs itself alone. But when every page changes its nature at once, the site has put
something in front of them; then nothing may be closed, even if each page alone would close its posting.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from data.errors import (
    PageRejected,
    SourceError,
    SourceGone,
    SourcePostponed,
    SourceRefused,
    SourceUnreachable,
)
from data.records import Page
from data.store.writer import Held
from scraper.parsing.walls import Wall, likeness

STRIKES = 3  # unreachable pages in a row after which the rest is not asked
REFUSALS = 5  # refused pages or walls in a row, likewise
ALIKE = 3  # pages that held postings and are now alike: something stands in front of them
SHARE_ALIKE = 0.8  # of those asked that held postings
REASONS = (
    (SourceGone, "page: not there any more"),
    (Wall, "page: a wall in its place"),
    (SourceRefused, "page: refused"),
    (SourceUnreachable, "page: no answer"),
    (SourceError, "page: not to be trusted"),
)


class PageCounts:
    """The pages of one board that hold one posting each; `held` are its open postings by external id."""

    def __init__(self, held: Mapping[str, Held]) -> None:
        self._ids = {place(posting.url): name for name, posting in held.items()}
        self.good = self.walls = self.refusals = 0
        self._blank = self._asked_held = self._broken = 0
        self._alike: Counter[str] = Counter()
        self._row: list[type[SourceError]] = []
        self._has_unplaced = self._has_strays = False

    def id_at(self, url: str) -> str | None:
        """Return the open posting that stands at an address, None for none."""
        return self._ids.get(place(url))

    def fail(self, url: str, error: SourceError) -> tuple[str, str | None]:
        """Note a page that failed; return the reason, and the posting that is to be kept for it."""
        self.walls += isinstance(error, Wall)
        self.refusals += isinstance(error, SourceRefused)
        self._broken += isinstance(error, PageRejected)
        self._row.append(type(error))
        reason = next(words for kind, words in REASONS if isinstance(error, kind))
        if isinstance(error, SourceGone):
            return reason, None
        known = self.id_at(url)
        self._has_unplaced |= known is None
        return reason, known

    def gives_up(self, error: SourceError) -> bool:
        """Tell whether the rest should not be asked after this error, the latest one of the row."""
        in_a_row = [issubclass(kind, SourceUnreachable) for kind in self._row[-STRIKES:]]
        refused = [issubclass(kind, SourceRefused) for kind in self._row[-REFUSALS:]]
        return (
            isinstance(error, SourcePostponed)
            or (len(in_a_row) == STRIKES and all(in_a_row))
            or (len(refused) == REFUSALS and all(refused))
        )

    def read(self, page: Page, urls: Iterable[str]) -> None:
        """Note a page that gave postings, with their addresses."""
        self.good += 1
        self._row.clear()
        self._asked_held += self.id_at(page.request.url) is not None
        self._has_strays |= any(place(url) != place(page.request.url) for url in urls)

    def find_nothing(self, page: Page) -> None:
        """Note a sound page without a posting that does not say why."""
        self._row.clear()
        self._blank += 1
        if self.id_at(page.request.url) is not None:
            self._asked_held += 1
            self._alike[likeness(page)] += 1

    @property
    def is_sound(self) -> bool:
        """Tell whether each posting that a failed page may hold is known."""
        return not (self._has_unplaced and self._has_strays)

    def doubt(self) -> SourceRefused | None:
        """Return why the pages together cannot be believed, None where they can."""
        if self.walls:
            return Wall(f"the site answered {pages(self.walls)} with a wall")
        if self.refusals and not self.good:
            return SourceRefused(f"the site refused {pages(self.refusals)}")
        if self._broken >= ALIKE and not (self.good or self._blank):
            return SourceRefused(f"none of {pages(self._broken)} could be read")
        alike = max(self._alike.values(), default=0)
        changed = sum(self._alike.values())
        if (changed >= 2 and not self.good) or alike >= max(ALIKE, SHARE_ALIKE * self._asked_held):
            return Wall(f"{pages(changed)} that held postings lost them all at once, without a word: a wall?")
        return None


def pages(number: int) -> str:
    """Return a number of pages in words."""
    return "1 page" if number == 1 else f"{number:,} pages"


def place(url: str) -> str:
    """Return what two addresses of the same page share: neither scheme, "www." nor a slash at the end."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    return host + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
