"""`skillgauge emerging list|accept|reject`: terms that are new to the market, for a person to review."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from analysis.figures.emerging import Emerging, Sighting, emerging
from analysis.market.periods import Period, year_apart
from analysis.market.rows import row_of
from commands.catalog import is_in_company
from commands.shared.new_app import examples, new_app
from commands.shared.slice_options import Store, open_corpus
from data.catalogue.reviews import LOCAL_CATALOG, REVIEWED, accept_term, load_reviews, save_review
from data.catalogue.skills import SKILLS
from data.errors import UsageError
from data.own_files import check_not_shipped, writable_own_file
from data.paths import is_checkout
from data.store.reader import Reader
from data.store.reading.store_records import PostingText
from nlp.catalogue.catalog import Catalog, load_catalog
from nlp.discovery.candidates import count_terms

READ_AGAIN = "The next scrape or import reads the stored texts again and looks for it"
app = new_app(
    "Terms that are new to the market, for review.",
    examples("skillgauge emerging list --before 2025H1 --after 2026H1", "skillgauge emerging reject Ninja"),
)


@app.command(
    name="list",
    epilog=examples(
        "skillgauge emerging list",
        "skillgauge emerging list --before 2025H1 --after 2026H1 --format json",
    ),
)
def list_terms(
    before: Annotated[str | None, typer.Option(help="Earlier period, such as 2025H1.")] = None,
    after: Annotated[str | None, typer.Option(help="Later period, such as 2026H1.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 50,
    every: Annotated[bool, typer.Option("--all", help="Also terms that keep no known tool company.")] = False,
    format: Annotated[str, typer.Option(help="table or json.")] = "table",
    store: Store = None,
) -> None:
    """List terms that surely became more usual.

    They are not in the catalogue; the surest comes first.
    """
    path, corpus = open_corpus(store)
    periods = (Period.parse(before), Period.parse(after)) if before and after else year_apart(corpus)
    if periods is None or (before is None) != (after is None):
        raise UsageError("name two periods with --before and --after")
    ids, days = corpus.postings.posting_id, corpus.postings.posted_day
    with Reader.open(path) as reader:
        texts = [list(reader.texts(ids[days_in(days, one)])) for one in periods]
    if not all(texts):
        raise UsageError(
            f"{path} holds no texts of both periods: the snapshot ships facts only; scrape or import"
        )
    found = emerging_terms(texts[0], texts[1], load_catalog(), load_reviews(), every)[:limit]
    if format == "json":
        typer.echo(json.dumps([row_of(one) for one in found], ensure_ascii=False))
    else:
        for one in found:
            typer.echo(f"{one.z:6.1f}  {one.sentence}")


@app.command(
    epilog=examples(
        "skillgauge emerging accept Zorblax --kind library",
    )
)
def accept(
    term: Annotated[str, typer.Argument(help="The term as it is to be named.")],
    kind: Annotated[str, typer.Option(help="What it is, such as tool or library.")] = "tool",
    catalog: Annotated[
        Path | None, typer.Option(help="Catalogue file to add it to (default: your own copy).")
    ] = None,
) -> None:
    """Add a term to a catalogue file.

    By default that is your own copy of the shipped one, which no reader uses.
    """
    writable_own_file(REVIEWED)  # or nothing is accepted
    chosen = catalog or writable_own_file(LOCAL_CATALOG)
    check_not_shipped(chosen)
    skill = accept_term(term, kind, load_catalog, chosen)
    save_review(term, "accepted")
    typer.echo(f"{skill.name} is now {skill.id!r} in {chosen}")
    typer.echo(READ_AGAIN if chosen.resolve() == SKILLS.resolve() else not_read())


def not_read() -> str:
    """Say that no reader uses the user's own catalogue, and what to do to have a term found."""
    if is_checkout():
        to_do = "accept it with --catalog and that path, or add the entry there yourself"
    else:
        to_do = "do this in a checkout with --catalog data/skills.toml: an installation is never changed"
    return (
        f"scrape, import and extract do not read that file: they read {SKILLS}. To have postings searched "
        f"for the term, {to_do}"
    )


@app.command(
    epilog=examples(
        "skillgauge emerging reject Ninja",
    )
)
def reject(term: Annotated[str, typer.Argument(help="The term to set aside.")]) -> None:
    """Set a term aside, so that it is not shown again."""
    save_review(term, "set aside")
    typer.echo(f"{term} is set aside")


def days_in(
    days: np.ndarray[tuple[int], np.dtype[np.int32]], period: Period
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Mark the days (since 1970) that lie in a period; its last day is outside."""
    ends = np.array([period.since, period.until], dtype="datetime64[D]").astype(np.int64)
    return np.asarray((days >= ends[0]) & (days < ends[1]))


def emerging_terms(
    before: list[PostingText],
    after: list[PostingText],
    catalog: Catalog,
    reviewed: dict[str, str],
    every: bool,
) -> tuple[Emerging, ...]:
    """Return the terms that more employers use in the later texts than in the earlier ones, surest first.

    Without `every`, only those that stand beside known tools often enough to be tools themselves. `reviewed`
    holds what a person decided on terms.
    """
    counts = count_terms(chain(grouped("before", before), grouped("after", after)), catalog)
    earlier, later = groups_of("before", before), groups_of("after", after)
    sightings = [
        Sighting(
            one.term,
            counts.employers_of(one.term, earlier),
            one.employers,
            sum(counts.employers_of(one.term, [group]) > 0 for group in later),
        )
        for one in counts.candidates(later)
        if every or is_in_company(one)
    ]
    employers = [len({one.employer.casefold() for one in texts}) for texts in (before, after)]
    return emerging(sightings, employers[0], employers[1], reviewed)


def grouped(period: str, texts: list[PostingText]) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Yield ((period, source), employer, text) of each text."""
    return (((period, one.source), one.employer, one.text) for one in texts)


def groups_of(period: str, texts: list[PostingText]) -> list[tuple[str, str]]:
    """Return each (period, source) that the texts come from, once."""
    return [(period, source) for source in sorted({one.source for one in texts})]
