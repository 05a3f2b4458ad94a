"""Checking that a record read from a store holds values of the types that its fields declare.

SQLite keeps any value in any column, so a stranger's file may hold bytes where we write words.
"""

from collections.abc import Hashable
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


def typed(record: Record) -> Record:
    """Return a record unchanged. Raises TypeError if the value of a field is not of its declared type."""
    for name, kinds in kinds_of(cast(Hashable, type(record))):
        value = getattr(record, name)
        if not isinstance(value, kinds):
            raise TypeError(f"a {name} that is {type(value).__name__}")
    return record


@cache
def kinds_of(kind: Hashable) -> tuple[tuple[str, tuple[type, ...]], ...]:
    """Return (name, allowed classes) of each field of a record's class."""
    return tuple((name, classes_of(hint)) for name, hint in get_type_hints(kind).items())


def classes_of(hint: Any) -> tuple[type, ...]:
    """Return the classes that a type hint allows; an int may stand for a float."""
    if isinstance(hint, UnionType):
        return tuple(kind for part in get_args(hint) for kind in classes_of(part))
    if get_origin(hint) is Literal:
        return tuple(map(type, get_args(hint)))
    kind: type = get_origin(hint) or hint
    return (float, int) if kind is float else (kind,)
