"""What people come for, done as they would do it, with the number of clicks it takes."""

import pytest

from tests.browser.conftest import settle

pytestmark = pytest.mark.browser


class Hand:
    """A hand on the mouse that counts its clicks."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def click(self, target):
        target.click()
        self.clicks += 1

    def choose(self, label, option):
        """Open a list and pick from it by typing: one click, some keys."""
        box = self.page.get_by_role("combobox", name=label)
        self.click(box)
        box.press_sequentially(option, delay=5)
        self.page.get_by_role("option", name=option, exact=True).first.wait_for()
        box.press("Enter")
        box.press("Escape")

    def settle(self):
        settle(self.page)


def test_what_should_i_learn_for_ml_engineering_on_aws(look, server):
    hand = Hand(look(server))

    hand.choose("Cloud named", "AWS")
    hand.page.get_by_text("naming AWS").first.wait_for()
    hand.click(hand.page.get_by_role("link", name="Study plan"))
    hand.page.get_by_role("heading", name="Which cloud first?").wait_for()

    assert "cloud=AWS" in hand.page.url
    assert "naming AWS" in hand.page.inner_text("body")
    assert "adds +" in hand.page.inner_text("body")
    assert hand.clicks <= 3


def test_is_pytorch_really_growing(look, server):
    hand = Hand(look(server))

    said = hand.page.locator("[data-testid=stMain]").inner_text()
    hand.click(hand.page.get_by_role("link", name="Trends"))
    hand.page.get_by_role("heading", name="What changed within a year").wait_for()
    hand.settle()

    assert any(verdict in said for verdict in ("cannot tell", "up ", "down "))
    assert "PyTorch" in hand.page.locator(".annotation-text").first.text_content()
    assert "against the same months a year before" in hand.page.inner_text("body")
    assert hand.clicks == 1


def test_i_know_python_sql_and_scikit_learn_what_next_and_what_will_they_ask_me(look, server):
    hand = Hand(look(server))

    hand.click(hand.page.get_by_role("link", name="Study plan"))
    hand.page.get_by_role("heading", name="What to learn next").wait_for()
    for skill in ("Python", "SQL", "scikit-learn"):
        hand.choose("What you know already", skill)
        hand.settle()
    hand.page.get_by_text("in 100 requirements of").first.wait_for()
    hand.click(hand.page.get_by_text("The interview", exact=True))
    hand.page.get_by_text("is our reading of public guides, not a measurement").wait_for()

    assert "have=Python" in hand.page.url
    assert "topics that interviews ask about" in hand.page.inner_text("body")
    assert hand.clicks <= 5


def test_from_a_bar_to_the_counted_words(look, server):
    hand = Hand(look(server))
    bars = hand.page.locator(".js-plotly-plot .barlayer .point path")
    bars.first.wait_for()
    box = bars.nth(1).bounding_box()

    hand.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    hand.page.wait_for_url("**/skill**")
    hand.click(hand.page.get_by_role("button", name="See the"))
    hand.page.wait_for_url("**/postings**")
    table = hand.page.locator("[data-testid=stDataFrame]").first
    table.wait_for()
    hand.settle()
    corner = table.bounding_box()
    hand.page.mouse.click(corner["x"] + 18, corner["y"] + 52)
    hand.page.get_by_text("The words that were counted").wait_for()
    hand.page.locator("[data-testid=stMain] .stMarkdownColoredBackground").first.wait_for()

    assert "names=" in hand.page.url
    assert "posting=" in hand.page.url
