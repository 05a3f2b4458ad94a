"""Reads one record of a page by name and type.

A missing, null or empty field is None; a field of another type than expected rejects that one record, with
the field named.
"""

import re

from data.errors import PageRejected, PostingRejected
from scraper.parsing.clean import clean_line

MAX_ID_CHARS = 200  # the longest real identity seen has 120
NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,9})?", re.ASCII)


class LeftOut(PostingRejected):
    """A sound record that is not an open posting: unlisted, deleted, expired, a notice."""


class Fields:
    """One record of a page, read by name and type.

    With the `url` of a page it is what stands around the records, and what is wrong there rejects the page.
    """

    __slots__ = ("path", "record", "url")

    def __init__(self, record: object, path: str = "", url: str | None = None) -> None:
        self.path, self.url = path, url
        if not isinstance(record, dict):
            raise self.error(path or "record", f"expected an object, got {kind_of(record)}")
        self.record: dict[str, object] = record

    def error(self, name: str, reason: str) -> PostingRejected | PageRejected:
        """Return the error for a field that cannot be used, for the caller to raise."""
        if self.url is None:
            return PostingRejected(name, reason)
        return PageRejected(f"{self.url} answered in another shape: {name}: {reason}")

    def at(self, name: str) -> str:
        """Return a field's name with its path, as messages show it: `location.name`."""
        return f"{self.path}.{name}" if self.path else name

    def wrong(self, name: str, expected: str) -> PostingRejected | PageRejected:
        """Return the error for a field of another type than expected."""
        return self.error(self.at(name), f"expected {expected}, got {kind_of(self.record[name])}")

    def text(self, name: str) -> str | None:
        """Return a text field; None if it is missing or blank."""
        value = self.record.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.wrong(name, "text")
        return value if value.strip() else None

    def line(self, name: str) -> str | None:
        """Return a text field on one clean line, entities undone once; None if it is missing or blank."""
        value = self.text(name)
        return (clean_line(value, unescape=1) or None) if value else None

    def id(self, name: str) -> str:
        """Return an identity: a whole number or a text without spaces around it; it must be there."""
        value = self.record.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            raise self.wrong(name, "an identity")
        found = clean_line(value) if value and len(value) <= MAX_ID_CHARS else ""
        if not found:
            raise self.error(self.at(name), "no usable identity" if value else "missing")
        return found

    def optional_id(self, name: str) -> str | None:
        """Return an identity as `id` does, None if the field is missing."""
        return None if self.record.get(name) in (None, "") else self.id(name)

    def flag(self, name: str) -> bool | None:
        """Return a boolean field, also where it is written as 0 or 1 or as text; None if it is missing."""
        value = self.record.get(name)
        if isinstance(value, str):
            value = {"true": True, "1": True, "false": False, "0": False}.get(value.strip().lower())
        if value is None or isinstance(value, bool):
            return value
        if value in (0, 1):
            return bool(value)
        raise self.wrong(name, "true or false")

    def number(self, name: str) -> float | None:
        """Return a number, also one written as text; None if missing, other text, or beyond 1e15."""
        value = self.record.get(name)
        if isinstance(value, str):
            value = float(value) if NUMBER.fullmatch(value.strip()) else None
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(name, "a number")
        return float(value) if abs(value) < 1e15 else None

    def inside(self, name: str) -> "Fields":
        """Return an inner record; empty if it is missing."""
        value = self.record.get(name)
        return Fields({} if value is None else value, self.at(name), self.url)

    def each(self, name: str) -> tuple["Fields", ...]:
        """Return the records of a list; empty if it is missing."""
        return tuple(Fields(value, self.at(name), self.url) for value in self.values(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list, blank ones left out; a bare text is a list of one."""
        value = self.record.get(name)
        values = (value,) if isinstance(value, str) else self.values(name)
        return tuple(value.strip() for value in values if isinstance(value, str) and value.strip())

    def values(self, name: str) -> tuple[object, ...]:
        """Return the values of a list; empty if it is missing."""
        value = self.record.get(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.wrong(name, "a list")
        return tuple(value)


def kind_of(value: object) -> str:
    """Return what a JSON value is, as messages say it: "an object", "a list", "nothing"."""
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "nothing"}
    return names.get(type(value), "a number")
