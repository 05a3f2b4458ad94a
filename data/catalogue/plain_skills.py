"""The skills of the catalogue file in an eighth of the time, where the file is written in the plain form.

Plain are `[[skill]]`, `key = "text"`, `key = ["text", ...]`, comments and empty lines, without an escape in a
text. The shipped file is plain. One pattern reads that; any other file, also one with a mistake, goes to
`load_skills`, which reads TOML a character at a time and says what is wrong.
"""

import re
from itertools import product
from pathlib import Path
from typing import Any

from data.catalogue.skills import (
    BRACES,
    IN_BRACES,
    LIST_FIELDS,
    NEEDED,
    SKILLS,
    TEXT_FIELDS,
    expand,
    load_skills,
)
from data.records import Skill

TEXT = r'"[^"\\\x00-\x1f\x7f]*+"'
SPACE = r"[ \n]*+"
LIST = rf"\[{SPACE}(?:{TEXT}{SPACE}(?:,{SPACE}{TEXT}{SPACE})*+,?+{SPACE})?+\]"
PLAIN = re.compile(rf"(?:\[\[skill\]\]|[a-z]++ = (?:{TEXT}|{LIST})|#[^\x00-\x1f\x7f]*+)?+\n")
MARKS = re.compile(rf"^(?:(\[\[skill\]\])|([a-z]+) = (?:({TEXT})|({LIST})))$", re.MULTILINE)
TEXTS = re.compile(TEXT)


def read_skills(path: Path = SKILLS) -> tuple[Skill, ...]:
    """Return what `load_skills` returns. Raises CatalogError as it does."""
    try:
        skills = plain_skills(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        skills = None
    return load_skills(path) if skills is None else skills


def plain_skills(text: str) -> tuple[Skill, ...] | None:
    """Return the skills of a catalogue file by id, None where it is not plain or has a mistake."""
    tables = plain_tables(text)
    is_right = tables is not None and all(name in table for table in tables for name in NEEDED)
    return tuple(sorted(map(skill_of, tables), key=lambda skill: skill.id)) if tables and is_right else None


def plain_tables(text: str) -> list[dict[str, Any]] | None:
    """Return each `[[skill]]` of a catalogue file, None where one line is not plain or stands wrongly."""
    if PLAIN.sub("", text):
        return None
    tables: list[dict[str, Any]] = []
    for begins, key, value, values in MARKS.findall(text):
        if begins:
            tables.append({})
        elif not tables or key in tables[-1] or key not in (TEXT_FIELDS if value else LIST_FIELDS):
            return None
        else:
            tables[-1][key] = value[1:-1] if value else texts_in(values)
    return tables


def texts_in(values: str) -> tuple[str, ...]:
    """Return the texts of a plain list; most stand on one line, with one space after each comma."""
    parts = values[2:-2].split('", "')
    if values.count('"') == 2 * len(parts) and values[1] == values[-2] == '"':
        return tuple(parts)
    return tuple(one[1:-1] for one in TEXTS.findall(values))


def skill_of(table: dict[str, Any]) -> Skill:
    """Make the record of a table, with the spellings that braces stand for written out."""
    for name in IN_BRACES:
        spellings = table.get(name, ())
        if any("{" in spelling for spelling in spellings):
            table[name] = tuple(text for spelling in spellings for text in expanded(spelling))
    return Skill(**table)


def expanded(spelling: str) -> tuple[str, ...]:
    """Return what `expand` returns; braces within braces are left to it."""
    parts = BRACES.split(spelling)
    if any("{" in fixed or "}" in fixed for fixed in parts[::2]):
        return expand(spelling)
    choices = [part.split(",") if place % 2 else (part,) for place, part in enumerate(parts)]
    return tuple(map("".join, product(*choices)))
