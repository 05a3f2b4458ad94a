"""Every figure once more in plain Python: loops over postings, employers left out one by one, no arrays.

Slow and as simple as the definitions in docs/statistics.md; the tests hold the figures against it.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log, sqrt

from scipy.stats import t

from analysis.market.slices import Slice
from tests.analysis.small import Ad, parsed

STRENGTH = ("required", "preferred", "mentioned", "boilerplate")
COUNTED = {"asked": STRENGTH[:3], "any": STRENGTH}


@dataclass(frozen=True)
class Unit:
    """A posting that is counted, and the employer that it counts for."""

    ad: Ad
    owner: str


def market(seed: int, count: int = 360) -> list[Ad]:
    """Return postings of unequal employers over two years: repeated, stuffed, paid, asking in all ways."""
    chance = random.Random(seed)
    found: list[Ad] = []
    for number in range(count):
        employer = f"Employer {int(45 * chance.random() ** 1.7)}"
        vacancy, asks = number, _asks(chance, employer)
        if found and chance.random() < 0.15:
            other = chance.choice(found)
            vacancy = other.vacancy
            employer = other.employer if chance.random() < 0.8 else employer
        pay = None
        if chance.random() < 0.6:
            low = 1_000.0 * chance.randint(40, 160)
            pay = (low, low + 1_000.0 * chance.randint(0, 40), chance.choice(("USD", "USD", "EUR")), "year")
        found.append(
            Ad(
                employer, asks, date(2024, 1, 1) + timedelta(chance.randrange(730)), vacancy,
                source=chance.choice(("greenhouse", "greenhouse", "lever", "hackernews")),
                role=chance.choice(("ml_engineer", "ml_engineer", "data_scientist", "other")),
                seniority=chance.choice(("senior", "senior", "junior", "staff")),
                workplace=chance.choice(("remote", "hybrid", "onsite")),
                country=chance.choice(("DE", "DE", "FR", "US")),
                clouds=[cloud for cloud in ("aws", "azure", "gcp") if chance.random() < 0.3],
                pay=pay, flags=int(chance.random() < 0.04),
            )
        )  # laid out as a table  # fmt: skip
    return found


def _asks(chance: random.Random, employer: str) -> list[str]:
    """Return what a posting asks; each employer has a taste of its own."""
    taste = 0.05 * (int(employer.split()[1]) % 7)
    wanted = {
        "python": 0.5, "sql": 0.35, "docker": 0.25, "aws": 0.3, "kubernetes": 0.2, "pandas": 0.15, "s3": 0.1,
        "sagemaker": 0.12, "mlops": 0.2, "ci-cd": 0.15, "jenkins": 0.1,
    }  # fmt: skip  # a table
    levels = ("required", "required", "required", "preferred", "mentioned", "boilerplate")
    asks = [
        f"{skill}:{chance.choice(levels)}" for skill, part in wanted.items() if chance.random() < part + taste
    ]
    if chance.random() < 0.5:
        level = chance.choice(levels)
        asks += [
            f"{skill}:{level}:0" for skill in chance.sample(("pytorch", "tensorflow", "docker", "sql"), 2)
        ]
    if chance.random() < 0.2:
        asks += [f"{skill}:required:1" for skill in ("azure", "gcp", "aws") if chance.random() < 0.8]
    if chance.random() < 0.3:
        asks.append(f"pytorch:{chance.choice(levels)}")
    return asks


# --- what is counted ------------------------------------------------------------------------------------


def is_in(ad: Ad, part: Slice) -> bool:
    """Tell whether a posting lies in a slice."""
    wanted = (
        (part.roles, ad.role), (part.seniorities, ad.seniority), (part.workplaces, ad.workplace),
        (part.countries, ad.country), (part.sources, ad.source), (part.employers_in, ad.employer),
    )  # fmt: skip  # pairs
    if ad.flags & 1 or any(values and value not in values for values, value in wanted):
        return False
    if ad.employer in part.employers_out or (part.since and ad.day < part.since):
        return False
    if part.until and ad.day >= part.until:
        return False
    named = {*ad.clouds, *(["any"] if ad.clouds else ["none"])}
    return not part.clouds or bool(named & {*part.clouds})


def units(ads: Sequence[Ad], part: Slice) -> list[Unit]:
    """Return what a slice counts: of each vacancy its first posting there, for whoever posted it first."""
    in_order = sorted(range(len(ads)), key=lambda place: (ads[place].day, place))
    owner: dict[object, str] = {}
    for place in in_order:
        owner.setdefault(_vacancy(ads, place), ads[place].employer)
    found, seen = [], set()
    for place in in_order:
        vacancy = _vacancy(ads, place)
        if is_in(ads[place], part) and (part.denominator == "postings" or vacancy not in seen):
            seen.add(vacancy)
            found.append(Unit(ads[place], owner[vacancy]))
    return found


def _vacancy(ads: Sequence[Ad], place: int) -> object:
    vacancy = ads[place].vacancy
    return place if vacancy is None else vacancy


def level_of(ad: Ad, skill: str) -> str | None:
    """Return the strongest level at which a posting names a skill."""
    levels = [level for name, level, *_ in map(parsed, ad.asks) if name == skill]
    return min(levels, key=STRENGTH.index, default=None)


def names(ad: Ad, skill: str, level: str = "asked") -> bool:
    """Tell whether a posting names a skill at the level that a slice counts."""
    return level_of(ad, skill) in COUNTED.get(level, (level,))


def by_owner(counted: Iterable[Unit]) -> dict[str, list[Ad]]:
    """Return the postings of each employer."""
    found: dict[str, list[Ad]] = {}
    for unit in counted:
        found.setdefault(unit.owner, []).append(unit.ad)
    return found


# --- intervals ------------------------------------------------------------------------------------------


def kish(counted: Sequence[Unit]) -> float:
    """Return how many equal employers would weigh the same."""
    sizes = Counter(unit.owner for unit in counted).values()
    return sum(sizes) ** 2 / sum(size**2 for size in sizes)


def jackknife(owners: Iterable[str], figure: Callable[[str | None], float]) -> float:
    """Return the variance of a figure by leaving employers out one by one: `figure(None)` leaves out none."""
    owners = sorted({*owners})
    whole = figure(None)
    return (len(owners) - 1) / len(owners) * sum((figure(owner) - whole) ** 2 for owner in owners)


def quantile(freedom: float, probability: float = 0.975) -> float:
    """Return Student's quantile on K - 1 degrees of freedom, at least one."""
    return float(t.ppf(probability, max(freedom - 1, 1)))


def wilson(share: float, size: float, q: float) -> tuple[float, float]:
    """Return Wilson's interval."""
    centre, scale = share + q * q / (2 * size), 1 + q * q / size
    half = q * sqrt(share * (1 - share) / size + q * q / (4 * size * size))
    return (
        0.0 if share == 0 else (centre - half) / scale,
        1.0 if share == 1 else (centre + half) / scale,
    )


def share_of(counted: Sequence[Unit], named: Callable[[Ad], bool]) -> tuple[float, float, float]:
    """Return (share, low, high) of what the units name, with employers as clusters."""
    owners = {unit.owner for unit in counted}

    def share(out: str | None) -> float:
        kept = [named(unit.ad) for unit in counted if unit.owner != out]
        return sum(kept) / len(kept)

    whole, equal = share(None), kish(counted)
    variance = jackknife(owners, share)
    spread = whole * (1 - whole)
    if spread == 0:
        size = min(len(owners), equal)
    else:
        size = min(len(counted), spread / variance) if variance else len(counted)
    return (whole, *wilson(whole, size, quantile(equal)))


def one_voice_each(counted: Sequence[Unit]) -> list[Unit]:
    """Return one unit for each employer that has any: it names what any of its postings names."""
    return [
        Unit(Ad(owner, [ask for ad in ads for ask in ad.asks]), owner)
        for owner, ads in by_owner(counted).items()
    ]


def differ(
    before: Sequence[Unit], after: Sequence[Unit], named: Callable[[Ad], bool]
) -> tuple[float, float, float, float]:
    """Return (difference, low, high, p) of two selections; who is left out is left out of both."""

    def apart(out: str | None) -> float:
        kept = [[named(unit.ad) for unit in side if unit.owner != out] for side in (before, after)]
        return sum(kept[1]) / len(kept[1]) - sum(kept[0]) / len(kept[0])

    whole, equal = apart(None), min(kish(before), kish(after))
    error = sqrt(jackknife({unit.owner for unit in (*before, *after)}, apart))
    reach = quantile(equal) * error
    return whole, whole - reach, whole + reach, float(2 * t.sf(abs(whole) / error, equal - 1))


def own_change(
    before: Sequence[Unit], after: Sequence[Unit], named: Callable[[Ad], bool]
) -> tuple[float, ...]:
    """Return what employers on both sides did: (within, low, high, same, low, high)."""
    owners = {unit.owner for unit in (*before, *after)}

    def parts(out: str | None) -> tuple[float, float]:
        sides = [by_owner(unit for unit in side if unit.owner != out) for side in (before, after)]
        whole = [sum(map(len, side.values())) for side in sides]
        within, weights = 0.0, 0.0
        for owner in {*sides[0]} & {*sides[1]}:
            own = [sides[k][owner] for k in (0, 1)]
            weight = (len(own[0]) / whole[0] + len(own[1]) / whole[1]) / 2
            shares = [sum(map(named, mine)) / len(mine) for mine in own]
            within, weights = within + weight * (shares[1] - shares[0]), weights + weight
        return within, within / weights

    common = [owner for owner in owners if by_owner(before).get(owner) and by_owner(after).get(owner)]
    sizes = [
        len(by_owner(before)[owner]) / len(before) / 2 + len(by_owner(after)[owner]) / len(after) / 2
        for owner in common
    ]
    q = quantile(sum(sizes) ** 2 / sum(size**2 for size in sizes))
    found: tuple[float, ...] = ()
    for place in (0, 1):
        error = sqrt(jackknife(owners, lambda out, place=place: parts(out)[place]))
        value = parts(None)[place]
        found += (value, value - q * error, value + q * error)
    return found


def lift_of(counted: Sequence[Unit], a: Callable[[Ad], bool], b: Callable[[Ad], bool]) -> tuple[float, ...]:
    """Return (lift, low, high): how much more often two skills meet; on the logarithm, by linear terms."""
    n = len(counted)
    both = sum(a(unit.ad) and b(unit.ad) for unit in counted)
    one, other = (sum(skill(unit.ad) for unit in counted) for skill in (a, b))
    lift = (both / n) / ((one / n) * (other / n))
    squares = 0.0
    owners = by_owner(counted)
    for ads in owners.values():
        term = sum(a(ad) and b(ad) for ad in ads) / both + len(ads) / n
        term -= sum(map(a, ads)) / one + sum(map(b, ads)) / other
        squares += term**2
    reach = quantile(kish(counted)) * sqrt(squares * len(owners) / (len(owners) - 1))
    return lift, exp(log(lift) - reach), exp(log(lift) + reach)


# --- what vacancies require -----------------------------------------------------------------------------


def required(
    ad: Ad, wanted: Callable[[str], bool], levels: Sequence[str] = ("required",)
) -> list[frozenset[str]]:
    """Return the requirements of a posting: sets of skills of which any one will do."""
    at: dict[tuple[str, int], str] = {}
    for skill, level, group, _ in map(parsed, ad.asks):
        key = (skill, group)
        if key not in at or STRENGTH.index(level) < STRENGTH.index(at[key]):
            at[key] = level
    alone = {skill for (skill, group), level in at.items() if group < 0 and level in levels and wanted(skill)}
    groups: dict[int, set[str]] = {}
    for (skill, group), level in at.items():
        if group >= 0 and level in levels and wanted(skill):
            groups.setdefault(group, set()).add(skill)
    return [*(frozenset({skill}) for skill in sorted(alone)), *map(frozenset, groups.values())]


def fits(
    counted: Sequence[Unit], held: Iterable[str], wanted: Callable[[str], bool]
) -> dict[str, list[float]]:
    """Return, by employer, which part of each vacancy's requirements somebody with these skills meets."""
    held = {*held}
    found: dict[str, list[float]] = {}
    for unit in counted:
        asked = required(unit.ad, wanted)
        if asked:
            met = sum(bool(one & held) for one in asked) / len(asked)
            found.setdefault(unit.owner, []).append(met)
    return found


def mean(values: Iterable[Sequence[float]]) -> float:
    """Return the mean over all vacancies of some employers."""
    flat = [one for own in values for one in own]
    return sum(flat) / len(flat)


def percentile(values: Sequence[float], part: float) -> float:
    """Return a quantile, straight lines between the sorted values."""
    ranked = sorted(values)
    place = part * (len(ranked) - 1)
    low = int(place)
    high = min(low + 1, len(ranked) - 1)
    return ranked[low] + (place - low) * (ranked[high] - ranked[low])
