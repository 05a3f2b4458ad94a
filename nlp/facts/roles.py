"""Which role a title names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from data.catalogue.skills import RULES
from data.vacancies.titles import without_homonyms
from nlp.catalogue.word_tables import WordTable
from nlp.text.windows import quick_one_of

ROLES = RULES / "roles.toml"
HEADS = (
    "head_manager", "head_engineer", "head_scientist", "head_researcher", "head_analyst", "head_architect",
    "head_other",
)  # fmt: skip # a table: many words a line
WEAK = ("weak_engineer", "weak_scientist", "weak_researcher", "weak_analyst", "weak_other")
FIELDS = (
    "field_mlops", "field_data", "field_quant", "field_science", "field_ml", "field_sub", "field_ai",
    "field_software", "field_research", "field_advising", "field_elsewhere",
)  # fmt: skip # a table: many words a line
SPECIALTIES = (
    "special_front", "special_back", "special_full", "special_mobile", "special_ops", "special_embedded",
    "special_test", "special_security",
)  # fmt: skip # a table: many words a line
OTHERS = ("never", "bare", "bare_other", "general", "research", "compounds")
FOLLOWED = ("fr", "es", "pt", "it", "pl")  # languages in which the fields stand behind the head
JOINING = ("de", "sv", "nl", "da", "en")  # languages that join words
PART = re.compile(r" [-–—|] |[,(|:]|$")  # the end of a part of a title
DATA_ALONE = re.compile(r"(?<![&/+])(?<![&/+] )(?<!\band )\bdata[ -]$")  # "AI/ML Data Engineer"
DATA_DRIVEN = re.compile(r"\bdata[- ]driven\b")
MLOPS = re.compile(r"(?<!with )\b(?:ml|llm)[ /-]?ops\b(?! team)")  # of a team it only says who they sit with
AGENT = re.compile(r"(?<!ai )(?<!llm )\bagents?\b")  # "Customer Agent": people, unless engineers build them
SUBJECTS = ("data", "science", "ml", "ai", "sub")  # fields that set one engineer apart from others
CRAFTS = ("front", "back", "full", "mobile", "test", "security")  # of software engineers
ENGINEERED = frozenset({"software", "ml", "ai", "sub", "data", "science", "mlops"})  # fields of engineers
LONGEST_TITLE = 300  # characters: a first line that serves as the title is cut there


@dataclass(frozen=True, slots=True)
class Words:
    """Groups of words that are looked for together."""

    pattern: re.Pattern[str]
    groups: Mapping[str, str]

    def found(self, line: str) -> list[str]:
        """Return the groups of the words found in `line` (lower case), in order; a group may repeat."""
        return [self.groups[word] for word in self.pattern.findall(line)]


@dataclass(frozen=True, slots=True)
class RoleRules:
    """The tables of data/rules/roles.toml."""

    strong: Words
    weak: Words
    never: Words
    fields: Words
    specialties: Words
    bare: frozenset[str]
    bare_other: frozenset[str]
    general: frozenset[str]
    followed: frozenset[str]  # heads of languages in which the fields stand behind the head
    compound: re.Pattern[str]  # the first part of a joined word
    research: re.Pattern[str]  # such a word right before a head
    research_after: re.Pattern[str]


Fields = tuple[str, ...]  # in the order of the title


@lru_cache(maxsize=8192)
def role_in(title: str) -> str | None:
    """Return the role that one title (in lower case) names, None where it names none."""
    rules = load_rules()
    title = DATA_DRIVEN.sub(" ", without_homonyms(title[:LONGEST_TITLE].replace("_", " ")))
    title = rules.compound.sub(r"\1 ", title)
    if rules.never.pattern.search(title):
        return "other"
    head = _head(title)
    if head:
        return _by_head(rules.strong.groups[head.group()], title, head)
    head = rules.weak.pattern.search(title)
    group = rules.weak.groups[head.group()] if head else None
    near, all_ = _fields(title if head else AGENT.sub(" ", title), head.end() if head else len(title))
    if not all_ and group not in ("scientist", "researcher"):
        return None
    if group == "engineer" and not set(near) - {"software", "research", "advising", "elsewhere"}:
        near = all_
    return _by_field(group, near or all_, title)


def _head(title: str) -> re.Match[str] | None:
    """Return the strong head word that decides: the first, or the second of "Engineer, Data Scientist"."""
    rules = load_rules()
    head = rules.strong.pattern.search(title)
    if head is None or rules.fields.pattern.search(title, 0, head.start()):
        return head
    second = rules.strong.pattern.search(title, head.end())
    if second is None:
        return head
    groups = {rules.strong.groups[word.group()] for word in (head, second)}
    if groups & {"manager", "other"}:
        return head
    return second if rules.fields.pattern.search(title, head.end(), second.start()) else head


def _fields(title: str, end: int) -> tuple[Fields, Fields]:
    """Return the fields named up to `end`, and in the whole title."""
    rules = load_rules()
    return tuple(rules.fields.found(title[:end])), tuple(rules.fields.found(title))


def _by_head(group: str, title: str, head: re.Match[str]) -> str:
    """Return the role of a head word of a group with the fields before it and all fields of the title."""
    if group in ("manager", "other"):
        return group
    end = head.end()
    if head.group() in load_rules().followed and (part := PART.search(title, end)):
        end = part.start()  # "ingeniero de datos, IA"
    near, all_ = _fields(title, end)
    if group == "scientist":
        return "data_scientist" if _is_of_data(near, all_, title) else "research_scientist"
    if group == "researcher":
        return "data_scientist" if set(near) in ({"data"}, {"quant"}) else "research_scientist"
    if group == "analyst":
        return "data_analyst" if {"data", "quant", "science"} & set(all_) else "other"
    if group == "architect":
        return _architect(near, all_)
    return _spelled_out(near, title, head) or _engineer(near, all_, title[:end])


def _spelled_out(near: Fields, title: str, head: re.Match[str]) -> str | None:
    """Return the role of an engineer whose title spells it out ("ML Ops Engineer", "Data Engineer")."""
    rules = load_rules()
    before = title[: head.start()]
    if rules.research.search(before) or rules.research_after.match(title, head.end()):
        return "research_scientist"
    if "ops" in title and MLOPS.search(title):
        return "mlops_engineer"
    if "mlops" not in near and DATA_ALONE.search(before):
        return "data_engineer"
    return None


def _is_of_data(near: Fields, all_: Fields, title: str) -> bool:
    """Whether a scientist is one of data, and not of research."""
    if "science" in all_ or "statistician" in title:
        return True
    return not {"data", "quant"}.isdisjoint(near or all_)


def _engineer(near: Fields, all_: Fields, before: str = "") -> str:
    """Return the role of an engineer; `before` is the title up to the head, which decides first."""
    if "advising" in near or ("elsewhere" in near and not ENGINEERED & set(near)):
        return "other"
    if role := _engineer_of(near):
        return role
    if not set(load_rules().specialties.found(before)).isdisjoint(CRAFTS):  # "Backend Engineer - RAG"
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


def _architect(near: Fields, all_: Fields) -> str:
    role = _engineer(near, all_)
    return role if role != "software_engineer" or "software" in near else "other"


def _by_field(head: str | None, fields: Fields, title: str) -> str | None:
    """Return the role of a title without a strong head word ("AI/ML intern", "data science")."""
    if head == "other":
        return "data_scientist" if "science" in fields else "other"
    if "engineering" in title or "development" in title:
        return _engineer(fields, fields)
    if "mlops" in fields:
        return "mlops_engineer"
    if "science" in fields:
        return "data_scientist"
    if head in ("researcher", "scientist"):
        return "research_scientist" if {"ml", "ai", "sub", "research"} & set(fields) else None
    if _subject(fields) == "data":
        return "data_analyst" if "analy" in title else "other"
    return _engineer_of(fields)


@cache
def load_rules() -> RoleRules:
    """Return the rules of data/rules/roles.toml. Raises CatalogError for the first wrong group."""
    table = WordTable.read(ROLES, (*HEADS, *WEAK, *FIELDS, *SPECIALTIES, *OTHERS))
    return RoleRules(
        strong=_words(table, HEADS),
        weak=_words(table, WEAK),
        never=_words(table, ("never",)),
        fields=_words(table, FIELDS),
        specialties=_words(table, SPECIALTIES),
        bare=frozenset(table.words("bare")),
        bare_other=frozenset(table.words("bare_other")),
        general=frozenset(table.words("general")),
        followed=frozenset(
            word for head in HEADS for one in FOLLOWED for word in table.groups[head].get(one, ())
        ),
        compound=_first_part(table),
        research=re.compile(rf"(?<!\w)(?:{table.pattern('research')})[ -]?$"),
        research_after=re.compile(rf"\S{{0,4}} d[ei]l?(?: |')(?:{table.pattern('research')})\b"),
    )


def _first_part(table: WordTable) -> re.Pattern[str]:
    """Return the pattern of the first part of a joined word ("daten" in "dateningenieur")."""
    words = [word for head in HEADS for one in JOINING for word in table.groups[head].get(one, ())]
    first = quick_one_of(*(rf"\b{word}" for word in table.escaped("compounds")))
    return re.compile(rf"({first})(?={'|'.join(map(re.escape, words))})")


def _words(table: WordTable, names: Iterable[str]) -> Words:
    """Return the words of some groups; a group is named by what follows the first "_" of its name."""
    groups = {word: name.partition("_")[2] or name for name in names for word in table.words(name)}
    by_letter: dict[str, list[str]] = {}  # one branch a letter: most places of a title fail the first
    for word in sorted(groups, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = (f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return Words(re.compile(rf"(?<![\w.])(?:{'|'.join(branches)})(?![\w+#])"), groups)
