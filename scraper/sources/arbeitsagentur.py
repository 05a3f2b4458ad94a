"""Bundesagentur für Arbeit: the German employment service, searched by words; texts come apart."""

import base64
from datetime import timedelta
from urllib.parse import quote

from data.errors import PageRejected
from data.records import Board, Page, Parsed, Posting, Request, Salary
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields, LeftOut
from scraper.parsing.page_records import completed, envelope, read_known, read_one
from scraper.parsing.paging import at_page, page_number
from scraper.parsing.pay_fields import salary
from scraper.parsing.posting_builder import StatedOpening, places, plain, posting_from
from scraper.parsing.queries import SEARCH, queries
from scraper.parsing.times import when
from scraper.source import Source

BASE = "https://rest.arbeitsagentur.de/jobboerse/jobsuche-service/pc"
CLIENT = (("X-API-Key", "jobboerse-jobsuche"),)  # the public one that every client sends
WORDS = ("Machine Learning", "MLOps", "KI Entwickler", "Data Scientist")
SIZE = 100  # the most that is given
MAX_PAGES = 2
DETAIL = "detail"


def requests(board: Board) -> tuple[Request, ...]:
    """Return the request for the first page of each search, for the last thirty days."""
    return tuple(
        Request(
            f"{BASE}/v6/jobs?was={words}&angebotsart=1&veroeffentlichtseit=30&size={SIZE}&page=1",
            headers=CLIENT,
        )
        for words in queries(board, WORDS)
    )


def parse(page: Page, board: Board) -> Parsed:
    """Return the requests for the texts of a page of a search, or the posting of one text."""
    if page.request.kind == DETAIL:
        return read_one(page, lambda: detail_in(page))
    outer = envelope(page)
    if "maxErgebnisse" not in outer.record:
        raise PageRejected(f"{page.request.url} answered without maxErgebnisse")
    entries = outer.values("ergebnisliste")  # absent when nothing matched
    number = page_number(page.request, "page")
    has_next = number < MAX_PAGES and number * SIZE < (outer.number("maxErgebnisse") or 0) and bool(entries)
    return read_known(
        entries,
        lambda entry: known_of(entry, page, board),
        ask_text,
        id_name="referenznummer",
        follow=(at_page(page.request, "page", number + 1),) if has_next else (),
        complete=False,
    )


def known_of(entry: Fields, page: Page, board: Board) -> Posting:
    """Return what a search says of a posting."""
    reference = entry.id("referenznummer")
    first = entry.text("datumErsteVeroeffentlichung") or entry.inside("veroeffentlichungszeitraum").text(
        "von"
    )
    link = entry.text("externeURL")
    found = StatedOpening(
        reference,
        url=f"https://www.arbeitsagentur.de/jobsuche/jobdetail/{quote(reference, safe='')}",
        title=entry.text("stellenangebotsTitel") or entry.text("hauptberuf"),
        employer=entry.text("firma"),
        text="",
        location=places(*(place_of(place) for place in entry.each("stellenlokationen")), between="; "),
        when=when(first, page, "Europe/Berlin"),
        department=entry.text("hauptberuf"),
        salary=salary_of(entry),
        links=(link,) if link else (),
    )
    return posting_from(found, board, has_text=False)


def place_of(place: Fields) -> str | None:
    """Return town and country; street and house number are not kept."""
    address = place.inside("adresse")
    country = address.text("land")
    return places(address.text("ort"), country.title() if country else None)


def salary_of(entry: Fields) -> Salary | None:
    """Return the stated range, which is in euros."""
    return salary(
        entry.number("gehaltsspanneVon"),
        entry.number("gehaltsspanneBis"),
        "EUR",
        entry.text("verguetungsangabe"),
    )


def ask_text(known: Posting) -> Request:
    """Return the request for the text of a posting."""
    reference = base64.b64encode(known.external_id.encode()).decode()
    return Request(
        f"{BASE}/v4/jobdetails/{quote(reference, safe='')}", kind=DETAIL, headers=CLIENT, known=known
    )


def detail_in(page: Page) -> Posting:
    """Return the posting with its text, which is plain in some and HTML in others."""
    text = envelope(page).text("stellenangebotsBeschreibung")
    if text is None:
        raise LeftOut("stellenangebotsBeschreibung", "its text is on another site only")
    return completed(page, text=clean_html(text) if "</" in text or "<br" in text else plain(text))


SOURCE = Source(
    name="arbeitsagentur",
    documentation="https://jobsuche.api.bund.dev",
    hosts=("rest.arbeitsagentur.de",),
    default="on",
    reason="a public client that is widely used, though not an offered API; a few searches a day",
    cadence=timedelta(hours=24),
    requests=requests,
    parse=parse,
    feeds=(Board("arbeitsagentur", SEARCH),),
    lists_all=False,
    attribution="Bundesagentur für Arbeit, https://www.arbeitsagentur.de",
)
