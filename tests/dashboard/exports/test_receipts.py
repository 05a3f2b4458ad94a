import csv
import io
import json
import subprocess
import sys

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from analysis.figures.shares import shares
from analysis.reproduce import reproduce
from dashboard.address.address import read_query
from dashboard.exports.endpoints import ROUTES
from dashboard.frame.sheets import sheet_of, to_csv
from tests.dashboard.conftest import ROOT, words_of

VALUES = {"share", "difference", "lift", "low", "high", "n", "employers"}

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


QUESTIONS = [
    "shares.csv?cloud=AWS&top=2",
    "shares.csv?role=Data+scientist&level=required&top=2",
    "changes.csv?top=2",
    "trends.csv?skill=pytorch",
    "pairs.csv?role=&since=the+beginning&top=2",
]


def test_ten_rows_of_five_views_are_made_again_by_the_command_to_the_last_digit(market, monkeypatch):
    monkeypatch.setenv("SKILLGAUGE_STORE", str(market))
    client = TestClient(Starlette(routes=list(ROUTES)))
    asked = []

    for question in QUESTIONS:
        content = client.get(f"/api/{question}").content.decode("utf-8-sig")
        asked += [row for row in csv.DictReader(io.StringIO(content, newline="")) if row["receipt"]][-2:]

    assert len(asked) == 10
    for row in asked:
        done = subprocess.run(
            [sys.executable, "-m", "cli", "figure", "--receipt", row["receipt"], "--format", "json"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # laid out as a table  # fmt: skip
        again = json.loads(done.stdout)
        for name in VALUES & set(row) & set(again):
            assert row[name] == ("" if again[name] is None else str(again[name])), name
        assert VALUES & set(row) & set(again) >= {"low", "high"}


def test_ten_rows_of_an_export_give_their_figures_again(corpus):
    part = read_query([("cloud", "any"), ("since", "2025-06")], corpus)
    content = to_csv(sheet_of("shares", shares(corpus, part, top=10).rows, corpus)).decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(content, newline="")))

    assert len(rows) == 10
    for row in rows:
        again = reproduce(corpus, row["receipt"])
        assert repr(again.share) == row["share"]
