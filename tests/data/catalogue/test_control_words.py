"""The words by which one sees how advertisements are written, and the half that sets the band."""

from data.wording.control_words import control_words, sets_band
from nlp.facts.register import load_control_words


def test_the_words_are_in_the_order_of_their_bits():
    assert control_words() == load_control_words().names


def test_about_half_of_them_set_the_band_whatever_their_order():
    halves = [sets_band(word) for word in control_words()]

    assert 0.4 < sum(halves) / len(halves) < 0.6
    assert [sets_band(word) for word in reversed(control_words())] == halves[::-1]
