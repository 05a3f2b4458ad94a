"""Labels that hold no text: ids, places and values, one posting a line, as `data/labels.jsonl` has them.

The text of a posting belongs to whoever wrote it, so a skill's spellings become the places at which they
stand in the text as an import stores it; a digest tells whether a text at hand is that one. One place a
spelling: the first at which it stands as a word.

    {"source": "archive", "id": "7", "digest": "0f...", "half": "open", "lang": "en", "setting": "job site",
     "decided": {"role": "ml_engineer", ..., "skills": [["PyTorch", "tech", "required", [[120, 127]]], ...],
                 "alternatives": [["PyTorch", "JAX"]], "traps": [[300, 308, "the employer's own name"]]},
     "pass1": {...}, "pass2": {...}}
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from nlp.scoring.accounts import FIELDS, Labels
from nlp.scoring.agreement import PASSES

DECIDED = "decided"
KEPT = ("half", "lang", "setting")  # of a labelled posting, as they are
STATED = (*FIELDS.values(), "complete")  # of labels, as they are, where they have it
SAME_SOURCE = {"hn": "hackernews"}

Key = tuple[str, str]  # the source and the external id of a posting
Packed = Mapping[str, Any]  # one line of the file
Place = list[int]  # [start, end] in the text


class LabelsMisfit(Exception):
    """Labels and a text do not fit; `reasons` say where, one a spelling that the text does not have."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(self.reasons))


class Original(NamedTuple):
    """What a labelled posting says, as an import stores it, and the day of posting where it has one."""

    title: str
    employer: str
    location: str | None
    text: str
    day: date | None = None


def digest_of_text(text: str) -> str:
    """Return 16 hex characters that name a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def key_of(row: Mapping[str, Any]) -> Key:
    """Return which posting a line labels: its source and id, or both from its key "source:id".

    Raises ValueError for a line that has neither.
    """
    source, _, identity = str(row.get("key") or "").partition(":")
    source, identity = str(row.get("source") or source), str(row.get("id") or identity)
    if not source or not identity:
        raise ValueError("it has no 'key' of a source and an id, such as 'linkedin:7'")
    return SAME_SOURCE.get(source, source), identity


def pack(row: Labels, original: Original) -> dict[str, Any]:
    """Return the labels of a posting without its text.

    Raises LabelsMisfit where a spelling is not in the text.
    """
    source, identity = key_of(row)
    packed: dict[str, Any] = {"source": source, "id": identity, "digest": digest_of_text(original.text)}
    packed |= {name: row[name] for name in KEPT if row.get(name)}
    misfits: list[str] = []
    packed[DECIDED] = packed_labels(row, original.text, misfits)
    for name in PASSES:
        if row.get(name):
            packed[name] = packed_labels(row[name], original.text, misfits)
    if misfits:
        raise LabelsMisfit(f"{source}:{identity}: {misfit}" for misfit in dict.fromkeys(misfits))
    return packed


def packed_labels(labels: Labels, text: str, misfits: list[str]) -> dict[str, Any]:
    """Return labels with places for spellings; what the text does not have is added to `misfits`."""

    def place(surface: str) -> Place:
        found = place_of_surface(text, surface)
        if found is None:
            misfits.append(f"{surface!r} does not stand in the text")
        return found or [0, 0]

    skills = [
        [skill["name"], skill["kind"], skill["level"], [place(surface) for surface in skill["surfaces"]]]
        for skill in labels["skills"]
    ]
    traps = [[*place(trap["surface"]), trap["why"]] for trap in labels.get("traps", ())]
    alternatives = [list(names) for names in labels.get("alternatives", ())]
    stated = {key: labels[key] for key in STATED if key in labels}
    return stated | {"skills": skills, "alternatives": alternatives, "traps": traps}


def place_of_surface(text: str, surface: str) -> Place | None:
    """Return where a spelling stands first, as a word if it does; None where it stands nowhere.

    White space of any kind and length stands for any other: cleaning a text changes it.
    """
    words = r"\s+".join(map(re.escape, surface.split()))
    if not words:
        return None
    found = re.search(rf"(?<!\w){words}(?![\w+#])", text) or re.search(words, text)
    return [*found.span()] if found else None


def unpack(packed: Packed, original: Original) -> dict[str, Any]:
    """Return a labelled posting with its text and spellings again, as people write it.

    Raises LabelsMisfit where the text is not the one that was labelled.
    """
    source, identity = key_of(packed)
    if digest_of_text(original.text) != packed["digest"]:
        raise LabelsMisfit([f"{source}:{identity}: the text is not the one that was labelled"])
    title, employer, location, text, day = original
    row: dict[str, Any] = {
        "gid": f"{source}:{identity}",
        "key": f"{source}:{identity}",
        "source": source,
        "id": identity,
    }
    row |= {name: packed[name] for name in KEPT if name in packed}
    row |= {"title": title, "company": employer, "location": location, "text": text}
    row |= {"day": day.isoformat()} if day else {}
    row |= unpacked_labels(packed[DECIDED], text)
    return row | {name: unpacked_labels(packed[name], text) for name in PASSES if name in packed}


def unpacked_labels(labels: Labels, text: str) -> dict[str, Any]:
    """Return labels with the spellings that stand at their places."""
    skills = [
        {"name": name, "surfaces": [text[start:end] for start, end in places], "kind": kind, "level": level}
        for name, kind, level, places in labels["skills"]
    ]
    traps = [{"surface": text[start:end], "why": why} for start, end, why in labels["traps"]]
    return {**labels, "skills": skills, "traps": traps}


def fitting(packed: Packed, originals: Sequence[Original]) -> Original | None:
    """Return the text that was labelled, of those that are known under its id; None where none is it."""
    texts = (one for one in originals if digest_of_text(one.text) == packed["digest"])
    return next(texts, None)
