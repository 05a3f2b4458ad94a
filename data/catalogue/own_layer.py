"""The user's own layer of the catalogue: `skills.toml` in the user's folder, read on top of the shipped file.

    [[skill]]                          [[skill]]                        [[skill]]
    id = "zorblax"      # a new one    id = "pandas"    # a shipped one  id = "clay"
    name = "Zorblax"                   more_aliases = ["pandaz"]         off = true
    kind = "library"

An entry with the id of a shipped one replaces the fields that it states; `more_aliases` adds spellings to it,
`off = true` takes it out. Like the shipped file, a layer may come from anybody: it is bounded and checked.
"""

import hashlib
import json
import stat
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from data.catalogue.skills import (
    DIGEST_CHARACTERS,
    NOT_READ_BY,
    Entry,
    entry_of,
    fields_of,
    tables_of,
)
from data.errors import CatalogError
from data.own_files import own_file
from data.paths import LAYER_NAME

MOST_BYTES = 1_000_000
MOST_ENTRIES = 5_000
MOST_SPELLINGS = 50_000  # four times those that are shipped; the automaton over all takes seconds to build
WHOLE = 1_500  # entries with shipped ids: nobody changes so many, but an earlier version kept a whole copy
OFF, MORE = "off", "more_aliases"  # fields that only a layer has
MARK = "own-"  # how the digest of a layer begins where a figure carries it
Stamp = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Layer:
    """What a layer file states: for each id, the line it starts on and its fields as written."""

    path: Path
    tables: Mapping[str, tuple[int, Mapping[str, Any]]]

    @property
    def mark(self) -> str:
        """What names the layer in figures, whatever the order of its entries."""
        rows = [
            {key: value for key, value in table.items() if key not in NOT_READ_BY}
            for _, (_, table) in sorted(self.tables.items())
        ]
        packed = json.dumps(rows, ensure_ascii=False, sort_keys=True).encode()
        return MARK + hashlib.sha256(packed).hexdigest()[:DIGEST_CHARACTERS]

    def on(self, shipped: Sequence[Entry]) -> tuple[Entry, ...]:
        """Return the shipped entries with this layer on top, its own entries last; not yet checked.

        Raises CatalogError for an entry that is not complete, or takes out what is not shipped.
        """
        known = {entry.skill.id: entry for entry in shipped}
        if sum(id in known for id in self.tables) > WHOLE:
            reason = "a whole catalogue, as earlier versions kept it; delete all entries but your own"
            raise CatalogError(self.path, None, reason)
        off = set(self._taken_out(known))
        left = [_without_parents(entry, off) for entry in shipped if entry.skill.id not in self.tables]
        own = self._entries(known, off)
        return (*left, *(_without_parents(entry, off - self._stated_parents(entry)) for entry in own))

    def _entries(self, known: Mapping[str, Entry], off: Set[str]) -> Iterator[Entry]:
        spellings = 0
        for id, (line, table) in self.tables.items():
            if id not in off:
                entry = self._entry(line, table, known.get(id))
                spellings += len(entry.skill.aliases) + len(entry.skill.exact)
                if spellings > MOST_SPELLINGS:
                    reason = f"up to here this layer has more than {MOST_SPELLINGS:,} spellings"
                    raise CatalogError(self.path, line, reason)
                yield entry

    def _taken_out(self, known: Mapping[str, Entry]) -> Iterator[str]:
        for id, (line, table) in self.tables.items():
            if OFF not in table:
                continue
            if table != {"id": id, OFF: True}:
                raise CatalogError(
                    self.path, line, f"skill {id!r}: beside its id only `off = true` may stand"
                )
            if id not in known:
                raise CatalogError(self.path, line, f"skill {id!r} is not shipped; delete this entry instead")
            if known[id].skill.kind == "practice":
                raise CatalogError(
                    self.path, line, f"skill {id!r}: practices are a closed list; none can be off"
                )
            yield id

    def _stated_parents(self, entry: Entry) -> frozenset[str]:
        return frozenset(self.tables[entry.skill.id][1].get("parents", ()))

    def _more_aliases(self, line: int, table: Mapping[str, Any]) -> tuple[str, ...]:
        try:
            found: tuple[str, ...] = fields_of({"aliases": table.get(MORE, [])}, self.path, line)["aliases"]
        except CatalogError as error:
            raise CatalogError(self.path, line, error.reason.replace("aliases", MORE, 1)) from error
        return found

    def _entry(self, line: int, table: Mapping[str, Any], shipped: Entry | None) -> Entry:
        stated = {name: value for name, value in table.items() if name != MORE}
        more = self._more_aliases(line, table)
        if shipped is None:
            entry = entry_of(stated, self.path, line)
        else:
            entry = Entry(replace(shipped.skill, **fields_of(stated, self.path, line)), line, self.path)
            if shipped.skill.kind == "practice" and named(entry) != named(shipped):
                reason = (
                    f"skill {shipped.skill.id!r}: practices are a closed list; each keeps its name and kind"
                )
                raise CatalogError(self.path, line, reason)
        return replace(entry, skill=replace(entry.skill, aliases=(*entry.skill.aliases, *more)))


def named(entry: Entry) -> tuple[str, str]:
    """Return the name and the kind of an entry's skill."""
    return entry.skill.name, entry.skill.kind


def _without_parents(entry: Entry, off: set[str] | frozenset[str]) -> Entry:
    if off.isdisjoint(entry.skill.parents):
        return entry
    left = tuple(parent for parent in entry.skill.parents if parent not in off)
    return replace(entry, skill=replace(entry.skill, parents=left))


def read_layer(path: Path | None = None) -> Layer | None:
    """Return the layer in a file, by default the user's; None where there is no file.

    Raises CatalogError for what cannot be a layer, with the line where one is to blame.
    """
    path = path or own_file(LAYER_NAME)
    found = _state_of(path)
    if path is None or found is None:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise CatalogError(path, None, "is no file; the catalogue's own layer must be one")
    tables: dict[str, tuple[int, Mapping[str, Any]]] = {}
    for line, table in tables_of(path, _bounded(path), alone=True):
        id = table.get("id")
        if not isinstance(id, str):
            raise CatalogError(path, line, "this skill has no 'id'")
        if id in tables:
            raise CatalogError(path, line, f"id {id!r} stands on line {tables[id][0]} already")
        tables[id] = (line, table)
    if len(tables) > MOST_ENTRIES:
        raise CatalogError(path, None, f"holds more than {MOST_ENTRIES:,} entries")
    return Layer(path, tables)


def layer_stamp() -> Stamp | None:
    """Return what changes when the user's layer does: its path, time and size; None without one."""
    path = own_file(LAYER_NAME)
    found = _state_of(path)
    return (str(path), found.st_mtime_ns, found.st_size) if found else None


def _state_of(path: Path | None) -> Any:
    """Return the state of a file, None where there is none."""
    try:
        return path.stat() if path is not None else None
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise CatalogError(path, None, f"cannot be read: {error.strerror}") from error


def _bounded(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        text = content.decode("utf-8-sig")  # an editor may have put a mark before the first character
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(path, None, f"cannot be read: {error}") from error
    if len(content) > MOST_BYTES:
        raise CatalogError(path, None, f"holds more than {MOST_BYTES:,} bytes, too many for a layer")
    return text
