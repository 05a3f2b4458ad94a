"""What a reader says of a posting, whoever reads it: the extractor, or a person who labels.

Both become an `Account`, so that one scorer compares the extractor with labels, and two labellers with each
other.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from data.records import Facts, Mention, Reading, Skill
from nlp.scoring.folded_names import fold_name

Labels = Mapping[str, Any]  # what one person says of a posting, as it comes from JSON (docs/labelling.md)
RANK = {"required": 0, "preferred": 1, "mentioned": 2, "boilerplate": 3}
# what a posting says besides its skills -> the key under which labels have it
FIELDS = {
    "role": "role",
    "seniority": "seniority",
    "workplace": "remote",
    "clouds": "clouds",
    "salary": "salary",
    "years_min": "years_min",
}


class Named(NamedTuple):
    """A skill that an account names.

    `skill` is the id by which the account's lists call it; `kind` is "practice" or anything else for a tool.
    `level` is the strongest one, None where a person did not label it; `surface` and `start` are those of the
    first mention at that level.
    """

    skill: str
    name: str
    kind: str
    surfaces: tuple[str, ...]
    level: str | None
    surface: str
    start: int


class Account(NamedTuple):
    """What one reader says of a posting: its skills, its any-of lists (of their ids), and its fields."""

    named: tuple[Named, ...]
    lists: tuple[frozenset[str], ...]
    fields: Mapping[str, object]


def account_of_reading(reading: Reading, skills: Mapping[str, Skill]) -> Account:
    """Return what the extractor says; `skills` are the catalogue's by id."""
    mentions_of: dict[str, list[Mention]] = {}
    lists: dict[int, set[str]] = {}
    for mention in reading.mentions:
        mentions_of.setdefault(mention.skill, []).append(mention)
        if mention.group is not None:
            lists.setdefault(mention.group, set()).add(mention.skill)
    named = (named_by(skills[skill], mentions) for skill, mentions in mentions_of.items())
    return Account(tuple(named), tuple(map(frozenset, lists.values())), fields_of_facts(reading.facts))


def named_by(skill: Skill, mentions: Iterable[Mention]) -> Named:
    """Return a skill as the extractor names it by one mention or more."""
    known = tuple(mentions)
    best = min(known, key=lambda mention: RANK[mention.level])
    surfaces = tuple(dict.fromkeys(mention.surface for mention in known))
    return Named(skill.id, skill.name, skill.kind, surfaces, best.level, best.surface, best.start)


def fields_of_facts(facts: Facts) -> dict[str, object]:
    """Return the fields of a reading in the form in which they are compared."""
    pay = facts.salary
    return {
        "role": facts.role,
        "seniority": facts.seniority,
        "workplace": facts.workplace,
        "clouds": frozenset(facts.clouds),
        "salary": (pay.minimum, pay.maximum) if pay else None,
        "years_min": facts.years_min,
    }


def is_complete(labels: Labels, kind: str) -> bool:
    """Tell whether labels name all that a posting has of "tech", "practice" or "lists", not a sample."""
    return kind in labels.get("complete", (kind,))


def account_of_labels(labels: Labels) -> Account:
    """Return what a person says, as if it were a reading; lists call a skill by its folded name."""
    named = (
        Named(
            fold_name(label["name"]),
            label["name"],
            label["kind"],
            tuple(label["surfaces"]),
            label["level"],
            first_surface(label),
            0,
        )
        for label in labels["skills"]
    )
    lists = (frozenset(map(fold_name, names)) for names in labels.get("alternatives", ()))
    return Account(tuple(named), tuple(lists), fields_of_labels(labels))


def fields_of_labels(labels: Labels) -> dict[str, object]:
    """Return the fields that labels state, in the form in which they are compared."""
    fields: dict[str, object] = {name: labels[key] for name, key in FIELDS.items() if key in labels}
    if "clouds" in fields:
        fields["clouds"] = frozenset(labels["clouds"])
    if pay := labels.get("salary"):
        fields["salary"] = (pay["min"], pay["max"])
    return fields


def first_surface(label: Mapping[str, Any]) -> str:
    """Return how a labelled skill is spelt first, its name where no spelling is labelled."""
    return str(next(iter(label["surfaces"]), label["name"]))
