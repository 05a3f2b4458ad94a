"""What values are called on screen and in an address: "ML engineer", "AWS", "United States", "Sep 2025"."""

from datetime import date

from analysis.market.figure_words import CLOUD_NAMES, ROLE_NAMES
from data.catalogue.employer_groups import employer_groups
from data.origins import source_name
from data.places import country_names

__all__ = ["source_name"]  # said here with the other names

START = "the beginning"
END = "the newest posting"  # not "now": the newest may be old
END_WORDS = ("the newest posting", "newest", "now")  # what an address may say for that end of time
WORKPLACE_NAMES = {"onsite": "on site", "unspecified": "not stated"}
LEVEL_CHOICES = {
    "asked": "required, preferred or mentioned",
    "required": "required only",
    "preferred": "preferred only",
    "mentioned": "mentioned only",
    "any": "anywhere, boilerplate too",
}
DENOMINATOR_CHOICES = {
    "vacancies": "vacancies",
    "postings": "postings (reposts count again)",
    "employers": "employers (each has one voice)",
}


def role_name(role: str) -> str:
    """'ML engineer' for 'ml_engineer'; an unknown code stays as it is."""
    name = ROLE_NAMES.get(role, role)
    return name[0].upper() + name[1:]


def cloud_name(cloud: str) -> str:
    """'AWS' for 'aws', 'any cloud' for 'any'; an unknown code stays as it is."""
    return CLOUD_NAMES.get(cloud, cloud)


def group_name(code: str) -> str:
    """'Large technology employers' for 'large-tech'; an unknown code stays as it is."""
    group = employer_groups().get(code)
    return f"{group.name[0].upper()}{group.name[1:]}" if group else code


def plain_name(value: str) -> str:
    """'on site' for 'onsite', 'not stated' for 'unspecified'; other words stay as they are."""
    return WORKPLACE_NAMES.get(value, value)


def country_name(code: str) -> str:
    """'Germany' for 'DE'; an unknown code stays as it is."""
    return country_names().get(code, code)


def month_name(month: str) -> str:
    """Return 'Sep 2025' for '2025-09'; the two ends of time stay as they are."""
    return month if month in (START, END) else f"{date.fromisoformat(f'{month}-01'):%b %Y}"


def months_between(first: date, last: date) -> list[str]:
    """Return the months from one day's to another's, as '2025-09'."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [month_of(first.year * 12 + first.month - 1 + step) for step in range(count)]


def month_of(number: int) -> str:
    """'2025-09' for 24,308, the count of months since January of year 0."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def first_day(month: str, *, after: int = 0) -> date:
    """Return the first day of a month, or of the one `after` months later."""
    year, number = (int(part) for part in month.split("-"))
    return date.fromisoformat(f"{month_of(year * 12 + number - 1 + after)}-01")
