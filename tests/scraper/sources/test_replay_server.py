"""The replay server answers as the sources were seen to."""

import gzip
import json
import re
import urllib.error
import urllib.request

import pytest

from data.records import Board
from scraper.source import endpoint_url
from scraper.sources import SOURCE_NAMES, load_source
from tests.golden import lacking
from tests.replay_server import ReplayServer, Reply, serving

GREENHOUSE = "https://boards-api.greenhouse.io/v1/boards/{}/jobs?content=true"


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def ask(server: ReplayServer, source: str, url: str, **headers: str):
    """Return status, headers and body of an answer."""
    target = endpoint_url(url, load_source(source), server.endpoint(source))
    request = urllib.request.Request(target, headers=headers)
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=5) as answer:
            body = answer.read()
            is_gzip = answer.headers.get("Content-Encoding") == "gzip"
            return answer.status, answer.headers, gzip.decompress(body) if is_gzip else body
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.mark.parametrize("source", [name for name in SOURCE_NAMES if load_source(name).feeds])
def test_what_a_feed_is_asked_is_answered(replay, source):
    found = load_source(source)
    urls = [request.url for board in found.feeds for request in found.requests(board)]

    statuses = [ask(replay, source, url)[0] for url in urls]

    assert statuses == [200] * len(urls), lacking(source)


def test_a_saved_board_is_served_with_its_validator(replay):
    status, headers, body = ask(replay, "greenhouse", GREENHOUSE.format("kestrelanalytics"))
    again, _, nothing = ask(
        replay, "greenhouse", GREENHOUSE.format("kestrelanalytics"), **{"If-None-Match": headers["ETag"]}
    )

    assert (status, len(json.loads(body)["jobs"])) == (200, 3)
    assert (again, nothing) == (304, b"")


def test_lever_honours_no_validator(replay):
    url = load_source("lever").requests(Board("lever", "harbourlight"))[0].url

    status, headers, _ = ask(replay, "lever", url)

    assert status == 200
    assert "ETag" not in headers


@pytest.mark.parametrize(
    ("source", "slug", "status", "start"),
    [
        ("greenhouse", "nobody", 404, b'{"status":404'),
        ("lever", "nobody", 404, b'{"ok":false'),
        ("lever", "movedaway", 200, b"[]"),
        ("ashby", "nobody", 404, b"Not Found"),
        ("recruitee", "nobody", 404, b'{"error":"Not Found"'),
        ("workable", "nobody", 404, b"Not Found"),
        ("smartrecruiters", "nobody", 200, b'{"offset":0,"limit":100,"totalFound":0'),
        ("personio", "nobody", 404, b"<!doctype html>"),
    ],
)
def test_an_unknown_board_is_told_in_the_sources_own_way(replay, source, slug, status, start):
    url = load_source(source).requests(Board(source, slug))[0].url

    answered, _, body = ask(replay, source, url)

    assert answered == status
    assert body.startswith(start)


def test_a_missing_category_leads_to_the_home_page(replay):
    status, headers, _ = ask(
        replay, "weworkremotely", "https://weworkremotely.com/categories/machine-learning.rss"
    )

    assert (status, headers["Location"]) == (301, "/")


@pytest.mark.parametrize(
    ("board", "first", "retry_after", "second"),
    [
        ("busy", 429, "1", 200),
        ("busy-mute", 429, None, 200),
        ("flaky", 503, None, 200),
        ("blocked", 429, "86400", 429),
    ],
)
def test_a_faulty_board_fails_in_its_own_way(replay, board, first, retry_after, second):
    status, headers, _ = ask(replay, "greenhouse", GREENHOUSE.format(board))
    again, _, _ = ask(replay, "greenhouse", GREENHOUSE.format(board))

    assert (status, headers["Retry-After"], again) == (first, retry_after, second)


def test_a_dropped_connection_ends_in_the_middle(replay):
    with pytest.raises(Exception, match=r"IncompleteRead|expected"):
        ask(replay, "greenhouse", GREENHOUSE.format("dropped"))


def test_robots_answers_as_the_host_was_seen_to(replay):
    ashby = ask(replay, "ashby", "https://api.ashbyhq.com/robots.txt")
    replay.robots["lever"] = (500, b"")
    lever = ask(replay, "lever", "https://api.lever.co/robots.txt")
    greenhouse = ask(replay, "greenhouse", "https://boards-api.greenhouse.io/robots.txt")

    assert (ashby[0], lever[0], greenhouse[0]) == (401, 500, 200)
    assert greenhouse[2] == b"User-agent: *\nDisallow: /embed/\n"


@pytest.mark.parametrize("source", ["greenhouse", "lever", "ashby"])
def test_made_boards_have_identities_of_their_own(replay, source):
    found = load_source(source)
    boards = [Board(source, f"made-{number}") for number in (1, 2)]

    pages = [ask(replay, source, found.requests(board)[0].url)[2].decode() for board in boards]
    ids = [set(re.findall(r'"id": "?([\w-]{9,})', page)) for page in pages]

    assert len(ids[0]) == len(ids[1]) == 3
    assert not ids[0] & ids[1]
    assert "made-2" in pages[1]


def test_any_board_can_be_a_made_one():
    with serving(any_board=True) as server:
        known = ask(server, "greenhouse", GREENHOUSE.format("stripe"))
        unknown = ask(server, "greenhouse", GREENHOUSE.format("nobody"))

    assert (known[0], unknown[0]) == (200, 404)
    assert b"Employer stripe" in known[2]


def test_a_reply_can_be_set_and_cleared(replay):
    url = GREENHOUSE.format("kestrelanalytics")
    replay.set_reply("greenhouse", url, Reply(500, "text/plain", b"down"))
    broken = ask(replay, "greenhouse", url)[0]
    replay.clear_reply("greenhouse", url)

    assert (broken, ask(replay, "greenhouse", url)[0]) == (500, 200)
    assert replay.asked[0] == ("500", "/greenhouse/v1/boards/kestrelanalytics/jobs?content=true")


def test_nothing_is_served_beside_the_sources(replay):
    assert urllib.request.urlopen(f"{replay.url}/greenhouse/robots.txt").status == 200
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{replay.url}/elsewhere/robots.txt")
