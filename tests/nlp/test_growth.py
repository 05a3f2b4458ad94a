"""Reading a posting takes time that grows with its length and no faster, whatever it repeats."""

import tracemalloc

import pytest

from nlp.names.taglines import LONGEST_LINE
from nlp.text import budget
from tests.growing_recipes import Recipe, mean_growth
from tests.growing_texts import LONGEST_GROWTH, TRIES, growth, seconds, units

SIZES = (48_000, 96_000, 192_000)  # characters: what is quadratic in a cheap step shows in long texts only
MOST_TIMES = 15  # once it was 31
SLOWEST_FIELD = 0.1  # for a field of two million characters


@pytest.mark.parametrize("unit", units(), ids=repr)
def test_a_text_twice_as_long_takes_twice_as_long_to_read(extractor, unit):
    def read(text):
        return extractor.read(text, title=text[:300], employer="Initech")

    assert growth(read, unit) < LONGEST_GROWTH


FOUND = {  # what `dev.py prove growth` has found, one a kind
    "of behind each name": ("PyTorch ", "any of ", "Hiring: "),
    "pluses in one line of odd letters": ("\u2028 .NET ideally ",),
}  # laid out as a table  # fmt: skip


@pytest.mark.parametrize("pieces", FOUND.values(), ids=FOUND.keys())
def test_what_grew_too_fast_once_is_read_in_linear_time(extractor, monkeypatch, pieces):
    monkeypatch.setattr(budget, "LONGEST_READ", SIZES[-1])
    text_of = Recipe("repeated", pieces, 0).text

    assert any(mean_growth(extractor.read, text_of, SIZES) < LONGEST_GROWTH for _ in range(TRIES))


def test_lists_behind_many_headings_in_one_line_are_read_a_few_times_over_and_no_more(extractor):
    line = Recipe("repeated", ("SQL Tech stack: . Tech stack: ",), 0).text(LONGEST_LINE * 10)
    lines = line.replace("SQL", "\nSQL")

    assert seconds(extractor.read, line) < MOST_TIMES * seconds(extractor.read, lines)


@pytest.mark.parametrize("field", ["title", "employer", "location"])
def test_any_other_field_is_read_up_to_a_length(extractor, field):
    short, long = ({field: "Senior ML Engineer, Berlin | " * count} for count in (1_000, 64_000))

    extractor.read("Python", **short)
    took = min(seconds(lambda text: extractor.read(text, **long), "Python") for _ in range(3))

    assert extractor.read("Python", **short) == extractor.read("Python", **long)
    assert took < SLOWEST_FIELD


LONG = 100_000  # characters
READINGS = 5
HOARDED = {
    "a line that ends like an introduction": "{number} {letters}:\n- Python",
    "a stretch full of amounts": "salary {number} {amounts}",
    "another field": "Python {number}",
}


@pytest.mark.parametrize("pattern", HOARDED.values(), ids=HOARDED.keys())
def test_of_long_texts_nothing_is_remembered(extractor, pattern):
    def read(number):
        text = pattern.format(number=number, letters="x" * LONG, amounts=f"$1 {'x' * 60} " * (LONG // 60))
        other = f"{number} {'x' * LONG}"
        extractor.read(text, title=other, employer=other, location=other)

    read(0)
    tracemalloc.start()
    for number in range(1, READINGS):
        read(number)
    left = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()

    assert left < READINGS * LONG / 3
