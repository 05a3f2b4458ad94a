"""Reviews of new terms: what a person accepted into a catalogue or set aside.

Decisions are kept in the user's own folder (`own_files`), and so is the layer of the catalogue that accepted
terms join (`own_layer`).
"""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

from data.catalogue.own_entries import (
    HEAD,
    add_alias,
    add_entry,
    change,
    checked_kind,
    checked_name,
    entry_for,
    slug_of,
)
from data.catalogue.skills import SKILLS
from data.errors import StoreError, UsageError
from data.own_files import own_file, writable_own_file, writing
from data.paths import is_there
from data.records import Skill

REVIEWED = "reviewed_terms.json"  # name of the user's own file
REFUSED = "set aside"  # the decision on a term that is not to be shown again


def load_reviews(path: Path | None = None) -> dict[str, str]:
    """Return the decision on each term, "accepted" or "set aside"; {} before the first one.

    Raises StoreError for a file that cannot be read.
    """
    path = path or own_file(REVIEWED)
    if path is None or not is_there(path):
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(found, dict):
            raise ValueError(f"expected an object, found {type(found).__name__}")
    except (OSError, ValueError, RecursionError) as error:
        raise StoreError(f"{path} cannot be read ({error}); repair it, or delete it to start over") from error
    return {str(term): str(decision) for term, decision in found.items()}


def save_review(term: str, decision: str, path: Path | None = None) -> None:
    """Write a decision on a term; it replaces an earlier one.

    Raises StoreError as `load_reviews` does, and where the file cannot be written.
    """
    path = path or writable_own_file(REVIEWED)
    reviews = {**load_reviews(path), term: decision}
    _write(path, json.dumps(reviews, ensure_ascii=False, indent=1, sort_keys=True))


def forget_refusal(term: str, path: Path | None = None) -> None:
    """Take back that a term was set aside, in whatever case it is written.

    Raises UsageError for a term that was not, StoreError as `save_review` does.
    """
    path = path or writable_own_file(REVIEWED)
    reviews = load_reviews(path)
    kept = {
        other: decision
        for other, decision in reviews.items()
        if decision != REFUSED or other.casefold() != term.casefold()
    }
    if len(kept) == len(reviews):
        raise UsageError(f"{term!r} was not set aside")
    _write(path, json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True))


def accept_term(
    term: str,
    kind: str,
    check: Callable[[Path], object],
    path: Path | None = None,
    shipped: Path = SKILLS,
    identity: str | None = None,
) -> Skill:
    """Add a term to a whole catalogue file, by default to the user's own layer; return the new entry.

    A new file starts as a copy of the shipped one. `identity` is the entry's id, None for one made of the
    term. `check` loads the changed file and raises CatalogError if it is not sound; then nothing is changed.
    A layer is checked on top of the shipped file. Raises UsageError for an unknown kind or a term that cannot
    be a name, StoreError where the file cannot be written.
    """
    name = checked_name(term)
    skill = Skill(id=slug_of(name) if identity is None else identity, name=name, kind=checked_kind(kind))
    if path is None:
        add_entry(skill)
    else:
        change(path, started(path, shipped), check, lambda text: text + entry_for(skill))
    return skill


def accept_alias(
    term: str, skill: str, check: Callable[[Path], object], path: Path | None = None, shipped: Path = SKILLS
) -> None:
    """Add a term as another spelling of the skill with this id.

    File and errors are those of `accept_term`; UsageError too where the catalogue lacks the skill.
    """
    name = checked_name(term)
    if path is None:
        add_alias(skill, name)
    else:
        change(path, started(path, shipped), check, lambda text: with_alias(text, skill, name))


def started(path: Path, shipped: Path) -> str:
    """Return the text that a file starts with: nothing is read where there is one."""
    return "" if path.exists() else shipped.read_text(encoding="utf-8")


def with_alias(catalogue: str, skill: str, alias: str) -> str:
    """Return the text of a catalogue in which an entry has one more alias; its layout stays.

    Raises UsageError where no entry has the id.
    """
    entries = catalogue.split(HEAD)
    written = json.dumps(alias, ensure_ascii=False)
    for number, entry in enumerate(entries[1:], 1):
        if re.search(rf'^id = "{re.escape(skill)}"\s*$', entry, re.MULTILINE):
            more, changed = re.subn(
                r"^aliases = \[", lambda found: f"{found[0]}{written}, ", entry, count=1, flags=re.MULTILINE
            )
            entries[number] = more if changed else f"{entry.rstrip()}\naliases = [{written}]\n"
            return HEAD.join(entries)
    raise UsageError(f"the catalogue has no skill {skill!r}")


def _write(path: Path, text: str) -> None:
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
