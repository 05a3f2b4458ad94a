import csv
import io

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.screen.page_list import PAGES, PageEntry, url_of
from tests.browser.conftest import PHONE, settle

pytestmark = pytest.mark.browser

QUERIES = {"study": "?have=Python"}  # pages that show more when they are asked more
OWN_HEADINGS = {"skill": "PyTorch"}  # pages that are called after what they show
each_page = pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.name)
FOCUSED = """(document.activeElement.getAttribute('aria-label') || '')
    + document.activeElement.closest('[data-testid]')?.dataset.testid"""
HEADLINES = "[data-testid=stMain] h2"
ALERTS = "[data-testid=stException], [data-testid=stAlertContentError]"


def address_of(server: str, shown: PageEntry) -> str:
    """Return where a browser finds a page."""
    return f"{server}/{url_of(shown)}{QUERIES.get(shown.name, '')}"


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
@each_page
def test_each_page_is_shown_without_an_error_and_axe_finds_nothing_serious(look, server, shown, theme):
    page = look(address_of(server, shown), theme=theme)

    assert page.locator("h1").first.inner_text() == (shown.heading or OWN_HEADINGS[shown.name])
    assert page.locator(ALERTS).count() == 0
    assert serious(page) == []


@each_page
def test_each_page_fits_a_phone(look, server, shown):
    page = look(address_of(server, shown), size=PHONE)

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


def has_filters(reached):
    return any("Role" in one for one in reached)


def has_table(reached):
    return any("stDataFrame" in one or "data-grid-canvas" in one for one in reached)


def test_the_keyboard_reaches_the_filters_and_the_table(look, server):
    page = look(server)
    page.wait_for_selector("[data-testid=stDataFrame] canvas")
    reached = set()

    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(FOCUSED))
        if has_filters(reached) and has_table(reached):
            break

    assert has_filters(reached)
    assert has_table(reached)


def test_charts_and_tables_have_words_for_those_who_do_not_see_them(look, server):
    page = look(server)
    page.locator(".js-plotly-plot").first.wait_for()
    page.locator("[data-testid=stDataFrame]").first.wait_for()

    labels = [one.get_attribute("aria-label") or "" for one in page.locator("[aria-label]").all()]
    assert any(label.startswith("The leading skills as bars") for label in labels)
    assert any(label.startswith("The leading skills as a table") for label in labels)
