"""A JSON-LD board page by page: what one page does costs that page alone; all at once is not believed."""

import asyncio
import json
from datetime import timedelta

import pytest

from data.errors import PageRejected, SourceGone, SourcePostponed, SourceRefused, SourceUnreachable
from data.records import Board, Page
from data.store.writer import Held
from scraper.http.answers import Answer
from scraper.http.sites import Site
from scraper.runs.collect import Collector, Known
from scraper.sources import load_source
from tests.scraper.conftest import START

HOME = "https://acme.example"
BOARD = Board("jsonld", "acme.example/sitemap.xml", "Acme", url=f"{HOME}/sitemap.xml")


def sitemap(*urls):
    links = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{links}</urlset>'.encode()


def index(*urls):
    links = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return (
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{links}</sitemapindex>'.encode()
    )


def job(number, **changes):
    node = {
        "@context": "https://schema.org", "@type": "JobPosting", "title": f"ML Engineer {number}",
        "description": f"<p>Kettles, line {number}.</p>", "url": f"{HOME}/jobs/{number}",
        "hiringOrganization": {"name": "Acme"},
    } | changes  # fmt: skip  # cases side by side
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'.encode()


def html(words):
    return f"<html><head><title>Acme</title></head><body>{words}</body></html>".encode()


class Hosts:
    """Answers by URL; an error is raised, anything else is the content of a page."""

    def __init__(self, pages):
        self.pages, self.asked = pages, []

    async def ask(self, request, site, validators):
        self.asked.append(request.url)
        what = self.pages.get(request.url, SourceGone(f"{request.url} answered 404"))
        if isinstance(what, Exception):
            raise what
        return Answer(Page(request.url, what, START, "text/html", request))


def collect(pages, held=(), board=BOARD, **options):
    """Return what is collected where the store holds the postings of these numbers."""
    hosts = Hosts(pages)
    old = {f"jobs/{n}": Held(f"{HOME}/jobs/{n}", f"ML Engineer {n}", None, START) for n in held}
    collector = Collector(board, Site(load_source("jsonld")), hosts.ask, **options)
    result = asyncio.run(collector.collect(Known(held=old)))
    return result, hosts.asked


def site(answers):
    """Return the pages of a site whose sitemap lists a posting for each answer."""
    urls = [f"{HOME}/jobs/{number}" for number in range(len(answers))]
    return {BOARD.url: sitemap(*urls), **dict(zip(urls, answers, strict=True))}


FAULTS = {
    "gone": SourceGone("answered 404"),
    "refused": SourceRefused("answered 403"),
    "led elsewhere": PageRejected("is not a host of this source"),
    "no answer": SourceUnreachable("timeout"),
    "a wall": html("Accept all cookies"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_page_that_fails_costs_that_page_alone(fault):
    result, asked = collect(site([job(0), fault, job(2), job(3)]))

    assert sorted(result.postings) == ["jobs/0", "jobs/2", "jobs/3"]
    assert len(asked) == 5
    assert sum(result.rejected.values()) == 1


def test_a_stale_link_leaves_the_board_complete_and_its_posting_may_close():
    result, _ = collect(site([job(0), SourceGone("404")]), held=[0, 1])

    assert (result.outcome, result.seen, result.error) == ("complete", {"jobs/0"}, None)
    assert result.rejected == {"page: not there any more": 1}


def test_a_refused_page_keeps_its_posting_open_and_the_rest_may_close():
    result, _ = collect(site([job(0), SourceRefused("403")]), held=[0, 1, 2])

    assert result.outcome == "complete"
    assert result.seen == {"jobs/0", "jobs/1"}


def test_nothing_closes_where_nobody_knows_what_a_refused_page_holds():
    elsewhere = job(0, url=f"{HOME}/apply?to=0")

    result, _ = collect(site([elsewhere, SourceRefused("403")]), held=[2])

    assert result.outcome == "partial"


def test_a_bad_child_of_an_index_does_not_end_the_others():
    one, two = f"{HOME}/jobs-1.xml", f"{HOME}/jobs-2.xml"
    pages = {BOARD.url: index(one, two), one: PageRejected("no XML"), two: sitemap(f"{HOME}/jobs/7")}

    result, _ = collect(pages | {f"{HOME}/jobs/7": job(7)})

    assert sorted(result.postings) == ["jobs/7"]
    assert result.outcome == "partial"
    assert "no XML" in str(result.error)


def test_a_site_that_refuses_page_after_page_is_left_alone():
    with pytest.raises(SourceRefused, match="refused 5 pages"):
        collect(site([SourceRefused("403")] * 9))
    result, asked = collect(site([job(0), *[SourceUnreachable("timeout")] * 9]))

    assert len(asked) == 1 + 1 + 3
    assert result.outcome == "partial"


def test_a_host_that_asks_to_be_left_alone_is():
    result, asked = collect(site([job(0), SourcePostponed("later", START + timedelta(hours=1)), job(2)]))

    assert len(asked) == 3
    assert isinstance(result.error, SourcePostponed)


@pytest.mark.parametrize("words", ["Just checking that you are not a robot", "<p>Welcome to our site</p>"])
def test_pages_that_change_all_at_once_are_not_believed(words):
    with pytest.raises(SourceRefused, match="pages"):
        collect(site([html(words)] * 4), held=range(4))


def test_most_pages_alike_are_not_believed_though_one_still_has_its_posting():
    result, _ = collect(site([job(0), *[html("<p>Welcome</p>")] * 5]), held=range(6))

    assert result.outcome == "partial"
    assert "lost them all at once" in str(result.error)


def test_pages_that_say_that_they_are_closed_are_believed():
    result, _ = collect(site([html("This position has been filled.")] * 3), held=range(3))

    assert (result.outcome, result.seen) == ("complete", set())


def test_a_page_that_lost_its_posting_among_others_is_closed():
    result, _ = collect(site([job(0), job(1), html("<p>Welcome</p>")]), held=range(3))

    assert (result.outcome, result.seen) == ("complete", {"jobs/0", "jobs/1"})


def test_pages_with_the_same_stated_id_are_postings_of_their_own():
    same = [job(n, identifier={"value": "77"}) for n in range(3)]

    result, _ = collect(site(same))

    assert sorted(posting.title for posting in result.postings.values()) == [
        f"ML Engineer {n}" for n in range(3)
    ]
    assert result.seen == set(result.postings)
    assert len({posting.identities for posting in result.postings.values()}) == 3


def test_pages_that_all_state_the_same_address_are_postings_of_their_own():
    result, _ = collect(site([job(n, url=f"{HOME}/jobs") for n in range(3)]))

    assert len(result.postings) == 3


def test_robots_txt_tells_where_the_sitemaps_are():
    board = Board("jsonld", "acme.example/careers", "Acme", url=f"{HOME}/careers")
    own = f"{HOME}/jobs-map.xml"
    pages = {board.url: html("<h1>Careers</h1>"), own: sitemap(f"{HOME}/jobs/1"), f"{HOME}/jobs/1": job(1)}

    with_robots, asked = collect(pages, board=board, sitemaps=lambda site, url: (own,))
    without, _ = collect(pages, board=board)

    assert sorted(with_robots.postings) == ["jobs/1"]
    assert f"{HOME}/sitemap.xml" not in asked
    assert without.outcome == "empty"  # a site without a sitemap has nothing to say, and that is no error


def test_only_sitemaps_of_the_same_site_are_asked():
    board = Board("jsonld", "acme.example/careers", "Acme", url=f"{HOME}/careers")
    names = ("https://cdn.elsewhere.example/map.xml", "http://www.acme.example/map.xml")

    _, asked = collect({board.url: html("<h1>Careers</h1>")}, board=board, sitemaps=lambda site, url: names)

    assert asked == [board.url, "https://www.acme.example/map.xml"]


def test_a_single_posting_never_speaks_for_its_host():
    board = Board("jsonld", "jobs.shared.example/acme/1", "Acme", url="https://jobs.shared.example/acme/1")
    others = [f"https://jobs.shared.example/other/jobs/{n}" for n in range(3)]
    pages = {
        board.url: html("<p>Welcome</p>"),
        "https://jobs.shared.example/sitemap.xml": sitemap(*others, "https://jobs.shared.example/acme/2"),
        **{url: job(0, url=url, hiringOrganization=None) for url in others},
        "https://jobs.shared.example/acme/2": job(2, url="https://jobs.shared.example/acme/2"),
    }

    result, asked = collect(pages, board=board)

    assert sorted(result.postings) == ["acme/2"]
    assert not set(asked) & set(others)


def test_a_first_look_reads_few_pages_and_counts_the_rest():
    result, asked = collect(site([job(n) for n in range(9)]), first_page_only=True)

    assert (result.listed, result.unread, len(result.postings)) == (9, 8, 1)
    assert len(asked) == 2


def test_a_first_look_at_pages_without_postings_lists_nothing():
    result, asked = collect(site([html("<p>Our career tips</p>")] * 9), first_page_only=True)

    assert result.listed == 0
    assert len(asked) == 4
