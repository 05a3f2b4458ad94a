"""Tells whether a few words name a place, as they stand in the first line of a comment that offers work."""

import re
from functools import cache

from data.places import city_countries, country_names, state_names

MAX_PLACE_CHARS = 80

PARTS = re.compile(r"\s{0,9}(?:[,/&;+|()\[\]]|\bor\b|\band\b|\bin\b)\s{0,9}", re.IGNORECASE)
TOWN_AND_STATE = re.compile(r"([A-Z][\w.' -]{1,40}?)[, ]{1,3}([A-Z][A-Za-z]|[A-Z]\.[A-Z]\.)")
# Places whose names, standing alone, are those of companies.
COMPANIES = frozenset(
    ("albert", "alice", "aurora", "columbia", "enterprise", "fargo", "mobile", "most", "nice", "orange",
     "sparks", "split"),
)  # fmt: skip  # names side by side
OTHER_STATES = ("ON", "BC", "QC", "AB", "DC", "UK", "NSW", "VIC")
SHORT_NAMES = frozenset(
    ("africa", "americas", "anywhere", "apac", "asia", "bangalore", "bay area", "bellevue", "belmont",
     "boston area", "boulder", "brooklyn", "burlingame", "cambridge", "campbell", "cet", "cork",
     "culver city", "cupertino", "d.c.", "dc", "dc area", "dc metro", "delft", "downtown", "east bay",
     "east coast", "el segundo", "emea", "emeryville", "england", "est", "eu", "europe", "flatiron",
     "foster city", "galway", "geneva", "genève", "global", "greater boston", "gurgaon", "gurugram",
     "half moon bay", "herzliya", "kirkland", "köln", "la", "latam", "latin america", "lausanne",
     "london area", "los angeles area", "los gatos", "manhattan", "marina del rey", "mclean", "menlo park",
     "midtown", "milpitas", "mission district", "mountain view", "münchen", "new york city",
     "north america", "ny", "nyc", "nyc area", "oakland", "palo alto", "pasadena", "peninsula",
     "playa vista", "pst", "redwood city", "remote us", "research triangle", "reston", "san bruno",
     "san carlos", "san fran", "san francisco bay area", "san mateo", "santa monica", "scotland", "sf",
     "sf bay area", "sfba", "silicon valley", "soma", "somerville", "south america", "south bay",
     "south san francisco", "sunnyvale", "tel aviv", "tel-aviv", "the netherlands", "u.k.", "u.s", "u.s.",
     "uk", "united states", "us", "us remote", "usa", "venice", "wales", "washington d.c",
     "washington d.c.", "washington dc", "waterloo", "west coast", "wien", "worldwide", "zug", "zurich",
     "zürich",),
)  # fmt: skip  # names side by side


@cache
def towns() -> frozenset[str]:
    """Return the names of countries, American states and larger towns, in lower case."""
    names = (*city_countries(), *country_names().values(), *state_names().values())
    return frozenset(name.lower() for name in names) - COMPANIES | SHORT_NAMES


@cache
def state_codes() -> frozenset[str]:
    """Return the codes of American and Canadian states."""
    return frozenset((*state_names(), *OTHER_STATES))


def is_place(words: str) -> bool:
    """Tell whether the words name one or several places and little else."""
    if len(words) > MAX_PLACE_CHARS:
        return False
    parts = [part for part in PARTS.split(words.strip(" .,-:")) if part]
    known = sum(is_town(part) for part in parts)
    return bool(parts) and known * 2 >= len(parts)


def is_town(part: str) -> bool:
    """Tell whether one part of a place is known, alone or with its state."""
    if part in state_codes() or part.lower().strip(". ") in towns():
        return True
    match = TOWN_AND_STATE.fullmatch(part.strip())
    return bool(match and match[2].replace(".", "").upper() in state_codes())
