"""The catalogue of a saved spaCy pipeline: written with it, and checked before it is used again.

    settings.json   spans_key, fill_ents, and the digests of catalogue and rules
    skills.jsonl    one skill a line, with the fields of data/skills.toml

A saved pipeline may come from anybody: it is bounded in size, read as JSON, and checked like the shipped
catalogue. The rules that read with it are code, so they are those installed; a warning says if they differ.
"""

import json
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from data.catalogue.entry_checks import DEEPEST, check_entries, too_deep
from data.catalogue.reader_digest import DIGEST, rules_digest
from data.catalogue.skills import Entry, digest_of, entry_of
from data.errors import CatalogError
from nlp.catalogue.catalog import Catalog, catalog_of

SETTINGS, SKILLS = "settings.json", "skills.jsonl"
MOST_BYTES = 8_000_000  # the shipped catalogue has a twentieth of it
MOST_SKILLS = 20_000
LONGEST_KEY = 200  # characters of a spans key
IN_BYTES = Path("saved pipeline")  # what errors call one that is not in files


@dataclass(frozen=True, slots=True)
class Saved:
    """What a saved pipeline keeps of the component."""

    spans_key: str
    catalog: Catalog
    fill_ents: bool = False


def pack_into(folder: Path, saved: Saved) -> None:
    """Write both files into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SETTINGS).write_text(json.dumps(settings_of(saved), indent=1) + "\n", encoding="utf-8")
    (folder / SKILLS).write_bytes(b"".join(lines_of(saved.catalog)))


def unpack_from(folder: Path) -> Saved:
    """Return what `pack_into` wrote. Raises CatalogError for anything else."""
    settings = parsed(folder / SETTINGS, None, bounded(folder / SETTINGS))
    return checked(folder / SKILLS, settings, bounded(folder / SKILLS))


def pack(saved: Saved) -> bytes:
    """Return both files in one piece: the settings are the first line."""
    return json.dumps(settings_of(saved)).encode() + b"\n" + b"".join(lines_of(saved.catalog))


def unpack(content: bytes) -> Saved:
    """Return what `pack` made. Raises CatalogError for anything else."""
    if len(content) > MOST_BYTES:
        raise too_large(IN_BYTES)
    first, _, skills = content.partition(b"\n")
    return checked(IN_BYTES, parsed(IN_BYTES, None, first), skills)


def settings_of(saved: Saved) -> dict[str, str | bool]:
    """Return what is kept beside the skills."""
    kept: dict[str, str | bool] = {"spans_key": saved.spans_key, "fill_ents": saved.fill_ents}
    return kept | {"catalog": saved.catalog.digest, "rules": rules_digest()}


def lines_of(catalog: Catalog) -> Iterator[bytes]:
    """Yield one line of JSON a skill, without its empty fields."""
    for skill in catalog.skills:
        fields = {name: value for name, value in asdict(skill).items() if value}
        yield json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def bounded(path: Path) -> bytes:
    """Return what a file holds. Raises CatalogError for what is no file, or too large."""
    try:
        if not path.is_file():
            raise CatalogError(path, None, "this part of the saved pipeline is missing")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CatalogError(path, None, f"cannot be read: {error.strerror}") from error
    if len(content) > MOST_BYTES:
        raise too_large(path)
    return content


def too_large(path: Path) -> CatalogError:
    """Return the error for more bytes than any catalogue has."""
    return CatalogError(path, None, f"holds more than {MOST_BYTES:,} bytes, too many for a catalogue")


def parsed(path: Path, line: int | None, content: bytes) -> dict[str, Any]:
    """Return a JSON object. Raises CatalogError for anything else."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise CatalogError(path, line, f"not JSON: {error}") from error
    if not isinstance(found, dict):
        raise CatalogError(path, line, f"expected an object, found {type(found).__name__}")
    return found


def checked(path: Path, settings: dict[str, Any], skills: bytes) -> Saved:
    """Return what was saved, once it is known to be whole; warn where other rules saved it."""
    spans_key, digest, rules = (settings.get(name) for name in ("spans_key", "catalog", "rules"))
    if not isinstance(spans_key, str) or not 0 < len(spans_key) <= LONGEST_KEY:
        raise CatalogError(path, None, f"spans_key must be a text, not {spans_key!r:.80}")
    if not isinstance(rules, str) or not DIGEST.fullmatch(rules):
        raise CatalogError(path, None, f"the rules are named by 16 hex characters, not {rules!r:.80}")
    lines = [(number, line) for number, line in enumerate(skills.split(b"\n"), 1) if line.strip()]
    if len(lines) > MOST_SKILLS:
        raise CatalogError(path, None, f"holds more than {MOST_SKILLS:,} skills, too many for a catalogue")
    catalog = catalog_in(path, [entry_in(path, number, line) for number, line in lines])
    if digest_of(catalog.skills, rules) != digest:
        raise CatalogError(path, None, "these are not the skills that were saved; save the pipeline again")
    if rules != rules_digest():
        warnings.warn(
            f"This pipeline was saved with the rules {rules}, but {rules_digest()} are installed: its skills "
            "are the same, how they are read may differ.",
            stacklevel=2,
        )
    return Saved(spans_key, catalog, settings.get("fill_ents") is True)


def entry_in(path: Path, number: int, line: bytes) -> Entry:
    """Return the skill on one line. Raises CatalogError for a wrong one."""
    fields = parsed(path, number, line)
    aliases = fields.get("aliases")
    if isinstance(aliases, list) and any("{" in str(alias) for alias in aliases):
        raise CatalogError(path, number, "aliases are saved one by one, without braces")
    return entry_of(fields, path, number)


def catalog_in(path: Path, entries: Sequence[Entry]) -> Catalog:
    """Return the catalogue of some entries. Raises CatalogError for what the shipped one could not hold."""
    check_depth(path, entries)
    check_entries(entries, path)
    return catalog_of(entry.skill for entry in entries)


def check_depth(path: Path, entries: Iterable[Entry]) -> None:
    """Raise CatalogError where parents have parents without end, or nearly so: other checks climb all."""
    if deep := too_deep(entries):
        raise CatalogError(path, None, f"skill {min(deep)!r} has more than {DEEPEST} levels of parents")
