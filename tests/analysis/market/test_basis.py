from datetime import date

import numpy as np
import pytest

from analysis.figures.shares import share, shares
from analysis.market.basis import basis, pooled, pooled_years, too_few_of
from analysis.market.corpus import Corpus
from analysis.market.grounded import grounded
from analysis.market.provenance import Sample
from analysis.market.rows import row_of
from analysis.market.selection import select
from analysis.market.slices import DENOMINATORS, SLICE_LEVELS, Slice
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from tests.analysis.small import Ad, corpus_of, crowd

ADS = [
    Ad("Alder", ["python"]),
    Ad("Alder", []),
    Ad("Birch", ["aws:preferred"]),
    Ad("Cedar", ["sql:boilerplate"]),
    Ad("Dogwood", []),
    Ad("Elm", [], role="manager"),
]


@pytest.mark.parametrize(
    ("part", "silent"),
    [
        (Slice(), 4),
        (Slice(roles=("ml_engineer",)), 3),
        (Slice(level="any"), 3),
        (Slice(level="preferred"), 5),
        (Slice(denominator="employers"), 3),
        (Slice(since=date(2030, 1, 1)), 0),
    ],
    ids=["asked", "filtered", "boilerplate counts", "preferred", "employers", "empty"],
)
def test_those_that_name_no_skill_are_counted(part, silent):
    assert basis(corpus_of(ADS), part).silent == silent


def test_a_vacancy_is_silent_when_the_posting_that_stands_for_it_is():
    twice = [
        Ad("Alder", [], day=date(2025, 6, 1), vacancy=0),
        Ad("Alder", ["python"], day=date(2025, 6, 2), vacancy=0),
        Ad("Birch", ["python"], vacancy=1),
    ]

    assert basis(corpus_of(twice), Slice()).silent == 1
    assert basis(corpus_of(twice), Slice(denominator="postings")).silent == 1


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Slice(), "All vacancies: 6 from 5 employers; 4 name no skill"),
        (Slice(level="required"), "; 5 require no skill"),
        (Slice(employers_in=("Dogwood",)), "; 1 names no skill"),
        (Slice(employers_in=("Birch",)), "; all name a skill"),
    ],
    ids=["all", "required", "one", "none"],
)
def test_the_sentence_says_them_beside_n(part, words):
    assert basis(corpus_of(ADS), part).sentence.endswith(words)


def test_an_empty_slice_says_nothing_of_them():
    assert basis(corpus_of(ADS), Slice(countries=("SE",))).sentence.endswith(": 0 from 0 employers")


@pytest.mark.parametrize("level", SLICE_LEVELS)
@pytest.mark.parametrize("denominator", DENOMINATORS)
def test_the_count_is_that_of_a_plain_loop(level, denominator):
    corpus = Corpus.from_tables(generate_tables(600, 7), SYNTHETIC_SKILLS)
    part = Slice(roles=("ml_engineer",), level=level, denominator=denominator)
    selection = select(corpus, part)
    named = selection.dense(range(len(corpus.skills))).any(axis=1)
    speaking = {corpus.employer[row] for row, names in zip(selection.rows, named, strict=True) if names}
    everybody = {corpus.employer[row] for row in selection.rows}

    expected = len(everybody - speaking) if denominator == "employers" else int((~named).sum())
    assert basis(corpus, part).silent == expected


def test_exported_rows_carry_the_silent_of_their_slice_and_the_newest_day():
    corpus = corpus_of(ADS)
    part = Slice(roles=("ml_engineer",))

    found = grounded(corpus, [row_of(row) for row in shares(corpus, part).rows] + [{"verdict": "x"}])

    assert {row["silent"] for row in found[:-1]} == {3}
    assert found[-1] == {"verdict": "x", "newest_posting": "2025-06-01"}


def test_a_row_about_a_part_of_its_slice_does_not_count_the_silent_of_the_whole():
    corpus = corpus_of(ADS)

    (row,) = grounded(corpus, [{"n": 2, "slice": "role=ml_engineer"}])

    assert "silent" not in row


def test_thirty_units_that_weigh_as_exactly_five_employers_are_enough():
    sizes = np.array([15, *[1] * 20])  # kish 35 * 35 / 245

    assert Sample.of(sizes).kish == 5.0
    assert too_few_of(sizes) is None


def test_ten_employers_are_enough_but_not_where_one_has_most():
    assert too_few_of(np.array([50, *[1] * 9])) == (
        "59 vacancies from 10 employers, most of them from very few: too few to say"
    )
    assert too_few_of(np.array([50, *[1] * 8])) == "58 vacancies from 9 employers: too few to say"


def test_a_wider_slice_still_leaves_out_the_employers_that_were_left_out():
    others = crowd(20, start=50, role="manager")
    corpus = corpus_of([*crowd(35), *others])
    out = tuple(f"Employer {number}" for number in range(10))

    found = basis(corpus, Slice(roles=("ml_engineer",), employers_out=out))

    assert found.why == "25 vacancies from 25 employers: too few to say"
    assert found.wider == Slice(employers_out=out)
    assert basis(corpus_of(crowd(35)), Slice(employers_out=out)).wider is None


def juniors(*counts):
    """Return a corpus with so many juniors in each year, the latest first, and the slice of that."""
    ads = [Ad(f"E{k}", day=date(2026, 8, 20)) for k in range(40)]
    for years, count in enumerate(counts):
        day = date(2026 - years, 3, 1)
        ads += crowd(count, ["python"], day=day, seniority="junior", start=100 + 100 * years)
    return corpus_of(ads), Slice(seniorities=("junior",), since=date(2025, 9, 1))


@pytest.mark.parametrize(
    ("counts", "since", "years"),
    [
        ((31, 20, 20), date(2025, 9, 1), 1),
        ((12, 20, 20), date(2024, 9, 1), 2),
        ((12, 9, 20, 40), date(2023, 9, 1), 3),
        ((12, 9), date(2025, 9, 1), 1),  # all years together are too few
    ],
)
def test_years_are_pooled_for_juniors_until_they_are_enough(counts, since, years):
    corpus, part = juniors(*counts)

    found = pooled(corpus, part)

    assert (found.since, pooled_years(corpus, found)) == (since, years)
    said = f"; {years} years pooled, because one has too few"
    assert basis(corpus, found).sentence.endswith(said) == (years > 1)
    (row,) = grounded(corpus, [row_of(share(corpus, found, "python"))])
    assert row["sentence"].endswith(said) == (years > 1)


def test_no_year_is_added_for_others_or_to_a_period_that_was_named():
    corpus, part = juniors(12, 20, 20)

    for other in (part.narrowed(seniorities=("junior", "mid")), part.narrowed(since=date(2026, 1, 1))):
        assert pooled(corpus, other) == other
    assert pooled_years(corpus, part.narrowed(since=date(2023, 9, 1))) == 1
