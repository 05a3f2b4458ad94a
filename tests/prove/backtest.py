"""Hold past shares against later ones: how long an interval holds, and whether any forecast is nearer.

    python3 dev.py prove backtest [--store STORE] [--seed N] [--write]

For each calendar quarter of the largest source, each of five roles and its 40 most named skills so far, the
share with its interval is held against the share one, two and three quarters later, with the error of the
later sample counted in. Models know the six quarters up to the origin alone. `--write` keeps the shelf life
in `data/shelf_life.json` and the table in docs/statistics.md. Ends with 1 where a model is nearer than the
last value by more than half a point, or where the kept shelf life of these facts is another one.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from analysis.arithmetic.employer_tally import effective_n
from analysis.market.basis import too_few
from analysis.market.corpus import Corpus, day_of
from analysis.market.figure_words import listed
from analysis.market.periods import STEPS, Period, is_whole, steps_between
from analysis.market.provenance import Sample
from analysis.market.selection import most_named, select
from analysis.market.slices import Slice
from data.catalogue.catalogue_in_use import catalogue_in_use
from data.files.document_part import write_part
from data.origins import source_name
from data.paths import ROOT
from data.releases.shelf_life import HeldAfter, ShelfLife, load_shelf_life, write_shelf_life
from data.store.facts.snapshot import unpack_snapshot
from data.store.facts.tables import load_tables

Floats = npt.NDArray[np.float64]

ROLES = ("ml_engineer", "data_scientist", "ai_engineer", "data_engineer", "research_scientist")
SKILLS = 40  # of each role
LEAST_VACANCIES = 60  # of a role in a quarter
FEWEST, MOST = 3, 6  # quarters that a model learns from
AHEAD = (1, 2, 3)  # quarters
MUCH_NEARER = 0.5  # points
NORMAL = {95: 1.959964, 80: 1.281552}
DRAWS = 1_000
PART = "prove backtest"
LAST = "last value with its own interval"
DOCUMENT = ROOT / "docs" / "statistics.md"


@dataclass(frozen=True, slots=True)
class Quarters:
    """The log-odds of the shares of one role: skills x quarters, with variances; NaN where too little is.

    `time` counts quarters, `shares` are as counted, `is_practice` tells the kinds of skills apart.
    """

    role: str
    skills: tuple[str, ...]
    is_practice: npt.NDArray[np.bool_]
    time: Floats
    odds: Floats
    variance: Floats
    shares: Floats


@dataclass(frozen=True, slots=True)
class Guess:
    """What a model says of the log-odds of each skill at the target, with the variance of that."""

    mean: Floats
    variance: Floats


@dataclass(frozen=True, slots=True)
class Outcome:
    """One model at one distance, over all cases: `error` is later share less guess, in points."""

    model: str
    ahead: int
    skill: npt.NDArray[np.str_]
    error: Floats
    off: Floats  # how many standard deviations the later log-odds lie off, without sign

    def covers(self, level: int) -> float:
        """The part of the intervals of this level that hold the later share."""
        return float((self.off <= NORMAL[level]).mean())


Model = Callable[[Quarters, Mapping[bool, Floats]], Guess]


def periods_of(corpus: Corpus, source: str) -> list[Period]:
    """Return the calendar quarters that a source covers from their first to their last day."""
    code = corpus.postings.sources.index(source)
    days = corpus.postings.posted_day[corpus.postings.source == code]
    first, last = day_of(int(days[days >= 0].min())), day_of(int(days.max()))
    return [one for one in steps_between(first, last, STEPS["quarter"]) if is_whole(one, first, last)]


def quarters_of(corpus: Corpus, source: str, role: str, periods: Sequence[Period], learned: int) -> Quarters:
    """Return a role's shares; its skills are those most named in the first `learned` periods."""
    part = Slice(roles=(role,), sources=(source,))
    past = select(corpus, part.narrowed(since=periods[0].since, until=periods[learned - 1].until))
    codes = most_named(corpus, past.totals())[:SKILLS]
    found = [_measured(corpus, part, one, codes) for one in periods]
    odds, variance, shares = (np.column_stack(one) for one in zip(*found, strict=True))
    skills = [corpus.skills[code] for code in codes]
    return Quarters(
        role=role,
        skills=tuple(one.id for one in skills),
        is_practice=np.array([one.kind == "practice" for one in skills]),
        time=np.array([4 * one.since.year + one.since.month // 3 for one in periods], dtype=np.float64),
        odds=odds,
        variance=variance,
        shares=shares,
    )


def _measured(
    corpus: Corpus, part: Slice, period: Period, codes: Sequence[int]
) -> tuple[Floats, Floats, Floats]:
    here = select(corpus, part.narrowed(since=period.since, until=period.until))
    sample = Sample.of(here.sizes)
    if sample.n < LEAST_VACANCIES or too_few(sample) or not codes:
        nothing = np.full(len(codes), np.nan)
        return nothing, nothing, nothing
    tally = here.tally(codes)
    shares = tally.shares()
    size = effective_n(tally, shares, tally.variances())
    inside = (shares * size + 0.5) / (size + 1)
    return np.log(inside / (1 - inside)), 1 / (size * inside * (1 - inside)), shares


# --- models -----------------------------------------------------------------------------------------------


def filtered(found: Quarters, drift: float, slope: float, slope_variance: float) -> tuple[Guess, float]:
    """Return level and slope carried to the last time, and the log-likelihood of what was seen on the way.

    A local level whose variance grows by `drift` a quarter, with a slope of its own drawn from a normal
    distribution (Durbin and Koopman 2012). The last column of `found` is the target and is not looked at.
    """
    seen = np.flatnonzero(np.isfinite(found.odds[0, :-1]))
    level, pace = found.odds[:, seen[0]].copy(), np.full(len(found.odds), slope)
    of_level = found.variance[:, seen[0]] + 0.01
    both, of_pace = np.zeros(len(level)), np.full(len(level), slope_variance)
    likelihood, now = 0.0, found.time[seen[0]]
    for place in (*seen[1:], -1):
        step, now = found.time[place] - now, found.time[place]
        level = level + step * pace
        of_level = of_level + 2 * step * both + step**2 * of_pace + drift * step
        both = both + step * of_pace
        if place == -1:
            break
        total = of_level + found.variance[:, place]
        miss = found.odds[:, place] - level
        likelihood -= 0.5 * float((np.log(2 * np.pi * total) + miss**2 / total).sum())
        gain, pull = of_level / total, both / total
        level, pace = level + gain * miss, pace + pull * miss
        of_level, both, of_pace = of_level * (1 - gain), both * (1 - gain), of_pace - pull * both
    return Guess(level, of_level), likelihood


def rows_of(found: Quarters, chosen: npt.NDArray[np.bool_]) -> Quarters:
    """Return the same for some of the skills."""
    return Quarters(
        found.role,
        tuple(np.array(found.skills)[chosen]),
        found.is_practice[chosen],
        found.time,
        found.odds[chosen],
        found.variance[chosen],
        found.shares[chosen],
    )


def fitted(roles: Sequence[Quarters], *, has_slope: bool) -> dict[bool, Floats]:
    """Return drift, slope and its variance of practices and of other skills, by maximum likelihood."""
    kept = {}
    for is_practice in (True, False):
        mine = [rows_of(one, one.is_practice == is_practice) for one in roles]

        def lost(at: Floats, mine: Sequence[Quarters] = mine) -> float:
            return -sum(filtered(one, *_parameters(at, has_slope))[1] for one in mine if one.skills)

        start = [-4.0, 0.0, -6.0] if has_slope else [-4.0]
        best = minimize(lost, start, method="Nelder-Mead", options={"maxiter": 80}).x
        kept[is_practice] = np.array(_parameters(best, has_slope))
    return kept


def _parameters(at: Floats, has_slope: bool) -> tuple[float, float, float]:
    drift = float(np.exp(min(at[0], 5.0)))
    return (drift, float(at[1]), float(np.exp(min(at[2], 5.0)))) if has_slope else (drift, 0.0, 1e-9)


def last_value(found: Quarters, _: Mapping[bool, Floats]) -> Guess:
    """The share of the origin with its own interval: what a page prints."""
    return Guess(found.odds[:, -2], found.variance[:, -2])


def pooled(found: Quarters, _: Mapping[bool, Floats]) -> Guess:
    """The mean of all quarters, each with the weight of its variance."""
    weight = np.nan_to_num(1 / found.variance[:, :-1])
    mean = (np.nan_to_num(found.odds[:, :-1]) * weight).sum(axis=1) / weight.sum(axis=1)
    return Guess(mean, 1 / weight.sum(axis=1))


def straight_line(found: Quarters, _: Mapping[bool, Floats]) -> Guess:
    """A weighted straight line through the quarters of each skill."""
    weight = np.nan_to_num(1 / found.variance[:, :-1])
    since = found.time[:-1] - found.time[-1]
    sums = [(weight * since**power).sum(axis=1) for power in range(3)]
    seen = np.nan_to_num(found.odds[:, :-1])
    level, tilt = (weight * seen).sum(axis=1), (weight * seen * since).sum(axis=1)
    spread = sums[0] * sums[2] - sums[1] ** 2
    return Guess((sums[2] * level - sums[1] * tilt) / spread, sums[2] / spread)


def state_space(found: Quarters, parameters: Mapping[bool, Floats]) -> Guess:
    """The local level, with the parameters of each skill's kind."""
    mean, variance = np.empty(len(found.skills)), np.empty(len(found.skills))
    for is_practice, values in parameters.items():
        mine = found.is_practice == is_practice
        if mine.any():
            guess, _ = filtered(rows_of(found, mine), *values)
            mean[mine], variance[mine] = guess.mean, guess.variance
    return Guess(mean, variance)


# name -> (what guesses, whether its parameters have a slope; None where it has none)
MODELS: dict[str, tuple[Model, bool | None]] = {
    LAST: (last_value, None),
    "local level, drift pooled over skills": (state_space, False),
    "local level and pooled slope": (state_space, True),
    "straight line for each skill": (straight_line, None),
    "all quarters pooled": (pooled, None),
}


# --- the test ---------------------------------------------------------------------------------------------


def backtest(
    corpus: Corpus, source: str, roles: Sequence[str] = ROLES, distances: Sequence[int] = AHEAD
) -> Iterator[Outcome]:
    """Yield every model at every distance, over all origins, roles and skills that can be compared."""
    periods = periods_of(corpus, source)
    for ahead in distances:
        cases: dict[str, list[tuple[Quarters, Guess]]] = {name: [] for name in MODELS}
        for origin in range(FEWEST - 1, len(periods) - ahead):
            first = max(0, origin + 1 - MOST)
            learned = [*periods[first : origin + 1], periods[origin + ahead]]
            for name, case in guesses(corpus, source, roles, learned):
                cases[name].append(case)
        for name, found in cases.items():
            if found:
                yield outcome(name, ahead, found)


def guesses(
    corpus: Corpus, source: str, named: Sequence[str], periods: Sequence[Period]
) -> Iterator[tuple[str, tuple[Quarters, Guess]]]:
    """Yield what each model guesses of the last period from those before it, for each role with enough."""
    roles = [quarters_of(corpus, source, role, periods, len(periods) - 1) for role in named]
    roles = [one for one in roles if one.skills and _is_comparable(np.isfinite(one.odds[0]))]
    fits = {has_slope: fitted(roles, has_slope=has_slope) for has_slope in (False, True)} if roles else {}
    for name, (model, has_slope) in MODELS.items():
        for one in roles:
            yield name, (one, model(one, {} if has_slope is None else fits[has_slope]))


def _is_comparable(is_known: npt.NDArray[np.bool_]) -> bool:
    return bool(is_known[-2:].all() and is_known[:-1].sum() >= FEWEST)


def outcome(name: str, ahead: int, cases: Sequence[tuple[Quarters, Guess]]) -> Outcome:
    """Put the cases of a model together; the error of the later share is added to the model's own."""
    error, off, skill = [], [], []
    for found, guess in cases:
        error.append(100 * (found.shares[:, -1] - 1 / (1 + np.exp(-guess.mean))))
        off.append(np.abs(found.odds[:, -1] - guess.mean) / np.sqrt(guess.variance + found.variance[:, -1]))
        skill += found.skills
    return Outcome(name, ahead, np.array(skill), np.concatenate(error), np.concatenate(off))


def drawn_range(found: Outcome, seed: int) -> tuple[float, float]:
    """Return between which parts of 1 the coverage lies in 95 of 100 draws of as many skills."""
    skills, place = np.unique(found.skill, return_inverse=True)
    cases = np.bincount(place).astype(np.float64)
    held = np.bincount(place, weights=found.off <= NORMAL[95])
    drawn = np.random.default_rng(seed).integers(0, len(skills), (DRAWS, len(skills)))
    low, high = np.quantile(held[drawn].sum(axis=1) / cases[drawn].sum(axis=1), [0.025, 0.975])
    return float(low), float(high)


def shelf_life_of(corpus: Corpus, source: str, outcomes: Sequence[Outcome], seed: int) -> ShelfLife:
    """Return how long the printed interval holds."""
    held = [
        HeldAfter(
            one.ahead, *(round(part, 3) for part in (one.covers(95), *drawn_range(one, seed))), len(one.off)
        )
        for one in outcomes
        if one.model == LAST
    ]
    return ShelfLife(snapshot=corpus.snapshot, catalog=corpus.catalog, source=source, held=tuple(held))


def table_of(outcomes: Sequence[Outcome], life: ShelfLife) -> str:
    """Return the table as Markdown, with a sentence above it."""
    said = [f"{one.in_words} ({100 * one.low:.0f} to {100 * one.high:.0f})" for one in life.held]
    lines = [
        f"Of 100 intervals so many hold the later share: {listed(said, 'and')} "
        f"({source_name(life.source)}, facts {life.snapshot}).",
        "",
        "| quarters ahead | model | cases | error | bias | covers 95 | covers 80 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for one in outcomes:
        least = min(error_of(other) for other in outcomes if other.ahead == one.ahead)
        error = f"{error_of(one):.2f}"
        cells = [
            str(one.ahead) if one.model == LAST else "",
            one.model,
            f"{len(one.off):,}",
            f"**{error}**" if error_of(one) == least else error,
            f"{one.error.mean():+.1f}",
            *(f"{100 * one.covers(level):.0f}" for level in (95, 80)),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def error_of(found: Outcome) -> float:
    """Return the mean absolute error in points."""
    return float(np.abs(found.error).mean())


def nearer(outcomes: Sequence[Outcome]) -> list[str]:
    """Return the models that are nearer to the later share than the last value by more than MUCH_NEARER."""
    last = {one.ahead: error_of(one) for one in outcomes if one.model == LAST}
    return [
        f"{one.model}, {one.ahead} quarters ahead"
        for one in outcomes
        if error_of(one) < last[one.ahead] - MUCH_NEARER
    ]


def largest_source(corpus: Corpus) -> str:
    """Return the source with the most postings."""
    return corpus.postings.sources[int(np.argmax(np.bincount(corpus.postings.source)))]


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; 1 where a forecast would be nearer, or another shelf life is kept for these facts."""
    parser = argparse.ArgumentParser(prog="dev.py prove backtest", description=__doc__.split("\n")[0])
    parser.add_argument("--store", type=Path, help="a store instead of the shipped facts")
    parser.add_argument("--roles", nargs="+", default=ROLES)
    parser.add_argument("--ahead", nargs="+", type=int, default=AHEAD, help="quarters")
    parser.add_argument("--seed", type=int, default=1, help="of the draws of skills, for the ranges")
    parser.add_argument("--write", action="store_true", help="keep the shelf life and the table")
    options = parser.parse_args(argv)
    corpus = Corpus.from_tables(load_tables(options.store or unpack_snapshot()), catalogue_in_use().skills)
    source = largest_source(corpus)
    outcomes = list(backtest(corpus, source, options.roles, options.ahead))
    life = shelf_life_of(corpus, source, outcomes, options.seed)
    table = table_of(outcomes, life)
    print(table)
    if options.write:
        write_shelf_life(life)
        write_part(DOCUMENT, PART, table)
    kept = load_shelf_life()
    is_whole_test = (*options.roles, *options.ahead) == (*ROLES, *AHEAD)
    is_other = is_whole_test and kept.snapshot == life.snapshot and kept.parts() != life.parts()
    if is_other:
        print("another shelf life is kept for these facts: call this with --write")
    better = nearer(outcomes)
    if better:
        print(f"nearer than the last value: {'; '.join(better)}")
    return 1 if better or is_other else 0


if __name__ == "__main__":
    raise SystemExit(main())
