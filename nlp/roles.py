"""Which role a posting offers, from its title first and from its text where the title names none."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RULES = Path(__file__).resolve().parents[1] / "data" / "roles.toml"
LONGEST_TITLE = 300  # characters: a first line that serves as the title is cut there


@dataclass(frozen=True, slots=True)
class Rules:
    """The words of data/roles.toml as patterns."""

    head: re.Pattern[str]
    field: re.Pattern[str]
    heads: dict[str, str]
    fields: dict[str, str]


def role_of(title: str, text: str, header: str) -> str:
    """Return the role; `title`, `text` and `header` in lower case."""
    named = roles_in(header) if header else []
    if len(set(named)) > 1:
        return "multiple"
    return role_in(title) or (named[0] if named else None) or "other"


def roles_in(line: str) -> list[str]:
    """Return the role of each opening that a line names, in order."""
    parts = re.split(r"[|,;&+•]|\s/\s|\band\b|\s[-–—]\s", line[:LONGEST_TITLE])
    return [role for role in map(role_in, parts) if role]


def role_in(title: str) -> str | None:
    """Return the role that one title names, None where it names none."""
    rules = load_rules()
    title = title[:LONGEST_TITLE]
    head = rules.head.search(title)
    before = title[: head.end()] if head else title
    fields = [rules.fields[m.group()] for m in rules.field.finditer(before)]
    if not fields:
        fields = [rules.fields[m.group()] for m in rules.field.finditer(title)]
    if head is None:
        return _role("engineer" if "data" not in fields else "scientist", fields, title) if fields else None
    return _role(rules.heads[head.group()], fields, before)


def _role(head: str, fields: list[str], title: str) -> str:
    if head == "manager":
        return "manager"
    if head == "scientist":
        return "data_scientist" if "data" in fields or not fields and "research" not in title else "research_scientist"
    if head == "researcher":
        return "research_scientist"
    if head == "analyst":
        return "data_analyst"
    if head == "other":
        return "other"
    if "mlops" in fields:
        return "mlops_engineer"
    if "data" in fields:
        return "data_engineer"
    return "ml_engineer" if "ml" in fields else "ai_engineer" if "ai" in fields else "software_engineer"


@cache
def load_rules() -> Rules:
    """Return the rules of data/roles.toml."""
    table = tomllib.loads(RULES.read_text(encoding="utf-8"))
    heads = {word: name for name, words in table["heads"].items() for word in words}
    fields = {word: name for name, words in table["fields"].items() for word in words}
    return Rules(_any_of(heads), _any_of(fields), heads, fields)


def _any_of(words: dict[str, str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
