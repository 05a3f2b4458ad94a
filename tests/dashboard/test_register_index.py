"""How the wording of advertisements stands in its sentence, chart and tables."""

from datetime import date

from analysis.market.slices import Slice
from analysis.robustness.register_index import wording_rows
from dashboard.panels.register_index import index_line, index_summary, index_table, words_table
from data.wording.control_words import control_words
from tests.analysis.small import corpus_of, crowd

ADS = [
    *crowd(40, day=date(2024, 3, 1), words=300, control=0b0001),
    *crowd(3, day=date(2024, 9, 1), words=300),
    *crowd(40, day=date(2025, 3, 1), words=300, control=0b1110),
]
FOUND = list(wording_rows(corpus_of(ADS), Slice(), top=2))
INDEX = [one for one in FOUND if one.word is None]


def test_the_sentence_names_the_last_half_year_and_the_one_a_year_before():
    assert "they held 52 (50 to 54) in 2024H1 and 156 (149 to 162) in 2025H1" in index_summary(INDEX)


def test_a_half_year_with_too_little_leaves_the_line_open():
    spots = index_line(INDEX).spots

    assert [spot.share is None for spot in spots] == [False, True, False]
    assert 0.5 < spots[0].share < 0.55


def test_each_half_year_and_each_word_has_a_row():
    table, words = index_table(INDEX).frame(), words_table(FOUND).frame()

    assert list(table["half-year"]) == ["2024H1", "2024H2", "2025H1"]
    assert table.remark[1] == "3 vacancies from 3 employers: too few to say"
    assert words.values.tolist() == [
        [control_words()[0], "100", "", "0"],
        [control_words()[1], "0", "", "100"],
    ]
