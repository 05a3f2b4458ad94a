"""Draw labelled postings by employer and count how often intervals hold the share that is labelled.

python3 dev.py prove total --draws 400 --seed 1

The errors of reading come from the postings that no rule was written from, the draws from the others.
"""

import argparse
from collections.abc import Sequence

from data.catalogue.audit import shipped_audit
from data.catalogue.skills import load_skills
from tests.analysis.reading_simulated import KINDS, coverage, halves

LEAST = 0.93  # of the total intervals at its own size hold the labelled share, on average over skills
TIMES = (1, 3)  # as many employers as there are, and three times as many: chance shrinks, reading does not
WORDS = {"tech": "tools", "practice": "practices", "role": "roles"}  # levels say their own name


def main(argv: Sequence[str] | None = None) -> int:
    """Try every kind; return 1 where total intervals hold the labelled share too seldom."""
    options = argparse.ArgumentParser(prog="dev.py prove total", description=__doc__.split("\n")[0])
    options.add_argument("--draws", type=int, default=400, help="samples of each kind")
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args(argv)
    fitted, tested = halves(shipped_audit())
    skills, missed = load_skills(), 0
    print(f"{'shares of':10} employers  number  chance  total  at least  wider  total under 0.8")
    for kind in KINDS:
        for times in TIMES:
            found = list(
                coverage(fitted, tested, skills, kind, draws=asked.draws, times=times, seed=asked.seed)
            )
            chance, total, wider = (
                sum(getattr(one, name) for one in found) / len(found) for name in ("chance", "total", "wider")
            )
            low = sum(one.total < 0.8 for one in found)
            is_wrong = times == 1 and total < LEAST
            missed += is_wrong
            said = f"{WORDS.get(kind, kind):10} {f'x {times}':9}  {len(found):6}  {chance:6.3f}  {total:5.3f}"
            said += f"  {LEAST:8.2f}  {wider:5.2f}  {low:15}{'  TOO SELDOM' if is_wrong else ''}"
            print(said, flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
