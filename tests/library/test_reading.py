"""Texts in, mentions and facts out, whatever the frame looks like."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest

import skillgauge as sg
import skillgauge.reading as reading

AD = "Requirements\n- Python\n- PyTorch or JAX\nWe pay 100,000 to 120,000 USD a year."


def test_a_text_is_read_as_the_extractor_reads_it():
    found = sg.read(AD, title="Senior ML Engineer", location="Berlin, Germany")

    assert isinstance(found, sg.Reading)
    assert [(one.skill, one.surface, one.group) for one in found.mentions] == [
        ("python", "Python", None), ("pytorch", "PyTorch", 0), ("jax", "JAX", 0),
    ]  # laid out as a table  # fmt: skip
    assert all(AD[one.start : one.end] == one.surface for one in found.mentions)
    assert (found.facts.role, found.facts.seniority, found.facts.country) == ("ml_engineer", "senior", "DE")
    assert found.facts.salary == sg.Salary(100_000.0, 120_000.0, "USD", "year")


def test_the_employers_own_name_is_no_skill():
    text = "Databricks builds data platforms."

    assert [one.skill for one in sg.read(text).mentions] == ["databricks"]
    assert sg.read(text, employer="Databricks").mentions == ()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"text": None}, "text must be a str, not NoneType"),
        ({"text": b"Python"}, "text must be a str, not bytes"),
        ({"text": "x", "title": 3}, "title must be a str, not int"),
        ({"text": "x", "location": 3}, "location must be a str or None, not int"),
    ],
    ids=["nothing", "bytes", "title", "location"],
)
def test_what_is_no_text_is_refused(arguments, said):
    with pytest.raises(TypeError, match=said):
        sg.read(**arguments)


def test_threads_share_one_extractor(monkeypatch):
    built = []
    catalog, extractor = reading._loaded(None)
    monkeypatch.setattr(reading, "load_catalog", lambda: catalog)
    monkeypatch.setattr(reading, "Extractor", lambda _catalog: built.append(1) or extractor)
    reading._loaded.cache_clear()

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: sg.read(AD), range(16)))

    assert len(built) == 1
    assert len(found) == 1


@pytest.fixture
def ads():
    return pd.DataFrame(
        {"text": [AD, None, "SQL is required.", np.nan, ""], "title": ["ML Engineer", "x", None, "y", pd.NA]},
        index=pd.Index([7, 7, "b", 0, "c"], name="ad"),
    )


def test_a_frame_becomes_a_row_for_each_mention_under_the_label_of_its_text(ads):
    mentions = sg.read_frame(ads).mentions

    assert list(mentions.columns) == [
        "skill",
        "id",
        "kind",
        "surface",
        "start",
        "end",
        "level",
        "group",
        "rule",
        "form",
    ]
    assert list(mentions.index) == [7, 7, 7, "b"]
    assert mentions.index.name == "ad"
    assert list(mentions["skill"]) == ["Python", "PyTorch", "JAX", "SQL"]
    assert list(mentions["id"]) == ["python", "pytorch", "jax", "sql"]
    assert mentions["group"].tolist() == [pd.NA, 0, 0, pd.NA]
    assert str(mentions["start"].dtype) == "Int64"


def test_a_frame_becomes_a_row_of_facts_for_each_text(ads):
    facts = sg.read_frame(ads).facts

    pd.testing.assert_index_equal(facts.index, ads.index)
    assert facts["role"].tolist() == ["ml_engineer", np.nan, "other", np.nan, "other"]
    assert facts["skills"].tolist()[:3] == ["Python; PyTorch; JAX", np.nan, "SQL"]
    assert facts["pay_minimum"].tolist()[0] == 100_000.0
    assert facts.iloc[[1, 3]].isna().all(axis=None), "no text, no facts"
    assert facts["is_stuffed"].tolist() == [False, pd.NA, False, pd.NA, False]
    assert facts["is_cut"].tolist() == [False, pd.NA, False, pd.NA, False]


def test_a_frame_is_not_changed(ads):
    before = ads.copy(deep=True)

    sg.read_frame(ads)

    pd.testing.assert_frame_equal(ads, before)


def test_a_frame_says_which_rules_read_it(ads):
    found = sg.read_frame(ads)

    assert found.mentions.attrs == found.facts.attrs == {"catalog": reading._reader()[0].digest}


def test_a_series_and_a_named_column_are_read_alike(ads):
    named = sg.read_frame(ads.rename(columns={"text": "body", "title": "job"}), text="body", title="job")

    pd.testing.assert_frame_equal(named.facts, sg.read_frame(ads).facts)
    pd.testing.assert_frame_equal(sg.read_frame(ads["text"]).mentions, named.mentions)


@pytest.mark.parametrize("index", [[], pd.MultiIndex.from_arrays([[], []])], ids=["plain", "several levels"])
def test_no_text_gives_the_same_columns_and_types(ads, index):
    full, empty = sg.read_frame(ads), sg.read_frame(pd.DataFrame({"text": []}, index=index))

    for one, other in zip(full, empty, strict=True):
        assert len(other) == 0
        assert one.dtypes.equals(other.dtypes)


def test_an_index_of_several_levels_is_kept():
    index = pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["board", "ad"])

    found = sg.read_frame(pd.DataFrame({"text": ["no skill", "SQL"]}, index=index))

    assert list(found.mentions.index) == [("b", 2)]
    assert found.facts.index.equals(index)


@pytest.mark.parametrize(
    ("frame", "options", "error", "said"),
    [
        (["text"], {}, TypeError, "takes a pandas DataFrame or Series, not list"),
        (pd.DataFrame({"body": ["x"]}), {}, sg.UsageError, "has no column 'text' for text=; it has: body"),
        (pd.DataFrame({"text": ["x"]}), {"title": "job"}, sg.UsageError, "no column 'job' for title="),
        (pd.DataFrame({"text": ["x", 3]}), {}, sg.UsageError, "text= holds texts, but row 1 has int"),
        (pd.DataFrame([["x", "y"]], columns=["text", "text"]), {}, sg.UsageError, "several columns"),
        (pd.DataFrame({"text": ["x"]}), {"text": ["text"]}, sg.UsageError, r"no column \['text'\] for text="),
        (pd.DataFrame({"text": ["x"]}), {"title": ["a"]}, sg.UsageError, r"no column \['a'\] for title="),
        (pd.DataFrame({"text": ["x"]}), {"workers": True}, sg.UsageError, "whole number from 1, not True"),
        (pd.DataFrame({"text": ["x"]}), {"workers": 0}, sg.UsageError, "workers is a whole number from 1"),
    ],
    ids=[
        "list",
        "no text",
        "no title",
        "number",
        "twice",
        "several texts",
        "several titles",
        "yes",
        "no worker",
    ],
)
def test_a_frame_that_cannot_be_read_is_refused_in_a_sentence(frame, options, error, said):
    with pytest.raises(error, match=said):
        sg.read_frame(frame, **options)


def test_several_workers_are_given_the_same_texts(ads, monkeypatch):
    asked = []

    def read_all(items, catalog, workers):
        asked.append(workers)
        extractor = reading._reader()[1]
        return ((item[0], extractor.read(item[4], title=item[1])) for item in items)

    monkeypatch.setattr(reading, "read_all", read_all)

    found = sg.read_frame(ads, workers=2)

    assert asked == [2]
    pd.testing.assert_frame_equal(found.facts, sg.read_frame(ads).facts)


@pytest.mark.parametrize("texts", [[], [None], [None, "You know Rust."]], ids=["none", "missing", "one"])
def test_no_more_processes_are_started_than_there_are_texts(texts, monkeypatch):
    monkeypatch.setattr(reading, "read_all", lambda *_: pytest.fail("a process was started"))

    assert len(sg.read_frame(pd.Series(texts, dtype="str"), workers=2).facts) == len(texts)
