"""Reviews of new terms: what a person accepted into the local catalogue or set aside.

Both are kept in the user's own folder (`own_files`).
"""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

from data.catalogue.skills import SKILLS
from data.errors import StoreError, UsageError
from data.own_files import own_file, writable_own_file, writing
from data.paths import is_there
from data.records import KINDS, Skill

REVIEWED, LOCAL_CATALOG = "reviewed_terms.json", "skills.toml"  # names of the user's own files
TERM_LENGTH = 80  # characters
ENTRY = "[[skill]]"


def load_reviews(path: Path | None = None) -> dict[str, str]:
    """Return the decision on each term, "accepted" or "set aside"; {} before the first one.

    Raises StoreError for a file that cannot be read.
    """
    path = path or own_file(REVIEWED)
    if path is None or not is_there(path):
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"{path} cannot be read ({error}); repair it, or delete it to start over") from error
    return {str(term): str(decision) for term, decision in found.items()}


def save_review(term: str, decision: str, path: Path | None = None) -> None:
    """Write a decision on a term; it replaces an earlier one.

    Raises StoreError as `load_reviews` does, and where the file cannot be written.
    """
    path = path or writable_own_file(REVIEWED)
    reviews = {**load_reviews(path), term: decision}
    _write(path, json.dumps(reviews, ensure_ascii=False, indent=1, sort_keys=True))


def accept_term(
    term: str,
    kind: str,
    check: Callable[[Path], object],
    path: Path | None = None,
    shipped: Path = SKILLS,
    identity: str | None = None,
) -> Skill:
    """Add a term to a catalogue, by default the user's own; return the new entry.

    A new catalogue starts as a copy of the shipped one. `identity` is the entry's id, None for one made of
    the term. `check` loads the changed catalogue and raises CatalogError if it is not sound; then nothing is
    changed. Raises UsageError for an unknown kind or a term that cannot be a name, StoreError where the file
    cannot be written.
    """
    if kind not in KINDS:
        raise UsageError(f"a kind must be one of {', '.join(KINDS)}, not {kind!r}")
    name = checked_name(term)
    skill = Skill(id=slug_of(name) if identity is None else identity, name=name, kind=kind)
    _change(path, shipped, check, lambda text: text + entry_for(skill))
    return skill


def accept_alias(
    term: str, skill: str, check: Callable[[Path], object], path: Path | None = None, shipped: Path = SKILLS
) -> None:
    """Add a term to a catalogue as another spelling of the skill with this id.

    File and errors are those of `accept_term`; UsageError too where the catalogue lacks the skill.
    """
    name = checked_name(term)
    _change(path, shipped, check, lambda text: with_alias(text, skill, name))


def checked_name(term: str) -> str:
    """Return a term without blanks around it. Raises UsageError for what cannot be a name."""
    name = term.strip()
    if not name or len(name) > TERM_LENGTH or not name.isprintable():
        raise UsageError(f"a term must have 1 to {TERM_LENGTH} printable characters: {term[:TERM_LENGTH]!r}")
    return name


def with_alias(catalogue: str, skill: str, alias: str) -> str:
    """Return the text of a catalogue in which an entry has one more alias; its layout stays.

    Raises UsageError where no entry has the id.
    """
    entries = catalogue.split(ENTRY)
    written = json.dumps(alias, ensure_ascii=False)
    for number, entry in enumerate(entries[1:], 1):
        if re.search(rf'^id = "{re.escape(skill)}"\s*$', entry, re.MULTILINE):
            more, changed = re.subn(
                r"^aliases = \[", lambda found: f"{found[0]}{written}, ", entry, count=1, flags=re.MULTILINE
            )
            entries[number] = more if changed else f"{entry.rstrip()}\naliases = [{written}]\n"
            return ENTRY.join(entries)
    raise UsageError(f"the catalogue has no skill {skill!r}")


def _change(
    path: Path | None, shipped: Path, check: Callable[[Path], object], edit: Callable[[str], str]
) -> None:
    """Change the text of a catalogue file if `check` finds it sound afterwards."""
    path = path or writable_own_file(LOCAL_CATALOG)
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new.toml")
        try:
            text = edit((path if path.exists() else shipped).read_text(encoding="utf-8"))
            draft.write_text(text, encoding="utf-8", newline="\n")
            check(draft)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def entry_for(skill: Skill) -> str:
    """Return a new skill as an entry of a catalogue."""
    values = {"id": skill.id, "name": skill.name, "kind": skill.kind}
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return f"\n{ENTRY}\n" + "".join(lines)


def slug_of(name: str) -> str:
    """Make the id of a new skill: "Foo Bar 2.0" -> "foo-bar-2-0". Raises UsageError if nothing is left."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    if not slug:
        raise UsageError(f"{name!r} has no letter or digit to make an id of; edit the catalogue by hand")
    return slug


def _write(path: Path, text: str) -> None:
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
