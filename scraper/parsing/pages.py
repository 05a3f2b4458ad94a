"""Turns the bytes of a page into values or trees; what cannot be trusted is PageRejected."""

import json
import re
import zlib
from dataclasses import replace
from typing import NoReturn

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer
from lxml import etree, html

from data.errors import PageRejected
from data.records import Page
from scraper.parsing.encodings import text_in

MAX_SITEMAP_BYTES = 50_000_000  # both by the sitemap protocol
MAX_SITEMAP_LINKS = 50_000
MAX_VISIBLE_CHARS = 100_000
XML_MARK = re.compile(r"\A\s{0,99}<\?xml[^>]{0,100}>")


def json_in(page: Page) -> object:
    """Return the value of a JSON page; raises PageRejected for anything else, NaN and infinities included."""
    text = text_in(page)
    try:
        return json.loads(text, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        what = "a web page" if text.lstrip()[:1] == "<" else "unreadable JSON"
        raise PageRejected(f"{page.request.url} answered {what} where JSON was asked for: {error}") from error


def refuse_constant(name: str) -> NoReturn:
    """Raise ValueError for NaN and infinities, which are not JSON."""
    raise ValueError(f"{name} is not JSON")


def items_in(page: Page) -> tuple[object, ...]:
    """Return the items of an RSS feed as records."""
    lists = frozenset(("location",))
    return tuple(record_of(item, lists) for item in xml_in(page, "rss").iterfind("channel/item"))


def xml_in(page: Page, root: str) -> etree._Element:
    """Return the tree of an XML page whose outermost tag is `root`; no entities, no document types."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree: etree._Element = etree.fromstring(page.content.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PageRejected(f"{page.request.url} answered no XML: {error}") from error
    if tree.getroottree().docinfo.doctype:
        raise PageRejected(f"{page.request.url} answered XML with a document type, which no feed needs")
    if etree.QName(tree).localname != root:
        raise PageRejected(f"{page.request.url} answered <{tree.tag}> where <{root}> was expected")
    return tree


def sitemap_in(page: Page) -> tuple[bool, tuple[str, ...]]:
    """Return whether a sitemap lists sitemaps, and the links in it; gzip is undone."""
    content = inflated(page) if page.content[:2] == b"\x1f\x8b" else page.content
    page = replace(page, content=content)
    is_index = re.search(rb"<(?:[\w.-]{1,40}:)?sitemapindex\b", content[:4_000]) is not None
    root = xml_in(page, "sitemapindex" if is_index else "urlset")
    links = root.iterfind("{*}sitemap/{*}loc" if is_index else "{*}url/{*}loc")
    return is_index, tuple(link.text.strip() for link in links if link.text)[:MAX_SITEMAP_LINKS]


def inflated(page: Page) -> bytes:
    """Return the content of a gzip page; raises PageRejected for damage and beyond 50 MB."""
    inflater = zlib.decompressobj(wbits=31)
    try:
        content = inflater.decompress(page.content, MAX_SITEMAP_BYTES)
    except zlib.error as error:
        raise PageRejected(f"{page.request.url} answered damaged gzip: {error}") from error
    if not inflater.eof:
        raise PageRejected(
            f"{page.request.url} answered gzip that is cut short or larger than a sitemap may be"
        )
    return content


def record_of(element: etree._Element, lists: frozenset[str] = frozenset()) -> object:
    """Return an XML element as JSON would hold it: text, or an object by local names; `lists` are lists."""
    children = [child for child in element if isinstance(child.tag, str)]
    if not children:
        return (element.text or "").strip() or None
    record: dict[str, object] = {}
    for child in children:
        name, value = etree.QName(child).localname, record_of(child, lists)
        if name in lists:
            entries = record.setdefault(name, [])
            assert isinstance(entries, list)  # noqa: S101 - only this line puts values under these names
            entries.append(value)
        else:
            record.setdefault(name, value)
    return record


def html_in(page: Page, tags: tuple[str, ...]) -> BeautifulSoup:
    """Return the elements with these tags of an HTML page, however broken it is; lxml reads the bytes."""
    return BeautifulSoup(markup_in(page), "lxml", from_encoding="utf-8", parse_only=SoupStrainer(list(tags)))


def markup_in(page: Page) -> bytes:
    """Return a page as UTF-8 without an XML declaration, for which the HTML parser would warn on stderr."""
    return XML_MARK.sub("", text_in(page)).encode("utf-8", "replace")


def title_of(page: Page) -> str:
    """Return the title of an HTML page on one line; empty where it has none."""
    found = html_in(page, ("title",)).find("title")
    return " ".join(found.get_text(" ").split())[:300] if found else ""


def visible_text(page: Page) -> str:
    """Return what a reader without scripts sees of an HTML page, on one line, at most the first 100 kB."""
    soup = BeautifulSoup(markup_in(page), "lxml", from_encoding="utf-8")
    for unseen in soup.find_all(("script", "style", "template", "title")):
        unseen.decompose()
    return " ".join(soup.get_text(" ").split())[:MAX_VISIBLE_CHARS]


def without_blocks(markup: str, classes: tuple[str, ...]) -> str:
    """Return HTML without each `div` whose class attribute is one of `classes`."""
    if not any(name in markup for name in classes):
        return markup
    root = html.fragment_fromstring(markup.encode("utf-8", "replace").decode(), create_parent="div")
    for block in [block for block in root.iter("div") if block.get("class") in classes]:
        block.drop_tree()
    return str(html.tostring(root, encoding="unicode"))
