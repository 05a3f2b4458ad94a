"""Any-of groups: lists in which any one name would do ("PyTorch or TensorFlow", "clouds such as AWS or GCP").

A list is one, as a whole, where its surroundings say so:
    "such as A, B and C"        "one of A, B"           a lead, whatever joins its names
    "A, B or similar"           "A, B, etc."            a tail; "etc." only behind rivals
    "cloud platforms (A, B)"                            brackets behind a noun for a class, around rivals
Otherwise those of its parts are that "or", or a slash between peers, joins: "A and B or C" is A and a
choice between B and C.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from nlp.lists.name_lists import Joint, NameList, lists_in
from nlp.lists.rivals import are_alike, are_peers, are_rivals, broad_practices
from nlp.lists.surroundings import Lead, Tail, lead_of, leads_to_lines, tail_of
from nlp.lists.tokens import load_words
from nlp.names.disambiguate import Candidate

PAIR = 2  # names: the fewest that a choice is between
PARTING = frozenset({"or", "slash"})  # joints that make a choice of a part of a list


@cache
def stack() -> re.Pattern[str]:
    """Return the pattern of what a slash may spell out, right behind a list: "a React/Node stack"."""
    return re.compile(rf" (?:{load_words().pattern('stack')})\b", re.IGNORECASE)


def group_alternatives(plain: str, names: Sequence[Candidate]) -> list[int | None]:
    """Return the number of the any-of group of each name, or None where it stands alone; `names` in order."""
    groups: list[int | None] = [None] * len(names)
    if len(names) < PAIR:
        return groups
    number = 0
    for listed in lists_in(plain, names):
        for choice in choices_in(plain, listed):
            members = [index for index in choice if names[index].name.skill not in broad_practices()]
            if len({names[index].name.skill for index in members}) >= PAIR:
                for index in members:
                    groups[index] = number
                number += 1
    return groups


def choices_in(plain: str, listed: NameList) -> Iterator[list[int]]:
    """Yield the any-of groups of one list, as indexes of names."""
    if "line" not in listed.joints or leads_to_lines(plain, listed):
        yield from _choices_of(plain, listed)
        return
    for part in parts(listed, ("line",)):
        if len(part.at) >= PAIR:
            yield from _choices_of(plain, part)


def _choices_of(plain: str, listed: NameList) -> Iterator[list[int]]:
    """Yield the any-of groups of a list that stands in one line, or in lines of one lead."""
    lead = lead_of(plain, listed)
    tail = tail_of(plain, listed) if lead != "led" else None
    if lead == "led":
        if not is_one_tool(listed):
            yield listed.at[: _last_or(listed)] if listed.joints[-1] == "and" else listed.at
    elif "papers" in (lead, tail):
        return
    elif (lead or tail) and _is_open(listed, lead, tail):
        yield listed.at
    elif tail == "or" or not PARTING.isdisjoint(listed.joints):
        is_stack = stack().match(plain, listed.end) is not None
        yield from _chosen_parts(listed, ends_in_or=tail == "or", is_stack=is_stack)


def is_one_tool(listed: NameList) -> bool:
    """Tell whether practices follow a single tool: "such as Docker, monitoring of models" lists none."""
    first, *others = listed.members()
    is_enumeration = "or" not in listed.joints and "slash" not in listed.joints
    return is_enumeration and not first.is_practice and all(other.is_practice for other in others)


def _is_open(listed: NameList, lead: Lead | None, tail: Tail | None) -> bool:
    """Tell whether a tail, or a noun for their class before them, leaves the choice between all names."""
    members, joints = listed.members(), set(listed.joints)
    if tail == "similar":
        return "and" not in joints or are_alike(members)
    if lead in ("noun", "class") and joints == {"slash"}:
        return are_peers(members, of_one_class=True)
    in_brackets = lead in ("class", "phrase") and joints != {"and"}
    return (tail == "more" or in_brackets) and are_rivals(members, of_one_class=lead == "class")


def _chosen_parts(listed: NameList, *, ends_in_or: bool, is_stack: bool) -> Iterator[list[int]]:
    """Yield the groups between joints that ask for both sides: "and", or a comma from practices to tools."""
    *inner, last = parts(listed, ("and",), where_kind_changes=True)
    for part in inner:
        yield from _choices_of_part(part, is_stack=False)
    if ends_in_or and "or" not in last.joints and "slash" not in last.joints:
        yield last.at
    else:
        yield from _choices_of_part(last, is_stack=is_stack)


def parts(listed: NameList, joints: Sequence[Joint], *, where_kind_changes: bool = False) -> list[NameList]:
    """Cut a list at some joints; with `where_kind_changes` also at commas between a practice and a tool."""
    members, cut, start = listed.members(), [], 0
    for position, joint in enumerate(listed.joints):
        meets = where_kind_changes and joint == "comma"
        if joint in joints or (meets and members[position].is_practice != members[position + 1].is_practice):
            cut.append(listed.cut(start, position + 1))
            start = position + 1
    return [*cut, listed.cut(start, len(listed.at))]


def _choices_of_part(part: NameList, *, is_stack: bool) -> Iterator[list[int]]:
    """Yield the list up to its last "or", with what a slash adds to it; without "or" its runs of slashes."""
    if "or" in part.joints:
        yield part.at[: _last_or(part)]
    elif not is_stack:
        runs = parts(part, ("comma",))
        yield from (run.at for run in runs if len(run.at) >= PAIR and are_peers(run.members()))


def _last_or(listed: NameList) -> int:
    """Return how many names reach up to the last "or" and what a slash adds to it; without "or" all."""
    if "or" not in listed.joints:
        return len(listed.at)
    stop = len(listed.joints) - listed.joints[::-1].index("or")
    while stop < len(listed.joints) and listed.joints[stop] == "slash":
        stop += 1
    return stop + 1
