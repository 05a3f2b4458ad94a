"""Every kind of figure keeps what its record promises; the kinds are found, so a new one is tested too."""

import inspect
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from analysis import registry
from analysis.figures.shares import shares
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FigureOptions
from analysis.market.grounded import grounded
from analysis.market.periods import Period, both_in_words
from analysis.market.receipts import Receipt
from analysis.market.slices import KEYS, Slice
from analysis.registry import (
    exported_kind,
    exported_kinds,
    figure_kind,
    figure_kinds,
    receipt_kinds,
    served_kinds,
)
from analysis.reproduce import reproduce, reproduced_row
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_open_counts, generate_tables
from data.errors import ReceiptMismatch
from tests.analysis.small import Ad, corpus_of

EACH = pytest.mark.parametrize("kind", figure_kinds().values(), ids=lambda kind: kind.name)
NOT_ALWAYS = {"silent", "why"}  # stand in a row only where they say something
OF_THE_VIEW = {"rank", "sentence", "why"}  # say where a figure stands among others
OF_A_SHARE = {"share", "low", "high", "n", "silent", "employers", "slice", "snapshot", "catalog", "receipt"}
NOBODY = Slice(employers_in=("Nobody",))


@pytest.fixture(scope="module")
def market():
    tables = generate_tables(6_000, 2)
    return Corpus.from_tables(tables, SYNTHETIC_SKILLS, open_counts=generate_open_counts(tables))


@pytest.fixture(scope="module")
def grouped():
    """Return a market with two families of skills, which generated ones lack."""
    rng = np.random.default_rng(4)
    ads = []
    for number in range(200):
        cloud, code = rng.random(2) < 0.4
        asks = ["aws", "azure", "gcp"] if cloud else []
        asks += ["python", "pytorch", "tensorflow"] if code else []
        ads.append(Ad(f"E{number}", [ask for ask in asks if rng.random() < 0.9] + ["sql"] * (number % 2)))
    return corpus_of(ads)


@pytest.fixture
def example(kind, market, grouped):
    """Return the market in which a kind has figures, and the rows of its example there."""
    corpus = grouped if kind.name == "families" else market
    return corpus, grounded(corpus, kind.rows(corpus, Slice(), kind.example))


@EACH
def test_an_example_prints_the_columns_of_its_kind_in_their_order(kind, example):
    fullest = max(example[1], key=len)

    assert list(fullest) == [name for name in kind.header if name in fullest]
    assert set(kind.header) - set(fullest) <= NOT_ALWAYS
    assert {name for row in example[1] for name in row} <= set(kind.header)


@EACH
def test_where_there_is_nothing_no_other_column_appears(kind, market):
    options = replace(kind.example, before=None, after=None)

    rows = grounded(market, kind.rows(market, NOBODY, options))

    assert {name for row in rows for name in row} <= set(kind.header)


@EACH
def test_an_example_reads_as_its_kind_says(kind, example):
    pattern = ".+".join(re.escape(part) for part in re.split(r"\{\w+\}", kind.sentence))

    assert any(re.search(pattern, str(row["sentence"])) for row in example[1])


@EACH
def test_every_receipt_of_an_example_gives_the_same_figure(kind, example):
    corpus, rows = example
    receipts = [row for row in rows if row.get("receipt")]

    assert bool(receipts) == ("receipt" in kind.columns)
    for row in receipts[:6]:
        again = grounded(corpus, [reproduced_row(corpus, row["receipt"])])[0]
        is_own = row["receipt"].partition("?")[0] in {one.name for one in kind.receipts}
        same = set(row) & set(again) - OF_THE_VIEW if is_own else set(row) & OF_A_SHARE
        assert {name: again[name] for name in same} == {name: row[name] for name in same}
        if is_own:
            assert row["sentence"].endswith(again["sentence"])  # a cloud's starts with the verdict


@pytest.mark.parametrize(
    "kind",
    [kind for kind in figure_kinds().values() if kind.receipts and kind.name not in {"share", "pairs"}],
    ids=lambda kind: kind.name,
)
def test_a_receipt_with_a_second_skill_is_refused_for_it_and_not_for_its_value(kind, example):
    corpus, rows = example
    receipt = Receipt.from_text(next(row["receipt"] for row in rows if row.get("receipt")))

    edited = replace(receipt, skills=(*receipt.skills, "git"))

    with pytest.raises(ReceiptMismatch, match="the receipt's skills are not those of the figure"):
        reproduce(corpus, edited.to_text())


def unproved(kind):
    """Return what a kind lacks of its proofs."""
    return [
        *([] if kind.oracle else ["an oracle"]),
        *(["a simulation of its interval"] if kind.prints_interval and not kind.simulation else []),
    ]


@EACH
def test_a_kind_is_counted_by_brute_force_and_its_interval_simulated(kind):
    lacks = unproved(kind)

    assert not lacks, f"name the test in KIND of {kind.name!r}; docs/add-a-figure.md says how to write it"


@EACH
def test_the_named_proofs_are_tests_that_pytest_collects(kind):
    for name in filter(None, (kind.oracle, kind.simulation)):
        found = re.fullmatch(r"(tests(?:\.\w+)*\.test_\w+)\.(test_\w+)(?:\[(.+)\])?", name)
        function = getattr(import_module(found[1]), found[2])
        cases = {str(case) for mark in getattr(function, "pytestmark", ()) for case in cases_of(mark)}
        assert inspect.isfunction(function)
        assert found[3] is None or found[3] in cases


def cases_of(mark):
    """Return what a test is repeated for."""
    return mark.args[1] if mark.name == "parametrize" else ()


@EACH
def test_a_kind_has_a_formula_and_says_each_thing_once(kind):
    assert kind.formulas
    assert all(one.definition for one in kind.formulas)
    assert max(Counter(kind.columns).values()) == 1
    assert {"sentence"} <= set(kind.columns)


def test_a_kind_without_proofs_would_be_found():
    share = figure_kinds()["share"]

    assert unproved(replace(share, simulation=None)) == ["a simulation of its interval"]
    assert unproved(replace(share, oracle="", simulation="tests.x.test_y")) == ["an oracle"]


def test_a_kind_without_an_interval_needs_no_simulation():
    assert not figure_kinds()["influence"].prints_interval
    assert not unproved(figure_kinds()["influence"])


def test_every_file_of_the_folders_is_a_kind():
    folder = Path(inspect.getfile(registry)).parent / "kinds"
    files = [path for path in folder.glob("*/*.py") if path.name != "__init__.py"]

    assert len(figure_kinds()) == len(files) > 0


def test_kinds_stand_from_the_basic_to_those_built_on_them():
    places = [kind.place for kind in figure_kinds().values()]

    assert list(figure_kinds())[:4] == ["share", "equal", "trend", "change"]
    assert places == list(range(1, len(places) + 1)), "give each kind a place of its own, without a gap"


def test_kinds_are_sorted_by_their_places(monkeypatch):
    share = figure_kinds()["share"]
    listed = [replace(share, name=name, place=place) for name, place in (("b", 2), ("a", 3), ("c", 1))]
    monkeypatch.setattr(registry, "_listed", lambda: listed)

    assert list(figure_kinds.__wrapped__()) == ["c", "b", "a"]


def test_two_kinds_of_one_name_are_refused(monkeypatch):
    share = figure_kinds()["share"]
    monkeypatch.setattr(registry, "_listed", lambda: [share, replace(share, place=99)])

    with pytest.raises(ValueError, match="two kinds of figure called 'share'"):
        figure_kinds.__wrapped__()


def test_one_kind_is_found_by_its_name_or_that_of_its_sheet():
    assert {name: figure_kind(name) for name in figure_kinds()} == figure_kinds()
    assert {name: exported_kind(name) for name in exported_kinds()} == exported_kinds()
    assert [figure_kind("shares"), figure_kind("none"), exported_kind("share"), exported_kind("pays")] == [
        None
    ] * 4


def test_a_kind_in_a_file_of_its_name_is_found_without_the_others(monkeypatch):
    monkeypatch.setattr(registry, "figure_kinds", lambda: pytest.fail("all kinds were imported"))

    assert [figure_kind(name).name for name in ("share", "pairs", "claims")] == ["share", "pairs", "claims"]
    assert exported_kind("trends").name == "trend"


def test_no_two_kinds_share_a_receipt_a_sheet_or_an_address():
    kinds = figure_kinds().values()

    assert len(receipt_kinds()) == sum(len(kind.receipts) for kind in kinds)
    assert len(exported_kinds()) == sum(kind.export is not None for kind in kinds)
    assert len(served_kinds()) == sum(kind.endpoint is not None for kind in kinds)


def test_a_file_of_one_skill_is_called_after_the_kind_where_that_is_one_row():
    kinds = figure_kinds().values()

    assert {kind.file_of(one_skill=False): kind for kind in kinds} == {
        kind.sheet_name: kind for kind in kinds
    }
    assert [kind.name for kind in kinds if kind.file_of(one_skill=True) != kind.sheet_name] == ["share"]
    assert figure_kinds()["share"].file_of(one_skill=True) == "share"


def test_the_sheets_and_addresses_that_programs_know_are_still_there():
    limits = {name: kind.endpoint.max_skills for name, kind in served_kinds().items()}

    assert {name: most for name, most in limits.items() if most is not None} == {"trends": 20}
    assert {"shares", "trends"} <= set(exported_kinds())
    assert {"shares", "changes", "trends", "pairs"} <= set(served_kinds())


def test_figures_of_requirements_take_every_filter_but_the_level():
    kinds = [kind for kind in figure_kinds().values() if "have" in kind.options.uses]

    assert {kind.name for kind in kinds} == {"study", "cloud", "projects", "proof"}
    for kind in kinds:
        dates = {"since", "until"} if "before" in kind.options.uses else set()
        assert set(KEYS) - set(kind.options.uses) == {"level"} | dates


def test_a_trend_without_a_named_skill_draws_the_five_most_named(market):
    rows = figure_kinds()["trend"].rows(market, Slice(), FigureOptions(step="half"))

    first = [row.skill for row in shares(market, Slice(), top=5).rows]
    assert list(dict.fromkeys(row["id"] for row in rows)) == first
    assert len(first) == 5


def test_the_influence_on_a_share_is_of_the_five_employers_that_move_it_most(market):
    kind = figure_kinds()["influence"]
    rows = kind.rows(market, Slice(), FigureOptions(skills=("pytorch", "sql")))

    assert Counter(row["id"] for row in rows) == {"pytorch": 5, "sql": 5}


def test_which_cloud_first_has_no_answer_where_a_cloud_is_filtered_by(market):
    kind = figure_kinds()["cloud"]
    rows = [*kind.rows(market, Slice(clouds=("aws",)), kind.example)]

    assert [row["verdict"] for row in rows] == [None] * 3
    assert {row["why"] for row in rows} == {
        "You filter by AWS, so these vacancies cannot show which cloud comes first"
    }


def studied(market, part, **asked):
    return [*figure_kinds()["study"].rows(market, part, FigureOptions(have=("python",), **asked))]


def test_a_study_plan_counts_its_steps_from_where_a_person_stands(market):
    assert [row["step"] for row in studied(market, Slice(), steps=3)] == [0, 1, 2, 3]
    assert [row["step"] for row in studied(market, NOBODY)] == [0]


def test_a_study_plan_has_practices_only_where_they_are_asked_for(market):
    kinds_by_default = {row.get("kind") for row in studied(market, Slice())}

    assert "practice" not in kinds_by_default
    assert "practice" in {row.get("kind") for row in studied(market, Slice(), practices=True)}


@EACH
def test_the_options_of_a_kind_are_options(kind):
    own = {
        "skill",
        "skill_kind",
        "top",
        "have",
        "before",
        "after",
        "against",
        "step",
        "steps",
        "practices",
        "interval",
    }

    assert set(kind.options.uses) <= own | set(KEYS)
    assert set(kind.options.choosing) <= set(kind.options.uses)


def period_said(row) -> str:
    """Return what the sentence of a row must say of its period or periods."""
    if row.get("period_before"):
        return both_in_words(Period.parse(row["period_before"]), Period.parse(row["period_after"]))
    if "label" in row:
        return f", {row['label']}: "
    return f"{row['last_year']}: " if "last_year" in row else Slice.from_query(row["slice"]).when()


@EACH
@pytest.mark.parametrize("since", [None, date(2025, 6, 1)])
def test_the_sentence_of_a_share_names_its_period(kind, market, since):
    part = Slice(since=since if "since" in kind.options.uses else None)

    for row in kind.rows(market, part, kind.example):
        if any(row.get(name) is not None for name in ("share", "before", "coverage")):
            assert period_said(row) in row["sentence"]
