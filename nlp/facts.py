"""What a posting says beside its skills: role, seniority, workplace, pay, years and country."""

from data.records import Facts
from nlp.pay import pay_of
from nlp.places import country_of
from nlp.roles import role_of
from nlp.seniority import seniority_of
from nlp.workplace import workplace_of
from nlp.years import years_of

LONGEST_HEADER = 300  # characters of a first line such as "Acme | ML Engineer | Berlin | ONSITE"
LONGEST_TITLE = 300


def read_facts(
    text: str, *, title: str, employer: str, location: str | None = None, clouds: tuple[str, ...] = ()
) -> Facts:
    """Return the facts of a posting; pure, and total: any text gives an answer."""
    title = title[:LONGEST_TITLE]
    lowered = text.lower()
    header = _header(lowered)
    return Facts(
        role=role_of(title.lower(), lowered, header),
        seniority=seniority_of(title),
        workplace=workplace_of(lowered, title.lower(), header),
        clouds=clouds,
        salary=pay_of(text, title=title, location=location),
        years_min=years_of(lowered),
        country=country_of(location),
    )


def _header(text: str) -> str:
    """Return the first line if it is a header of fields ("Acme | ML Engineer | Berlin | ONSITE"), else ""."""
    line = text[:LONGEST_HEADER].lstrip().split("\n", 1)[0]
    return line if line.count("|") >= 2 else ""
