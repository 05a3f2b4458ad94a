"""The period of a view: which whole months an address means, and what is said where it means others."""

from collections.abc import Sequence
from datetime import date, timedelta

from analysis.market.corpus import Corpus
from dashboard.address import widget_values
from dashboard.address.address import MonthBounds, default_start, in_order, months, when_of
from dashboard.screen import names

NONE = "there is no such month"
OUTSIDE = "no posting is of that time"
WHOLE = "the filters know whole months"


def label_of(month: str, corpus: Corpus) -> str:
    """Return what a choice is called: 'Sep 2025', and for the open end 'Aug 2026, the newest'."""
    if month == names.END and corpus.last_day:
        return f"{names.month_name(f'{corpus.last_day:%Y-%m}')}, the newest"
    return names.month_name(month)


def announce_months(corpus: Corpus, suffix: str = "") -> None:
    """Announce the first and the last month; `until`, the first day out, means the month before it."""
    first = month_in_address("since", suffix, corpus, default_start(corpus))
    last = month_in_address("through", suffix, corpus, None)
    end = month_in_address("until", suffix, corpus, None)
    if first is None and last is None and end is None:
        return
    start, stop = first or default_start(corpus), last or end or names.END
    ordered = in_order(start, stop)
    if ordered != (start, stop):
        said = f"{label_of(start, corpus)} to {label_of(stop, corpus)}, which is the wrong way round"
        shown = f"{label_of(ordered[0], corpus)} to {label_of(ordered[1], corpus)}"
        widget_values.add_note(f"since{suffix}", f"The address asks for {said}. Shown: {shown}.")
    if end is not None and last is None and f"until{suffix}" not in widget_values.reading().notes:
        widget_values.rename_key(f"until{suffix}", f"through{suffix}", label_of(end, corpus))
    widget_values.interpret_as(
        f"since{suffix}", label_of(ordered[0], corpus), same=ordered[0] == default_start(corpus)
    )
    widget_values.interpret_as(f"through{suffix}", label_of(ordered[1], corpus), same=ordered[1] == names.END)


def month_in_address(key: str, suffix: str, corpus: Corpus, default: str | None) -> str | None:
    """Return the month that the address means by a key, None when it says nothing or nothing that is one."""
    values = widget_values.read_key(f"{key}{suffix}")
    if not values or not values[-1]:
        return None
    month, problem = month_of(key, values[-1], corpus)
    if problem:
        shown = label_of(month or default or names.END, corpus)
        widget_values.add_note(
            f"{key}{suffix}",
            f"The address asks for {key} {widget_values.quoted(values[-1])}; {problem}. Shown: {shown}.",
        )
    return month or default


def month_of(key: str, value: str, corpus: Corpus) -> tuple[str | None, str | None]:
    """Return the month that a value means and what is wrong with it; either may be None."""
    when = when_of(value)
    every = months(corpus)
    if when is None or not every:
        return None, NONE
    if not isinstance(when, MonthBounds):
        is_right = when == (names.START if key == "since" else names.END)
        return (when, None) if is_right else (None, OUTSIDE)
    day = when.first - timedelta(1) if key == "until" and when.first > date.min else when.first
    month = day.isoformat()[:7]
    problem = None if _is_whole(key, when, day) else WHOLE
    if key == "since":
        return _start(month, every, problem)
    return _end(month, every, problem)


def _start(month: str, every: Sequence[str], problem: str | None) -> tuple[str | None, str | None]:
    if month > every[-1]:
        return None, OUTSIDE
    return (names.START, None) if month < every[0] else (month, problem)


def _end(month: str, every: Sequence[str], problem: str | None) -> tuple[str | None, str | None]:
    if month < every[0]:
        return None, OUTSIDE
    return (names.END, None) if month > every[-1] else (month, problem)


def _is_whole(key: str, when: MonthBounds, day: date) -> bool:
    if key == "since":
        return day.day == 1
    return (when.first if key == "until" else when.after).day == 1
