"""The quality that is pinned: floors that only rise, for each labelled set, and the counts that pages show.

`data.catalogue.reading_quality` says what a set has and reads `data/quality.json`; here it is written.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from data.catalogue.reading_quality import (
    ALL_OF_KIND,
    ENOUGH_LABELS,
    QUALITY,
    MeasuredSet,
    ReadingQuality,
)
from data.errors import SkillgaugeError
from data.records import Skill
from nlp.scoring.counts import KINDS, Score
from nlp.scoring.scoring import Evaluation

DIGITS = 4

Sets = tuple[MeasuredSet, ...]


class FloorBroken(SkillgaugeError):
    """A figure is below its floor."""


def digest_of_labels(labelled: Iterable[Mapping[str, Any]]) -> str:
    """Return 16 hex characters that name a set of labelled postings, whatever their order."""
    lines = sorted(json.dumps(labels, sort_keys=True) for labels in labelled)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def check_floors(figures: Mapping[str, float], floors: Mapping[str, float]) -> None:
    """Raise FloorBroken naming every figure that is below its floor."""
    broken = [
        f"{name} {figures.get(name, 0.0):.4f} is below its floor {floor:.4f}"
        for name, floor in floors.items()
        if round(figures.get(name, 0.0), DIGITS) < floor
    ]
    if broken:
        raise FloorBroken(f"quality fell: {'; '.join(broken)}")


def measured(
    name: str,
    result: Evaluation,
    skills: Mapping[str, Skill],
    *,
    labels: str,
    rules: str,
    is_unseen: bool,
    agreement: Evaluation | None = None,
    title: str = "",
) -> MeasuredSet:
    """Return what is kept of an evaluation, every floor at its figure.

    `labels` and `rules` are the digests of the set and of the rules that read it, `title` says which postings
    they are.
    """
    figures = rounded(result.figures())
    intervals = {
        figure: (round(low, DIGITS), round(high, DIGITS))
        for figure, (low, high) in result.intervals().items()
    }
    return MeasuredSet(
        name=name,
        labels=labels,
        postings=result.postings,
        rules=rules,
        is_unseen=is_unseen,
        figures=figures,
        intervals=intervals,
        floors=figures,
        rows=tuple(_rows(result, skills)),
        agreement=agreed(agreement) if agreement else {},
        title=title,
        complete={kind: count for kind in KINDS if (count := result.labelled_in(kind)) < result.postings},
    )


def agreed(agreement: Evaluation) -> dict[str, float]:
    """Return on what two people agree: of tools, practices and lists only F1 says something."""
    figures = rounded(agreement.figures())
    return {name: value for name, value in figures.items() if not name.endswith(("_precision", "_recall"))}


def raised(now: MeasuredSet, before: Sets, *, relabelled: bool = False) -> Sets:
    """Return the sets with `now` in place of the one of its name. Raises FloorBroken if a floor would sink.

    Floors belong to one set of labels: `relabelled` says that its postings were decided again, by other
    guidelines, and lets the floors begin at the figures of today.
    """
    earlier = next((one for one in before if one.name == now.name), None)
    if earlier is None:
        return (*before, now)
    if not (relabelled and earlier.labels != now.labels):
        check_floors(now.figures, earlier.floors)
        now = replace(now, floors={**earlier.floors, **now.floors})
    now = replace(now, title=now.title or earlier.title)
    return tuple(now if one is earlier else one for one in before)


def rounded(figures: Mapping[str, float]) -> dict[str, float]:
    """Return figures by name, rounded as they are kept."""
    return {name: round(value, DIGITS) for name, value in sorted(figures.items())}


def _rows(result: Evaluation, skills: Mapping[str, Skill]) -> Iterator[ReadingQuality]:
    for kind in filter(result.labelled_in, KINDS):
        yield _row(ALL_OF_KIND[kind], None, result.postings, result.score(kind))
    for skill, score in sorted(result.skills().items()):
        if skill in skills and score.tp + score.fn >= ENOUGH_LABELS:
            yield _row(skills[skill].name, skill, result.postings, score)


def _row(what: str, skill: str | None, postings: int, score: Score) -> ReadingQuality:
    return ReadingQuality(what, skill, postings, score.tp + score.fn, score.tp, score.fp)


def write_quality(sets: Sets, path: Path = QUALITY) -> None:
    """Write what is pinned; no sentence of a posting is in it."""
    content = {"sets": list(map(_as_json, sets))}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _as_json(one: MeasuredSet) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title,
        "labels": one.labels,
        "postings": one.postings,
        "rules": one.rules,
        "unseen": one.is_unseen,
        "figures": one.figures,
        "intervals": {name: list(interval) for name, interval in one.intervals.items()},
        "floors": one.floors,
        "agreement": one.agreement,
        "complete": one.complete,
        "rows": [_row_as_json(row) for row in one.rows],
    }


def _row_as_json(row: ReadingQuality) -> dict[str, Any]:
    counts = {"labelled": row.labelled, "tp": row.found, "fp": row.wrong, "fn": row.labelled - row.found}
    return {"what": row.what, "skill": row.skill, **counts}
