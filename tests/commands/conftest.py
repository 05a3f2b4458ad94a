"""A reader that is built once, for commands that read a few postings in each of many tests."""

from functools import cache

import pytest

from nlp.catalogue.catalog import load_catalog
from nlp.reader import Extractor

shipped_catalog = cache(load_catalog)


@cache
def shipped_extractor():
    return Extractor(shipped_catalog())


@pytest.fixture
def one_extractor(monkeypatch):
    """Let commands find the shipped catalogue, and the extractor over it, already built."""
    monkeypatch.setattr("nlp.catalogue.catalog.load_catalog", shipped_catalog)
    monkeypatch.setattr("nlp.reader.Extractor", lambda _catalog: shipped_extractor())
