import json

import pytest
from typer.testing import CliRunner

from commands.parse import app
from data.errors import PageRejected, SourceGone, UsageError
from tests.golden import MEDIA, NOW, cases

URL = "https://remotive.com/api/remote-jobs"
LIST = "https://acme.bamboohr.com/careers/list"


def run(*words, page=b""):
    return CliRunner().invoke(app, [*map(str, words)], input=page)


def options(case, tmp_path):
    """Return what says of a saved page what its request.json says."""
    told = json.loads(case.input.with_name("request.json").read_text(encoding="utf-8"))
    names = {"slug": "board", "region": "region", "employer": "employer", "url": "board-url"}
    words = [f"--{names[name]}={value}" for name, value in told["board"].items()]
    words += [f"--kind={told['kind']}"] if "kind" in told else []
    if "known" in told:
        (tmp_path / "known.json").write_text(json.dumps(told["known"]), encoding="utf-8")
        words.append(f"--known={tmp_path / 'known.json'}")
    media = MEDIA.get(case.input.suffix[1:], "application/octet-stream")
    return [f"--url={told['url']}", f"--content-type={media}", f"--fetched-at={NOW.isoformat()}", *words]


CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=[f"{case.source}-{case.name}" for case in CASES])
def test_a_saved_page_gives_what_is_expected_of_it(case, tmp_path):
    expected = json.loads(case.expected.read_text(encoding="utf-8"))

    result = run(case.source, case.input, *options(case, tmp_path))

    if "error" in expected:
        assert type(result.exception).__name__ == expected["error"]
        assert result.exception.exit_code == 1
    else:
        assert json.loads(result.stdout) == expected


def test_a_page_may_come_from_standard_input():
    result = run("remotive", "-", "--url", URL, page=b'{"jobs": []}')

    assert json.loads(result.stdout) == {"postings": [], "rejected": [], "follow": [], "complete": False}


def test_a_followed_request_can_be_answered_with_what_was_known_of_it(tmp_path):
    page = {"result": [{"id": "7", "jobOpeningName": "ML Engineer"}]}
    listed = run("bamboohr", "-", "--url", LIST, page=json.dumps(page).encode())
    (ask,) = json.loads(listed.stdout)["follow"]
    (tmp_path / "known.json").write_text(json.dumps(ask["known"]))
    detail = {"result": {"jobOpening": {"description": "<p>PyTorch</p>"}}}
    words = (
        "--board=acme",
        f"--url={ask['url']}",
        f"--kind={ask['kind']}",
        f"--known={tmp_path / 'known.json'}",
    )

    result = run("bamboohr", "-", *words, page=json.dumps(detail).encode())

    (posting,) = json.loads(result.stdout)["postings"]
    assert (posting["title"], posting["text"]) == ("ML Engineer", "PyTorch")


@pytest.mark.parametrize(
    ("source", "url", "board"),
    [
        ("lever", "https://api.eu.lever.co/v0/postings/acme?mode=json", "acme"),
        ("remotive", URL, "all"),
        ("jsonld", "https://careers.acme.example/jobs/7/", "careers.acme.example/jobs/7"),
    ],
)
def test_the_board_is_read_from_the_url_where_none_is_named(source, url, board):
    posting = {
        "@type": "JobPosting",
        "title": "ML Engineer",
        "description": "Text",
        "hiringOrganization": "Acme",
    }
    pages = {
        "lever": [
            {"id": "1", "hostedUrl": "https://jobs.eu.lever.co/acme/1", "text": "T", "descriptionPlain": "x"}
        ],
        "remotive": {"jobs": [{"id": 1, "url": URL, "title": "T", "company_name": "A", "description": "x"}]},
        "jsonld": posting,
    }

    result = run(source, "-", "--url", url, page=json.dumps(pages[source]).encode())

    assert [found["board"] for found in json.loads(result.stdout)["postings"]] == [board]


def test_an_unknown_source_is_answered_with_the_near_ones():
    result = run("greenhose", "-", "--url", URL)

    assert isinstance(result.exception, UsageError)
    assert "did you mean greenhouse?" in str(result.exception)


def test_a_refused_page_is_the_error_that_a_scrape_would_note():
    page = b"<html><body>Down for maintenance</body></html>"

    assert isinstance(run("remotive", "-", "--url", URL, page=page).exception, PageRejected)
    gone = run(
        "hackernews",
        "-",
        "--kind=story",
        "--url=https://hacker-news.firebaseio.com/v0/item/1.json",
        page=b"null",
    )
    assert isinstance(gone.exception, SourceGone)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lever", "-", "--url=https://jobs.example/x"), "give --board SLUG"),
        (("lever", "-", "--url=jobs.lever.co/acme"), "not an http"),
        (("lever", "-", "--url="), "not an http"),
        (("jsonld", "-", f"--url={URL}", "--final-url=http://[::1"), "not an http"),
        (("jsonld", "-", f"--url={URL}", "--board-url=x"), "not an http"),
        (("remotive", "/nowhere/page.json", f"--url={URL}"), "cannot read"),
        (("remotive", "a\0b", f"--url={URL}"), "cannot read"),
        (("remotive", "-", f"--url={URL}", "--known=-"), "cannot both"),
        (("remotive", "-", f"--url={URL}", "--fetched-at=yesterday"), "--fetched-at"),
    ],
)
def test_a_wrong_option_is_named(words, said):
    result = run(*words)

    assert isinstance(result.exception, UsageError)
    assert said in str(result.exception)


KNOWN = {
    "source": "a",
    "board": "b",
    "external_id": "1",
    "url": "https://x.example",
    "title": "T",
    "employer": "E",
}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"colour": 1}, "'colour'"),
        ({"board": None}, "has no board"),
        ({"title": 5}, "is a text"),
        ({"posted_at": "soon"}, "posted_at"),
        ({"posted_at": "2026-10-01T00:00:00"}, "no offset"),
        ({"salary": 5}, "salary"),
        ({"links": 5}, "links"),
    ],
)
def test_a_wrong_field_of_a_known_posting_is_named(tmp_path, changes, said):
    (tmp_path / "known.json").write_text(json.dumps(KNOWN | changes))

    result = run("remotive", "-", f"--url={URL}", f"--known={tmp_path / 'known.json'}")

    assert isinstance(result.exception, UsageError)
    assert said in str(result.exception)


@pytest.mark.parametrize(
    ("known", "said"), [("[", "not JSON"), ("[]", "not a JSON object"), ("[" * 9_999, "not JSON")]
)
def test_a_file_without_a_known_posting_is_named(known, said, tmp_path):
    (tmp_path / "known.json").write_text(known)

    result = run("remotive", "-", f"--url={URL}", f"--known={tmp_path / 'known.json'}")

    assert isinstance(result.exception, UsageError)
    assert said in str(result.exception)


@pytest.mark.parametrize("kind", ["sitemap", "sitemap x"])
def test_a_kind_that_the_source_does_not_know_is_a_refusal(kind):
    url = "https://acme.example/sitemap.xml"

    result = run("jsonld", "-", f"--url={url}", f"--kind={kind}", page=b"<urlset/>")

    assert isinstance(result.exception, PageRejected)


def test_xml_in_place_of_a_page_is_read_without_a_warning(recwarn):
    page = b'<?xml version="1.0"?><rss><item>ML Engineer</item></rss>'

    result = run("jsonld", "-", "--url=https://acme.example/jobs/7", "--kind=posting", page=page)

    assert json.loads(result.stdout)["rejected"][0]["on_purpose"]
    assert not recwarn.list


def test_more_than_any_page_holds_is_refused(monkeypatch):
    monkeypatch.setattr("commands.parse.MAX_PAGE_BYTES", 10)

    result = run("remotive", "-", f"--url={URL}", page=b'{"jobs": []}')

    assert isinstance(result.exception, UsageError)
    assert "more than 10 bytes" in str(result.exception)
