import asyncio
import hashlib

import pytest

from data.errors import PageRejected, SourceGone, SourceUnreachable
from data.records import Board, Page, Parsed, Posting, Rejection, Request
from data.store.writer import Held
from scraper.http.answers import NO_VALIDATORS, Answer, Validators
from scraper.http.sites import Site
from scraper.runs import collect
from scraper.runs.collect import Collector, Known
from tests.scraper.conftest import START, make_source

BOARD = Board("invented", "acme")
FIRST = Request("https://jobs.example/acme")


def posting(number, title="ML Engineer"):
    return Posting("invented", "acme", str(number), "https://jobs.example/x", title, "Acme", "Python")


def lead(number, title="ML Engineer"):
    return Request(f"https://jobs.example/acme/{number}", kind="detail", known=posting(number, title))


def page_two(kind="list"):
    return Request("https://jobs.example/acme?page=2", kind=kind)


class Host:
    """Answers requests by URL; what it parses to is given beside it."""

    def __init__(self, **pages):
        self.pages = {
            FIRST.url + path.replace("_", "/").replace("p2", "?page=2"): what for path, what in pages.items()
        }
        self.asked = []

    async def ask(self, request, site, validators):
        self.asked.append((request.url, validators))
        what = self.pages[request.url]
        if isinstance(what, Exception):
            raise what
        if isinstance(what, Answer):
            return what
        return Answer(
            Page(request.url, repr(what).encode(), START, "application/json", request), received_bytes=10
        )

    def parse(self, page, board):
        return self.pages[page.request.url]

    def collect(self, known=None, source=None, **options):
        site = Site(make_source(parse=self.parse, requests=lambda board: (FIRST,), **(source or {})))
        collector = Collector(BOARD, site, self.ask, **options)
        return asyncio.run(collector.collect(known or Known()))


def test_pages_are_followed_and_each_posting_counts_once():
    host = Host(
        **{
            "": Parsed((posting(1), posting(2)), follow=(page_two(), FIRST)),
            "p2": Parsed((posting(2), posting(3))),
        }
    )

    result = host.collect()

    assert sorted(result.postings) == ["1", "2", "3"]
    assert result.outcome == "complete"
    assert [url for url, _ in host.asked] == [FIRST.url, page_two().url]


def test_only_the_texts_of_wanted_titles_are_asked_for():
    host = Host(**{"": Parsed((), follow=(lead(1), lead(2, "Cook"))), "_1": Parsed((posting(1),))})

    result = host.collect()

    assert sorted(result.postings) == ["1"]
    assert result.seen == {"1", "2"}
    assert result.left_out == {collect.OFF_TOPIC: 1}
    assert len(host.asked) == 2


def held(number, title="ML Engineer"):
    return {str(number): Held("https://jobs.example/x", title, None, START)}


def test_a_text_that_the_store_has_is_not_asked_for_again():
    host = Host(**{"": Parsed((), follow=(lead(1), lead(2))), "_2": Parsed((posting(2),))})

    result = host.collect(Known(held=held(1)))

    assert (sorted(result.postings), result.still, result.seen) == (["2"], {"1"}, {"1", "2"})
    assert [url for url, _ in host.asked] == [FIRST.url, lead(2).url]
    assert result.outcome == "complete"


def test_a_text_under_a_new_title_is_asked_for_again():
    host = Host(**{"": Parsed((), follow=(lead(1),)), "_1": Parsed((posting(1),))})

    assert sorted(host.collect(Known(held=held(1, "Data Engineer"))).postings) == ["1"]


def test_each_text_has_its_day_to_be_read_again():
    host = Host(**{"": Parsed((), follow=tuple(lead(n) for n in range(100)))})
    host.pages |= {lead(n).url: Parsed((posting(n),)) for n in range(100)}
    known = Known(held={name: found for n in range(100) for name, found in held(n).items()})

    assert 3 <= len(host.collect(known).postings) <= 20


def test_a_list_whose_texts_were_not_asked_for_is_never_taken_for_unchanged():
    host = Host(**{"": Parsed((), follow=(lead(1),))})
    first = host.collect(Known(held=held(1)))

    assert host.collect(Known(digest=first.digest, held=held(1))).outcome == "complete"


def test_all_texts_are_asked_for_if_all_roles_are_wanted():
    host = Host(**{"": Parsed((), follow=(lead(2, "Cook"),)), "_2": Parsed((posting(2, "Cook"),))})

    assert sorted(host.collect(all_roles=True).postings) == ["2"]


@pytest.mark.parametrize("error", [SourceGone("404"), PageRejected("truncated")])
def test_a_text_that_cannot_be_had_is_counted_and_the_rest_goes_on(error):
    host = Host(**{"": Parsed((), follow=(lead(1), lead(2))), "_1": error, "_2": Parsed((posting(2),))})

    result = host.collect()

    assert sorted(result.postings) == ["2"]
    assert result.seen == {"1", "2"}
    assert result.outcome == "partial"
    assert sum(result.rejected.values()) == 1


@pytest.mark.parametrize("error", [SourceUnreachable("timeout"), PageRejected("truncated")])
def test_a_later_page_that_fails_leaves_a_partial_board(error):
    host = Host(**{"": Parsed((posting(1),), follow=(page_two(),)), "p2": error})

    result = host.collect()

    assert result.outcome == "partial"
    assert result.error is error
    assert sorted(result.postings) == ["1"]


def test_a_first_page_that_fails_fails_the_board():
    with pytest.raises(SourceGone):
        Host(**{"": SourceGone("404")}).collect()


def test_a_list_that_repeats_itself_ends_as_partial():
    third = Request("https://jobs.example/acme?page=3")
    pages = {"": Parsed((posting(1),), follow=(page_two(),)), "p2": Parsed((posting(1),), follow=(third,))}
    host = Host(**pages)
    host.pages[third.url] = host.pages[page_two().url]

    result = host.collect()

    assert result.outcome == "partial"
    assert len(host.asked) == 3


def test_a_board_without_end_is_cut(monkeypatch):
    monkeypatch.setattr(collect, "MAX_REQUESTS", 5)
    host = Host(**{"": Parsed((posting(0),), follow=tuple(lead(number) for number in range(1, 20)))})
    host.pages |= {lead(number).url: Parsed((posting(number),)) for number in range(1, 20)}

    result = host.collect()

    assert len(host.asked) == 5
    assert result.outcome == "partial"


@pytest.mark.parametrize(
    ("parsed", "outcome"),
    [
        (Parsed(()), "empty"),
        (Parsed((posting(1),)), "complete"),
        (Parsed((posting(1),), complete=False), "partial"),
        (Parsed((posting(1),), (Rejection("2", "title: missing"),)), "complete"),
        (Parsed((posting(1),), (Rejection(None, "no id"),)), "partial"),
        (Parsed((posting(1),), (Rejection(None, "not listed", on_purpose=True),)), "complete"),
        (Parsed((posting(1, "Cook"),)), "complete"),
    ],
)
def test_how_whole_a_board_is(parsed, outcome):
    assert Host(**{"": parsed}).collect().outcome == outcome


def test_nothing_at_all_is_empty():
    assert Host(**{"": Answer(None)}).collect().outcome == "empty"


def test_validators_go_with_the_first_request_only():
    known = Known(Validators('"v1"'))
    host = Host(**{"": Parsed((posting(1),), follow=(page_two(),)), "p2": Parsed(())})

    host.collect(known)

    assert [validators for _, validators in host.asked] == [Validators('"v1"'), NO_VALIDATORS]


def test_an_unchanged_answer_ends_the_board():
    host = Host(**{"": Answer(None, True, Validators('"v1"'))})

    result = host.collect(Known(Validators('"v1"'), "1:x"))

    assert result.outcome == "unchanged"
    assert result.digest == "1:x"


def test_the_same_bytes_are_unchanged_without_validators():
    pages = {"": Parsed((posting(1),)), "p2": Parsed((posting(2),))}
    paged = pages | {"": Parsed((posting(1),), follow=(page_two(),))}

    for host in (Host(**pages), Host(**paged)):
        digest = host.collect().digest
        assert host.collect(Known(digest=digest)).outcome == "unchanged"
        host.pages[page_two().url] = host.pages[FIRST.url] = Parsed((posting(3),))
        assert host.collect(Known(digest=digest)).outcome == "complete"


def test_a_feed_of_the_newest_is_partial_yet_can_be_unchanged():
    host = Host(**{"": Parsed((posting(1),), complete=False)})

    first = host.collect(source={"lists_all": False})
    second = host.collect(Known(digest=first.digest), source={"lists_all": False})

    assert (first.outcome, second.outcome) == ("partial", "unchanged")


def test_a_first_page_alone_tells_what_a_board_lists():
    host = Host(**{"": Parsed((posting(1),), follow=(lead(2, "Cook"), page_two()))})

    result = host.collect(first_page_only=True)

    assert result.seen == {"1", "2", page_two().url}
    assert len(host.asked) == 1


def test_the_digest_of_ids_tells_sets_apart():
    one, other = (
        Host(**{"": Parsed(tuple(map(posting, numbers)))}).collect() for numbers in ((1, 2), (2, 1))
    )
    third = Host(**{"": Parsed((posting(1),))}).collect()

    assert one.ids_digest() == other.ids_digest() != third.ids_digest()
    assert len(one.ids_digest()) == 16
    assert hashlib.sha256(b"1\n2").hexdigest().startswith(one.ids_digest())
