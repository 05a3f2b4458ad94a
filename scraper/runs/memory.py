"""What is remembered of a board between runs, and when that memory counts.

The store keeps a few words for each board. They are tagged here with the URL asked, the versions of parser
and title rules, and the choice of roles, so that none of them ever answers for another question.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from data.errors import SourceError, SourceGone, SourcePostponed, SourceRefused
from data.records import Board, BoardState
from scraper.http.answers import NO_VALIDATORS, Validators
from scraper.http.sites import Site
from scraper.runs.collect import Collected, Known
from scraper.runs.relevance import RULES

SLACK = 0.9  # of the cadence: a daily timer that fires a little early still finds its boards due
GONE_AGAIN = timedelta(days=7)  # boards rarely come back, and a list of boards is never free of dead ones
MAX_VALIDATOR_CHARS = 500


@dataclass(frozen=True, slots=True)
class Memory:
    """A board's state as read for one question."""

    state: BoardState
    tag: str

    def known(self) -> Known:
        """Return validators and digest of the last whole answer to this very question."""
        if self.state.last_complete_at is None:
            return Known()
        validators = Validators(self._recall(self.state.etag), self._recall(self.state.last_modified))
        digest = (self._recall(self.state.content_hash) or "").partition(" ")[0]
        return Known(validators, digest or None)

    def is_settled(self, collected: Collected) -> bool:
        """Tell whether nothing is waiting for a second look.

        A posting that is missing for the first time is closed only when a second whole answer lacks it too,
        and "unchanged" would never be that answer. So a board is asked without validators until two answers
        in a row list the same ids.
        """
        if self.state.last_complete_at is None:
            return True
        return (self._recall(self.state.content_hash) or "").endswith(f" {collected.ids_digest()}")

    def _recall(self, value: str | None) -> str | None:
        """Return a remembered value if it was tagged for this question."""
        tag, _, rest = (value or "").partition(" ")
        return rest or None if tag == self.tag else None

    def _note(self, value: str | None) -> str | None:
        is_good = value is not None and len(value) <= MAX_VALIDATOR_CHARS
        return f"{self.tag} {value}" if is_good else None

    def is_due(self, site: Site, now: datetime, *, force: bool) -> bool:
        """Tell whether the board may be asked.

        `force` breaks the cadence, never a host's wish to be left alone; a stand-in server has no cadence.
        """
        if self.state.not_before is None or self.state.not_before <= now:
            return True
        if self.state.last_outcome == "failed":
            return False
        return force or site.endpoint is not None

    def after(self, collected: Collected, site: Site, now: datetime) -> BoardState:
        """Return the state after a run; only a settled whole answer leaves validators for the next one."""
        outcome = collected.outcome
        due = next_due(site, now, collected.error)
        state = replace(self.state, last_outcome=outcome, not_before=due)
        if outcome == "unchanged":
            given = collected.validators
            return replace(
                state,
                last_complete_at=now,
                etag=self._note(given.etag) or state.etag,
                last_modified=self._note(given.last_modified) or state.last_modified,
            )
        if collected.digest is None or outcome == "empty":
            return replace(state, etag=None, last_modified=None, content_hash=None)
        settled = self.is_settled(collected) or not site.source.lists_all
        validators = collected.validators if settled else NO_VALIDATORS
        digest = collected.digest if settled else "-"
        return replace(
            state,
            last_complete_at=now,
            etag=self._note(validators.etag),
            last_modified=self._note(validators.last_modified),
            content_hash=self._note(f"{digest} {collected.ids_digest()}"),
        )


def remember(state: BoardState, board: Board, site: Site, *, all_roles: bool) -> Memory:
    """Return what is remembered of a board, tagged for the question that this run asks of it."""
    urls = [request.url for request in site.source.requests(board)]
    question = repr((urls, site.source.parser_version, RULES, all_roles, site.endpoint))
    return Memory(state, hashlib.sha256(question.encode()).hexdigest()[:12])


def next_due(site: Site, now: datetime, error: SourceError | None = None) -> datetime | None:
    """Return when to ask a board again: by its cadence, when its host says, or at once after a fault."""
    if isinstance(error, SourcePostponed):
        return error.until
    if isinstance(error, SourceGone):
        return now + GONE_AGAIN
    if error is not None and not isinstance(error, SourceRefused):
        return None
    return now + timedelta(seconds=site.source.cadence.total_seconds() * SLACK)
