"""How far a share is off because postings of other roles are read as the role of the selection."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from data.catalogue.audit import AuditedPosting, shipped_unseen

HALF = 0.5  # of Jeffreys' prior


@dataclass(frozen=True, slots=True)
class RolePrecision:
    """The part of the postings read as some roles that have one of them, with its variance."""

    value: float
    variance: float
    read: int

    def variance_of_share(self, share: float, others: float) -> float:
        """Return what the wrongly chosen postings add to the variance of a share.

        `others` is the share among the postings of other roles. Nobody knows how those that are taken for the
        role differ from it: anything between not at all and as all others do, so the mean square of that is
        added, beside what is unknown of their number.
        """
        wrong = 1 - self.value
        return ((share - others) / self.value) ** 2 * (self.variance + wrong**2 / 3)


def role_precision(postings: Iterable[AuditedPosting], roles: Collection[str]) -> RolePrecision:
    """Return how many of the postings read as one of some roles are labelled with one of them."""
    read = [one.role in roles for one in postings if one.role and one.role_read in roles]
    right, n = sum(read) + HALF, len(read) + 2 * HALF
    value = right / n
    return RolePrecision(value, value * (1 - value) / (n + 1), len(read))


@cache
def shipped_role_precision(roles: tuple[str, ...]) -> RolePrecision:
    """Return the same from the shipped labels that no rule was written from."""
    return role_precision(shipped_unseen(), roles)
