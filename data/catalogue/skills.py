"""The catalogue file: `data/skills.toml` in, `Skill` records out; and the digest of skills and rules.

Nothing is checked here beyond the shape of the file; `nlp.catalogue.catalog` checks what the entries say.
"""

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from data.errors import CatalogError
from data.paths import DATA
from data.records import Skill

SKILLS = DATA / "skills.toml"
RULES = DATA / "rules"  # how postings are written, in tables by language
SENSES = RULES / "senses.toml"  # what tells skills from everyday words; `nlp.names.senses` reads it
DIGEST_CHARACTERS = 16  # 64 bits: two catalogues never share one by accident
TEXT_FIELDS = ("id", "name", "kind", "ambiguity", "homepage")
LIST_FIELDS = ("aliases", "exact", "parents", "topics", "generic")
IN_BRACES = ("aliases", "generic")  # fields of spellings in which braces are written out
NEEDED = ("id", "name", "kind")
NOT_READ_BY = ("homepage", "topics")  # a change of these changes no mention, so it leaves the digest alone
BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One `[[skill]]` of the file and the line it starts on."""

    skill: Skill
    line: int


def load_skills(path: Path | None = None) -> tuple[Skill, ...]:
    """Return the skills of a catalogue file (None: the shipped one) by id. Raises CatalogError."""
    return tuple(sorted((entry.skill for entry in read_entries(path)), key=lambda skill: skill.id))


def read_entries(path: Path | None = None) -> tuple[Entry, ...]:
    """Return the entries in the order of the file. Raises CatalogError for a file of the wrong shape."""
    path = path or SKILLS
    text = _text_of(path)
    tables = _tables_of(path, text).get("skill", [])
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if line.strip() == "[[skill]]"]
    if not isinstance(tables, list) or len(tables) != len(lines):
        raise CatalogError(path, None, "each skill must be a [[skill]] table on a line of its own")
    return tuple(Entry(_skill_of(table, path, line), line) for table, line in zip(tables, lines, strict=True))


def entry_of(table: dict[str, Any], path: Path, line: int) -> Entry:
    """Return the entry with these fields, found on a line. Raises CatalogError for wrong ones."""
    return Entry(_skill_of(table, path, line), line)


def digest_of(skills: tuple[Skill, ...], rules: str) -> str:
    """Return 16 hex characters for these skills, whatever their order, read by the rules of that digest."""
    names = [field.name for field in fields(Skill) if field.name not in NOT_READ_BY]
    rows = sorted([getattr(skill, name) for name in names] for skill in skills)
    packed = json.dumps([rows, rules], ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(packed).hexdigest()[:DIGEST_CHARACTERS]


def expand(spelling: str) -> tuple[str, ...]:
    """Write out the spellings that braces stand for: "model{,s}" -> "model", "models"."""
    found = BRACES.search(spelling)
    if not found:
        return (spelling,)
    before, after = spelling[: found.start()], spelling[found.end() :]
    return tuple(text for choice in found[1].split(",") for text in expand(before + choice + after))


def _tables_of(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # not TOML, a number without end, arrays too deep
        line = re.search(r"at line (\d+)", str(error))
        raise CatalogError(path, int(line[1]) if line else None, f"not TOML: {error}") from error


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(path, None, f"cannot be read: {error}") from error


def _skill_of(table: dict[str, Any], path: Path, line: int) -> Skill:
    for name in NEEDED:
        if name not in table:
            raise CatalogError(path, line, f"this skill has no {name!r}")
    for name, value in table.items():
        _check_shape(name, value, path, line)
    values: dict[str, Any] = {
        name: tuple(value) if name in LIST_FIELDS else value for name, value in table.items()
    }
    for name in IN_BRACES:
        values[name] = tuple(text for spelling in table.get(name, ()) for text in expand(spelling))
    return Skill(**values)


def _check_shape(name: str, value: object, path: Path, line: int) -> None:
    if name in TEXT_FIELDS:
        if not isinstance(value, str):
            raise CatalogError(path, line, f"{name} must be a string, not {value!r}")
    elif name not in LIST_FIELDS:
        raise CatalogError(path, line, f"unknown field {name!r}")
    elif not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise CatalogError(path, line, f"{name} must be a list of strings, not {value!r}")
