"""The register index and the shares of plain words beside plain counting."""

import random
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from analysis.market.periods import Period
from analysis.market.provenance import Sample
from analysis.market.slices import Slice
from analysis.reproduce import reproduce
from analysis.robustness.register_index import (
    NOT_COUNTED,
    bits_set,
    index_interval,
    wording_of,
    wording_rows,
)
from data.errors import UsageError
from data.wording.control_words import control_words
from tests.analysis.by_hand import Unit, jackknife, kish, market, quantile, share_of, units
from tests.analysis.small import Ad, corpus_of, crowd

HALVES = [Period.parse(text) for text in ("2024H1", "2024H2", "2025H1", "2025H2")]
FIFTHS = 5
PARTS = [Slice(), Slice(roles=("ml_engineer",)), Slice(denominator="postings")]
ALL_BITS = (1 << len(control_words())) - 1


def written(seed: int) -> list[Ad]:
    """Return a market of which most postings have their words counted; later ones hold more plain words."""
    chance = random.Random(seed)
    found = []
    for ad in market(seed):
        bits = chance.getrandbits(102) & (ALL_BITS if ad.day.year == 2025 else chance.getrandbits(102))
        words = -1 if chance.random() < 0.1 else chance.randrange(80, 900)
        found.append(replace(ad, words=words, control=0 if words < 0 else bits))
    return found


def counted(ads: list[Ad], part: Slice) -> dict[str, list[Unit]]:
    """Return what each half-year counts of a slice."""
    halves = {one.text: units(ads, part.narrowed(since=one.since, until=one.until)) for one in HALVES}
    return {name: [unit for unit in found if unit.ad.words >= 0] for name, found in halves.items()}


def fifth_of(ads: list[Ad]) -> dict[int, int]:
    """Return which fifth of all lengths each number of words is in."""
    ends = np.quantile([ad.words for ad in ads], np.linspace(0, 1, FIFTHS + 1)[1:-1])
    return {ad.words: sum(ad.words >= end for end in ends) for ad in ads}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.to_query() or "all")
@pytest.mark.parametrize("seed", [1, 2])
def test_the_index_equals_plain_counting(seed, part):
    ads = written(seed)
    halves = counted(ads, part)
    everyone = [unit for found in halves.values() for unit in found]
    fifth = fifth_of([unit.ad for unit in everyone])

    def cell(ad):
        return ad.source, fifth[ad.words]

    def index(half, out):
        kept = [unit.ad for unit in everyone if unit.owner != out]
        mine = [unit.ad for unit in half if unit.owner != out]
        usual = 0.0
        for ad in mine:
            alike = [other.control.bit_count() for other in kept if cell(other) == cell(ad)]
            usual += sum(alike) / len(alike)
        return 100 * sum(ad.control.bit_count() for ad in mine) / usual

    corpus = corpus_of(ads)
    for period in HALVES[1:3]:
        half = halves[period.text]
        found = wording_of(corpus, part, period.text, None)
        whole = index(half, None)
        variance = jackknife({unit.owner for unit in everyone}, lambda out, half=half: index(half, out))
        reach = quantile(kish(half)) * variance**0.5
        assert (found.n, found.employers) == (len(half), len({unit.owner for unit in half}))
        assert (found.index, found.low, found.high) == pytest.approx((whole, whole - reach, whole + reach))
        assert found.words == pytest.approx(sum(unit.ad.words for unit in half) / len(half))


def test_the_share_of_a_word_equals_plain_counting():
    ads = written(3)
    word = control_words()[70]
    found = wording_of(corpus_of(ads), Slice(), HALVES[2].text, word)

    half = counted(ads, Slice())[HALVES[2].text]
    expected = share_of(half, lambda ad: bool(ad.control >> 70 & 1))
    assert (found.share, found.low, found.high) == pytest.approx(expected, rel=1e-9)
    assert found.sentence.startswith(f"{word!r}, 2025H1: about ")


def test_the_words_that_moved_most_come_first_and_each_figure_has_its_receipt():
    ads = [
        *crowd(40, day=date(2024, 3, 1), words=300, control=0b011),
        *crowd(40, day=date(2025, 3, 1), words=300, control=0b110),
    ]
    corpus = corpus_of(ads)

    rows = list(wording_rows(corpus, Slice(), top=2))

    first, third = control_words()[0], control_words()[2]
    assert [(row.label, row.word) for row in rows] == [
        ("2024H1", None), ("2025H1", None), ("2024H1", first), ("2025H1", first),
        ("2024H1", third), ("2025H1", third),
    ]  # fmt: skip  # pairs
    assert [row.value for row in rows] == pytest.approx([100, 100, 1, 0, 0, 1])
    assert [reproduce(corpus, row.receipt).sentence for row in rows] == [row.sentence for row in rows]


def test_words_are_ordered_by_what_they_did_in_the_last_year():
    ads = [
        *crowd(40, day=date(2023, 3, 1), words=300, control=0b100),
        *crowd(40, day=date(2024, 3, 1), words=300, control=0b001),
        *crowd(40, day=date(2025, 3, 1), words=300, control=0b010),
    ]

    rows = list(wording_rows(corpus_of(ads), Slice(), top=2))

    assert {row.word for row in rows} == {None, *control_words()[:2]}


def test_facts_without_the_register_say_so_in_one_line():
    (row,) = wording_rows(corpus_of(crowd(40)), Slice(), top=3)

    assert row.sentence == f"how advertisements are written is not known: {NOT_COUNTED}"
    assert (row.receipt, row.value, row.label) == (None, None, None)


def test_a_half_year_of_few_employers_has_no_index():
    ads = [*crowd(40, day=date(2025, 3, 1), words=9), *crowd(3, day=date(2024, 3, 1), words=9, control=1)]

    first, second = list(wording_rows(corpus_of(ads), Slice(), top=1))[:2]

    assert first.why == "3 vacancies from 3 employers: too few to say"
    assert (first.index, second.why) == (None, None)


def test_a_word_that_is_not_counted_is_refused():
    with pytest.raises(UsageError, match=r"'robustt' is none of the plain words.*did you mean robust"):
        wording_of(corpus_of(crowd(40, words=9)), Slice(), HALVES[0].text, "robustt")


def test_bits_are_counted():
    corpus = corpus_of([Ad("A", words=1, control=(1 << 101) | 5), Ad("B", words=1, control=1 << 63)])

    both = bits_set(corpus.postings.control_low) + bits_set(corpus.postings.control_high)
    assert both.tolist() == [3, 1]


def test_an_index_ends_at_nothing():
    half = np.array([[1.0], [1.0], [1.0]])
    plain = np.array([[9.0], [0.0], [0.0]])

    found = index_interval(half, plain, 2 * half, plain + 3.0, Sample.of(np.ones(3)))

    assert found.low == 0.0
    assert found.value == pytest.approx(100 * 9 / (18 / 6 * 3))
    assert found.high > found.value
