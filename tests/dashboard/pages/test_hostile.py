import re

import pytest

from dashboard.screen import text
from dashboard.screen.page_list import PAGES
from tests.dashboard.conftest import words_of
from tests.hostile.market import write_hostile_market

RAW = re.compile(
    r"(?<!\\)<(script|img|b|a|br)\b|(?<!\\)!\[x\]\(|(?<!\\)\[Apply\]\(|(?<!\\):red\[|(?<!\\)\$\\href"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return write_hostile_market(tmp_path_factory.mktemp("hostile") / "hostile.db")


def markdown_of(app):
    """Return every text of a page that Streamlit reads as Markdown."""
    kinds = (
        app.title,
        app.header,
        app.subheader,
        app.markdown,
        app.caption,
        app.info,
        app.warning,
        app.error,
    )
    said = [element.value for kind in kinds for element in kind]
    widgets = (app.multiselect, app.selectbox, app.button, app.checkbox, app.toggle, app.text_input)
    return said + [element.label for kind in widgets for element in kind]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_element_holds_hostile_text_unescaped(open_page, hostile, page):
    app = open_page(page.name, store=hostile, role="", since="the beginning")

    assert not app.exception
    assert not [said for said in markdown_of(app) if RAW.search(said)]


def test_evidence_of_a_hostile_posting_is_escaped_and_its_link_is_not_offered(open_page, hostile):
    app = open_page("postings", store=hostile, role="", since="the beginning", posting="2")

    assert not app.exception
    assert "The words that were counted" in words_of(app)
    assert "no address that is safe to follow" in words_of(app)
    assert "Names that our catalogue lacks" in words_of(app)
    assert not [said for said in markdown_of(app) if RAW.search(said)]


def test_tables_show_hostile_text_as_one_plain_line(open_page, hostile):
    app = open_page("postings", store=hostile, role="", since="the beginning")

    cells = [cell for column in ("title", "employer", "place") for cell in app.dataframe[0].value[column]]
    assert "<script>alert(1)</script>" in cells
    assert not [cell for cell in cells if text.INVISIBLE.search(cell) or "\n" in cell]


def test_an_address_with_a_hostile_employer_is_said_without_harm(open_page, market):
    app = open_page(employer="[Apply](https://evil.example) <script>")

    assert not app.exception
    assert not [said for said in markdown_of(app) if RAW.search(said)]


BAD_ADDRESSES = [
    {"role": "wizard"}, {"role": ["ML engineer", "wizard"]}, {"role": "' OR 1=1 --"}, {"role": "x" * 100_000},
    {"since": "13-2025"}, {"since": "2025-13"}, {"since": "NaN"}, {"since": "-1"}, {"through": "1e9"},
    {"since": "Sep 2026", "through": "Jan 2026"}, {"level": "all"}, {"denominator": "0"},
    {"compare": "maybe"},
    {"cloud": ["AWS"] * 50}, {"country": "<script>"}, {"source": "\x00"}, {"employer": "a" * 5_000},
    {"without": "\ud7ff"}, {"employer": ["a", "a"]}, {"top": "abc"}, {"top": "9999"}, {"top": "NaN"},
    {"kind": "nothing"}, {"kind": ""}, {"unknown": "key"}, {"role": ""}, {"seniority": "senior,staff"},
    {"cloud_b": "AWS"}, {"since_b": "yesterday"}, {"compare": "true", "role_b": "wizard"},
    {"employer": "\x07"},
    {"employer": [f"e{k}" for k in range(400)]},
]  # laid out as a table  # fmt: skip


@pytest.mark.parametrize("query", BAD_ADDRESSES, ids=lambda query: str(query)[:40])
def test_a_malformed_address_shows_a_view_and_never_an_exception(open_page, query):
    app = open_page(**query)

    assert not app.exception
    assert not app.error
    assert app.title


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ({"skill": "nothing"}, "No skill is shown"),
        ({"skill": "x" * 9_000}, "No skill is shown"),
        ({"by": "moon"}, "PyTorch"),
    ],
    ids=["unknown", "endless", "unknown part"],
)
def test_a_malformed_skill_is_named_and_no_other_shown_for_it(open_page, query, title):
    app = open_page("skill", **query)

    assert not app.exception
    assert app.title[0].value == title
    assert app.warning


@pytest.mark.parametrize("posting", ["abc", "-1", "999999999999999999999", "1e3", "٣"])
def test_a_malformed_posting_opens_none(open_page, posting):
    app = open_page("postings", posting=posting)

    assert not app.exception
    assert "The words that were counted" not in words_of(app)
