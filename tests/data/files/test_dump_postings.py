"""From a record of a dump to a posting."""

from datetime import UTC, datetime

import pytest

from data.errors import PostingRejected
from data.files.dump_postings import CUT_TEXT, NO_DATE, NO_DAY, SPOILT_ID, DumpReader
from tests.data.building import NOW


class Strip:
    """A cleaner that strips white space and marks what it took for HTML."""

    clean_line = staticmethod(str.strip)
    clean_text = staticmethod(str.strip)

    @staticmethod
    def clean_html(markup: str) -> str:
        return f"clean {markup}"


READER = DumpReader(Strip(), NOW)
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


def test_a_date_that_cannot_be_in_any_zone_costs_the_date_alone():
    ends = {"posted_at": "0001-01-01T00:00:00+14:00", "first_seen": "9999-12-31T23:59:59-12:00"}
    record = RECORD | ends | {"last_seen": "9999-12-31T23:59:59-12:00"}

    posting = READER.posting_of(record)

    assert (posting.posted_at, READER.seen(record, posting).last) == (None, NOW)
    assert list(READER.notes(record, posting)) == [NO_DATE, NO_DAY]


@pytest.mark.parametrize(
    "word", ["nan", "NaN", "None", "null", "NULL", "<NA>", "N/A", " nan ", "-", "undefined", "nil"]
)
def test_words_for_nothing_are_nothing(word):
    posting = READER.posting_of(RECORD | {"location": word, "lang": word, "source": word, "id": word})

    assert (posting.location, posting.language, posting.source) == (None, None, "import")
    assert posting.external_id == RECORD["url"]
    with pytest.raises(PostingRejected, match="company: missing"):
        READER.posting_of(RECORD | {"company": word})


@pytest.mark.parametrize("field", ["id", "url"])
def test_long_ids_and_links_are_not_cut(field):
    long = "https://archive.example.org/" + "x" * 400
    base = {key: value for key, value in RECORD.items() if key != "id"}

    ids = {READER.posting_of(base | {field: f"{long}{number}"}).external_id for number in range(3)}

    assert len(ids) == 3


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"url": "https://a.example.org/" + "x" * 100_000}, "url: too long"),
        ({"source": "x" * 101}, "source: too long"),
    ],
    ids=["url", "source"],
)
def test_what_would_have_to_be_cut_is_rejected(changes, reason):
    with pytest.raises(PostingRejected, match=reason):
        READER.posting_of(RECORD | changes)


def test_a_text_that_is_far_too_long_is_cut_and_said():
    record = RECORD | {"text": "x" * 1_000_001}

    posting = READER.posting_of(record)

    assert len(posting.text) == 1_000_000
    assert list(READER.notes(record, posting)) == [CUT_TEXT]


def test_an_id_that_a_spreadsheet_spoilt_is_said_and_the_link_stands_in():
    record = RECORD | {"id": "3.88E+09"}

    posting = READER.posting_of(record)

    assert posting.external_id == RECORD["url"]
    assert list(READER.notes(record, posting)) == [SPOILT_ID]


def test_other_names_of_the_keys_are_known():
    record = {
        "job_id": 5,
        "site": "indeed",
        "job_title": "Data Scientist",
        "company_name": "Kestrel Optics",
        "date_posted": "2025-12-01",
        "job_url": "https://archive.example.org/5",
        "description": "We build lenses.",
    }

    posting = READER.posting_of(record)

    assert (posting.source, posting.external_id, posting.employer) == ("indeed", "5", "Kestrel Optics")


def test_without_the_collectors_days_the_posting_was_seen_when_it_was_posted():
    posting = READER.posting_of(RECORD)

    assert READER.seen(RECORD, posting).first == posting.posted_at
    assert READER.seen({}, READER.posting_of(RECORD | {"posted_at": None})).first == NOW
