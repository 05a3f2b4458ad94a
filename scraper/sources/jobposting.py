"""Reads a schema.org JobPosting, in whatever types a site gives its properties.

Here nothing rejects a record for its type: on career pages every property comes in every type.
"""

import html
import re
from urllib.parse import urlsplit

from data.records import Board, Page, Posting, Salary
from scraper.clean import clean_html, clean_text
from scraper.sources.fields import LeftOut
from scraper.sources.pay import PERIODS, salary
from scraper.sources.reading import Found, places, posting_from, web_url
from scraper.sources.times import When, when

Node = dict[str, object]

PARTS = ("responsibilities", "qualifications", "skills", "experiencerequirements", "educationrequirements")
XML_MARK = re.compile(r"\A\s{0,99}<\?xml[^>]{0,100}>")
TAG = re.compile(r"<[a-zA-Z/!?]")
NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,4})?", re.ASCII)
RENDERED_S = 600  # a posting "published" within these seconds of the fetch has the time of the page


def posting_of(node: Node, page: Page, board: Board) -> Posting:
    """Return the posting of one JobPosting; raises PostingRejected if expired or lacking what is needed."""
    through = when(text(node.get("validthrough")), page).at
    if through is not None and through < page.fetched_at:
        raise LeftOut("validThrough", "expired")
    employer = text(node.get("hiringorganization")) or board.employer
    url = web_url(text(node.get("url"))) or page.request.url
    found = Found(
        identity_of(node, url),
        url=url,
        title=text(node.get("title")) or text(node.get("name")),
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
        return next(
            (found for key in ("name", "value", "@value") if (found := text(lower(value).get(key)))), None
        )
    if value is None or isinstance(value, bool):
        return None
    return str(value).strip() or None


def lower(value: object) -> Node:
    """Return an object with its keys in lower case; of a list the first; nothing of anything else."""
    if isinstance(value, list):
        return lower(value[0]) if value else {}
    return {str(key).lower(): entry for key, entry in value.items()} if isinstance(value, dict) else {}


def identity_of(node: Node, url: str) -> str:
    """Return the identifier that a site gives if it looks like one, else the path of the posting's page."""
    stated = text(lower(node.get("identifier")).get("value")) or text(node.get("identifier"))
    if stated and re.search(r"\d", stated) and len(stated) <= 100:
        return clean_text(stated)
    parts = urlsplit(url)
    return (parts.path.strip("/") + (f"?{parts.query}" if parts.query else ""))[:200] or url[:200]


def when_posted(node: Node, page: Page) -> When:
    """Return when it was posted, unless that is the time at which the page was made."""
    posted = when(text(node.get("dateposted")), page)
    if posted.precision == "instant" and posted.at is not None:
        age = (page.fetched_at - posted.at).total_seconds()
        if abs(age) < RENDERED_S:
            return When(None, "none", f"time of the page: {posted.raw}")
    return posted


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
    if value.count("\\n") > 1 and "\n" not in value:
        value = value.replace("\\r", "").replace("\\n", "\n")
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
    name, address = text(node.get("name")), lower(node.get("address"))
    if name and ", " in name and name != employer:
        return name
    keys = ("addresslocality", "addressregion", "addresscountry")
    stated = places(*(text(address.get(key)) for key in keys)) or text(node.get("address"))
    return stated or (name if name != employer else None)


def salary_of(node: Node) -> Salary | None:
    """Return the stated pay; the unit inside the value wins over the one beside it."""
    base = node.get("basesalary") or node.get("estimatedsalary")
    outer = lower(base)
    inner = lower(outer.get("value"))
    amounts = [number(inner.get(key)) for key in ("minvalue", "maxvalue", "value")]
    if not any(amounts):
        amounts = [number(outer.get(key)) for key in ("minvalue", "maxvalue", "value")]
    if not any(amounts):
        amounts = [number(base)]
    known = sorted(amount for amount in amounts if amount)
    currencies = (outer.get("currency"), inner.get("currency"), node.get("salarycurrency"))
    currency = next((found for entry in currencies if (found := text(entry))), None)
    return salary(known[0], known[-1], currency, unit_of(inner, outer, node)) if known else None


def unit_of(*holders: Node) -> str | None:
    """Return the unit of time of a pay, from the innermost that names one."""
    units = (text(holder.get("unittext")) or text(holder.get("unitcode")) for holder in holders)
    return next((unit for unit in units if unit and re.sub("[^a-z0-9]", "", unit.lower()) in PERIODS), None)


def number(value: object) -> float | None:
    """Return an amount, also of a text with thousands marked."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    match = NUMBER.fullmatch(str(value).strip().replace(",", "").removeprefix("$"))
    return float(match[0]) if match else None
