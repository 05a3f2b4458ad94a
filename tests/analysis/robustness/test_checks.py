"""The checks of a change of a market, each against plain counting."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from analysis.figures.changes import change
from analysis.market.slices import Slice
from analysis.robustness.register import NEAREST, band_words
from data.wording.control_words import control_words
from tests.analysis.small import AFTER, BEFORE, Ad, corpus_of


def market(seed: int = 1, drift: float = 0.0, planted: float = 0.0) -> list[Ad]:
    """Return two years of employers that stay; control words and practices rise with the wording.

    `drift` is how far the wording moves (in log-odds), `planted` by how much Docker, a tool, does.
    """
    rng = np.random.default_rng(seed)
    ads = []
    for number in range(400):
        taste, tool = rng.normal(0, 0.5), rng.random() < 0.3
        for year in (2024, 2025):
            style = taste + (drift if year == 2025 else 0.0)
            bits = rng.random(len(control_words())) < 1 / (1 + np.exp(1.0 - style))
            asks = [name for name in ("mlops",) if rng.random() < 1 / (1 + np.exp(1.0 - style))]
            asks += ["docker"] if tool or (year == 2025 and rng.random() < planted) else []
            control = sum(1 << int(place) for place in np.flatnonzero(bits))
            day = date(year, int(rng.integers(1, 13)), 5)
            words = int(rng.integers(200, 900))
            ads.append(Ad(f"E{number}", asks, day, words=words, control=control))
    return ads


def found(ads: list[Ad], skill: str):
    return change(corpus_of(ads), Slice(), BEFORE, AFTER, skill)


def test_a_planted_change_of_a_tool_is_confirmed():
    row = found(market(drift=0.7, planted=0.25), "docker")

    assert (row.verdict, row.unsettled) == ("up", None)
    assert row.battery.of("control").state == "holds"
    assert row.sentence.endswith("up; 6 of 6 checks confirm it")


def test_a_practice_that_moves_like_plain_words_only_seems_to_change():
    row = found(market(drift=0.9), "mlops")

    assert (row.verdict, row.unsettled) == ("seems up", "control")
    assert row.sentence.endswith("seems up; plain words that name no skill moved as far")


def test_months_weigh_equally():
    ads = market(planted=0.2)

    def share(year, month):
        here = [ad for ad in ads if (ad.day.year, ad.day.month) == (year, month)]
        return sum("docker" in ad.asks for ad in here) / len(here)

    by_hand = sum(share(2025, month) - share(2024, month) for month in range(1, 13)) / 12

    assert found(ads, "docker").battery.of("months").value == pytest.approx(by_hand, abs=1e-12)


def test_mentions_that_may_mean_something_else_are_left_out_of_one_check():
    ads = market(planted=0.2)
    loose = [
        replace(ad, asks=[f"~{name}" for name in ad.asks] if n % 3 else ad.asks) for n, ad in enumerate(ads)
    ]
    certain = [replace(ad, asks=[] if n % 3 else ad.asks) for n, ad in enumerate(ads)]

    row = found(loose, "docker")

    assert row.battery.of("specific").value == pytest.approx(found(certain, "docker").difference, abs=1e-12)
    assert row.difference == found(ads, "docker").difference


def test_where_postings_do_not_say_how_they_are_written_that_cannot_be_told():
    row = found([replace(ad, words=-1, control=0) for ad in market(planted=0.3)], "docker")

    states = {check.name: check.state for check in row.battery}
    assert (states["register"], states["control"]) == ("cannot tell", "cannot tell")
    assert (row.verdict, row.battery.holding) == ("up", 4)


def test_periods_the_other_way_round_turn_every_figure():
    ads = market(drift=0.5, planted=0.3)
    turned = [replace(ad, day=ad.day.replace(year=4049 - ad.day.year)) for ad in ads]

    row, back = found(ads, "docker"), found(turned, "docker")

    for check, other in zip(row.battery, back.battery, strict=True):
        close = 0.05 if check.name in ("register", "control") else 1e-9  # ties of a score are cut elsewhere
        assert other.value == pytest.approx(-check.value, abs=close)
    assert (row.verdict, back.verdict) == ("up", "down")


def test_employers_as_units_have_no_checks():
    row = change(corpus_of(market(planted=0.3)), Slice(denominator="employers"), BEFORE, AFTER, "docker")

    assert (row.verdict, row.battery.checks, row.unsettled) == ("seems up", (), "sources")


def test_the_band_has_enough_words():
    assert len(band_words()) >= 2 * NEAREST
