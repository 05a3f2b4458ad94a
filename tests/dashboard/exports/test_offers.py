"""What each page offers as files and to programs, with every drawer open."""

import csv
import io

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from analysis.registry import figure_kinds, served_kinds
from dashboard.exports.endpoints import ROUTES, VIEWS

YEAR, WHOLE = "role=ml_engineer&since=2025-09", "role=&since=the+beginning"
EVERYTHING = {"role": "", "since": "the beginning"}
# page, what its address says, the files that it offers, and the addresses for programs beside them
OFFERS = [
    ("overview", {}, ["shares"], [f"shares.csv?{YEAR}"]),
    ("overview", {"compare": "true", "vs_role": "Data scientist"}, ["comparison"], []),
    ("skill", {}, ["share"], [f"shares.csv?{YEAR}&skill=pytorch"]),
    ("trends", {}, ["trends", "changes"], [f"trends.csv?{YEAR}&skill=pytorch", f"changes.csv?{YEAR}"]),
    ("together", EVERYTHING, ["pairs"], [f"pairs.csv?{WHOLE}"]),
    ("together", {**EVERYTHING, "pairs": "PyTorch"}, ["pairs"], [f"pairs.csv?{WHOLE}&skill=pytorch"]),
    ("study", {}, ["plan"], []),
    ("study", {"part": "The interview"}, ["interviews"], []),
    ("study", {"part": "Portfolio projects"}, ["projects"], []),
    ("postings", {"names": "AWS"}, ["postings"], [f"postings.csv?{YEAR}&skill=aws"]),
    ("claims", {}, ["claims", "readings", "sayings"], ["claims.csv", "sayings.csv"]),
    ("method", {"part": "Coverage"}, ["coverage", "population"], [f"population.csv?{YEAR}"]),
]
# the kind of figure whose rows a file holds; the others have rows of their page alone
KINDS = {
    "shares": "share", "share": "share", "trends": "trend", "changes": "change", "pairs": "pairs",
    "comparison": "compare", "projects": "projects", "claims": "claims", "sayings": "sayings",
    "interviews": "interviews", "population": "population",
}  # fmt: skip # a table


class Drawer:
    """A popover that is open; what is put into it stands on the page itself."""

    open = True

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None


@pytest.fixture
def offered(open_page, monkeypatch):
    """Return a function that opens a page and returns its CSV files by name, and its addresses."""
    files = {}

    def button(_label, *, data, file_name, **_options):
        if file_name.endswith(".csv"):
            files[file_name] = data()

    monkeypatch.setattr(st, "popover", lambda *_args, **_options: Drawer())
    monkeypatch.setattr(st, "download_button", button)

    def found(page, query):
        app = open_page(page, **query)
        assert not app.exception
        return files, [one.value for one in app.code if one.value.startswith("/api/")]

    return found


def header(content):
    return next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("where", "query", "names", "addresses"),
    OFFERS,
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_page_offers_its_files_and_the_addresses_of_the_same_columns(
    offered, where, query, names, addresses
):
    files, programs = offered(where, query)
    client = TestClient(Starlette(routes=list(ROUTES)))
    answers = [client.get(one) for one in programs]

    assert list(files) == [f"skillgauge-{name}.csv" for name in names]
    until = {True: "&until=2026-09", False: ""}
    assert programs == [f"/api/{one}{until['?' in one]}" for one in addresses]
    assert [one.status_code for one in answers] == [200] * len(addresses)
    assert all(header(one.content) in map(header, files.values()) for one in answers)
    for name, content in zip(names, files.values(), strict=True):
        kind = figure_kinds()[KINDS[name]] if name in KINDS else None
        assert kind is None or header(content) == [one for one in kind.header if one in header(content)]


def test_a_page_offers_each_address_unless_its_kind_says_why_none_does():
    on_pages = {one.partition(".")[0] for *_, addresses in OFFERS for one in addresses}
    off_pages = {name for name, kind in served_kinds().items() if kind.endpoint.off_pages}

    assert on_pages | off_pages == set(VIEWS)
    assert not on_pages & off_pages
