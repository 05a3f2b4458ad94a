"""The records that flow from a source to a figure, each frozen and typed.

    Board -> Request -> Page -> Parsed(Posting...) -> store -> Reading(Mention..., Facts) -> store -> Tables

Text is cleaned once, at the boundary: a `Posting` holds normalised text, aware UTC times and http(s) URLs, so
nothing downstream checks again. A missing value is `None`.

The store keeps a word as its position in one of the tuples below, so each may only grow at its end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

Level = Literal["required", "preferred", "mentioned", "boilerplate"]
Form = Literal["specific", "generic"]
Precision = Literal["instant", "day", "relative", "none"]
Outcome = Literal["complete", "unchanged", "partial", "empty", "gone", "refused", "failed"]

LEVELS: tuple[Level, ...] = ("required", "preferred", "mentioned", "boilerplate")
FORMS: tuple[Form, ...] = ("specific", "generic")
ROLES = (
    "ml_engineer",
    "ai_engineer",
    "mlops_engineer",
    "data_scientist",
    "data_engineer",
    "data_analyst",
    "research_scientist",
    "software_engineer",
    "manager",
    "other",
    "multiple",
)
SENIORITIES = ("intern", "junior", "mid", "senior", "staff", "lead", "manager", "director", "unspecified")
WORKPLACES = ("remote", "hybrid", "onsite", "unspecified")
CLOUDS = ("aws", "gcp", "azure", "other")
PAY_PERIODS = ("year", "month", "day", "hour")
PRECISIONS: tuple[Precision, ...] = ("none", "relative", "day", "instant")
KINDS = (
    "language",
    "library",
    "framework",
    "tool",
    "database",
    "cloud platform",
    "cloud service",
    "model",
    "protocol",
    "hardware",
    "practice",
)
FLAGS = ("stuffed", "recruiter", "cut")  # FLAGS[k] is bit k of a posting's flags
STUFFED_BIT = 1 << FLAGS.index("stuffed")  # so many skills that it is left out of shares
RECRUITER_BIT = 1 << FLAGS.index("recruiter")
CUT_BIT = 1 << FLAGS.index("cut")  # longer than what is read of a text
# characters that are read of one text: more than any real posting has (90,000), fewer than a store keeps, so
# a text that the store has cut has the flag "cut" as well
LONGEST_READ = 150_000


# --- collecting -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Board:
    """One employer's address at a source (or one feed or query of an aggregator)."""

    source: str
    slug: str
    employer: str | None = None
    region: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a source. `kind` tells the parser which answer this is ("list", "detail", ...).

    `known` is what a list already said about the posting whose text this asks for.
    """

    url: str
    kind: str = "list"
    method: Literal["GET", "POST"] = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    expects: Literal["json", "xml", "html"] = "json"
    known: "Posting | None" = None


@dataclass(frozen=True, slots=True)
class Page:
    """One answer as received: bytes after transfer decoding, never cleaned."""

    url: str
    content: bytes
    fetched_at: datetime
    media_type: str
    request: Request


@dataclass(frozen=True, slots=True)
class Salary:
    """Pay as stated: `minimum <= maximum` in `currency` (ISO 4217) per `period`."""

    minimum: float
    maximum: float
    currency: str
    period: str


@dataclass(frozen=True, slots=True)
class Posting:
    """One advertisement for one opening. Identity is `(source, board, external_id)`.

    `location`, `workplace`, `department` and `salary` are what the source states in fields of its own; what
    the text says is read later. `group_key` is the source's own id of the opening behind several postings (a
    requisition). `identities` are those in applicant systems ("greenhouse:acme:123") by which postings of
    different sources are known to be one opening. `links` are addresses that a parser found and nobody has
    looked up yet; an accepted posting has none left, because they have become identities.
    """

    source: str
    board: str
    external_id: str
    url: str
    title: str
    employer: str
    text: str
    location: str | None = None
    posted_at: datetime | None = None
    posted_precision: Precision = "none"
    posted_raw: str | None = None
    workplace: str | None = None
    department: str | None = None
    salary: Salary | None = None
    language: str | None = None
    group_key: str | None = None
    identities: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """When an imported posting was first and last seen by whoever collected it."""

    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Rejection:
    """One record that was left out of a page, and why.

    `on_purpose` marks a record that is not an open posting (unlisted, deleted, expired); the page still
    counts as complete.
    """

    external_id: str | None
    reason: str
    on_purpose: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one page holds.

    `follow` are further requests; `complete` is False when records are known to be missing.
    """

    postings: tuple[Posting, ...]
    rejected: tuple[Rejection, ...] = ()
    follow: tuple[Request, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class BoardState:
    """What is remembered of a board between runs; `last_run` is the number of the last scrape, 0 for none."""

    source: str
    slug: str
    etag: str | None = None
    last_modified: str | None = None
    content_hash: str | None = None
    last_outcome: Outcome | None = None
    last_complete_at: datetime | None = None
    not_before: datetime | None = None
    last_run: int = 0


@dataclass(frozen=True, slots=True)
class BoardResult:
    """How one board went in one run; `rejected` and `left_out` count records by reason."""

    source: str
    slug: str
    outcome: Outcome
    kept: int = 0
    updated: int = 0
    unchanged: int = 0
    closed: int = 0
    reopened: int = 0
    rejected: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    requests: int = 0
    received_bytes: int = 0
    error: str | None = None


# --- reading --------------------------------------------------------------------------------------------


class Mention(NamedTuple):
    """A posting names a skill: `text[start:end] == surface`. `skill` is a catalogue id.

    Mentions with the same `group` (a number within the posting) are alternatives: any one of them would do.
    `rule` names what matched ("alias", "context:go", "weak:near", "tag", "asked"). `form` tells a name that
    says what is meant ("data pipelines") from a word that only may ("pipelines"). This is a named tuple,
    because a posting has dozens and a frozen dataclass takes five times as long to make.
    """

    skill: str
    surface: str
    start: int
    end: int
    level: Level
    group: int | None = None
    rule: str = "alias"
    form: Form = "specific"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a posting says besides its skills; words come from the tuples above, `country` is ISO 3166."""

    role: str = "other"
    seniority: str = "unspecified"
    workplace: str = "unspecified"
    clouds: tuple[str, ...] = ()
    salary: Salary | None = None
    years_min: float | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """How a posting is written: its words, its list items, and which plain words it uses.

    Bit i of `control` is set where control word i of `data/rules/control_words.toml` stands in the text.
    `searched` tells whether title or text have words of the searches that made a collection (see
    `data.origins.search_words`), so that such a search would find it.
    """

    words: int = 0
    items: int = 0
    control: int = 0
    searched: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one posting.

    `flags` are from FLAGS: "stuffed" leaves it out of shares, "cut" says that only the first LONGEST_READ
    characters were read.
    """

    mentions: tuple[Mention, ...]
    facts: Facts
    flags: tuple[str, ...] = ()
    register: Register = Register()


class OpenName(NamedTuple):
    """A posting names a tool that the catalogue lacks: `text[start:end] == name`.

    A trained finder proposes it: it is no mention and counts in no share. Spellings with the same `key` are
    one name.
    """

    name: str
    start: int
    end: int
    key: str


class PlacedSkill(NamedTuple):
    """Where in a text a skill is named; `skill` is its id."""

    skill: str
    start: int
    end: int


class UnsearchedText(NamedTuple):
    """A text to be looked through for open names, with its employer's name and the skills read from it."""

    posting: int
    employer: str
    text: str
    skills: tuple[PlacedSkill, ...]


@dataclass(frozen=True, slots=True)
class Skill:
    """One entry of the catalogue.

    `aliases` match in any case, `exact` only as written. `ambiguity` is "none" (the name is enough),
    "context" (a context rule decides) or "weak" (counts only beside an unambiguous neighbour).
    `parents` are ids that this one implies (SageMaker implies AWS). `topics` are ids of interview topics.
    `generic` are spellings, lower case, that anybody would use without meaning the skill ("pipelines").
    `wikidata` ("Q28865"), `esco` (the id behind data.europa.eu/esco/skill/) and `onet` (the name of a
    technology in O*NET) say what others call it.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    ambiguity: Literal["none", "context", "weak"] = "none"
    homepage: str | None = None
    topics: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    wikidata: str | None = None
    esco: str | None = None
    onet: str | None = None


# --- measuring ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """The facts of a store as parallel arrays; row i of every posting array is the same posting.

    Posting arrays have one value a posting, mention arrays one a mention (sorted by posting row, then skill).
    Codes index the tuples beside them; -1 is missing. Bit k of `clouds` stands for CLOUDS[k], bit k of
    `flags` for FLAGS[k].
    """

    posting_id: npt.NDArray[np.int64]
    source: npt.NDArray[np.int16]  # -> sources
    employer: npt.NDArray[np.int32]  # -> employers
    vacancy: npt.NDArray[np.int32]  # 0 .. number of vacancies - 1
    role: npt.NDArray[np.int8]  # -> ROLES
    seniority: npt.NDArray[np.int8]  # -> SENIORITIES
    workplace: npt.NDArray[np.int8]  # -> WORKPLACES
    clouds: npt.NDArray[np.uint8]
    country: npt.NDArray[np.int16]  # -> countries (ISO 3166 alpha-2)
    posted_day: npt.NDArray[np.int32]  # days since 1970-01-01
    salary_min: npt.NDArray[np.float64]  # NaN where none is stated
    salary_max: npt.NDArray[np.float64]
    currency: npt.NDArray[np.int16]  # -> currencies
    pay_period: npt.NDArray[np.int8]  # -> PAY_PERIODS
    years_min: npt.NDArray[np.float64]
    flags: npt.NDArray[np.uint8]
    is_open: npt.NDArray[np.bool_]
    first_run: npt.NDArray[np.int32]  # 0: shipped, or imported before imports had numbers
    word_count: npt.NDArray[np.int32]  # of the text, -1 where nobody counted
    item_count: npt.NDArray[np.int32]  # of its lists, -1 where nobody counted
    control_low: npt.NDArray[np.uint64]  # which control words it has: bits 0 to 63
    control_high: npt.NDArray[np.uint64]  # bits 64 to 127
    # 1: it has the words of the searches that collected its source, 0: it has none, -1: of no such source, or
    # nobody looked
    searched: npt.NDArray[np.int8]
    mention_posting: npt.NDArray[np.int32]  # row of the posting
    mention_skill: npt.NDArray[np.int16]  # -> skills
    mention_level: npt.NDArray[np.int8]  # -> LEVELS
    mention_group: npt.NDArray[np.int16]  # -1 where the skill stands alone
    mention_form: npt.NDArray[np.int8]  # -> FORMS
    sources: tuple[str, ...]
    employers: tuple[str, ...]
    countries: tuple[str, ...]
    currencies: tuple[str, ...]
    skills: tuple[str, ...]  # catalogue ids
    snapshot: str  # digest of the facts
    catalog: str  # digest of the catalogue that read them


@dataclass(frozen=True, slots=True, eq=False)
class OpenCounts:
    """How many different open names each posting has whose text was looked through for them.

    `names[i]` is of `posting[i]`, ids in rising order. `finder` is the digest of what looked, several joined
    by `+`, "" where nothing was looked through.
    """

    posting: npt.NDArray[np.int64]
    names: npt.NDArray[np.int32]
    finder: str
