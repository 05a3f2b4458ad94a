"""`skillgauge evaluate GOLD.jsonl`: precision and recall against labels, with floors that only rise."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands.shared.new_app import examples, new_app
from data.errors import UsageError

if TYPE_CHECKING:
    from nlp.scoring.quality_floors import Quality
    from nlp.scoring.scoring import Evaluation, Score

app = new_app()
LABELS = ("text", "skills", "role", "seniority", "remote", "clouds", "salary")
OF_A_SKILL = ("name", "surfaces", "kind", "level")
KINDS = ("tech", "practice")
MOST_SKILLS = 15  # skills listed by name, worst first


@app.command(
    epilog=examples(
        "skillgauge evaluate gold.jsonl",
        "skillgauge evaluate gold.jsonl --errors 50",
        "skillgauge evaluate gold.jsonl --json",
    )
)
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Labelled postings, one JSON object a line.")],
    errors: Annotated[int, typer.Option(min=0, help="How many of the worst errors to show.")] = 20,
    update_floors: Annotated[
        bool, typer.Option(help="Raise the floors to the figures; never lowers one.")
    ] = False,
    relabelled: Annotated[
        bool,
        typer.Option(help="With --update-floors: labels were decided again; floors begin at the figures."),
    ] = False,
    unseen: Annotated[
        bool, typer.Option(help="Keep the figures as those on postings that no rule was written for.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print figures as JSON.")] = False,
) -> None:
    """Score the extractor against labelled postings; end with 1 if a figure is below its floor.

    A labelled posting has text, title, company, role, seniority, remote, clouds, salary (min and max, or
    null) and skills, each with name, surfaces (its spellings in the text), kind (tech or practice) and level.
    Lists of names under alternatives say which skills may stand for each other.
    """
    from data.catalogue.reading_quality import QUALITY  # noqa: PLC0415
    from data.own_files import check_not_shipped  # noqa: PLC0415
    from nlp.catalogue.catalog import load_catalog  # noqa: PLC0415
    from nlp.reader import Extractor  # noqa: PLC0415
    from nlp.scoring import quality_floors  # noqa: PLC0415 (keeps --help fast)
    from nlp.scoring.scoring import evaluate as score  # noqa: PLC0415

    if unseen or update_floors:
        check_not_shipped(QUALITY)
    catalog = load_catalog()
    extractor = Extractor(catalog)
    labelled = read_labelled(gold)
    readings = (
        extractor.read(row["text"], title=row.get("title") or "", employer=row.get("company") or "")
        for row in labelled
    )
    result = score(zip(labelled, readings, strict=True), catalog.by_id)
    typer.echo(json.dumps(as_figures(result)) if as_json else report(result, errors))
    labels, before = quality_floors.digest_of_labels(labelled), quality_floors.load_quality()
    if unseen:
        quality_floors.write_quality(quality_floors.with_unseen(result, catalog.by_id, before))
    elif update_floors:
        pinned = quality_floors.raised(
            result, labels, catalog.digest, catalog.by_id, before, relabelled=relabelled
        )
        quality_floors.write_quality(pinned)
    elif before:
        compare(result, labels, before)


def compare(result: "Evaluation", labels: str, before: "Quality") -> None:
    """Raise FloorBroken for a figure below its floor; say so where the floors are those of other labels."""
    from nlp.scoring.quality_floors import check_floors  # noqa: PLC0415 (keeps --help fast)

    if before.labels == labels:
        check_floors(result.figures(), before.floors)
    else:
        typer.echo("The floors are those of another set of labelled postings; not compared.", err=True)


def read_labelled(path: Path) -> list[Mapping[str, Any]]:
    """Return the labelled postings of a file. Raises UsageError that names the first wrong line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {str(path)!r}: {error}") from error
    return [_parse(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _parse(path: Path, number: int, line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
        missing = missing_from(row)
    except (ValueError, TypeError) as error:
        raise UsageError(f"{path}:{number}: not a labelled posting: {error}") from error
    if missing:
        raise UsageError(f"{path}:{number}: {missing}")
    return row  # type: ignore[no-any-return]


def missing_from(row: Any) -> str:
    """Return what a labelled posting lacks, in words; "" where it is whole. May raise TypeError."""
    if lacks := [key for key in LABELS if key not in row]:
        return f"a labelled posting has {', '.join(map(repr, lacks))}"
    for skill in row["skills"]:
        if lacks := [key for key in OF_A_SKILL if key not in skill]:
            return f"each of its skills has {', '.join(map(repr, lacks))}"
        if skill["kind"] not in KINDS:
            return f"the kind of a skill is {' or '.join(map(repr, KINDS))}, not {skill['kind']!r}"
    if row["salary"] is not None and not {"min", "max"} <= set(row["salary"]):
        return "its salary has 'min' and 'max', or is null"
    return ""


def as_figures(result: "Evaluation") -> dict[str, Any]:
    """Return what was counted, shares rounded to 4 places; it holds no text of a posting."""
    return {
        "postings": result.postings,
        "figures": {name: round(value, 4) for name, value in result.figures().items()},
        "kinds": {name: asdict(score) for name, score in result.kinds.items()},
        "alternatives": asdict(result.alternatives),
        "sources": {name: asdict(score) for name, score in sorted(result.sources.items())},
        "skills": {name: asdict(score) for name, score in sorted(result.skills.items())},
    }


def report(result: "Evaluation", errors: int) -> str:
    """Return the figures as a table, with the worst errors in context."""
    weakest = sorted(result.skills.items(), key=lambda item: -(item[1].fp + item[1].fn))[:MOST_SKILLS]
    lines = [
        f"{result.postings} labelled postings",
        *score_lines({**result.kinds, "alternatives": result.alternatives}.items()),
        f"level {result.levels.share:.3f}",
        "   ".join(f"{name} {hits.share:.3f}" for name, hits in result.fields.items()),
        "\nby source",
        *score_lines(sorted(result.sources.items())),
        "\nskills with most errors",
        *score_lines((name, score) for name, score in weakest if score.fp + score.fn),
    ]
    if errors:
        lines += ["\nworst errors", *(error_line(times, fault) for times, fault in result.worst(errors))]
    return "\n".join(lines)


def score_lines(scores: Iterable[tuple[str, "Score"]]) -> list[str]:
    """Return a line of precision, recall, F1 and counts for each score."""
    return [
        f"  {name:32} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
        f"  (right {score.tp}, wrong {score.fp}, missed {score.fn})"
        for name, score in scores
    ]


def error_line(times: int, fault: Any) -> str:
    """Return a line for an error made `times` times, with one example of it."""
    what = f"{fault.what:7} {fault.kind:10} {fault.skill!r} as {fault.surface!r}"
    return f"  {times:3} {what}: ...{fault.context}..."
