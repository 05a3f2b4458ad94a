"""Speed and memory of the figures on a generated market, beside pandas doing the same in the same run.

python3 dev.py bench analysis            100,000 postings, 1,000,000 mentions
python3 dev.py bench analysis --large    also 1,000,000 postings, 10,000,000 mentions
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.figures.changes import changes
from analysis.figures.pairs import pairs
from analysis.figures.shares import shares
from analysis.figures.trends import trends
from analysis.market.corpus import Corpus
from analysis.market.periods import Period
from analysis.market.slices import Slice
from analysis.study.study_plan import plan
from benchmarks.synthetic import generate_tables
from data.catalogue.skills import load_skills
from data.records import Skill

SMALL, LARGE = 100_000, 1_000_000
MENTIONS = 10.0  # per posting
LIMITS_MS = {
    "share": 15, "share, one role": 15, "change": 15, "six checks": 400, "trend": 15, "pairs": 60,
    "study plan": 150,
}  # fmt: skip # a table: many views a line
CHECKED = 40  # skills of one page
LARGE_FACTOR = 11
LARGE_GB = 2.0
ROUNDS, LARGE_ROUNDS = 15, 5
BEFORE, AFTER = Period.parse("2025H1"), Period.parse("2026H1")
ROLE = Slice(roles=("ml_engineer",))


@dataclass(frozen=True, slots=True)
class Frames:
    """The same market as pandas would hold it."""

    postings: pd.DataFrame
    mentions: pd.DataFrame


def views(corpus: Corpus) -> dict[str, Callable[[], object]]:
    """Return what is timed, by name."""
    return {
        "share": lambda: shares(corpus, Slice()),
        "share, one role": lambda: shares(corpus, ROLE),
        "change": lambda: changes(corpus, Slice(), BEFORE, AFTER),
        "six checks": lambda: changes(replace(corpus), Slice(), BEFORE, AFTER, top=CHECKED),  # nothing kept
        "trend": lambda: trends(corpus, ROLE, ["pytorch"], step="month"),
        "pairs": lambda: pairs(corpus, Slice()),
        "study plan": lambda: plan(corpus, Slice(), ["python", "sql", "scikit-learn"]),
    }


def pandas_views(frames: Frames) -> dict[str, Callable[[], object]]:
    """Return the plain counterparts: the counts alone, without any interval."""
    return {
        "share": lambda: pandas_shares(frames, None),
        "share, one role": lambda: pandas_shares(frames, 0),
        "change": lambda: pandas_change(frames),
        "trend": lambda: pandas_trend(frames),
        "pairs": lambda: pandas_pairs(frames),
    }


def pandas_vacancies(postings: pd.DataFrame, role: int | None) -> pd.DataFrame:
    """Return each vacancy once, by its first posting."""
    kept = postings[postings.role == role] if role is not None else postings
    return kept.sort_values("day").drop_duplicates("vacancy")


def pandas_shares(frames: Frames, role: int | None) -> pd.Series:
    """Return the share of every skill, with the employers naming it."""
    rows = pandas_vacancies(frames.postings, role)
    named = frames.mentions[frames.mentions.posting.isin(rows.index)]
    return named.groupby("skill").posting.nunique() / len(rows)


def pandas_change(frames: Frames) -> pd.Series:
    """Return the difference of the shares of two periods."""
    ends = []
    for period in (BEFORE, AFTER):
        days = [(day - pd.Timestamp("1970-01-01").date()).days for day in (period.since, period.until)]
        inside = frames.postings[frames.postings.day.between(days[0], days[1] - 1)]
        ends.append(pandas_shares(Frames(inside, frames.mentions), None))
    return ends[1].sub(ends[0], fill_value=0)


def pandas_trend(frames: Frames) -> pd.Series:
    """Return one skill's share by month."""
    rows = pandas_vacancies(frames.postings, 0)
    named = frames.mentions[frames.mentions.skill == frames.mentions.attrs["pytorch"]].posting
    return rows.assign(named=rows.index.isin(named)).groupby("month").named.mean()


def pandas_pairs(frames: Frames) -> pd.DataFrame:
    """Return how often the sixty most named skills meet."""
    rows = pandas_vacancies(frames.postings, None)
    named = frames.mentions[frames.mentions.posting.isin(rows.index)]
    top = named.skill.value_counts().index[:60]
    wide = pd.crosstab(named.posting, named.skill[named.skill.isin(top)]).clip(upper=1)
    return wide.T @ wide


def market(postings: int) -> tuple[Corpus, Frames, int]:
    """Return a generated market as a corpus and as frames, and how many mentions it has."""
    skills: tuple[Skill, ...] = load_skills()
    tables = generate_tables(postings, 1, skills, mentions=MENTIONS)
    day = tables.posted_day
    frame = pd.DataFrame(
        {"role": tables.role, "vacancy": tables.vacancy, "employer": tables.employer, "day": day}
    )
    frame["month"] = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    asked = tables.mention_level < 3
    mentions = pd.DataFrame({"posting": tables.mention_posting[asked], "skill": tables.mention_skill[asked]})
    mentions.attrs["pytorch"] = tables.skills.index("pytorch")
    return Corpus.from_tables(tables, skills), Frames(frame, mentions), len(asked)


def best_ms(view: Callable[[], object], rounds: int) -> float:
    """Return the least processor time of a view after one call: what it costs, not what else is running."""
    view()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        view()
        times.append(time.process_time() - start)
    return 1e3 * min(times)


def measure(postings: int, beside: bool, rounds: int) -> dict[str, float]:
    """Print and return the best time of each view at one size."""
    start = time.perf_counter()
    corpus, frames, count = market(postings)
    print(f"{postings:,} postings, {count:,} mentions (generated in {time.perf_counter() - start:.1f} s)")
    plain = pandas_views(frames) if beside else {}
    found = {}
    for name, view in views(corpus).items():
        found[name] = best_ms(view, rounds)
        other = f"   pandas {best_ms(plain[name], 3):8.1f} ms" if name in plain else ""
        print(f"  {name:16} {found[name]:8.1f} ms{other}")
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; return 1 when a limit is missed."""
    parser = argparse.ArgumentParser(prog="bench analysis", description=__doc__)
    parser.add_argument("--large", action="store_true", help="also a million postings")
    options = parser.parse_args(argv)
    small = measure(SMALL, beside=True, rounds=ROUNDS)
    missed = [f"{name}: over {limit} ms" for name, limit in LIMITS_MS.items() if small[name] > limit]
    if options.large:
        large = measure(LARGE, beside=False, rounds=LARGE_ROUNDS)
        missed += [
            f"{name}: {large[name] / small[name]:.1f} times at ten times the size"
            for name in large
            if large[name] > LARGE_FACTOR * small[name]
        ]
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        print(f"peak memory of this process: {used:.2f} GB")
        missed += [f"peak memory over {LARGE_GB} GB"] if used > LARGE_GB else []
    for line in missed:
        print(f"missed: {line}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
