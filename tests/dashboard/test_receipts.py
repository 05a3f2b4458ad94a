import csv
import io

import pytest
import streamlit as st

from analysis.reproduce import reproduce
from analysis.shares import shares
from dashboard.address import read_query
from dashboard.export import sheet_of, to_csv
from tests.dashboard.conftest import words_of

ADDRESSES = [
    ("overview", {"cloud": "AWS"}),
    ("overview", {"role": ["Data scientist", "AI engineer"], "top": "30"}),
    ("overview", {"kind": "Languages", "since": "Jan 2026"}),
    ("overview", {"compare": "true", "cloud": "AWS", "cloud_b": "GCP"}),
    ("trends", {"skills": ["RAG", "PyTorch"], "step": "quarter"}),
    ("skill", {"skill": "Docker", "by": "country"}),
    ("together", {"pairs": "PyTorch"}),
    ("study", {"have": ["Python", "SQL"], "part": "Portfolio projects"}),
    ("postings", {"q": "invented", "names": "AWS"}),
    ("method", {"part": "Runs", "level": "required only"}),
]


@pytest.mark.parametrize(("name", "query"), ADDRESSES, ids=[f"{name}-{len(q)}" for name, q in ADDRESSES])
def test_an_address_shows_the_same_view_after_a_restart(open_page, name, query):
    before = words_of(open_page(name, **query))

    st.cache_resource.clear()
    after = words_of(open_page(name, **query))

    assert after == before


def test_ten_rows_of_an_export_give_their_figures_again(corpus):
    part = read_query([("cloud", "any"), ("since", "2025-06")], corpus)
    content = to_csv(sheet_of("shares", shares(corpus, part, top=10).rows)).decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(content, newline="")))

    assert len(rows) == 10
    for row in rows:
        again = reproduce(corpus, row["receipt"])
        assert repr(again.share) == row["share"]
