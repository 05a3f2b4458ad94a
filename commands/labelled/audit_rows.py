"""What `data/audit.json` keeps of labelled postings: ids, values and what became of each skill, no text."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from commands.labelled.labelled_set import LabelledSet
from data.catalogue.audit import (
    AuditedPosting,
    AuditedSet,
    employer_digest,
    half_year,
    level_pair,
    load_audit,
    write_audit,
)
from data.errors import UsageError
from nlp.scoring.accounts import is_complete
from nlp.scoring.packed_labels import key_of
from nlp.scoring.scoring import Evaluation, PostingScore

KINDS = ("tech", "practice")
OUTCOMES = ("tp", "fp", "fn")


def save_audit(path: Path, measured: AuditedSet, labelled: LabelledSet, result: Evaluation) -> int:
    """Write a set of labelled postings into an audit, in place of what it had of that set.

    Returns how many postings the audit has now. Raises UsageError for a part of a set, and for postings
    without an id.
    """
    if not labelled.is_whole:
        raise UsageError("an audit has whole sets: find the other texts of this one first")
    try:
        audit = load_audit(path).with_set(measured, audited(measured.name, result))
    except ValueError as error:
        raise UsageError(f"a labelled posting cannot be audited: {error}") from error
    write_audit(audit, path)
    return len(audit.postings)


def audited(name: str, result: Evaluation) -> Iterator[AuditedPosting]:
    """Yield each posting of a set as it was read."""
    return (_audited(name, score) for score in result.scores)


def _audited(name: str, score: PostingScore) -> AuditedPosting:
    row = score.labels
    source, identity = key_of(row)
    became = {what: sorted(skill for skill, one in score.skills if one == what) for what in OUTCOMES}
    day = row.get("day")
    return AuditedPosting(
        id=f"{source}:{identity}",
        set=name,
        half=row.get("half") or "",
        half_year=half_year(date.fromisoformat(day) if day else None),
        source=source,
        employer=employer_digest(row.get("company") or ""),
        role=row.get("role") or "",
        role_read=str(score.fields.get("role") or ""),
        kinds=tuple(kind for kind in KINDS if is_complete(row, kind)),
        right=tuple(became["tp"]),
        wrong=tuple(became["fp"]),
        missed=tuple(became["fn"]),
        levels=tuple(sorted(level_pair(*one) for one in score.levels)),
    )
