"""The queue with a finder that marks what a test tells it to."""

import re

import pytest

from data.records import Skill
from nlp.catalogue.catalog import catalog_of
from nlp.discovery.queue import proposals
from nlp.discovery.sightings import DatedText, count_terms
from nlp.discovery.terms import KnownNames

NAMES = KnownNames(
    catalog_of(
        [
            Skill("python", "Python", "language"),
            *(Skill(f"t{n}", f"Tool{'abcdefgh'[n]}", "tool") for n in range(8)),
        ]
    )
)


class Marking:
    """A finder that marks given names wherever they stand."""

    def __init__(self, *names):
        self.pattern = re.compile("|".join(map(re.escape, names)) or "(?!)")
        self.asked = 0

    def find_all(self, texts):
        for text in texts:
            self.asked += 1
            yield tuple(found.span() for found in self.pattern.finditer(text))


def queue(texts, finder, **options):
    postings = [DatedText(f"Employer {n}", f"2025-0{n + 1}", text) for n, text in enumerate(texts)]
    vouches = options.pop("vouches", lambda line: True)
    return proposals(count_terms(postings, NAMES), NAMES, finder, vouches, **options)


def test_what_the_finder_marks_beside_known_tools_is_proposed():
    texts = [f"{n} lines: Python, Zorblax and Python, Quuxville" for n in range(4)]

    (one,) = queue(texts, Marking("Zorblax"))

    assert (one.term, one.employers, one.postings, one.listed) == ("Zorblax", 4, 4, 4)
    assert (one.found, one.first_seen, one.part) == (1.0, "2025-01", "")
    assert one.examples[0] == texts[0]


def test_a_name_that_keeps_no_tool_company_is_not():
    assert queue([f"{n} lines: life in Zorblax is fun" for n in range(4)], Marking("Zorblax")) == []


def test_a_compound_of_a_known_name_is_proposed_where_the_finder_marks_all_of_it():
    texts = [f"{n} times we use Toola, Python Zorb daily" for n in range(4)]

    (one,) = queue(texts, Marking("Python Zorb"))

    assert (one.term, one.part) == ("Python Zorb", "Python")
    assert queue(texts, Marking("Python")) == []


def test_a_word_beside_many_known_names_makes_a_compound_less_likely():
    pairs = ", ".join(f"Tool{x} Wizard" for x in "abcdef")
    texts = [f"{n} times {pairs}, Python Zorb, Python" for n in range(4)]

    found = queue(texts, Marking("Toola Wizard", "Python Zorb"))

    assert [one.term for one in found] == ["Python Zorb", "Toola Wizard"]


def test_the_likelier_and_the_more_usual_come_first():
    texts = [
        f"{n} lines: Python, Zorblax, Python, Plover, Python, {'Snark' if n else 'Boojum'}, Python"
        for n in range(4)
    ]

    found = queue(texts, Marking("Zorblax", "Snark", *["0 lines: Python, Zorblax, Python, Plover"]))

    assert [one.term for one in found] == ["Snark", "Zorblax"]


def test_abbreviations_and_employers_stand_lower():
    texts = [f"{n} lines: Python, ZBX, Python, Zorblax, Python, Employer 1, Python" for n in range(4)]

    found = queue(texts, Marking("ZBX", "Zorblax"))

    assert [one.term for one in found] == ["Zorblax", "ZBX"]


def test_names_in_lines_without_a_tool_that_counts_are_customers():
    texts = [f"{n} lines: Python, Zorblax" for n in range(4)]

    assert queue(texts, Marking("Zorblax"), vouches=lambda line: "customers" in line) == []


def test_towns_and_known_names_in_other_spellings_are_left_out():
    texts = [f"{n} lines: Python, Berlin, Python, Python-3, Python" for n in range(4)]

    assert queue(texts, Marking("Berlin", "Python-3")) == []


def test_what_was_reviewed_is_not_shown_again_in_any_spelling():
    texts = [f"{n} lines: Python, Zorblax" for n in range(4)]

    assert queue(texts, Marking("Zorblax"), reviewed=["zor-blax"]) == []


def test_lines_of_fewer_employers_than_asked_for_are_not_shown_to_the_finder():
    finder = Marking("Zorblax")

    assert queue(["1 line: Python, Zorblax", "2 lines: Python, Zorblax"], finder, fewest=3) == []
    assert finder.asked == 0


def test_no_time_means_no_proposals():
    assert queue([f"{n} lines: Python, Zorblax" for n in range(4)], Marking("Zorblax"), seconds=0) == []


@pytest.mark.parametrize("copies", [4, 40])
def test_copies_of_one_text_do_not_make_a_term_usual(copies):
    assert queue(["Python, Zorblax"] * copies, Marking("Zorblax")) == []


def test_what_many_came_to_use_lately_stands_before_what_many_always_used():
    old = [DatedText(f"Old {n}", "2023-01", f"{n} lines: Python, Oldtool, Python") for n in range(20)]
    late = [
        DatedText(f"Late {n}", "2025-06", f"{n} lines: Python, {name}, Python")
        for name in ("ZBX", "Oldtool")
        for n in range(20)
    ]

    found = proposals(count_terms([*old, *late], NAMES), NAMES, Marking("ZBX", "Oldtool"), lambda line: True)

    assert [one.term for one in found] == ["ZBX", "Oldtool"]
