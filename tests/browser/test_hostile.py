import pytest

from dashboard.screen.page_list import PAGES, url_of
from tests.hostile.strings import HOST

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("hostile")]  # one server

EVERYTHING = "role=&since=the+beginning"


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.name)
def test_hostile_text_opens_no_dialog_asks_no_host_and_makes_no_link(look, hostile_server, shown):
    page = look(f"{hostile_server}/{url_of(shown)}?{EVERYTHING}")

    links = [link.get_attribute("href") or "" for link in page.locator("a").all()]
    assert not [link for link in links if HOST in link or link.startswith("javascript")]
    assert page.locator("img[src*=evil]").count() == 0


def test_the_evidence_of_a_hostile_posting_shows_its_text_verbatim(look, hostile_server):
    page = look(f"{hostile_server}/postings?{EVERYTHING}&q=onerror")
    corner = page.locator("[data-testid=stDataFrame]").first.bounding_box()

    page.mouse.click(corner["x"] + 18, corner["y"] + 52)
    page.get_by_text("The words that were counted").wait_for()

    said = page.locator("[data-testid=stMain]").inner_text()
    assert "<img src=x onerror=alert(1)>" in said
    assert "no address that is safe to follow" in said


def test_a_name_between_colons_is_shown_as_written_and_not_as_a_picture(look, hostile_server):
    page = look(f"{hostile_server}/postings?{EVERYTHING}&q=streamlit")
    corner = page.locator("[data-testid=stDataFrame]").first.bounding_box()

    page.mouse.click(corner["x"] + 18, corner["y"] + 52)
    page.get_by_text("The words that were counted").wait_for()

    said = page.locator("[data-testid=stMain]").inner_text().replace("\u2060", "")
    assert ":streamlit: a:streamlit:b :material_home: :+1:" in said
    assert page.locator("[data-testid=stMain] img").count() == 0
