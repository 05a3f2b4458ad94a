"""The JSON of one parsed page, as `skillgauge parse` prints it and the saved pages of the tests expect it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from data.errors import UsageError
from data.pay_json import salary_as_json, salary_from_json
from data.records import Parsed, Posting, Salary

TEXTS = (
    "source", "board", "external_id", "url", "title", "employer", "text", "location", "posted_precision",
    "posted_raw", "workplace", "department", "language", "group_key",
)  # fmt: skip  # as many names as fit on a line
NEEDED = TEXTS[:6]  # its text is what its own page is asked for


def parsed_as_json(parsed: Parsed) -> dict[str, Any]:
    """Return a page as JSON values, under the names of the records' fields; empty fields are left out."""
    return {
        "postings": [plain(posting) for posting in parsed.postings],
        "rejected": [plain(rejection) for rejection in parsed.rejected],
        "follow": [plain(request) for request in parsed.follow],
        "complete": parsed.complete,
    }


def plain(value: Any) -> Any:
    """Return a value of a record as JSON holds it: times by ISO 8601, bytes as text, tuples as lists."""
    if isinstance(value, Salary):
        return salary_as_json(value)
    if is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: plain(entry) for name, entry in pairs if not is_empty(entry)}
    if isinstance(value, tuple):
        return [plain(entry) for entry in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return value.isoformat() if isinstance(value, datetime) else value


def is_empty(value: object) -> bool:
    """Tell whether a field holds nothing worth a key; zero is a value."""
    return value is None or value is False or value in ("", ())


def posting_from_json(values: object) -> Posting:
    """Return a posting from the keys that `plain` writes; raises UsageError for any other value."""
    if not isinstance(values, Mapping):
        raise UsageError("the known posting is not a JSON object")
    stated = {name: value for name, value in values.items() if value is not None}
    check_names(stated)
    found: dict[str, Any] = {name: text_at(stated, name) for name in TEXTS if name in stated}
    for name, read in (("posted_at", time_at), ("salary", salary_at)):
        if name in stated:
            found[name] = read(stated)
    for name in ("identities", "links"):
        found[name] = texts_at(stated, name)
    return Posting(**{"text": "", **found})


def check_names(stated: Mapping[str, object]) -> None:
    """Raise UsageError for a field that no posting has, and for one missing that every posting has."""
    unknown = sorted(set(stated) - {field.name for field in fields(Posting)})
    if unknown:
        raise UsageError(f"the known posting has a field {unknown[0]!r}, which no posting has")
    missing = [name for name in NEEDED if not stated.get(name)]
    if missing:
        raise UsageError(f"the known posting has no {missing[0]}")


def text_at(values: Mapping[str, Any], name: str) -> str:
    """Return a field that is a text; raises UsageError where it is anything else."""
    value = values[name]
    if not isinstance(value, str):
        raise UsageError(f"the known posting's {name} is {value!r:.60}; it is a text")
    return value


def texts_at(values: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return a field that is a list of texts, empty where it is missing; raises UsageError for any other."""
    entries = values.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise UsageError(f"the known posting's {name} are {entries!r:.60}; they are a list of texts")
    return tuple(entries)


def time_at(values: Mapping[str, Any]) -> datetime:
    """Return `posted_at`; raises UsageError for a value that is not a time with an offset."""
    try:
        when = datetime.fromisoformat(text_at(values, "posted_at"))
    except ValueError as error:
        raise UsageError(f"the known posting's posted_at is {values['posted_at']!r:.60}: {error}") from error
    if when.tzinfo is None:
        raise UsageError("the known posting's posted_at has no offset from UTC")
    return when


def salary_at(values: Mapping[str, Any]) -> Salary:
    """Return `salary`; raises UsageError for a value that lacks a bound, the currency or the period."""
    try:
        return salary_from_json(values["salary"])
    except (TypeError, KeyError, ValueError) as error:
        raise UsageError(
            "the known posting's salary is not an object with min, max, currency and period"
        ) from error
