"""A parser knows its own source only; the identities of other sources are added where a page is accepted."""

import subprocess
import sys
from dataclasses import replace

from data.records import Parsed, Posting, Request
from scraper.runs.accept import identified, read_page
from tests.golden import cases
from tests.scraper.conftest import make_source

POSTING = Posting("remotive", "all", "7", "https://remotive.com/7", "ML Engineer", "Acme", "Text")


def test_a_parser_loads_no_other_source():
    program = """
import sys
from tests.golden import cases
from scraper.sources import load_source
case = next(case for case in cases("remotive") if case.name == "ordinary")
parsed = load_source("remotive").parse(case.page(), case.board)
assert parsed.postings[0].links
print([name for name in sys.modules if name.startswith("scraper.sources.")])
"""

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "['scraper.sources.remotive']"


def test_links_become_identities_after_those_that_the_source_vouches_for():
    links = (
        "https://remotive.com/7",
        "https://jobs.lever.co/acme",
        "https://apply.workable.com/j/DD136DD7E7",
    )
    found = identified(replace(POSTING, identities=("remotive:all:7",), links=links))

    assert found.identities == ("remotive:all:7", "workable::dd136dd7e7")
    assert found.links == ()
    assert identified(found) is found


def test_a_posting_that_a_list_announces_is_identified_too():
    known = replace(POSTING, links=("https://boards.greenhouse.io/acme/jobs/12",))
    follow = (Request("https://jobs.example/7", known=known), Request("https://jobs.example/next"))
    source = make_source(parse=lambda _page, _board: Parsed((), follow=follow, complete=False))
    case = cases("remotive")[0]

    parsed = read_page(source, case.page(), case.board)

    assert parsed.follow[0].known.identities == ("greenhouse:acme:12",)
    assert parsed.follow[1] == follow[1]
    assert not parsed.complete
