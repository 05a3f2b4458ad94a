"""Reads a schema.org JobPosting, in any of the types that sites give its properties.

No record is rejected for a type: on career pages every property comes in every type.
"""

import hashlib
import html
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from data.records import Board, Page, Posting, Salary
from scraper.parsing.clean import clean_html, clean_text
from scraper.parsing.dates import read_time
from scraper.parsing.fields import MAX_ID_CHARS, LeftOut
from scraper.parsing.pages import XML_MARK
from scraper.parsing.pay_fields import PERIODS, amount, salary
from scraper.parsing.posting_builder import StatedOpening, places, posting_from, web_url
from scraper.parsing.times import MAX_TIME_CHARS, StatedTime, has_passed, when
from scraper.schema_org.ldjson import plain_key
from scraper.source import identity

Node = dict[str, object]

PARTS = ("responsibilities", "qualifications", "skills", "experiencerequirements", "educationrequirements")
NAMING = ("name", "value", "@value", "legalname")  # what an object is called, or holds
TAG = re.compile(r"<[a-zA-Z/!?]")
ENTITY = re.compile(r"&(?:#x?[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
SPELT_LINE_END = re.compile(r"\\r\\n|\\n|\\r(?![a-z])")
SPELT_BETWEEN_TAGS = re.compile(r">\s{0,9}(?:\\r|\\n|\\t){1,9}\s{0,9}(?:<|\Z)")
MAX_ESCAPES = 3
RENDERED_S = 600  # a posting "published" within these seconds of the fetch has the time of the page


def posting_of(node: Node, page: Page, board: Board) -> Posting:
    """Return the posting of one JobPosting; raises PostingRejected if expired or lacking what is needed."""
    if has_passed(text(node.get("validthrough")), page):
        raise LeftOut("validThrough", "expired")
    employer = undone(text(node.get("hiringorganization"))) or board.employer
    url = web_url(text(node.get("url"))) or page.request.url
    found = StatedOpening(
        identity_of(node, url),
        url=url,
        title=undone(text(node.get("title")) or text(node.get("name"))),
        employer=employer,
        text=text_of(node),
        location=location_of(node, employer),
        when=when_posted(node, page),
        workplace="remote" if "TELECOMMUTE" in (text(node.get("joblocationtype")) or "").upper() else None,
        department=text(node.get("occupationalcategory")),
        salary=salary_of(node),
        language=text(node.get("inlanguage")),
    )
    return posting_from(found, board)


def text(value: object) -> str | None:
    """Return a value as text: a number as written, of a list the first, of an object its name or value."""
    if isinstance(value, list):
        return next((found for entry in value if (found := text(entry))), None)
    if isinstance(value, dict):
        return next((found for key in NAMING if (found := text(lower(value).get(key)))), None)
    if value is None or isinstance(value, bool):
        return None
    return str(value).strip() or None


def undone(value: str | None) -> str | None:
    """Return a line with its entities undone, however often they were escaped."""
    for _ in range(MAX_ESCAPES):
        if value is None or not ENTITY.search(value):
            break
        value = html.unescape(value)
    return value


def lower(value: object) -> Node:
    """Return an object with its keys plain; of a list the first; nothing of anything else."""
    if isinstance(value, list):
        return lower(value[0]) if value else {}
    return {plain_key(key): entry for key, entry in value.items()} if isinstance(value, dict) else {}


def identity_of(node: Node, url: str) -> str:
    """Return the identifier that a site gives if it looks like one, else the path of the posting's page."""
    stated = text(lower(node.get("identifier")).get("value")) or text(node.get("identifier"))
    if stated and re.search(r"\d", stated) and len(stated) <= 100:
        return clean_text(stated)
    return place_id(url)


def place_id(url: str) -> str:
    """Return the path of a page as an identity."""
    parts = urlsplit(url)
    return shortened(parts.path.strip("/") + (f"?{parts.query}" if parts.query else "") or url)


def shortened(words: str) -> str:
    """Return an identity whole, or what fits of a long one with the digest of the whole: never the same."""
    return words if len(words) <= MAX_ID_CHARS else f"{words[:180]}~{digest_of(words)}"


def digest_of(words: str) -> str:
    """Return eight letters and digits that stand for words."""
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:8]


def apart(postings: Iterable[Posting]) -> list[Posting]:
    """Return the postings of one page, each under an id of its own; one that is there twice counts once."""
    same_id: defaultdict[str, dict[tuple[str, ...], Posting]] = defaultdict(dict)
    for posting in postings:
        same_id[posting.external_id].setdefault((posting.url, posting.title, posting.location or ""), posting)
    found: dict[str, Posting] = {}
    for alike in same_id.values():
        several = list(alike.values())
        share_page = len({posting.url for posting in several}) < len(several)
        for posting in several:
            own = posting if len(several) == 1 else renamed(posting, share_page=share_page)
            found.setdefault(own.external_id, own)
    return list(found.values())


def renamed(posting: Posting, *, share_page: bool) -> Posting:
    """Return a posting under the id of its page, where the stated id is not its own.

    Where several postings share a page, what it offers and where is part of the id.
    """
    external_id = place_id(posting.url)
    if share_page:
        offer = f"{posting.title.casefold()}\n{(posting.location or '').casefold()}"
        external_id = f"{external_id[:180]}#{digest_of(offer)}"
    old = identity(posting.source, posting.board, posting.external_id)
    new = identity(posting.source, posting.board, external_id)
    return replace(
        posting,
        external_id=external_id,
        identities=tuple(new if name == old else name for name in posting.identities),
    )


def when_posted(node: Node, page: Page) -> StatedTime:
    """Return when it was posted, unless that is the time at which the page was made."""
    stated = text(node.get("dateposted"))
    exact, precision = read_time(stated or "", "UTC")
    if exact is not None and precision == "instant":
        age = (page.fetched_at - exact).total_seconds()
        if abs(age) < RENDERED_S:
            return StatedTime(None, "none", f"time of the page: {stated}"[:MAX_TIME_CHARS])
    return when(stated, page)


def text_of(node: Node) -> str:
    """Return the description and the parts that it does not hold already."""
    whole = readable(text(node.get("description")) or "")
    for name in PARTS:
        values = node.get(name)
        entries = [
            readable(text(value) or "") for value in (values if isinstance(values, list) else [values])
        ]
        part = "\n".join(entry for entry in entries if entry)
        if part and part[:60] not in whole:
            whole = f"{whole}\n\n{part}" if whole else part
    return whole


def readable(value: str) -> str:
    r"""Return the text of HTML, of HTML escaped once or twice, or of plain text with `\n` spelt out."""
    value = XML_MARK.sub("", value)
    for _ in range(2):
        if not TAG.search(value) and ("&lt;" in value or "&amp;lt;" in value):
            value = html.unescape(value)
    if SPELT_BETWEEN_TAGS.search(value) or len(SPELT_LINE_END.findall(value)) > 1:
        value = SPELT_LINE_END.sub("\n", value).replace("\\t", " ")
    return clean_html(value) if TAG.search(value) else clean_text(value, unescape=1)


def location_of(node: Node, employer: str | None) -> str | None:
    """Return all places, else the countries from which one may apply."""
    stated = node.get("joblocation")
    several = stated if isinstance(stated, list) else [stated]
    found = places(*(place_of(place, employer) for place in several), between="; ")
    allowed = node.get("applicantlocationrequirements")
    countries = allowed if isinstance(allowed, list) else [allowed]
    return found or places(*(text(country) for country in countries[:20]), between="; ")


def place_of(place: object, employer: str | None) -> str | None:
    """Return one place: its name if that reads like one, else its address; some have the employer's."""
    node = lower(place)
    if not node:
        return text(place)
    name = text(node.get("name"))
    if name and ", " in name and name != employer:
        return name
    addresses = node.get("address") if isinstance(node.get("address"), list) else [node.get("address")]
    stated = places(*(address_of(address) for address in addresses[:20]), between="; ")  # type: ignore[index]
    return stated or (name if name != employer else None)


def address_of(address: object) -> str | None:
    """Return town, region and country; lists of the same length are several places, side by side."""
    node = lower(address)
    if not node:
        return text(address)
    several = [entries(node.get(key)) for key in ("addresslocality", "addressregion", "addresscountry")]
    count = len(several[0])
    if count < 2:
        return places(*(found[0] if found else None for found in several))
    sides = [found if len(found) == count else found[:1] * count or [None] * count for found in several]
    return places(*(places(*side) for side in zip(*sides, strict=True)), between="; ")


def entries(value: object) -> list[str | None]:
    """Return a value, or those of a list, as texts; at most twenty."""
    return [text(entry) for entry in (value if isinstance(value, list) else [value])][:20] if value else []


def salary_of(node: Node) -> Salary | None:
    """Return the stated pay; the unit inside the value wins over the one beside it."""
    base = node.get("basesalary") or node.get("estimatedsalary")
    outer = lower(base)
    inner = lower(outer.get("value"))
    amounts = [amount(inner.get(key)) for key in ("minvalue", "maxvalue", "value")]
    if not any(amounts):
        amounts = [amount(outer.get(key)) for key in ("minvalue", "maxvalue", "value")]
    if not any(amounts):
        amounts = [amount(base)]
    known = sorted(found for found in amounts if found)
    currencies = (outer.get("currency"), inner.get("currency"), node.get("salarycurrency"))
    currency = next((found for entry in currencies if (found := text(entry))), None)
    return salary(known[0], known[-1], currency, unit_of(inner, outer, node)) if known else None


def unit_of(*holders: Node) -> str | None:
    """Return the unit of time of a pay, from the innermost that names one."""
    units = (text(holder.get("unittext")) or text(holder.get("unitcode")) for holder in holders)
    return next((unit for unit in units if unit and re.sub("[^a-z0-9]", "", unit.lower()) in PERIODS), None)
