"""No direction of a change is shown without what speaks against it, wherever it is shown."""

from datetime import date

import pytest

from analysis.figures.changes import changes
from analysis.figures.differences import compare
from analysis.market.basis import basis
from analysis.market.periods import Period
from analysis.market.rows import row_of
from analysis.market.slices import Slice
from dashboard.charts.change_marks import change_bars, change_table, changes_summary
from dashboard.exports.report import report
from dashboard.screen import text
from dashboard.sections.headlines import change_words
from dashboard.sections.side_by_side import summary, verdict
from tests.analysis.small import Ad, corpus_of, crowd

BEFORE, AFTER = Period.parse("2024"), Period.parse("2025")
THEN, NOW = date(2024, 5, 1), date(2025, 5, 1)


def year(day, count, asks, start):
    return crowd(count, asks, day=day, start=start)


@pytest.fixture(scope="module")
def corpus():
    """Two years of other employers but for twenty: PyTorch falls, SQL rises; the twenty change SQL alone."""
    stay = [
        Ad(f"Stay {n}", ["pytorch"] if day == THEN else ["pytorch", "sql"], day)
        for n in range(20)
        for day in (THEN, NOW)
    ]
    return corpus_of(
        [
            *stay,
            *year(THEN, 60, ["pytorch"], 0), *year(THEN, 30, [], 100), *year(THEN, 10, ["docker"], 200),
            *year(NOW, 20, ["pytorch"], 1_000), *year(NOW, 60, ["sql"], 1_100),
            *year(NOW, 15, ["docker"], 1_200), *year(NOW, 10, [], 1_300), *year(THEN, 5, ["docker"], 300),
        ]
    )  # laid out as a table  # fmt: skip


@pytest.fixture(scope="module")
def found(corpus):
    return changes(corpus, Slice(), BEFORE, AFTER)


@pytest.fixture(scope="module")
def rows(found):
    return {row.skill: row for row in found.rows}


def test_the_invented_years_are_what_they_should_be(rows):
    assert (rows["pytorch"].verdict, rows["pytorch"].unsettled) == ("seems down", "same_employers")
    assert (rows["sql"].verdict, rows["sql"].unsettled) == ("up", None)
    assert rows["docker"].verdict == "cannot tell"


def test_a_card_says_a_direction_with_its_caveat(rows):
    said = change_words(rows["pytorch"])

    assert "**seems down 32 points**" in said
    assert said.endswith(f"; {text.markdown(rows['pytorch'].caveat)}")
    assert "\n" not in said
    assert change_words(rows["sql"]).endswith("; 4 of 6 checks confirm it")


def test_a_card_says_what_would_be_found(rows):
    said = change_words(rows["docker"])

    assert "**cannot tell** if it moved" in said
    assert said.endswith("points would be found four times in five")


def test_the_sentence_of_a_page_parts_what_only_seems_to_have_changed_from_the_rest(found):
    said = changes_summary(found)

    assert "**up**: SQL" in said
    assert "**seems down** (employers seen in both periods show another change): PyTorch" in said
    assert "**cannot tell** for the other 1" in said


def test_a_table_says_the_verdict_in_a_word_or_two_and_the_caveat_as_a_remark(found, rows):
    frame = change_table(found.rows).frame().set_index("skill")

    assert dict(frame.verdict) == {"PyTorch": "seems down", "SQL": "up", "Docker": "cannot tell"}
    assert dict(frame["checks that hold"]) == {"PyTorch": "3 of 6", "SQL": "4 of 6", "Docker": "0 of 6"}
    assert frame.remark["PyTorch"] == rows["pytorch"].caveat
    assert frame.remark["SQL"] == ""


def test_a_chart_says_the_verdict_beside_the_mark_and_why_on_hover(rows):
    bar = change_bars([rows["pytorch"]])[0]

    assert bar.label.split(";")[0] == "seems down"
    assert bar.label.endswith(f"; {rows['pytorch'].caveat}")


def test_a_printed_page_says_the_caveat_in_the_same_line(corpus, found, rows):
    lines = report(basis(corpus, Slice()), [], found.rows).split("<li>")

    line = next(line for line in lines if line.startswith("PyTorch"))
    assert f"; {rows['pytorch'].caveat}</li>" in line


def test_an_export_has_the_caveat_in_its_sentence_and_in_a_column(rows):
    row = row_of(rows["pytorch"])

    assert row["caveat"] == rows["pytorch"].caveat
    assert row["caveat"] in row["sentence"]


def test_a_comparison_of_other_sources_says_so_in_sentence_and_cell():
    ours = [*crowd(45, ["python"]), *crowd(15, start=45)]
    theirs = [*crowd(15, ["python"], start=100), *crowd(45, start=115)]
    other = [Ad(ad.employer, ad.asks, source="lever", role="data_scientist") for ad in theirs]
    corpus = corpus_of([*ours, *other])

    rows = compare(corpus, Slice(roles=("ml_engineer",)), Slice(roles=("data_scientist",))).rows

    caveat = "greenhouse and lever do not weigh the same in both"
    assert summary(rows) == (
        f"Asked for more in the first: Python, but {caveat}. For the others: cannot tell."
    )
    assert verdict(rows[0]) == f"more in the first; but {caveat}"


def test_nothing_says_would_not_show(found):
    said = [changes_summary(found), *(row.sentence for row in found.rows), *map(change_words, found.rows)]

    assert not any("would not show" in one for one in said)
