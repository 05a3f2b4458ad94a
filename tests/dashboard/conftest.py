"""Stores and pages for the tests of the dashboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analysis.market.corpus import Corpus
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from dashboard.screen.page_list import BY_NAME, PAGES
from tests.dashboard.market import write_market

ROOT = Path(__file__).resolve().parents[2]
Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def market(tmp_path_factory) -> Path:
    return write_market(tmp_path_factory.mktemp("market") / "market.db", 1_500)


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return Corpus.from_tables(generate_tables(4_000, seed=5), SYNTHETIC_SKILLS)


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path / "local"))
    monkeypatch.delenv("SKILLGAUGE_SHARED", raising=False)
    st.cache_resource.clear()


@pytest.fixture
def open_page(monkeypatch, market) -> Open:
    """Return a function that opens a page of the dashboard on a store, as a reader's address would."""

    def opened(page: str = "overview", *, store: Path = market, **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("SKILLGAUGE_STORE", str(store))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for key, value in query.items():
            app.query_params[key] = value
        if BY_NAME[page] is not PAGES[0]:
            app.switch_page(BY_NAME[page].path)
        return app.run()

    return opened


def words_of(app: AppTest) -> str:
    """Return all that a page says: headings, text, captions, messages."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption, app.text)
    said = [element.value for kind in kinds for element in kind]
    said += [element.value for kind in (app.info, app.warning, app.error, app.success) for element in kind]
    return "\n".join(said)
