"""Prove that no damage to a store, its cache or the packed facts shows in a figure or ends in a traceback.

    python3 dev.py prove stores --rounds 200 --seed 1

Each round damages one file at random and asks for a share twice: of the file with what lies beside it, and
of a copy of the store alone. Both must print the same, or end with one sentence.
"""

import argparse
import io
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from unittest.mock import patch

import cli
from commands.shared import slice_options
from data.catalogue.catalogue_in_use import catalogue_in_use
from data.errors import StoreError
from data.store.facts.snapshot import unpack_snapshot
from data.store.facts.snapshot_packing import pack_snapshot
from tests.data.building import a_posting, a_store
from tests.prove.damage import CACHE_DAMAGES, PACKED_DAMAGES, STORE_DAMAGES, Damage

KINDS = {"store": STORE_DAMAGES, "cache": CACHE_DAMAGES, "packed": PACKED_DAMAGES}
FIGURE = ("figure", "share", "--skill", "PyTorch", "--format", "json", "--store")
SLOW = 20.0  # seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command ended: what it printed, or its one sentence."""

    code: int
    printed: str
    said: str


@dataclass(frozen=True, slots=True)
class Trial:
    """One damaged file and what is wrong with the answer, "" where nothing is."""

    kind: str
    damage: str
    seed: int
    refused: bool
    wrong: str


def ask(store: Path) -> Answer:
    """Ask for a share in this process, as the command line does."""
    out, err = io.StringIO(), io.StringIO()
    before, sys.argv = sys.argv, ["skillgauge", *FIGURE, str(store)]
    code = 0
    try:
        with redirect_stdout(out), redirect_stderr(err):
            cli.main()
    except SystemExit as end:
        code = int(end.code or 0)
    except Exception:  # noqa: BLE001 - a traceback is what is looked for
        return Answer(1, "", traceback.format_exc())
    finally:
        sys.argv = before
    return Answer(code, out.getvalue(), err.getvalue().replace(str(store), "STORE"))


def wrong_with(answer: Answer) -> str:
    """Return what is wrong with an answer on its own: neither figures nor one sentence."""
    if answer.code == 0 and answer.printed:
        return ""
    is_sentence = answer.said.startswith("skillgauge: ") and answer.said.count("\n") == 1
    return "" if answer.code in (2, 3) and is_sentence else f"ended with {answer.code}: {answer.said}"


def prepare(folder: Path) -> Path:
    """Make a small store of several employers, with its cache, packed facts, and a stranger beside them."""
    folder.mkdir()
    postings = [a_posting(str(n), employer=f"Employer {n % 4}", board=f"b{n % 3}") for n in range(9)]
    store = a_store(folder / "market.db", *postings)
    pack_snapshot(store, folder / "facts.xz")
    a_store(folder / "other.db", a_posting("77", employer="Wren Labs", text="We use Python."))
    return folder


def try_one(kind: str, damage: Damage, seed: int, ready: Path, folder: Path) -> Trial:
    """Damage one file of a copy of `ready` in `folder`; return what came of it."""
    chance = Random(seed)
    shutil.copytree(ready, folder)
    name = getattr(damage, "__qualname__", "").split(".")[0]
    try:
        if kind == "packed":
            damage(folder / "facts.xz", chance)
            found, expected = ask_packed(folder), ask(ready / "market.db")
        else:
            store = folder / "market.db"
            ask(store)  # a copy has no cache that is trusted: this makes one
            damage(store if kind == "store" else store.with_suffix(".npz"), chance)
            alone = folder / "alone" / store.name
            alone.parent.mkdir()
            shutil.copy(store, alone)
            found, expected = ask(store), ask(alone)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    wrong = wrong_with(found) or wrong_with(expected)
    if not wrong and found.code == 0 and found != expected:
        wrong = f"printed {found.printed}, not {expected.printed or expected.said}"
    if not wrong and kind == "cache" and found.code:
        wrong = f"a cache ended the command: {found.said}"
    return Trial(kind, name, seed, found.code != 0, wrong)


def ask_packed(folder: Path) -> Answer:
    """Unpack packed facts and ask for a share of them."""
    target = folder / "unpacked" / "market.db"
    try:
        return ask(unpack_snapshot(folder / "facts.xz", target))
    except StoreError as error:
        left = [path.name for path in target.parent.glob("*") if not path.name.endswith(".lock")]
        return Answer(3 if not left else 1, "", f"skillgauge: {error}\n" if not left else f"left {left}")
    except Exception:  # noqa: BLE001 - a traceback is what is looked for
        return Answer(1, "", traceback.format_exc())


def trials(rounds: int, seed: int, folder: Path) -> Iterator[Trial]:
    """Yield one trial after the other, each kind of file in turn."""
    ready = prepare(folder / "ready")
    with patch.object(
        slice_options, "catalogue_in_use", cache(catalogue_in_use)
    ):  # the catalogue stays the same
        yield from (trial_of(number, seed, ready, folder / "trial") for number in range(rounds))


def trial_of(number: int, seed: int, ready: Path, folder: Path) -> Trial:
    """Return the trial with this number."""
    kind = ("store", "cache", "store", "cache", "packed")[number % 5]
    damages = KINDS[kind]
    chosen = seed * 1_000_003 + number
    damage = damages[(number // 5 + number) % len(damages)]
    begun = time.perf_counter()
    trial = try_one(kind, damage, chosen, ready, folder)
    if time.perf_counter() - begun > SLOW and not trial.wrong:
        trial = Trial(kind, trial.damage, chosen, trial.refused, "too slow")
    return trial


def main(argv: Sequence[str] | None = None) -> int:
    """Run the rounds that were asked for; return 1 where anything was wrong."""
    options = argparse.ArgumentParser(prog="dev.py prove stores", description=__doc__.split("\n")[0])
    options.add_argument("--rounds", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args(argv)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for trial in trials(asked.rounds, asked.seed, Path(folder)):
            counts[f"{trial.kind}, {'refused' if trial.refused else 'same figures'}"] += 1
            if trial.wrong:
                counts["WRONG"] += 1
                print(f"{trial.kind} {trial.damage} (seed {trial.seed}): {trial.wrong}")
    for what, count in sorted(counts.items()):
        print(f"{count:6}  {what}")
    return 1 if counts["WRONG"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
