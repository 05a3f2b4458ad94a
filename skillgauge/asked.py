"""The options of the library's methods: which there are, and what a caller may give for each."""

import operator
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict

import pandas as pd

from analysis.market.figure_words import did_you_mean
from analysis.market.slices import KEYS, LISTS
from analysis.options import slice_of
from data.errors import UsageError

Words = str | Iterable[str]
Day = str | date


class Filters(TypedDict, total=False):
    """The filters of a slice; None is as good as leaving one out."""

    role: Words | None
    cloud: Words | None
    seniority: Words | None
    workplace: Words | None
    country: Words | None
    source: Words | None
    employer: Words | None
    without: Words | None
    group: Words | None
    since: Day | None
    until: Day | None
    level: str | None
    denominator: str | None


Query = str | Filters | Mapping[str, Any]


class Asked(Filters, total=False):
    """Everything that a figure may be asked for; each kind uses some of it."""

    skills: Words | None
    have: Words | None
    kinds: Words | None
    top: int | None
    before: str | None
    after: str | None
    against: Query | None
    step: str | None
    steps: int | None
    practices: bool | None
    interval: str | None


OPTIONS = tuple(Asked.__annotations__)
OPTION_OF = {"skills": "skill", "kinds": "skill_kind"}  # that the command line calls otherwise
SEVERAL = ("skills", "have", "kinds", *(key for key, name in KEYS.items() if name in LISTS))
WHOLE = {"top": (1, None), "steps": (1, 10)}  # the least and the most


def asked_values(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given, by the names that the command line has, several values as a tuple.

    Raises TypeError for a name that is no option and for a value of another type, UsageError for one out of
    bounds.
    """
    found = {}
    for name, value in options.items():
        if name not in OPTIONS:
            raise TypeError(f"there is no option {name!r:.80}{did_you_mean(name, OPTIONS)}")
        if value is not None:
            found[OPTION_OF.get(name, name)] = _checked(name, value)
    return found


def _checked(name: str, value: Any) -> Any:
    if name in SEVERAL:
        return _words(name, value)
    if name in WHOLE:
        return _whole(name, value)
    if name in ("since", "until"):
        return _day(name, value)
    if name == "against":
        return value if isinstance(value, str) else _query(value)
    if name == "practices":
        if not isinstance(value, bool):
            raise TypeError(f"practices is True or False, not {value!r:.80}")
        return value
    return _word(name, value)


def _word(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} is a str, not {type(value).__name__}")
    return value


def _words(name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    is_list = isinstance(value, Iterable) and getattr(value, "ndim", 1) == 1  # of NumPy, pandas or Python
    if isinstance(value, bytes | Mapping) or not is_list:
        raise TypeError(f"{name} is a str or several of them, not {type(value).__name__}")
    words = tuple(_word(name, one) for one in value)
    if not words:
        raise UsageError(f"{name} is empty; leave it out to ask for all")
    return words


def _whole(name: str, value: Any) -> int:
    least, most = WHOLE[name]
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} is a whole number, not {type(value).__name__}") from None
    if isinstance(value, bool) or number < least or (most is not None and number > most):
        reach = f"from {least}" if most is None else f"from {least} to {most}"
        raise UsageError(f"{name} is a whole number {reach}, not {value!r:.80}")
    return number


def _day(name: str, value: Any) -> str | date:
    if value is pd.NaT:
        raise TypeError(f"{name} is a date that is missing")
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str | date):
        return value
    raise TypeError(f"{name} is a date or a str such as '2025-06', not {type(value).__name__}")


def _query(value: Any) -> str:
    if not isinstance(value, Mapping):
        raise TypeError(f"against is a query or a mapping of filters, not {type(value).__name__}")
    for name in value:
        if name not in KEYS:
            raise TypeError(f"there is no filter {name!r:.80}{did_you_mean(str(name), KEYS)}")
    values = asked_values(value)
    query = slice_of(values).to_query()
    is_whole = isinstance(values.get("since"), str) and "since=" not in query
    return f"since=start&{query}" if is_whole else query
