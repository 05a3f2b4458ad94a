import csv
import io
import json
import shutil

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from analysis.market.receipts import Receipt
from analysis.registry import served_kinds
from dashboard.exports.endpoints import ROUTES
from dashboard.frame.loading import load_corpus
from data.store.writer import Store
from tests.data.building import a_posting, put, read_all


@pytest.fixture
def client(monkeypatch, market):
    monkeypatch.setenv("SKILLGAUGE_STORE", str(market))
    return TestClient(Starlette(routes=list(ROUTES)))


def written(path, *texts):
    """Add postings that name Python, PyTorch or Rust to a store."""
    with Store.open(path, create=True) as store:
        put(store, *(a_posting(text, text=text) for text in texts), run_id=0)
        read_all(store, ("Python", "PyTorch", "Rust"))
        store.assign_vacancies()
        store.finish()
    return path


def test_a_store_that_another_file_replaced_is_seen_by_every_view_at_once(tmp_path, monkeypatch):
    shown = written(tmp_path / "shown.db", "We use Python.")
    backup = shutil.copy2(shown, tmp_path / "backup.db")
    monkeypatch.setenv("SKILLGAUGE_STORE", str(written(shown, "We use PyTorch.")))
    client = TestClient(Starlette(routes=list(ROUTES)))
    whole = "role=&since=the+beginning"
    first = client.get(f"/api/shares.json?{whole}&skill=pytorch").json()

    shutil.copy2(backup, shown)
    written(shown, "We use Rust.")
    found = client.get(f"/api/shares.json?{whole}&skill=rust").json()
    gone = client.get(f"/api/shares.json?{whole}&skill=pytorch")
    listed = client.get(f"/api/postings.json?{whole}&skill=rust").json()

    assert [row["skill"] for row in first] == ["PyTorch"]
    assert ([row["skill"] for row in found], len(listed)) == (["Rust"], 1)
    assert gone.status_code == 400


@pytest.mark.parametrize("view", ["shares", "changes", "trends"])
def test_each_view_is_csv_and_json_with_the_same_rows(client, view):
    table = client.get(f"/api/{view}.csv?role=ml_engineer")
    rows = client.get(f"/api/{view}.json?role=ML+engineer").json()

    read = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"), newline="")))
    assert table.headers["content-type"].startswith("text/csv")
    assert [row["skill"] for row in read] == [row["skill"] for row in rows]
    assert rows


@pytest.mark.parametrize("kind", served_kinds().values(), ids=lambda kind: kind.name)
def test_each_served_kind_answers_with_its_columns_and_refuses_keys_of_others(client, kind):
    asked = "role=&since=the+beginning&skill=pytorch" if kind.takes_filters else ""
    where = f"/api/{kind.sheet_name}.json?{asked}"
    rows = client.get(where).json()

    assert rows
    for row in rows:
        assert list(row) == [name for name in kind.header if name in row]
        assert set(kind.header) - set(row) <= {"silent"}
    for key in {"skill", "kind", "top", "q"} - set(kind.endpoint.keys):
        answer = client.get(f"{where}&{key}=x")
        assert answer.status_code == 400
        assert f"{kind.sheet_name} does not use {key}=" in answer.json()["error"]


@pytest.mark.parametrize("view", ["claims", "sayings"])
def test_statements_have_selections_of_their_own(client, view):
    answer = client.get(f"/api/{view}.json?role=ml_engineer")

    assert (answer.status_code, answer.json()) == (
        400, {"error": f"{view} does not use role=; each statement has a selection of its own"},
    )  # laid out as a table  # fmt: skip
    assert client.get(f"/api/{view}.json?snapshot=other").status_code == 400


def test_changes_of_a_store_that_does_not_reach_back_a_year_are_none(client, monkeypatch):
    monkeypatch.setattr("analysis.kinds.demand.change.year_apart", lambda _corpus: None)

    answer = client.get("/api/changes.json?role=")

    assert (answer.status_code, answer.json()) == (200, [])


def test_a_change_has_the_same_verdict_alone_and_among_others(client):
    page = {row["id"]: row for row in client.get("/api/changes.json?role=&top=30").json()}
    languages = client.get("/api/changes.json?role=&kind=Languages").json()

    assert page["python"] == client.get("/api/changes.json?role=&skill=python").json()[0]
    assert all(row == page[row["id"]] for row in languages if row["id"] in page)
    assert {"family", "family_size", "caveat", "same_employers_low"} <= set(page["python"])


def test_pairs_of_one_skill_carry_their_interval_and_come_as_csv_and_json(client):
    table = client.get("/api/pairs.csv?role=&since=the+beginning&skill=pytorch&top=5")
    rows = client.get("/api/pairs.json?role=&since=the+beginning&skill=pytorch&top=5").json()

    read = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"), newline="")))
    assert len(read) == len(rows) > 0
    assert all("pytorch" in (row["a"], row["b"]) for row in rows)
    assert all(row["low"] <= row["lift"] <= row["high"] for row in rows)


def test_postings_are_those_that_hold_the_words_and_name_the_skill(client):
    asked = "/api/postings.json?role=&since=the+beginning&skill=aws&top=500"
    every = client.get(asked).json()
    holding = client.get(f"{asked}&q=invented").json()
    without = client.get(f"{asked}&q=-invented").json()

    assert every
    assert {"title", "employer", "url"} <= set(every[0])
    assert "text" not in every[0]
    assert holding == every
    assert without == []


@pytest.mark.parametrize("view", ["pairs", "postings"])
def test_pairs_and_postings_of_an_unknown_skill_are_refused_in_a_sentence(client, view):
    answer = client.get(f"/api/{view}.json?skill=nothing")

    assert answer.status_code == 400
    assert "nothing" in answer.json()["error"]


def test_filters_and_skills_narrow_the_answer(client):
    rows = client.get("/api/shares.json?cloud=AWS&skill=pytorch&skill=aws").json()

    assert [row["skill"] for row in rows] == ["PyTorch", "AWS"]
    assert "cloud=aws" in rows[0]["slice"]


def test_a_kind_and_a_length_can_be_asked(client):
    rows = client.get("/api/shares.json?kind=Languages&top=3&role=").json()

    assert len(rows) == 3
    assert {row["kind"] for row in rows} == {"language"}


def test_receipts_of_an_answer_read_back(client):
    rows = client.get("/api/shares.json?top=10").json()

    for row in rows:
        receipt = Receipt.from_text(row["receipt"])
        assert receipt.value == row["share"]
        assert receipt.snapshot == load_corpus().snapshot


@pytest.mark.parametrize(
    "query", ["role=wizard", "top=0", "top=٣", "top=99999", "kind=moon", "skill=nothing", "x=1", "since=soon"]
)
def test_what_cannot_be_understood_is_told_in_a_sentence(client, query):
    answer = client.get(f"/api/shares.json?{query}")

    assert answer.status_code == 400
    assert len(answer.json()["error"]) > 10


def test_an_endless_query_is_refused(client):
    assert client.get(f"/api/shares.json?role={'x' * 20_000}").status_code == 400


@pytest.mark.parametrize("path", ["/api/secrets.json", "/api/shares.xml"])
def test_an_unknown_view_names_those_there_are(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert "shares" in json.dumps(answer.json())


def test_a_missing_store_is_told_without_its_path(client, monkeypatch, tmp_path):
    monkeypatch.setenv("SKILLGAUGE_STORE", str(tmp_path / "none.db"))

    answer = client.get("/api/shares.json")

    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text


def test_until_names_the_first_day_that_is_out_as_the_command_does(client):
    through = client.get("/api/shares.json?since=2026-01&through=2026-03").json()
    until = client.get("/api/shares.json?since=2026-01&until=2026-04-01").json()
    to_the_day = client.get("/api/shares.json?since=2026-01-10&until=2026-03-20").json()

    assert until == through
    assert until[0]["slice"].endswith("since=2026-01-01&until=2026-04-01")
    assert to_the_day[0]["slice"].endswith("since=2026-01-10&until=2026-03-20")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("role=ml_enginer", "did you mean ML engineer"),
        ("rol=ml_engineer", "did you mean role?"),
        ("skill=PyTroch", "did you mean PyTorch"),
        ("kind=Langauges", "did you mean Languages"),
        ("through=2026-03&until=2026-04", "not both"),
        ("since=2025-01&since=2026-01", "since is given twice"),
        ("snapshot=deadbeef", "made from the facts 'deadbeef'"),
        ("q=words", "shares does not use q="),
    ],
)
def test_a_refusal_says_what_would_be_right(client, query, words):
    answer = client.get(f"/api/shares.json?{query}")

    assert answer.status_code == 400
    assert words in answer.json()["error"]


def test_rows_say_the_newest_posting_and_the_silent(client):
    rows = client.get("/api/shares.json?role=").json()

    assert all(row["newest_posting"] == "2026-08-31" for row in rows)
    assert all(isinstance(row["silent"], int) for row in rows)


def test_an_answer_without_postings_has_its_header(client):
    empty = client.get("/api/postings.csv?q=nowhereatall").text
    full = client.get("/api/postings.csv?role=").text

    assert empty.splitlines() == full.splitlines()[:1]
