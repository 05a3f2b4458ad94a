"""One catalogue file: `data/skills.toml` in, `Skill` records out; and the digest of skills and rules.

Nothing is checked here beyond the shape of the file; `entry_checks` checks what the entries say, and
`catalogue_in_use` puts the user's own entries on top of the shipped ones.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import islice
from pathlib import Path
from typing import Any

from data.errors import CatalogError
from data.paths import DATA
from data.records import Skill

SKILLS = DATA / "skills.toml"
RULES = DATA / "rules"  # how postings are written, in tables by language
SENSES = RULES / "senses.toml"  # what tells skills from everyday words; `nlp.names.senses` reads it
DIGEST_CHARACTERS = 16  # 64 bits: two catalogues never share one by accident
TEXT_FIELDS = ("id", "name", "kind", "ambiguity", "homepage", "wikidata", "esco", "onet")
LIST_FIELDS = ("aliases", "exact", "parents", "topics", "generic")
IN_BRACES = ("aliases", "generic")  # fields of spellings in which braces are written out
NEEDED = ("id", "name", "kind")
NOT_READ_BY = (
    "homepage",
    "topics",
    "wikidata",
    "esco",
    "onet",
)  # a change of these changes no mention, so it leaves the digest alone
HEAD_LINE = re.compile(r"\s*\[\[skill\]\]\s*(?:#.*)?")
BRACES = re.compile(r"\{([^{}]*)\}")
LONGEST = 700  # characters of a text, and of a spelling before its braces are written out
MOST_SPELLINGS = 500  # that the braces of one spelling may stand for


@dataclass(frozen=True, slots=True)
class Entry:
    """One `[[skill]]`, its file, and the line it starts on."""

    skill: Skill
    line: int
    path: Path


def load_skills(path: Path | None = None) -> tuple[Skill, ...]:
    """Return the skills of one file (None: the shipped one) by id. Raises CatalogError."""
    return tuple(sorted((entry.skill for entry in read_entries(path)), key=lambda skill: skill.id))


def read_entries(path: Path | None = None) -> tuple[Entry, ...]:
    """Return the entries of one file (None: the shipped one) in its order.

    Raises CatalogError for a file of the wrong shape.
    """
    path = path or SKILLS
    return tuple(entry_of(table, path, line) for line, table in tables_of(path, text_of(path)))


def tables_of(path: Path, text: str, *, alone: bool = False) -> list[tuple[int, dict[str, Any]]]:
    """Return the fields of each `[[skill]]` in the text of a file, and the line that it starts on.

    Raises CatalogError for a file of another shape; with `alone` also where something else stands there.
    """
    parsed = _parsed(path, text)
    if alone and (others := parsed.keys() - {"skill"}):
        raise CatalogError(path, None, f"{min(others)!r:.80} means nothing here; only [[skill]] tables do")
    tables = parsed.get("skill", [])
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if HEAD_LINE.fullmatch(line)]
    if not isinstance(tables, list) or len(tables) != len(lines):
        raise CatalogError(path, None, "each skill must be a [[skill]] table on a line of its own")
    return list(zip(lines, tables, strict=True))


def text_of(path: Path) -> str:
    """Return the text of a file. Raises CatalogError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(path, None, f"cannot be read: {error}") from error


def entry_of(table: dict[str, Any], path: Path, line: int) -> Entry:
    """Return the entry with these fields, found on a line. Raises CatalogError for wrong ones."""
    for name in NEEDED:
        if name not in table:
            raise CatalogError(path, line, f"this skill has no {name!r}")
    return Entry(Skill(**fields_of(table, path, line)), line, path)


def fields_of(table: dict[str, Any], path: Path, line: int) -> dict[str, Any]:
    """Return the fields that a table states as a record has them, braces written out. Raises CatalogError."""
    for name, value in table.items():
        _check_shape(name, value, path, line)
    values = {name: tuple(value) if name in LIST_FIELDS else value for name, value in table.items()}
    for name in IN_BRACES:
        if name in values:
            values[name] = tuple(
                text for spelling in values[name] for text in _expanded(spelling, path, line)
            )
    return values


def digest_of(skills: tuple[Skill, ...], rules: str) -> str:
    """Return 16 hex characters for these skills, whatever their order, read by the rules of that digest."""
    names = [field.name for field in fields(Skill) if field.name not in NOT_READ_BY]
    rows = sorted([getattr(skill, name) for name in names] for skill in skills)
    packed = json.dumps([rows, rules], ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(packed).hexdigest()[:DIGEST_CHARACTERS]


def expand(spelling: str) -> tuple[str, ...]:
    """Write out the spellings that braces stand for: "model{,s}" -> "model", "models"."""
    return tuple(_written_out(spelling))


def _written_out(spelling: str) -> Iterator[str]:
    found = BRACES.search(spelling)
    if not found:
        yield spelling
        return
    before, after = spelling[: found.start()], spelling[found.end() :]
    for choice in found[1].split(","):
        yield from _written_out(before + choice + after)


def _expanded(spelling: str, path: Path, line: int) -> tuple[str, ...]:
    found = tuple(islice(_written_out(spelling), MOST_SPELLINGS + 1))
    if len(found) > MOST_SPELLINGS:
        raise CatalogError(path, line, f"{spelling!r:.80} stands for more than {MOST_SPELLINGS} spellings")
    return found


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # not TOML, a number without end, arrays too deep
        line = re.search(r"at line (\d+)", str(error))
        raise CatalogError(path, int(line[1]) if line else None, f"not TOML: {error}") from error


def _check_shape(name: str, value: object, path: Path, line: int) -> None:
    if name in TEXT_FIELDS:
        if not isinstance(value, str):
            raise CatalogError(path, line, f"{name} must be a string, not {value!r:.80}")
        texts = [value]
    elif name not in LIST_FIELDS:
        raise CatalogError(path, line, f"unknown field {name!r:.80}")
    elif not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise CatalogError(path, line, f"{name} must be a list of strings, not {value!r:.80}")
    else:
        texts = value
    if any(len(text) > LONGEST for text in texts):
        raise CatalogError(path, line, f"{name} holds a text of more than {LONGEST} characters")
