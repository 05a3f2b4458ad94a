"""BambooHR: the list behind an employer's career page; each text is asked for apart."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from data.errors import SourceGone
from data.records import Board, Page, Parsed, Posting, Request
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields, LeftOut
from scraper.parsing.page_records import completed, envelope, read_known, read_one, records_in
from scraper.parsing.posting_builder import StatedOpening, places, posting_from
from scraper.parsing.times import when
from scraper.source import Source

WORKPLACES = {"0": "onsite", "1": "remote", "2": "hybrid"}
DETAIL = "detail"


def requests(board: Board) -> tuple[Request, ...]:
    """Return the request for the list."""
    return (Request(f"https://{board.slug}.bamboohr.com/careers/list"),)


def parse(page: Page, board: Board) -> Parsed:
    """Return the requests for the texts of a list, or the posting of one text."""
    if urlsplit(page.url).hostname == "www.bamboohr.com":
        raise SourceGone(f"{page.request.url} leads to the provider's own site: the tenant is retired")
    if page.request.kind == DETAIL:
        return read_one(page, lambda: detail_in(page))
    return read_known(
        records_in(page, "result"), lambda entry: known_of(entry, board), lambda known: ask_text(known, board)
    )


def known_of(entry: Fields, board: Board) -> Posting:
    """Return what a list says of a posting."""
    external_id = entry.id("id")
    found = StatedOpening(
        external_id,
        url=f"https://{board.slug}.bamboohr.com/careers/{external_id}",
        title=entry.text("jobOpeningName"),
        employer=board.employer or board.slug,
        text="",
        location=location_of(entry),
        workplace="remote"
        if entry.flag("isRemote")
        else WORKPLACES.get(entry.optional_id("locationType") or ""),
        department=entry.text("departmentLabel"),
    )
    return posting_from(found, board, has_text=False)


def location_of(entry: Fields) -> str | None:
    """Return the place, its gaps filled from the second one."""
    first, second = entry.inside("location"), entry.inside("atsLocation")
    return places(
        first.text("city") or second.text("city"),
        first.text("state") or second.text("state") or second.text("province"),
        first.text("addressCountry") or second.text("country"),
    )


def ask_text(known: Posting, board: Board) -> Request:
    """Return the request for the text of a posting."""
    url = f"https://{board.slug}.bamboohr.com/careers/{known.external_id}/detail"
    return Request(url, kind=DETAIL, known=known)


def detail_in(page: Page) -> Posting:
    """Return the posting with its text and date."""
    opening = envelope(page).inside("result").inside("jobOpening")
    if opening.text("jobOpeningStatus") not in (None, "Open"):
        raise LeftOut("jobOpeningStatus", "not open")
    posted = when(opening.text("datePosted"), page)
    text, pay = clean_html(opening.text("description") or ""), opening.line("compensation")
    return completed(
        page,
        text=f"{text}\n\nCompensation: {pay}" if text and pay else text,
        location=location_of(opening),
        posted_at=posted.at,
        posted_precision=posted.precision,
        posted_raw=posted.raw,
    )


SOURCE = Source(
    name="bamboohr",
    documentation="https://www.bamboohr.com",
    hosts=("*.bamboohr.com",),
    default="opt_in",
    reason="the data behind a public page, but not documented",
    cadence=timedelta(hours=20),
    requests=requests,
    parse=parse,
    links=(
        re.compile(
            r"(?!(?:app|api|partners|help)\.)(?P<slug>[\w-]{1,63})\.bamboohr\.com/(?:careers|jobs)(?:/(?P<id>\d{1,10}))?"
        ),
    ),
    exact_slug=False,
)
