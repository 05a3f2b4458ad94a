"""Countries, American states and towns of the world, by the names that GeoNames has for them.

`data/places.json` holds the names that the project looks up and nothing else, each once: under the country of
the largest place of that name, whatever its accents. `skillgauge catalog towns --write` makes it.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from data.errors import CatalogError
from data.paths import DATA

PLACES = DATA / "places.json"
SMALLER = ("towns", "other_names")  # keys of a country: under 60,000 people; further names of large cities


@cache
def country_names() -> Mapping[str, str]:
    """Return the English name of each country by its code (ISO 3166 alpha-2)."""
    return {code: country["name"] for code, country in _table()["countries"].items()}


@cache
def state_names() -> Mapping[str, str]:
    """Return the name of each American state by its two letters."""
    return dict(_table()["states"])


@cache
def city_countries() -> Mapping[str, str]:
    """Return the country of each name of a place of 60,000 people or more, in lower case with its accents."""
    return dict(_names("cities"))


@cache
def town_countries() -> Mapping[str, str]:
    """Return the country of each name of a smaller place, and of further names that large cities go by.

    All are in lower case without accents, and none is the name of a city without its accents.
    """
    return dict(pair for key in SMALLER for pair in _names(key))


def _names(key: str) -> Iterator[tuple[str, str]]:
    """Yield the names that countries list under a key, each with its country."""
    for code, country in _table()["countries"].items():
        for name in country[key]:
            yield name, code


@cache
def _table() -> Mapping[str, Any]:
    """Return the whole file. Raises CatalogError where it is missing or no JSON."""
    try:
        found: Mapping[str, Any] = json.loads(PLACES.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogError(PLACES, None, f"holds no table of places: {error}") from error
    return found
