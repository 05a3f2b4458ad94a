"""The tests that belong together: one family for two selections, so that one change has one verdict.

A family holds every skill that enough vacancies of the two selections name, never "what is in view": a page
of one skill and a page of forty ask the same question. The family decides which of its skills differ at a
false-discovery rate of 5% (Benjamini and Hochberg 1995).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import discoveries

FALSE_DISCOVERIES = 0.05
MIN_NAMING = 30  # vacancies of the two selections together that name a skill, for it to be tested
ID_LENGTH = 12  # hexadecimal digits

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class TestsTogether:
    """Which skills were tested together and what came out; arrays have one place for each skill.

    `adjusted` is the Benjamini-Hochberg p-value, NaN for a skill that is no member. `threshold` is the
    unadjusted p-value below which one more member would be found to differ.
    """

    id: str
    members: Bools
    adjusted: Floats
    threshold: float

    @property
    def size(self) -> int:
        """How many skills were tested."""
        return int(np.count_nonzero(self.members))


def family_of(p_values: Floats, members: Bools, name: str = "") -> TestsTogether:
    """Judge the p-values of the members together; what is no member is not tested. `name` is the id."""
    adjusted = discoveries(np.where(members, p_values, np.nan))
    found = int(np.count_nonzero(adjusted <= FALSE_DISCOVERIES))
    size = max(1, int(np.count_nonzero(members)))
    return TestsTogether(name, members, adjusted, FALSE_DISCOVERIES * min(found + 1, size) / size)


def family_id(selections: Sequence[str], skills: Sequence[str]) -> str:
    """Return the digest of the two queries compared and of the ids of the members."""
    text = "\n".join([*selections, "", *skills])
    return sha256(text.encode()).hexdigest()[:ID_LENGTH]
