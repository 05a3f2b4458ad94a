"""Any-of groups: lists in which any one name would do ("PyTorch or TensorFlow", "clouds such as AWS or GCP").

Names that only list separators divide form a run. A run is a group when its joints say "or" or "/", when a
lead before it says so ("such as", "e.g.", "one of"), or a tail behind it ("or similar", "etc."). "A, B and C"
is not one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.names.disambiguate import Candidate
from nlp.names.joints import LONGEST_JOINT, SPACE, Joint, joint_of
from nlp.text.windows import one_of

WINDOW = 64  # characters before and after a list in which leads and tails may stand

EXAMPLES = (
    "such as", " like", "e.g", "e.g.", "eg", "e. g.", "for example", "for instance", "similar to",
    "not limited to", "z.b.", "z. b.", " wie", " como", " comme", "tel que", "tels que", "par exemple",
    "ad esempio",
)  # fmt: skip # a table: many words a line
CERTIFICATES = 24  # characters before a list in which a word for certificates is about it
LEAD_MARKS = ' \t\xa0:,(["“-–—'  # between a lead and the list
USED = (" using", " with")  # "(e.g., using LoRA, PEFT)"
CHOICE = re.compile(
    r"\b(?:one|any|some(?= of| or))(?: or (?:more|several))?(?: of)?(?: the)?(?: following)?"
    r"(?: [\w-]{1,16}){0,3}(?: from the following)?$|"
    r"at least (?:one|1|two)(?: of)?(?: [\w-]{1,16}){0,4}$|\beither$"
)
CHOICE_WORDS = ("one", "any", "some", "at least", "either")  # one of them is in every choice
OR_OR_AND = (
    r"(?:(?:or|and/or|oder)[ \t](?:also )?(?:(?:a|any|an|other|some)[ \t])?(?:[\w-]{1,16}[ \t])?|and[ \t])"
)
ONE_LIKE_IT = (
    r"(?:similar|equivalent|comparable|(?<!and )(?:others?|another)|alternatives?|the like|ähnlich\w*)"
)
OF_THE_KIND = "(?:frameworks|tools|libraries|platforms|databases|languages|technologies|stacks?)"
TAIL = re.compile(
    rf"(?:[ -][\w-]{{1,14}}){{0,2}}\)?{SPACE}{{0,3}},?{SPACE}{{0,3}}\(?{SPACE}?"
    + one_of(
        OR_OR_AND + ONE_LIKE_IT,
        r"or (?:other|another|any|related|custom|in-house|proprietary)\b",
        rf"or (?:[\w-]{{1,16}}[ \t]){{1,3}}{OF_THE_KIND}\b",
        r"etc\b",
        r"similar\b",
        r"\.\.",
        "…",
    ),
    re.IGNORECASE,
)
ITEM_AND_MORE = re.compile(r", ?[\w-]{1,14}(?: [\w-]{1,14})?,? etc\b", re.IGNORECASE)
AND_MORE = re.compile(
    r"\)?,?\s{0,2}(?:and|&|und|et|y)\s"
    r"(?!similar|others?\b|related|so on|more\b|the like|equivalent|comparable)",
    re.IGNORECASE,
)
OR_RELATED = re.compile(
    r",?\s?or (?:any |other )?(?:related|similar|adjacent|comparable) "
    r"(?:technolog|techniques|topics|domains?|methods|approaches|tools)",
    re.IGNORECASE,
)
FIELD_OF_STUDY = re.compile(
    r",?\s?or (?:a |another |other )?(?:\w{1,14} )?(?:related|similar|equivalent|relevant)?\s?"
    r"(?:\w{1,14} )?(?:field|discipline|area|subject|degree)",
    re.IGNORECASE,
)
# names that a slash joins and that are asked for together ("C/C++")
TOGETHER = (
    {"c", "cpp"},
    {"html", "css"},
    {"react", "redux"},
    {"react", "react-native"},
    {"docker", "kubernetes"},
)
TOOLS_PER_PRACTICE = 2
PAIR = 2  # names: the fewest that a choice is between
SUBSTITUTES = (frozenset({"framework", "cloud platform"}), frozenset({"framework", "library"}))
FRAMEWORKS_OF_SUBSTITUTES = 2  # two rivals in a list with libraries make all of it a choice
# practices so broad or so special that none stands for another
UMBRELLAS = frozenset(
    {
        "artificial-intelligence",
        "bioinformatics",
        "business-intelligence",
        "clustering",
        "conversational-ai",
        "data-mining",
        "event-driven-architecture",
        "forecasting",
        "geospatial-analysis",
        "hpc",
        "knowledge-graphs",
        "model-compression",
        "serverless",
        "signal-processing",
        "slam",
        "synthetic-data",
    }
)
# fields of knowledge: whoever knows one of several that are asked for has what is wanted
FIELDS = UMBRELLAS | {
    "anomaly-detection",
    "causal-inference",
    "computer-vision",
    "data-visualization",
    "deep-learning",
    "diffusion-models",
    "fraud-detection",
    "generative-ai",
    "graph-neural-networks",
    "large-language-models",
    "machine-learning",
    "multimodal",
    "natural-language-processing",
    "optimization",
    "recommender-systems",
    "reinforcement-learning",
    "robotics",
    "search-and-ranking",
    "speech",
    "statistics",
    "time-series",
    "transformers",
}
ASKS = re.compile(
    r"\b(?:experience|familiar|knowledge|understanding|expertise|proficien|skilled|interest)\w*"
    r"(?: [\w-]{1,16}){0,4} $",
    re.IGNORECASE,
)
DEGREE = re.compile(r"\b(?:degree|ph\.?d|m\.?sc|master|bachelor|background)", re.IGNORECASE)


def group_alternatives(plain: str, names: Sequence[Candidate]) -> list[int | None]:
    """Return the number of the any-of group of each name, or None where it stands alone; `names` in order."""
    groups: list[int | None] = [None] * len(names)
    number = 0
    for run in runs(plain, names):
        for listed in groups_in(plain, run):
            members = [index for index in listed if names[index].skill not in UMBRELLAS]
            if len({names[index].skill for index in members}) > 1:
                for index in members:
                    groups[index] = number
                number += 1
    return groups


@dataclass(slots=True)
class NameRun:
    """Names that only list separators divide; `joints[i]` stands between those at `at[i]` and `at[i + 1]`."""

    names: Sequence[Candidate]
    at: list[int]
    joints: list[Joint]

    def name(self, position: int) -> Candidate:
        """Return the name at a position within the run, which may be negative: -1 is the last."""
        return self.names[self.at[position]]

    def practices(self) -> int:
        """Return how many names of the run are practices, a repeated one each time."""
        return sum(self.names[index].is_practice for index in self.at)

    def are_tools(self) -> bool:
        """Tell whether the run lists tools, a stray practice among three aside."""
        return TOOLS_PER_PRACTICE * self.practices() < len(self.at)

    def are_substitutes(self) -> bool:
        """Tell whether one would hardly use two names of the run together, whatever joins them."""
        kinds = [self.names[index].name.kind for index in self.at]
        rivals, with_libraries = SUBSTITUTES
        if rivals.issuperset(kinds):
            return True
        return with_libraries.issuperset(kinds) and kinds.count("framework") >= FRAMEWORKS_OF_SUBSTITUTES

    def skills(self) -> set[str]:
        """Return the ids of the skills, each once however often the run names it."""
        return {self.names[index].skill for index in self.at}

    def changes_kind_after(self, position: int) -> bool:
        """Tell whether a practice and a tool meet behind this position."""
        return self.name(position).is_practice != self.name(position + 1).is_practice

    def cut(self, start: int, stop: int) -> "NameRun":
        """Return the part of the run from position `start` up to, but without, `stop`."""
        return NameRun(self.names, self.at[start:stop], self.joints[start : stop - 1])


def runs(plain: str, names: Sequence[Candidate]) -> Iterator[NameRun]:
    """Yield the runs of two and more names; a name right before another ("AWS S3") only describes it."""
    if len(names) < PAIR:
        return
    run: NameRun | None = None
    last = -1  # the name that a run would go on from
    end = -LONGEST_JOINT - 1  # where that name ends
    begin = 0  # where the next item begins, with the names that describe it
    describes = False
    for index, (name, is_before_name) in enumerate(zip(names, _before_names(plain, names), strict=True)):
        if name.start == end + 2 and is_aside(plain, name):
            end = name.end + 1
            continue
        if not describes:
            begin = name.start
        describes = is_before_name
        if describes:
            continue
        joint = joint_of(plain[end:begin]) if begin - end <= LONGEST_JOINT else None
        if joint is None:
            if run:
                yield run
            run = None
        else:
            run = run or NameRun(names, [last], [])
            run.at.append(index)
            run.joints.append(joint)
        last, end = index, name.end
    if run:
        yield run


def _before_names(plain: str, names: Sequence[Candidate]) -> list[bool]:
    """Return of each name whether only a space parts it from the next."""
    return [*(b.start == a.end + 1 and plain[a.end] == " " for a, b in pairwise(names)), False]


def is_aside(plain: str, name: Candidate) -> bool:
    """Tell whether a name stands in brackets of its own: "Amazon Web Services (AWS), GCP or Azure"."""
    return plain.startswith(" (", name.start - 2) and plain.startswith(")", name.end)


def groups_in(plain: str, run: NameRun) -> Iterator[list[int]]:
    """Yield the any-of groups of one run, as indexes of names."""
    around = Surroundings.of(plain, run)
    if around.are_certificates():
        return
    if is_choice(around.lead) or _is_open_choice(run, around):
        yield run.at
    elif _is_choice_of_fields(run, around):
        if not around.are_studies() and "and/or" not in around.inside:
            yield run.at
    elif ("or" in run.joints or "slash" in run.joints) and not FIELD_OF_STUDY.match(around.after):
        yield from _split_run(plain, run)


@dataclass(slots=True)
class Surroundings:
    """The text around a run.

    `lead` is what introduces it, in lower case and without the signs before the list; `inside` reaches from
    its first item to its last name. `asks_for_all`: an "and" in it or behind it leaves no choice.
    """

    before: str
    lead: str
    inside: str
    after: str
    asks_for_all: bool

    @classmethod
    def of(cls, plain: str, run: NameRun) -> "Surroundings":
        """Cut out what stands around a run."""
        begin, last = begin_of(run), run.name(-1)
        before = plain[max(0, begin - WINDOW) : begin]
        lead = before.rstrip(LEAD_MARKS).lower()
        if lead.endswith(USED):
            lead = lead[: lead.rindex(" ")].rstrip(LEAD_MARKS)
        after = plain[last.end : last.end + WINDOW]
        asks_for_all = "and" in run.joints or AND_MORE.match(after) is not None
        return cls(before, lead, plain[begin : last.start], after, asks_for_all)

    def are_certificates(self) -> bool:
        """Tell whether certificates are listed: "AWS or Azure certifications" asks for no choice."""
        return "certif" in self.lead[-CERTIFICATES:] or "certif" in self.after[: CERTIFICATES // 2]

    def has_examples(self) -> bool:
        """Tell whether the list only gives examples ("clouds such as")."""
        return self.lead.endswith(EXAMPLES)

    def are_studies(self) -> bool:
        """Tell whether the list names what one may have studied."""
        return DEGREE.search(self.before) is not None or FIELD_OF_STUDY.match(self.after) is not None


def _is_open_choice(run: NameRun, around: Surroundings) -> bool:
    """Tell whether what stands before or behind a run leaves the choice between its names."""
    if around.asks_for_all:
        return around.has_examples() and run.are_tools() and run.are_substitutes()
    if around.has_examples() and ("or" in run.joints or run.are_tools()):
        return True
    if OR_RELATED.match(around.after):
        return True
    has_tail = TAIL.match(around.after) or ITEM_AND_MORE.match(around.after)
    return has_tail is not None and run.are_tools()


def _is_choice_of_fields(run: NameRun, around: Surroundings) -> bool:
    """Tell whether experience in one of several fields of knowledge is asked for."""
    if around.asks_for_all or "or" not in run.joints:
        return False
    return run.skills() <= FIELDS and ASKS.search(around.before) is not None


def begin_of(run: NameRun) -> int:
    """Return where the first item begins, with the names that describe it ("AWS" in "AWS S3")."""
    index = run.at[0]
    while index and run.names[index - 1].end + 1 == run.names[index].start:
        index -= 1
    return run.names[index].start


def is_choice(lead: str) -> bool:
    """Tell whether the words before a list ask for some of it ("at least one of")."""
    return any(word in lead for word in CHOICE_WORDS) and CHOICE.search(lead) is not None


def _split_run(plain: str, run: NameRun) -> Iterator[list[int]]:
    """Yield the groups between joints that ask for both sides: "and", or a comma from practices to tools."""
    start = 0
    for position, joint in enumerate([*run.joints, "and"]):
        if joint == "and" or (joint == "comma" and run.changes_kind_after(position)):
            part = run.cut(start, position + 1)
            if "or" not in part.joints:
                yield from _slash_pairs(part)
            elif part.practices() == 0 or is_plain_choice(plain, part):
                yield from _up_to_last_or(part)
            elif part.practices() == 1 and part.name(-1).is_practice and part.joints[-1] == "or":
                yield part.at[:-1]  # "C++, CUDA or edge deployment"
            start = position + 1


def is_plain_choice(plain: str, run: NameRun) -> bool:
    """Tell whether a run is two practices with an "or" after them ("computer vision or robotics")."""
    known = [index for index in run.at if run.names[index].skill not in UMBRELLAS]
    if run.practices() != len(run.at) or len(known) != PAIR or "research-publications" in run.skills():
        return False
    return "and" not in plain[run.names[known[0]].end : run.name(-1).start]


def _up_to_last_or(run: NameRun) -> Iterator[list[int]]:
    """Yield the list that ends with the last "or", and what a slash adds to its end."""
    stop = len(run.joints) - run.joints[::-1].index("or")
    while stop < len(run.joints) and run.joints[stop] == "slash":
        stop += 1
    yield run.at[: stop + 1]


def _slash_pairs(run: NameRun) -> Iterator[list[int]]:
    """Yield pairs like "Flask/FastAPI"; longer slash lists and mixed kinds describe a stack."""
    for position, joint in enumerate(run.joints):
        neighbours = run.joints[max(0, position - 1) : position] + run.joints[position + 1 : position + 2]
        first, second = run.name(position), run.name(position + 1)
        if (
            joint != "slash"
            or "slash" in neighbours
            or first.is_practice
            or first.name.kind != second.name.kind
        ):
            continue
        if {first.skill, second.skill} not in TOGETHER:
            yield run.at[position : position + 2]
