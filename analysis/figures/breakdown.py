"""One skill's share by place, seniority, role and the like."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.figures.shares import Share, share
from analysis.market.corpus import Corpus
from analysis.market.figure_words import CLOUD_NAMES, ROLE_NAMES
from analysis.market.slices import Slice
from data.errors import UsageError
from data.records import CLOUDS, ROLES, SENIORITIES, WORKPLACES

TOP_PLACES = 15  # countries shown, the most posting first
FIELDS = {
    "role": "roles", "seniority": "seniorities", "workplace": "workplaces", "country": "countries",
    "source": "sources", "cloud": "clouds",
}  # fmt: skip # a table, read by the line


@dataclass(frozen=True, slots=True)
class Part:
    """The share within one value of a filter."""

    value: str
    label: str
    share: Share


def breakdown(corpus: Corpus, part: Slice, skill: str, by: str) -> tuple[Part, ...]:
    """Return a skill's share in each value of `by` that the slice lets through and that has any posting.

    Countries come by size, TOP_PLACES at most. Raises UsageError unless `by` is one of FIELDS.
    """
    if by not in FIELDS:
        raise UsageError(f"a breakdown is by one of {', '.join(FIELDS)}, not {by!r}")
    field = FIELDS[by]
    allowed = getattr(part, field) or _values(corpus, by)
    found = [
        Part(value, _label(by, value), share(corpus, part.narrowed(**{field: (value,)}), skill))
        for value in allowed
    ]
    found = [one for one in found if one.share.n]
    if by != "country":
        return tuple(found)
    return tuple(sorted(found, key=lambda one: (-one.share.n, one.value))[:TOP_PLACES])


def leading(parts: Sequence[Part]) -> Part | None:
    """Return the part whose interval lies above those of all others, None where none does.

    Parts too small for a figure do not count; a single part has nothing to be compared with.
    """
    shown = sorted((one for one in parts if one.share.low is not None), key=lambda one: -(one.share.low or 0))
    if len(shown) < 2:
        return None
    first, others = shown[0], shown[1:]
    return first if (first.share.low or 0) > max(one.share.high or 0 for one in others) else None


def _values(corpus: Corpus, by: str) -> tuple[str, ...]:
    tables = corpus.postings
    if by == "country":
        counts = np.bincount(tables.country[tables.country >= 0], minlength=len(tables.countries))
        order = np.argsort(-counts, kind="stable")[: 2 * TOP_PLACES]
        return tuple(tables.countries[code] for code in order.tolist())
    fixed = {"role": ROLES, "seniority": SENIORITIES, "workplace": WORKPLACES, "source": tables.sources}
    return fixed.get(by, (*CLOUDS, "none"))


def _label(by: str, value: str) -> str:
    names = {"role": ROLE_NAMES, "cloud": CLOUD_NAMES}.get(by, {})
    return names.get(value, value)
