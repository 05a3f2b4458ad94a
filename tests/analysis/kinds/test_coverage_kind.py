"""The known part of the tools that are named beside plain counting."""

import random
from dataclasses import replace
from datetime import date

import pytest

from analysis.figures.known_tools import NOT_LOOKED, known_tools
from analysis.market.slices import Slice
from analysis.reproduce import reproduce
from data.errors import ReceiptMismatch
from tests.analysis.by_hand import jackknife, kish, market, parsed, quantile, units, wilson
from tests.analysis.small import SKILLS, Ad, corpus_of, crowd

TOOLS = {skill.id for skill in SKILLS if skill.kind != "practice"}
PARTS = [
    Slice(),
    Slice(roles=("ml_engineer",), countries=("DE",)),
    Slice(denominator="postings"),
    Slice(since=date(2025, 1, 1)),
]


def named(ad: Ad) -> int:
    """Return how many known tools a posting names, each once, at any level."""
    return len({name for name, _, *_ in map(parsed, ad.asks)} & TOOLS)


def looked_through(seed: int) -> list[Ad]:
    """Return a market in which two of three postings were looked through for open names."""
    chance = random.Random(seed)
    return [replace(ad, open_names=chance.choice((None, 0, 1, 3))) for ad in market(seed)]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.to_query() or "all")
@pytest.mark.parametrize("seed", [1, 2])
def test_coverage_equals_plain_counting(seed, part):
    ads = looked_through(seed)
    whole = units(ads, part)
    counted = [unit for unit in whole if unit.ad.open_names is not None]

    found = known_tools(corpus_of(ads), part)

    by_tool = [unit for unit in counted for _ in range(named(unit.ad) + unit.ad.open_names)]
    known = sum(named(unit.ad) for unit in counted)

    def share(out):
        kept = [unit for unit in counted if unit.owner != out]
        tools = sum(named(unit.ad) for unit in kept)
        return tools / (tools + sum(unit.ad.open_names for unit in kept))

    value = share(None)
    variance = jackknife({unit.owner for unit in by_tool}, share)
    ends = wilson(value, min(len(by_tool), value * (1 - value) / variance), quantile(kish(by_tool)))
    assert (found.tools, found.known, found.n) == (len(by_tool), known, len(counted))
    assert found.employers == len({unit.owner for unit in counted})
    assert found.waiting == len(whole) - len(counted)
    assert (found.share, found.low, found.high) == pytest.approx((value, *ends), rel=1e-9)


def test_a_market_that_nobody_looked_through_says_so():
    found = known_tools(corpus_of(crowd(60, ["python"])), Slice())

    assert (found.share, found.why, found.finder) == (None, NOT_LOOKED, "")
    assert found.sentence == (
        "how many of the tools named here we know cannot be said: the texts were not searched for names that "
        "the catalogue lacks"
    )


def test_too_few_postings_that_were_looked_through_give_no_percentage():
    found = known_tools(corpus_of(crowd(20, ["python"], open_names=1)), Slice())

    assert (found.share, found.why) == (None, "20 vacancies from 20 employers: too few to say")


def test_an_empty_selection_says_that_it_is_empty():
    found = known_tools(corpus_of(crowd(60, ["python"], open_names=1)), Slice(roles=("manager",)))

    assert found.why == "no vacancies here: nothing to say"


def test_postings_that_name_no_tool_give_no_percentage():
    found = known_tools(corpus_of(crowd(60, ["mlops"], open_names=0)), Slice())

    assert (found.share, found.why) == (None, "no posting here names a tool")


def test_the_sentence_says_what_stands_under_it():
    ads = [*crowd(60, ["python", "sql", "mlops"], open_names=0), *crowd(20, ["python"], start=60)]
    ads[0] = replace(ads[0], open_names=2)

    found = known_tools(corpus_of(ads), Slice())

    assert found.sentence.startswith("of the tools named here we know about 98 in 100 (")
    assert found.sentence.endswith(
        "; 122 tools, each counted once a vacancy, in 60 vacancies of all years, of 60 employers; 20 "
        "vacancies not looked "
        "through"
    )


def test_open_names_count_in_no_share():
    plain, with_names = (crowd(60, ["python"], open_names=count) for count in (0, 9))

    one, other = corpus_of(plain), corpus_of(with_names)

    assert one.snapshot == other.snapshot
    assert known_tools(other, Slice()).share == pytest.approx(0.1)


def test_a_receipt_is_refused_where_other_names_were_found_since():
    ads = crowd(60, ["python"], open_names=1)
    receipt = known_tools(corpus_of(ads), Slice()).receipt

    assert reproduce(corpus_of(ads), receipt).share == 0.5
    with pytest.raises(ReceiptMismatch):
        reproduce(corpus_of([replace(ad, open_names=0) for ad in ads]), receipt)


def test_a_slice_is_measured_once():
    corpus = corpus_of(crowd(60, ["python"], open_names=1))

    assert known_tools(corpus, Slice()) is known_tools(corpus, Slice())
