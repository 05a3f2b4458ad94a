"""Ashby: one answer holds a whole board; pay is stated part by part."""

import re
from datetime import timedelta
from urllib.parse import quote

from data.records import Board, Page, Parsed, Posting, Request, Salary
from scraper.parsing.clean import clean_html
from scraper.parsing.fields import Fields, LeftOut
from scraper.parsing.page_records import read_records, records_in
from scraper.parsing.pay_fields import salary
from scraper.parsing.posting_builder import StatedOpening, places, plain, posting_from, workplace
from scraper.parsing.times import when
from scraper.source import Source
from scraper.sources.lever import UUID

BASE = "https://api.ashbyhq.com/posting-api/job-board"


def requests(board: Board) -> tuple[Request, ...]:
    """Return the one request for a board, whose name may hold capitals, dots and spaces."""
    return (Request(f"{BASE}/{quote(board.slug, safe='')}?includeCompensation=true"),)


def parse(page: Page, board: Board) -> Parsed:
    """Return the listed postings of a board."""
    return read_records(records_in(page, "jobs"), lambda job: posting_of(job, page, board))


def posting_of(job: Fields, page: Page, board: Board) -> Posting:
    """Return the posting of one entry; an unlisted one is for those who were sent its link."""
    if job.flag("isListed") is False:
        raise LeftOut("isListed", "not listed")
    markup = job.text("descriptionHtml")
    found = StatedOpening(
        job.id("id"),
        url=job.text("jobUrl"),
        title=job.text("title"),
        employer=board.employer or board.slug,
        text=clean_html(markup) if markup else plain(job.text("descriptionPlain")),
        location=location_of(job),
        when=when(job.text("publishedAt"), page),
        workplace=workplace_of(job),
        department=places(job.text("department"), job.text("team"), between=" / "),
        salary=salary_of(job),
    )
    return posting_from(found, board)


def location_of(job: Fields) -> str | None:
    """Return all places, each with the country where its name leaves it out."""
    others = (place_of(place) for place in job.each("secondaryLocations"))
    return places(place_of(job), *others, between="; ")


def place_of(place: Fields) -> str | None:
    """Return a place's name and country; the address stands one level deeper in some answers."""
    address = place.inside("address")
    inner = address.inside("postalAddress") if "postalAddress" in address.record else address
    name, country = place.text("location"), inner.text("addressCountry")
    return name if name and country and country.lower() in name.lower() else places(name, country)


def workplace_of(job: Fields) -> str | None:
    """Return the stated workplace; `isRemote` is also true for hybrid work, so it counts only alone."""
    stated = job.text("workplaceType")
    return workplace(stated) if stated else "remote" if job.flag("isRemote") else None


def salary_of(job: Fields) -> Salary | None:
    """Return the first stated salary, unless the employer does not show it."""
    if job.flag("shouldDisplayCompensationOnJobPostings") is False:
        return None
    compensation = job.inside("compensation")
    tiers = (part for tier in compensation.each("compensationTiers") for part in tier.each("components"))
    for part in (*compensation.each("summaryComponents"), *tiers):
        if part.text("compensationType") == "Salary" and (stated := component_salary(part)):
            return stated
    return None


def component_salary(part: Fields) -> Salary | None:
    """Return the pay of one component."""
    return salary(
        part.number("minValue"), part.number("maxValue"), part.text("currencyCode"), part.text("interval")
    )


SOURCE = Source(
    name="ashby",
    documentation="https://developers.ashbyhq.com/docs/public-job-posting-api",
    hosts=("api.ashbyhq.com",),
    default="on",
    reason="documented public API for reading a board",
    cadence=timedelta(hours=20),
    requests=requests,
    parse=parse,
    links=(
        re.compile(rf"jobs\.ashbyhq\.com/(?P<slug>[^/?#]{{1,100}})(?:/(?P<id>{UUID}))?"),
        re.compile(r"api\.ashbyhq\.com/posting-api/job-board/(?P<slug>[^/?#]{1,100})"),
    ),
    timeout_s=45.0,  # its first byte takes up to 10 s
    robots_note="answers 401 for robots.txt, which by RFC 9309 bars nothing",
)
