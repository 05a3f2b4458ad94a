"""The catalogue of skills, checked and ready to be looked up.

    data/skills.toml, own layer -> Skill records -> checks -> Catalog (spellings, parents, names, digest)

A wrong catalogue is never half used: the first fault is a CatalogError with the file's line.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from data.catalogue.entries_in_use import entries_in_use
from data.catalogue.entry_checks import check_entries
from data.catalogue.matching_form import fold_name
from data.catalogue.reader_digest import rules_digest
from data.catalogue.skills import digest_of, read_entries
from data.errors import UsageError
from data.records import Skill

NEAR_NAMES = 3
CLOUD_OF = {"aws": "aws", "gcp": "gcp", "azure": "azure"}


@dataclass(frozen=True, slots=True, order=True)
class Spelling:
    """One way to write a skill. `text` is lower case unless `exact`; `ambiguity` is that of this spelling."""

    text: str
    skill: str
    exact: bool
    ambiguity: str


@dataclass(frozen=True)
class Catalog:
    """The skills, sorted by id, and everything that is looked up in them."""

    skills: tuple[Skill, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Skill]:
        """Each skill by its id."""
        return {skill.id: skill for skill in self.skills}

    @cached_property
    def digest(self) -> str:
        """16 hex characters that change with these skills, and with any other rule that reads postings."""
        return digest_of(self.skills, rules_digest())

    @cached_property
    def spellings(self) -> tuple[Spelling, ...]:
        """Every way to write every skill, sorted; no text, its separators folded, belongs to two skills."""
        return tuple(sorted(spelling for skill in self.skills for spelling in spellings_of(skill)))

    @cached_property
    def _ids_by_name(self) -> Mapping[str, str]:
        spelled = {fold_name(spelling.text): spelling.skill for spelling in self.spellings}
        return {fold_name(skill.id): skill.id for skill in self.skills} | spelled

    def id_of(self, name: str) -> str | None:
        """Return the id of the skill with this name, id or spelling, in any case, else None."""
        return self._ids_by_name.get(fold_name(name.strip()))

    def by_name(self, name: str) -> Skill:
        """Return the skill with this name, id or spelling, in any case. Raises UsageError with near names."""
        found = self.id_of(name)
        if found is None:
            raise UsageError(f"there is no skill {name!r} in the catalogue{self._near(name)}")
        return self.by_id[found]

    def _near(self, name: str) -> str:
        close = difflib.get_close_matches(fold_name(name.strip()), list(self._ids_by_name), n=2 * NEAR_NAMES)
        names = dict.fromkeys(self.by_id[self._ids_by_name[text]].name for text in close)
        return f"; near it: {', '.join(list(names)[:NEAR_NAMES])}" if names else ""

    @cached_property
    def _ancestors(self) -> Mapping[str, frozenset[str]]:
        known: dict[str, frozenset[str]] = {}
        for skill in self.skills:
            self._climb(skill.id, known)
        return known

    def _climb(self, skill_id: str, known: dict[str, frozenset[str]]) -> frozenset[str]:
        if skill_id not in known:
            parents = self.by_id[skill_id].parents
            known[skill_id] = frozenset(parents).union(*(self._climb(parent, known) for parent in parents))
        return known[skill_id]

    def ancestors(self, skill_id: str) -> frozenset[str]:
        """Return the ids that this one implies, parents of parents included."""
        return self._ancestors[skill_id]

    def cloud_of(self, skill_id: str) -> str | None:
        """Return "aws", "gcp", "azure" or "other" for a cloud platform and what belongs to one, else None."""
        platforms = [
            id
            for id in (skill_id, *sorted(self.ancestors(skill_id)))
            if self.by_id[id].kind == "cloud platform"
        ]
        return CLOUD_OF.get(platforms[0], "other") if platforms else None


def load_catalog(path: Path | None = None) -> Catalog:
    """Return the catalogue in `path`, by default the shipped one with the user's own layer on top.

    Raises CatalogError for the first fault.
    """
    if path is None:
        entries = entries_in_use()
    else:
        entries = read_entries(path)
        check_entries(entries, path)
    return catalog_of(entry.skill for entry in entries)


def catalog_of(skills: Iterable[Skill]) -> Catalog:
    """Return a catalogue of these skills, taken as they are."""
    return Catalog(tuple(sorted(skills, key=lambda skill: skill.id)))


def spellings_of(skill: Skill) -> Iterator[Spelling]:
    """Yield the spellings that the entry lists, its name first.

    In an ambiguous entry the `exact` forms and a name of letters alone ("Rust", not "Node.js") are ambiguous;
    aliases are certain, and so is a name that is listed as an alias as well.
    """
    exact = set(skill.exact)
    if skill.name not in exact:
        is_certain = not skill.name.isalpha() or skill.name in skill.aliases
        doubt = "none" if is_certain else skill.ambiguity
        yield Spelling(skill.name.lower(), skill.id, False, doubt)
    for alias in skill.aliases:
        if alias != skill.name:
            yield Spelling(alias.lower(), skill.id, False, "none")
    for text in skill.exact:
        yield Spelling(text, skill.id, True, skill.ambiguity)
