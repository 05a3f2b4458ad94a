"""Which role a title names."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from data.vacancies.titles import without_homonyms
from nlp.facts.role_words import load_rules

PART = re.compile(r" [-–—|] |[,(|:]|$")  # the end of a part of a title
DATA_ALONE = re.compile(r"(?<![&/+])(?<![&/+] )(?<!\band )\bdata[ -]$")  # "AI/ML Data Engineer"
SUBJECTS = ("data", "science", "ml", "ai", "sub")  # fields that set one engineer apart from others
CRAFTS = ("front", "back", "full", "mobile", "test", "security")  # of software engineers
ENGINEERED = frozenset({"software", "ml", "ai", "sub", "data", "science", "mlops"})  # fields of engineers
MODELLED = frozenset({"ml", "ai", "sub", "mlops"})  # fields of which a solution is built
FAR = 24  # characters before a word that belong to it
LONGEST_CRAFT = 70  # characters of a title that may name a craft and no noun; a longer one is a sentence
LONGEST_TITLE = 300  # characters: a first line that serves as the title is cut there

Fields = tuple[str, ...]  # in the order of the title


@dataclass(frozen=True, slots=True)
class Headed:
    """A title with its head word; `end` is where the fields beside that word end."""

    title: str
    head: re.Match[str]
    end: int
    near: Fields  # up to `end`
    all_: Fields


@lru_cache(maxsize=8192)
def role_in(title: str) -> str | None:
    """Return the role that one title (in lower case) names, None where it names none."""
    rules = load_rules()
    title = without_homonyms(title[:LONGEST_TITLE].replace("_", " "))
    title = rules.no_field.sub(" ", title)
    if rules.compound.search(title):  # few titles have one, and to replace nothing takes longer
        title = rules.compound.sub(r"\1 ", title)
    if rules.never.pattern.search(title):
        return "other"
    head = _head(title)
    if head:
        return _by_head(rules.strong.groups[head.group()], title, head)
    return _without_head(title)


def _without_head(title: str) -> str | None:
    """Return the role of a title without a strong head word ("AI/ML intern", "data science")."""
    rules = load_rules()
    group, head = _weak_head(title)
    near, all_ = _fields(title if head else rules.agent.sub(" ", title), head.end() if head else len(title))
    if not all_ and group not in ("scientist", "researcher"):
        return "other" if group in ("other", "trade") else None
    if group in ("engineer", "rank") and not set(near) - {"software", "research", "advising", "elsewhere"}:
        near = all_
    is_analysis = "analyst" in rules.weak[1].found(title)
    role = _by_field(group, near or all_, is_analysis=is_analysis)
    is_craft = len(title) < LONGEST_CRAFT and rules.craft.pattern.search(title)
    return "software_engineer" if role is None and is_craft else role


def _weak_head(title: str) -> tuple[str | None, re.Match[str] | None]:
    """Return the group and the place of the weak head that decides."""
    rules = load_rules()
    trade = rules.trades.pattern.search(title)
    for words in rules.weak:
        head = words.pattern.search(title)
        if head is None or (trade and words is rules.weak[0] and trade.start() < head.start()):
            continue  # "Consulting (Value Engineering)"
        group = words.groups[head.group()]
        if group == "rank":
            group = "other" if trade else "researcher" if rules.science_done.search(title) else group
        return group, head
    return None, None


def _head(title: str) -> re.Match[str] | None:
    """Return the strong head word that decides: the first, or the second of "Engineer, Data Scientist"."""
    rules = load_rules()
    heads = list(rules.strong.pattern.finditer(title))
    if len(heads) > 1 and heads[0].group() == "technical staff":  # "Member of technical staff - ML engineer"
        heads = heads[1:]
    if not heads:
        return None
    first = heads[0]
    if leader := rules.leads_them.match(title, first.end()):
        return next((head for head in heads if head.end() == leader.end()), first)
    if rules.fields.pattern.search(title, 0, first.start()):
        return first
    for before, head in pairwise(heads):
        if {rules.strong.groups[before.group()], rules.strong.groups[head.group()]} & {"manager", "other"}:
            return first
        if rules.fields.pattern.search(title, before.end(), head.start()):
            return head
    return first


def _fields(title: str, end: int) -> tuple[Fields, Fields]:
    """Return the fields named up to `end`, and in the whole title."""
    rules = load_rules()
    return tuple(rules.fields.found(title[:end])), tuple(rules.fields.found(title))


def _by_head(group: str, title: str, head: re.Match[str]) -> str:
    """Return the role of a head word of a group with the fields before it and all fields of the title."""
    end = head.end()
    if head.group() in load_rules().followed and (part := PART.search(title, end)):
        end = part.start()  # "ingeniero de datos, IA"
    near, all_ = _fields(title, end)
    return READERS[group](Headed(title, head, end, near, all_))


def _other(headed: Headed) -> str:
    """Return the role of another trade: who secures a product writes software."""
    before = headed.title[: headed.head.start()][-FAR:]
    rules = load_rules()
    is_engineer = rules.built.match(headed.head.group()) and rules.building.pattern.search(before)
    return "software_engineer" if is_engineer else "other"


def _scientist(headed: Headed) -> str:
    if "science" in headed.all_ or "statistician" in headed.title:
        return "data_scientist"
    is_of_data = not {"data", "quant"}.isdisjoint(headed.near or headed.all_)
    return "data_scientist" if is_of_data else "research_scientist"


def _researcher(headed: Headed) -> str:
    return "data_scientist" if set(headed.near) in ({"data"}, {"quant"}) else "research_scientist"


def _analyst(headed: Headed) -> str:
    return "data_analyst" if {"data", "quant", "science"} & set(headed.all_) else "other"


def _architect(headed: Headed) -> str:
    role = _engineer(headed.near, headed.all_)
    return role if role != "software_engineer" or "software" in headed.near else "other"


def _solution(headed: Headed) -> str:
    """Return the role of who plans what customers use: an engineer of nothing but AI or machine learning."""
    fields = headed.near or headed.all_
    subjects = {*fields} & {*SUBJECTS, "mlops"}
    is_engineer = subjects and subjects <= MODELLED and "advising" not in headed.all_
    return (is_engineer and _engineer_of(fields)) or "other"


def _titled_engineer(headed: Headed) -> str:
    role = _spelled_out(headed.near, headed.title, headed.head) or _engineer(
        headed.near, headed.all_, headed.title[: headed.end]
    )
    return "software_engineer" if role == "data_engineer" and _is_of_software(headed) else role


def _is_of_software(headed: Headed) -> bool:
    """Whether an engineer of software for "data" does something else than to move it."""
    if "data" in headed.near or "software" not in headed.near:
        return False
    behind = headed.title[headed.end :]
    return {*SUBJECTS} & {*headed.all_} == {"data"} and not load_rules().data_work.pattern.search(behind)


READERS: Mapping[str, Callable[[Headed], str]] = {
    "manager": lambda _headed: "manager",
    "engineer": _titled_engineer,
    "scientist": _scientist,
    "researcher": _researcher,
    "analyst": _analyst,
    "architect": _architect,
    "solution": _solution,
    "other": _other,
}


def _spelled_out(near: Fields, title: str, head: re.Match[str]) -> str | None:
    """Return the role of an engineer whose title spells it out ("ML Ops Engineer", "Data Engineer")."""
    rules = load_rules()
    before = title[: head.start()]
    if rules.research.search(before) or rules.research_after.match(title, head.end()):
        return "research_scientist"
    if "ops" in title and rules.mlops.search(title):
        return "mlops_engineer"
    if "mlops" not in near and DATA_ALONE.search(before):
        return "data_engineer"
    return None


def _engineer(near: Fields, all_: Fields, before: str = "") -> str:
    """Return the role of an engineer; `before` is the title up to the head, which decides first."""
    if "advising" in near or ("elsewhere" in near and not ENGINEERED & set(near)):
        return "other"
    crafts = set(load_rules().specialties.found(before))
    role = _engineer_of(near)
    if role and not (role == "ai_engineer" and load_rules().device.pattern.search(before)):
        return role
    if role or not crafts.isdisjoint(CRAFTS):  # "AI Firmware Engineer", "Backend Engineer - RAG"
        return "software_engineer"
    if role := _engineer_of(all_):
        return role
    return "research_scientist" if "research" in near and "software" not in near else "software_engineer"


def _engineer_of(fields: Fields) -> str | None:
    """Return the role of an engineer of these fields, None where they do not set one apart from others."""
    if "mlops" in fields:
        return "mlops_engineer"
    subject = _subject(fields)
    if subject in ("data", "science"):
        return "data_engineer" if subject == "data" else "data_scientist"
    return subject and ("ai_engineer" if subject == "ai" else "ml_engineer")


def _subject(fields: Fields) -> str | None:
    """Return the subject that a title names first; of "AI and ML" it is the second, which is more exact."""
    named = [field for field in fields if field in SUBJECTS]
    if not named:
        return None
    return "ml" if set(named) == {"ai", "ml"} else named[0]


def _by_field(head: str | None, fields: Fields, *, is_analysis: bool) -> str | None:
    """Return the role of the fields of a title with a weak head word of a group, or with none."""
    if head in ("other", "trade", "topic"):
        return "data_scientist" if "science" in fields else "other"
    if head == "engineer":
        return _engineer(fields, fields)
    if "mlops" in fields:
        return "mlops_engineer"
    if "science" in fields:
        return "data_scientist"
    if head in ("researcher", "scientist"):
        return "research_scientist" if {"ml", "ai", "sub", "research"} & set(fields) else None
    if _subject(fields) == "data":
        return "data_analyst" if is_analysis else "other"
    return _engineer_of(fields)
