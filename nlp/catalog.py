"""The catalogue of skills, checked and ready to be looked up.

    data/skills.toml -> Skill records -> checks -> Catalog (spellings, parents, names, digest)

A wrong catalogue is never half used: the first fault is a CatalogError with the file's line.
"""

import difflib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from data.errors import UsageError
from data.records import Skill
from data.skills import SKILLS, digest_of, read_entries
from nlp.catalog_checks import check_entries

SEPARATORS = re.compile(r"(?<=[^\W_])([ -])(?=[^\W_])")
MAX_MIXED = (
    2  # so many spaces or hyphens in a spelling are mixed freely; longer ones are all the one or the other
)
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
        """16 hex characters that change whenever a mention could change."""
        return digest_of(self.skills)

    @cached_property
    def spellings(self) -> tuple[Spelling, ...]:
        """Every way to write every skill, hyphen variants included, sorted; no text belongs to two skills."""
        listed = [spelling for skill in self.skills for spelling in spellings_of(skill)]
        taken = {spelling.text.casefold() for spelling in listed}
        for spelling in listed[:]:
            for text in hyphen_variants(spelling.text) if not spelling.exact else ():
                if text not in taken:
                    taken.add(text)
                    listed.append(Spelling(text, spelling.skill, False, spelling.ambiguity))
        return tuple(sorted(listed))

    @cached_property
    def _ids_by_name(self) -> Mapping[str, str]:
        spelled = {spelling.text.casefold(): spelling.skill for spelling in self.spellings}
        return {skill.id: skill.id for skill in self.skills} | spelled

    def by_name(self, name: str) -> Skill:
        """Return the skill with this name, id or spelling, in any case. Raises UsageError with near names."""
        found = self._ids_by_name.get(name.strip().casefold())
        if found is None:
            raise UsageError(f"there is no skill {name!r} in the catalogue{self._near(name)}")
        return self.by_id[found]

    def _near(self, name: str) -> str:
        close = difflib.get_close_matches(name.casefold(), list(self._ids_by_name), n=2 * NEAR_NAMES)
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
    """Return the catalogue in `path` (the shipped one by default). Raises CatalogError for the first fault."""
    entries = read_entries(path)
    check_entries(entries, path or SKILLS)
    return catalog_of(entry.skill for entry in entries)


def catalog_of(skills: Iterable[Skill]) -> Catalog:
    """Return a catalogue of these skills, taken as they are."""
    return Catalog(tuple(sorted(skills, key=lambda skill: skill.id)))


def spellings_of(skill: Skill) -> Iterator[Spelling]:
    """Yield the spellings that the entry lists, its name first."""
    exact = set(skill.exact)
    if skill.name not in exact:
        doubt = "none" if " " in skill.name else skill.ambiguity
        yield Spelling(skill.name.lower(), skill.id, False, doubt)
    for alias in skill.aliases:
        yield Spelling(alias.lower(), skill.id, False, "none")
    for text in skill.exact:
        yield Spelling(text, skill.id, True, skill.ambiguity)


def hyphen_variants(text: str) -> Iterator[str]:
    """Yield the text with its spaces and hyphens exchanged: "machine learning" -> "machine-learning"."""
    pieces = SEPARATORS.split(text)
    gaps = len(pieces) // 2
    mixes = itertools.product(" -", repeat=gaps) if gaps <= MAX_MIXED else ((mark,) * gaps for mark in " -")
    for mix in mixes:
        yield "".join(itertools.chain(*itertools.zip_longest(pieces[::2], mix, fillvalue="")))
