"""From a record of a dump to a posting."""

from datetime import UTC, datetime

import pytest

from data.dump_postings import Cleaning, DumpReader
from data.errors import PostingRejected
from tests.data.building import NOW

READER = DumpReader(Cleaning(line=str.strip, text=str.strip, html=lambda markup: f"clean {markup}"), NOW)
RECORD = {
    "source": "archive",
    "id": 17,
    "title": " Data Scientist ",
    "company": "Kestrel Optics",
    "location": "Utrecht",
    "posted_at": "2025-12-01",
    "url": "https://archive.example.org/17",
    "lang": "en",
    "text": "We build lenses.",
}


def test_a_record_becomes_a_posting():
    posting = READER.posting_of(RECORD)

    assert (posting.source, posting.board, posting.external_id) == ("archive", "dump", "17")
    assert (posting.title, posting.employer, posting.language) == ("Data Scientist", "Kestrel Optics", "en")
    assert (posting.posted_at, posting.posted_precision) == (datetime(2025, 12, 1, tzinfo=UTC), "day")


@pytest.mark.parametrize("field", ["title", "company", "text", "url"])
@pytest.mark.parametrize("value", [None, "", "  "], ids=["null", "empty", "spaces"])
def test_a_record_without_what_a_posting_needs_is_rejected_by_field(field, value):
    with pytest.raises(PostingRejected, match=f"{field}: missing"):
        READER.posting_of(RECORD | {field: value})


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://a.example.org", "file:///etc/passwd", "archive/17"]
)
def test_a_link_that_is_not_http_is_rejected(url):
    with pytest.raises(PostingRejected, match="url: not a web address"):
        READER.posting_of(RECORD | {"url": url})


@pytest.mark.parametrize("value", [["a"], {"a": 1}, True], ids=["list", "object", "true"])
def test_a_field_that_is_not_text_is_rejected(value):
    with pytest.raises(PostingRejected, match="title: not text"):
        READER.posting_of(RECORD | {"title": value})


def test_missing_source_and_id_have_a_stand_in():
    posting = READER.posting_of({key: RECORD[key] for key in ("title", "company", "text", "url")})

    assert (posting.source, posting.external_id) == ("import", RECORD["url"])
    assert (posting.location, posting.posted_at, posting.posted_precision) == (None, None, "none")


@pytest.mark.parametrize(
    ("raw", "expected", "precision"),
    [
        ("2025-12-01", datetime(2025, 12, 1, tzinfo=UTC), "day"),
        ("20251201", datetime(2025, 12, 1, tzinfo=UTC), "day"),
        ("2025-12-01T10:00:00Z", datetime(2025, 12, 1, 10, tzinfo=UTC), "instant"),
        ("2025-12-01T10:00:00+02:00", datetime(2025, 12, 1, 8, tzinfo=UTC), "instant"),
        ("2025-12-01 10:00", datetime(2025, 12, 1, 10, tzinfo=UTC), "instant"),
    ],
)
def test_dates_are_read_as_utc_with_their_precision(raw, expected, precision):
    posting = READER.posting_of(RECORD | {"posted_at": raw})

    assert (posting.posted_at, posting.posted_precision, posting.posted_raw) == (expected, precision, None)


@pytest.mark.parametrize("raw", ["yesterday", "2099-01-01", "1970-01-01", "2025-13-45"])
def test_a_date_that_cannot_be_is_none_and_its_words_stay(raw):
    posting = READER.posting_of(RECORD | {"posted_at": raw})

    assert (posting.posted_at, posting.posted_precision, posting.posted_raw) == (None, "none", raw)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>We build</p>", "clean <p>We build</p>"),
        ("a < b and b > c", "a < b and b > c"),
        ("List<String>", "List<String>"),
    ],
    ids=["markup", "signs", "generics"],
)
def test_markup_is_told_from_plain_text(text, expected):
    assert READER.posting_of(RECORD | {"text": text}).text == expected


def test_the_collectors_days_are_kept_in_order():
    posting = READER.posting_of(RECORD)

    seen = READER.seen(RECORD | {"first_seen": "20251205", "last_seen": "20251203"}, posting)

    assert (seen.first, seen.last) == (datetime(2025, 12, 5, tzinfo=UTC), datetime(2025, 12, 5, tzinfo=UTC))


def test_without_the_collectors_days_the_posting_was_seen_when_it_was_posted():
    posting = READER.posting_of(RECORD)

    assert READER.seen(RECORD, posting).first == posting.posted_at
    assert READER.seen({}, READER.posting_of(RECORD | {"posted_at": None})).first == NOW
