from math import log, sqrt

import pytest

from analysis.figures.emerging import Sighting, compared, emerging


def test_term_of_many_new_employers_is_emerging():
    found = emerging([Sighting("Foo", 1, 30, 2), Sighting("Old", 30, 31, 2)], 400, 400)

    assert [one.term for one in found] == ["Foo"]
    assert found[0].sentence == "Foo: 30 of 400 employers, before 1 of 400; in 2 sources"
    assert found[0].z > 1.96


def test_log_odds_are_counted_by_hand():
    one = emerging([Sighting("Foo", 2, 38, 1)], 100, 100)[0]

    prior = 50 * 40 / 200
    assert one.log_odds == pytest.approx(
        log((38 + prior) / (150 - 38 - prior)) - log((2 + prior) / (150 - 2 - prior))
    )


def test_fewer_than_five_employers_are_not_shown():
    assert emerging([Sighting("Foo", 0, 4, 4)], 10_000, 10) == ()


def test_vanishing_term_is_not_emerging():
    assert emerging([Sighting("Gone", 40, 5, 1)], 400, 400) == ()


def test_reviewed_term_is_not_shown_again():
    assert emerging([Sighting("Foo", 1, 30, 2)], 400, 400, {"foo": "set aside"}) == ()


def test_a_term_that_everybody_uses_is_not_emerging():
    assert emerging([Sighting("Email", 400, 300, 4)], 400, 300) == ()


def test_how_sure_a_term_emerges_is_counted_by_hand():
    (found,) = emerging([Sighting("Foo", 2, 38, 3)], 90, 110)

    prior = 50 * 40 / 200
    odds = log((38 + prior) / (160 - 38 - prior)) - log((2 + prior) / (140 - 2 - prior))
    assert found.z == pytest.approx(odds / sqrt(1 / (38 + prior) + 1 / (2 + prior)))
    assert (found.before, found.after, found.employers_before, found.employers_after, found.sources) == (
        2, 38, 90, 110, 3,
    )  # fmt: skip  # values


def test_the_surest_terms_come_first_and_the_unsure_not_at_all():
    seen = [
        Sighting("B", 1, 40, 1),
        Sighting("A", 1, 40, 1),
        Sighting("C", 1, 60, 1),
        Sighting("D", 30, 34, 1),
    ]

    assert [one.term for one in emerging(seen, 400, 400)] == ["C", "A", "B"]


def test_the_odds_of_a_term_that_everybody_uses_are_those_of_all_but_one():
    one = compared(Sighting("Email", 10, 10, 1), 10, 10)

    prior = 50 * 19 / 20
    assert one.log_odds == 0
    assert one.z == 0
    other = compared(Sighting("Email", 9, 10, 1), 9, 10)
    prior = 50 * 18 / 19
    odds = log((10 + prior) / (60 - 10 - prior)) - log((9 + prior) / (59 - 9 - prior))
    assert other.log_odds == pytest.approx(odds)
