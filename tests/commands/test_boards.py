import json

import pytest
from typer.testing import CliRunner

from commands.boards import app
from commands.shared.source_table import BEGIN, END
from data.errors import SourceError, UsageError
from data.records import Board
from scraper.runs import board_list as board_lists
from tests.fault_server import FaultServer, Served
from tests.scraper.runs.test_run import jobs

INVENTED = "/v1/boards/invented/jobs?content=true"
PAGE = b"""<html><head><script type="application/ld+json">
{"@context": "https://schema.org", "@type": "JobPosting",
"title": "ML Engineer", "description": "<p>Python</p>", "datePosted": "2026-11-01", "identifier": "7",
"hiringOrganization": {"@type": "Organization", "name": "Invented"}}</script></head><body>ML</body></html>"""


@pytest.fixture
def server():
    with FaultServer() as running:
        yield running


@pytest.fixture
def boards(server, tmp_path, monkeypatch):
    """Return a function that runs a sub-command against the stand-in server, with a list of its own."""
    monkeypatch.setattr(board_lists, "SHIPPED", tmp_path / "shipped.toml")
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path / "own"))
    board_lists.write_boards(
        tmp_path / "shipped.toml", [Board("greenhouse", "acme", "Acme"), Board("lever", "beta")]
    )
    config = tmp_path / "skillgauge.toml"
    config.write_text("pace = 0.01\n")

    def run(name, *options, asks=True):
        stand_ins = [
            f"--endpoint={source}={server.url}" for source in ("greenhouse", "lever", "ashby", "jsonld")
        ]
        return CliRunner().invoke(
            app, [name, *options, *([*stand_ins, "--config", str(config)] if asks else [])]
        )

    return run


def test_boards_are_listed(boards):
    result = boards("list", "--source", "greenhouse", "--source", "lever", asks=False)

    assert [line.split() for line in result.stdout.splitlines()] == [
        ["greenhouse", "acme", "Acme"],
        ["lever", "beta"],
    ]


def test_boards_are_found_or_the_exit_code_says_no(boards):
    found = boards("find", "ACME", "--format", "json", asks=False)
    nothing = boards("find", "nobody", asks=False)

    assert json.loads(found.stdout)["slug"] == "acme"
    assert (found.exit_code, nothing.exit_code) == (0, 1)


def test_a_board_is_added_from_a_link_to_a_posting(boards, server):
    server.pages[INVENTED] = Served(jobs(1, 2))

    result = boards("add", "https://boards.greenhouse.io/invented/jobs/1", "--employer", "Invented & Co")
    again = boards("add", "https://job-boards.greenhouse.io/invented")

    assert "added greenhouse invented: 2 postings, 2 about ML, AI or data" in result.stdout
    assert "on the list already" in again.stdout
    assert Board("greenhouse", "invented", "Invented & Co") in board_lists.load_boards()


def test_any_page_with_job_postings_can_be_added(boards, server):
    url = "https://careers.invented.example/jobs/7"
    server.pages["/careers.invented.example/jobs/7"] = Served(PAGE)

    result = boards("add", url)

    assert "added jsonld careers.invented.example/jobs/7: 1 postings" in result.stdout
    assert Board("jsonld", "careers.invented.example/jobs/7", url=url) in board_lists.load_boards()


def test_a_dead_board_is_not_added(boards, tmp_path):
    result = boards("add", "https://boards.greenhouse.io/nobody")

    assert isinstance(result.exception, SourceError)
    assert "not added (gone)" in str(result.exception)
    assert not (tmp_path / "own" / "boards.toml").exists()


def test_what_is_no_link_is_a_usage_error(boards):
    assert isinstance(boards("add", "ftp://x").exception, UsageError)


def test_a_check_tells_the_dead_from_the_living(boards, server):
    server.pages["/v1/boards/acme/jobs?content=true"] = Served(jobs(1))
    server.pages["/v0/postings/beta?mode=json"] = Served(b"[]")
    server.pages["/v1/boards/beta/jobs?content=true"] = Served(jobs(1, 2))

    result = boards("check", "--source", "greenhouse", "--source", "lever")
    as_json = boards("check", "--board", "beta", "--format", "json")

    assert result.exit_code == 1
    assert "acme                             1 postings, 1 about" in result.stdout
    assert "empty; moved to greenhouse beta" in result.stdout
    assert json.loads(as_json.stdout)["moved_to"]["source"] == "greenhouse"


def test_a_check_of_living_boards_ends_well(boards, server):
    server.pages["/v1/boards/acme/jobs?content=true"] = Served(jobs(1))

    assert boards("check", "--board", "acme").exit_code == 0
    assert isinstance(boards("check", "--board", "nobody").exception, UsageError)


def test_a_page_without_postings_is_not_added(boards, server, tmp_path):
    server.pages["/video.example/watch?v=1"] = Served(b"<html><body>A film</body></html>")

    result = boards("add", "https://video.example/watch?v=1")

    assert isinstance(result.exception, SourceError)
    assert "no postings were found" in str(result.exception)
    assert not (tmp_path / "own" / "boards.toml").exists()


def test_a_page_that_is_a_wall_is_not_added_and_says_so(boards, server):
    server.pages["/acme.example/careers"] = Served(b"<html><title>Just a moment...</title></html>")

    assert "a wall" in str(boards("add", "https://acme.example/careers").exception)


def test_a_careers_page_is_added_by_what_the_sitemap_lists(boards, server):
    links = "".join(f"<url><loc>https://acme.example/jobs/{n}</loc></url>" for n in range(8))
    server.pages["/acme.example/careers"] = Served(b"<html><body>Careers</body></html>")
    server.pages["/acme.example/sitemap.xml"] = Served(f"<urlset>{links}</urlset>".encode())
    server.pages["/acme.example/jobs/0"] = Served(PAGE)

    result = boards("add", "acme.example/careers", "--employer", "Acme")

    assert (
        "added jsonld acme.example/careers: 8 pages that may be postings; of 1 read, 1 about" in result.stdout
    )


def test_two_queries_are_two_boards(boards, server):
    for number in (1, 2):
        server.pages[f"/acme.example/view?id={number}"] = Served(PAGE)

    results = [boards("add", f"https://acme.example/view?id={number}") for number in (1, 2, 2)]

    assert ["added" in result.stdout for result in results] == [True, True, False]
    assert "on the list already" in results[2].stdout


@pytest.mark.parametrize(
    "url",
    [
        "https://news.ycombinator.com/item?id=1",
        "https://www.linkedin.com/jobs/view/1/",
        "https://hn.algolia.com/?q=hiring",
        "https://t.me/jobs",
        "https://acme.rippling-ats.com/",
        "https://www.greenhouse.io/",
        "https://de.indeed.com/viewjob?jk=0",
        "https://ats.rippling.com/acme/jobs/1",
        "https://join.com/companies/acme/1-ml",
        "https://jobs.gem.com/acme/1",
        "https://acme.pinpointhq.com/postings/1",
        "https://acme.applytojob.com/apply/1",
        "https://www.welcometothejungle.com/en/companies/acme/jobs/ml",
    ],
)
def test_hosts_of_many_employers_are_refused_with_the_reason(boards, server, url):
    result = boards("add", url)

    assert isinstance(result.exception, UsageError)
    assert "employers" in str(result.exception) or "source of its own" in str(result.exception)
    assert server.asked == []


EMBEDS = {
    "a script": '<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme"></script>',
    "a link": '<a href="https://job-boards.greenhouse.io/acme/jobs/1">ML</a>',
    "in a script": '<script>api = "https:\\/\\/boards-api.greenhouse.io\\/v1\\/boards\\/acme"</script>',
}


@pytest.mark.parametrize("embed", EMBEDS.values(), ids=EMBEDS.keys())
def test_the_board_behind_a_page_is_found(boards, server, embed):
    server.pages["/careers.invented.example/role?gh_jid=1"] = Served(
        f"<html><body>{embed}</body></html>".encode()
    )
    server.pages["/careers.invented.example/jobs"] = Served(f"<html><body>{embed}</body></html>".encode())
    board_lists.write_boards(board_lists.SHIPPED, [])
    server.pages["/v1/boards/acme/jobs?content=true"] = Served(jobs(1))

    by_query = boards("add", "https://careers.invented.example/role?gh_jid=1", "--employer", "Invented")
    by_page = boards("add", "https://careers.invented.example/jobs")

    assert "added greenhouse acme: 1 postings" in by_query.stdout
    assert "greenhouse acme" in by_page.stdout


def test_of_several_embedded_boards_none_is_taken(boards, server):
    both = EMBEDS["a link"] + '<a href="https://jobs.lever.co/other/1">x</a>'
    server.pages["/careers.invented.example/jobs"] = Served(f"<html><body>{both}</body></html>".encode())

    assert isinstance(boards("add", "https://careers.invented.example/jobs").exception, SourceError)


@pytest.mark.parametrize("employer", ["", " ", "a" * 300, "Be\ud800ta", "\x1b[31mred", "a\u202eb"])
def test_an_employer_that_is_no_name_is_refused(boards, employer):
    assert isinstance(boards("add", "https://jobs.lever.co/x", "--employer", employer).exception, UsageError)


def test_what_is_printed_holds_no_control_characters(boards):
    board_lists.add_board(Board("lever", "a\x1b]0;x\x07b", "Be\nta"))

    result = boards("list", asks=False)

    assert "a\\x1b]0;x\\x07b" in result.stdout
    assert "Be\\nta" in result.stdout


def test_texts_that_come_apart_are_counted_by_their_titles(boards, server):
    listed = [
        {"id": str(n), "jobOpeningName": t} for n, t in enumerate(("ML Engineer", "Cook", "Data Scientist"))
    ]
    server.pages["/acme.bamboohr.com/careers/list"] = Served(json.dumps({"result": listed}).encode())

    result = boards("add", "https://acme.bamboohr.com/careers", f"--endpoint=bamboohr={server.url}")

    assert "3 postings, 2 about ML, AI or data" in result.stdout


def test_links_are_recognised_in_order_without_asking_anybody(boards, server):
    links = (
        "https://boards.greenhouse.io/acme/jobs/1",
        "https://careers.acme.example/jobs",
        "https://acme.jobs.personio.com/job/1834171",
        "not a link",
    )

    result = boards("recognise", *links, asks=False)

    assert json.loads(result.stdout) == [
        {"source": "greenhouse", "slug": "acme", "employer": None, "region": None},
        None,
        {"source": "personio", "slug": "acme", "employer": None, "region": "com"},
        None,
    ]
    assert result.exit_code == 0
    assert server.asked == []


def test_sources_are_listed_with_the_reason(boards):
    in_words = boards("sources", asks=False).stdout
    as_json = [
        json.loads(line) for line in boards("sources", "--format", "json", asks=False).stdout.splitlines()
    ]

    assert "workday         refused  undocumented; the provider's terms forbid" in in_words
    assert {source["source"]: source["default"] for source in as_json}["remoteok"] == "opt-in"
    assert next(source for source in as_json if source["source"] == "remotive")["spacing_s"] == 31.0


def test_the_table_of_sources_is_written_between_its_marks(boards, tmp_path):
    page = tmp_path / "sources.md"
    page.write_text(f"# Before\n\n{BEGIN}\nstale row\n{END}\n\n# After\n")

    result = boards("sources", "--write", str(page), asks=False)

    text = page.read_text()
    assert result.exit_code == 0
    assert text.startswith(f"# Before\n\n{BEGIN}\n\n| source | default |")
    assert text.endswith(f"|\n\n{END}\n\n# After\n")
    assert "stale row" not in text
    assert boards("sources", "--format", "markdown", asks=False).stdout.strip() in text


def test_a_page_without_the_marks_is_left_alone(boards, tmp_path):
    page = tmp_path / "sources.md"
    page.write_text(f"{BEGIN}\nno end")

    assert isinstance(boards("sources", "--write", str(page), asks=False).exception, UsageError)
    assert isinstance(boards("sources", "--write", str(tmp_path), asks=False).exception, UsageError)
    assert page.read_text() == f"{BEGIN}\nno end"
