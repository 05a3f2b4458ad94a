"""Turns the bytes of a page into values or trees; what cannot be trusted is PageRejected."""

import codecs
import json
import re
from typing import NoReturn

from lxml import etree, html

from data.errors import PageRejected
from data.records import Page

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
CHARSET = re.compile(r"charset\s{0,4}=\s{0,4}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
# Text encodings only: Python's codecs also hold "hex", "rot13" and compressors.
ENCODINGS = {
    "utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "utf-8", "ascii": "utf-8", "iso-8859-1": "cp1252",
    "latin1": "cp1252", "windows-1252": "cp1252", "cp1252": "cp1252", "iso-8859-15": "iso-8859-15",
    "utf-16": "utf-16", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be", "windows-1250": "cp1250",
    "windows-1251": "cp1251", "iso-8859-2": "iso-8859-2", "shift_jis": "shift_jis", "euc-jp": "euc-jp",
    "euc-kr": "euc-kr", "gb18030": "gb18030", "gbk": "gb18030", "big5": "big5",
}  # fmt: skip


def text_in(page: Page) -> str:
    """Return the page as text: by its byte order mark, else its declared encoding, else UTF-8."""
    for mark, encoding in MARKS:
        if page.content.startswith(mark):
            return page.content[len(mark) :].decode(encoding, "replace")
    declared = CHARSET.search(page.media_type) or CHARSET.search(
        page.content[:2048].decode("ascii", "replace")
    )
    encoding = ENCODINGS.get(declared[1].lower(), "utf-8") if declared else "utf-8"
    return page.content.decode(encoding, "replace")


def json_in(page: Page) -> object:
    """Return the value of a JSON page."""
    text = text_in(page)
    try:
        return json.loads(text, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        what = "a web page" if text.lstrip()[:1] == "<" else "unreadable JSON"
        raise PageRejected(f"{page.request.url} answered {what} where JSON was asked for: {error}") from error


def refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and infinities, which JSON has not."""
    raise ValueError(f"{name} is not JSON")


def xml_in(page: Page, root: str) -> etree._Element:
    """Return the tree of an XML page whose outermost tag is `root`; no entities, no document types."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(page.content.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PageRejected(f"{page.request.url} answered no XML: {error}") from error
    if tree.getroottree().docinfo.doctype:
        raise PageRejected(f"{page.request.url} answered XML with a document type, which no feed needs")
    if etree.QName(tree).localname != root:
        raise PageRejected(f"{page.request.url} answered <{tree.tag}> where <{root}> was expected")
    return tree


def html_in(page: Page) -> etree._Element | None:
    """Return the tree of an HTML page, however broken; None where there is nothing in it."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=False)
    try:
        return etree.fromstring(text_in(page).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def without_blocks(markup: str, classes: tuple[str, ...]) -> str:
    """Return HTML without the blocks of these classes."""
    if not any(name in markup for name in classes):
        return markup
    root = html.fragment_fromstring(markup.encode("utf-8", "replace").decode(), create_parent="div")
    for block in [block for block in root.iter("div") if block.get("class") in classes]:
        block.drop_tree()
    return str(html.tostring(root, encoding="unicode"))
