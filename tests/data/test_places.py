"""The table of places: what stands in it, and that it is checked."""

import pytest

from data import places
from data.errors import CatalogError
from data.places import city_countries, country_names, state_names, town_countries


def test_countries_and_states_have_their_names():
    assert (country_names()["DE"], len(country_names())) == ("Germany", 252)
    assert (state_names()["CA"], len(state_names())) == ("California", 51)


@pytest.mark.parametrize(
    ("name", "country"),
    [("münchen", None), ("munich", "DE"), ("san josé", "US"), ("springfield", "US"), ("zürich", "CH")],
)
def test_a_city_stands_under_the_country_of_its_largest_namesake(name, country):
    """Accents do not count: San Jose in California is larger than San José in Costa Rica."""
    found = city_countries().get(name)

    assert found == country


def test_smaller_towns_and_other_names_are_written_without_accents():
    names = town_countries()

    assert (names["muenchen"], names["pully"]) == ("DE", "CH")
    assert len(names) > 70_000
    assert not names.keys() & city_countries().keys()


def test_every_place_lies_in_a_country_that_has_a_name():
    lands = {*city_countries().values(), *town_countries().values()}

    assert lands <= set(country_names())


@pytest.mark.parametrize("content", ["", "{", None], ids=["empty", "cut", "missing"])
def test_a_table_that_cannot_be_used_is_named(monkeypatch, tmp_path, content):
    path = tmp_path / "places.json"
    if content is not None:
        path.write_text(content)
    monkeypatch.setattr(places, "PLACES", path)
    places._table.cache_clear()

    with pytest.raises(CatalogError, match=r"places\.json: holds no table of places"):
        places._table()

    monkeypatch.undo()
    places._table.cache_clear()
