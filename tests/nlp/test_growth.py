"""Reading a posting takes time that grows with its length and no faster, whatever it repeats."""

import pytest

from tests.growing_texts import LONGEST_GROWTH, growth, units


@pytest.mark.parametrize("unit", units(), ids=repr)
def test_a_text_twice_as_long_takes_twice_as_long_to_read(extractor, unit):
    def read(text):
        return extractor.read(text, title=text[:300], employer="Initech")

    assert growth(read, unit) < LONGEST_GROWTH
