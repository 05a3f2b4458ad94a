"""The tokens of a line around names, one letter each, so that a rule of the grammar is a short pattern.

    o  or             joins by choice            e  such as      the names are examples
    a  and            joins by need              1  one of       some of the list is enough
    c  ,    s  /      join                       m  etc.         the list could go on
    (  )              brackets                   i  similar      another one would do as well
    k  frameworks     a noun for a class         f  of the       stands between a choice and its list
    p  certificates                              x  with         ends a list
    w  any other word                            u  of           "or" in Dutch
    :  a colon or dash                           q  a quote
    n  a line end     -  a bullet                .  the end of a sentence, or any other sign

Which words they are, in each language, stands in `data/rules/any_of.toml`.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from data.paths import DATA
from data.wording.word_tables import WordTable

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
JOINING = "oa"
ENDING = "xfe1im"
OTHER = "w"
SETS_OF_SKILLS = ("broad", "pair", "together")  # groups of ids
SIGNS = {
    ",": "c", "/": "s", "|": "s", "\\": "s", "(": "(", ")": ")", "[": "(", "]": ")", "\n": "n",
    **dict.fromkeys("•*·", "-"), **dict.fromkeys(":–—-", ":"), **dict.fromkeys("\"“”'«»`", "q"),
    **dict.fromkeys(".;?!=<>→⇒~§●▪■◦○‣✓✔✅➢►@%^{}$€£", "."),
}  # fmt: skip # a table: many signs a line
# a repeated class and not repeated alternatives, which take three times as long
PIECE = re.compile(r"[\w-][\w+#'’&-]*(?:\.(?=\w)[\w+#'’&-]*)*|\.{2,}|[^\s\w]|\n")
BULLETS = " \t\n\xa0•·*-–○●▪"  # signs and spaces around a line end
TEXTS_KEPT = 20_000  # texts around names remembered with their tokens; postings share two lines in three
Pieces = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """The letter of each word and sign; those of phrases by their first two words, the longest phrase first.

    `firsts` are the words that begin a phrase, `endings` those that never stand between two names of a list.
    """

    words: Mapping[str, str]
    phrases: Mapping[Pieces, Sequence[tuple[Pieces, str]]]
    firsts: frozenset[str]
    endings: frozenset[str]


@cache
def load_words() -> WordTable:
    """Return the words of lists, read once."""
    return WordTable.read(WORDS, (*LETTERS, *SETS_OF_SKILLS, "stack"))


def words_of(*groups: str) -> Sequence[str]:
    """Return the words of some groups of the file."""
    return load_words().words(*groups)


@cache
def letters() -> Letters:
    """Return what stands for what."""
    words: dict[str, str] = {}
    phrases: dict[Pieces, dict[Pieces, str]] = defaultdict(dict)
    joining: set[str] = set()
    for group, phrase in load_words().owners():
        if group not in LETTERS:
            continue
        pieces = tuple(PIECE.findall(phrase))
        if len(pieces) > 1:
            phrases[pieces[:2]].setdefault(pieces, LETTERS[group])
            joining.update(pieces if LETTERS[group] in JOINING else ())
        else:
            words.setdefault(phrase, LETTERS[group])
    longest_first = {
        two: sorted(rows.items(), key=lambda row: len(row[0]), reverse=True) for two, rows in phrases.items()
    }
    endings = {word for word, letter in words.items() if letter in ENDING} - joining
    return Letters(words | SIGNS, longest_first, frozenset(first for first, _ in phrases), frozenset(endings))


@cache
def pieces_for(tokens: str) -> frozenset[str]:
    """Return the pieces of which a text with one of these tokens has one: its word, or a phrase's first."""
    known = letters()
    first = {pieces[0] for rows in known.phrases.values() for pieces, letter in rows if letter in tokens}
    return frozenset({piece for piece, letter in known.words.items() if letter in tokens} | first)


def tokens_with(telling: str, text: str) -> str:
    """Return the tokens of a short text, "" where it has none of the `telling` ones."""
    pieces = PIECE.findall(text.lower())
    return "" if pieces_for(telling).isdisjoint(pieces) else tokens_in(pieces)


def tokens_of(text: str) -> str:
    """Return the tokens of a short text, a letter each."""
    return tokens_in(PIECE.findall(text.lower()))


def tokens_in(pieces: Sequence[str]) -> str:
    """Return the tokens of the pieces of a text."""
    known = letters()
    letter_of = known.words.get
    if known.firsts.isdisjoint(pieces) or known.phrases.keys().isdisjoint(pairwise(pieces)):
        return "".join([letter_of(piece, OTHER) for piece in pieces])
    found: list[str] = []
    at = 0
    while at < len(pieces):
        letter, length = letter_of(pieces[at], OTHER), 1
        for phrase, its_letter in known.phrases.get(tuple(pieces[at : at + 2]), ()):
            if tuple(pieces[at : at + len(phrase)]) == phrase:
                letter, length = its_letter, len(phrase)
                break
        found.append(letter)
        at += length
    return "".join(found)
