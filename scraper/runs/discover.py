"""Finds the boards that a web page embeds or links to, where its own address does not name them."""

import re
from urllib.parse import urljoin, urlsplit

from data.records import Board, Page
from scraper.parsing.pages import html_in
from scraper.sources import load_source, recognise_url

HINTS = {"gh_jid": "greenhouse", "gh_src": "greenhouse", "ashby_jid": "ashby", "lever-source": "lever"}
LINKS = {"script": "src", "iframe": "src", "a": "href", "link": "href", "form": "action"}
IN_SCRIPT = re.compile(
    r"https?:(?:\\?/){2}(?:boards(?:-api)?|job-boards|jobs|api|apply)[\w.-]{0,40}"
    r"\.(?:greenhouse\.io|lever\.co|ashbyhq\.com|workable\.com)[^\s\"'<>\\]{0,200}"
)
MAX_SCRIPT_CHARS = 300_000


def hinted_source(url: str) -> str | None:
    """Return the source that a link's query points to ("?gh_jid=123"), None where it points to none."""
    query = urlsplit(url).query
    return next((name for mark, name in HINTS.items() if re.search(rf"(?:^|&){mark}=", query)), None)


def boards_in(page: Page, only: str | None = None) -> tuple[Board, ...]:
    """Return the boards of a page, each once, in order; with `only` those of one source."""
    found: dict[tuple[str, str], Board] = {}
    for link in links_in(page):
        board = recognise_url(link)
        if board is not None and only in (None, board.source) and not load_source(board.source).feeds:
            found.setdefault(
                (board.source, board.slug.lower()), Board(board.source, board.slug, region=board.region)
            )
    return tuple(found.values())


def links_in(page: Page) -> list[str]:
    """Return the links of a page and those in its scripts, absolute."""
    soup = html_in(page, tuple(LINKS))
    stated = [str(tag.get(LINKS[tag.name]) or "") for tag in soup.find_all(tuple(LINKS))]
    scripts = " ".join(tag.string or "" for tag in soup.find_all("script"))[:MAX_SCRIPT_CHARS]
    links = [*stated, *IN_SCRIPT.findall(scripts.replace("\\/", "/"))]
    return [joined for link in links if link and (joined := absolute(page.request.url, link))]


def absolute(base: str, link: str) -> str | None:
    """Return a link of a page as an absolute one, None for text that is not a link."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return None
