"""A view's address: how the filters on screen and the query of a page or an endpoint name one slice.

A query may hold a value as it is called on screen (`role=ML engineer`) or by its code (`role=ml_engineer`).
Without `role` it means ML engineers, without `since` the last twelve months; `role=` means every role.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

import numpy as np

from analysis.corpus import Corpus
from analysis.slices import CLOUD_CHOICES, DEFAULTS, DENOMINATORS, SLICE_LEVELS, Slice
from dashboard import names
from data.errors import UsageError
from data.records import ROLES, SENIORITIES, WORKPLACES

DEFAULT_ROLES = ("ml_engineer",)
DEFAULT_MONTHS = 12  # the market of today: long enough for narrow slices, short enough to be current
EMPLOYERS_OFFERED = 300  # the largest; any other may be typed

FIELD_OF = {
    "role": "roles", "cloud": "clouds", "seniority": "seniorities", "workplace": "workplaces",
    "country": "countries", "source": "sources", "employer": "employers_in", "without": "employers_out",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter that takes several values: its key in an address, its field in a Slice, and its choices."""

    key: str
    field: str
    label: str
    codes: tuple[str, ...]
    name: Callable[[str], str] = str
    default: tuple[str, ...] = ()
    is_open: bool = False
    help: str = ""


@lru_cache(maxsize=2)  # the corpus in use and the one that replaces it
def filters(corpus: Corpus) -> tuple[Filter, ...]:
    """Return the filters that this corpus offers, in the order of the screen."""
    facts = corpus.postings
    largest = largest_employers(corpus)
    return (
        Filter("role", "roles", "Role", ROLES, names.role_name, DEFAULT_ROLES, help="Read from the title."),
        Filter("cloud", "clouds", "Cloud named", CLOUD_CHOICES, names.cloud_name,
               help="Vacancies whose text names this cloud or one of its services."),
        Filter("seniority", "seniorities", "Seniority", SENIORITIES, names.plain_name),
        Filter("workplace", "workplaces", "Workplace", WORKPLACES, names.plain_name),
        Filter("country", "countries", "Country", facts.countries, names.country_name),
        Filter("source", "sources", "Source", facts.sources, names.source_name,
               help="Where the postings were collected. Sources differ in what they hold."),
        Filter("employer", "employers_in", "Only these employers", largest, is_open=True),
        Filter("without", "employers_out", "Without these employers", largest, is_open=True,
               help="See how far one employer moves a figure."),
    )  # fmt: skip


def largest_employers(corpus: Corpus) -> tuple[str, ...]:
    """Return the employers with the most postings, by name."""
    counts = np.bincount(corpus.postings.employer, minlength=len(corpus.postings.employers))
    largest = np.argsort(-counts, kind="stable")[:EMPLOYERS_OFFERED].tolist()
    return tuple(sorted((corpus.postings.employers[code] for code in largest), key=str.casefold))


def months(corpus: Corpus) -> list[str]:
    """Return the months that hold postings, the oldest first."""
    if corpus.first_day is None or corpus.last_day is None:
        return []
    return names.months_between(corpus.first_day, corpus.last_day)


def default_since(corpus: Corpus) -> str:
    """Return the month with which the last twelve months begin."""
    all_months = months(corpus)
    return all_months[-DEFAULT_MONTHS] if len(all_months) > DEFAULT_MONTHS else names.START


def period(since: str, through: str) -> tuple[date | None, date | None]:
    """Return the half-open days of a period of whole months; reversed months are put in order."""
    if since != names.START and through != names.END and since > through:
        since, through = through, since
    start = None if since == names.START else names.first_day(since)
    end = None if through == names.END else names.first_day(through, after=1)
    return start, end


def slice_of(values: Mapping[str, Sequence[str]], corpus: Corpus, suffix: str = "") -> Slice:
    """Return the slice that the filters' values (codes by key) name. Raises UsageError for a bad one."""
    chosen = {one.field: tuple(values.get(one.key + suffix, one.default)) for one in filters(corpus)}
    since = next(iter(values.get(f"since{suffix}", ())), default_since(corpus))
    through = next(iter(values.get(f"through{suffix}", ())), names.END)
    start, end = period(since, through)
    level = next(iter(values.get("level", ())), "asked")
    denominator = next(iter(values.get("denominator", ())), "vacancies")
    return Slice(**chosen, since=start, until=end, level=level, denominator=denominator)


def read_query(pairs: Iterable[tuple[str, str]], corpus: Corpus) -> Slice:
    """Return the slice of a page's or an endpoint's query. Raises UsageError for a bad one."""
    values: dict[str, list[str]] = {}
    known = {one.key: one for one in filters(corpus)}
    for key, value in pairs:
        if key in known:
            values.setdefault(key, [])
            if value:
                values[key].append(as_code(value, known[key]))
        elif key in SINGLE:
            values[key] = [SINGLE[key](value, corpus)]
        else:
            raise UsageError(f"there is no filter {key[:40]!r}; there are: {', '.join([*known, *SINGLE])}")
    return slice_of(values, corpus)


def as_code(value: str, one: Filter) -> str:
    """Return the code that a query means, whether it holds the code or the name on screen."""
    if value in one.codes:
        return value
    return next((code for code in one.codes if one.name(code).casefold() == value.casefold()), value)


def _month(value: str, corpus: Corpus) -> str:
    choices = [names.START, names.END, *months(corpus)]
    if value[:7] in choices:  # a day counts as its month
        return value[:7]
    found = [month for month in choices if names.month_name(month).casefold() == value.casefold()]
    if not found:
        raise UsageError(f"{value[:40]!r} is not a month of this store; write 2025-09 or Sep 2025")
    return found[0]


def _level(value: str, _corpus: Corpus) -> str:
    return _choice(value, SLICE_LEVELS, names.LEVEL_CHOICES)


def _denominator(value: str, _corpus: Corpus) -> str:
    return _choice(value, DENOMINATORS, names.DENOMINATOR_CHOICES)


def _choice(value: str, codes: Sequence[str], called: Mapping[str, str]) -> str:
    return value if value in codes else next((code for code in codes if called[code] == value), value)


SINGLE: dict[str, Callable[[str, Corpus], str]] = {
    "since": _month,
    "through": _month,
    "level": _level,
    "denominator": _denominator,
}


def query_of(part: Slice) -> list[tuple[str, str]]:
    """Return the query, in codes, that `read_query` reads as this slice (its days are firsts of months)."""
    pairs = [(one, value) for one, field in FIELD_OF.items() for value in getattr(part, field)]
    if not part.roles:
        pairs.insert(0, ("role", ""))
    pairs.append(("since", f"{part.since:%Y-%m}" if part.since else names.START))
    if part.until:
        pairs.append(("through", f"{names.first_day(f'{part.until:%Y-%m}', after=-1):%Y-%m}"))
    pairs += [
        (key, getattr(part, key)) for key in ("level", "denominator") if getattr(part, key) != DEFAULTS[key]
    ]
    return pairs


def endpoint(name: str, part: Slice, **more: str) -> str:
    """Return the address at which a program gets a view's numbers."""
    return f"/api/{name}?{urlencode([*query_of(part), *more.items()])}"
