"""The tokens of a line around names, one letter each, so that a rule of the grammar is a short pattern.

    o  or             joins by choice            e  such as      the names are examples
    a  and            joins by need              1  one of       some of the list is enough
    c  ,    s  /      join                       m  etc.         the list could go on
    (  )              brackets                   i  similar      another one would do as well
    k  frameworks     a noun for a class         f  of the       stands between a choice and its list
    p  certificates                              x  with         ends a list
    w  any other word                            u  of           "or" in Dutch, elsewhere like x
    :  a colon or dash                           q  a quote
    n  a line end     -  a bullet                .  the end of a sentence, or any other sign

Which words they are, in each language, stands in `data/rules/any_of.toml`.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from data.paths import DATA
from nlp.catalogue.word_tables import WordTable

WORDS = DATA / "rules" / "any_of.toml"
# a group of the file and its letter; of two groups that hold a word, the first has it
LETTERS = {
    "or": "o",
    "or_dutch": "u",
    "and": "a",
    "example": "e",
    "choice": "1",
    "more": "m",
    "similar": "i",
    "class": "k",
    "ending": "x",
    "filler": "f",
    "papers": "p",
}
SETS_OF_SKILLS = ("pair", "together")  # groups of ids
SIGNS = {
    ",": "c", "/": "s", "|": "s", "\\": "s", "(": "(", ")": ")", "[": "(", "]": ")", ":": ":", "–": ":", "—": ":",
    "-": ":", '"': "q", "“": "q", "”": "q", "'": "q", "«": "q", "»": "q", "`": "q", "\n": "n", "•": "-", "*": "-",
    "·": "-",
}  # fmt: skip # a table: many signs a line
PIECE = re.compile(r"[\w-][\w+#'’&.-]*|\.{2,}|[^\s\w]|\n")
TEXTS_KEPT = 20_000  # texts around names remembered with their tokens; postings share two lines in three
Pieces = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """The letter of each word; of phrases by their first word, the longest first."""

    words: Mapping[str, str]
    phrases: Mapping[str, Sequence[tuple[Pieces, str]]]


@cache
def table() -> WordTable:
    """Return the words of lists, read once."""
    return WordTable.read(WORDS, (*LETTERS, *SETS_OF_SKILLS))


@cache
def letters() -> Letters:
    """Return what stands for what; a word before a full stop stands for itself and the stop."""
    words: dict[str, str] = {}
    phrases: dict[str, dict[Pieces, str]] = defaultdict(dict)
    for group, phrase in table().owners():
        if group in SETS_OF_SKILLS:
            continue
        pieces = tuple(PIECE.findall(phrase))
        if len(pieces) > 1:
            phrases[pieces[0]].setdefault(pieces, LETTERS[group])
        else:
            words.setdefault(phrase, LETTERS[group])
    stopped = {f"{word}.": f"{letter}." for word, letter in words.items() if f"{word}." not in words}
    longest_first = {
        first: sorted(rows.items(), key=lambda row: -len(row[0])) for first, rows in phrases.items()
    }
    return Letters(SIGNS | stopped | words, longest_first)


def letter_of(piece: str) -> str:
    """Return the letter of one word or sign."""
    if known := letters().words.get(piece):
        return known
    if not piece[-1:].isalnum() and len(piece) == 1:
        return "."
    return "w." if piece[-1] == "." else "w"


@lru_cache(maxsize=TEXTS_KEPT)
def tokens_of(text: str) -> str:
    """Return the tokens of a short text, a letter each."""
    pieces, phrases = PIECE.findall(text.lower()), letters().phrases
    if phrases.keys().isdisjoint(pieces):
        return "".join(map(letter_of, pieces))
    found: list[str] = []
    at = 0
    while at < len(pieces):
        phrase, letter = _phrase_at(pieces, at, phrases.get(pieces[at], ()))
        found.append(letter)
        at += len(phrase)
    return "".join(found)


def _phrase_at(pieces: list[str], at: int, phrases: Sequence[tuple[Pieces, str]]) -> tuple[Pieces, str]:
    """Return the longest phrase that begins at a piece, with its letter; else the piece alone."""
    for phrase, letter in phrases:
        if tuple(pieces[at : at + len(phrase)]) == phrase:
            return phrase, letter
    return (pieces[at],), letter_of(pieces[at])
