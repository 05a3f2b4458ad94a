"""The pages of one board taken together."""

import pytest

from data.errors import PageRejected, SourceRefused
from data.records import Page, Request
from scraper.runs.page_counts import PageCounts
from tests.scraper.conftest import START

ADDRESS = "https://acme.example/jobs/1"


@pytest.mark.parametrize(("broken", "good", "is_doubted"), [(3, 0, True), (3, 1, False), (2, 0, False)])
def test_a_board_none_of_whose_pages_can_be_read_is_not_believed(broken, good, is_doubted):
    tally = PageCounts({})
    for _ in range(good):
        tally.read(Page(ADDRESS, b"<p>", START, "text/html", Request(ADDRESS)), [ADDRESS])

    for number in range(broken):
        tally.fail(f"{ADDRESS}{number}", PageRejected("the body is truncated"))

    assert isinstance(tally.doubt(), SourceRefused) == is_doubted
