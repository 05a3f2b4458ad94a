"""What holds of every source, and the links and addresses that the table understands."""

from datetime import timedelta
from pathlib import Path

import pytest

import scraper.sources
from data.errors import UsageError
from data.records import Board, Request
from scraper.source import endpoint_url, fill_in
from scraper.sources import SOURCE_NAMES, identities_in, load_source, recognise_url
from tests.golden import cases, lacking

UUID = "3414ba28-35f7-45d3-8e13-35c883959635"


def test_every_file_of_a_source_is_in_the_table():
    files = {path.stem for path in Path(scraper.sources.__file__).parent.glob("*.py")} - {"__init__"}

    assert files == set(SOURCE_NAMES), "add the name to SOURCE_NAMES in scraper/sources/__init__.py"


@pytest.mark.parametrize("name", SOURCE_NAMES)
def test_a_source_states_its_terms(name):
    source = load_source(name)

    assert source.name == name
    assert source.documentation.startswith("https://")
    assert source.default in ("on", "opt_in", "refused")
    assert len(source.reason) > 10, "say in a few words why it is on, opt-in or refused"
    assert source.spacing_s >= 1.0
    assert source.cadence >= timedelta(hours=12)
    assert all(feed.source == name for feed in source.feeds)


@pytest.mark.parametrize("name", SOURCE_NAMES)
def test_a_source_asks_only_its_own_hosts_over_https(name):
    source = load_source(name)
    boards = {case.board for case in cases(name)}

    urls = [request.url for board in boards for request in source.requests(board)]

    assert urls, lacking(name)
    assert all(url.startswith("https://") for url in urls)
    assert all(source.allows(url.split("/")[2]) for url in urls)


def test_sources_whose_terms_forbid_it_stay_refused():
    defaults = {name: load_source(name).default for name in SOURCE_NAMES}

    assert {name for name in SOURCE_NAMES if defaults[name] == "refused"} >= {
        "adzuna",
        "smartrecruiters",
        "workday",
    }


@pytest.mark.parametrize("name", SOURCE_NAMES)
def test_a_source_is_on_by_default_only_where_nothing_stands_against_it(name):
    source = load_source(name)

    needs_the_operator = bool(source.secrets or source.robots_exempt)

    assert source.default != "on" or not needs_the_operator


def test_few_requests_are_made_of_a_feed():
    counts = [
        len(load_source(name).requests(board)) for name in SOURCE_NAMES for board in load_source(name).feeds
    ]

    assert max(counts) <= 4


def test_an_unknown_source_is_named():
    with pytest.raises(UsageError, match="no source 'monster'"):
        load_source("monster")


LINKS = [
    ("https://job-boards.greenhouse.io/AcmeAI", "greenhouse", "acmeai", None),
    ("https://boards.greenhouse.io/acmeai/jobs/4865187101?t=1", "greenhouse", "acmeai", None),
    ("https://job-boards.eu.greenhouse.io/acmeai/jobs/12", "greenhouse", "acmeai", "eu"),
    ("https://boards.greenhouse.io/embed/job_board?for=acmeai", "greenhouse", "acmeai", None),
    ("https://boards.greenhouse.io/embed/job_app?token=12&for=acmeai", "greenhouse", "acmeai", None),
    ("https://boards-api.greenhouse.io/v1/boards/acmeai/jobs", "greenhouse", "acmeai", None),
    (f"https://jobs.lever.co/acme/{UUID}/apply", "lever", "acme", None),
    ("https://jobs.eu.lever.co/acme", "lever", "acme", "eu"),
    ("https://api.lever.co/v0/postings/acme?mode=json", "lever", "acme", None),
    (f"https://jobs.ashbyhq.com/Quiet%20Owl/{UUID}", "ashby", "Quiet Owl", None),
    ("https://acme.recruitee.com/o/ml-engineer", "recruitee", "acme", None),
    ("https://acme.jobs.personio.com/job/1834171", "personio", "acme", "com"),
    ("https://acme.teamtailor.com/jobs/8323453-analyst", "teamtailor", "acme", None),
    ("https://apply.workable.com/acme/j/DD136DD7E7/", "workable", "acme", None),
    ("https://acme.bamboohr.com/careers/214", "bamboohr", "acme", None),
    ("https://jobs.smartrecruiters.com/Acme1/744000133907678-sr-manager", "smartrecruiters", "Acme1", None),
    ("https://acme.wd5.myworkdayjobs.com/en-US/Careers/job/X/Y_R12", "workday", "acme/Careers", "wd5"),
]


@pytest.mark.parametrize(("url", "source", "slug", "region"), LINKS, ids=[link[0][8:50] for link in LINKS])
def test_a_board_is_recognised_in_a_link(url, source, slug, region):
    board = recognise_url(url)

    assert board == Board(source, slug, region=region, url=url)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/jobs",
        "https://careers.example.com/open?gh_jid=12",  # tells the posting, not the board
        "https://apply.workable.com/j/DD136DD7E7",
        "https://greenhouse.io.example.com/acme",
        "javascript:alert(1)//jobs.lever.co/acme",
        "https://[broken/",
        "https://jobs.lever.co/" + "a" * 3000,
        "",
    ],
)
def test_other_links_are_of_no_board(url):
    assert recognise_url(url) is None


def test_identities_are_the_same_however_they_are_linked():
    links = (
        "https://boards.greenhouse.io/Acme/jobs/12?gh_jid=12",
        "https://boards.greenhouse.io/embed/job_app?for=acme&token=12",
        "https://careers.example.com/open?x=1&gh_jid=12",
        f"http://jobs.lever.co/acme/{UUID.upper()}/apply",
        "https://apply.workable.com/j/dd136dd7e7",
        "https://acme.wd5.myworkdayjobs.com/Careers/job/X/Y_R0247541-1",
        "https://example.com/nothing",
    )

    found = identities_in(links)

    assert found == (
        "greenhouse:acme:12",
        "greenhouse::12",
        f"lever:acme:{UUID}",
        "workable::dd136dd7e7",
        "workday:acme/careers:r0247541",
    )


@pytest.mark.parametrize(
    ("source", "url", "stand_in"),
    [
        (
            "greenhouse",
            "https://boards-api.greenhouse.io/v1/boards/x/jobs?content=true",
            "/v1/boards/x/jobs?content=true",
        ),
        ("lever", "https://api.eu.lever.co/v0/postings/x?mode=json", "/v0/postings/x?mode=json"),
        ("recruitee", "https://acme.recruitee.com/api/offers/", "/acme.recruitee.com/api/offers/"),
        ("jsonld", "https://jobs.acme.example/a?b=c", "/jobs.acme.example/a?b=c"),
    ],
)
@pytest.mark.parametrize("base", ["http://127.0.0.1:8000/base", "http://127.0.0.1:8000/base/"])
def test_a_stand_in_keeps_the_path(source, url, stand_in, base):
    assert endpoint_url(url, load_source(source), base) == "http://127.0.0.1:8000/base" + stand_in


def test_secrets_are_filled_in_as_a_request_is_sent():
    source = load_source("usajobs")
    request = source.requests(source.feeds[0])[0]

    sent = fill_in(request, source, {"SKILLGAUGE_USAJOBS_KEY": "k", "SKILLGAUGE_USAJOBS_EMAIL": "me"})

    assert dict(sent.headers) == {"User-Agent": "me", "Authorization-Key": "k"}
    assert "SKILLGAUGE_USAJOBS_KEY" in str(request.headers)
    assert sent.url == request.url


def test_a_missing_secret_is_named():
    source = load_source("adzuna")

    with pytest.raises(UsageError, match="set SKILLGAUGE_ADZUNA_KEY; see https"):
        fill_in(
            Request("https://api.adzuna.com"),
            source,
            {"SKILLGAUGE_ADZUNA_ID": "x", "SKILLGAUGE_ADZUNA_KEY": ""},
        )


def test_a_secret_in_a_form_is_filled_in():
    source = load_source("francetravail")
    secrets = {"SKILLGAUGE_FRANCETRAVAIL_ID": "me", "SKILLGAUGE_FRANCETRAVAIL_SECRET": "s3"}

    sent = fill_in(source.requests(source.feeds[0])[0], source, secrets)

    assert b"client_id=me&client_secret=s3&" in (sent.body or b"")
