"""The names of practices in other languages than English, from `data/rules/practices.toml`.

German, Dutch and the Nordic languages write compounds as one word. A name that ends with a star therefore
stands for every word that begins with it: "datenqualität*" for "Datenqualitätsprozesse".
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from data.catalogue.matching_form import flatten
from data.catalogue.skills import RULES, expand
from data.errors import CatalogError
from data.wording.rule_files import RuleFile
from data.wording.word_tables import WordTable

TRANSLATIONS = RULES / "practices.toml"


ANY_ENDING = "*"


class Translation(NamedTuple):
    """`text` names `skill`; in texts and lines in `language` only, or anywhere where that is None.

    With `is_stem` the rest of the word that begins with it is part of the name.
    """

    text: str
    skill: str
    language: str | None
    is_stem: bool = False


@lru_cache(maxsize=4)
def read_translations(path: Path = TRANSLATIONS) -> tuple[Translation, ...]:
    """Return what a file says, in its order; names of several words count in any text.

    Raises CatalogError for the first fault; one is a name that a language has for two practices.
    """
    table = WordTable.read(path, RuleFile.read(path).tables)
    owners: dict[tuple[str, bytes], str] = {}
    for language, text, skill in _written_out(table):
        other = owners.setdefault((language, flatten(text)), skill)
        if other != skill:
            raise CatalogError(path, None, f"[{skill}] {language}: {text!r} also stands in [{other}]")
    return tuple(
        dict.fromkeys(_translation(text, skill, language) for language, text, skill in _written_out(table))
    )


def _translation(text: str, skill: str, language: str) -> Translation:
    """Return what a name of the file says; those of several words count in any language."""
    name = text.removesuffix(ANY_ENDING)
    counted = None if b" " in flatten(name).strip() else language
    return Translation(name, skill, counted, name != text)


def _written_out(table: WordTable) -> Iterator[tuple[str, str, str]]:
    """Yield (language, name, skill) for each name that the braces stand for."""
    for skill, languages in table.groups.items():
        for language, words in languages.items():
            yield from ((language, text, skill) for word in words for text in expand(word))
