"""Does one slice ask more than another? The difference of a share between two slices, with a verdict.

The slices may overlap: what they have in common moves both shares together and adds no false difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.contrasts.contrast import contrast_of, surest
from analysis.contrasts.verdicts import unproven
from analysis.figures.shares import TOP
from analysis.market.basis import Basis, why_not
from analysis.market.corpus import Corpus
from analysis.market.figure_words import in_hundred, listed, points
from analysis.market.receipts import Receipt
from analysis.market.slices import Slice
from data.errors import UsageError

VERDICTS = {"up": "higher", "down": "lower", "cannot tell": "cannot tell"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A share in a slice and in the one it is held against; fractions, `difference` is the first minus it.

    `verdict` is "higher", "lower" or "cannot tell" and None when suppressed; like that of a change it comes
    from the `family` of all tests between these slices. `detectable` is the smallest difference that it would
    find four times in five. `common` units are in both slices; `named_together` postings of either name the
    skill, each counted once. `uneven_sources` weigh much more in one slice than in the other, though neither
    was chosen by source.
    """

    skill: str
    name: str
    kind: str
    share: float | None
    share_against: float | None
    difference: float | None
    low: float | None
    high: float | None
    p_value: float | None
    adjusted: float | None
    verdict: str | None
    detectable: float | None
    n: int
    n_against: int
    named: int
    named_against: int
    named_together: int
    employers: int
    employers_against: int
    common_employers: int
    common: int
    uneven_sources: tuple[str, ...]
    family: str | None
    family_size: int | None
    why: str | None
    slice: Slice
    against: Slice
    snapshot: str
    catalog: str

    @property
    def sentence(self) -> str:
        """Say both shares, their difference and the verdict."""
        if self.share is None or self.share_against is None or self.difference is None:
            return f"{self.name}: {self.why}"
        spread = f"{points(self.low or 0.0)} to {points(self.high or 0.0)}"
        said = (
            f"{self.name}: about {in_hundred(self.share)} against {in_hundred(self.share_against)} in 100 "
            f"({points(self.difference)} points, {spread}): {self.verdict}"
        )
        if self.verdict != "cannot tell":
            return f"{said}; but {self.caveat}" if self.caveat else said
        rest = unproven(self.adjusted, self.detectable, self.named_together, "difference", "selections")
        return f"{said}{rest}"

    @property
    def caveat(self) -> str | None:
        """What stands beside "higher" or "lower" wherever either is shown; None where nothing must."""
        if self.verdict not in ("higher", "lower") or not self.uneven_sources:
            return None
        return f"{listed(self.uneven_sources, 'and')} do not weigh the same in both"

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return Receipt(
            figure="difference", skills=(self.skill,), slice=self.slice, against=self.against.to_query(),
            family=self.family, tests=self.family_size,
            snapshot=self.snapshot, catalog=self.catalog, value=self.difference,
        ).to_text()  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences of one view, the surest first, over the bases of both slices."""

    basis: Basis
    against: Basis
    rows: tuple[Difference, ...]


def compare(
    corpus: Corpus,
    part: Slice,
    against: Slice,
    skills: Sequence[str] | None = None,
    *,
    kinds: Sequence[str] | None = None,
    top: int = TOP,
) -> Comparison:
    """Return how the shares of two slices differ, for the `top` skills of both together or the given ones.

    Raises UsageError unless both slices count the same things.
    """
    if part.denominator != against.denominator:
        raise UsageError(f"cannot hold {part.denominator} against {against.denominator}: count the same")
    found = contrast_of(corpus, against, part)
    why = why_not((part.in_words(), found.after), (against.in_words(), found.before))
    common = int(np.count_nonzero(corpus.select(part).chosen & corpus.select(against).chosen))
    codes = found.codes(corpus, skills, kinds)[:top]
    rows = [
        Difference(
            skill=skill.id, name=skill.name, kind=skill.kind,
            share=figures["after"], share_against=figures["before"], difference=figures["difference"],
            low=figures["low"], high=figures["high"],
            p_value=figures["p_value"], adjusted=figures["adjusted"],
            verdict=VERDICTS.get(figures["verdict"]), detectable=figures["detectable"],
            n=found.after.n, n_against=found.before.n, named=named, named_against=named_against,
            named_together=int(found.naming[corpus.code(skill.id)]),
            employers=found.after.employers, employers_against=found.before.employers,
            common_employers=found.moves.common, common=common,
            uneven_sources=() if part.sources or against.sources else found.uneven_sources,
            family=found.family.id if found.family else None,
            family_size=found.family.size if found.family else None,
            why=why, slice=part, against=against, snapshot=corpus.snapshot, catalog=corpus.catalog,
        )
        for skill, figures, named_against, named in found.rows(corpus, codes)
    ]  # fmt: skip
    return Comparison(found.after, found.before, tuple(sorted(rows, key=surest)))


def difference(corpus: Corpus, part: Slice, against: Slice, skill: str) -> Difference:
    """Return the difference of one skill (id or name), the same as in any view of more skills."""
    return compare(corpus, part, against, [skill]).rows[0]
