"""Whole pages in the shape of each source, beside what must be read from them.

A case is a folder `tests/pages/<source>/<case>/` with `request.json` (the board, the URL that was asked, the
kind of request and what is known), `input.*` (the answer) and `expected.json`. After a wanted change,
`python3 dev.py golden` writes the expected files again; read the difference before committing it.

A new source starts with two files of each case; docs/add-a-source.md goes through it step by step.
"""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from commands.shared.page_json import parsed_as_json
from data.errors import SourceError
from data.records import Board, Page, Posting, Request
from scraper.runs.accept import read_page
from scraper.sources import load_source

PAGES = Path(__file__).parent / "pages"
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
MEDIA = {"json": "application/json", "xml": "application/xml", "html": "text/html", "txt": "text/plain"}


SOUND = ("ordinary", "thread", "first-page", "text", "threads", "in-graph")  # cases of sound records only
MIN_CASES = 3  # an ordinary page, an empty and a broken one


@dataclass(frozen=True)
class Case:
    """One saved answer and the question that it is the answer to."""

    source: str
    name: str
    board: Board
    request: Request
    input: Path

    @property
    def expected(self) -> Path:
        """Return the file that says what must be read."""
        return self.input.with_name("expected.json")

    def page(self) -> Page:
        """Return the answer as a parser gets it."""
        media = MEDIA.get(self.input.suffix[1:], "application/octet-stream")
        return Page(self.request.url, self.input.read_bytes(), NOW, media, self.request)

    def outcome(self) -> dict[str, object]:
        """Return what the source's parser makes of the answer, as JSON."""
        try:
            return parsed_as_json(read_page(load_source(self.source), self.page(), self.board))
        except SourceError as error:
            return {"error": type(error).__name__}


def cases(source: str | None = None) -> list[Case]:
    """Return every case, or those of one source, in order."""
    folders = sorted(path.parent for path in PAGES.glob(f"{source or '*'}/*/request.json"))
    return [case_in(folder) for folder in folders]


def lacking(source: str) -> str | None:
    """Return what the saved pages of a source still lack, None for nothing."""
    names = [case.name for case in cases(source)]
    if len(names) < MIN_CASES:
        wanted = (
            "one called ordinary, one without postings (empty) and one with broken records (broken-records)"
        )
    elif not set(names) & set(SOUND):
        wanted = f"one of sound records only, called {' or '.join(SOUND)}"
    else:
        return None
    return f"tests/pages/{source}/ has the cases {names}; add {wanted}, then run `python3 dev.py golden`"


def case_in(folder: Path) -> Case:
    """Return the case in a folder."""
    told = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    source = folder.parent.name
    known = Posting(**told["known"]) if "known" in told else None
    request = asked(load_source(source), Board(source, **told["board"]), told["url"])
    request = replace(request, kind=told.get("kind", request.kind), known=known)
    return Case(source, folder.name, Board(source, **told["board"]), request, next(folder.glob("input.*")))


def asked(source, board: Board, url: str) -> Request:
    """Return the request of a board for a URL: one that the source makes, else a plain one."""
    try:
        return next((request for request in source.requests(board) if request.url == url), Request(url))
    except SourceError:
        return Request(url)


def write() -> None:
    """Write the expected file of every case."""
    for case in cases():
        text = json.dumps(case.outcome(), indent=1, ensure_ascii=False)
        case.expected.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
