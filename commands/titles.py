"""`skillgauge titles FILE`: which titles a scrape keeps, and by which word."""

import json
import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from commands.shared.inputs import lines_of, opened
from commands.shared.new_app import examples, new_app
from scraper.parsing.clean import clean_line
from scraper.runs.relevance import judge_title

MAX_LINE_BYTES = 10_000  # the longest real title has 230 characters

HELP = (
    "Tell of each title whether a scrape keeps its posting: one line of JSON a title, in order.\n\n"
    "Keys: line, title (as a scrape cleans it), kept, because (clear, usual, nothing, other field, never or "
    "other trade) and the word that decided, or null. Blank lines are passed over. Exit code: 0 every line "
    "was read, 1 some could not be and are named on stderr, 2 usage."
)

app = new_app()


@app.command(
    help=HELP,
    epilog=examples(
        "skillgauge titles titles.txt",
        "echo 'Machine Learning Engineer' | skillgauge titles",
    ),
)
def titles(
    file: Annotated[str, typer.Argument(help="One title a line, in UTF-8; - for stdin.")] = "-",
) -> None:
    """Print the verdict on each title, and on stderr which lines hold none."""
    broken = 0
    for number, title, wrong in titles_in(file):
        if wrong is not None:
            print(f"skillgauge titles: line {number}: {wrong}", file=sys.stderr)  # noqa: T201
            broken += 1
            continue
        print(json.dumps(verdict_as_json(number, title), ensure_ascii=False))  # noqa: T201
    if broken:
        words = "1 line" if broken == 1 else f"{broken:,} lines"
        print(f"skillgauge titles: {words} left out", file=sys.stderr)  # noqa: T201
        raise typer.Exit(1)


def titles_in(file: str) -> Iterator[tuple[int, str, str | None]]:
    """Yield number and title of each line that is not blank, and what is wrong with it, None for nothing."""
    with opened(file) as stream:
        for number, line in lines_of(stream, MAX_LINE_BYTES):
            if line is None:
                yield number, "", f"longer than {MAX_LINE_BYTES:,} bytes, which no title is"
            elif b"\0" in line:
                yield number, "", "holds a NUL, so this is not a text in UTF-8"
            elif line.strip():
                yield number, *decoded(line)


def decoded(line: bytes) -> tuple[str, str | None]:
    """Return the title on a line, and what is wrong where it is not UTF-8."""
    try:
        return line.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        return "", f"not UTF-8: byte {error.start + 1} is 0x{line[error.start]:02x}"


def verdict_as_json(number: int, title: str) -> dict[str, object]:
    """Return what is said of the title on a line, once it is cleaned as a scrape cleans it."""
    cleaned = clean_line(title)
    verdict = judge_title(cleaned)
    return {
        "line": number,
        "title": cleaned,
        "kept": verdict.kept,
        "because": verdict.because,
        "word": verdict.word,
    }
