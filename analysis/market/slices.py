"""The part of the corpus that a figure is about, as one value with a canonical address.

`to_query()` and `from_query()` are exact opposites: equal slices have equal queries, so a URL, a CSV row and
a command name the same thing.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from analysis.market.figure_words import (
    CLOUD_NAMES,
    LEVEL_WORDS,
    ROLE_NAMES,
    day_in_words,
    did_you_mean,
    listed,
)
from data.catalogue.employer_groups import employer_groups
from data.errors import UsageError
from data.origins import source_name
from data.records import CLOUDS, ROLES, SENIORITIES, WORKPLACES

SLICE_LEVELS = ("asked", "required", "preferred", "mentioned", "any")
DENOMINATORS = ("vacancies", "postings", "employers")
CLOUD_CHOICES = (*CLOUDS, "any", "none")
MAX_QUERY = 8_000  # characters; longer than any address a browser keeps whole
MAX_VALUES = 200  # values of one filter
NAME_LENGTH = 500  # characters of a source or an employer, as many as a store keeps

# the short name in an address -> the field
KEYS = {
    "role": "roles",
    "cloud": "clouds",
    "seniority": "seniorities",
    "workplace": "workplaces",
    "country": "countries",
    "source": "sources",
    "employer": "employers_in",
    "without": "employers_out",
    "group": "employer_groups",
    "since": "since",
    "until": "until",
    "level": "level",
    "denominator": "denominator",
}
CLOSED = {
    "roles": ROLES,
    "clouds": CLOUD_CHOICES,
    "seniorities": SENIORITIES,
    "workplaces": WORKPLACES,
}
NAME = re.compile(rf"[^\x00-\x1f\ud800-\udfff]{{1,{NAME_LENGTH}}}")
PATTERNS = {
    "countries": re.compile(r"[A-Z]{2}"),
    **dict.fromkeys(("sources", "employers_in", "employers_out"), NAME),  # a dump may call both anything
}
HINTS = {"countries": "; a country is two capital letters, such as DE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A selection of postings and the way to count in it; an empty filter lets everything through.

    Values within one filter are alternatives, filters narrow each other. `clouds` also takes "any" (names at
    least one cloud) and "none". `employer_groups` are codes of `data/employer_groups.toml`. `since` and
    `until` are half-open days of posting. `level` says which mentions count: "asked" is required, preferred
    or mentioned; "any" adds boilerplate.
    """

    roles: tuple[str, ...] = ()
    clouds: tuple[str, ...] = ()
    seniorities: tuple[str, ...] = ()
    workplaces: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    employers_in: tuple[str, ...] = ()
    employers_out: tuple[str, ...] = ()
    employer_groups: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    level: str = "asked"
    denominator: str = "vacancies"

    def __post_init__(self) -> None:
        for name in LISTS:
            object.__setattr__(self, name, _checked(name, getattr(self, name)))
        _one_of("level", self.level, SLICE_LEVELS)
        _one_of("denominator", self.denominator, DENOMINATORS)
        if self.since and self.until and self.since >= self.until:
            raise UsageError(f"since {self.since} is not before until {self.until}")

    def to_query(self) -> str:
        """Return the canonical query: only what differs from the default, always in the same order."""
        return urlencode(list(self._pairs()))

    def _pairs(self) -> Iterable[tuple[str, str]]:
        for key, name in KEYS.items():
            value = getattr(self, name)
            if isinstance(value, tuple):
                yield from ((key, one) for one in value)
            elif value != DEFAULTS[name]:
                yield key, str(value)

    @classmethod
    def from_query(cls, query: str) -> "Slice":
        """Return the slice that a query names. Raises UsageError for an unknown key or value."""
        if len(query) > MAX_QUERY:
            raise UsageError(f"a slice of {len(query):,} characters is too long (at most {MAX_QUERY:,})")
        return cls.from_pairs(parse_qsl(query.removeprefix("?"), keep_blank_values=True))

    @classmethod
    def from_pairs(cls, pairs: Iterable[tuple[str, str]]) -> "Slice":
        """Return the slice of (key, value) pairs as they stand in an address."""
        values: dict[str, Any] = {}
        for key, value in pairs:
            name = KEYS.get(key)
            if name is None:
                raise UsageError(f"a slice has no {key!r}; it has: {', '.join(KEYS)}")
            if name in LISTS:
                values[name] = (*values.get(name, ()), value)
            elif name in values:
                raise UsageError(f"{key} is given twice")
            else:
                values[name] = _day(key, value) if name in DAYS else value
        return cls(**values)

    def narrowed(self, **changes: Any) -> "Slice":
        """The same slice with some filters replaced; raises UsageError like a new one."""
        return replace(self, **changes)

    def in_words(self) -> str:
        """Return 'ML engineer vacancies naming AWS, since June 2025'."""
        subject = self._subject()
        subject = subject if self._narrows() else f"All {subject}"
        return ", ".join([subject, *filter(None, (say(self) for say in CLAUSES))])

    def counted(self) -> str:
        """Return 'ML engineer vacancies since June 2025', for a sentence: always with a period."""
        return self._said(self.when())

    def whom(self) -> str:
        """Return 'ML engineer vacancies', for a sentence that names its periods itself."""
        return self._said("")

    def _said(self, when: str) -> str:
        where = [say(self) for say in (_place, _source, _employers)]
        return " ".join([self._subject(), *filter(None, [", ".join(filter(None, [*where, when]))])])

    def when(self) -> str:
        """Return 'since June 2025', or 'of all years' without a first and a last day."""
        return _period(self) or "of all years"

    def _narrows(self) -> bool:
        return bool(self.workplaces or self.seniorities or self.roles)

    def _subject(self) -> str:
        roles = [ROLE_NAMES[role] for role in self.roles]
        words = [*filter(None, [_plain(self.workplaces), _plain(self.seniorities), listed(roles)])]
        noun = "employers hiring" if self.denominator == "employers" else self.denominator
        subject = " ".join([*words, noun])
        clouds = [CLOUD_NAMES[cloud] for cloud in self.clouds]
        return f"{subject} naming {listed(clouds)}" if clouds else subject


LISTS = tuple(field.name for field in fields(Slice) if field.type == tuple[str, ...])
DAYS = ("since", "until")
DEFAULTS = {field.name: field.default for field in fields(Slice)}


def _checked(name: str, values: Iterable[str]) -> tuple[str, ...]:
    ordered = tuple(sorted(set(values)))
    if len(ordered) > MAX_VALUES:
        raise UsageError(f"{name} has {len(ordered)} values (at most {MAX_VALUES})")
    for value in ordered:
        if name in CLOSED:
            _one_of(name, value, CLOSED[name])
        elif name == "employer_groups":
            _one_of("group", value, tuple(employer_groups()))
        elif not PATTERNS[name].fullmatch(value):
            raise UsageError(f"{name} cannot hold {value[:80]!r}{HINTS.get(name, '')}")
    return ordered


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        near = did_you_mean(value, allowed)
        raise UsageError(f"{name} cannot be {value[:80]!r}; it is one of: {', '.join(allowed)}{near}")


def _day(key: str, value: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise UsageError(f"{key} must be a day such as 2025-06-01, not {value[:80]!r}")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{key} must be a day such as 2025-06-01, not {value!r}") from error


def _plain(values: tuple[str, ...]) -> str:
    words = {"unspecified": "unstated", "onsite": "on-site"}
    return listed([words.get(value, value) for value in values])


def _place(part: Slice) -> str:
    return f"in {listed(part.countries)}" if part.countries else ""


def _source(part: Slice) -> str:
    return f"from {listed([source_name(source) for source in part.sources])}" if part.sources else ""


def _employers(part: Slice) -> str:
    only = f"of {listed(part.employers_in)}" if part.employers_in else ""
    names = [employer_groups()[code].name for code in part.employer_groups]
    groups = f"of {listed(names)}" if names else ""
    without = f"without {listed(part.employers_out, 'and')}" if part.employers_out else ""
    return ", ".join(filter(None, [only, groups, without]))


def _period(part: Slice) -> str:
    if part.since and part.until:
        return f"from {day_in_words(part.since)} until before {day_in_words(part.until)}"
    if part.since:
        return f"since {day_in_words(part.since)}"
    return f"before {day_in_words(part.until)}" if part.until else ""


def _level(part: Slice) -> str:
    return "" if part.level == "asked" else f"counting those that {LEVEL_WORDS[part.level]} a skill"


CLAUSES: tuple[Callable[[Slice], str], ...] = (_place, _source, _employers, _period, _level)
