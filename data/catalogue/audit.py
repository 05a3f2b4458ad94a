"""How each labelled posting was read: `data/audit.json`, what the error of reading is estimated from.

`skillgauge evaluate LABELS --set NAME --audit FILE` writes it. A line is one posting: its id, set, half,
half-year, source and employer (a digest of the name), its role as labelled and as read, which kinds are
labelled whole, which skills were read rightly, wrongly, or not at all, and at which level each was labelled
and read. No text of a posting is in it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from data.errors import CatalogError
from data.paths import DATA
from data.records import LEVELS

AUDIT = DATA / "audit.json"
LETTERS = {"-": "", **{level[0]: level for level in LEVELS}}  # how a level is written in the file
BROKEN = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedSet:
    """A set of labelled postings as it was read.

    `labels` is the digest of the set, `rules` that of the rules that read it. `is_unseen` says that no rule
    was written from it.
    """

    name: str
    labels: str
    rules: str
    is_unseen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedPosting:
    """One labelled posting as it was read.

    `id` is "source:id"; `set` is the name of its set, `half` that of its half, "" for none; `half_year` is
    such as "2025H1", "" where it has no date. `employer` tells employers apart. `role` is the labelled one,
    "" where none is labelled. `kinds` are those of "tech" and "practice" that are labelled whole: only their
    skills stand in `right` (labelled and read), `wrong` (read alone) and `missed` (labelled alone). `levels`
    are those of these skills, and of others whose level alone is labelled, as `level_pair` writes them.
    """

    id: str
    set: str
    half: str
    half_year: str
    source: str
    employer: str
    role: str
    role_read: str
    kinds: tuple[str, ...]
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    levels: tuple[str, ...] = ()

    def level_pairs(self) -> Iterator[tuple[str, str, str]]:
        """Yield each skill whose level is known with the labelled level and the one read, "" for none."""
        for written in self.levels:
            skill, _, pair = written.rpartition(":")
            yield skill, LETTERS[pair[0]], LETTERS[pair[1]]


@dataclass(frozen=True, slots=True)
class Audit:
    """The labelled postings of some sets."""

    sets: tuple[AuditedSet, ...] = ()
    postings: tuple[AuditedPosting, ...] = ()

    def unseen(self) -> tuple[AuditedPosting, ...]:
        """Return the postings from which no rule was written."""
        names = {one.name for one in self.sets if one.is_unseen}
        return tuple(one for one in self.postings if one.set in names)

    def with_set(self, measured: AuditedSet, postings: Iterable[AuditedPosting]) -> "Audit":
        """Return this audit with a set measured again, or one set more."""
        sets = (*(one for one in self.sets if one.name != measured.name), measured)
        kept = (one for one in self.postings if one.set != measured.name)
        ordered = sorted((*kept, *postings), key=lambda one: (one.set, one.id))
        return Audit(tuple(sorted(sets, key=lambda one: one.name)), tuple(ordered))


FIELDS = tuple(AuditedPosting.__annotations__)
SEVERAL = ("kinds", "right", "wrong", "missed", "levels")


def level_pair(skill: str, labelled: str | None, read: str | None) -> str:
    """Return 'python:rm' for a skill labelled as required and read as mentioned; "-" stands for no level."""
    return f"{skill}:{(labelled or '-')[0]}{(read or '-')[0]}"


def half_year(day: date | None) -> str:
    """Return '2025H1' for a day of the first half of 2025, "" for no day."""
    return f"{day.year}H{1 + (day.month > 6)}" if day else ""


def employer_digest(name: str) -> str:
    """Return eight characters that tell an employer from others, in whatever case its name is written."""
    return hashlib.sha256(" ".join(name.casefold().split()).encode("utf-8", "surrogatepass")).hexdigest()[:8]


@cache
def shipped_audit() -> Audit:
    """Return the audit that comes with this version, read once."""
    return load_audit()


@cache
def shipped_unseen() -> tuple[AuditedPosting, ...]:
    """Return those of its postings from which no rule was written, without reading the others."""
    return load_audit(unseen_alone=True).postings


def load_audit(path: Path = AUDIT, *, unseen_alone: bool = False) -> Audit:
    """Return the audit of a file, an empty one where there is none; `unseen_alone` leaves other postings out.

    Raises CatalogError for a file of another shape.
    """
    if not path.exists():
        return Audit()
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        sets = tuple(map(_set, content["sets"]))
        columns, rows = content["columns"], content["postings"]
        if unseen_alone:
            place, names = columns.index("set"), {one.name for one in sets if one.is_unseen}
            rows = [cells for cells in rows if cells[place] in names]
        postings = tuple(_posting(columns, cells) for cells in rows)
    except BROKEN as error:
        raise CatalogError(path, None, f"this is not an audit: {error}") from error
    return Audit(sets, postings)


def write_audit(audit: Audit, path: Path) -> None:
    """Write an audit, one posting a line."""
    sets = [
        {"name": one.name, "labels": one.labels, "rules": one.rules, "unseen": one.is_unseen}
        for one in audit.sets
    ]
    lines = ",\n".join(
        json.dumps([_cell(getattr(one, name)) for name in FIELDS], ensure_ascii=False, separators=(",", ":"))
        for one in audit.postings
    )
    head = f'"sets": {json.dumps(sets)},\n"columns": {json.dumps(FIELDS)}'
    path.write_text(f'{{{head},\n"postings": [\n{lines}\n]}}\n', encoding="utf-8")


def _cell(value: str | tuple[str, ...]) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _set(content: Mapping[str, Any]) -> AuditedSet:
    return AuditedSet(
        name=_word(content["name"]),
        labels=_word(content["labels"]),
        rules=_word(content["rules"]),
        is_unseen=bool(content["unseen"]),
    )


def _posting(columns: Sequence[str], cells: Sequence[Any]) -> AuditedPosting:
    values = dict(zip(columns, cells, strict=True))
    words: dict[str, Any] = {name: _word(values[name]) for name in FIELDS if name not in SEVERAL}
    words |= {name: tuple(map(_word, values[name])) for name in SEVERAL if name in values}
    return AuditedPosting(**words)


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.80} is not a word")
    return value
