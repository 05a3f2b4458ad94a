"""Writes the user's own layer of the catalogue: entries in and out, spellings added; the rest stays.

Every change is made in a draft beside the file, which takes its place only if the whole catalogue is sound.
"""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

from data.catalogue.entries_in_use import check_layer
from data.catalogue.own_layer import MORE, OFF, Layer, read_layer
from data.catalogue.skills import LIST_FIELDS, TEXT_FIELDS, read_entries
from data.errors import CatalogError, UsageError
from data.own_files import writable_own_file, writing
from data.paths import LAYER_NAME
from data.records import KINDS, Skill

HEAD = "[[skill]]"
TERM_LENGTH = 80  # characters
Edit = Callable[[str], str]


def add_entry(skill: Skill, path: Path | None = None) -> Path:
    """Append a new skill to a layer, by default the user's; return its path.

    Raises UsageError where the layer or the shipped catalogue has an entry of that id, CatalogError where
    the catalogue would not be sound with it, StoreError where the file cannot be written; nothing is changed
    then.
    """
    path = path or writable_own_file(LAYER_NAME)
    layer = read_layer(path)
    if layer and skill.id in layer.tables:
        line = layer.tables[skill.id][0]
        raise UsageError(f"{path}:{line} has an entry {skill.id!r}; change it there, or remove it first")
    check_is_new(skill)
    change(path, "", check_layer, lambda text: text + entry_for(skill))
    return path


def check_is_new(skill: Skill) -> None:
    """Raise UsageError for the id of a shipped skill: its entry would be replaced field by field, unsaid."""
    shipped = next((entry.skill for entry in read_entries() if entry.skill.id == skill.id), None)
    if shipped is not None:
        raise UsageError(
            f"the catalogue has {shipped.name} as {skill.id!r}; choose another id with "
            f"--as, or add a spelling with `skillgauge discover accept {skill.name} --alias-of {skill.id}`"
        )


def add_alias(skill: str, alias: str, path: Path | None = None) -> Path:
    """Add a spelling to the skill of this id in a layer, by default the user's; return its path.

    Raises as `add_entry` does, where the layer switches the skill off, too.
    """
    path = path or writable_own_file(LAYER_NAME)
    layer = read_layer(path)
    line, table = layer.tables.get(skill, (None, {})) if layer else (None, {})
    if OFF in table:
        raise UsageError(f"{path}:{line} switches {skill!r} off; remove that entry first")
    written = json.dumps(alias, ensure_ascii=False)

    def edited(text: str) -> str:
        if layer is None or line is None:
            return text + written_entry({"id": skill, MORE: [alias]})
        lines = text.splitlines(keepends=True)
        first, last = block_of(layer, line, lines)
        block = "".join(lines[first:last])
        longer, found = re.subn(
            rf"^({MORE}\s*=\s*\[)", lambda match: f"{match[0]}{written}, ", block, count=1, flags=re.MULTILINE
        )
        block = longer if found else f"{block.rstrip()}\n{MORE} = [{written}]\n"
        return "".join([*lines[:first], block, *lines[last:]])

    change(path, "", check_layer, edited)
    return path


def remove_entry(skill: str, path: Path | None = None) -> tuple[Path, bool]:
    """Take the entry of this id out of a layer, by default the user's, or switch a shipped skill off there.

    Returns the file, and whether an entry was taken out. Raises as `add_entry` does.
    """
    path = path or writable_own_file(LAYER_NAME)
    layer = read_layer(path)
    if layer is None or skill not in layer.tables:
        change(path, "", check_layer, lambda text: text + written_entry({"id": skill, OFF: True}))
        return path, False
    own = layer

    def edited(text: str) -> str:
        lines = text.splitlines(keepends=True)
        first, last = block_of(own, own.tables[skill][0], lines)
        return "".join([*lines[:first], *lines[last:]])

    change(path, "", check_layer, edited)
    return path, True


def block_of(layer: Layer, line: int, lines: list[str]) -> tuple[int, int]:
    """Return where the entry that starts on a line begins and ends among the lines of the file.

    Comments and empty lines behind it belong to what follows.
    """
    heads = sorted(start - 1 for start, _ in layer.tables.values())
    last = next((head for head in heads if head >= line), len(lines))
    while last > line and not lines[last - 1].split("#")[0].strip():
        last -= 1
    return line - 1, last


def change(path: Path, start: str, check: Callable[[Path], object], edit: Edit) -> None:
    """Change the text of a file, `start` where there is none, if `check` finds a draft of it sound.

    Raises StoreError where the file cannot be written, and what `check` raises, about `path`.
    """
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.toml")
        try:
            before = path.read_text(encoding="utf-8") if path.exists() else start
            draft.write_text(edit(before), encoding="utf-8", newline="\n")
            try:
                check(draft)
            except CatalogError as error:  # about a file that is gone when this is read
                line = error.line if error.line and error.line <= before.count("\n") else None
                raise CatalogError(path, line, error.reason.replace(str(draft), str(path))) from error
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def entry_for(skill: Skill) -> str:
    """Return a new skill as an entry of a catalogue, its empty fields left out."""
    fields = ("id", "name", "kind", *LIST_FIELDS, *TEXT_FIELDS[3:])
    values = {name: getattr(skill, name) for name in fields}
    return written_entry({name: value for name, value in values.items() if value and value != "none"})


def written_entry(values: dict[str, object]) -> str:
    """Return fields as an entry of a catalogue file."""
    lines = (
        f"{key} = {json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)}\n"
        for key, value in values.items()
    )
    return f"\n{HEAD}\n" + "".join(lines)


def checked_name(term: str) -> str:
    """Return a term without blanks around it. Raises UsageError for what cannot be a name."""
    name = term.strip()
    if not name or len(name) > TERM_LENGTH or not name.isprintable():
        raise UsageError(f"a term must have 1 to {TERM_LENGTH} printable characters: {term[:TERM_LENGTH]!r}")
    return name


def checked_kind(kind: str) -> str:
    """Return a kind. Raises UsageError for an unknown one."""
    if kind not in KINDS:
        raise UsageError(f"a kind must be one of {', '.join(KINDS)}, not {kind!r}")
    return kind


def slug_of(name: str) -> str:
    """Make the id of a new skill: "Foo Bar 2.0" -> "foo-bar-2-0". Raises UsageError if nothing is left."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    if not slug:
        raise UsageError(f"{name!r} has no letter or digit to make an id of; name one with --as")
    return slug
