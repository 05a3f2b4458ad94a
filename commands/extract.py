"""`skillgauge extract [FILE|-]`: JSONL postings in, JSONL readings or a spaCy file out."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, BinaryIO, NoReturn

import typer

from analysis.market.figure_words import count_of
from commands.shared.inputs import standard_input
from commands.shared.new_app import examples, new_app
from commands.shared.reading_json import reading_as_json
from data.errors import UsageError
from data.extras import need

app = new_app()
UnreadText = tuple[int, str, str, str | None, str]  # line number, title, employer, location, text
Broken = list[tuple[int, str]]  # (line number, what is wrong with it)
MOST_SAID = 20  # broken lines that are named one by one; the rest are counted


@app.command(
    epilog=examples(
        "skillgauge extract postings.jsonl",
        "skillgauge extract - --workers 4 < postings.jsonl",
        "skillgauge extract postings.jsonl --docbin read.spacy",
    )
)
def extract(
    file: Annotated[str, typer.Argument(help="JSONL with id, title, company, text; - for stdin.")] = "-",
    workers: Annotated[int, typer.Option(min=1, help="Processes that read.")] = 1,
    docbin: Annotated[
        Path | None, typer.Option(help="Write spaCy Docs into this file (.spacy), no JSON.")
    ] = None,
) -> None:
    """Read skills and facts: one line of JSON in, one line of JSON out, in order.

    With --docbin the texts become Docs of a DocBin instead, with spans and facts as the spaCy component
    "skillgauge" sets them, and with their id in user_data.
    """
    from nlp.catalogue.catalog import load_catalog  # noqa: PLC0415 (keeps --help fast)
    from nlp.reader import read_all  # noqa: PLC0415

    broken: Broken = []
    identities: dict[int, object] = {}
    with open_lines(file) as lines:
        items = parse_lines(lines, identities, broken)
        if docbin is not None:
            if workers > 1:
                raise UsageError("--docbin is written by one process: leave out --workers")
            write_docs(items, identities, docbin, broken)
            report(broken)
            return
        catalog = load_catalog()
        kinds = {skill.id: skill for skill in catalog.skills}
        for number, reading in read_all(items, catalog, workers):
            line = reading_as_json(identities.pop(number), reading, kinds)
            sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
    report(broken)


def write_docs(
    items: Iterable[UnreadText], identities: dict[int, object], path: Path, broken: Broken
) -> None:
    """Read items in a spaCy pipeline and write the Docs into a file; what is too long goes to `broken`."""
    need("spacy")
    from nlp.doc_files import write_docbin  # noqa: PLC0415 - needs spaCy
    from nlp.pipeline import LONGEST  # noqa: PLC0415

    def fitting() -> Iterator[tuple[object, str, str, str | None, str]]:
        for number, title, employer, location, text in items:
            identity = identities.pop(number)
            if len(text) > LONGEST:
                broken.append((number, f"has more than {LONGEST:,} characters, too many for a Doc"))
            else:
                yield identity, title, employer, location, text

    count = write_docbin(fitting(), path)
    typer.echo(f"{count:,} Docs are in {path}", err=True)


def open_lines(file: str) -> BinaryIO:
    """Return the lines of a file, or of standard input for "-". Raises UsageError if it cannot be opened."""
    if file == "-":
        return standard_input()
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise UsageError(f"cannot read {file!r}: {error.strerror}") from error


def parse_lines(
    lines: Iterable[bytes], identities: dict[int, object], broken: Broken
) -> Iterator[UnreadText]:
    """Yield what to read per good line; its id goes to `identities`, a broken line to `broken`."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            posting = parse_line(line)
        except (ValueError, RecursionError) as error:
            broken.append((number, str(error) or type(error).__name__))
            continue
        identities[number] = posting["id"]
        location = posting.get("location")
        yield number, text_of(posting, "title"), text_of(posting, "company"), location, posting["text"]


def parse_line(line: bytes) -> Mapping[str, Any]:
    """Return the posting on one line. Raises ValueError that says what is wrong."""
    try:
        posting = json.loads(line.decode("utf-8-sig"), parse_constant=refuse)
    except UnicodeDecodeError as error:
        raise ValueError(f"is not text in UTF-8: {error.reason} at byte {error.start:,}") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON: {error.msg} at character {error.pos + 1:,}") from error
    if not isinstance(posting, dict):
        raise ValueError(f"expected an object, found {type(posting).__name__}")
    if "id" not in posting:
        raise ValueError("has no 'id'")
    for key in ("text", "title", "company", "location"):
        if not isinstance(posting.get(key), str | None):
            raise ValueError(f"{key!r} is not a string")
    if posting.get("text") is None:
        raise ValueError("has no 'text'")
    return posting


def refuse(name: str) -> NoReturn:
    """Raise ValueError for NaN and the like, which are no JSON and would be written out again."""
    raise ValueError(f"is not JSON: {name}")


def text_of(posting: Mapping[str, Any], key: str) -> str:
    """Return the text of a field, "" where it is missing, null or not a text."""
    value = posting.get(key)
    return value if isinstance(value, str) else ""


def report(broken: Broken) -> None:
    """Say on stderr which lines were left out; end with 1 if any was."""
    for number, reason in broken[:MOST_SAID]:
        print(f"skillgauge extract: line {number}: {reason}", file=sys.stderr)  # noqa: T201
    if broken:
        more = f", the first {MOST_SAID} of which are named above" if len(broken) > MOST_SAID else ""
        print(f"skillgauge extract: {count_of(len(broken), 'broken line')} left out{more}", file=sys.stderr)  # noqa: T201
        raise typer.Exit(1)
