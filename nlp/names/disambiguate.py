"""Which hits are skills: everyday words, vendor talk and the employer's own name are left out.

A hit is decided by the words next to it (`nlp/names/senses.py`). What these leave open is decided by the
company it keeps: a name in a list of skills is one. Hits of a context or weak spelling that nothing supports
are dropped.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any, NamedTuple, cast

from data.records import Form, Level
from nlp.names.leads import load_leads
from nlp.names.own_names import is_used
from nlp.names.senses import GLUE_AFTER, GLUE_BEFORE, NEAR_WINDOW, NOT_BEFORE, WINDOW, Sense

LONGEST_GAP = 28  # characters between two names of one list
ALONE_ON_LINE = re.compile(r"(?:^|\n)[ \t•·*\-–▪●]{0,6}$")
VERDICTS_KEPT = 8192  # surroundings of a doubtful name remembered with what they say
VENDOR_REACH = 160  # characters after "customers include" in which names are customers
DOMAIN = re.compile(r"\.(?:com|io|org|net|ai|co|dev|edu|gov|de|uk|eu)\b")
CERTAIN = frozenset(("none", "loose"))  # spellings that count by themselves
OWN_CLOUDS = frozenset(("aws", "gcp", "azure"))  # what their makers sell, and ask for as well
LISTED = frozenset(("listed", "hashtag"))  # names in lines of tags, which count whatever their spelling
DOUBTFUL = frozenset(("context", "weak"))  # spellings that need a reason to count
BARE = Sense()


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A skill as the catalogue knows it, with what sets it apart from everyday words; one object a skill.

    `ancestors` are the skills that it implies, parents of parents included.
    """

    skill: str
    kind: str
    sense: Sense | None
    instead: Mapping[str, "Name"] = field(
        default_factory=dict
    )  # what a spelling names where the sense refuses it
    ancestors: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    generic: frozenset[str] = (
        frozenset()
    )  # spellings, lower case with spaces for hyphens, that name it loosely


class Candidate(NamedTuple):
    """`plain[start:end]` may be a skill.

    `doubt` is that of its spelling ("none", "loose", "context", "weak"), "listed" or "hashtag" in a line of
    tags, or "own" for what its maker sells.
    """

    start: int
    end: int
    name: Name
    doubt: str
    is_own: bool = False  # it is in the employer's own name

    @property
    def skill(self) -> str:
        """The catalogue id of the skill."""
        return self.name.skill

    @property
    def is_practice(self) -> bool:
        """Whether this is a way of working and not a tool."""
        return self.name.kind == "practice"


# `Candidate._make` at two thirds of its price, of which a posting pays dozens
to_candidate = cast(Callable[[tuple[Any, ...]], Candidate], partial(tuple.__new__, Candidate))
Verdict = bool | None  # None: the words next to a name leave it open


@lru_cache(maxsize=VERDICTS_KEPT)
def form_of(name: Name, surface: str) -> Form:
    """Return whether a surface says what is meant ("data pipelines") or only may ("pipelines")."""
    return "generic" if surface.lower().replace("-", " ") in name.generic else "specific"


def choose(
    plain: str, candidates: Sequence[Candidate], vendor_cues: Sequence[int]
) -> list[tuple[Candidate, str]]:
    """Return the candidates that are skills, each with the rule that says so; order is kept."""
    verdicts = _first_verdicts(plain, candidates)
    if vendor_cues:
        _refuse_vendors(plain, candidates, verdicts, vendor_cues)
    if None in verdicts:
        _ask_neighbours(plain, candidates, verdicts)
        if _ask_leads(plain, candidates, verdicts):
            _ask_neighbours(plain, candidates, verdicts)
    return [
        (candidate, "alias" if candidate.doubt in CERTAIN else rule_of(candidate))
        for hit, verdict in zip(candidates, verdicts, strict=True)
        if (candidate := hit if verdict else _accepted(plain, hit, verdict))
    ]


def _first_verdicts(plain: str, candidates: Sequence[Candidate]) -> list[Verdict]:
    """Return for each candidate what its spelling and the words next to it say; None leaves it open."""
    # most names are certain, and asking costs more than finding them
    return [
        (doubt == "none" and not is_own and plain[end : end + 1] != ".") or judge(plain, candidate)
        for candidate in candidates
        for _, end, _, doubt, is_own in (candidate,)
    ]


def _accepted(plain: str, candidate: Candidate, verdict: Verdict) -> Candidate | None:
    """Return an open candidate that is a skill after all, or what its spelling names instead, or None.

    The cloud of its own maker is one where it is asked for, which its level shows (see `is_asked`).
    """
    if verdict is None and candidate.is_own and candidate.skill in OWN_CLOUDS:
        return candidate._replace(doubt="own")
    if verdict is None and is_accepted_by_default(plain, candidate):
        return candidate
    if candidate.name.instead:
        surface = plain[candidate.start : candidate.end].lower()
        other = candidate.name.instead.get(surface)
        if other and (not has_conditions(other, surface) or judge(plain, candidate._replace(name=other))):
            return candidate._replace(name=other)
    return None


def is_asked(candidate: Candidate, level: Level) -> bool:
    """Tell whether a chosen name counts at this level: what its maker sells only where it is asked for."""
    return candidate.doubt != "own" or level in ("required", "preferred")


def rule_of(candidate: Candidate) -> str:
    """Return the name of the rule under which a chosen candidate of a doubtful spelling counts."""
    if candidate.doubt in LISTED:
        return "tag"
    if candidate.doubt == "own":
        return "asked"
    return f"context:{candidate.skill}" if candidate.doubt == "context" else "weak:near"


def judge(plain: str, candidate: Candidate) -> Verdict:
    """Return whether the words next to a candidate make it a skill; None where they leave it open."""
    start, end, name, doubt, is_own = candidate
    if plain.startswith(".", end) and DOMAIN.match(plain, end):
        return False
    if (doubt == "none" or doubt in LISTED) and not is_own:
        return True
    width = NEAR_WINDOW if name.sense and name.sense.near else WINDOW
    before, after = windows(plain, start, end, width)
    if is_own:
        return judge_own(name.skill, before, after)
    return _verdict(name, doubt, plain[start:end].lower(), before, after)


def judge_own(skill: str, before: str, after: str) -> Verdict:
    """Return whether its maker asks for a skill; None leaves that to the names beside it and to its level."""
    if skill not in OWN_CLOUDS:
        return True if load_leads().strong.search(before) else None
    verdict = is_used(before, after)
    return True if verdict is None and load_leads().strong.search(before) else verdict


@lru_cache(maxsize=VERDICTS_KEPT)
def _verdict(name: Name, doubt: str, surface: str, before: str, after: str) -> Verdict:
    """Return what the words before and after a name say; postings share two lines in three."""
    sense = name.sense or BARE
    verdict = _judge_words(doubt, sense, surface, before, after)
    if verdict is None and (not sense.lists or surface in name.instead):
        return False
    return verdict


def windows(plain: str, start: int, end: int, width: int = WINDOW) -> tuple[str, str]:
    """Return the text around plain[start:end] within its line; before it, lower case behind a space."""
    begin = max(0, start - width)
    before = plain[max(begin, plain.rfind("\n", begin, start) + 1) : start]
    return f" {before.lower()}", plain[end : end + width].partition("\n")[0]


def has_conditions(name: Name, surface: str) -> bool:
    """Tell whether the words beside a spelling, in lower case, decide whether it names a skill."""
    sense = name.sense or BARE
    return surface in sense.surfaces or bool(sense.near and surface in sense.near.words)


def _is_refused(doubt: str, sense: Sense, surface: str, before: str, after: str) -> bool:
    """Tell whether the words next to a spelling make it something else."""
    if doubt in DOUBTFUL and (_ends_glued(before) or _begins_glued(after)):
        return True
    if surface in sense.spellings and before[-1].isalpha():
        return True  # the end of a name of two words in one ("RaySearch")
    if sense.no_before and sense.no_before.search(before, len(before) - sense.reach):
        return sense.but_after is None or not sense.but_after.match(after)
    return sense.no_after is not None and sense.no_after.match(after) is not None


def _ends_glued(before: str) -> bool:
    """Tell whether a sign right before a name makes it a part of something; most names follow a space."""
    return before[-1] in GLUE_BEFORE and NOT_BEFORE.search(before, len(before) - 2) is not None


def _begins_glued(after: str) -> bool:
    return after[:1] in GLUE_AFTER and load_leads().not_after.match(after) is not None


def _judge_words(doubt: str, sense: Sense, surface: str, before: str, after: str) -> Verdict:
    if _is_refused(doubt, sense, surface, before, after):
        return False
    needs_near = sense.near is not None and surface in sense.near.words
    if needs_near and sense.near and sense.near.are_named(before, after):
        return True
    if _is_named(sense, before, after):
        return True
    if needs_near:
        return None
    return True if sense.otherwise and doubt not in DOUBTFUL else None


def _is_named(sense: Sense, before: str, after: str) -> bool:
    """Tell whether the words next to a spelling make it the skill."""
    if sense.yes_before and sense.yes_before.search(before, len(before) - sense.reach):
        return True
    return sense.yes_after is not None and sense.yes_after.match(after) is not None


def has_lead(before: str, after: str) -> bool:
    """Tell whether the words before introduce a skill ("proficiency in", "written in ... and")."""
    leads = load_leads()
    if leads.strong.search(before):
        return True
    return bool(leads.weak.search(before)) and bool(leads.ends_after.match(after))


def _refuse_vendors(
    plain: str, candidates: Sequence[Candidate], verdicts: list[Verdict], vendor_cues: Sequence[int]
) -> None:
    """Refuse the names that follow "our customers include", up to the end of the sentence."""
    for index, candidate in enumerate(candidates):
        at = bisect_left(vendor_cues, candidate.start) - 1
        if at < 0 or candidate.is_practice or candidate.start - vendor_cues[at] > VENDOR_REACH:
            continue
        between = plain[vendor_cues[at] : candidate.start]
        if "\n" not in between and ". " not in between:
            verdicts[index] = False


def _ask_neighbours(plain: str, candidates: Sequence[Candidate], verdicts: list[Verdict]) -> None:
    """Accept open candidates that stand in a list beside an accepted one, read forwards, then backwards."""
    forwards = range(len(candidates))
    for order in (forwards, forwards[::-1]):
        for index in order:
            other = index - order.step
            if verdicts[index] is None and 0 <= other < len(candidates) and verdicts[other]:
                verdicts[index] = is_supported(plain, candidates, index, other)


def is_supported(plain: str, candidates: Sequence[Candidate], index: int, other: int) -> Verdict:
    """Return True if an accepted candidate vouches for an open one beside it, else None."""
    needs_tool = candidates[index].doubt == "weak" or candidates[index].is_own
    if candidates[other].is_own or (needs_tool and candidates[other].is_practice):
        return None
    first, second = sorted((index, other))
    return True if are_listed(plain, candidates[first].end, candidates[second].start) else None


def _ask_leads(plain: str, candidates: Sequence[Candidate], verdicts: list[Verdict]) -> bool:
    """Accept open candidates that a lead introduces; tell whether there was one."""
    found = False
    for index, candidate in enumerate(candidates):
        if verdicts[index] is None and can_be_led(candidate):
            verdicts[index] = has_lead(*windows(plain, candidate.start, candidate.end)) or None
            found = found or bool(verdicts[index])
    return found


def can_be_led(candidate: Candidate) -> bool:
    """Tell whether "experience with" makes this word a skill."""
    sense = candidate.name.sense or BARE
    return candidate.doubt == "context" and sense.leads and not candidate.is_own


def are_listed(plain: str, end: int, start: int) -> bool:
    """Tell whether only a list separator stands between one name's end and the next one's start."""
    return start - end <= LONGEST_GAP and load_leads().list_gap.fullmatch(plain, end, start) is not None


def is_accepted_by_default(plain: str, candidate: Candidate) -> bool:
    """Tell whether an open candidate counts: only a context spelling that is alone on its line does."""
    if candidate.doubt != "context" or candidate.is_own:
        return False
    ends = load_leads().ends_line.match(plain, candidate.end) is not None
    return ends and ALONE_ON_LINE.search(plain[max(0, candidate.start - 8) : candidate.start]) is not None
