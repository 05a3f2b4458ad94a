"""Turns what a source sends into text that the rest of the program can trust.

Everything scraped passes here once: hidden words are dropped, block tags separate words, headings and list
entries keep lines of their own, characters that nobody sees are removed, ways to reach a person are masked.
"""

import html
import re
import unicodedata
from collections.abc import Mapping

from lxml import etree

from data.errors import PostingRejected
from scraper.parsing.contacts import mask_contacts

MAX_INPUT_CHARS = 2_000_000  # one posting; the longest real one seen has 60,000
MAX_STYLE_CHARS = 2_000  # of one style attribute
MAX_LINE_CHARS = 500  # titles, employers, places; the longest real title seen has 230

HIDDEN_TAGS = frozenset((
    "script", "title", "style", "template", "noscript", "head", "iframe", "frame", "object", "embed",
    "applet", "svg", "canvas", "audio", "video", "select", "textarea", "button", "datalist",
))  # fmt: skip  # tags side by side
PARAGRAPHS = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "section", "article",
    "header", "footer", "main", "aside", "nav", "blockquote", "pre", "hr", "form", "figure",
    "fieldset", "address",
))  # fmt: skip  # tags side by side
LINES = frozenset((
    "div", "br", "li", "dt", "dd", "tr", "caption", "legend", "figcaption", "center", "summary",
    "details", "option",
))  # fmt: skip  # tags side by side
CELLS = frozenset(("td", "th"))
HIDDEN_STYLE = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|font-size\s{0,9}:\s{0,9}0(?![.\d]*[1-9])"
    r"|opacity\s{0,9}:\s{0,9}0(?![.\d]*[1-9])",
    re.IGNORECASE,
)

# Seen by no reader: controls, soft hyphen, joiners, zero-width, bidi marks, tags, surrogates, non-characters.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f]"
)
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
MARKUP_ENDS = re.compile("[\n\r\v\f\x85\u2028\u2029]")
ODD_SPACE = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
SPACES = re.compile(f"[{ODD_SPACE}][ {ODD_SPACE}]*| [ {ODD_SPACE}]+")  # a single plain space stays untouched
LINE_BREAK, PARAGRAPH_BREAK = "\v", "\f"  # at least one line end, at least two; text itself holds neither
BREAKS = re.compile(" ?[\n\v\f](?: ?[\n\v\f])* ?")
BARE_BULLET = re.compile("^-\n+", re.MULTILINE)


def clean_html(markup: str | bytes, *, unescape: int = 0) -> str:
    """Return the visible text of an HTML fragment or page, one paragraph, heading or list entry a line.

    `unescape` undoes that many extra levels of entity escaping first; bytes are read as UTF-8. Raises
    PostingRejected for input that is too large to be a posting.
    """
    text = markup.decode("utf-8", "replace") if isinstance(markup, bytes) else markup
    check_size(text)
    for _ in range(unescape):
        text = html.unescape(text)
    return BARE_BULLET.sub("- ", finish(visible_text(INVISIBLE.sub("", text))))


def clean_text(text: str, *, unescape: int = 0) -> str:
    """Return plain text normalised, with contacts masked; line ends stay. Raises PostingRejected as above."""
    check_size(text)
    for _ in range(unescape):
        text = html.unescape(text)
    return finish(LINE_ENDS.sub("\n", text))


def clean_line(text: str, *, unescape: int = 0) -> str:
    """Return a title, employer or place on one line of at most MAX_LINE_CHARS."""
    return " ".join(clean_text(text[: 4 * MAX_LINE_CHARS], unescape=unescape).split())[
        :MAX_LINE_CHARS
    ].rstrip()


def check_size(text: str) -> None:
    """Raise PostingRejected if the text is too long to be a posting."""
    if len(text) > MAX_INPUT_CHARS:
        raise PostingRejected("text", f"longer than {MAX_INPUT_CHARS} characters")


class VisibleText:
    """Collects the text that a reader sees, with breaks where block tags separate words.

    It takes the parser's events, not its tree: building the tree takes quadratic time for a tag with 100,000
    attributes.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.hidden_depth = 0
        self.pre_depth = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an opening tag."""
        if self.hidden_depth or is_hidden(tag, attributes):
            self.hidden_depth += 1
            return
        self.pre_depth += tag == "pre"
        self.pieces.append(separator(tag) + ("- " if tag == "li" else ""))

    def end(self, tag: str) -> None:
        """Take a closing tag, written or implied."""
        if self.hidden_depth:
            self.hidden_depth -= 1
        else:
            self.pre_depth -= tag == "pre"
        self.pieces.append(separator(tag))

    def data(self, text: str) -> None:
        """Take text; outside `pre` its line ends mean nothing."""
        if not self.hidden_depth:
            self.pieces.append(LINE_ENDS.sub("\n", text) if self.pre_depth else MARKUP_ENDS.sub(" ", text))

    def close(self) -> str:
        """Return the text that was collected, its breaks still marked."""
        return "".join(self.pieces)


def visible_text(markup: str) -> str:
    """Return the visible text of any markup, however broken, with its breaks still marked."""
    parser = etree.HTMLParser(target=VisibleText(), encoding="utf-8", no_network=True, huge_tree=False)
    parser.feed(b"<div>" + markup.encode("utf-8") + b"</div>")
    return str(parser.close())


def is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether a browser would not show this element."""
    if tag in HIDDEN_TAGS or "hidden" in attributes:
        return True
    if attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    return HIDDEN_STYLE.search(attributes.get("style", "")[:MAX_STYLE_CHARS]) is not None


def separator(tag: str) -> str:
    """Return what stands between the words on both sides of this tag."""
    if tag in PARAGRAPHS:
        return PARAGRAPH_BREAK
    if tag == "br":
        return "\n"
    if tag in LINES:
        return LINE_BREAK
    return " " if tag in CELLS else ""


def finish(text: str) -> str:
    """Return text in NFC without invisible characters, its spaces and breaks tidied, contacts masked."""
    text = SPACES.sub(" ", unicodedata.normalize("NFC", INVISIBLE.sub("", text)))
    return mask_contacts(BREAKS.sub(line_ends, text).strip())


def line_ends(breaks: re.Match[str]) -> str:
    """Return the one or two line ends that a run of breaks amounts to."""
    run = breaks.group()
    return "\n\n" if PARAGRAPH_BREAK in run or run.count("\n") > 1 else "\n"
