"""Which country a place lies in."""

import pytest

from nlp.facts.countries import country_of

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
