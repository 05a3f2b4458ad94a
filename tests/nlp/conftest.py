"""The shipped catalogue and an extractor over it, built once."""

import pytest

from nlp.catalogue.catalog import load_catalog
from nlp.reader import Extractor


@pytest.fixture(scope="session")
def catalog():
    return load_catalog()


@pytest.fixture(scope="session")
def extractor(catalog):
    return Extractor(catalog)
