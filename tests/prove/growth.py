"""Look for texts that take more than twice as long to read when they are twice as long.

    python3 dev.py prove growth --minutes 5 --seed 1
    python3 dev.py prove growth --seed 1234 --texts 1

Each text is made by chance of words of the rules, of names, signs and odd characters, and read in two
lengths, as the text and now and then as lines, title, employer and place. What seems to grow too fast is read
again with 12,000 to 192,000 characters. A line of the report names its seed and its recipe.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence

from nlp.reader import Extractor
from nlp.text import budget
from tests.growing_recipes import Recipe, mean_growth, recipe
from tests.growing_texts import LONGEST_GROWTH
from tests.prove.texts import extractor

Read = Callable[[str], object]
NO_BUDGET = 10**9  # characters: what is proved is the reader, not where it stops
FIRST_LOOK = (12_000, 24_000, 48_000, 96_000)  # characters; only the first and the last are read
SIZES = (*FIRST_LOOK, 192_000)
SUSPICIOUS = 2.3  # growth for which a text is looked at again
TRIES = 3  # measurements of which the least counts
SLOW = 2.0  # seconds of the processor for the longest text
OTHER_WAYS = 4  # one text in so many is read in the other ways as well


def ways(reader: Extractor, seed: int) -> Iterator[tuple[str, Read]]:
    """Yield the ways in which the text with this seed is read, by name."""
    yield "text", reader.read
    yield "text of a posting", lambda text: reader.read(text, title="ML Engineer", employer="Initech")
    if seed % OTHER_WAYS == 0:
        yield "lines", reader.lines
        yield "title", lambda text: reader.read("Python", title=text)
        yield "employer", lambda text: reader.read("Python", employer=text)
        yield "place", lambda text: reader.read("Python", location=text)


def fault(read: Read, made: Recipe) -> str:
    """Return what is wrong with reading texts of a recipe, "" for nothing."""
    first = mean_growth(read, made.text, FIRST_LOOK)
    if first >= SUSPICIOUS:
        least = min(mean_growth(read, made.text, SIZES) for _ in range(TRIES))
        if least >= LONGEST_GROWTH:
            return f"takes {least:.2f} times as long when it doubles"
    start = time.process_time()
    read(made.text(SIZES[-1]))
    took = time.process_time() - start
    return f"takes {took:.1f} s for {SIZES[-1]:,} characters" if took > SLOW else ""


def main(argv: Sequence[str] | None = None) -> int:
    """Read texts until the time is over; return 1 where one grew too fast."""
    options = argparse.ArgumentParser(prog="dev.py prove growth", description=__doc__.split("\n")[0])
    options.add_argument("--texts", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--minutes", type=float, default=5.0, help="no text is begun after these")
    asked = options.parse_args(argv)
    until = time.monotonic() + 60 * asked.minutes
    kept, budget.LONGEST_READ = budget.LONGEST_READ, NO_BUDGET
    count = faults = 0
    try:
        while count < asked.texts and time.monotonic() < until:
            made = recipe(asked.seed + count)
            for way, read in ways(extractor(), made.seed):
                if wrong := fault(read, made):
                    faults += 1
                    print(f"seed {made.seed}, as {way}: {wrong}: {made}", flush=True)
            count += 1
    finally:
        budget.LONGEST_READ = kept
    print(f"{count:,} texts, {faults:,} of them read too slowly")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
