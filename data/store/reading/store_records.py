"""What a reader of the store gets back: frozen records, ready to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from data.records import Mention, Salary


@dataclass(frozen=True, slots=True)
class PostingLine:
    """One posting in a list."""

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
class Evidence:
    """One posting with all that speaks for its figures.

    `mentions` cut their surfaces out of `text`; without a text their offsets mean nothing.
    `siblings` are the other postings of the same vacancy and `reason` says why they are one. `catalog` is the
    digest of the rules that read it.
    """

    posting: PostingLine
    text: str | None
    mentions: tuple[Mention, ...]
    role: str | None
    seniority: str | None
    workplace: str | None
    salary: Salary | None
    years_min: float | None
    department: str | None
    posted_at: datetime | None
    posted_precision: str
    first_seen: datetime
    last_seen: datetime
    closed_at: datetime | None
    versions: int
    was_cut: bool
    is_stuffed: bool
    is_recruiter: bool
    reason: str
    siblings: tuple[PostingLine, ...]
    catalog: str | None

    @property
    def was_watched(self) -> bool:
        """Tell whether scrapes looked for it: an import closes a posting at the moment of its last sight."""
        return self.closed_at is None or self.closed_at > self.last_seen


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
    """How one board went in one run."""

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
    """What the store has of a source in a month (YYYY-MM); `failed_days` gave not one good answer."""

    source: str
    month: str
    postings: int
    failed_days: int


@dataclass(frozen=True, slots=True)
class Freshness:
    """How current one source is."""

    source: str
    postings: int
    open_postings: int
    first_day: date | None
    last_day: date | None
    last_complete_at: datetime | None


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One board: what it holds and how it last went."""

    source: str
    slug: str
    postings: int
    open_postings: int
    last_outcome: str | None
    last_complete_at: datetime | None
    not_before: datetime | None


@dataclass(frozen=True, slots=True)
class StoreCounts:
    """How much there is."""

    postings: int
    texts: int
    open_postings: int
    vacancies: int
    employers: int
    mentions: int
    recruiters: int


@dataclass(frozen=True, slots=True)
class Duplicates:
    """How many postings are how many vacancies; `by_reason` counts those joined to another."""

    postings: int
    vacancies: int
    by_reason: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """What one run did to one skill's share of vacancies (see data/store/writing/revisions.py)."""

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
