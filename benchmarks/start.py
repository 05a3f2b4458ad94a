"""The start of a command: processor time of a new process for one figure, beside that of importing pandas.

python3 dev.py bench start               `figure share`, which may take as long as pandas at most
python3 dev.py bench start --all         every kind of figure too, and the export of shares

Both are measured in pairs, one after the other, as user and system time of the whole process with all its
threads. The least of each counts: what it costs, not what else is running. The facts are unpacked before.
"""

import argparse
import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARE = "figure share"
PEER = ("-c", "import pandas")
LIMIT = 1.0  # times the peer, for SHARE
PAIRS = 7
OTHERS = (
    *(f"figure {kind}" for kind in ("trend", "change", "pairs", "pay", "claims", "interviews", "families")),
    *(f"figure {kind} --skill PyTorch" for kind in ("equal", "mix", "influence")),
    "figure compare --skill PyTorch --against role=data_scientist",
    *(f"figure {kind} --have Python --have SQL" for kind in ("study", "cloud", "projects")),
    "export shares --out -",
)


def processor_time(arguments: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return the seconds of processor time of a Python process. Raises CalledProcessError where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def beside_pandas(command: str, pairs: int = PAIRS) -> tuple[float, float]:
    """Return the least processor time of a command and of importing pandas, in seconds.

    Python may keep compiled modules, as it does by default and an installation has done.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ours, peer = ["cli.py", *command.split()], [*PEER]
    for arguments in (ours, peer):  # compiles, and unpacks the facts
        processor_time(arguments, environment)
    found = [(processor_time(ours, environment), processor_time(peer, environment)) for _ in range(pairs)]
    return min(one for one, _ in found), min(other for _, other in found)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the times and ratios; return 1 when the limit is missed."""
    parser = argparse.ArgumentParser(prog="bench start", description=__doc__)
    parser.add_argument("--all", action="store_true", help="every kind of figure, and an export")
    parser.add_argument("--pairs", type=int, default=PAIRS, help="pairs of processes for each")
    options = parser.parse_args(argv)
    ratios = {}
    for command in (SHARE, *(OTHERS if options.all else ())):
        ours, pandas = beside_pandas(command, options.pairs)
        ratios[command] = ours / pandas
        print(f"{command:62} {ours:5.2f} s   pandas {pandas:5.2f} s   {ours / pandas:4.2f} times")
    if ratios[SHARE] > LIMIT:
        print(f"missed: {SHARE} takes {ratios[SHARE]:.2f} times as long as importing pandas")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
