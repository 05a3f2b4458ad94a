"""How the readings of a claim are put into words."""

from datetime import date

import pytest

from analysis.figures.specification import ClaimReading, Specification
from analysis.market.provenance import Interval
from analysis.market.slices import Slice

YEAR = Slice(since=date(2024, 1, 1), until=date(2025, 1, 1))
PARTS = (YEAR, Slice(since=date(2025, 1, 1)), Slice(until=date(2025, 1, 1)), Slice())


def readings(inside: int) -> Specification:
    """Return four readings of 30 to 60 in 100, of which so many hold the claim."""
    return Specification(
        readings=tuple(
            ClaimReading(
                part=part,
                one_voice=False,
                recruiters=True,
                interval=Interval(value=0.3 + 0.1 * place, low=0.2, high=0.7, n=100, kind="chance"),
                is_inside=place < inside,
            )
            for place, part in enumerate(PARTS)
        )
    )


@pytest.mark.parametrize(("inside", "said"), [(0, "none"), (1, "1"), (4, "all")])
def test_the_sentence_says_in_how_many_readings_the_claim_is_inside(inside, said):
    assert readings(inside).sentence == (
        f"over 4 readings ours is 30 to 60 in 100, with the claim inside in {said} of them"
    )


def test_each_period_is_called_by_its_days():
    answers = {one.answer: one.readings for one in readings(2).choices()}

    assert answers == {
        "2024": 1, "since January 2025": 1, "before January 2025": 1, "all years": 1,
    }  # fmt: skip # a record
