"""Finds schema.org objects in the JSON-LD blocks of a page, repairing the few mistakes that sites make."""

import html
import json
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup

from data.records import Page
from scraper.sources.pages import html_in, json_in, refuse_constant

MAX_BLOCK_CHARS = 2_000_000
MAX_DEPTH = 6  # real ones stand at most four levels deep

GUARDS = re.compile(r"\A\s{0,99}(?://)?\s{0,9}<!(?:\[CDATA\[|--)|(?://)?\s{0,9}(?:\]\]>|-->)\s{0,99}\Z")
# An unclosed string reaches to the end, so that each quote is looked at once, however many there are.
STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)'
TRAILING_COMMA = re.compile(rf"({STRING})|,(?=\s{{0,99}}[}}\]])", re.DOTALL)
MISSING_COMMA = re.compile(
    rf'({STRING}|[}}\]])(\s{{0,99}}\n\s{{0,99}}(?="[@\w]{{1,60}}"\s{{0,9}}:))?', re.DOTALL
)
BAD_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|)')


def values_in(page: Page) -> tuple[object, ...]:
    """Return the values of the JSON-LD blocks of a page, or a JSON page; None for one beyond repair."""
    if page.content.lstrip()[:1] in (b"{", b"["):
        return (json_in(page),)
    return tuple(blocks_in(html_in(page, ("script",))))


def blocks_in(soup: BeautifulSoup) -> Iterator[object]:
    """Yield the values of the JSON-LD blocks of a web page."""
    for script in soup.find_all("script"):
        if "ld+json" in str(script.get("type") or "").lower() and script.string:
            yield decoded(script.string[:MAX_BLOCK_CHARS])


def decoded(block: str) -> object:
    """Return the value of a block as written, else repaired; None where that does not help."""
    for repair in (unguarded, unescaped, without_trailing_commas, with_missing_commas, without_bad_escapes):
        block = repair(block)
        try:
            # Not strict: line ends and tabs stand unescaped in strings.
            return json.loads(block, strict=False, parse_constant=refuse_constant)
        except (ValueError, RecursionError):
            continue
    return None


def unguarded(block: str) -> str:
    """Return a block without the CDATA or comment marks around it."""
    return GUARDS.sub("", block.strip())


def unescaped(block: str) -> str:
    """Return a block that is escaped as a whole as JSON again."""
    return html.unescape(block) if re.match(r"[\[{]\s{0,99}&quot;", block) else block


def without_trailing_commas(block: str) -> str:
    """Return a block without commas before a closing bracket."""
    return TRAILING_COMMA.sub(lambda match: match[1] or "", block)


def with_missing_commas(block: str) -> str:
    """Return a block with a comma between a value and a key on the next line."""
    return MISSING_COMMA.sub(lambda match: f"{match[1]},{match[2]}" if match[2] else match[1], block)


def without_bad_escapes(block: str) -> str:
    r"""Return a block whose strings hold no escapes that JSON has not, such as `\$`."""
    return BAD_ESCAPE.sub(lambda match: match[0] if match[1] else "", block)


def nodes(value: object, kind: str, depth: int = 0) -> Iterator[dict[str, object]]:
    """Yield the objects of a kind, however they are nested."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for entry in value:
            yield from nodes(entry, kind, depth + 1)
    elif isinstance(value, dict):
        node = {str(key).lower(): entry for key, entry in value.items()}
        if kind in kinds_of(node):
            yield node
        else:
            yield from nodes(list(value.values()), kind, depth + 1)


def kinds_of(node: dict[str, object]) -> set[str]:
    """Return the kinds of an object without the address of the vocabulary."""
    kinds = node.get("@type")
    return {str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])}
