"""The quality that is pinned: floors that only rise, and the figures per skill that are shown beside shares.

data/quality.json: which labelled set (by digest), the floors, a row with precision and recall per skill, and
the same on postings that no rule was written with, which is what to expect elsewhere and what pages quote.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from data.catalogue.reading_quality import ENOUGH_LABELS, QUALITY
from data.errors import CatalogError, SkillgaugeError, UsageError
from data.records import Skill
from nlp.scoring.scoring import Evaluation, Gold, Score

DIGITS = 4


class FloorBroken(SkillgaugeError):
    """A figure is below its floor."""


@dataclass(frozen=True, slots=True)
class FloorRow:
    """Precision and recall of one skill, or of all of a kind (`skill` is None)."""

    what: str
    skill: str | None
    precision: float
    recall: float
    labelled: int
    tp: int
    fp: int
    fn: int


@dataclass(frozen=True, slots=True)
class Quality:
    """What is pinned: `labels` is the digest of the labelled set, `floors` the least each figure may be.

    `catalog` names the rules that reached the floors, often older ones: later rules must reach them too.
    `unseen` holds the figures on `unseen_postings` others that no rule was written with, `unseen_rows` the
    counts behind them.
    """

    labels: str
    postings: int
    catalog: str
    floors: Mapping[str, float]
    rows: tuple[FloorRow, ...]
    unseen: Mapping[str, float] = field(default_factory=dict)
    unseen_postings: int = 0
    unseen_rows: tuple[FloorRow, ...] = ()


def digest_of_labels(labelled: Iterable[Gold]) -> str:
    """Return 16 hex characters that name a set of labelled postings, whatever their order."""
    lines = sorted(json.dumps(gold, sort_keys=True) for gold in labelled)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def load_quality(path: Path = QUALITY) -> Quality | None:
    """Return what is pinned, None where nothing is yet. Raises CatalogError for a file of another shape."""
    if not path.exists():
        return None
    try:
        pinned: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        rows, unseen = (
            tuple(FloorRow(**row) for row in pinned.pop(name)) for name in ("rows", "unseen_rows")
        )
        return Quality(**pinned, rows=rows, unseen_rows=unseen)
    except (ValueError, KeyError, TypeError) as error:
        raise CatalogError(path, None, f"not a quality file: {error}") from error


def check_floors(figures: Mapping[str, float], floors: Mapping[str, float]) -> None:
    """Raise FloorBroken naming every figure that is below its floor."""
    broken = [
        f"{name} {figures.get(name, 0.0):.4f} is below its floor {floor:.4f}"
        for name, floor in floors.items()
        if round(figures.get(name, 0.0), DIGITS) < floor
    ]
    if broken:
        raise FloorBroken(f"quality fell: {'; '.join(broken)}")


def raised(
    result: Evaluation,
    labels: str,
    catalog: str,
    skills: Mapping[str, Skill],
    before: Quality | None,
    *,
    relabelled: bool = False,
) -> Quality:
    """Return the quality to pin after `result`, every floor at its figure. Raises FloorBroken if one sank.

    Floors belong to one set of labels: `relabelled` says that the same postings were decided again, by other
    guidelines, and lets the floors begin at the figures of today.
    """
    figures = rounded(result)
    if before and not (relabelled and before.labels != labels):
        check_floors(figures, before.floors)
    pinned = Quality(labels, result.postings, catalog, figures, tuple(_rows(result, skills)))
    if before is None:
        return pinned
    unseen = {name: getattr(before, name) for name in ("unseen", "unseen_postings", "unseen_rows")}
    return replace(pinned, **unseen)


def with_unseen(result: Evaluation, skills: Mapping[str, Skill], before: Quality | None) -> Quality:
    """Return what is pinned with `result` as the figures on unseen postings. Raises UsageError if none is."""
    if before is None:
        raise UsageError("pin the floors first, with --update-floors")
    rows = tuple(_rows(result, skills))
    return replace(before, unseen=rounded(result), unseen_postings=result.postings, unseen_rows=rows)


def rounded(result: Evaluation) -> dict[str, float]:
    """Return the figures of an evaluation by name, rounded as they are kept."""
    return {name: round(value, DIGITS) for name, value in sorted(result.figures().items())}


def _rows(result: Evaluation, skills: Mapping[str, Skill]) -> Iterator[FloorRow]:
    yield _row("all tools", None, result.kinds["tech"])
    yield _row("all practices", None, result.kinds["practice"])
    yield _row("pairs of alternatives", None, result.alternatives)
    for skill, score in sorted(result.skills.items()):
        if skill in skills and score.tp + score.fn >= ENOUGH_LABELS:
            yield _row(skills[skill].name, skill, score)


def _row(what: str, skill: str | None, score: Score) -> FloorRow:
    shares = round(score.precision, DIGITS), round(score.recall, DIGITS)
    return FloorRow(what, skill, *shares, score.tp + score.fn, score.tp, score.fp, score.fn)


def write_quality(quality: Quality, path: Path = QUALITY) -> None:
    """Write what is pinned; no sentence of a posting is in it."""
    path.write_text(json.dumps(asdict(quality), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
