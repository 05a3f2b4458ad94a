"""A reading as JSON, under the keys that programs rely on."""

from collections.abc import Mapping
from typing import Any

from data.pay_json import salary_as_json
from data.records import Mention, Reading, Skill


def reading_as_json(identity: object, reading: Reading, kinds: Mapping[str, Skill]) -> dict[str, Any]:
    """Return a reading under the keys that programs rely on; `kinds` are the catalogue's skills by id."""
    facts = reading.facts
    return {
        "id": identity,
        "role": facts.role,
        "seniority": facts.seniority,
        "workplace": facts.workplace,
        "clouds": list(facts.clouds),
        "salary": salary_as_json(facts.salary),
        "years_min": facts.years_min,
        "country": facts.country,
        "mentions": [mention_as_json(mention, kinds) for mention in reading.mentions],
        "flags": list(reading.flags),
    }


def mention_as_json(mention: Mention, kinds: Mapping[str, Skill]) -> dict[str, Any]:
    """Return a mention with the name and kind of its skill; start and end count characters of the text."""
    skill = kinds[mention.skill]
    return {
        "skill": skill.name,
        "kind": skill.kind,
        "surface": mention.surface,
        "start": mention.start,
        "end": mention.end,
        "level": mention.level,
        "group": mention.group,
        "rule": mention.rule,
        "form": mention.form,
    }
