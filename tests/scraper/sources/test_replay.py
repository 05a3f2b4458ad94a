"""Real recorded answers, where they lie beside a checkout: every record is read or its loss is counted."""

import json
from datetime import UTC, datetime

import pytest

from data.records import Board, Page, Posting, Request
from scraper.sources import SOURCE_NAMES, load_source
from tests.shared_inputs import shared_path

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
# Recorded answers whose postings have expired since, read as if on a day when they stood.
READ_ON = {
    "jsonld": datetime(2025, 7, 1, tzinfo=UTC),
    "weworkremotely/all-feed-item-fields.xml": datetime(2026, 8, 1, tzinfo=UTC),
    "jobtech": datetime(2026, 9, 12, tzinfo=UTC),
    "usajobs": datetime(2026, 9, 12, tzinfo=UTC),
}
KNOWN = Posting("", "", "1", "https://example.com/1", "Engineer", "Acme", "")


def wrap(name: str):
    """Return a change that puts a recorded list under the key that it had."""
    return lambda content: b'{"%s": %s}' % (name.encode(), content)


def wrap_list(name: str):
    """Return a change that puts a recorded record into a list under a key."""
    return lambda content: b'{"%s": [%s]}' % (name.encode(), content)


def as_feed(content: bytes) -> bytes:
    """Return one recorded item as a feed."""
    return b'<rss version="2.0"><channel>' + content + b"</channel></rss>"


def firebase(name: str):
    """Return a change that takes one of the items printed in a documentation."""
    return lambda content: json.dumps(json.loads(content)[name]).encode()


# file, kind of request, records in it, what is done to it first
FILES = [
    ("greenhouse/gitlab-list-content-true.json", "list", 2, None),
    ("greenhouse/amplitude-list.json", "list", 2, None),
    ("greenhouse/helsing-list-truncated-content.json", "list", 2, None),
    ("lever/hinge-list.json", "list", 2, None),
    ("lever/idealist-list.json", "list", 2, None),
    ("ashby/linear-list.json", "list", 2, None),
    ("ashby/highlightta-list.json", "list", 2, None),
    ("ashby/comand-ai-list-truncated.json", "list", 2, None),
    ("hackernews/algolia-search-by-date.json", "threads", 2, None),
    ("hackernews/algolia-item-thread.json", "thread", 4, None),
    ("hackernews/firebase-items.json", "comment", 1, firebase("comment")),
    ("hackernews/firebase-items.json", "story", 0, firebase("story")),
    ("recruitee/offers.json", "list", 2, None),
    ("workable/zaelab-widget-v1.json", "list", 1, None),  # two entries of one posting
    ("personio/feed.xml", "list", 1, None),  # the same position twice
    ("teamtailor/jobs.rss", "list", 2, None),
    ("bamboohr/list.json", "list", 2, None),
    ("bamboohr/detail.json", "detail", 1, None),
    ("arbeitnow/data-escaped-description.json", "list", 1, None),
    ("arbeitnow/page-envelope.json", "list", 2, None),
    ("himalayas/jobs-api-page.json", "list", 2, None),
    ("jobicy/v2-remote-jobs.json", "list", 2, None),
    ("weworkremotely/category-programming.rss", "list", 2, None),
    ("weworkremotely/all-feed-item-fields.xml", "list", 1, as_feed),
    ("remoteok/api.json", "list", 2, None),
    ("remotive/remote-jobs.json", "list", 2, None),
    ("workingnomads/exposed_jobs.json", "list", 2, None),
    ("themuse/results-two-jobs-2021.json", "list", 2, wrap("results")),
    ("jobtech/search-TRANSCRIBED.json", "list", 1, None),
    ("arbeitsagentur/v6-search.json", "list", 1, None),
    ("arbeitsagentur/v6-no-match.json", "list", 0, None),
    ("usajobs/search-HANDBUILT.json", "list", 1, None),
    ("francetravail/search-FICTIVE.json", "list", 1, None),
    ("adzuna/in-search.json", "list", 1, None),
    ("adzuna/us-one-result.json", "list", 1, wrap_list("results")),
    ("smartrecruiters/list-one.json", "list", 1, None),
    ("smartrecruiters/visa-list.json", "list", 2, None),
    ("smartrecruiters/visa-detail.json", "detail", 1, None),
    ("smartrecruiters/detail-senior-ai-engineer.json", "detail", 1, None),
    ("workday/bah-list.json", "list", 3, None),
    ("workday/salesforce-list.json", "list", 2, None),
    ("workday/bah-detail.json", "detail", 1, None),
    ("jsonld/jsonld_meta_software_engineer.html", "page", 1, None),
    ("teamtailor/jobs-json-feed.json", "page", 2, None),  # its items hold JobPosting data
]
# What the recorders had cut out of a record, so that the loss is theirs.
CUT = {
    "workable/zaelab-widget-v1.json": "text: missing",
    "teamtailor/jobs-json-feed.json": "text: missing",
}


def parsed_file(file: str, kind: str, change):
    content = shared_path(f"replay/{file}").read_bytes()
    name = "jsonld" if file.endswith("jobs-json-feed.json") else file.partition("/")[0]
    board = Board(name, "acme/site" if name == "workday" else "acme", employer="Acme")
    known = KNOWN if kind == "detail" else None
    request = Request("https://example.com/answer?page=1&Page=1&offset=0", kind=kind, known=known)
    fetched_at = NOW if file.startswith("teamtailor") else READ_ON.get(file, READ_ON.get(name, NOW))
    page = Page(request.url, change(content) if change else content, fetched_at, "", request)
    return load_source(name).parse(page, board)


@pytest.mark.parametrize(("file", "kind", "records", "change"), FILES, ids=[f"{f[0]}-{f[1]}" for f in FILES])
def test_no_record_of_a_recorded_answer_is_lost(file, kind, records, change):
    parsed = parsed_file(file, kind, change)

    asked = [request for request in parsed.follow if request.known or request.kind in ("thread", "comment")]
    german = [request for request in parsed.follow if request.kind.startswith("rest ")]
    assert len(parsed.postings) + len(parsed.rejected) + len(asked) + len(german) == records
    assert {rejection.reason for rejection in parsed.rejected} <= {CUT.get(file, "")}


def test_each_recorded_file_is_read():
    files = {
        path.relative_to(shared_path("replay")).as_posix() for path in shared_path("replay").rglob("*.*")
    }

    assert files - {"PROVENANCE.csv"} == {file for file, *_ in FILES}
    assert {file.partition("/")[0] for file in files - {"PROVENANCE.csv"}} <= set(SOURCE_NAMES)
