"""Addresses for programs, beside the pages and with their filters: `/api/shares.csv?cloud=aws`.

Views are those of the kinds of figures that name an endpoint, and postings; endings: csv, json. Queries are
those of the pages (see `address`); `skill=` names skills (repeated; pairs and postings take one), `kind=` a
group, `q=` words, `top=` how many rows (at most 500), `interval=chance` intervals without errors of reading.
A query that cannot be understood is answered with 400 and a sentence, a store that cannot be read with 503.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from analysis.market.corpus import Corpus
from analysis.market.figure_kind import Endpoint, FigureOptions
from analysis.market.figure_words import did_you_mean
from analysis.market.provenance import INTERVALS
from analysis.market.slices import Slice
from analysis.options import check_values
from analysis.registry import served_kinds
from dashboard.address.address import find, read_query
from dashboard.exports.posting_ids import posting_ids
from dashboard.frame.loading import load_corpus, store_path
from dashboard.frame.sheets import Sheet, figure_sheet, sheet_of, to_csv, to_json
from dashboard.screen.skill_groups import GROUPS, kinds_of
from data.errors import SkillgaugeError, StoreError, UsageError
from data.store.reader import Reader
from data.store.reading.store_records import PostingLine

MAX_ROWS = 500
MAX_WORDS = 200  # characters to look for, as on the page
MAX_QUERY = 8_000  # characters, as for a slice
OWN = ("skill", "kind", "top", "q", "interval")
POSTINGS = Endpoint(("skill", "q", "top"))  # the evidence itself, no figure
VIEWS: dict[str, Endpoint] = {
    **{name: kind.endpoint for name, kind in served_kinds().items() if kind.endpoint},
    "postings": POSTINGS,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a program asks of one view; `words` is what postings must hold."""

    part: Slice
    options: FigureOptions
    words: str


def check_keys(view: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Raise UsageError for a key of another view, which would change nothing here."""
    used, kind = VIEWS[view].keys, served_kinds().get(view)
    for key, _ in pairs:
        if kind and not kind.takes_filters and key not in {"snapshot", *used}:
            raise UsageError(f"{view} does not use {key[:40]}=; each statement has a selection of its own")
        if key in OWN and key not in used:
            raise UsageError(f"{view} does not use {key}=; beside the filters it uses {', '.join(used)}")


def question_of(view: Endpoint, pairs: Sequence[tuple[str, str]], corpus: Corpus) -> Question:
    """Return what a query asks. Raises UsageError for what cannot be understood."""
    own = {key: [value for name, value in pairs if name == key] for key in OWN}
    part = read_query([(key, value) for key, value in pairs if key not in OWN], corpus)
    options = FigureOptions(
        skills=tuple(own["skill"][: view.max_skills or MAX_ROWS]),
        kinds=_kinds(own["kind"]) if "kind" in view.keys else None,
        top=_top(own["top"]),
        interval=_interval(own["interval"]),
    )
    return Question(part, options, next(iter(own["q"]), "")[:MAX_WORDS])


def _kinds(values: Sequence[str]) -> tuple[str, ...] | None:
    group = next(iter(values), None)
    if group is None:
        return kinds_of(None)
    known = find(group, tuple(GROUPS))
    if known is None:
        near = did_you_mean(group, GROUPS)
        raise UsageError(f"kind is one of {', '.join(GROUPS)}, not {group[:40]!r}{near}")
    return kinds_of(known)


def _interval(values: Sequence[str]) -> str:
    text = next(iter(values), INTERVALS[0])
    check_values("interval", INTERVALS, [text])
    return text


def _top(values: Sequence[str]) -> int:
    text = next(iter(values), "30")
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= MAX_ROWS and len(text) < 4):
        raise UsageError(f"top is a number from 1 to {MAX_ROWS}, not {text[:40]!r}")
    return int(text)


def sheet_for(view: str, asked: Question, corpus: Corpus) -> Sheet:
    """Return the sheet that answers a question: the rows of a figure, or postings."""
    kind = served_kinds().get(view)
    if kind is None:
        return _postings(asked, corpus)
    rows = VIEWS[view].rows or kind.rows
    return figure_sheet(kind.name, rows(corpus, asked.part, asked.options), corpus)


def _postings(asked: Question, corpus: Corpus) -> Sheet:
    among = posting_ids(corpus, asked.part, next(iter(asked.options.skills), None))
    with Reader.open(store_path()) as reader:
        found = reader.search(asked.words, among=among, limit=asked.options.top).postings
    return sheet_of("postings", found, corpus, PostingLine)


WRITERS: dict[str, tuple[Callable[[Sheet], bytes], str]] = {
    "csv": (to_csv, "text/csv; charset=utf-8"),
    "json": (to_json, "application/json"),
}


def answer(view: str, ending: str, query: Sequence[tuple[str, str]]) -> Response:
    """Return the answer to one question; one of our errors is a sentence under "error"."""
    try:
        check_keys(view, query)
        corpus = load_corpus()
        asked = question_of(VIEWS[view], query, corpus)
        sheet = sheet_for(view, asked, corpus)
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
