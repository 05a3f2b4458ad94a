"""Whose turn it is among the clouds: a person covers one before another is worth a step.

A cloud is covered when it is named outright or when several of its services are. Who filters by a cloud, or
has begun one, gets that one recommended until it is covered; who covers one gets no second, but where they
filter by it or have begun it. A cloud comes before its services.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from analysis.market.knowledge import Holdings
from analysis.market.slices import Slice

Bools = npt.NDArray[np.bool_]


class Clouds:
    """The clouds of a person as they stand now; `chosen` are those the slice filters by."""

    def __init__(self, holdings: Holdings, index: Mapping[str, int], part: Slice) -> None:
        knowledge = holdings.knowledge
        self.holdings = holdings
        self.all = knowledge.clouds
        self.services = {code: knowledge.clouds_of(code) for code in knowledge.part_of}
        self.chosen = tuple(index[name] for name in part.clouds if index.get(name) in self.all)

    @property
    def covered(self) -> tuple[int, ...]:
        """The clouds that are held."""
        return tuple(cloud for cloud in self.all if self.holdings.held[cloud])

    @property
    def begun(self) -> tuple[int, ...]:
        """The clouds of which a service is held, but too little to cover them."""
        held, shown = self.holdings.held, self.holdings.shown
        return tuple(cloud for cloud in self.all if shown.get(cloud) and not held[cloud])

    def allowed(self) -> frozenset[int]:
        """The clouds that may be a step now, with their services."""
        known = frozenset((*self.covered, *self.begun))
        if not self.chosen:
            return known or frozenset(self.all)
        is_covered = all(self.holdings.held[cloud] for cloud in self.chosen)
        return frozenset(self.chosen) | (known if is_covered else frozenset())

    def waiting(self) -> Bools:
        """Mask of the skills that must wait: clouds not allowed, and services of clouds not yet begun."""
        allowed = self.allowed()
        started = allowed & {*self.covered, *self.begun}
        wait = np.zeros(len(self.holdings.held), dtype=np.bool_)
        wait[[cloud for cloud in self.all if cloud not in allowed]] = True
        for code, clouds in self.services.items():
            if clouds and not started & {*clouds}:
                wait[code] = True
        return wait
