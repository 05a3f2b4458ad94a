"""Receipts: one line of text that names a figure so exactly that it can be computed again.

    share?skill=pytorch&role=ml_engineer&snapshot=0f3a...&catalog=91bc...&value=0.4312

The slice is in its canonical query; the value is written so that reading it gives the same bits.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from analysis.slices import KEYS, Slice
from data.errors import ReceiptMismatch, UsageError

FIGURES = (
    "share", "change", "difference", "pair", "gain", "gain-with-practices", "gain-by-week",
    "gain-with-practices-by-week", "cloud", "project",
)  # fmt: skip
MAX_RECEIPT = 12_000  # characters
OWN_KEYS = ("skill", "before", "after", "against", "have", "snapshot", "catalog", "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A figure's name: what was measured, of which skills, in which slice, from which data, and the value.

    `before` and `after` are the two periods of a change as "2024-01-01..2024-07-01"; `against` is the
    query of the other slice of a difference, empty for all postings. `have` are the skills that a study plan
    starts from. `value` is None for a suppressed figure.
    """

    figure: str
    skills: tuple[str, ...]
    slice: Slice
    snapshot: str
    catalog: str
    value: float | None
    before: str | None = None
    after: str | None = None
    against: str | None = None
    have: tuple[str, ...] = ()

    def to_text(self) -> str:
        """Return the receipt as one line."""
        pairs = [("skill", skill) for skill in self.skills]
        pairs += [(key, text) for key, text in (("before", self.before), ("after", self.after)) if text]
        pairs += [] if self.against is None else [("against", self.against)]
        pairs += [("have", skill) for skill in self.have]
        ends = [("snapshot", self.snapshot), ("catalog", self.catalog)]
        ends.append(("value", "none" if self.value is None else repr(float(self.value))))
        query = "&".join(filter(None, [urlencode(pairs), self.slice.to_query(), urlencode(ends)]))
        return f"{self.figure}?{query}"

    @classmethod
    def from_text(cls, text: str) -> "Receipt":
        """Return the receipt that a line holds. Raises UsageError when it is not one."""
        figure, mark, query = text.strip().partition("?")
        if figure not in FIGURES or not mark or len(text) > MAX_RECEIPT:
            raise UsageError(
                f"not a receipt: {text[:80]!r}; it starts with one of {', '.join(FIGURES)} and '?'"
            )
        pairs = parse_qsl(query, keep_blank_values=True)
        own = {key: [value for name, value in pairs if name == key] for key in OWN_KEYS}
        if not own["skill"] or not own["snapshot"] or not own["catalog"] or not own["value"]:
            raise UsageError("a receipt needs skill, snapshot, catalog and value; copy the whole line")
        return cls(
            figure=figure,
            skills=tuple(own["skill"]),
            slice=Slice.from_pairs([(key, value) for key, value in pairs if key in KEYS]),
            snapshot=own["snapshot"][0],
            catalog=own["catalog"][0],
            value=_value(own["value"][0]),
            before=next(iter(own["before"]), None),
            after=next(iter(own["after"]), None),
            against=next(iter(own["against"]), None),
            have=tuple(own["have"]),
        )

    def check_data(self, snapshot: str, catalog: str) -> None:
        """Raise ReceiptMismatch, with the reason, unless the figure was made from these facts and rules."""
        if self.snapshot != snapshot:
            raise ReceiptMismatch(
                f"the figure was made from the facts {self.snapshot}, this store holds {snapshot}; "
                "open the store (--store) or the snapshot it was made from"
            )
        if self.catalog != catalog:
            raise ReceiptMismatch(
                f"the figure was read with the catalogue {self.catalog}, this store with {catalog}; "
                "the rules that read the postings have changed since"
            )

    def check_value(self, value: float | None) -> None:
        """Raise ReceiptMismatch unless the value is the same to the last digit."""
        if value != self.value:
            raise ReceiptMismatch(
                f"the receipt says {self.value!r}, the same data and rules give {value!r} here; "
                "the way of counting has changed, or the receipt was edited"
            )


def _value(text: str) -> float | None:
    if text == "none":
        return None
    try:
        return float(text)
    except ValueError as error:
        raise UsageError(f"a receipt's value is a number or none, not {text[:80]!r}") from error
