"""How well postings of each half-year are read: tools, practices and roles, on labelled postings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.accuracy.reading_error import ENOUGH_LABELS
from analysis.arithmetic.employer_tally import EmployerTally
from analysis.market.corpus import Corpus
from analysis.market.figure_words import in_hundred, interval_in_words
from analysis.market.provenance import (
    Interval,
    OnSample,
    Provenance,
    Sample,
    Suppressible,
    Traced,
    provenance_of,
    share_intervals,
)
from analysis.market.slices import Slice
from data.catalogue.audit import AuditedPosting, shipped_audit, shipped_unseen

NO_DATE = "no date"
MEASURES = (
    *(("tools", "precision"), ("tools", "recall"), ("practices", "precision"), ("practices", "recall")),
    ("roles", "right"),
)
KINDS = {"tools": "tech", "practices": "practice"}
SAID = {
    "precision": "of 100 {what} that are read, {share} are right",
    "recall": "of 100 {what} that are named, {share} are read",
    "right": "of 100, {share} have the role that they are labelled with",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfYearAccuracy(Traced, OnSample, Suppressible):
    """One measure of how the labelled postings of one half-year are read.

    `what` is "tools", "practices" or "roles"; `measure` is "precision", "recall", or "right" for roles.
    `sample` has the mentions that were read (precision) or labelled (recall), of roles the postings, by
    employer; below ENOUGH_LABELS `why` stands for a share. `rules` are the digests of what read them.
    """

    COLUMNS = (
        *("label", "what", "measure", "share", "low", "high", "n", "employers", "why"),
        *("rules", "slice", "snapshot", "catalog"),
    )

    label: str
    what: str
    measure: str
    provenance: Provenance
    interval: Interval | None
    sample: Sample
    rules: str
    why: str | None

    @property
    def share(self) -> float | None:
        """The part that is right, from 0 to 1."""
        return self.value

    @property
    def sentence(self) -> str:
        """The figure as a sentence; for one that is not shown, the reason."""
        if self.value is None or self.low is None or self.high is None:
            return f"{self.measure} of {self.what}, {self.label}: {self.why}"
        said = SAID[self.measure].format(what=self.what, share=in_hundred(self.value))
        return f"postings, {self.label}: {said} ({interval_in_words(self.low, self.high)})"

    @property
    def receipt(self) -> str:
        """The line that reproduces the figure."""
        of = f"{self.what} {self.measure} {self.label}"
        return self.provenance.receipt("accuracy", (), self.value, of=of)


def accuracy_by_half_year(
    corpus: Corpus, postings: Iterable[AuditedPosting] | None = None
) -> Iterator[HalfYearAccuracy]:
    """Yield every measure of every half-year, the oldest first; by default of the shipped labels.

    Of these only postings that no rule was written from count.
    """
    found = shipped_unseen() if postings is None else tuple(postings)
    practices = {skill.id for skill in corpus.catalogue if skill.kind == "practice"}
    for label in sorted({label_of(one) for one in found}):
        mine = [one for one in found if label_of(one) == label]
        for what, measure in MEASURES:
            counts = [counted(one, what, measure, practices) for one in mine]
            tally = tally_by_employer([one.employer for one in mine], counts)
            yield _accuracy(corpus, (label, what, measure), tally)


def label_of(one: AuditedPosting) -> str:
    """Return the half-year of a posting, NO_DATE where it has none."""
    return one.half_year or NO_DATE


def _accuracy(corpus: Corpus, named: tuple[str, str, str], tally: EmployerTally) -> HalfYearAccuracy:
    label, what, measure = named
    why = f"{tally.n} labels: too few to say" if tally.n < ENOUGH_LABELS else None
    return HalfYearAccuracy(
        label=label,
        what=what,
        measure=measure,
        provenance=provenance_of(corpus, Slice()),
        interval=None if why else share_intervals(tally)[0],
        sample=Sample.of(tally.sizes),
        rules="+".join(sorted({one.rules for one in shipped_audit().sets if one.is_unseen})),
        why=why,
    )


def counted(one: AuditedPosting, what: str, measure: str, practices: set[str]) -> tuple[int, int]:
    """Return how many readings of a posting a measure counts, and how many of them are right."""
    if what == "roles":
        return int(bool(one.role)), int(bool(one.role) and one.role == one.role_read)
    if KINDS[what] not in one.kinds:
        return 0, 0
    right, wrong, missed = (
        sum((skill in practices) == (what == "practices") for skill in skills)
        for skills in (one.right, one.wrong, one.missed)
    )
    return right + (wrong if measure == "precision" else missed), right


def tally_by_employer(employers: Sequence[str], counts: Sequence[tuple[int, int]]) -> EmployerTally:
    """Return counts of postings (how many, how many right) by their employers."""
    _, place = np.unique(np.array(employers), return_inverse=True)
    sizes, right = (np.bincount(place, weights=[one[k] for one in counts]).astype(np.int64) for k in range(2))
    return EmployerTally(sizes[sizes > 0], right[None, sizes > 0])


def accuracy_of(corpus: Corpus, of: str) -> HalfYearAccuracy | None:
    """Return the measure that is called so, such as 'tools recall 2025H1'; None for none."""
    every = accuracy_by_half_year(corpus)
    return next((one for one in every if f"{one.what} {one.measure} {one.label}" == of), None)
