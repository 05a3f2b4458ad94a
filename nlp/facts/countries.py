"""Which country a place lies in."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from data.catalogue.skills import RULES
from data.places import city_countries, country_names, state_names, town_countries
from data.wording.rule_files import RuleFile
from data.wording.word_tables import WordTable
from nlp.text.windows import one_of

LONGEST_PLACE = 300  # characters: the longest real location field is under 150

COUNTRIES = RULES / "countries.toml"
PATTERNS = ("area", "around")
GROUPS = (*PATTERNS, "nowhere", "joining", "within")
PROVINCES = frozenset(("on", "qc", "bc", "ab", "mb", "sk", "ns", "nb", "nl", "pe"))  # of Canada
CODE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True, slots=True)
class CountryRules:
    """The words of data/rules/countries.toml and the patterns made of them."""

    names: Mapping[
        str, str
    ]  # codes by further names of countries and parts of them, "" for several countries
    area: re.Pattern[str]
    around: re.Pattern[str]
    alternatives: re.Pattern[str]  # between two places
    parts: re.Pattern[str]  # between a city and what it lies in


@cache
def load_countries(path: Path = COUNTRIES) -> CountryRules:
    """Return the rules of a file. Raises CatalogError for the first wrong group."""
    file = RuleFile.read(path)
    codes = [name for name in file.tables if name not in GROUPS]
    for code in codes:
        if code not in _countries_by_code():
            raise file.fault(code, "is no country: its two letters (ISO 3166), in lower case, are wanted")
    table = WordTable.of(file, (*GROUPS, *codes), patterns=PATTERNS)
    area, around = (one_of(*table.words(group)) for group in PATTERNS)
    return CountryRules(
        {plain(word): code.upper() for code in codes for word in table.words(code)}
        | {plain(word): "" for word in table.words("nowhere")},
        re.compile(rf"\b{area}\b"),
        re.compile(rf"\b{around}\b"),
        re.compile(rf"\s{{0,3}}[;|/•·()\[\]]\s{{0,3}}|\s(?:{table.pattern('joining')}|&)\s"),
        re.compile(rf"\s{{0,3}}[,:]\s{{0,3}}|\s(?:-|–|—|{table.pattern('within')})\s"),
    )


def country_of(location: str | None) -> str | None:
    """Return the country (ISO 3166 alpha-2) that a location names, None where it names none or several."""
    if not location:
        return None
    return _country_of(location[:LONGEST_PLACE])


@lru_cache(maxsize=20_000)
def _country_of(location: str) -> str | None:
    """Return the one country that all alternatives agree on: by name, else by their cities."""
    rules = load_countries()
    places = [rules.parts.split(place) for place in rules.alternatives.split(plain(location)) if place]
    for found in (set(map(_named, places)), {country for parts in places for country in _by_cities(parts)}):
        found.discard(None)
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _named(parts: Sequence[str]) -> str | None:
    """Return the country that the last telling part of "city, state, country" names."""
    for i in range(len(parts) - 1, -1, -1):
        part, before = parts[i].strip(" ."), parts[:i]
        by_code = _by_code(part, before) if CODE.fullmatch(part) else None
        country = by_code or _by_name(part, before) or _by_name(_core(part), before)
        if country:
            return country
    return None


def _by_cities(parts: Sequence[str]) -> Iterator[str]:
    cities, area = _cities(), load_countries().area
    for part in parts:
        core = _core(part)
        first = re.split(r"[\s-]", core, maxsplit=1)[0] if area.search(part) else ""
        country = cities.get(part) or cities.get(core) or cities.get(first)
        if country:
            yield country


def _by_name(name: str, before: Sequence[str] = ()) -> str | None:
    """Return the country of a name; a state named like one goes by the city before it."""
    others = load_countries().names
    if name in others:
        return others[name] or None
    country = _countries().get(name)
    if name not in _states():
        return country
    return country if country and country in map(_cities().get, before[-1:]) else "US"


def _by_code(code: str, before: Sequence[str]) -> str | None:
    """Return the country of a code: that of a state or province, unless the city before it lies elsewhere."""
    country = _countries_by_code().get(code)
    if code in _state_codes():
        cities = {_cities().get(part) for part in before[-1:]}
        return country if country and country in cities else "US"
    if code in PROVINCES:
        return "CA"
    return country if before else None


def _core(part: str) -> str:
    """Return a place without "Greater", "Metropolitan Area" and the like."""
    return " ".join(load_countries().around.sub(" ", part).split()).strip(" .-'’")


def plain(name: str) -> str:
    """Return `name` in lower case without accents."""
    if name.isascii():
        return name.lower()
    flat = unicodedata.normalize("NFKD", name.lower())
    return "".join(c for c in flat if not unicodedata.combining(c))


@cache
def _countries() -> Mapping[str, str]:
    return {plain(name): code for code, name in country_names().items()}


@cache
def _countries_by_code() -> Mapping[str, str]:
    return {code.lower(): code for code in country_names()}


@cache
def _states() -> frozenset[str]:
    return frozenset(map(plain, state_names().values()))


@cache
def _state_codes() -> frozenset[str]:
    return frozenset(map(str.lower, state_names()))


@cache
def _cities() -> Mapping[str, str]:
    """Return the country of the largest place of each name; other names ("Munich") of large cities only."""
    cities = {plain(name): country for name, country in city_countries().items()}
    return {**cities, **town_countries()}
