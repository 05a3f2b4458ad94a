"""Which opening a text without a title is about: by its first line, what it says it looks for, or names most.

A headline with bars ("Acme | ML Engineer | Berlin") is no matter of this module (see `openings.py`).
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from nlp.facts.openings import ANY, ITEM, LONGEST_CALL, OTHER, SHORT, Opening, load_openings, opening_named
from nlp.facts.role_words import load_rules
from nlp.facts.roles import role_in

LONGEST_FIRST = 120  # characters of a first line that is the title
MOST_STATED = 110  # characters behind "we are looking for" in which the name of the role ends
BREAK = re.compile(r"[.;:!?\n]")


def stated_opening(text: str) -> Opening | None:
    """Return the one opening that a text (in lower case) states, None where it states none or several."""
    text = text.lstrip()[:LONGEST_CALL]
    first = text.split("\n", 1)[0].strip()
    if len(first) <= LONGEST_FIRST and not first.endswith((".", "!", "?", ",")) and role_in(first):
        return opening_named(first)
    stated = list(_stated(text))
    exact = [one for one in stated if one.about != ANY and one.role != "other"]
    if exact or stated:
        return (exact or stated)[0]
    return None


def lists_roles(text: str) -> bool:
    """Tell whether a line about hiring introduces a list of roles ("We are looking for:", "- Engineers")."""
    rules = load_openings()
    lines = text[:LONGEST_CALL].split("\n")
    return any(
        line.rstrip().endswith(":")
        and rules.cue.search(line) is not None
        and ITEM.match(item) is not None
        and rules.heads.search(item[:SHORT]) is not None
        for line, item in pairwise(lines)
    )


def most_named(text: str) -> Opening:
    """Return the role that a text (in lower case) names clearly more often than any other, else "other"."""
    heads = load_openings().heads
    named = Counter(
        one.role
        for head in heads.finditer(text[:LONGEST_CALL])
        for one in (_named_at(text, head),)
        if one.about != ANY and one.role != "other"
    )
    ranked = named.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return OTHER
    return Opening(ranked[0][0])


def _named_at(text: str, head: re.Match[str]) -> Opening:
    before = BREAK.split(text[max(0, head.start() - MOST_STATED // 2) : head.start()])[-1]
    return opening_named(" ".join(before.split()[-3:]) + " " + head.group())


def _stated(text: str) -> Iterator[Opening]:
    """Yield the openings right behind "we are looking for a" and the like."""
    rules, strong = load_openings(), load_rules().strong.pattern
    for cue in rules.stating.finditer(text):
        name = text[cue.end() : cue.end() + MOST_STATED]
        clause = rules.clause.search(name)
        name = name[: clause.start()] if clause else name
        if rules.heads.search(name) or strong.search(name):
            yield opening_named(name)
