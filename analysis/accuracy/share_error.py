"""The error of a share beside chance: how its skills, their level and the role of the postings are read."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.accuracy.level_error import error_at
from analysis.accuracy.reading_error import ENOUGH_LABELS, ReadingError
from analysis.accuracy.role_error import RolePrecision, shipped_role_precision
from analysis.accuracy.total_error import corrected_share, total_interval
from analysis.arithmetic.employer_tally import EmployerTally
from analysis.market.corpus import Corpus
from analysis.market.layout import Ints
from analysis.market.provenance import Interval
from analysis.market.selection import Selection, select
from analysis.market.slices import Slice


@dataclass(frozen=True, slots=True)
class ShareError:
    """How far a share of skills may be off because of reading.

    `others` is the share among the postings of other roles, None where the slice has all roles; `role` says
    how surely the roles of the slice are read, None likewise.
    """

    reading: ReadingError
    role: RolePrecision | None = None
    others: float | None = None

    @property
    def has_few_labels(self) -> bool:
        """Whether fewer than ENOUGH_LABELS labels say how the skills, or the roles, are read."""
        counts = [self.reading.labelled] + ([] if self.role is None else [self.role.read])
        return min(counts) < ENOUGH_LABELS

    def corrected(self, share: float) -> float:
        """Return a share without its errors of reading."""
        return corrected_share(share, self.reading)

    def of_role(self, share: float) -> float:
        """Return the variance that postings of other roles, read as that of the slice, add to a share."""
        if self.role is None or self.others is None:
            return 0.0
        return self.role.variance_of_share(share, self.others)

    def square(self, share: float) -> float:
        """Return the mean square by which the count misses the true share because of reading alone."""
        corrected = self.corrected(share)
        return (corrected - share) ** 2 + corrected**2 * self.reading.variance + self.of_role(share)

    def total(self, chance: Interval, quantile: float) -> Interval:
        """Return an interval of chance at a quantile with the errors of reading in it.

        It lies around the corrected share.
        """
        found = total_interval(
            chance.value,
            (chance.low, chance.high),
            quantile,
            self.reading,
            of_role=self.of_role(chance.value),
        )
        return Interval(value=chance.value, low=found.low, high=found.high, n=chance.n, kind="total")


def is_audited(part: Slice) -> bool:
    """Tell whether labels say how far shares of a slice may be off: they are of postings, not employers."""
    return part.denominator != "employers"


def share_error(
    corpus: Corpus,
    part: Slice,
    codes: Sequence[int],
    mine: tuple[float, int],
    whole: tuple[float, int],
) -> ShareError:
    """Return the error of the share of a slice that names any of some skills (columns of the corpus).

    `mine` are how many units name them, of how many; `whole` are the same whatever the role.
    """
    reading = error_at(corpus, [corpus.skills[code] for code in codes], part.level)
    left = whole[1] - mine[1]
    if not part.roles or left <= 0:
        return ShareError(reading)
    others = min(max((whole[0] - mine[0]) / left, 0.0), 1.0)
    return ShareError(reading, shipped_role_precision(part.roles), others)


def share_errors(
    selection: Selection, groups: Sequence[Sequence[int]], tally: EmployerTally
) -> list[ShareError]:
    """Return the same for several groups of skills; `tally` has the counts of each in the selection."""
    corpus, part = selection.corpus, selection.part
    n, totals = whatever_role(selection, groups) if part.roles else (0, [0.0] * len(groups))
    beside = zip(groups, tally.totals().tolist(), totals, strict=True)
    return [share_error(corpus, part, codes, (mine, tally.n), (whole, n)) for codes, mine, whole in beside]


def whatever_role(selection: Selection, groups: Sequence[Sequence[int]]) -> tuple[int, list[float]]:
    """Return the units of a selection with any role, and how many of them name any skill of each group."""
    corpus, part = selection.corpus, selection.part.narrowed(roles=())
    if all(len(codes) == 1 for codes in groups):
        n, totals = corpus.recent.get(("whatever role", part), lambda: counted(select(corpus, part)))
        return n, [float(totals[codes[0]]) for codes in groups]
    every = select(corpus, part)
    return len(every.rows), [float(every.counts_of_any(codes).tally.totals()[0]) for codes in groups]


def counted(selection: Selection) -> tuple[int, Ints]:
    """Return the units of a selection and how many of them name each skill."""
    return len(selection.rows), selection.totals()
