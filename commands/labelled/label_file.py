"""Files of labels, one posting a line, in both forms: as people write them, or packed (no text).

docs/labelling.md says what a line has.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from data.errors import UsageError
from nlp.scoring.accounts import FIELDS, RANK
from nlp.scoring.agreement import PASSES
from nlp.scoring.counts import KINDS as COUNTED
from nlp.scoring.packed_labels import DECIDED, key_of, unpacked_labels

Row = Mapping[str, Any]

STATED = tuple(key for key in FIELDS.values() if key != "years_min")  # older sets do not label years
OF_A_SKILL = ("name", "surfaces", "kind", "level")
KINDS = ("tech", "practice")


def read_labels(path: Path) -> list[Row]:
    """Return the lines of a file of labels, in either form.

    Raises UsageError that names the first wrong line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {str(path)!r}: {getattr(error, 'strerror', None) or error}") from error
    return [_parse(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def is_packed(row: Row) -> bool:
    """Tell whether a line has places for spellings, and no text."""
    return DECIDED in row


def _parse(path: Path, number: int, line: str) -> Row:
    try:
        row = json.loads(line)
        fault = next((fault for labels in labels_in(row) if (fault := fault_of(labels))), "")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        why = f"{type(error).__name__}: {error}" if isinstance(error, KeyError) else error
        raise UsageError(f"{path}:{number}: not a labelled posting: {why}") from error
    if fault:
        raise UsageError(f"{path}:{number}: {fault}")
    return row  # type: ignore[no-any-return]


def labels_in(row: Row) -> Iterator[Row]:
    """Yield the labels of a line: those decided on, those of each pass; spellings of a packed line are "".

    May raise ValueError, TypeError or KeyError for a line of another shape.
    """
    if is_packed(row):
        key_of(row)
        str(row["digest"])
        yield from (unpacked_labels(row[name], "") for name in (DECIDED, *PASSES) if name in row)
    else:
        yield row
        yield from (row[name] for name in PASSES if row.get(name))


def fault_of(labels: Row) -> str:
    """Return what is wrong with labels, in words; "" where they are whole. May raise TypeError."""
    is_partial = "complete" in labels
    if fault := fault_of_keys(labels, () if is_partial else STATED):
        return fault
    levels = (*RANK, None) if is_partial else tuple(RANK)
    if found := next((fault for skill in labels["skills"] if (fault := fault_of_skill(skill, levels))), ""):
        return found
    if labels.get("salary") is not None and not {"min", "max"} <= set(labels["salary"]):
        return "its salary has 'min' and 'max', or is null"
    return "" if are_lists_of_names(labels.get("alternatives", ())) else "its alternatives are lists of names"


def fault_of_keys(labels: Row, facts: Iterable[str]) -> str:
    """Say which of the skills and of these facts labels lack, or that they are complete for no such kind."""
    if lacks := [key for key in ("skills", *facts) if key not in labels]:
        return f"a labelled posting has {', '.join(map(repr, lacks))}"
    if not set(labels.get("complete", ())) <= set(COUNTED):
        return f"its 'complete' is a list of {', '.join(map(repr, COUNTED))}"
    return ""


def are_lists_of_names(lists: Iterable[object]) -> bool:
    """Tell whether any-of lists can be counted."""
    return all(isinstance(one, list) and all(isinstance(name, str) for name in one) for one in lists)


def fault_of_skill(skill: Row, levels: tuple[str | None, ...]) -> str:
    """Return what is wrong with a labelled skill, "" for nothing."""
    if lacks := [key for key in OF_A_SKILL if key not in skill]:
        return f"each of its skills has {', '.join(map(repr, lacks))}"
    for key, words in (("kind", KINDS), ("level", levels)):
        if skill[key] not in words:
            return f"the {key} of a skill is {' or '.join(map(repr, words))}, not {skill[key]!r}"
    return ""
