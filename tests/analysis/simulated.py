"""Markets of which the truth is known, and how often each kind of interval holds it.

Employers post unequal numbers of vacancies and each asks in its own taste, as real ones do. A simulation
draws one market and returns the interval that a figure prints beside what it should hold.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import exp, sqrt

import numpy as np

from analysis.accuracy.accuracy_by_half_year import accuracy_by_half_year
from analysis.figures.changes import change
from analysis.figures.differences import difference
from analysis.figures.employer_shares import employer_equal
from analysis.figures.known_tools import known_tools
from analysis.figures.mix import same_mix
from analysis.figures.pairs import instead_of, pair
from analysis.figures.pay_percentiles import pay
from analysis.figures.shares import share
from analysis.figures.trends import trends
from analysis.market.periods import Period
from analysis.market.slices import Slice
from analysis.robustness.register_index import wording_of
from analysis.study.held_out import held_out
from analysis.study.projects import score_projects
from analysis.study.study_plan import cloud_first, gain, plan
from data.catalogue.audit import AuditedPosting
from data.catalogue.guides import Project
from tests.analysis.small import AFTER, BEFORE, NOW, THEN, Ad, corpus_of

TASTE = (1.2, 2.8)  # of a beta distribution: employers ask with a chance of 0.3, and differ as real ones do
MEAN = 0.3
SPREAD = 0.042  # the variance of that distribution
MOST = 0.985  # of 95% intervals may hold the truth: more, and they are wider than they say
MOVED = 0.15  # how far a share moves where one does
WORDS = 10  # plain words that advertisements may hold


@dataclass(frozen=True)
class Held:
    """One printed interval and the truth; None where too little was drawn to print one."""

    low: float | None
    high: float | None
    true: float


@dataclass(frozen=True)
class CoverageCount:
    """How many of the intervals that were shown hold the truth."""

    shown: int
    covered: int

    @property
    def part(self) -> float:
        """The covered part of those shown."""
        return self.covered / max(1, self.shown)

    def holds(self, wanted: float) -> bool:
        """Tell whether the part lies between `wanted` and MOST, but for three standard errors."""
        low, high = (3 * sqrt(end * (1 - end) / max(1, self.shown)) for end in (wanted, MOST))
        return wanted - low <= self.part <= MOST + high


Rng = np.random.Generator
Simulation = Callable[[Rng], Held]


def sizes_of(rng: Rng, employers: int) -> list[int]:
    """Return unequal numbers of vacancies, two to three on average as in real slices."""
    return np.maximum(1, rng.lognormal(0.3, 1.0, employers).round()).astype(int).tolist()


def asking(
    rng: Rng, *skills: str, employers: int = 80, always: tuple[str, ...] = (), **fields: object
) -> list[Ad]:
    """Return postings of employers that each ask all of `skills` with one chance of its own."""
    found = []
    for employer, size in enumerate(sizes_of(rng, employers)):
        chance = rng.beta(*TASTE)
        for _ in range(size):
            named = [skill for skill in skills if rng.random() < chance]
            found.append(Ad(f"E{employer}", [*always, *named], **fields))  # type: ignore[arg-type]
    return found


def two_periods(rng: Rng, moved: float, employers: int = 110) -> list[Ad]:
    """Return two years; two thirds of the employers post in both, and all ask more by `moved` later."""
    found = []
    for employer in range(employers):
        chance = (1 - moved) * rng.beta(*TASTE)
        for place, day in enumerate((THEN, NOW)):
            if employer % 6 == place:
                continue
            for _ in range(sizes_of(rng, 1)[0]):
                asks = ["python"] if rng.random() < chance + moved * place else []
                found.append(Ad(f"E{employer}", asks, day))
    return found


def of_share(rng: Rng) -> Held:
    """The share of a skill."""
    found = share(corpus_of(asking(rng, "aws")), Slice(), "aws", interval="chance")
    return Held(found.low, found.high, MEAN)


def of_equal_share(rng: Rng) -> Held:
    """The share with one voice for each employer."""
    found = employer_equal(corpus_of(asking(rng, "aws")), Slice(), "aws")
    return Held(found.low, found.high, MEAN)


def of_trend_point(rng: Rng) -> Held:
    """A point of a trend."""
    days = (date(2025, 1, 5), date(2025, 2, 10), date(2025, 3, 31))
    ads = [ad for day in days for ad in asking(rng, "aws", day=day)]
    found = trends(corpus_of(ads), Slice(), ["aws"], step="month", interval="chance").lines[0].points[1]
    return Held(found.low, found.high, MEAN)


def of_no_change(rng: Rng) -> Held:
    """The change of a share that stayed."""
    found = change(corpus_of(two_periods(rng, 0.0)), Slice(), BEFORE, AFTER, "python")
    return Held(found.low, found.high, 0.0)


def of_change(rng: Rng) -> Held:
    """The change of a share that moved."""
    found = change(corpus_of(two_periods(rng, MOVED)), Slice(), BEFORE, AFTER, "python")
    return Held(found.low, found.high, MOVED)


def of_same_employers(rng: Rng) -> Held:
    """What employers in both periods did, where new ones ask something else."""
    ads = two_periods(rng, MOVED)
    ads += [Ad(f"New {n}", ["python"], NOW) for n in range(20)]
    found = change(corpus_of(ads), Slice(), BEFORE, AFTER, "python")
    return Held(found.same_employers_low, found.same_employers_high, MOVED)


def of_same_mix(rng: Rng) -> Held:
    """The change at the same mix, where the mix of roles moved much more than any cell."""
    found = same_mix(corpus_of(other_mix(rng, MOVED)), Slice(), BEFORE, AFTER, "python")
    return Held(found.low, found.high, MOVED)


def other_mix(rng: Rng, true: float, employers: int = 90) -> list[Ad]:
    """Return two years in which every cell moved by `true`, while the mix of roles moved much more."""
    found = []
    for employer in range(employers):
        taste = rng.uniform(-0.15, 0.15)
        for day, engineers in ((THEN, 0.25), (NOW, 0.75)):
            for _ in range(int(rng.integers(0, 5))):
                role = "ml_engineer" if rng.random() < engineers else "data_scientist"
                chance = 0.2 + 0.4 * (role == "ml_engineer") + taste + true * (day == NOW)
                asks = ["python"] if rng.random() < chance else []
                found.append(Ad(f"E{employer}", asks, day, role=role))
    return found


def of_difference(rng: Rng) -> Held:
    """The difference of two slices that overlap in their employers."""
    ads = []
    for employer, size in enumerate(sizes_of(rng, 110)):
        chance = (1 - MOVED) * rng.beta(*TASTE)
        for _ in range(size):
            is_engineer = rng.random() < 0.6
            asks = ["python"] if rng.random() < chance + MOVED * is_engineer else []
            ads.append(Ad(f"E{employer}", asks, role="ml_engineer" if is_engineer else "data_scientist"))
    engineers, scientists = Slice(roles=("ml_engineer",)), Slice(roles=("data_scientist",))
    found = difference(corpus_of(ads), engineers, scientists, "python")
    return Held(found.low, found.high, MOVED)


def of_lift(rng: Rng) -> Held:
    """How much more often two skills meet: employers that ask one ask the other, too."""
    found = pair(corpus_of(asking(rng, "docker", "sql", employers=150)), Slice(), "docker", "sql")
    true = (MEAN**2 + SPREAD) / MEAN**2
    return Held(found and found.low, found and found.high, true)


def of_instead(rng: Rng) -> Held:
    """The part of those naming a skill that would take another."""
    ads = [
        Ad(ad.employer, ["pytorch::0", "tensorflow::0"] if ad.asks else ["pytorch"])
        for ad in asking(rng, "tensorflow")
    ]
    found = instead_of(corpus_of(ads), Slice(), "pytorch")
    return Held(found[0].low, found[0].high, MEAN) if found else Held(None, None, MEAN)


def of_median_pay(rng: Rng) -> Held:
    """The median of stated pay."""
    ads = []
    for employer, size in enumerate(sizes_of(rng, 80)):
        level = rng.normal(0, 0.3)
        for _ in range(size):
            stated = 100_000 * exp(level + rng.normal(0, 0.1))
            ads.append(Ad(f"E{employer}", pay=(stated, stated, "USD", "year")))
    found = pay(corpus_of(ads), Slice())[0]
    return Held(found.p50_low, found.p50_high, 100_000.0)


def of_fit(rng: Rng) -> Held:
    """The share of requirements that somebody meets."""
    found = plan(corpus_of(asking(rng, "docker", always=("sql",))), Slice(), ["sql"], steps=0)
    return Held(found.low, found.high, 1 - MEAN / 2)


def of_gain(rng: Rng) -> Held:
    """What one more skill adds."""
    found = gain(corpus_of(asking(rng, "docker", always=("sql",))), Slice(), ["sql"], "docker")
    return Held(found and found.low, found and found.high, MEAN / 2)


def of_cloud(rng: Rng) -> Held:
    """What a cloud adds."""
    found = cloud_first(corpus_of(asking(rng, "aws", always=("sql",))), Slice(), ["sql"])
    return Held(found.gains[0].low, found.gains[0].high, MEAN / 2)


def of_proof(rng: Rng) -> Held:
    """What a plan of an earlier period meets later, when another skill is asked that it does not have."""
    earlier = [Ad(f"E{number}", ["sql"], THEN) for number in range(40)]
    later = asking(rng, "docker", always=("sql",), day=NOW)
    found = held_out(corpus_of([*earlier, *later]), Slice(), [], BEFORE, AFTER)
    return Held(found.low, found.high, 1 - MEAN / 2)


PROJECT = Project("one", "One", "s", ("docker",), 2.0, ("x",))


def of_demonstrated(rng: Rng) -> Held:
    """What a project shows alone."""
    (found,) = score_projects(corpus_of(asking(rng, "docker", always=("sql",))), Slice(), [PROJECT])
    return Held(found.low, found.high, MEAN / 2)


def of_added(rng: Rng) -> Held:
    """What a project adds for somebody."""
    (found,) = score_projects(corpus_of(asking(rng, "docker", always=("sql",))), Slice(), [PROJECT], ["sql"])
    return Held(found.adds_low, found.adds_high, MEAN / 2)


def of_coverage(rng: Rng) -> Held:
    """The known part of the tools that are named, where employers name unlike numbers of unknown ones."""
    ads = []
    for employer, size in enumerate(sizes_of(rng, 110)):
        chance = rng.beta(*TASTE)
        ads += [Ad(f"E{employer}", ["sql"], open_names=int(rng.random() < chance)) for _ in range(size)]
    found = known_tools(corpus_of(ads), Slice())
    return Held(found.low, found.high, 1 / (1 + MEAN))


def of_wording(rng: Rng) -> Held:
    """The register index of a year's second half, whose advertisements hold more of each plain word."""
    ads, means, sizes = [], (WORDS * MEAN * (1 - MOVED), WORDS * (MEAN + MOVED * (1 - MEAN))), [0, 0]
    for employer in range(110):
        taste = rng.beta(*TASTE)
        for half, chance in enumerate((taste * (1 - MOVED), taste + MOVED * (1 - taste))):
            for _ in range(sizes_of(rng, 1)[0]):
                bits = sum(1 << int(word) for word in np.flatnonzero(rng.random(WORDS) < chance))
                ads.append(Ad(f"E{employer}", ["sql"], date(2025, 2 + 6 * half, 1), words=400, control=bits))
                sizes[half] += 1
    found = wording_of(corpus_of(ads), Slice(), Period.parse("2025H2").text, None)
    usual = sum(mean * size for mean, size in zip(means, sizes, strict=True)) / sum(sizes)
    return Held(found and found.low, found and found.high, 100 * means[1] / usual)


def of_accuracy(rng: Rng) -> Held:
    """The precision of tools, where each employer's postings are read alike."""
    postings = [
        AuditedPosting(
            id=f"x:{number}", set="", half="", half_year="2025H1", source="x", employer=ad.employer, role="",
            role_read="", kinds=("tech",), right=tuple(ad.asks), wrong=() if ad.asks else ("aws",), missed=(),
        )
        for number, ad in enumerate(asking(rng, "sql"))
    ]  # fmt: skip  # a record
    found = next(accuracy_by_half_year(corpus_of([Ad("A")]), postings))
    return Held(found.low, found.high, MEAN)


# what is simulated -> (how, the least coverage of a 95% interval that is accepted)
SIMULATIONS: dict[str, tuple[Simulation, float]] = {
    "share": (of_share, 0.93),
    "equal": (of_equal_share, 0.93),
    "trend": (of_trend_point, 0.93),
    "no change": (of_no_change, 0.93),
    "change": (of_change, 0.93),
    "same employers": (of_same_employers, 0.92),
    "mix": (of_same_mix, 0.93),
    "compare": (of_difference, 0.93),
    "pair": (of_lift, 0.92),
    "instead": (of_instead, 0.93),
    "pay": (of_median_pay, 0.92),
    "fit": (of_fit, 0.91),
    "gain": (of_gain, 0.91),
    "cloud": (of_cloud, 0.91),
    "proof": (of_proof, 0.91),
    "project alone": (of_demonstrated, 0.91),
    "project added": (of_added, 0.91),
    "coverage": (of_coverage, 0.93),
    "wording": (of_wording, 0.93),
    "accuracy": (of_accuracy, 0.93),
}


def count_covered(kind: str, times: int, seed: int = 1) -> CoverageCount:
    """Return how many of `times` simulated intervals of a kind hold the truth."""
    simulate, _ = SIMULATIONS[kind]
    rng = np.random.default_rng([seed, *kind.encode()])
    shown = covered = 0
    for _ in range(times):
        held = simulate(rng)
        if held.low is not None and held.high is not None:
            shown += 1
            covered += held.low <= held.true <= held.high
    return CoverageCount(shown, covered)
