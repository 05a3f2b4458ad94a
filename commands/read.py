"""`skillgauge read [FILE|-]`: one posting's skills with their levels and rules, and its facts."""

import json
import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

import typer

from commands.shared.inputs import content_of
from commands.shared.new_app import examples, new_app
from commands.shared.reading_json import reading_as_json
from data.errors import UsageError
from data.extras import need
from data.records import (
    LONGEST_READ,
    Mention,
    OpenName,
    PlacedSkill,
    Reading,
    Skill,
    UnsearchedText,
)
from nlp.catalogue.catalog import load_catalog
from nlp.levels.line_kinds import LineKind
from nlp.reader import extractor_of

MOST_BYTES = 8_000_000  # a posting has at most two million characters
AROUND = 32  # characters shown to either side of a name
LONGEST_REASON = 48  # characters: headings of three lines would push the lines themselves out of sight
NO_TITLE = (
    "without --title the role comes from the first line, from what the text says it looks for, or from what "
    'it names most: "multiple" where it lists several roles, "other" where it names none'
)
CUT = f"the text is longer than what is read of one: its first {LONGEST_READ:,} characters"
KINDS: Mapping[LineKind, str] = {
    "must": "what the posting asks for",
    "plus": "what would be nice to have",
    "duty": "what the job consists of",
    "company": "about the employer",
    "benefits": "what is offered, how to apply, legal text",
    "not wanted": "what the posting says it does not ask for",
    "tags": "a line of tags or hashtags",
    "other": "no heading and no cue says what it is",
}
SPACES = re.compile(r"\s+")

app = new_app()


class Form(StrEnum):
    """How a reading is printed."""

    TEXT = "text"
    JSON = "json"


@app.command(
    epilog=examples(
        'skillgauge read posting.txt --title "Senior ML Engineer"',
        "skillgauge read - --format json < posting.txt",
        "skillgauge read posting.txt --lines",
    )
)
def read(
    file: Annotated[str, typer.Argument(help="The text of one posting; - for stdin.")] = "-",
    title: Annotated[str, typer.Option(help="Its title.")] = "",
    employer: Annotated[str, typer.Option(help="Its employer.")] = "",
    location: Annotated[str | None, typer.Option(help="Its place, as the posting states it.")] = None,
    lines: Annotated[bool, typer.Option("--lines", help="Say what each line does, and why.")] = False,
    form: Annotated[Form, typer.Option("--format", help="What to print.")] = Form.TEXT,
) -> None:
    """Read one posting: the skills it names, how it asks for each, and by which rule.

    FILE is plain text in UTF-8. A title decides role and seniority, an employer's own name is not read as a
    skill. Last stand names near a tool that the catalogue lacks, as a trained model sees them. --lines prints
    instead for each line what it does (must, plus, duty, company, benefits, not wanted, tags or other,
    explained below them), its language, and the heading or cue that says so; the words stand in data/rules.
    `extract` reads many postings, and gives the same but for the names that are lacking. Of a text beyond
    150,000 characters the rest is not read, which the flag "cut" says. Exit code: 0 read, 2 usage.
    """
    if lines:
        print_lines(text_in(file), form)
        return
    need("spacy")
    from nlp.component import catalog_in_use  # noqa: PLC0415 - spaCy takes a second to import
    from nlp.pipeline import read_text  # noqa: PLC0415

    text = text_in(file)
    reading = read_text(text, title=title, employer=employer, location=location)
    kinds, names = catalog_in_use().by_id, open_names(text, employer, reading)
    if form is Form.JSON:
        print(json.dumps(as_json(reading, kinds) | {"open_names": [open_name_as_json(one) for one in names]}))  # noqa: T201
    else:
        print("\n".join((*lines_of(text, reading, kinds), *open_lines(names))))  # noqa: T201
        if reading.facts.role in ("multiple", "other") and not title.strip():
            print(f"skillgauge: {NO_TITLE}", file=sys.stderr)  # noqa: T201
        if "cut" in reading.flags:
            print(f"skillgauge: {CUT}", file=sys.stderr)  # noqa: T201


def open_names(text: str, employer: str, reading: Reading) -> tuple[OpenName, ...]:
    """Return the names in a text that the catalogue lacks, as the trained finder sees them."""
    from nlp.component import catalog_in_use  # noqa: PLC0415 - spaCy takes a second to import
    from nlp.discovery.open_names import OpenNames  # noqa: PLC0415
    from nlp.finder.finder import shipped_finder  # noqa: PLC0415

    skills = tuple(PlacedSkill(one.skill, one.start, one.end) for one in reading.mentions)
    item = UnsearchedText(0, employer, text, skills)
    return next(OpenNames(catalog_in_use(), shipped_finder()).find([item]))


def open_name_as_json(one: OpenName) -> dict[str, Any]:
    """Return an open name under the keys of a mention; start and end count characters of the text."""
    return {"surface": one.name, "start": one.start, "end": one.end}


def open_lines(names: Sequence[OpenName]) -> Iterator[str]:
    """Yield a line that names what the catalogue lacks, each once; none where it lacks nothing."""
    first = {one.key: shown(one.name) for one in reversed(names)}  # the spelling that stands first
    if first:
        called = (first[key] for key in dict.fromkeys(one.key for one in names))
        yield ""
        yield f"names that the catalogue lacks: {', '.join(called)}"


def print_lines(text: str, form: Form) -> None:
    """Print what each line of a text does, its language, the reason, and the line itself."""
    found = extractor_of(load_catalog()).lines(text)
    if form is Form.JSON:
        print(json.dumps([asdict(line) for line in found]))  # noqa: T201
        return
    rows = [(line.kind, line.language or "", shortened(line.reason), shown(line.text)) for line in found]
    print("\n".join(in_columns(rows)))  # noqa: T201
    print("\n".join(legend({line.kind for line in found})), file=sys.stderr)  # noqa: T201
    if len(text) > LONGEST_READ:
        print(f"skillgauge: {CUT}", file=sys.stderr)  # noqa: T201


def legend(kinds: Collection[LineKind]) -> Iterator[str]:
    """Yield what the kinds that were printed mean, one a line."""
    yield ""
    yield from in_columns([(kind, meaning) for kind, meaning in KINDS.items() if kind in kinds])


def shortened(reason: str) -> str:
    """Return a reason on one line, a long heading in it cut off."""
    plain = shown(reason)
    return plain if len(plain) <= LONGEST_REASON else f"{plain[: LONGEST_REASON - 3]}..."


def in_columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows as lines in which the cells of a column stand below each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def text_in(file: str) -> str:
    """Return the text of a file, or of standard input for "-". Raises UsageError for what is not UTF-8."""
    try:
        return content_of(file, MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file!r} is not text in UTF-8: {error.reason} at byte {error.start:,}") from error


def as_json(reading: Reading, kinds: Mapping[str, Skill]) -> dict[str, Any]:
    """Return a reading under the keys of `extract`, without an id."""
    found = reading_as_json(None, reading, kinds)
    del found["id"]
    return found


def lines_of(text: str, reading: Reading, kinds: Mapping[str, Skill]) -> Iterator[str]:
    """Yield the facts in one line, then one line a mention with its words in brackets."""
    yield ", ".join(facts_in_words(reading))
    if not reading.mentions:
        yield "no skill of the catalogue is named"
        return
    rows = [row_of(text, mention, kinds[mention.skill].name) for mention in reading.mentions]
    yield ""
    yield from in_columns(rows)


def facts_in_words(reading: Reading) -> Iterator[str]:
    """Yield what a posting says besides its skills, the unstated left out."""
    facts = reading.facts
    yield f"role {facts.role}"
    named = {"seniority": facts.seniority, "workplace": facts.workplace}
    yield from (f"{name} {value}" for name, value in named.items() if value != "unspecified")
    if facts.clouds:
        yield f"clouds {' '.join(facts.clouds)}"
    if pay := facts.salary:
        yield f"pay {pay.minimum:,.0f} to {pay.maximum:,.0f} {pay.currency} a {pay.period}"
    if facts.years_min is not None:
        yield f"{facts.years_min:g} years or more"
    if facts.country:
        yield f"country {facts.country}"
    yield from reading.flags


def row_of(text: str, mention: Mention, name: str) -> tuple[str, ...]:
    """Return level, skill, any-of group, rule, "generic" for such a form, and the words in their context."""
    before = text[max(0, mention.start - AROUND) : mention.start]
    after = text[mention.end : mention.end + AROUND]
    group = "" if mention.group is None else f"any of group {mention.group + 1}"
    rule = f"{mention.rule}, generic" if mention.form == "generic" else mention.rule
    return mention.level, name, group, rule, shown(f"{before}[{mention.surface}]{after}").strip()


def shown(words: str) -> str:
    """Return words of a posting on one line, with what could steer a terminal written out."""
    plain = SPACES.sub(" ", words)
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "replace").decode() for c in plain)
