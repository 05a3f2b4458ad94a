"""What a reader of the store gets back: frozen records, ready to be shown.

Times are in UTC; a `day` is the day of posting, or of the first sight where the source states none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from data.records import Mention, OpenName, Salary


@dataclass(frozen=True, slots=True)
class PostingLine:
    """One posting in a list; `vacancy` is the number that all postings of one opening share."""

    id: int
    source: str
    url: str
    title: str
    employer: str
    location: str | None
    day: date | None
    is_open: bool
    has_text: bool
    vacancy: int


@dataclass(frozen=True, slots=True)
class FoundPosting:
    """A page of a search: how many there are in all, and those of this page."""

    total: int
    postings: tuple[PostingLine, ...]


@dataclass(frozen=True, slots=True)
class PostingText:
    """A posting's text with its source, its title and its employer's name as written there."""

    source: str
    employer: str
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One posting with everything that was read from it.

    Each mention marks its surface in `text`; without a text its offsets mean nothing. Facts are None where no
    text was read. `siblings` are the other postings of the same vacancy. `was_watched` is True if scrapes
    look whether the posting is still there, `is_cut` where the text is longer than what was read of it.
    `catalog` is the digest of the rules that read it. `open_names` is None where the text was not looked
    through for them.
    """

    posting: PostingLine
    text: str | None
    mentions: tuple[Mention, ...]
    role: str | None
    seniority: str | None
    salary: Salary | None
    was_watched: bool
    is_stuffed: bool
    is_cut: bool
    siblings: tuple[PostingLine, ...]
    catalog: str | None
    open_names: tuple[OpenName, ...] | None = None


@dataclass(frozen=True, slots=True)
class QueuedTerm:
    """A name that the catalogue lacked when facts were packed, and how many employers used it.

    Months are None where no posting that names it has a date.
    """

    term: str
    employers: int
    first_seen: str | None
    last_seen: str | None


@dataclass(frozen=True, slots=True)
class RunEntry:
    """One run in the journal, its boards summed up; `outcomes` counts boards by outcome."""

    id: int
    command: str
    started_at: datetime
    ended_at: datetime | None
    status: str
    note: str | None
    kept: int
    updated: int
    unchanged: int
    closed: int
    reopened: int
    requests: int
    received_bytes: int
    outcomes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoardRun:
    """The result of one board in one run; `rejected` and `left_out` count records by reason."""

    source: str
    slug: str
    outcome: str
    kept: int
    updated: int
    unchanged: int
    closed: int
    reopened: int
    rejected: Mapping[str, int]
    left_out: Mapping[str, int]
    requests: int
    received_bytes: int
    error: str | None


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """What the store has of a source in a month (YYYY-MM); on `failed_days` no board gave a whole answer."""

    source: str
    month: str
    postings: int
    failed_days: int


@dataclass(frozen=True, slots=True)
class Freshness:
    """The age and size of one source; `last_complete_at` is the newest whole fetch of any of its boards."""

    source: str
    postings: int
    open_postings: int
    first_day: date | None
    last_day: date | None
    last_complete_at: datetime | None


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One board: its postings, its last result, and until when its host asks to be left alone."""

    source: str
    slug: str
    postings: int
    open_postings: int
    last_outcome: str | None
    last_complete_at: datetime | None
    not_before: datetime | None


@dataclass(frozen=True, slots=True)
class StoreCounts:
    """How many rows of each kind the store holds; `recruiters` are employers that post others' openings."""

    postings: int
    texts: int
    open_postings: int
    vacancies: int
    employers: int
    mentions: int
    recruiters: int


@dataclass(frozen=True, slots=True)
class Duplicates:
    """How many postings make how many vacancies; `by_reason` counts the postings joined to another one."""

    postings: int
    vacancies: int
    by_reason: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """What one run did to one skill's share of vacancies, in fractions (see `Revision`)."""

    run: int
    at: datetime | None
    scope: str
    skill: str
    share_before: float | None
    share_after: float | None
    vacancies_before: int
    vacancies_after: int
    by_rules: float | None
    by_merges: float | None
    by_closed: float | None
    by_new: float | None
