"""Any-of groups: lists in which any one name would do ("PyTorch or TensorFlow", "clouds such as AWS or GCP").

Names that only list separators divide form a run. A run is a group when its joints say "or" or "/", when a lead
before it says so ("such as", "e.g.", "one of"), or a tail behind it ("or similar", "etc."). "A, B and C" is none.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from nlp.disambiguate import Candidate

Joint = Literal["or", "and", "comma", "slash"]

LONGEST_JOINT = 48  # characters between two names of one list ("(preferred) or frameworks like" included)
WINDOW = 64  # characters before and after a list in which leads and tails may stand
GAPS_KEPT = 20_000  # texts between two names remembered with their verdict; a few dozen make up most

NOT_IN_LIST = (
    r"(?!(?:with|experience|experienced|in|using|on|to|for|of|knowledge|is|are|the|at|from|by|as|we|you|our|your|that|which|who|will|"
    r"including|understanding|familiarity|strong|ability|proficiency|expertise|skills|must|have|has|into|across|through|while|plus|"
    r"while|if|when|develop\w*|build\w*|deploy\w*|us\w*|work\w*|required|preferred|not|very|related|other)\b)"
)
WORD = rf"{NOT_IN_LIST}[\w.+#'’-]{{1,18}}"
GAP = re.compile(
    rf"(?:[ -]{WORD}){{0,2}}(?:\s?\([^()\n]{{1,14}}\))?"
    r"[ \t\xa0]{0,3}(?:(?P<mark>,|/{1,2}|;|\||\\)[ \t\xa0]{0,3})?(?P<word>(?:and/or|or|and|&|\+|y/o|oder|ou|und|et|y|e)(?=[ \t\xa0(]))?"
    rf"[ \t\xa0]{{0,3}}(?:(?:also|even|preferably|ideally|possibly|otherwise)\s)?(?:(?:languages?|frameworks?|tools?)\s(?:like|such as)\s)?(?:{WORD}[ \t\xa0]){{0,2}}[(\"“]?",
    re.IGNORECASE,
)
UNKNOWN_ITEM = re.compile(rf"[ \t\xa0]?(?P<mark>,|/)[ \t\xa0]?(?:{WORD})(?: {WORD})?[ \t\xa0]?(?:,|/)[ \t\xa0]?(?P<word>and/or|or|and)?[ \t\xa0]?", re.IGNORECASE)
OR_WORDS = frozenset({"or", "and/or", "y/o", "oder", "ou"})
LEAD = re.compile(
    r"(?:such as|\blike|\be\.?\s?g\.?,?|for example,?|for instance,?|similar to|including but not limited to|\bz\.\s?b\.|\bwie|\bcomo|\bcomme|tels? que|par exemple|ad esempio|"
    r"\b(?:one|any|some)(?: or (?:more|several))?(?: of)?(?: the)?(?: following)?(?: [\w-]{1,16}){0,3}|at least (?:one|1|two)(?: of)?(?: [\w-]{1,16}){0,4}|\beither)"
    r"[:,]?[ \t\xa0]{0,3}[(\"“]?[ \t\xa0]{0,3}(?:the |a |an )?(?:[A-Z][\w.]{1,12} )?[(\"“]?$",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"(?:[ -][\w-]{1,14}){0,2}\)?[ \t\xa0]{0,3},?[ \t\xa0]{0,3}\(?[ \t\xa0]?(?:(?:or|and/or|and|oder)[ \t](?:also )?(?:(?:a|any|an|other|some)[ \t])?(?:[\w-]{1,16}[ \t])?"
    r"(?:similar|equivalent|comparable|others?|another|alternatives?|the like|ähnlich\w*)|or (?:other|another|any|related)\b|etc\b|similar\b|\.\.\.|…)",
    re.IGNORECASE,
)
TOGETHER = frozenset({frozenset({"c", "cpp"}), frozenset({"html", "css"}), frozenset({"ci-cd", "devops"})})  # "C/C++" asks for both


def group_alternatives(plain: str, names: Sequence[Candidate]) -> list[int | None]:
    """Return the number of the any-of group of each name, or None where it stands alone; `names` in order."""
    groups: list[int | None] = [None] * len(names)
    number = 0
    for run, joints in runs(plain, names):
        for members in split_run(plain, names, run, joints):
            if len({names[index].skill for index in members}) > 1:
                for index in members:
                    groups[index] = number
                number += 1
    return groups


def runs(plain: str, names: Sequence[Candidate]) -> Iterator[tuple[range, list[Joint]]]:
    """Yield the indexes of names that only list separators divide, with these, for runs of two and more."""
    start = 0
    joints: list[Joint] = []
    for index in range(1, len(names) + 1):
        joint = _joint_between(plain, names[index - 1], names[index]) if index < len(names) else None
        if joint:
            joints.append(joint)
            continue
        if joints:
            yield range(start, index), joints
        start, joints = index, []


def _joint_between(plain: str, first: Candidate, second: Candidate) -> Joint | None:
    gap = second.hit.start - first.hit.end
    return joint_of(plain[first.hit.end : second.hit.start]) if gap <= LONGEST_JOINT else None


@lru_cache(maxsize=GAPS_KEPT)
def joint_of(gap: str) -> Joint | None:
    """Return how the text between two names joins them into one list, or None if it does not."""
    found = GAP.fullmatch(gap) or UNKNOWN_ITEM.fullmatch(gap)
    if found is None or (")" in gap and "(" not in gap):
        return None
    word, mark = (found["word"] or "").lower(), found["mark"]
    if word in OR_WORDS:
        return "or"
    if word:
        return "and"
    if mark and mark[0] in "/|\\":
        return "slash"
    return "comma" if mark else None


def split_run(plain: str, names: Sequence[Candidate], run: range, joints: Sequence[Joint]) -> Iterator[range]:
    """Yield the any-of groups in one run of names."""
    before = plain[max(0, names[run[0]].hit.start - WINDOW) : names[run[0]].hit.start]
    after = plain[names[run[-1]].hit.end : names[run[-1]].hit.end + WINDOW]
    if LEAD.search(before) or (TAIL.match(after) and "and" not in joints):
        yield run
        return
    start = run[0]
    for index, joint in enumerate([*joints, "and"]):
        if joint == "and":
            stop = run[index] + 1
            yield from _split_at_or(names, range(start, stop), joints[start - run[0] : index])
            start = stop


def _split_at_or(names: Sequence[Candidate], run: range, joints: Sequence[Joint]) -> Iterator[range]:
    """Yield the group that ends with the last "or" of a run without "and"; else its slash lists."""
    if "or" in joints:
        last = len(joints) - 1 - joints[::-1].index("or")
        stop = last + 1
        while stop < len(joints) and joints[stop] == "slash":
            stop += 1
        yield run[: stop + 1]
        return
    start = 0
    for index, joint in enumerate([*joints, "comma"]):
        if joint != "slash":
            pair = {names[position].skill for position in run[start : index + 1]}
            if index > start and frozenset(pair) not in TOGETHER:
                yield run[start : index + 1]
            start = index + 1
