"""Employer, roles, place and workplace in first lines as people write them."""

import pytest

from data.errors import PostingRejected
from scraper.comments.first_line import read_headline
from scraper.runs.accept import identified
from scraper.sources.hackernews import posting_of

# line | employer | title, if not the line itself | place | workplace
LINES = [
    (
        "Brightkelp | Senior ML Engineer | Oslo, Norway | ONSITE",
        "Brightkelp", "Senior ML Engineer", "Oslo, Norway", "onsite",
    ),
    (
        "Brightkelp (YC W24) | Oslo | Data Engineer, Analyst | Remote or Onsite",
        "Brightkelp", "Data Engineer, Analyst", "Oslo", None,
    ),
    (
        "REMOTE (EU) | Brightkelp | MLOps Engineer | €70k",
        "Brightkelp", "MLOps Engineer", None, "remote",
    ),
    (
        "Senior Python Developer | Austin, TX | Owl & Daughters",
        "Owl & Daughters", "Senior Python Developer", "Austin, TX", None,
    ),
    (
        "Brightkelp - Berlin, Germany - Full time",
        "Brightkelp", None, "Berlin, Germany", None,
    ),
    (
        "New York, NY - Brightkelp (www.brightkelp.example)",
        "Brightkelp", None, "New York, NY", None,
    ),
    (
        "Brightkelp, Seattle WA, https://brightkelp.example",
        "Brightkelp", None, "Seattle WA", None,
    ),
    (
        "Brightkelp (London) is hiring a data scientist",
        "Brightkelp", "data scientist", None, None,
    ),
    (
        "Paris, France - Brightkelp is looking for machine learning engineers",
        "Brightkelp", "machine learning engineers", "Paris, France", None,
    ),
    (
        "Lead DevOps Engineer // Brightkelp // Chicago, IL",
        "Brightkelp", "Lead DevOps Engineer", "Chicago, IL", None,
    ),
    (
        "Brightkelp / Quant / NYC / Hybrid",
        "Brightkelp", "Quant", "NYC", "hybrid",
    ),
    (
        "BRIGHTKELP.IO - Tokyo, Japan | Osaka, Japan | ONSITE",
        "BRIGHTKELP.IO", None, "Tokyo, Japan", "onsite",
    ),
    (
        "Center for Tidal Data Science | Multiple Roles | Boston, MA",
        "Center for Tidal Data Science", "Multiple Roles", "Boston, MA", None,
    ),
    (
        "The Kelp Company, a small startup | Full-time",
        "The Kelp Company", None, None, None,
    ),
    (
        "Brightkelp｜ML Engineer｜San Francisco, no remote",
        "Brightkelp", "ML Engineer", "San Francisco, no remote", None,
    ),
    (
        "Alice | ML Engineer | Paris",
        "Alice", "ML Engineer", "Paris", None,
    ),
]  # fmt: skip  # cases side by side


@pytest.mark.parametrize(
    ("line", "employer", "title", "place", "workplace"), LINES, ids=[line[0][:40] for line in LINES]
)
def test_a_first_line_is_read(line, employer, title, place, workplace):
    headline = read_headline((line,), ())

    assert headline.employer == employer
    assert headline.title == (title or line)
    assert headline.location == place
    assert headline.workplace == workplace


@pytest.mark.parametrize(
    ("lines", "links", "employer"),
    [
        (("Berlin, Germany (no remote)", "Brightkelp is a team of four."), (), "Brightkelp"),
        (("We're hiring engineers!", "At Brightkelp, we grow kelp."), (), "Brightkelp"),
        (("Full-time, onsite", "We like kelp."), ("https://jobs.lever.co/bright-kelp/1",), "bright kelp"),
        (
            ("Full-time, onsite",),
            ("https://github.com/x", "https://careers.brightkelp.co.uk/x"),
            "brightkelp",
        ),
        (("Full-time, onsite",), ("https://www.brightkelp.io/jobs",), "brightkelp"),
        (("https://brightkelp.io | Data Engineer | Java, Scala",), ("https://brightkelp.io",), "brightkelp"),
        (("Full-time, onsite",), ("https://twitter.com/x", "https://[broken"), None),
        (("Hi everyone,", "we hire."), (), None),
    ],
)
def test_an_employer_is_looked_for_below_and_in_links(lines, links, employer):
    assert read_headline(lines, links).employer == employer


def comment(text: str, **more):
    return {
        "id": 7,
        "parent": 1,
        "time": 1793632201,
        "type": "comment",
        "text": text,
        "by": "someone",
        **more,
    }


def test_a_dump_row_gives_the_same_posting_as_either_api():
    row = comment("Brightkelp | ML Engineer | Oslo | ONSITE<p>PyTorch &amp; JAX.")
    algolia = {"id": 7, "created_at_i": row["time"], "text": row["text"], "author": "someone", "children": []}

    assert posting_of(row, "2026-11") == posting_of(algolia, "2026-11")
    assert "someone" not in repr(posting_of(row, "2026-11"))


def test_an_employer_that_cannot_be_told_is_one_of_its_own():
    posting = posting_of(comment("Remote, full-time<p>we need help with kelp."))

    assert posting.employer == "unnamed 7"


@pytest.mark.parametrize(
    ("seconds", "month", "at", "precision"),
    [
        (1793632201, "2026-11", "2026-11-02T15:10:01+00:00", "instant"),
        (1793632201, None, "2026-11-02T15:10:01+00:00", "instant"),
        (0, "2026-11", "2026-11-01T00:00:00+00:00", "relative"),
        (None, "2026-11", "2026-11-01T00:00:00+00:00", "relative"),
        (None, None, None, "none"),
        (4102444800, None, None, "none"),
    ],
)
def test_the_time_is_of_the_thread_where_the_comments_own_cannot_be(seconds, month, at, precision):
    posting = posting_of(comment("Brightkelp | ML Engineer", time=seconds), month)

    assert (posting.posted_at and posting.posted_at.isoformat(), posting.posted_precision) == (at, precision)


@pytest.mark.parametrize(
    "change", [{"text": None}, {"deleted": True}, {"dead": True}, {"text": "<p> - <p>"}, {"id": None}]
)
def test_what_is_no_posting_is_rejected(change):
    with pytest.raises(PostingRejected):
        posting_of(comment("Brightkelp | ML Engineer") | change)


def test_links_are_read_from_targets_not_from_their_shortened_words():
    text = (
        "Brightkelp | ML Engineer<p>"
        '<a href="https:&#x2F;&#x2F;boards.greenhouse.io&#x2F;kelp&#x2F;jobs&#x2F;12">'
        "https:&#x2F;&#x2F;boards.greenhouse.io&#x2F;ke...</a>"
    )

    assert "greenhouse:kelp:12" in identified(posting_of(comment(text))).identities
