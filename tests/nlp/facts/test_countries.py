"""Which country a place lies in."""

import pytest

from data.errors import CatalogError
from nlp.facts.countries import COUNTRIES, country_of, load_countries

PLACES = {
    "Berlin, Germany": "DE",
    "München, Deutschland": "DE",
    "Cologne Bonn Region": "DE",
    "Berlin, DE": "DE",
    "Wilmington, DE": "US",
    "San Francisco, CA": "US",
    "San Francisco Bay Area": "US",
    "Greater Boston": "US",
    "New York City Metropolitan Area": "US",
    "Jersey City, NJ": "US",
    "Remote - US": "US",
    "United States (Remote)": "US",
    "New Mexico": "US",
    "Atlanta, Georgia": "US",
    "Tbilisi, Georgia": "GE",
    "Toronto, CA": "CA",
    "Toronto, ON": "CA",
    "Ontario, Canada": "CA",
    "Bangalore, IN": "IN",
    "Indianapolis, IN": "US",
    "London": "GB",
    "Cambridge, England, United Kingdom": "GB",
    "Lausanne, Suisse": "CH",
    "Madrid, España": "ES",
    "Paris": "FR",
    "The Hague, South Holland, Netherlands": "NL",
    "Sydney, NSW": "AU",
    "Hyderabad / Pune": "IN",
    "São Paulo": "BR",
    "Paris or London": None,
    "US/Canada": None,
    "Remote": None,
    "European Union": None,
    "Nowhere at all": None,
    "": None,
}


@pytest.mark.parametrize(("location", "country"), PLACES.items(), ids=PLACES.keys())
def test_country_of_a_place(location, country):
    found = country_of(location)

    assert found == country


def test_no_location_has_no_country():
    assert country_of(None) is None


@pytest.mark.parametrize(
    ("location", "country"),
    {
        "Wien, Österreich": "AT",
        "Paris, Île-de-France": "FR",
        "España": "ES",
        "Praha, Ceska republika": "CZ",
    }.items(),
)
def test_names_of_countries_in_their_languages_count_with_and_without_accents(location, country):
    assert country_of(location) == country


def test_a_group_that_is_no_country_is_refused_with_its_line(tmp_path):
    path = tmp_path / "countries.toml"
    path.write_text(f'{COUNTRIES.read_text(encoding="utf-8")}\n[xx]\nen = ["atlantis"]\n', encoding="utf-8")

    with pytest.raises(CatalogError) as error:
        load_countries(path)

    lines = path.read_text(encoding="utf-8").splitlines()
    assert (error.value.line, "is no country" in str(error.value)) == (lines.index("[xx]") + 1, True)
