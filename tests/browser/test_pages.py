import csv
import io

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE, settle

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = {
    "": "What the market asks for",
    "trends": "How it changes",
    "skill": "PyTorch",
    "together": "What is asked together",
    "study?have=Python": "What to learn next",
    "postings": "The postings behind the figures",
    "claims": "Published claims, checked",
    "method": "Data and method",
}
NAMES = [path.split("?")[0] or "overview" for path in PAGES]
FOCUSED = """(document.activeElement.getAttribute('aria-label') || '')
    + document.activeElement.closest('[data-testid]')?.dataset.testid"""
HEADLINES = "[data-testid=stMain] h2"
ALERTS = "[data-testid=stException], [data-testid=stAlertContentError]"


def serious(page):
    """Return the serious findings of axe on a page."""
    found = Axe().run(page).response["violations"]
    return [
        (one["id"], node["html"][:120])
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("path", "title"), PAGES.items(), ids=NAMES)
def test_each_page_is_shown_without_an_error_and_axe_finds_nothing_serious(look, server, path, title, theme):
    page = look(f"{server}/{path}", theme=theme)

    assert page.locator("h1").first.inner_text() == title
    assert page.locator(ALERTS).count() == 0
    assert serious(page) == []


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_each_page_fits_a_phone(look, server, path):
    page = look(f"{server}/{path}", size=PHONE)

    wide = page.evaluate("document.documentElement.scrollWidth")
    assert page.locator(ALERTS).count() == 0
    assert wide <= PHONE["width"]


def test_a_filter_changes_the_figures_and_the_address_and_a_reload_keeps_both(look, server):
    page = look(server)
    before = page.locator(HEADLINES).all_inner_texts()

    page.get_by_role("combobox", name="Cloud named").click()
    page.get_by_role("option", name="AWS", exact=True).click()
    page.wait_for_url("**cloud=AWS**")
    page.get_by_text("naming AWS").first.wait_for()
    settle(page)
    after = page.locator(HEADLINES).all_inner_texts()
    page.reload()
    settle(page)

    assert after != before
    assert page.locator(HEADLINES).all_inner_texts() == after


def test_the_csv_downloads_and_parses(look, server):
    page = look(f"{server}/?cloud=GCP")

    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download CSV").click()
    content = waiting.value.path().read_text(encoding="utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(content)))
    assert len(rows) == 12
    assert all(row["slice"].startswith("role=ml_engineer&cloud=gcp") for row in rows)
    assert all(0 <= float(row["low"]) <= float(row["share"]) <= float(row["high"]) <= 1 for row in rows)


def test_the_keyboard_reaches_the_filters_and_the_table(look, server):
    page = look(server)
    page.wait_for_selector("[data-testid=stDataFrame] canvas")
    reached = set()

    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(FOCUSED))

    assert any("Role" in one for one in reached)
    assert any("stDataFrame" in one or "data-grid-canvas" in one for one in reached)


def test_charts_and_tables_have_words_for_those_who_do_not_see_them(look, server):
    page = look(server)
    page.locator(".js-plotly-plot").first.wait_for()
    page.locator("[data-testid=stDataFrame]").first.wait_for()

    labels = [one.get_attribute("aria-label") or "" for one in page.locator("[aria-label]").all()]
    assert any(label.startswith("The leading skills as bars") for label in labels)
    assert any(label.startswith("The leading skills as a table") for label in labels)
