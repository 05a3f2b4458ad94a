"""What a posting says beside its skills: role, seniority, workplace, pay, years and country."""

from dataclasses import replace
from functools import cache, lru_cache

from data.records import Facts
from nlp.facts import pay, seniority, years
from nlp.facts.countries import country_of
from nlp.facts.openings import (
    Opening,
    load_openings,
    offers_several,
    opening_of_call,
    says_how_many,
)
from nlp.facts.pay import pay_of
from nlp.facts.roles import role_in
from nlp.facts.seniority import seniority_in_text, seniority_of
from nlp.facts.untitled import lists_roles, most_named, stated_opening
from nlp.facts.workplace import workplace_of
from nlp.facts.workplace_words import load_rules as load_workplace
from nlp.facts.years import years_of
from nlp.text.windows import Finder, Marked

SHORTEST_CALL = 300  # characters
LONGEST_HEADLINE = 400  # characters of a first line such as "Acme | ML Engineer | Berlin | ONSITE"
LONGEST_TITLE = 300
TITLES_KEPT = 8192  # titles remembered with what they offer
LONGEST_NAME = 120  # characters of a title that names a role and nothing else
COMPARED = 60  # characters of the title that must be in the first line


def read_facts(
    text: str,
    *,
    title: str,
    employer: str,
    location: str | None = None,
    clouds: tuple[str, ...] = (),
    raw: bytes | None = None,
) -> Facts:
    """Return the facts of a posting; pure, and total: any text gives an answer.

    `raw` is the text in Latin-1, where that is at hand.
    """
    title, location = title[:LONGEST_TITLE].lower(), location and location[:LONGEST_TITLE]
    marked = finder().mark(text, raw)
    place = (location or "")[:LONGEST_TITLE].lower()
    headline = _headline(marked, title, employer.strip().lower(), place)
    opening = _called(headline, title, marked) if headline else _titled(title, marked)
    return Facts(
        role=opening.role,
        seniority=opening.seniority,
        workplace=workplace_of(marked, title, headline, place),
        clouds=clouds,
        salary=pay_of(marked, title=title, location=location),
        years_min=None if opening.role == "multiple" else years_of(marked),
        country=country_of(location),
    )


def _called(headline: str, title: str, marked: Marked) -> Opening:
    """Return what a call offers; a few words without title that name nobody are no call."""
    text = marked.cut(0, len(marked.source))
    if not title.strip() and len(text) < SHORTEST_CALL and not load_openings().heads.search(text):
        return Opening("other")
    if not title.strip() and "|" not in headline and not lists_roles(text):
        return stated_opening(text) or _unstated(headline, text)
    return opening_of_call(headline, text)


def _unstated(headline: str, text: str) -> Opening:
    """Return what a text without title or headline offers; several roles only where it says so."""
    opening = opening_of_call(headline, text)
    return opening if opening.role != "multiple" or offers_several(text) else most_named(text)


def _titled(title: str, marked: Marked) -> Opening:
    """Return what a title offers; where it states no seniority, the text may."""
    opening, is_one = _opening_of_title(title)
    if not is_one or opening.seniority != "unspecified":
        return opening
    return replace(opening, seniority=seniority_in_text(marked, title))


@lru_cache(maxsize=TITLES_KEPT)
def _opening_of_title(title: str) -> tuple[Opening, bool]:
    """Return what a title offers, and whether that is one job and not a list of them."""
    if len(load_openings().plural_heads.findall(title)) > 1:
        return opening_of_call(title, title), False
    role = role_in(title)
    if offers_several(title) and not (load_openings().heads.search(title) and says_how_many(title)):
        role = "multiple"
    return Opening(role or "other", None, seniority_of(title)), True


def _headline(marked: Marked, title: str, employer: str, place: str) -> str:
    """Return the first line of a call written by hand, "" for a posting with a title of its own.

    There the title is missing, or is the first line or a part of it; then the line also names employer, place
    and terms, or the title names no role or a list of them.
    """
    line = marked.cut(0, LONGEST_HEADLINE).lstrip().split("\n", 1)[0]
    if not title.strip():
        return line
    if title[:COMPARED].strip() not in line:
        return ""
    if line.count("|") >= 2 or employer in title or len(title) > LONGEST_NAME:
        return line
    if role_in(title) is None:
        return "" if _names_a_trade(title, place, line) else line
    return line if title.count(",") >= 2 and employer in line else ""


def _names_a_trade(title: str, place: str, line: str) -> bool:
    """Whether a title of no known role names a trade ("Senior Geologist"), and no place, list or sentence.

    It has a level, or `line`, the first of the text, says more before it.
    """
    if load_openings().no_trade.search(title) or (place and place in title):
        return False
    return not line.startswith(title) or seniority_of(title) != "unspecified"


@cache
def finder() -> Finder:
    """Return the automaton over every word that could state a fact, built once."""
    levels = seniority.load_rules()
    return Finder(
        (
            *pay.load_rules().cues,
            *years.load_rules().cues,
            *load_workplace().kinds,
            *levels.cues,
            *levels.marks,
            *levels.labels,
        ),
        whole=pay.load_rules().whole_cues,
    )
