"""`skillgauge evaluate LABELS.jsonl`: precision and recall against labels, with floors that only rise."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from commands.shared.new_app import examples, new_app
from data.errors import UsageError

if TYPE_CHECKING:
    from commands.labelled.labelled_set import LabelledSet
    from data.catalogue.reading_quality import MeasuredSet
    from data.records import Skill
    from nlp.catalogue.catalog import Catalog
    from nlp.scoring.scoring import Evaluation

app = new_app()


@app.command(
    epilog=examples(
        "skillgauge evaluate gold.jsonl",
        "skillgauge evaluate gold.jsonl --by language --errors 50",
        "skillgauge evaluate labels.jsonl --half held --texts dump.jsonl.xz --format json",
    )
)
def evaluate(  # noqa: PLR0913, PLR0917 (one parameter for each option)
    gold: Annotated[Path, typer.Argument(help="Labelled postings, one JSON object a line.")],
    texts: Annotated[
        list[str] | None,
        typer.Option(help="A dump with the texts of labels that hold none; may be repeated."),
    ] = None,
    store: Annotated[Path | None, typer.Option("--store", help="A store with those texts.")] = None,
    half: Annotated[
        str | None, typer.Option(help='Only this half of the postings: "open" or "held".')
    ] = None,
    by: Annotated[
        Literal["source", "setting", "language"] | None, typer.Option(help="Show each part's figures, too.")
    ] = None,
    errors: Annotated[int, typer.Option(min=0, help="How many of the worst errors to show.")] = 20,
    set_name: Annotated[
        str | None,
        typer.Option("--set", help="With --update-floors or --audit: what the set is called."),
    ] = None,
    update_floors: Annotated[
        bool, typer.Option(help="Raise the set's floors to the figures; never lowers one.")
    ] = False,
    relabelled: Annotated[
        bool,
        typer.Option(help="With --update-floors: labels were decided again; floors begin at the figures."),
    ] = False,
    unseen: Annotated[
        bool,
        typer.Option(help="With --update-floors or --audit: no rule was written from this set."),
    ] = False,
    title: Annotated[
        str, typer.Option(help="With --update-floors: which postings they are, after their number.")
    ] = "",
    audit: Annotated[
        Path | None,
        typer.Option(help="With --set: write how each posting was read into this file of audited sets."),
    ] = None,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help="How to print.")] = "table",
) -> None:
    """Score the extractor against labelled postings; end with 1 if a figure is below its floor.

    A labelled posting has text, title, company, role, seniority, remote, clouds, salary (min and max, or
    null), years_min and skills, each with name, surfaces (its spellings in the text), kind (tech or practice)
    and level. Each list under alternatives names skills any one of which would do. Labels under pass1 and
    pass2, of two people, have their agreement shown. Where complete names kinds (tech, practice, lists), only
    these are labelled whole: of the others, and of facts that are left out, nothing is measured. Labels that
    `skillgauge labels pack` wrote hold no text.
    """
    from commands.labelled.labelled_set import load_set  # noqa: PLC0415 (keeps --help fast)
    from nlp.catalogue.catalog import load_catalog  # noqa: PLC0415
    from nlp.scoring.agreement import agreement  # noqa: PLC0415
    from nlp.scoring.strata import by_stratum  # noqa: PLC0415

    check_options(
        update_floors,
        set_name,
        needing={"--relabelled": relabelled, "--title": bool(title)},
        needing_a_set={"--unseen": unseen},
        audit=audit,
    )
    labelled = load_set(gold, half, texts or (), store)
    catalog = load_catalog()
    result = scored(labelled, catalog)
    parts = by_stratum(result, by) if by else {}
    agreed = agreement(labelled.rows)
    show(result, parts, agreed, None if output == "json" else errors, labelled.missing, catalog.by_id)
    for line in remarks(labelled):
        typer.echo(line, err=True)
    if set_name and audit:
        save(audit, set_name, labelled, result, catalog.digest, is_unseen=unseen)
    if not set_name or not update_floors:
        compare(result, labelled)
        return
    from nlp.scoring.quality_floors import measured  # noqa: PLC0415

    now = measured(
        set_name,
        result,
        catalog.by_id,
        labels=labelled.labels,
        rules=catalog.digest,
        is_unseen=unseen,
        agreement=agreed,
        title=title,
    )
    pin(now, labelled, relabelled=relabelled)


def show(
    result: "Evaluation",
    parts: Mapping[str, "Evaluation"],
    agreed: "Evaluation | None",
    errors: int | None,
    missing: int,
    skills: Mapping[str, "Skill"],
) -> None:
    """Print figures with so many of the worst errors, as JSON for None."""
    from commands.labelled import figure_report  # noqa: PLC0415 (keeps --help fast)

    if errors is None:
        figures = figure_report.as_json(result, parts, agreed)
        typer.echo(json.dumps(figures | {"missing": missing}))
        return
    typer.echo(figure_report.report(result, errors, parts, skills))
    if agreed:
        typer.echo(figure_report.agreement_report(agreed))


def check_options(
    update_floors: bool,
    set_name: str | None,
    needing: dict[str, bool],
    needing_a_set: dict[str, bool],
    audit: Path | None,
) -> None:
    """Raise UsageError for options that say nothing without another, and where nothing may be written."""
    from data.catalogue.reading_quality import QUALITY  # noqa: PLC0415 (keeps --help fast)
    from data.own_files import check_not_shipped  # noqa: PLC0415

    if audit and not set_name:
        raise UsageError("an audit has sets: name this one with --set")
    if update_floors:
        if not set_name:
            raise UsageError("floors belong to a set: name it with --set")
        check_not_shipped(QUALITY)
        return
    if not audit:
        needing |= needing_a_set | {"--set": bool(set_name)}
    given = [option for option, is_given in needing.items() if is_given]
    if given:
        raise UsageError(f"{given[0]} says something about floors: give --update-floors with it")


def scored(labelled: "LabelledSet", catalog: "Catalog") -> "Evaluation":
    """Read each posting and count how that compares with its labels."""
    from nlp.reader import extractor_of  # noqa: PLC0415 (keeps --help fast)
    from nlp.scoring.accounts import account_of_reading  # noqa: PLC0415
    from nlp.scoring.scoring import evaluate as score  # noqa: PLC0415

    extractor = extractor_of(catalog)
    accounts = (
        account_of_reading(
            extractor.read(
                row["text"],
                title=row.get("title") or "",
                employer=row.get("company") or "",
                location=row.get("location"),
            ),
            catalog.by_id,
        )
        for row in labelled.rows
    )
    return score(zip(labelled.rows, accounts, strict=True), catalog.by_id)


def remarks(labelled: "LabelledSet") -> Iterator[str]:
    """Yield what whoever reads the figures must know of the set."""
    if labelled.missing:
        whole = len(labelled.rows) + labelled.missing
        yield f"left out: {labelled.missing} of {whole} labelled postings, whose texts were not found"


def compare(result: "Evaluation", labelled: "LabelledSet") -> None:
    """Raise FloorBroken for a figure below its floor; say so where no floors are those of these labels."""
    from data.catalogue.reading_quality import load_measured  # noqa: PLC0415 (keeps --help fast)
    from nlp.scoring.quality_floors import check_floors  # noqa: PLC0415

    sets = load_measured()
    same = next((one for one in sets if one.labels == labelled.labels), None)
    if same is not None and labelled.is_whole:
        check_floors(result.figures(), same.floors)
    elif sets:
        typer.echo("The floors are those of another set of labelled postings; not compared.", err=True)


def save(
    audit: Path, name: str, labelled: "LabelledSet", result: "Evaluation", rules: str, *, is_unseen: bool
) -> None:
    """Write how each posting of a set was read into an audit; say how many postings it has now."""
    from commands.labelled.audit_rows import save_audit  # noqa: PLC0415 (keeps --help fast)
    from data.catalogue.audit import AuditedSet  # noqa: PLC0415

    measured = AuditedSet(name=name, labels=labelled.labels, rules=rules, is_unseen=is_unseen)
    count = save_audit(audit, measured, labelled, result)
    typer.echo(f"{audit}: {count:,} labelled postings", err=True)


def pin(now: "MeasuredSet", labelled: "LabelledSet", *, relabelled: bool) -> None:
    """Write the figures of a set and raise its floors.

    Raises FloorBroken, and UsageError for a part of a set.
    """
    from data.catalogue.reading_quality import load_measured  # noqa: PLC0415
    from nlp.scoring.quality_floors import raised, write_quality  # noqa: PLC0415

    if not labelled.is_whole:
        raise UsageError("floors are those of a whole set: find its other texts first")
    write_quality(raised(now, load_measured(), relabelled=relabelled))
