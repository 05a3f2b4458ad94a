"""Any-of groups: lists in which any one name would do ("PyTorch or TensorFlow", "clouds such as AWS or GCP").

Names that only list separators divide form a run. A run is a group when its joints say "or" or "/", when a lead
before it says so ("such as", "e.g.", "one of"), or a tail behind it ("or similar", "etc."). "A, B and C" is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    r"or|and|oder|ou|und|et|etc|such|like|either|one|any|if|when|develop\w*|build\w*|deploy\w*|us\w*|work\w*|required|preferred|not|very|related|other)\b)"
)
WORD = rf"{NOT_IN_LIST}[\w.+#'’-]{{1,18}}"
GAP = re.compile(
    rf"(?:[ -]{WORD}){{0,2}}(?:\s?\([^()\n]{{1,14}}\))?"
    r"[ \t\xa0]{0,3}(?:(?P<mark>,|/{1,2}|\||\\)[ \t\xa0]{0,3})?(?P<word>(?:and/or|or|and|&|\+|y/o|oder|ou|und|et|y|e)(?=[ \t\xa0(]))?"
    rf"[ \t\xa0]{{0,3}}(?:(?:also|even|preferably|ideally|possibly|otherwise)\s)?(?:{WORD}[ \t\xa0]){{0,2}}[(\"“]?",
    re.IGNORECASE,
)
UNKNOWN_ITEM = re.compile(
    rf"[ \t\xa0]?(?P<mark>,|/)[ \t\xa0]?(?:{WORD})(?: {WORD})?[ \t\xa0]?(?:,|/)[ \t\xa0]?(?P<word>and/or|or|and)?[ \t\xa0]?",
    re.IGNORECASE,
)
OR_WORDS = frozenset({"or", "and/or", "y/o", "oder", "ou"})
LEAD_END = r"[:,]?[ \t\xa0]{0,3}[(\"“]?[ \t\xa0]{0,3}(?:the |a |an )?(?:[A-Z][\w.]{1,12} )?[(\"“]?$"
EXAMPLES = re.compile(
    r"(?:such as|\blike|\be\.?\s?g\.?,?|for example,?|for instance,?|similar to|including but not limited to|"
    rf"\bz\.\s?b\.|\bwie|\bcomo|\bcomme|tels? que|par exemple|ad esempio){LEAD_END}",
    re.IGNORECASE,
)
BRACKETED = re.compile(
    r"(?:tools|libraries|frameworks|platforms|services|databases|languages|tech|technologies|software|stores) ?\( ?$"
)
CHOICE = re.compile(
    r"(?:\b(?:one|any|some)(?: or (?:more|several))?(?: of)?(?: the)?(?: following)?(?: [\w-]{1,16}){0,3}|"
    rf"at least (?:one|1|two)(?: of)?(?: [\w-]{{1,16}}){{0,4}}|\beither){LEAD_END}",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"(?:[ -][\w-]{1,14}){0,2}\)?[ \t\xa0]{0,3},?[ \t\xa0]{0,3}\(?[ \t\xa0]?(?:(?:or|and/or|and|oder)[ \t](?:also )?(?:(?:a|any|an|other|some)[ \t])?(?:[\w-]{1,16}[ \t])?"
    r"(?:similar|equivalent|comparable|others?|another|alternatives?|the like|ähnlich\w*)|or (?:other|another|any|related|custom|in-house|proprietary)\b|or (?:[\w-]{1,16}[ \t]){1,3}(?:frameworks|tools|libraries|platforms|databases|languages|technologies|stacks?)\b|etc\b|similar\b|\.\.\.|…)",
    re.IGNORECASE,
)
FIELD_OF_STUDY = re.compile(
    r",?\s?or (?:a |another |other )?(?:\w{1,14} )?(?:related|similar|equivalent|relevant)?\s?(?:\w{1,14} )?(?:field|discipline|area|subject|degree)",
    re.IGNORECASE,
)
TOGETHER = (
    {"c", "cpp"},
    {"html", "css"},
    {"react", "redux"},
    {"docker", "kubernetes"},
)  # "C/C++" asks for both
TOOLS_PER_PRACTICE = 2
SUBSTITUTES = frozenset({"framework", "cloud platform"})


def group_alternatives(plain: str, names: Sequence[Candidate]) -> list[int | None]:
    """Return the number of the any-of group of each name, or None where it stands alone; `names` in order."""
    groups: list[int | None] = [None] * len(names)
    number = 0
    for run in runs(plain, names):
        for members in groups_in(plain, run):
            if len({names[index].skill for index in members}) > 1:
                for index in members:
                    groups[index] = number
                number += 1
    return groups


@dataclass(slots=True)
class Run:
    """Names that only list separators divide: `joints[i]` stands between the names at `at[i]` and `at[i + 1]`."""

    names: Sequence[Candidate]
    at: list[int]
    joints: list[Joint]

    def name(self, position: int) -> Candidate:
        """Return the name at a position of the run."""
        return self.names[self.at[position]]

    def practices(self) -> int:
        """Return how many names of the run are practices."""
        return sum(self.names[index].is_practice for index in self.at)

    def are_tools(self) -> bool:
        """Tell whether the run lists tools, a stray practice among three aside."""
        return TOOLS_PER_PRACTICE * self.practices() < len(self.at)

    def are_substitutes(self) -> bool:
        """Tell whether one would hardly use two names of the run together, whatever joins them."""
        return all(self.names[index].kind in SUBSTITUTES for index in self.at)

    def changes_kind_after(self, position: int) -> bool:
        """Tell whether a practice and a tool meet behind this position."""
        return self.name(position).is_practice != self.name(position + 1).is_practice

    def cut(self, start: int, stop: int) -> "Run":
        """Return the run from one position up to another."""
        return Run(self.names, self.at[start:stop], self.joints[start : stop - 1])


def runs(plain: str, names: Sequence[Candidate]) -> Iterator[Run]:
    """Yield the runs of two and more names; a name right before another ("AWS S3") only describes it."""
    run = Run(names, [], [])
    for index, name in enumerate(names):
        if index + 1 < len(names) and plain[name.hit.end : names[index + 1].hit.start] == " ":
            continue
        joint = _joint_between(plain, names[run.at[-1]], names, index) if run.at else None
        if joint:
            run.joints.append(joint)
            run.at.append(index)
            continue
        if run.joints:
            yield run
        run = Run(names, [index], [])
    if run.joints:
        yield run


def _joint_between(plain: str, first: Candidate, names: Sequence[Candidate], index: int) -> Joint | None:
    """Return the joint before names[index], or before the name that describes it."""
    start = index
    while (
        start
        and names[start - 1] is not first
        and plain[names[start - 1].hit.end : names[start].hit.start] == " "
    ):
        start -= 1
    gap = plain[first.hit.end : names[start].hit.start]
    return joint_of(gap) if len(gap) <= LONGEST_JOINT else None


@lru_cache(maxsize=GAPS_KEPT)
def joint_of(gap: str) -> Joint | None:
    """Return how the text between two names joins them into one list, or None if it does not."""
    found = GAP.fullmatch(gap) or UNKNOWN_ITEM.fullmatch(gap)
    if found is None or (")" in gap) != ("(" in gap):
        return None
    word, mark = (found["word"] or "").lower(), found["mark"]
    if word in OR_WORDS:
        return "or"
    if word:
        return "and"
    if mark and mark[0] in "/|\\":
        return "slash"
    return "comma" if mark else None


def groups_in(plain: str, run: Run) -> Iterator[list[int]]:
    """Yield the any-of groups of one run, as indexes of names."""
    first, last = run.name(0).hit, run.name(-1).hit
    before = plain[max(0, first.start - WINDOW) : first.start]
    after = plain[last.end : last.end + WINDOW]
    has_examples = EXAMPLES.search(before) is not None or (
        BRACKETED.search(before) is not None and ")" in after[:12]
    )
    if "and" not in run.joints and (CHOICE.search(before) or (has_examples and "or" in run.joints)):
        yield run.at
    elif has_examples and run.are_tools() and ("and" not in run.joints or run.are_substitutes()):
        yield run.at
    elif TAIL.match(after) and "and" not in run.joints and run.are_tools():
        yield run.at
    elif not FIELD_OF_STUDY.match(after):
        yield from _split_run(run)


def _split_run(run: Run) -> Iterator[list[int]]:
    """Yield the groups between the joints that ask for both sides: "and", or a comma from practices to tools."""
    start = 0
    for position, joint in enumerate([*run.joints, "and"]):
        if joint == "and" or (joint == "comma" and run.changes_kind_after(position)):
            part = run.cut(start, position + 1)
            if "or" not in part.joints:
                yield from _slash_pairs(part)
            elif part.practices() in (0, len(part.at)):
                yield from _up_to_last_or(part)
            start = position + 1


def _up_to_last_or(run: Run) -> Iterator[list[int]]:
    """Yield the list that ends with the last "or", and what a slash adds to its end."""
    stop = len(run.joints) - run.joints[::-1].index("or")
    while stop < len(run.joints) and run.joints[stop] == "slash":
        stop += 1
    yield run.at[: stop + 1]


def _slash_pairs(run: Run) -> Iterator[list[int]]:
    """Yield pairs like "Flask/FastAPI"; longer slash lists and mixed kinds describe a stack."""
    for position, joint in enumerate(run.joints):
        neighbours = run.joints[max(0, position - 1) : position] + run.joints[position + 1 : position + 2]
        first, second = run.name(position), run.name(position + 1)
        if joint != "slash" or "slash" in neighbours or first.is_practice or first.kind != second.kind:
            continue
        if {first.skill, second.skill} not in TOGETHER:
            yield run.at[position : position + 2]
