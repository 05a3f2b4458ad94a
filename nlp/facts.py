"""What a posting says beside its skills: role, seniority, workplace, pay, years and country."""

from functools import cache

from data.records import Facts
from nlp import pay, seniority, workplace, years
from nlp.openings import Opening, opening_of_call
from nlp.pay import pay_of
from nlp.places import country_of
from nlp.roles import role_in
from nlp.seniority import seniority_in_text, seniority_of
from nlp.windows import Finder, Marked
from nlp.workplace import workplace_of
from nlp.years import years_of

LONGEST_HEADLINE = 400  # characters of a first line such as "Acme | ML Engineer | Berlin | ONSITE"
LONGEST_TITLE = 300
COMPARED = 60  # characters of the title that must be in the first line


def read_facts(
    text: str, *, title: str, employer: str, location: str | None = None, clouds: tuple[str, ...] = ()
) -> Facts:
    """Return the facts of a posting; pure, and total: any text gives an answer."""
    title = title[:LONGEST_TITLE].lower()
    marked = finder().mark(text)
    headline = _headline(marked.text, title, employer.strip().lower())
    opening = opening_of_call(headline, marked.text) if headline else _titled(title, marked)
    return Facts(
        role=opening.role,
        seniority=opening.seniority,
        workplace=workplace_of(marked, title, headline),
        clouds=clouds,
        salary=pay_of(marked, title=title, location=location),
        years_min=None if opening.role == "multiple" else years_of(marked),
        country=country_of(location),
    )


def _titled(title: str, marked: Marked) -> Opening:
    level = seniority_of(title)
    if level == "unspecified":
        level = seniority_in_text(marked)
    return Opening(role_in(title) or "other", None, level)


def _headline(text: str, title: str, employer: str) -> str:
    """Return the first line of a call written by hand, "" for a posting with a title of its own.

    There the title is the first line or a part of it, and the line also names employer, place and terms.
    """
    line = text[:LONGEST_HEADLINE].lstrip().split("\n", 1)[0]
    if not title.strip() or title[:COMPARED].strip() not in line:
        return ""
    return line if line.count("|") >= 2 or not employer or employer in title else ""


@cache
def finder() -> Finder:
    """Return what finds every word that could state a fact."""
    return Finder((*pay.CUES, *years.CUES, *workplace.CUES, *seniority.CUES), whole=pay.CODES)
