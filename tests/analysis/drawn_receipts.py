"""Receipts of figures of slices drawn at random, and what each gives again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FigureKind, FigureOptions
from analysis.market.grounded import grounded
from analysis.market.rows import Cell
from analysis.market.slices import KEYS, Slice
from analysis.reproduce import reproduced_row
from data.errors import ReceiptMismatch, UsageError

Rng = np.random.Generator
Row = Mapping[str, Cell]
TRIES = 40  # slices for each receipt: one in ten of them holds enough postings for a figure
FEW = 4  # at most one receipt in so many is of a suppressed figure
# where a figure stands among others of its view, by kind
OF_THE_VIEW = {"share": {"rank"}, "study": {"step", "fit", "unlocked", "known_tools"}}
NAMED = ("python", "pytorch", "aws", "sql", "docker", "rag", "ci-cd", "mlops", "tensorflow", "gcp", "llms")
HALVES = ("2024H1", "2024H2", "2025H1", "2025H2", "2026-01-01..2026-08-01")
FILTERS: Mapping[str, tuple[float, tuple[Any, ...]]] = {  # how often a filter is set, and to what
    "role": (0.6, ("ml_engineer", "data_scientist", "data_engineer", "software_engineer", "other")),
    "cloud": (0.15, ("aws", "azure", "any", "none")),
    "seniority": (0.3, ("senior", "mid", "junior", "unspecified")),
    "workplace": (0.2, ("remote", "hybrid", "onsite", "unspecified")),
    "country": (0.2, ("US", "GB", "DE")),
    "source": (0.2, ("linkedin", "hackernews", "greenhouse")),
    "without": (0.1, ("Employer 1", "Employer 2")),
    "since": (0.3, (date(2024, 1, 1), date(2025, 3, 1), date(2025, 9, 15))),
    "until": (0.2, (date(2026, 1, 1), date(2026, 7, 15))),
    "level": (0.4, ("required", "preferred", "mentioned", "any")),
    "denominator": (0.4, ("postings", "employers")),
}


@dataclass(frozen=True)
class Again:
    """A row that was printed, and the row that its receipt gives; a sentence where it gives none."""

    kind: str
    printed: Row
    made: Row | str

    @property
    def unlike(self) -> dict[str, tuple[Cell, Cell]]:
        """The cells that differ, as they were printed and as they are made again."""
        made = {"receipt": self.made} if isinstance(self.made, str) else self.made
        names = [name for name in self.printed if name not in OF_THE_VIEW.get(self.kind, ())]
        return {
            name: (self.printed[name], made.get(name))
            for name in names
            if self.printed[name] != made.get(name)
        }


def drawn_receipts(kind: FigureKind, corpus: Corpus, times: int, seed: int = 1) -> Iterator[Again]:
    """Yield so many figures of a kind with what their receipts give, each of a slice drawn at random.

    Fewer where too many of the slices drawn hold no figure.
    """
    rng, found, suppressed = np.random.default_rng([seed, *kind.name.encode()]), 0, 0
    for _ in range(times * TRIES):
        if found == times:
            return
        rows = _rows(kind, corpus, rng)
        if not rows:
            continue
        row = rows[rng.integers(len(rows))]
        is_none = "value=none" in str(row["receipt"])
        if not is_none or FEW * suppressed < times:
            found, suppressed = found + 1, suppressed + is_none
            yield _again(kind.name, corpus, row)


def _rows(kind: FigureKind, corpus: Corpus, rng: Rng) -> list[dict[str, Cell]]:
    try:
        part, asked = drawn_slice(rng, kind.options.uses), drawn_options(rng, kind)
        if not kind.options.counts_employers and part.denominator == "employers":
            part = part.narrowed(denominator="vacancies")
        rows = grounded(corpus, kind.rows(corpus, part, asked))
    except UsageError:  # dates that leave nothing, a skill that this market does not know
        return []
    own = {one.name for one in kind.receipts}
    return [row for row in rows if str(row.get("receipt")).partition("?")[0] in own]


def _again(kind: str, corpus: Corpus, row: Row) -> Again:
    try:
        return Again(kind, row, grounded(corpus, [reproduced_row(corpus, str(row["receipt"]))])[0])
    except (ReceiptMismatch, UsageError) as error:
        return Again(kind, row, str(error))


def drawn_slice(rng: Rng, uses: tuple[str, ...]) -> Slice:
    """Return a slice with some of the filters that a kind uses."""
    values: dict[str, Any] = {}
    for name, (part, among) in FILTERS.items():
        is_set = rng.random() < part
        value = among[rng.integers(len(among))]
        if is_set and name in uses:
            field = KEYS[name]
            values[field] = (value,) if field.endswith(("s", "out", "in")) else value
    return Slice(**values)


def drawn_options(rng: Rng, kind: FigureKind) -> FigureOptions:
    """Return options that a kind uses: named skills, skills held, periods, another slice."""
    uses = kind.options.uses
    before, after = sorted(rng.choice(len(HALVES), 2, replace=False).tolist())
    two = "before" in uses and rng.random() < 0.7
    named = "skill" in uses and (bool(kind.example.skills) or rng.random() < 0.4)
    names = rng.choice(NAMED, 3, replace=False).tolist()
    have = rng.choice(NAMED, int(rng.integers(4)), replace=False).tolist()
    return FigureOptions(
        skills=tuple(names[: 1 if kind.options.takes_one_skill else 2]) if named else (),
        have=tuple(have) if "have" in uses else (),
        before=HALVES[before] if two else None,
        after=HALVES[after] if two else None,
        against=drawn_slice(rng, tuple(FILTERS)).to_query() if "against" in uses else None,
        practices="practices" in uses and rng.random() < 0.5,
        interval="chance" if "interval" in uses and rng.random() < 0.4 else "total",
        steps=int(rng.integers(1, 11)) if "steps" in uses else 10,
    )
