"""Finds schema.org objects in the JSON-LD blocks of a page, repairing the mistakes that sites make."""

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bs4 import BeautifulSoup

from data.records import Page
from scraper.parsing.encodings import text_in
from scraper.parsing.pages import html_in, json_in

MAX_BLOCK_CHARS = 2_000_000
MAX_VALUES = 500  # one after the other in one block
MAX_DEPTH = 6  # real ones stand at most four levels deep
MAX_NAMED = 5_000  # objects of a page that others may refer to by @id

GUARDS = re.compile(
    r"\A\s{0,99}(?://|/\*)?\s{0,9}<!(?:\[CDATA\[|--)(?:\s{0,9}\*/)?|"
    r"(?://|/\*)?\s{0,9}(?:\]\]>|-->)(?:\s{0,9}\*/)?\s{0,99}\Z"
)
# An unclosed string reaches to the end, so that each quote is looked at once, however many there are.
STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)'
COMMENT = re.compile(rf"({STRING})|//[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)", re.DOTALL)
SEMICOLON = re.compile(rf"({STRING})|;", re.DOTALL)
NO_VALUE = re.compile(rf"({STRING})|\b(?:undefined|-?NaN|-?Infinity|None)\b", re.DOTALL)
TRAILING_COMMA = re.compile(rf"({STRING})|,(?=\s{{0,99}}[}}\]])", re.DOTALL)
MISSING_COMMA = re.compile(
    rf'({STRING}|[}}\]])(\s{{0,99}}\n\s{{0,99}}(?="[@\w]{{1,60}}"\s{{0,9}}:))?', re.DOTALL
)
BAD_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|)')
BETWEEN = re.compile(r"[\s,;]*+")
PREFIX = re.compile(r"\A(?:https?://(?:www\.)?schema\.org/|schema:|sdo:)", re.IGNORECASE)


class Broken:
    """What stands for a block that is beyond repair."""


BROKEN: Final = Broken()
DECODER = json.JSONDecoder(strict=False, parse_constant=lambda _name: None)  # line ends stand in strings


@dataclass(frozen=True, slots=True)
class Block:
    """One JSON-LD block: its value (a list where several stand in one), and how it was written."""

    value: object
    source: str


def blocks_of(page: Page) -> tuple[Block, ...]:
    """Return the JSON-LD blocks of a page, or the one value of a JSON page."""
    if page.content.lstrip()[:1] in (b"{", b"["):
        return (Block(json_in(page), text_in(page)),)
    return tuple(blocks_in(html_in(page, ("script",))))


def blocks_in(soup: BeautifulSoup) -> Iterator[Block]:
    """Yield the JSON-LD blocks of a web page."""
    for script in soup.find_all("script"):
        if "ld+json" in str(script.get("type") or "").lower() and script.string:
            source = script.string[:MAX_BLOCK_CHARS]
            yield Block(decoded(source), source)


def decoded(block: str) -> object:
    """Return the value of a block as written, else repaired; BROKEN where that does not help."""
    for repair in REPAIRS:
        block = repair(block)
        try:
            return values_of(block)
        except (ValueError, RecursionError):
            continue
    return BROKEN


def values_of(block: str) -> object:
    """Return the value of a block, a list of them where several stand one after the other."""
    values: list[object] = []
    at = next_value(block, 0)
    while at < len(block) and len(values) < MAX_VALUES:
        value, end = DECODER.raw_decode(block, at)
        values.append(value)
        at = next_value(block, end)
    if not values:
        raise ValueError("nothing in it")
    return values[0] if len(values) == 1 else values


def next_value(block: str, at: int) -> int:
    """Return where the next value of a block begins."""
    match = BETWEEN.match(block, at)
    return match.end() if match else at


def unguarded(block: str) -> str:
    """Return a block without the CDATA or comment marks around it."""
    return GUARDS.sub("", block.strip().strip("\ufeff\u200b"))


def unescaped(block: str) -> str:
    """Return a block that is escaped as a whole as JSON again."""
    return html.unescape(block) if re.match(r"[\[{]\s{0,99}&quot;", block) else block


def keeping_strings(pattern: re.Pattern[str], instead: str) -> Callable[[str], str]:
    """Return a repair that replaces what a pattern finds outside strings, which are its first group."""

    def repair(block: str) -> str:
        return pattern.sub(lambda match: match[1] or instead, block)

    return repair


def with_missing_commas(block: str) -> str:
    """Return a block with a comma between a value and a key on the next line."""
    return MISSING_COMMA.sub(lambda match: f"{match[1]},{match[2]}" if match[2] else match[1], block)


def without_bad_escapes(block: str) -> str:
    r"""Return a block whose strings hold no escapes that JSON lacks, such as `\$`."""
    return BAD_ESCAPE.sub(lambda match: match[0] if match[1] else "", block)


REPAIRS: tuple[Callable[[str], str], ...] = (
    unguarded,
    unescaped,
    keeping_strings(COMMENT, ""),
    keeping_strings(NO_VALUE, "null"),
    keeping_strings(SEMICOLON, ""),
    keeping_strings(TRAILING_COMMA, ""),
    with_missing_commas,
    without_bad_escapes,
)


def nodes(values: object, kind: str) -> Iterator[dict[str, object]]:
    """Yield the objects of a kind, however they are nested, with what they refer to by @id put in."""
    named: dict[str, object] = {}
    collect_named(values, named)
    for node in nodes_in(values, kind):
        yield {key: resolved(value, named) for key, value in node.items()}


def nodes_in(value: object, kind: str, depth: int = 0) -> Iterator[dict[str, object]]:
    """Yield the objects of a kind in a value, their keys plain."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for entry in value:
            yield from nodes_in(entry, kind, depth + 1)
    elif isinstance(value, dict):
        node = {plain_key(key): entry for key, entry in value.items()}
        if kind in kinds_of(node):
            yield node
        else:
            yield from nodes_in(list(value.values()), kind, depth + 1)


def plain_key(key: object) -> str:
    """Return the name of a property in lower case without the address or prefix of the vocabulary."""
    return PREFIX.sub("", str(key)).lower()


def kinds_of(node: Mapping[str, object]) -> set[str]:
    """Return the kinds of an object without the address or prefix of the vocabulary."""
    kinds = node.get("@type")
    return {
        re.split("[/:#]", str(kind))[-1].strip() for kind in (kinds if isinstance(kinds, list) else [kinds])
    }


def collect_named(value: object, named: dict[str, object], depth: int = 0) -> None:
    """Note each object that has an @id and says something of itself."""
    if depth > 2 * MAX_DEPTH or len(named) >= MAX_NAMED:
        return
    if isinstance(value, dict):
        name = value.get("@id")
        if isinstance(name, str) and not is_reference(value):
            named.setdefault(name, value)
    for entry in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        collect_named(entry, named, depth + 1)


def is_reference(value: Mapping[str, object]) -> bool:
    """Tell whether an object says no more than which other one is meant."""
    return "@id" in value and not set(value) - {"@id", "@type", "@context"}


def resolved(value: object, named: Mapping[str, object], depth: int = 0) -> object:
    """Return a value with the objects that it refers to in their places; circles end after a few turns."""
    if depth > MAX_DEPTH:
        return value
    if isinstance(value, list):
        return [resolved(entry, named, depth + 1) for entry in value]
    if not isinstance(value, dict):
        return value
    if is_reference(value) and (found := named.get(str(value["@id"]))) is not None:
        return resolved(found, named, depth + 1)
    return {key: resolved(entry, named, depth + 1) for key, entry in value.items()}
