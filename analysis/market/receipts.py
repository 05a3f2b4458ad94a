"""Receipts: one line of text that names a figure so exactly that it can be computed again.

    share?skill=pytorch&role=ml_engineer&snapshot=0f3a...&catalog=91bc...&value=0.4312

The slice is in its canonical query; the value is written so that reading it gives the same bits.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from analysis.market.slices import KEYS, Slice
from data.catalogue.own_layer import MARK
from data.errors import ReceiptMismatch, UsageError

MAX_RECEIPT = 12_000  # characters
SHOWN = 80  # characters of a receipt that are quoted back
SEVERAL = ("skill", "have")  # keys that may be repeated, beside the filters
STATED = (
    "before",
    "after",
    "against",
    "of",
    "currency",
    "year",
    "interval",
)  # that some figures have and others not
NEEDED = ("snapshot", "catalog", "value")
LATER_KEYS = ("of", "currency", "year", "family", "tests", "interval")
OWN_KEYS = ("skill", "before", "after", "against", "have", *LATER_KEYS, *NEEDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A figure's name: what was measured, of which skills, in which slice, from which data, and the value.

    `before` and `after` are the two periods of a change as "2024-01-01..2024-07-01"; `against` is the
    query of the other slice of a difference, empty for all postings. `have` are the skills that a study plan
    starts from. `of` is the employer that an influence leaves out, the step of a trend, or the id of a
    claim, saying or topic; `currency` and `year` are those of pay.
    `family` and `tests` are the id and the size of the family of tests that the verdict comes from; a receipt
    of a change from before there were families has neither, and gets the family's verdict. `interval` is
    "total" where the interval holds the error of reading, None where it holds chance alone, as all did once.
    `value` is None for a suppressed figure.
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
    of: str | None = None
    currency: str | None = None
    year: int | None = None
    family: str | None = None
    tests: int | None = None
    interval: str | None = None

    def to_text(self) -> str:
        """Return the receipt as one line."""
        pairs = [("skill", skill) for skill in self.skills]
        pairs += [(key, text) for key, text in (("before", self.before), ("after", self.after)) if text]
        pairs += [] if self.against is None else [("against", self.against)]
        pairs += [("have", skill) for skill in self.have]
        pairs += [(key, str(value)) for key in LATER_KEYS if (value := getattr(self, key)) is not None]
        ends = [("snapshot", self.snapshot), ("catalog", self.catalog)]
        ends.append(("value", "none" if self.value is None else repr(float(self.value))))
        query = "&".join(filter(None, [urlencode(pairs), self.slice.to_query(), urlencode(ends)]))
        return f"{self.figure}?{query}"

    @classmethod
    def from_text(cls, text: str) -> "Receipt":
        """Return the receipt that a line holds. Raises UsageError when it is not one.

        Whether there is such a figure, and whether it needs a skill, is for the kinds of figures to say.
        """
        figure, mark, query = text.strip().partition("?")
        if not mark or len(text) > MAX_RECEIPT:
            raise UsageError(f"not a receipt: {text[:SHOWN]!r}; it starts with a figure's name and '?'")
        pairs = parse_qsl(query, keep_blank_values=True)
        own = {key: [value for name, value in pairs if name == key] for key in OWN_KEYS}
        _check_keys(own, pairs)
        if not all(own[key] for key in NEEDED):
            raise UsageError("a receipt needs skill, snapshot, catalog and value; copy the whole line")
        first = {key: next(iter(values), None) for key, values in own.items()}
        return cls(
            figure=figure,
            skills=tuple(own["skill"]),
            slice=Slice.from_pairs([(key, value) for key, value in pairs if key in KEYS]),
            snapshot=own["snapshot"][0],
            catalog=own["catalog"][0],
            value=_value(own["value"][0]),
            before=first["before"],
            after=first["after"],
            against=first["against"],
            have=tuple(own["have"]),
            of=first["of"],
            currency=first["currency"],
            year=_whole("year", first["year"]),
            family=first["family"],
            tests=_whole("tests", first["tests"]),
            interval=first["interval"],
        )

    @property
    def held(self) -> str:
        """What the interval of the figure holds: "chance" in a receipt that does not say."""
        return self.interval or "chance"

    def check_data(self, snapshot: str, catalog: str) -> None:
        """Raise ReceiptMismatch, with the reason, unless the figure was made from these facts and rules."""
        made_with, here = layer_in(self.catalog), layer_in(catalog)
        if made_with != here:
            raise ReceiptMismatch(
                f"the figure was made with {made_with or 'no'} layer of the catalogue, here {here or 'none'} "
                "is in use; `skillgauge where` names the file of your own layer"
            )
        if self.catalog != catalog:  # other rules read other facts, so this is the cause to name
            raise ReceiptMismatch(
                f"the figure was read by the rules {self.catalog[:SHOWN]}, this store by {catalog}; "
                "the rules that read the postings have changed since, or this is another store"
            )
        if self.snapshot != snapshot:
            raise ReceiptMismatch(
                f"the figure was made from the facts {self.snapshot[:SHOWN]}, this store holds {snapshot}; "
                "open the store (--store) or the snapshot it was made from"
            )

    def check_value(self, value: float | None) -> None:
        """Raise ReceiptMismatch unless the value is the same to the last digit."""
        if value != self.value:
            raise ReceiptMismatch(
                f"the receipt says {self.value!r}, the same data and rules give {value!r} here; "
                "the way of counting has changed, or the receipt was edited"
            )

    def check_rest(self, made: "Receipt") -> None:
        """Raise ReceiptMismatch where this receipt says more or other things than that of the figure made."""
        parts = {
            **{name: (getattr(self, name) is None, getattr(made, name) is None) for name in STATED},
            **{name: (set(getattr(self, name)), set(getattr(made, name))) for name in ("skills", "have")},
            "filters": (self.slice, made.slice),
        }
        for name, (said, found) in parts.items():
            if said != found:
                raise ReceiptMismatch(
                    f"the receipt's {name} are not those of the figure that it names; the receipt was edited"
                )

    def check_family(self, family: str | None, tests: int | None) -> None:
        """Raise ReceiptMismatch unless the verdict comes from the family that the receipt names, if any."""
        if (self.family, self.tests) not in ((None, None), (family, tests)):
            raise ReceiptMismatch(
                f"the receipt's verdict comes from the family {str(self.family)[:SHOWN]} of {self.tests} "
                f"tests, the same data and rules give the family {family} of {tests} here; the way of "
                "testing has changed, or the receipt was edited"
            )


def layer_in(catalog: str) -> str:
    """Return what names a user's own layer among the digests of rules, "" for none."""
    return "+".join(part for part in catalog.split("+") if part.startswith(MARK))[:SHOWN]


def _check_keys(own: Mapping[str, Sequence[str]], pairs: Iterable[tuple[str, str]]) -> None:
    """Raise UsageError for what a receipt never says, or says once only."""
    for key, _ in pairs:
        if key not in own and key not in KEYS:
            raise UsageError(f"a receipt has no {key[:SHOWN]!r}; copy the line as it was printed")
        if key not in SEVERAL and len(own.get(key, ())) > 1:
            raise UsageError(f"a receipt says {key} once; copy the line as it was printed")


def _whole(key: str, text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise UsageError(f"a receipt's {key} is a whole number, not {text[:SHOWN]!r}")
    return int(text)


def _value(text: str) -> float | None:
    if text == "none":
        return None
    try:
        return float(text)
    except ValueError as error:
        raise UsageError(f"a receipt's value is a number or none, not {text[:SHOWN]!r}") from error
