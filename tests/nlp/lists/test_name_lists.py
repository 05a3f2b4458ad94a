"""Which names stand in one list, and how."""

import pytest

from nlp.lists.name_lists import lists_in, moves_of
from nlp.names.disambiguate import Candidate, Name


def lists(text):
    """Read a text in which every word of capitals is the name of a tool."""
    names, start = [], 0
    for word in (
        text.replace("\n", " ")
        .replace(",", " ")
        .replace("(", " ")
        .replace(")", " ")
        .replace("/", " ")
        .split(" ")
    ):
        if word.isupper():
            names.append(Candidate(start, start + len(word), Name(word.lower(), "tool", None), "none"))
        start += len(word) + 1
    return [
        (
            "".join(text[name.start : name.end] for name in found.members()),
            found.joints,
            text[found.begin : found.end],
        )
        for found in lists_in(text, names)
    ]


@pytest.mark.parametrize(
    ("gap", "moves"),
    [
        (", ", ("comma",)),
        (" or ", ("or",)),
        (", and ", ("and",)),
        ("/", ("slash",)),
        (" ", ("beside",)),
        ("\n- ", ("line",)),
        (" tools\n- ", ()),
        (" (e.g. ", ("open",)),
        (") or ", ("close", "or")),
        (" (or ", ("or",)),
        (" (preferred), ", ("comma",)),
        ("), big clouds (", ("close", "comma", "open")),
        (", Unknown Tool or ", ("or",)),
        (" with ", ("end",)),
        (". ", ()),
    ],
)
def test_a_gap_says_what_becomes_of_the_lists_that_are_open(gap, moves):
    assert moves_of(gap) == moves


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A, B or C", [("ABC", ["comma", "or"], "A, B or C")]),
        ("A with B, C", [("BC", ["comma"], "B, C")]),
        ("A (B, C) or D", [("BC", ["comma"], "B, C"), ("AD", ["or"], "A (B, C) or D")]),
        ("A or B (C)", [("AB", ["or"], "A or B (C)")]),
        ("(A, B) and C", [("AB", ["comma"], "A, B")]),
        ("A, tools (B/C) and D", [("BC", ["slash"], "B/C"), ("AD", ["and"], "A, tools (B/C) and D")]),
        ("A\n- B, C", [("ABC", ["line", "comma"], "A\n- B, C")]),
        ("A x\n- B, C", [("BC", ["comma"], "B, C")]),
        ("A B, C", [("BC", ["comma"], "A B, C")]),
        ("A (B (C (D (E, F) G", [("EF", ["comma"], "E, F")]),
        ("A) or B, C", [("BC", ["comma"], "B, C")]),
    ],
)
def test_brackets_hold_lists_of_their_own(text, expected):
    assert lists(text) == expected
