"""Patterns made of words by language: a template names a group of words as "@group"."""

import re
from collections.abc import Mapping

from data.wording.word_tables import WordTable
from nlp.text.windows import one_of, quick_one_of

NAME = re.compile(r"@([a-z_]+)")
FIRST_NAME = re.compile(r"(\\b)?@([a-z_]+)(?![?*+{])")


def groups_in(templates: Mapping[str, str]) -> tuple[str, ...]:
    """Return the groups that templates name, each once."""
    return tuple(dict.fromkeys(name for template in templates.values() for name in NAME.findall(template)))


def compiled(templates: Mapping[str, str], table: WordTable) -> Mapping[str, re.Pattern[str]]:
    """Return the patterns of some templates, each "@group" replaced by any one of the group's patterns."""
    groups = {group: one_of(*table.words(group)) for group in table.groups}
    quick = {name: _with_quick_beginning(template, table) for name, template in templates.items()}
    filled = {name: NAME.sub(lambda found: groups[found[1]], template) for name, template in quick.items()}
    return {name: re.compile(pattern) for name, pattern in filled.items()}


def _with_quick_beginning(template: str, table: WordTable) -> str:
    """Return a template in which the group that it begins with, if any, is quick to look for."""
    found = FIRST_NAME.match(template)
    if found is None:
        return template
    words = (f"{found[1] or ''}{word}" for word in table.words(found[2]))
    return f"{quick_one_of(*words)}{template[found.end() :]}"
