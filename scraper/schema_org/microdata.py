"""Finds schema.org objects that a page marks up in its text: microdata (itemprop) and RDFa (property)."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from data.records import Page
from scraper.parsing.encodings import text_in
from scraper.parsing.pages import XML_MARK
from scraper.schema_org.ldjson import kinds_of, plain_key

MAX_PAGE_CHARS = 4_000_000
MAX_ITEMS = 500
MAX_TAGS = 50_000  # looked at for one object
MAX_DEPTH = 6
WORDS = {"itemprop": "itemtype", "property": "typeof"}
LONG = ("description", "responsibilities", "qualifications", "skills", "experiencerequirements",
        "educationrequirements", "jobbenefits")  # fmt: skip  # their marks are kept, for lists and headings
LINKS = {"a": "href", "link": "href", "area": "href", "img": "src", "data": "value", "meter": "value"}


def marked_up(page: Page, kind: str) -> list[dict[str, object]]:
    """Return the objects of a kind that a page marks up, in the shape that JSON-LD has."""
    if not re.search(rb"(?:itemtype|typeof)\s{0,9}=\s{0,9}[\"'][^\"'>]{0,300}" + kind.encode(), page.content):
        return []
    markup = XML_MARK.sub("", text_in(page))[:MAX_PAGE_CHARS].encode("utf-8", "replace")
    soup = BeautifulSoup(markup, "lxml", from_encoding="utf-8")
    found = []
    for prop, scope in WORDS.items():
        for tag in soup.find_all(True, attrs={scope: True})[:MAX_ITEMS]:
            if kind in kinds_at(tag, scope):
                found.append(object_at(tag, prop, soup))
    return found


def kinds_at(tag: Tag, scope: str) -> set[str]:
    """Return the kinds that an element is marked with."""
    return kinds_of({"@type": words_of(tag, scope)})


def words_of(tag: Tag, name: str) -> list[str]:
    """Return the words of an attribute."""
    value = tag.get(name) or ""
    return [word for entry in (value if isinstance(value, list) else [value]) for word in entry.split()]


def object_at(tag: Tag, prop: str, soup: BeautifulSoup, depth: int = 0) -> dict[str, object]:
    """Return the object that an element holds; a property that stands there twice is a list."""
    scope = WORDS[prop]
    values: dict[str, list[object]] = {"@type": list(words_of(tag, scope))}
    beside = [found for name in words_of(tag, "itemref")[:20] if (found := soup.find(id=name))]
    for root in (tag, *beside):
        for part in parts_of(root, prop):
            value = value_of(part, prop, soup, depth)
            for name in words_of(part, prop):
                values.setdefault(plain_key(name), []).append(value)
    return {name: entries[0] if len(entries) == 1 else entries for name, entries in values.items()}


def parts_of(root: Tag, prop: str) -> Iterator[Tag]:
    """Yield the elements that are properties of an object, not those of the objects inside it."""
    scope = WORDS[prop]
    waiting = [child for child in root.children if isinstance(child, Tag)][::-1]
    for _ in range(MAX_TAGS):
        if not waiting:
            return
        tag = waiting.pop()
        if tag.get(prop):
            yield tag
        if not tag.get(scope):
            waiting += [child for child in tag.children if isinstance(child, Tag)][::-1]


def value_of(tag: Tag, prop: str, soup: BeautifulSoup, depth: int) -> object:
    """Return the value of a property: an inner object, what an attribute says, else its text or HTML."""
    if tag.get(WORDS[prop]) and depth < MAX_DEPTH:
        return object_at(tag, prop, soup, depth + 1)
    stated = tag.get("content")
    if stated is None and tag.name == "time":
        stated = tag.get("datetime")
    if stated is None and tag.name in LINKS:
        stated = tag.get(LINKS[tag.name])
        if tag.name == "a" and plain_key(tag.get(prop)) not in ("url", "sameas"):
            stated = None
    if stated is not None:
        return str(stated)
    if any(plain_key(name) in LONG for name in words_of(tag, prop)):
        return tag.decode_contents()
    return " ".join(tag.get_text(" ").split())
