"""Which links of a sitemap may lead to postings, and of whom."""

import pytest

from data.records import Board, Page, Request
from scraper.parsing.sitemaps import home_of, posting_links, secured
from scraper.sources import load_source
from tests.scraper.conftest import START

HOME = "https://acme.example"

WORDS = (
    "jobs", "careers", "positions", "vacancies", "openings", "opportunities", "roles", "offer", "offers",
    "karriere", "stellen", "stellenangebote", "offre", "offres-emploi", "emploi", "empleo", "ofertas",
    "vagas", "lavoro", "praca", "lediga-tjanster", "vacature", "vacatures", "stillinger", "work-with-us/jobs",
    "join-us", "recrutement", "kariera", "work-with-us", "recruit",
)  # fmt: skip  # cases side by side


@pytest.mark.parametrize("word", WORDS)
def test_a_word_for_postings_in_the_path_is_known(word):
    links = [f"{HOME}/about", f"{HOME}/{word}/ml-engineer-7", f"{HOME}/blog/how-we-offer-jobs", f"{HOME}/de"]

    assert posting_links(links) == [links[1]]


def test_lists_of_postings_are_left_out_where_postings_are_listed():
    links = [f"{HOME}/jobs", f"{HOME}/careers/open-positions", f"{HOME}/jobs/team-lead", f"{HOME}/view?job=7"]

    assert posting_links(links) == links[2:]
    assert posting_links(links[:1]) == links[:1]


def test_on_a_host_for_careers_every_page_of_its_own_may_be_a_posting():
    links = [
        f"https://jobs.acme.example/{name}" for name in ("", "de", "privacy", "ml-engineer-7", "x/data-2")
    ]

    assert posting_links(links) == links[3:]
    assert posting_links([f"{HOME}/ml-engineer-7"]) == []


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("http://acme.example/jobs/1", "https://acme.example/jobs/1"),
        ("https://www.acme.example/jobs/1#top", "https://www.acme.example/jobs/1"),
        ("http://acme.example:80/jobs/1", "https://acme.example/jobs/1"),
        ("https://acme.example:8443/jobs/1", None),
        ("https://other.example/jobs/1", None),
        ("https://jobs.acme.example/1", None),
        ("javascript:alert(1)", None),
        ("https://acme.example:port/", None),
    ],
)
def test_links_of_the_same_site_are_asked_as_https(link, url):
    assert secured(link, f"{HOME}/sitemap.xml") == url


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://acme.example/", None),
        ("https://acme.example/careers", None),
        ("https://acme.example/en/about/work-with-us", None),
        ("https://acme.example/careers.html", None),
        ("https://jobs.shared.example/acme/1", "/acme/"),
        ("https://jobs.shared.example/acme", "/acme/"),
        ("https://shared.example/companies/acme", "/companies/acme/"),
        ("https://shared.example/en/companies/acme/jobs", "/en/companies/acme/"),
        ("https://acme.example/openings-at-acme/7", "/openings-at-acme/"),
    ],
)
def test_a_page_speaks_for_its_site_or_its_folder(url, home):
    assert home_of(url) == home


def test_of_too_many_links_each_day_asks_the_next_ones():
    links = "".join(f"<url><loc>{HOME}/jobs/{n}</loc></url>" for n in range(900))
    content = f"<urlset>{links}</urlset>".encode()
    source, board = load_source("jsonld"), Board("jsonld", "acme", url=f"{HOME}/sitemap.xml")
    request = Request(board.url, kind="sitemap 1", expects="xml")

    asked = set()
    for day in range(3):
        page = Page(board.url, content, START.replace(day=1 + day), "", request)
        parsed = source.parse(page, board)
        assert (len(parsed.follow), parsed.complete) == (400, False)
        asked |= {each.url for each in parsed.follow}

    assert len(asked) == 900
