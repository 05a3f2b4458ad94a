"""Every figure as a frame: the rows of the command line under typed columns, and what they stand on."""

import json
import lzma
import sqlite3
from contextlib import closing
from datetime import date

import numpy as np
import pandas as pd
import pytest

import skillgauge as sg
import skillgauge.market as markets
from analysis.figures.skill_families import SkillFamily
from analysis.frames import TEXT, TYPES, cells_of
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FigureOptions
from analysis.market.grounded import grounded
from analysis.market.periods import default_since
from analysis.market.provenance import provenance_of
from analysis.market.slices import Slice
from analysis.registry import figure_kinds
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from data.store.facts.snapshot_packing import pack_snapshot
from tests.data.building import a_store

CORPUS = Corpus.from_tables(generate_tables(4_000, 2), SYNTHETIC_SKILLS)
OF_THE_VIEW = ["rank"]  # says where a figure stands among others
PART = Slice(roles=("ml_engineer",))


@pytest.fixture(scope="module")
def market(tmp_path_factory):
    return sg.Market(tmp_path_factory.mktemp("market") / "market.db", CORPUS)


@pytest.fixture(autouse=True)
def quick_families(monkeypatch):
    """Let a family be found at once: real ones take seconds, and generated markets have none."""
    family = SkillFamily(
        provenance=provenance_of(CORPUS, PART),
        name="Python and SQL",
        skills=("python", "sql"),
        names=("Python", "SQL"),
        stability=0.8,
        named=40,
        n=90,
    )
    monkeypatch.setattr("analysis.kinds.demand.family.families", lambda _corpus, _part: [family])


def example_of(kind):
    """Return the options of a kind's example as a caller gives them."""
    asked = kind.example
    assert asked == FigureOptions(skills=asked.skills, have=asked.have, against=asked.against)
    against = f"since=start&{asked.against}" if asked.against else None
    named = {"skills": asked.skills, "have": asked.have, "against": against}
    return {name: value for name, value in named.items() if value}


@pytest.mark.parametrize("kind", figure_kinds().values(), ids=lambda kind: kind.name)
def test_every_kind_is_a_frame_of_the_rows_that_are_printed(kind, market):
    filters = {"role": "ml_engineer"} if "role" in kind.options.uses else {}
    filters |= {"since": "start"} if "since" in kind.options.uses else {}
    rows = grounded(CORPUS, kind.rows(CORPUS, PART if filters else Slice(), kind.example))

    frame = market.figure(kind.name, **example_of(kind), **filters)

    assert tuple(frame.columns) == kind.header
    assert [str(one) for one in frame.dtypes] == [TYPES.get(name, TEXT) for name in kind.header]
    printed = [dict(zip(frame.columns, cells, strict=True)) for cells in cells_of(frame)]
    assert printed == [{name: row.get(name) for name in kind.header} for row in rows]
    assert frame.attrs["kind"] == kind.name
    assert frame.attrs["selection"] == ("role=ml_engineer" if filters else "")
    assert frame.attrs["receipts"] == [row.get("receipt") for row in rows if "receipt" in kind.header]


@pytest.mark.parametrize(
    ("method", "arguments", "kind"),
    [
        ("shares", {"skills": "AWS", "role": "ml_engineer"}, "share"),
        ("equal", {"skills": ["AWS"]}, "equal"),
        ("trend", {"skills": "AWS", "step": "half"}, "trend"),
        ("changes", {"before": "2024H1", "after": "2025H1", "top": 3}, "change"),
        ("mix", {"skills": "AWS", "before": "2024H1", "after": "2025H1"}, "mix"),
        ("compare", {"against": {"role": ["data_scientist"]}, "top": 3}, "compare"),
        ("pairs", {"skills": "AWS", "top": 3}, "pairs"),
        ("study", {"have": ["Python"], "steps": 2, "practices": True}, "study"),
        ("influence", {"skills": "AWS"}, "influence"),
        ("cloud", {"have": "Python"}, "cloud"),
        ("pay", {"skills": "AWS"}, "pay"),
        ("claims", {}, "claims"),
        ("sayings", {}, "sayings"),
        ("interviews", {"role": "ml_engineer"}, "interviews"),
        ("projects", {"have": "Python"}, "projects"),
        ("families", {}, "families"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_method_is_the_figure_of_its_kind(method, arguments, kind, market):
    frame = getattr(market, method)(**arguments)

    pd.testing.assert_frame_equal(frame, market.figure(kind, **arguments))
    assert frame.attrs["kind"] == kind


def test_what_a_frame_stands_on_is_plain_and_outlives_a_file(market, tmp_path):
    frame = market.shares(["AWS", "PyTorch"], role=["ml_engineer", "data_scientist"], since="2025-06")

    assert frame.attrs == {
        "kind": "share",
        "options": {"skills": ["AWS", "PyTorch"]},
        "selection": "role=data_scientist&role=ml_engineer&since=2025-06-01",
        "snapshot": CORPUS.snapshot,
        "catalogs": CORPUS.catalog.split("+"),
        "receipts": list(frame["receipt"]),
    }
    assert json.loads(json.dumps(frame.attrs)) == frame.attrs
    assert frame[["skill", "share"]].attrs == frame.attrs
    pytest.importorskip("pyarrow", reason="a Parquet file needs pyarrow")
    frame.to_parquet(tmp_path / "shares.parquet")
    read_again = pd.read_parquet(tmp_path / "shares.parquet")
    assert read_again.attrs == frame.attrs
    assert list(cells_of(read_again)) == list(cells_of(frame))


def test_a_receipt_gives_the_row_again(market):
    for frame in (market.shares("AWS", role="ml_engineer"), market.pay(country="US")):
        first = frame.attrs["receipts"][0]

        again = market.reproduce(first)

        one, other = (found.drop(columns=OF_THE_VIEW, errors="ignore") for found in (again, frame.iloc[:1]))
        pd.testing.assert_frame_equal(one, other)
        assert again.attrs["selection"] == frame.attrs["selection"]
        assert again.attrs["receipts"] == [first]


def test_a_receipt_of_other_facts_is_refused(market):
    receipt = market.shares("AWS").attrs["receipts"][0].replace(CORPUS.snapshot, "f" * 16)

    with pytest.raises(sg.ReceiptMismatch):
        market.reproduce(receipt)


@pytest.mark.parametrize("day", ["2025-06", "2025-06-01", date(2025, 6, 1), pd.Timestamp("2025-06-01 12:00")])
def test_a_day_may_be_a_month_a_text_or_a_date(day, market):
    assert market.shares("AWS", since=day).attrs["selection"] == "since=2025-06-01"


def test_without_a_first_day_a_figure_is_of_the_default_period(market):
    last = f"since={default_since(CORPUS)}"

    assert market.shares("AWS").attrs["selection"] == last
    assert market.shares("AWS", since="start").attrs["selection"] == ""
    assert market.shares("AWS", until="2024-06").attrs["selection"] == "until=2024-06-01"
    compared = market.compare("AWS", against={"role": "data_scientist"})
    assert list(compared["against"]) == [f"role=data_scientist&{last}"]
    whole = market.compare("AWS", against={"role": "data_scientist", "since": "start"})
    assert list(whole["against"]) == ["role=data_scientist"]


def test_one_value_and_several_are_taken_alike(market):
    several = market.shares("AWS", role=pd.Series(["ml_engineer"]), cloud={"aws"})

    pd.testing.assert_frame_equal(several, market.shares(["AWS"], role="ml_engineer", cloud=("aws",)))


@pytest.mark.parametrize(
    ("ask", "error", "said"),
    [
        (lambda m: m.figure("pay", top=3), sg.UsageError, "figure pay does not use --top; it uses"),
        (lambda m: m.shares("AWS", top=30), sg.UsageError, "figure share does not use --top beside --skill"),
        (lambda m: m.pairs(["AWS", "JAX"]), sg.UsageError, "figure pairs takes one --skill, not 2"),
        (lambda m: m.pay(level="asked"), sg.UsageError, "uses --level only with --skill"),
        (lambda m: m.study(denominator="employers"), sg.UsageError, "counts vacancies or postings, not"),
        (lambda m: m.shares(role="ml_enginer"), sg.UsageError, "did you mean ml_engineer"),
        (lambda m: m.shares("PyTroch"), sg.UsageError, "did you mean PyTorch"),
        (lambda m: m.shares(kinds="libary"), sg.UsageError, "did you mean library"),
        (lambda m: m.trend(step="quartr"), sg.UsageError, "did you mean quarter"),
        (lambda m: m.shares(source="linkdin"), sg.UsageError, "did you mean linkedin"),
        (lambda m: m.shares(since="2025-99"), sg.UsageError, "must be a month such as 2025-06"),
        (lambda m: m.shares(role=[]), sg.UsageError, "role is empty; leave it out"),
        (lambda m: m.shares(top=0), sg.UsageError, "top is a whole number from 1, not 0"),
        (lambda m: m.study(steps=11), sg.UsageError, "steps is a whole number from 1 to 10, not 11"),
        (lambda m: m.figure("shar"), sg.UsageError, "did you mean share"),
        (lambda m: m.postings(top=3), sg.UsageError, "postings does not use --top; it uses --skill, --role"),
        (lambda m: m.shares(rol="ml_engineer"), TypeError, "no option 'rol'; did you mean role"),
        (lambda m: m.shares(skill="AWS"), TypeError, "no option 'skill'; did you mean skills"),
        (lambda m: m.shares(role=3), TypeError, "role is a str or several of them, not int"),
        (lambda m: m.shares(role=["ml_engineer", None]), TypeError, "role is a str, not NoneType"),
        (lambda m: m.shares(top="3"), TypeError, "top is a whole number, not str"),
        (lambda m: m.shares(since=2025), TypeError, "since is a date or a str such as '2025-06', not int"),
        (lambda m: m.shares(since=pd.NaT), TypeError, "since is a date that is missing"),
        (lambda m: m.shares(role=pd.DataFrame()), TypeError, "several of them, not DataFrame"),
        (lambda m: m.shares(role=np.array("x")), TypeError, "role is a str or several of them, not ndarray"),
        (lambda m: m.figure(["share"]), sg.UsageError, "name a figure: share"),
        (lambda m: m.compare(against={"rol": "x"}), TypeError, "no filter 'rol'; did you mean role"),
        (lambda m: m.reproduce(None), TypeError, "a receipt is a str, not NoneType"),
        (lambda m: m.reproduce("x"), sg.UsageError, "not a receipt"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_in_a_sentence(ask, error, said, market):
    with pytest.raises(error, match=said):
        ask(market)


def test_a_market_says_what_it_is(market):
    shown = repr(market)

    assert f"{market.vacancies:,} vacancies" in shown
    assert f"{CORPUS.first_day} to {CORPUS.last_day}" in shown
    assert market.snapshot in shown
    assert all(one in shown for one in market.catalogs)
    assert market.vacancies == market.shares("AWS", since="start").loc[0, "n"]
    assert "PyTorch" in set(market.skills["skill"])
    assert list(market.skills) == ["skill", "id", "kind", "homepage", "wikidata", "esco", "onet"]


def test_the_postings_of_a_slice_are_those_of_an_export(tmp_path):
    path = a_store(tmp_path / "market.db")

    found = sg.open_market(path)
    frame = found.postings()

    assert len(frame) == found.vacancies > 0
    assert str(frame["day"].dtype) == "datetime64[s]"
    assert frame["day"].is_monotonic_decreasing
    assert str(frame["is_open"].dtype) == "boolean"
    assert (frame.attrs["kind"], frame.attrs["snapshot"]) == ("postings", found.snapshot)


def test_an_unfinished_run_is_warned_of(tmp_path, monkeypatch):
    path = a_store(tmp_path / "market.db")
    monkeypatch.setattr(markets, "is_finished", lambda _path: False)

    with pytest.warns(UserWarning, match="The last run on this store has not finished"):
        sg.open_market(path)


@pytest.mark.parametrize("content", [None, b"no store", b"\xfd7zXZ\x00 x"], ids=["none", "text", "packed"])
def test_a_path_without_a_store_is_answered_in_a_sentence(content, tmp_path):
    path = tmp_path / "market.db"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(sg.StoreError, match=r"market\.db"):
        sg.open_market(path)
    assert (path.read_bytes() if path.exists() else None) == content


@pytest.mark.parametrize("path", ["", ".", "/", "market\0.db", "\ud800.db"])
def test_a_path_that_no_store_can_have_is_answered_in_a_sentence(path):
    with pytest.raises(sg.StoreError, match=r"not a file|there is no store at"):
        sg.open_market(path)


def test_packed_words_are_refused_under_the_name_of_the_file(tmp_path):
    path = tmp_path / "market.xz"
    path.write_bytes(lzma.compress(b"words"))

    with pytest.raises(sg.StoreDamaged, match=r"market\.xz is not a usable store \(what is packed in it"):
        sg.open_market(path)


def test_postings_of_a_store_that_was_replaced_are_not_shown_with_facts_of_the_earlier_one(tmp_path):
    path = a_store(tmp_path / "market.db")
    market = sg.open_market(path)
    before = market.shares()
    with closing(sqlite3.connect(path)) as store:
        store.execute("UPDATE meta SET value = ? WHERE key = 'lineage'", ("0" * 32,))
        store.commit()

    with pytest.raises(sg.StoreError, match="have changed; open the market again"):
        market.postings()
    pd.testing.assert_frame_equal(market.shares(), before)


def test_a_packed_snapshot_is_opened_beside_a_store_of_its_name(tmp_path):
    store = a_store(tmp_path / "market.db")
    pack_snapshot(store, tmp_path / "market.db.xz")
    before = store.read_bytes()

    found = sg.open_market(tmp_path / "market.db.xz")

    assert found.snapshot == sg.open_market(store).snapshot
    assert found.path.name == "market.db.xz.db"
    assert store.read_bytes() == before
