"""Addresses for programs, beside the pages and with their filters: `/api/shares.csv?cloud=aws`.

Views: shares, changes, trends, pairs, postings; endings: csv, json. Queries are those of the pages (see
`address`); `skill=` names skills (repeated; pairs and postings take one), `kind=` a group, `q=` words,
`top=` how many rows (at most 500).
A query that cannot be understood is answered with 400 and a sentence, a store that cannot be read with 503.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from analysis.figures.changes import changes
from analysis.figures.pairs import pairs
from analysis.figures.shares import shares
from analysis.figures.trends import trends
from analysis.market.corpus import Corpus
from analysis.market.figure_words import did_you_mean
from analysis.market.periods import year_apart
from analysis.market.slices import Slice
from dashboard.address.address import find, read_query
from dashboard.charts.trend_marks import trend_sheet
from dashboard.exports.posting_ids import posting_ids
from dashboard.frame.loading import load_corpus, store_path
from dashboard.frame.sheets import Sheet, grounded_sheet, sheet_of, to_csv, to_json
from dashboard.screen.skill_groups import GROUPS, kinds_of
from data.errors import SkillgaugeError, StoreError, UsageError
from data.store.reader import Reader
from data.store.reading.store_records import PostingLine

MAX_ROWS = 500
MAX_WORDS = 200  # characters to look for, as on the page
MAX_QUERY = 8_000  # characters, as for a slice
OWN = ("skill", "kind", "top", "q")


@dataclass(frozen=True, slots=True)
class Question:
    """What a program asks for."""

    corpus: Corpus
    part: Slice
    skills: tuple[str, ...]
    kinds: tuple[str, ...] | None
    top: int
    words: str


USES = {
    "shares": ("skill", "kind", "top"), "changes": ("skill", "kind", "top"), "trends": ("skill",),
    "pairs": ("skill", "top"), "postings": ("skill", "q", "top"),
}  # fmt: skip


def check_keys(view: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Raise UsageError for a key of another view, which would change nothing here."""
    for key, _ in pairs:
        if key in OWN and key not in USES[view]:
            raise UsageError(
                f"{view} does not use {key}=; beside the filters it uses {', '.join(USES[view])}"
            )


def question_of(pairs: Sequence[tuple[str, str]], corpus: Corpus) -> Question:
    """Return what a query asks. Raises UsageError for what cannot be understood."""
    own = {key: [value for name, value in pairs if name == key] for key in OWN}
    part = read_query([(key, value) for key, value in pairs if key not in OWN], corpus)
    group = next(iter(own["kind"]), None)
    if group is not None:
        known = find(group, tuple(GROUPS))
        if known is None:
            near = did_you_mean(group, GROUPS)
            raise UsageError(f"kind is one of {', '.join(GROUPS)}, not {group[:40]!r}{near}")
        group = known
    words = next(iter(own["q"]), "")[:MAX_WORDS]
    return Question(corpus, part, tuple(own["skill"][:MAX_ROWS]), kinds_of(group), _top(own["top"]), words)


def _top(values: Sequence[str]) -> int:
    text = next(iter(values), "30")
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= MAX_ROWS and len(text) < 4):
        raise UsageError(f"top is a number from 1 to {MAX_ROWS}, not {text[:40]!r}")
    return int(text)


def _shares(asked: Question) -> Sheet:
    found = shares(asked.corpus, asked.part, asked.skills or None, kinds=asked.kinds, top=asked.top)
    return sheet_of("shares", found.rows)


def _changes(asked: Question) -> Sheet:
    periods = year_apart(asked.corpus)
    if periods is None:
        return sheet_of("changes", ())
    found = changes(
        asked.corpus, asked.part, *periods, asked.skills or None, kinds=asked.kinds, top=asked.top
    )
    return sheet_of("changes", found.rows)


def _trends(asked: Question) -> Sheet:
    skills = asked.skills or tuple(row.skill for row in shares(asked.corpus, asked.part, top=5).rows)
    found = trends(asked.corpus, asked.part, skills[:20])
    return trend_sheet(found)


def _pairs(asked: Question) -> Sheet:
    found = pairs(asked.corpus, asked.part, skill=next(iter(asked.skills), None), top=asked.top)
    return sheet_of("pairs", found.rows)


def _postings(asked: Question) -> Sheet:
    among = posting_ids(asked.corpus, asked.part, next(iter(asked.skills), None))
    with Reader.open(store_path()) as reader:
        found = reader.search(asked.words, among=among, limit=asked.top).postings
    return sheet_of("postings", found, PostingLine)


VIEWS: dict[str, Callable[[Question], Sheet]] = {
    "shares": _shares, "changes": _changes, "trends": _trends, "pairs": _pairs, "postings": _postings,
}  # fmt: skip
WRITERS: dict[str, tuple[Callable[[Sheet], bytes], str]] = {
    "csv": (to_csv, "text/csv; charset=utf-8"),
    "json": (to_json, "application/json"),
}


def answer(view: str, ending: str, query: Sequence[tuple[str, str]]) -> Response:
    """Return the answer to one question."""
    try:
        check_keys(view, query)
        corpus = load_corpus()
        sheet = grounded_sheet(VIEWS[view](question_of(query, corpus)), corpus)
    except StoreError:
        return JSONResponse({"error": "the store cannot be read"}, status_code=503)
    except SkillgaugeError as error:
        return JSONResponse({"error": str(error)}, status_code=400)
    write, media_type = WRITERS[ending]
    return Response(write(sheet), media_type=media_type, headers={"X-Content-Type-Options": "nosniff"})


async def respond(request: Request) -> Response:
    """Answer a program's request without holding up the readers."""
    view, ending = request.path_params["view"], request.path_params["ending"]
    if view not in VIEWS or ending not in WRITERS:
        return JSONResponse({"error": f"views: {', '.join(VIEWS)}; endings: csv, json"}, status_code=404)
    if len(request.url.query) > MAX_QUERY:
        return JSONResponse({"error": "the query is too long"}, status_code=400)
    return await run_in_threadpool(answer, view, ending, request.query_params.multi_items())


ROUTES = (Route("/api/{view}.{ending}", respond, methods=["GET"]),)
