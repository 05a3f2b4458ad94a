"""Times, pay, places, numbers and decoding, apart from any source."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data.errors import PageRejected, PostingRejected
from data.records import Page, Request, Salary
from scraper.parsing.fields import Fields
from scraper.parsing.page_records import completed
from scraper.parsing.pages import json_in, text_in, xml_in
from scraper.parsing.paging import at_page, page_number
from scraper.parsing.pay_fields import salary
from scraper.parsing.posting_builder import language, places, web_url, workplace, workplace_in
from scraper.parsing.times import when, when_ago, when_epoch
from scraper.sources.remoteok import repaired, text_of

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PAGE = Page("https://example.com/x", b"", NOW, "application/json", Request("https://example.com/x"))


@pytest.mark.parametrize(
    ("raw", "at", "precision"),
    [
        ("2026-10-01", "2026-10-01T00:00:00+00:00", "day"),
        ("2026-10-01T08:50:01-04:00", "2026-10-01T12:50:01+00:00", "instant"),
        ("2026-10-01T08:50:01.123Z", "2026-10-01T08:50:01+00:00", "instant"),
        ("2026-10-01 08:50:01 UTC", "2026-10-01T08:50:01+00:00", "instant"),
        ("2026-10-01 08:50:01+02", "2026-10-01T06:50:01+00:00", "instant"),
        ("2026-10-01T08:50:01", "2026-10-01T06:50:01+00:00", "instant"),  # of the source's own zone
        ("Thu, 01 Oct 2026 08:50:01 +0300", "2026-10-01T05:50:01+00:00", "instant"),
    ],
)
def test_a_time_is_read_with_its_precision(raw, at, precision):
    found = when(raw, PAGE, "Europe/Berlin")

    assert (found.at.isoformat(), found.precision, found.raw) == (at, precision, raw)


@pytest.mark.parametrize(
    "raw",
    [
        "07/08/2026",
        "soon",
        "2026-13-40",
        "2026-10-01T25:00:00Z",
        "1" * 500,
        "Thu, 32 Oct 2026 08:50:01 +0300",
    ],
)
def test_an_unreadable_time_is_none_and_kept_as_written(raw):
    found = when(raw, PAGE)

    assert (found.at, found.precision, found.raw) == (None, "none", raw[:64])


@pytest.mark.parametrize("raw", ["1970-01-01", "2099-01-01", "2026-11-23", "1999-12-31T23:59:59Z"])
def test_an_implausible_time_is_none_with_the_reason(raw):
    found = when(raw, PAGE)

    assert (found.at, found.raw) == (None, f"implausible: {raw}")


@pytest.mark.parametrize("seconds", [0, 4102444800, 1e14, 1e300, float("inf")])
def test_an_implausible_number_of_seconds_is_none(seconds):
    found = when_epoch(seconds, PAGE)

    assert found.at is None
    assert found.raw.startswith("implausible")


def test_missing_times_are_missing():
    assert when(None, PAGE) == when("  ", PAGE) == when_epoch(None, PAGE) == when_ago(None, PAGE)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Posted Today", 20),
        ("Posted Yesterday", 19),
        ("Posted 3 Days Ago", 17),
        ("Posted 30+ Days Ago", None),
    ],
)
def test_a_relative_day_counts_from_the_fetch(words, day):
    found = when_ago(words, PAGE)

    assert (found.at and found.at.day, found.precision) == (day, "relative" if day else "none")


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ((60000, 80000, "EUR", "year"), Salary(60000, 80000, "EUR", "year")),
        ((80000, 60000, "eur", "per-year-salary"), Salary(60000, 80000, "EUR", "year")),
        ((None, 95, "USD", "1 HOUR"), Salary(95, 95, "USD", "hour")),
        ((0, 0, "USD", "YEAR"), None),
        ((60, 80, "USD", "YEAR"), None),  # thousands without their zeros
        ((60000, 80000, None, "year"), None),
        ((60000, 80000, "dollars", "year"), None),
        ((60000, 80000, "USD", "fortnight"), None),
        ((60000, 80000, "USD", None), None),
    ],
)
def test_pay_is_ordered_and_plausible_or_none(stated, read):
    assert salary(*stated) == read


def test_a_field_of_another_type_names_itself():
    record = Fields({"location": {"name": ["x"]}})

    with pytest.raises(PostingRejected, match=r"location\.name: expected text, got a list"):
        record.inside("location").text("name")


@pytest.mark.parametrize(
    ("value", "read"),
    [("12.5", 12.5), (7, 7.0), ("", None), ("lots", None), (None, None), (10**400, None), ("１２", None)],
)
def test_a_number_is_read_from_text_too(value, read):
    assert Fields({"n": value}).number("n") == read


@pytest.mark.parametrize("value", [True, [], {}])
def test_what_is_no_number_is_rejected(value):
    with pytest.raises(PostingRejected, match="n: expected a number"):
        Fields({"n": value}).number("n")


@pytest.mark.parametrize(("value", "read"), [(12, "12"), (" a1 ", "a1"), ("x" * 200, "x" * 200)])
def test_an_identity_is_a_number_or_a_text(value, read):
    assert Fields({"id": value}).id("id") == read


@pytest.mark.parametrize("value", [None, "", " ", "x" * 201, True, 1.5, ["1"]])
def test_what_is_no_identity_is_rejected(value):
    with pytest.raises(PostingRejected, match="id: "):
        Fields({"id": value}).id("id")


@pytest.mark.parametrize(
    ("value", "read"), [(1, True), (0, False), ("True", True), ("0", False), (None, None)]
)
def test_a_flag_is_read_in_its_forms(value, read):
    assert Fields({"f": value}).flag("f") is read


def test_what_is_no_flag_is_rejected():
    with pytest.raises(PostingRejected, match="f: expected true or false"):
        Fields({"f": 7}).flag("f")


@pytest.mark.parametrize(
    "url",
    ["https://user:pass@example.com/", "ftp://example.com", "https://[", "//example.com", "x" * 3000, None],
)
def test_only_plain_web_links_are_kept(url):
    assert web_url(url) is None


def test_words_for_places_and_languages():
    assert places(" Berlin", None, "", "Berlin", "Germany") == "Berlin, Germany"
    assert (language("fr-CA"), language("english"), language(None)) == ("fr", None, None)
    assert [workplace(word) for word in ("On-site", "FullyRemote", "unspecified", None)] == [
        "onsite",
        "remote",
        None,
        None,
    ]
    assert [workplace_in(text) for text in ("Remote, EU", "Bonn (Hybrid)", "Bonn", None)] == [
        "remote",
        "hybrid",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("content", "media_type", "read"),
    [
        (b'\xef\xbb\xbf"a"', "application/json", '"a"'),
        ('"ü"'.encode("utf-16"), "application/json", '"ü"'),
        ('"ü"'.encode("latin-1"), "text/plain; charset=iso-8859-1", '"ü"'),
        ('"ü"'.encode(), "text/plain; charset=hex", '"ü"'),
        (b'"\xff"', "", '"�"'),
    ],
)
def test_a_page_is_decoded_by_mark_then_by_declaration(content, media_type, read):
    assert text_in(replace(PAGE, content=content, media_type=media_type)) == read


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[" * 200_000, b"[NaN]", b"[-Infinity]", b"<html>", b"9" * 5_000, b'"\x01"']
)
def test_what_is_no_json_is_rejected(content):
    with pytest.raises(PageRejected, match=r"https://example\.com/x answered"):
        json_in(replace(PAGE, content=content))


@pytest.mark.parametrize(
    "content",
    [
        b"<rss>",
        b"",
        b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>',
        b'<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd"><rss/>',
        b"<feed/>",
    ],
)
def test_what_is_no_plain_feed_is_rejected(content):
    with pytest.raises(PageRejected):
        xml_in(replace(PAGE, content=content), "rss")


def test_pages_are_turned_by_their_query():
    request = Request("https://example.com/x?q=a+b&page=3", headers=(("A", "b"),), expects="xml")

    turned = at_page(request, "page", page_number(request, "page") + 1)

    assert turned == replace(request, url="https://example.com/x?q=a+b&page=4")


def test_a_page_without_its_number_is_rejected():
    with pytest.raises(PageRejected, match="asks for no page"):
        page_number(Request("https://example.com/x?page=two"), "page")


def test_a_text_without_what_a_list_told_is_rejected():
    with pytest.raises(PageRejected, match="nothing is known"):
        completed(PAGE, text="x")


@pytest.mark.parametrize("text", ["Ã is a letter", "plain", "naïve – café", "日本", "Ã©té – 日本"])
def test_sound_text_is_not_repaired(text):
    assert repaired(text) == text


def test_text_read_in_the_wrong_encoding_is_put_right():
    assert repaired("MecÃ¡nico â\x80\x94 ðŸ".replace("ðŸ", "")) == "Mecánico — "


@pytest.mark.parametrize("end", ["<br/><br/>", "\n\n", ""])
def test_the_mark_of_the_reader_is_cut(end):
    mark = (
        "Please mention the word **KIND** and tag RMjAzLjAuMTEzLjk= when applying (#RMjAzLjAuMTEzLjk=). Beta."
    )

    assert text_of(f"<p>Tune models.</p>{end}{mark}") == "Tune models."
