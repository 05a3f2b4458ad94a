"""Every pattern by which facts are read: those of the code, and those made of the words in data/rules."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from types import ModuleType

from nlp.facts import (
    countries,
    facts,
    money,
    openings,
    pay,
    role_words,
    roles,
    seniority,
    workplace,
    workplace_abroad,
    workplace_words,
    years,
)

MODULES: tuple[ModuleType, ...] = (
    countries, facts, money, openings, pay, role_words, roles, seniority, workplace, workplace_abroad,
    workplace_words, years,
)  # fmt: skip # laid out as a table
RULES = {
    "countries": countries.load_countries,
    "openings": openings.load_openings,
    "pay": pay.load_rules,
    "roles": role_words.load_rules,
    "seniority": seniority.load_rules,
    "workplace": workplace_words.load_rules,
    "years": years.load_rules,
}


def fact_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield (name, pattern) of each, so that a new one cannot escape."""
    for module in MODULES:
        for name, value in vars(module).items():
            yield from patterns_in(f"{module.__name__}.{name}", value)
    for name, load in RULES.items():
        yield from patterns_in(name, load())


def patterns_in(name: str, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from patterns_in(f"{name}.{key}", item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from patterns_in(f"{name}.{field.name}", getattr(value, field.name))
