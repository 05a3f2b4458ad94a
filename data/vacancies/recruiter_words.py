"""The words in names and texts that give away agencies, job boards and platforms for paid tasks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from data.catalogue.skills import RULES
from data.vacancies.employers import plain_key
from data.wording.word_tables import WordTable

RECRUITERS = RULES / "recruiters.toml"
HINTS = ("client_hints", "term_hints")
PATTERNS = (
    "agency", "of_itself", "like_agency", "hiring_client", "for_client", "tasks", "terms", "introducing",
    "labels", "is", "hires",
)  # fmt: skip # a table: many words a line
FEWEST_WORDS = 3  # different words for tasks and for pay in one text, with at least one of each
NAME = r"([A-Z0-9][\w&.'’-]{1,30}(?: (?:[A-Z0-9&][\w&.'’-]{0,30}|and|of|de)){0,4}?)"
SHORTEST_NAME = 3  # characters of another employer's key


@dataclass(frozen=True, slots=True)
class RecruiterWords:
    """The words of data/rules/recruiters.toml and the patterns made of them."""

    agency: re.Pattern[str]
    of_itself: re.Pattern[str]
    like_agency: re.Pattern[str]
    hiring_client: re.Pattern[str]
    client: re.Pattern[str]  # who hires, or for whom one works
    client_hints: tuple[str, ...]
    tasks: re.Pattern[str]
    terms: re.Pattern[str]
    term_hints: tuple[str, ...]
    heading: re.Pattern[str]
    label: re.Pattern[str]
    labelled: re.Pattern[str]
    subject: re.Pattern[str]


@cache
def load_recruiter_words() -> RecruiterWords:
    """Return the words. Raises CatalogError for the first wrong group."""
    table = WordTable.read(RECRUITERS, (*PATTERNS, *HINTS), patterns=PATTERNS)
    of = {group: "|".join(table.words(group)) for group in PATTERNS}
    heading = rf"(?:{of['introducing']}) {NAME}\s{{0,3}}(?:[:?!]?$|[,:] )"
    return RecruiterWords(
        agency=re.compile(of["agency"], re.IGNORECASE),
        of_itself=re.compile(of["of_itself"], re.IGNORECASE),
        like_agency=re.compile(rf"\b(?:{of['like_agency']})\b", re.IGNORECASE),
        hiring_client=re.compile(of["hiring_client"]),
        client=re.compile(f"{of['hiring_client']}|{of['for_client']}"),
        client_hints=table.words("client_hints"),
        tasks=re.compile(of["tasks"]),
        terms=re.compile(of["terms"]),
        term_hints=table.words("term_hints"),
        heading=re.compile(heading),
        label=re.compile(rf"\W{{0,4}}(?:{of['labels']})\W{{0,4}}$", re.IGNORECASE),
        labelled=re.compile(rf"\W{{0,4}}{NAME}(?:,? (?:{of['is']})\b|\s{{0,3}}$|, )"),
        subject=re.compile(rf"{NAME}(?:,? Inc\.?| LLC)? (?:{of['hires']})"),
    )


def is_named_agency(name: str) -> bool:
    """Tell whether an employer's name as written says that it is an agency or a job board."""
    words = load_recruiter_words()
    return words.agency.search(words.of_itself.sub(" ", name)) is not None


def may_be_agency(name: str) -> bool:
    """Tell whether an employer's name as written may be that of an agency, which its texts decide."""
    return load_recruiter_words().like_agency.search(name) is not None


def speaks_of_clients(opening: str) -> bool:
    """Tell whether the beginning of a text, in lower case, speaks of a client who hires."""
    words = load_recruiter_words()
    return any(hint in opening for hint in words.client_hints) and words.client.search(opening) is not None


def has_hiring_client(opening: str) -> bool:
    """Tell whether the beginning of a text, in lower case, says plainly that a client is who hires."""
    words = load_recruiter_words()
    has_hint = any(hint in opening for hint in words.client_hints)
    return has_hint and words.hiring_client.search(opening) is not None


def sells_tasks(opening: str) -> bool:
    """Tell whether the beginning of a text, in lower case, offers paid tasks that train or rate models."""
    words = load_recruiter_words()
    if not any(hint in opening for hint in words.term_hints):
        return False
    terms = {found[0] for found in words.terms.finditer(opening)}
    tasks = {found[0] for found in words.tasks.finditer(opening)} if terms else set()
    return bool(tasks) and len(tasks) + len(terms) >= FEWEST_WORDS


def introduced(opening: str, own_key: str) -> Iterator[str]:
    """Yield the key of each other employer that the beginning of a text introduces ("About Acme")."""
    words, before = load_recruiter_words(), ""
    for line in opening.split("\n"):
        pattern = words.labelled if words.label.match(before) else words.heading
        found = pattern.match(line) or words.subject.match(line)
        before = line or before
        if found and (key := plain_key(found[1])) and is_another(key, own_key):
            yield key


def is_another(key: str, own_key: str) -> bool:
    """Tell whether two keys are of unrelated employers: neither the first word nor the whole is shared."""
    if len(key) < SHORTEST_NAME or key.partition(" ")[0] == own_key.partition(" ")[0]:
        return False
    return key not in own_key and own_key not in key
