"""A view's address: how the filters on screen and the query of a page or an endpoint name one slice.

A query may hold a value as it is called on screen (`role=ML engineer`) or by its code (`role=ml_engineer`),
in any case. Without `role` a page means ML engineers and an endpoint every role, as a command does; `role=`
means every role to both. Without `since` they mean the default period (`analysis.market.periods`). `through`
is the last month (or day) in the slice, `until` the first day no longer in it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlencode

import numpy as np

from analysis.market.basis import pooled
from analysis.market.corpus import Corpus
from analysis.market.figure_words import did_you_mean
from analysis.market.periods import default_since
from analysis.market.slices import CLOUD_CHOICES, DEFAULTS, DENOMINATORS, KEYS, SLICE_LEVELS, Slice
from analysis.options import START_WORDS
from dashboard.screen import names
from data.catalogue.employer_groups import employer_groups
from data.errors import UsageError
from data.records import ROLES, SENIORITIES, WORKPLACES

DEFAULT_ROLES = ("ml_engineer",)
EMPLOYERS_OFFERED = 300  # the largest; any other may be typed
QUOTED = 60  # characters of a value that are quoted back

SINGLE = ("since", "through", "until", "level", "denominator", "snapshot")
FIELD_OF = {key: field for key, field in KEYS.items() if key not in SINGLE}


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
    """The filters in the order of the screen; countries, sources and employers are those of the corpus."""
    facts = corpus.postings
    largest = largest_employers(corpus)
    return (
        Filter("role", "roles", "Role", ROLES, names.role_name, DEFAULT_ROLES, help="Read from the title."),
        Filter(
            "cloud",
            "clouds",
            "Cloud named",
            CLOUD_CHOICES,
            names.cloud_name,
            help="Vacancies whose text names this cloud or one of its services.",
        ),
        Filter("seniority", "seniorities", "Seniority", SENIORITIES, names.plain_name),
        Filter("workplace", "workplaces", "Workplace", WORKPLACES, names.plain_name),
        Filter("country", "countries", "Country", facts.countries, names.country_name),
        Filter(
            "source",
            "sources",
            "Source",
            facts.sources,
            names.source_name,
            help="Where the postings were collected. Sources differ in what they hold.",
        ),
        Filter("employer", "employers_in", "Only these employers", largest, is_open=True),
        Filter(
            "without",
            "employers_out",
            "Without these employers",
            largest,
            is_open=True,
            help="See how far one employer moves a figure.",
        ),
        Filter(
            *("group", "employer_groups", "Group of employers", tuple(employer_groups()), names.group_name),
            help="The list and where it comes from are in data/employer_groups.toml.",
        ),
    )


def largest_employers(corpus: Corpus) -> tuple[str, ...]:
    """The `EMPLOYERS_OFFERED` employers with the most postings, in the order of their names."""
    counts = np.bincount(corpus.postings.employer, minlength=len(corpus.postings.employers))
    largest = np.argsort(-counts, kind="stable")[:EMPLOYERS_OFFERED].tolist()
    return tuple(sorted((corpus.postings.employers[code] for code in largest), key=str.casefold))


def months(corpus: Corpus) -> list[str]:
    """Every month from the oldest posting's to the newest's, as '2025-09'; empty without dates."""
    if corpus.first_day is None or corpus.last_day is None:
        return []
    return names.months_between(corpus.first_day, corpus.last_day)


def default_start(corpus: Corpus) -> str:
    """The month with which the default period begins, START where it is the whole store."""
    since = default_since(corpus)
    return names.START if since is None else f"{since:%Y-%m}"


def period(since: str, through: str) -> tuple[date | None, date | None]:
    """The first day in and the first day out; None for an open end. Reversed months are put in order."""
    since, through = in_order(since, through)
    start = None if since == names.START else names.first_day(since)
    end = None if through == names.END else names.first_day(through, after=1)
    return start, end


def in_order(since: str, through: str) -> tuple[str, str]:
    """Put two months in order, the earlier first; START and END stay where they are."""
    is_reversed = since != names.START and through != names.END and since > through
    return (through, since) if is_reversed else (since, through)


def slice_of(values: Mapping[str, Sequence[str]], corpus: Corpus, suffix: str = "") -> Slice:
    """Make a slice of codes by key; `suffix` ends those of the second. Raises UsageError for a bad code."""
    since = next(iter(values.get(f"since{suffix}", ())), default_start(corpus))
    through = next(iter(values.get(f"through{suffix}", ())), names.END)
    start, end = period(since, through)
    return pooled(corpus, _slice(values, corpus, start, end, suffix))


def _slice(
    values: Mapping[str, Sequence[str]],
    corpus: Corpus,
    start: date | None,
    end: date | None,
    suffix: str = "",
) -> Slice:
    chosen = {one.field: tuple(values.get(one.key + suffix, one.default)) for one in filters(corpus)}
    level = next(iter(values.get("level", ())), "asked")
    denominator = next(iter(values.get("denominator", ())), "vacancies")
    return Slice(**chosen, since=start, until=end, level=level, denominator=denominator)


def read_query(pairs: Iterable[tuple[str, str]], corpus: Corpus) -> Slice:
    """Make a slice of an endpoint's query, which may name days. Raises UsageError for what it cannot mean."""
    values: dict[str, list[str]] = {}
    known = {one.key: one for one in filters(corpus)}
    for key, value in pairs:
        if key in known:
            values.setdefault(key, [])
            if value:
                values[key].append(as_code(value, known[key]))
        elif key not in SINGLE:
            every = [*known, *SINGLE]
            near = did_you_mean(key, every)
            raise UsageError(f"there is no filter {key[:40]!r}; there are: {', '.join(every)}{near}")
        elif key in values:
            raise UsageError(f"{key} is given twice")
        else:
            values[key] = [_choice(key, value)]
    check_snapshot(next(iter(values.get("snapshot", ())), corpus.snapshot), corpus)
    values.setdefault("role", [])
    part = _slice(values, corpus, *_days(values, corpus))
    return part if "since" in values else pooled(corpus, part)


def check_snapshot(snapshot: str, corpus: Corpus) -> None:
    """Raise UsageError when an address was made from other facts than these."""
    if snapshot != corpus.snapshot:
        raise UsageError(
            f"the address was made from the facts {snapshot[:QUOTED]!r}; these are {corpus.snapshot}, so its "
            "figures cannot be repeated here"
        )


def as_code(value: str, one: Filter) -> str:
    """Return the code that a value means. Raises UsageError when the filter has no such value."""
    code = find(value, one.codes, one.name)
    if code is None and not one.is_open:
        every = [one.name(known) for known in one.codes]
        near = did_you_mean(value, every)
        raise UsageError(f"there is no {one.key} {value[:QUOTED]!r}; there are: {', '.join(every)}{near}")
    return value if code is None else code


def find(value: str, codes: Sequence[str], name: Callable[[str], str] = str) -> str | None:
    """Return the code that a value is, or the one that is called so on screen; case does not count."""
    if value in codes:
        return value
    wanted = _folded(value)
    return next((code for code in codes if wanted in (_folded(code), _folded(name(code)))), None)


def _folded(value: str) -> str:
    return value.strip().casefold().replace("_", " ").replace("-", " ")


@dataclass(frozen=True, slots=True)
class MonthBounds:
    """A month or a day that an address names: its first day, and the first day after it."""

    first: date
    after: date


def when_of(value: str) -> MonthBounds | str | None:
    """Read '2025-09', 'Sep 2025', '2025-09-15' or a word for START or END; None for anything else."""
    if value.strip().casefold() in START_WORDS:
        return names.START
    if value.strip().casefold() in names.END_WORDS:
        return names.END
    shapes = (("%Y-%m-%d", True), ("%Y-%m", False), ("%b %Y", False), ("%B %Y", False))
    for shape, is_day in shapes if re.fullmatch(r"[\w -]{1,20}", value) else ():
        try:
            first = datetime.strptime(value.strip(), shape).date()  # noqa: DTZ007 - a day has no zone
            month = first.isoformat()[:7]
            return MonthBounds(first, first + timedelta(1) if is_day else names.first_day(month, after=1))
        except (OverflowError, ValueError):  # no such day, or the last one that there is
            continue
    return None


def _days(values: Mapping[str, Sequence[str]], corpus: Corpus) -> tuple[date | None, date | None]:
    """Return the first day in and the first day out of a query."""
    if "through" in values and "until" in values:
        raise UsageError("give through (the last month in) or until (the first day out), not both")
    said = {key: _when(values[key][0]) for key in ("since", "through", "until") if key in values}
    since, through = said.get("since", _when(default_start(corpus))), said.get("through")
    if isinstance(since, MonthBounds) and isinstance(through, MonthBounds) and since.first >= through.after:
        since, through = through, since
    start = since.first if isinstance(since, MonthBounds) else None
    until = said.get("until")
    end = (
        through.after
        if isinstance(through, MonthBounds)
        else until.first
        if isinstance(until, MonthBounds)
        else None
    )
    return start, end


def _when(value: str) -> MonthBounds | str:
    found = when_of(value)
    if found is None:
        raise UsageError(f"{value[:QUOTED]!r} is not a month or a day; write 2025-09, Sep 2025 or 2025-09-15")
    return found


CALLED: dict[str, tuple[Sequence[str], Mapping[str, str]]] = {
    "level": (SLICE_LEVELS, names.LEVEL_CHOICES),
    "denominator": (DENOMINATORS, names.DENOMINATOR_CHOICES),
}


def _choice(key: str, value: str) -> str:
    if key not in CALLED:
        return value
    codes, called = CALLED[key]
    code = find(value, codes, called.__getitem__)
    if code is None:
        near = did_you_mean(value, codes)
        raise UsageError(f"there is no {key} {value[:QUOTED]!r}; there are: {', '.join(codes)}{near}")
    return code


def query_of(part: Slice) -> list[tuple[str, str]]:
    """Return the query, in codes, that `read_query` reads as this slice."""
    pairs = [(one, value) for one, field in FIELD_OF.items() for value in getattr(part, field)]
    if not part.roles:
        pairs.insert(0, ("role", ""))
    pairs.append(("since", day_code(part.since) if part.since else names.START))
    if part.until:
        pairs.append(("until", day_code(part.until)))
    pairs += [
        (key, getattr(part, key)) for key in ("level", "denominator") if getattr(part, key) != DEFAULTS[key]
    ]
    return pairs


def day_code(day: date) -> str:
    """Write the first of a month as '2025-09', any other day as '2025-09-15'."""
    return f"{day:%Y-%m}" if day.day == 1 else day.isoformat()


def written_out(part: Slice, corpus: Corpus) -> Slice:
    """Close an open end after the newest month, so that later postings do not join."""
    if part.until or corpus.last_day is None:
        return part
    return part.narrowed(until=end_of(corpus.last_day))


def end_of(day: date) -> date:
    """The first day of the month after a day's own."""
    return names.first_day(f"{day:%Y-%m}", after=1)


def endpoint(name: str, part: Slice, **more: str) -> str:
    """The address of a view for programs, such as '/api/shares.csv?...'; `more` is asked beside the slice."""
    return f"/api/{name}?{urlencode([*query_of(part), *more.items()])}"


def sealed(address: str, corpus: Corpus) -> str:
    """Write out the last month of an endpoint's address, so that it counts the same months later on."""
    if corpus.last_day is None or "&until=" in address:
        return address
    return f"{address}&until={day_code(end_of(corpus.last_day))}"
