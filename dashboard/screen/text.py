"""The only way untrusted text reaches the screen.

Everything scraped is hostile: a title may hold Markdown, HTML, a formula or control characters. Each function
here makes one kind of sink safe; what it returns shows the text as its author wrote it and does nothing else.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

MAX_SHOWN = 300  # characters of one name or title on screen; the longest real title seen has 180
MAX_URL = 2_000  # characters; browsers cut longer addresses
# control characters, lone surrogates, and the marks that turn the writing direction or hide between letters
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:^=&\"'@/])")
# Streamlit makes links of addresses, arrows of hyphens, and pictures of names between colons (`:streamlit:`,
# `:material_home:`, `:+1:`) after it has read the escapes: an invisible joiner between the characters keeps
# the text as it was written
REWRITTEN = re.compile(r"(www(?=\.)|:(?=\S)|@|[-<>=~](?=[-<>=~]))", re.IGNORECASE)
JOINER = "\u2060"


def plain(text: str, limit: int = MAX_SHOWN) -> str:
    """Return one line of visible characters, cut with an ellipsis: for tables and widget values."""
    line = " ".join(INVISIBLE.sub("", text[: 4 * limit]).split())
    return line if len(line) <= limit and len(text) <= 4 * limit else line[: limit - 1] + "…"


def passage(text: str) -> str:
    """Return text of several lines without invisible characters: for `st.text`."""
    return INVISIBLE.sub("", text.replace("\r\n", "\n"))


def markdown(text: str, limit: int = MAX_SHOWN) -> str:
    """Return text that Markdown shows as it is: no link, picture, colour, formula or emphasis."""
    return _escaped(plain(text, limit))


def highlighted(text: str, start: int, end: int, others: Sequence[tuple[int, int]] = ()) -> str:
    """Return Markdown that shows `text` as it is, with the characters from `start` to `end` marked.

    `others` are marked in another way; one that overlaps an earlier mark is left out.
    """
    shown, at = "", 0
    for first, last in sorted({(start, end), *others}):
        is_match = (first, last) == (start, end)
        if not is_match and (first < at or last <= first or (first < end and start < last)):
            continue
        words = _visible(text[first:last])
        mark = f":blue-background[**{words}**]" if is_match else f":orange-background[*{words}*]"
        shown += f"{_visible(text[at:first])}{mark if words.strip() else words}"
        at = last
    return shown + _visible(text[at:])


def _visible(part: str) -> str:
    return _escaped(re.sub(r"\s+", " ", INVISIBLE.sub("", part)))


def _escaped(line: str) -> str:
    return MARKDOWN.sub(r"\\\1", REWRITTEN.sub(rf"\1{JOINER}", line))


def chart(text: str, limit: int = 60) -> str:
    """Return text that Plotly, which reads a small HTML, shows as it is."""
    line = plain(text, limit)
    escaped = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("%{", "%&#123;").replace("$", "&#36;")


def safe_url(url: str | None) -> str | None:
    """Return an http(s) address without user name or blanks, else None."""
    if not url or len(url) > MAX_URL or INVISIBLE.search(url) or re.search(r"\s", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return None
    return url


def host_of(url: str) -> str:
    """Return the host that a safe address leads to, to show beside its link."""
    return plain(urlsplit(url).hostname or "", 80)
