"""`skillgauge discover list|accept|refuse|coverage`: names of tools that the catalogue lacks, for review."""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from analysis.figures.emerging import Emerging, Sighting, compared
from analysis.market.figure_words import count_of
from analysis.market.rows import row_of
from commands.discovery.dated_texts import dated_texts
from commands.discovery.queued_terms import QueueRow, queued_terms
from commands.shared.new_app import examples, new_app
from data.catalogue.own_entries import checked_name
from data.catalogue.reviews import (
    REFUSED,
    REVIEWED,
    accept_alias,
    accept_term,
    forget_refusal,
    load_reviews,
    save_review,
)
from data.catalogue.skills import SKILLS
from data.errors import UsageError
from data.extras import need
from data.own_files import check_not_shipped, writable_own_file
from data.paths import LAYER_NAME
from data.records import ROLES, PlacedSkill, UnsearchedText
from nlp.catalogue.catalog import load_catalog

if TYPE_CHECKING:
    from nlp.discovery.known_share import NamedTools
    from nlp.discovery.queue import Proposal
    from nlp.discovery.sightings import DatedText, Months
    from nlp.reader import Extractor

FEWEST = 2
SECONDS = 300
SHOWN_EXAMPLES = 2
SAMPLE = 500  # postings: ten seconds of the finder, and an interval of about a point on either side
SEED = 1
YEAR = "in a year: employers that used it before the last twelve months, and those that did within them"
NOTHING = ("no term is left for review", "no term surely became more usual")  # the second with --growing
READ_AGAIN = "The next scrape or import reads the stored texts again and looks for it"
app = new_app(
    "Names of tools that the catalogue lacks, for review.",
    examples("skillgauge discover list --since 2026-01", "skillgauge discover refuse Ninja"),
)
CatalogFile = Annotated[
    Path | None,
    typer.Option("--catalog", help="A whole catalogue file to add it to (default: your layer)."),
]


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal as it is shown, with near names and its growth over a year, None where dates are missing."""

    proposal: "Proposal"
    growth: Emerging | None
    near: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """Return the row as JSON has it."""
        one, growth = self.proposal, self.growth
        return {
            "term": one.term,
            "compound_of": one.part or None,
            "employers": one.employers,
            "postings": one.postings,
            "listed": one.listed,
            "found": round(one.found, 2),
            "first_seen": one.first_seen,
            "employers_before": growth.before if growth else None,
            "employers_after": growth.after if growth else None,
            "z": round(growth.z, 1) if growth else None,
            "near": list(self.near),
            "examples": list(one.examples[:SHOWN_EXAMPLES]),
        }

    def lines(self, with_examples: bool) -> Iterator[str]:
        """Yield the row as a terminal shows it."""
        one, growth = self.proposal, self.growth
        change = f"{growth.before} to {growth.after}" if growth else "-"
        near = f"  near {', '.join(self.near)}" if self.near else ""
        yield f"{one.employers:>9,}  {one.first_seen or '-':>10}  {change:>10}  {one.term}{near}"
        for line in one.examples[: SHOWN_EXAMPLES if with_examples else 0]:
            yield f"{'':>35}{line}"


@app.command(
    name="list",
    epilog=examples(
        "skillgauge discover list",
        "skillgauge discover list dump.jsonl.xz --examples",
        "skillgauge discover list --since 2026-01 --growing --format json",
    ),
)
def list_terms(  # noqa: PLR0913, PLR0917 - one argument an option
    file: Annotated[str | None, typer.Argument(help="A dump (as for import); - for stdin.")] = None,
    store: Annotated[Path | None, typer.Option("--store", help="The texts of this store instead.")] = None,
    since: Annotated[str, typer.Option(help="Only postings from this month on, such as 2026-01.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 50,
    fewest: Annotated[int, typer.Option(min=1, help="Employers that must use a term.")] = FEWEST,
    growing: Annotated[
        bool, typer.Option("--growing", help="Only what surely became more usual within a year.")
    ] = False,
    with_examples: Annotated[bool, typer.Option("--examples", help="Show lines that name each.")] = False,
    seconds: Annotated[int, typer.Option(min=1, help="Time for the trained finder, about.")] = SECONDS,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help="How to print.")] = "table",
) -> None:
    """List terms that are likely names of tools, the likeliest first.

    A term is outside the catalogue, at least --fewest employers use it, and the trained finder of names marks
    it where it stands. What was accepted or refused is not shown again. "1 to 2" in the column "in a year"
    says that one employer used it before the last twelve months, and two within them.
    """
    need("spacy")
    queued = queued_terms(store, since, fewest) if file is None and not growing else None
    rows: Sequence[Row | QueueRow] = (
        found_rows(dated_texts(file, store), since, fewest, growing, limit, seconds)
        if queued is None
        else queued[:limit]
    )
    if output == "json":
        typer.echo(json.dumps([row.record() for row in rows], ensure_ascii=False))
        return
    if not rows:
        typer.echo(NOTHING[growing])
        return
    typer.echo(f"{'employers':>9}  {'first seen':>10}  {'in a year':>10}  term")
    for row in rows:
        for line in row.lines(with_examples):
            typer.echo(line)
    if any(isinstance(row, Row) and row.growth for row in rows):
        typer.echo(YEAR, err=True)


def found_rows(
    texts: Iterable["DatedText"], since: str, fewest: int, growing: bool, limit: int, seconds: int
) -> list[Row]:
    """Return what is shown. Raises UsageError where no text is there to be looked through."""
    from nlp.discovery.near_names import near_names  # noqa: PLC0415 - keeps --help fast
    from nlp.discovery.queue import proposals  # noqa: PLC0415
    from nlp.discovery.sightings import count_terms  # noqa: PLC0415
    from nlp.discovery.terms import KnownNames  # noqa: PLC0415
    from nlp.finder.finder import shipped_finder  # noqa: PLC0415
    from nlp.tool_lines import tool_spotter  # noqa: PLC0415

    catalog = load_catalog()
    known = KnownNames(catalog)
    counts = count_terms((one for one in texts if one.month >= since), known)
    if not counts.employers:
        raise UsageError(
            "there are no texts to look through: the snapshot ships facts only; scrape or import"
        )
    found = proposals(
        counts,
        known,
        shipped_finder(),
        tool_spotter(catalog),
        fewest=fewest,
        reviewed=load_reviews(),
        seconds=seconds,
    )
    grown = [(one, growth_of(one.term, one.months, counts.employers)) for one in found]
    shown = [(one, growth) for one, growth in grown if not growing or (growth and growth.is_sure)][:limit]
    return [Row(one, growth, near_names(one.term, catalog)) for one, growth in shown]


def growth_of(term: str, months: dict[str, "Months"], employers: dict[str, "Months"]) -> Emerging | None:
    """Compare a term's employers in the last twelve months with those before; None where a side is empty."""
    newest = max(last for _, last in employers.values())
    if not newest:
        return None
    cut = f"{int(newest[:4]) - 1}{newest[4:]}"
    before, after = (
        (sum("" < first <= cut for first, _ in group.values()), sum(last > cut for _, last in group.values()))
        for group in (employers, months)
    )
    if not all(before):
        return None
    return compared(Sighting(term, after[0], after[1], 1), before[0], before[1])


@app.command(
    epilog=examples(
        "skillgauge discover accept Zorblax --kind library",
        "skillgauge discover accept Numpie --alias-of numpy",
    )
)
def accept(
    term: Annotated[str, typer.Argument(help="The term as it is to be named.")],
    kind: Annotated[str, typer.Option(help="What it is, such as tool or library.")] = "tool",
    identity: Annotated[str | None, typer.Option("--as", help="Its id (default: made of the term).")] = None,
    alias_of: Annotated[
        str | None, typer.Option("--alias-of", help="The skill of which it is another spelling.")
    ] = None,
    catalog: CatalogFile = None,
) -> None:
    """Add a term to your own layer of the catalogue, as a skill of its own or as another spelling of one.

    Every command and page looks for it from now on.
    """
    writable_own_file(REVIEWED)  # or nothing is accepted
    if catalog is not None:
        check_not_shipped(catalog)
    where = catalog or writable_own_file(LAYER_NAME)
    if alias_of is not None:
        skill = load_catalog().by_name(alias_of)
        accept_alias(term, skill.id, load_catalog, catalog)
        typer.echo(f"{term} is now another spelling of {skill.name} in {where}")
    else:
        skill = accept_term(term, kind, load_catalog, catalog, identity=identity)
        typer.echo(f"{skill.name} is now {skill.id!r} in {where}")
    save_review(term, "accepted")
    if catalog is None or catalog.resolve() == SKILLS.resolve():
        typer.echo(READ_AGAIN)


@app.command(epilog=examples("skillgauge discover refuse Ninja"))
def refuse(
    term: Annotated[str, typer.Argument(help="The term to set aside.")],
    undo: Annotated[bool, typer.Option("--undo", help="Show the term again.")] = False,
) -> None:
    """Set a term aside, so that it is not shown again, or take that back with --undo."""
    if undo:
        forget_refusal(term)
        typer.echo(f"{term} is shown again")
    else:
        name = checked_name(term)
        save_review(name, REFUSED)
        typer.echo(f"{name} is set aside")


@app.command(
    epilog=examples(
        "skillgauge discover coverage dump.jsonl.xz --since 2026-01 --role ml_engineer",
        "skillgauge discover coverage --sample 200 --format json",
    )
)
def coverage(
    file: Annotated[str | None, typer.Argument(help="A dump (as for import); - for stdin.")] = None,
    store: Annotated[Path | None, typer.Option("--store", help="The texts of this store instead.")] = None,
    since: Annotated[str, typer.Option(help="Only postings from this month on, such as 2026-01.")] = "",
    role: Annotated[str | None, typer.Option("--role", help=f"One of: {', '.join(ROLES)}.")] = None,
    sample: Annotated[int, typer.Option(min=1, help="Postings to look through, drawn at random.")] = SAMPLE,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help="How to print.")] = "table",
) -> None:
    """Say how many of the tools that postings name are in the catalogue.

    Tools are those that the extractor reads, and names near them that only the trained finder sees. The
    finder is sometimes wrong, so the share is rather too low than too high.
    """
    from analysis.figures.known_tools import coverage as coverage_of  # noqa: PLC0415 - keeps --help fast

    need("spacy")
    if role is not None and role not in ROLES:
        raise UsageError(f"there is no role {role!r}; there are: {', '.join(ROLES)}")
    texts = (one for one in dated_texts(file, store) if one.month >= since)
    drawn, postings = drawn_readings(texts, role, sample)
    found = coverage_of([one.named for one in drawn], [one.known for one in drawn])
    if found is None:
        raise UsageError("no text here names a tool; the snapshot ships facts only: scrape or import")
    if output == "json":
        typer.echo(json.dumps({**row_of(found), "postings": postings}, ensure_ascii=False))
    else:
        typer.echo(f"{found.sentence}. {count_of(postings, 'posting')} drawn at random.")


@app.command(epilog=examples("skillgauge discover names"))
def names(
    store: Annotated[Path | None, typer.Option("--store", help="The store (default: your own).")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that look through texts.")] = 2,
) -> None:
    """Look through every text of a store for names of tools that the catalogue lacks.

    A scrape and an import do this for as many texts as they can afford; this does the rest. Postings then
    show these names, and `skillgauge figure coverage` says how much of what is named the catalogue knows.
    """
    from commands.discovery.open_name_search import ALL, search_names  # noqa: PLC0415 - keeps --help fast
    from data.store.writer import Store, writable_store  # noqa: PLC0415

    need("spacy")
    catalog = load_catalog()
    with Store.open(writable_store(store), command="discover names") as opened:
        search_names(opened, catalog, workers=workers, most=ALL)
        unread = opened.count_unread(catalog.digest)
    if unread:
        typer.echo(f"every text but {unread:,} was looked through")
        typer.echo(f"{count_of(unread, 'text')} must be read first: the next scrape or import does")
    else:
        typer.echo("every text was looked through")


def drawn_readings(
    texts: Iterable["DatedText"], role: str | None, sample: int
) -> tuple[list["NamedTools"], int]:
    """Return the tools of a random sample of the texts of a role by employer, and how many texts that is."""
    from nlp.discovery.known_share import named_tools  # noqa: PLC0415 - keeps --help fast
    from nlp.discovery.open_names import OpenNames  # noqa: PLC0415
    from nlp.finder.finder import shipped_finder  # noqa: PLC0415
    from nlp.reader import extractor_of  # noqa: PLC0415

    catalog = load_catalog()
    extractor = extractor_of(catalog)
    wanted = (
        one for one in texts if role is None or extractor.read(one.text, title=one.title).facts.role == role
    )
    drawn = drawn_from(wanted, sample)
    items = [read_text(number, one, extractor) for number, one in enumerate(drawn)]
    names = OpenNames(catalog, shipped_finder()).find(items)
    readings = ((item.employer, item.skills, found) for item, found in zip(items, names, strict=True))
    tools = {skill.id for skill in catalog.skills if skill.kind != "practice"}
    return named_tools(readings, tools), len(drawn)


def read_text(number: int, one: "DatedText", extractor: "Extractor") -> UnsearchedText:
    """Return a text with the places of its skills, to be looked through for names."""
    mentions = extractor.mentions(one.text, employer=one.employer)
    skills = tuple(PlacedSkill(found.skill, found.start, found.end) for found in mentions)
    return UnsearchedText(number, one.employer, one.text, skills)


def drawn_from(texts: Iterable["DatedText"], size: int) -> list["DatedText"]:
    """Return so many texts at random, the same at each call; all where there are fewer."""
    rng = random.Random(SEED)  # noqa: S311 - a sample, no secret
    drawn: list[DatedText] = []
    for number, one in enumerate(texts):
        if number < size:
            drawn.append(one)
        elif (place := rng.randrange(number + 1)) < size:
            drawn[place] = one
    return drawn
