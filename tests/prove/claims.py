"""Draw markets and claims of which the truth is known, and count which verdicts the claims get.

python3 dev.py prove claims --times 400 --seed 1
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import sqrt

import numpy as np

from analysis.figures.claims import NARROW, VERDICTS, check_claims
from data.catalogue.guides import Claim
from tests.analysis.simulated import MEAN, Rng, sizes_of
from tests.analysis.small import Ad, corpus_of

EMPLOYERS = 260
TASTE = (3.0, 7.0)  # of a beta distribution: employers name a skill with a chance of 0.3
SAMPLE = 1_000  # postings that a published figure was counted in
FAR = 0.15  # how far a false claim lies from the truth
RECRUITER = 2
CLAIM = Claim(
    id="true", statement="AWS", source="A report", year=2025, population="Postings", skills=("aws",),
    low=MEAN, high=MEAN, slice="role=ml_engineer&since=2024-07-01", sample=SAMPLE,
)  # fmt: skip  # a record
# what is claimed, and the verdicts that would be wrong; half of what names Docker only prefers it
CASES: dict[str, tuple[Claim, tuple[str, ...]]] = {
    "true": (CLAIM, ("differs", "not comparable")),
    "false by 15 points": (replace(CLAIM, low=MEAN + FAR, high=MEAN + FAR), ("agrees",)),
    "false, no population": (
        replace(CLAIM, low=MEAN + FAR, high=MEAN + FAR, population=None),
        ("agrees", "differs"),
    ),
    "true of what is required": (
        replace(CLAIM, skills=("docker",), low=MEAN / 2, high=MEAN / 2),
        ("differs", "agrees"),
    ),
    "true, of a wide range": (replace(CLAIM, low=0.2, high=0.4, sample=None), ("differs", "not comparable")),
    "true, but narrow": (
        replace(CLAIM, low=0.29, high=0.31, sample=None),
        ("differs", "not comparable", "agrees"),
    ),
}
WRONG = 0.05  # of the verdicts of a case may be wrong


def drawn_market(rng: Rng) -> list[Ad]:
    """Return postings whose titles, days, sources, countries and agencies say nothing of what they name."""
    found = []
    for employer, size in enumerate(sizes_of(rng, EMPLOYERS)):
        aws, docker = rng.beta(*TASTE, 2)
        for _ in range(size):
            asks = ["aws"] if rng.random() < aws else []
            if rng.random() < docker:
                asks.append("docker" if rng.random() < 0.5 else "docker:preferred")
            found.append(
                Ad(
                    f"E{employer}",
                    asks,
                    date(2024, 1, 1) + timedelta(int(rng.integers(730))),
                    source=str(rng.choice(("greenhouse", "greenhouse", "lever"))),
                    role=str(rng.choice(("ml_engineer", "ml_engineer", "ml_engineer", "ai_engineer"))),
                    country=str(rng.choice(("US", "DE"))),
                    flags=RECRUITER * int(rng.random() < 0.1),
                )
            )
    return found


def published(rng: Rng, claim: Claim) -> Claim:
    """Return a claim as its own sample would have it, where it has one."""
    if claim.sample is None or claim.low is None:
        return claim
    figure = round(rng.binomial(claim.sample, claim.low) / claim.sample, 3)
    return replace(claim, low=figure, high=figure)


def verdicts(times: int, seed: int) -> dict[str, Counter[str]]:
    """Return how often the claims of each case get which verdict; those of a market are one family."""
    rng = np.random.default_rng(seed)
    found: dict[str, Counter[str]] = {name: Counter() for name in CASES}
    for _ in range(times):
        claims = [replace(published(rng, claim), id=name) for name, (claim, _) in CASES.items()]
        for check in check_claims(corpus_of(drawn_market(rng)), claims, interval="chance"):
            found[check.claim.id][check.verdict] += 1
    return found


def is_too_often(count: int, times: int) -> bool:
    """Tell whether so many of so many are more than WRONG, but for three standard errors."""
    return count / times > WRONG + 3 * sqrt(WRONG * (1 - WRONG) / times)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the verdicts of each case; return 1 where one is wrong too often."""
    options = argparse.ArgumentParser(prog="dev.py prove claims", description=__doc__.split("\n")[0])
    options.add_argument("--times", type=int, default=400, help="markets")
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args(argv)
    short = {NARROW: "too narrow"}
    print(f"{'of 100 claims that are':26}" + "".join(f"{short.get(one, one):>16}" for one in VERDICTS))
    missed = 0
    for name, counts in verdicts(asked.times, asked.seed).items():
        is_wrong = is_too_often(sum(counts[one] for one in CASES[name][1]), asked.times)
        missed += is_wrong
        cells = "".join(f"{100 * counts[one] / asked.times:16.1f}" for one in VERDICTS)
        print(f"{name:26}{cells}{'  TOO OFTEN WRONG' if is_wrong else ''}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
