"""Compile the reader in a copy of the checkout, hold its readings against plain Python, run its tests.

    python3 dev.py prove compiled --texts 500

The checkout itself is left alone. Half of the texts are sound (invented ones, and real ones where there are
any beside the checkout), the others are damaged.
"""

import argparse
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from benchmarks import compiled_reader
from benchmarks.compiled_reader import ROOT, SUFFIXES
from tests.prove.fuzzing import damaged
from tests.prove.texts import FIELDS, damaged_text, samples

LEFT = shutil.ignore_patterns(
    ".git",
    ".venv",
    ".*_cache",
    ".hypothesis",
    "__pycache__",
    "*.db",
    "*.db-*",
    "*.npz",
    "*.so",
    "*.pyd",
    "local",
)  # what a test of the reader has no need of
# read in a process of its own: Python knows a module by one form only
READ = """
import pickle, sys
import nlp.reader
from nlp.catalogue.catalog import load_catalog
items = pickle.load(sys.stdin.buffer)
found = [reading for _, reading in nlp.reader.read_all(items, load_catalog())]
pickle.dump((nlp.reader.__file__, found), sys.stdout.buffer)
"""
Items = list[tuple[int, str, str, str, str]]


def made_texts(count: int, seed: int) -> Items:
    """Return texts to read: the first half sound, as many as there are, the others damaged."""
    sound, damage = list(samples().values()), damaged_text(damaged)
    contents = sound[: count // 2]
    for number in range(count - len(contents)):
        chance = Random(seed + number)
        contents.append(damage(chance.choice(sound), chance.choice(sound), chance))
    return [(number, *fields_of(content)) for number, content in enumerate(contents)]


def fields_of(content: bytes) -> tuple[str, str, str, str]:
    """Return title, employer, place and text."""
    lines = content.decode("utf-8", "replace").split("\n", len(FIELDS))
    title, employer, place, text = [*lines, *[""] * len(FIELDS)][: len(FIELDS) + 1]
    return title, employer, place, text


def read_in(root: Path, items: Items) -> tuple[str, list[object]]:
    """Return from which file the reader of a checkout came, and its readings."""
    done = subprocess.run(
        [sys.executable, "-c", READ], cwd=root, input=pickle.dumps(items), capture_output=True, check=True
    )
    place, readings = pickle.loads(done.stdout)
    return place, readings


def main(argv: Sequence[str] | None = None) -> int:
    """Return 1 where a test fails or a reading differs, 2 where nothing can be compiled."""
    options = argparse.ArgumentParser(prog="dev.py prove compiled", description=__doc__.split("\n")[0])
    options.add_argument("--texts", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument(
        "--tests", nargs="*", default=["tests/nlp"], help="what pytest runs there; none: no tests"
    )
    asked = options.parse_args(argv)
    items = made_texts(asked.texts, asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "checkout")
        shutil.copytree(ROOT, root, ignore=LEFT)
        _, plain = read_in(root, items)
        if code := compiled_reader.main(["--root", str(root)]):
            return code
        place, compiled = read_in(root, items)
        if Path(place).suffix not in SUFFIXES:
            print(f"{place} is not compiled")
            return 1
        differing = sum(one != other for one, other in zip(plain, compiled, strict=True))
        print(f"{len(items):,} texts, {differing:,} read otherwise when compiled", flush=True)
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *asked.tests]
        failed = subprocess.run(command, cwd=root, check=False).returncode if asked.tests else 0
    return 1 if differing or failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
