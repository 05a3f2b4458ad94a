"""Does one slice ask more than another? The difference of a share between two slices, with a verdict.

The slices may overlap: what they have in common moves both shares together and adds no false difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.contrasts.contrast import contrast_of, surest
from analysis.contrasts.sides import Judged, Judgement
from analysis.contrasts.verdicts import unproven
from analysis.figures.shares import TOP
from analysis.market.basis import Basis, why_not
from analysis.market.corpus import Corpus
from analysis.market.figure_words import in_hundred, listed, points
from analysis.market.provenance import OfSkill, OnSample, Provenance, Sample, Traced, provenance_of
from analysis.market.selection import select
from analysis.market.slices import Slice
from data.errors import UsageError
from data.records import Skill

VERDICTS = {"up": "higher", "down": "lower", "cannot tell": "cannot tell"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Traced, OfSkill, OnSample, Judged):
    """A share in a slice and in the one it is compared with; fractions, `difference` is the first minus that.

    `verdict` is "higher", "lower" or "cannot tell" and None when suppressed; like that of a change it comes
    from the `family` of all tests between these slices. `detectable` is the smallest difference that it would
    find four times in five. `common` units are in both slices; `named_together` postings of either name the
    skill, each counted once. `uneven_sources` weigh much more in one slice than in the other, though neither
    was chosen by source.
    """

    COLUMNS = (
        "skill", "name", "kind", "share", "share_against", "difference", "low", "high", "p_value", "adjusted",
        "verdict", "detectable", "n", "n_against", "named", "named_against", "named_together", "employers",
        "employers_against", "common_employers", "common", "uneven_sources", "family", "family_size", "why",
        "slice", "against", "snapshot", "catalog",
    )  # fmt: skip # one name a line would hide their order

    subject: Skill
    provenance: Provenance
    judgement: Judgement
    sample: Sample
    sample_against: Sample
    named: int
    named_against: int
    named_together: int
    common_employers: int
    common: int
    uneven_sources: tuple[str, ...]
    why: str | None

    @property
    def share(self) -> float | None:
        """The share in the slice."""
        return self.judgement.after

    @property
    def share_against(self) -> float | None:
        """The share in the other slice."""
        return self.judgement.before

    @property
    def verdict(self) -> str | None:
        """The verdict: "higher", "lower" or "cannot tell"; None when suppressed."""
        return VERDICTS[self.judgement.verdict] if self.judgement.verdict else None

    @property
    def n_against(self) -> int:
        """The units of the other slice."""
        return self.sample_against.n

    @property
    def employers_against(self) -> int:
        """The employers of the other slice."""
        return self.sample_against.employers

    @property
    def against(self) -> Slice:
        """The slice that this one is compared with."""
        if self.provenance.against is None:
            raise ValueError("a difference must name the other slice in its provenance")
        return self.provenance.against

    def _when(self) -> str:
        own, other = self.slice.when(), self.against.when()
        return own if own == other else f"{own} and {other}"

    def _shares(self) -> str:
        own, other = self.slice.whom(), self.against.whom()
        before = in_hundred(self.share_against or 0.0)
        said = in_hundred(self.share or 0.0)
        if own == other:
            return f"{said} against {before} in 100 {own}"
        return f"{said} in 100 {own} against {before} in 100 {other}"

    @property
    def sentence(self) -> str:
        """Both shares with whom they are of, their difference and the verdict."""
        return self._said(f"{self.name}, {self._when()}: about {self._shares()}")

    @property
    def brief(self) -> str:
        """Return the same without the two selections, to follow a line that names them."""
        own, other = in_hundred(self.share or 0.0), in_hundred(self.share_against or 0.0)
        return self._said(f"{self.name}: about {own} against {other} in 100")

    def _said(self, shares: str) -> str:
        if self.share is None or self.share_against is None or self.difference is None:
            return f"{self.name}: {self.why}"
        spread = f"{points(self.low or 0.0)} to {points(self.high or 0.0)}"
        said = f"{shares} ({points(self.difference)} points, {spread}): {self.verdict}"
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
        return self.provenance.receipt("difference", [self.skill], self.difference)


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
    common = int(np.count_nonzero(select(corpus, part).chosen & select(corpus, against).chosen))
    codes = found.codes(corpus, skills, kinds)[:top]
    provenance = provenance_of(corpus, part, against=against, family=found.family)
    rows = [
        Difference(
            subject=skill,
            provenance=provenance,
            judgement=judged,
            sample=found.after.sample,
            sample_against=found.before.sample,
            named=named,
            named_against=named_against,
            named_together=int(found.naming[corpus.code(skill.id)]),
            common_employers=found.moves.common,
            common=common,
            uneven_sources=() if part.sources or against.sources else found.uneven_sources,
            why=why,
        )
        for skill, judged, named_against, named in found.rows(corpus, codes)
    ]
    return Comparison(found.after, found.before, tuple(sorted(rows, key=surest)))


def difference(corpus: Corpus, part: Slice, against: Slice, skill: str) -> Difference:
    """Return the difference of one skill (id or name), the same as in any view of more skills."""
    return compare(corpus, part, against, [skill]).rows[0]
