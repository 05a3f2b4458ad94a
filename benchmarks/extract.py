"""How fast postings are read, beside the usual ways to find names in text: one core, one run, the same
spellings.

    python3 dev.py bench extract [--postings N] [--json]
    python3 dev.py bench extract --memory

Every rival finds the spellings of the catalogue and where they stand, and no more; ours also decides, labels,
groups and reads the facts, a few dozen postings at a time as a scrape does. Each reads some postings first,
so what any of them remembers (lines and joints here, words in spaCy) is what it is in a long run, and then
others once, in turns: whatever else the machine does meanwhile slows all of them.
"""

import argparse
import json
import lzma
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import ahocorasick
import spacy
from flashtext import KeywordProcessor
from spacy.matcher import PhraseMatcher

from benchmarks.compiled_reader import form_in_use
from data.catalogue.skills import SKILLS
from nlp.catalogue.catalog import Catalog, load_catalog
from nlp.reader import Extractor, UnreadText, read_all, read_with
from tests.shared_inputs import SHARED

DUMP = SHARED / "corpus" / "ads.jsonl.xz"
DUMPS = sorted((SHARED / "corpus").glob("*.jsonl.xz"))
FEW, MANY = 4_000, 30_000  # postings read to measure speed and memory
KIB = 1024  # bytes of what Linux counts the peak by
NAIVE = "naive regex loop"
NAIVE_SHARE = 40  # the naive loop reads one posting in so many; it needs a second for ten of them
# postings that one way reads before it is the next one's turn: enough that the processor's cache holds what
# it works with, as in a run of thousands
TURN = 250
SEED = 7
SENTENCES = (
    "Strong experience with {} and {} in production.",
    "You will build data products with {}, {} and {}.",
    "Familiarity with {} or {} is a plus.",
    "We value people who write clearly, review each other's work and ship small changes often.",
    "Our customers rely on us to keep their data safe while their business grows from year to year.",
)


@dataclass(frozen=True, slots=True)
class Posting:
    """What one reader gets."""

    title: str
    employer: str
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """One way to read, and how fast it was."""

    name: str
    postings_per_s: float
    mb_per_s: float
    ratio: float


def real_postings(count: int) -> list[Posting]:
    """Return the first postings of the dump beside the checkout, in its order, reposts and all."""
    with lzma.open(DUMP, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for _, line in zip(range(count), lines, strict=False))
        return [Posting(row["title"] or "", row["company"] or "", row["text"]) for row in rows]


def generated_postings(count: int, catalog: Catalog) -> list[Posting]:
    """Return invented postings of the usual length that name skills at the usual rate."""
    chance = random.Random(SEED)
    names = [skill.name for skill in catalog.skills]
    return [
        Posting("Machine Learning Engineer", "Initech", "\n".join(_sentences(chance, names)))
        for _ in range(count)
    ]


def _sentences(chance: random.Random, names: Sequence[str]) -> Iterator[str]:
    for _ in range(50):
        yield chance.choice(SENTENCES).format(*chance.sample(names, 3))


def readers(catalog: Catalog) -> Iterator[tuple[str, Callable[[Sequence[Posting]], object]]]:
    """Yield the name and the function of each way to read some postings, ours first."""
    spellings = [spelling.text for spelling in catalog.spellings]
    extractor = Extractor(catalog)
    yield "skillgauge", lambda postings: list(read_with(extractor, map(unread, postings)))
    yield "spaCy PhraseMatcher", one_by_one(_phrase_matcher(spellings))
    yield "spaCy EntityRuler", one_by_one(_entity_ruler(spellings))
    yield "FlashText", one_by_one(_flashtext(spellings))
    yield "pyahocorasick", one_by_one(_pyahocorasick(spellings))
    yield NAIVE, one_by_one(_naive(spellings))


def unread(posting: Posting) -> UnreadText:
    """Return a posting as the reader takes it."""
    return 0, posting.title, posting.employer, None, posting.text


def one_by_one(read: Callable[[Posting], object]) -> Callable[[Sequence[Posting]], object]:
    """Return the function that reads some postings with one that reads a single one."""
    return lambda postings: [read(posting) for posting in postings]


def _phrase_matcher(spellings: Sequence[str]) -> Callable[[Posting], object]:

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("SKILL", list(nlp.pipe(spellings)))
    return lambda posting: [
        (span.start_char, span.end_char) for span in matcher(nlp(posting.text), as_spans=True)
    ]


def _entity_ruler(spellings: Sequence[str]) -> Callable[[Posting], object]:

    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": "SKILL", "pattern": spelling} for spelling in spellings])
    return lambda posting: [(span.start_char, span.end_char) for span in nlp(posting.text).ents]


def _flashtext(spellings: Sequence[str]) -> Callable[[Posting], object]:

    processor = KeywordProcessor()
    processor.add_keywords_from_list(list(spellings))
    return lambda posting: processor.extract_keywords(posting.text, span_info=True)


def _pyahocorasick(spellings: Sequence[str]) -> Callable[[Posting], object]:

    automaton = ahocorasick.Automaton()
    for spelling in spellings:
        automaton.add_word(spelling.lower(), spelling)
    automaton.make_automaton()

    def read(posting: Posting) -> object:
        lowered = posting.text.lower()
        return [
            (end, name)
            for end, name in automaton.iter(lowered)
            if not lowered[end + 1 : end + 2].isalnum()
            and not lowered[max(0, end - len(name)) : end - len(name) + 1].isalnum()
        ]

    return read


def _naive(spellings: Sequence[str]) -> Callable[[Posting], object]:
    patterns = [re.compile(rf"(?<!\w){re.escape(spelling)}(?!\w)", re.IGNORECASE) for spelling in spellings]
    return lambda posting: [match.span() for pattern in patterns for match in pattern.finditer(posting.text)]


def read_in(read: Callable[[Sequence[Posting]], object], postings: Sequence[Posting]) -> float:
    """Return the seconds of processor time that reading takes."""
    start = time.process_time()
    read(postings)
    return time.process_time() - start


@dataclass(frozen=True, slots=True)
class Memory:
    """The resident set of the process in bytes: with the reader built, after the first third of the postings,
    after all of them, and the most that it ever was.
    """

    postings: int
    built: int
    warm: int
    end: int
    peak: int


def memory_of(catalog: Catalog, items: Iterable[UnreadText], count: int) -> Memory:
    """Return how much memory reading so many postings takes, one after the other in this process."""
    number = warm = built = 0
    for number, _ in enumerate(read_all(islice(items, count), catalog), 1):
        if number == 1:
            built = resident()
        elif number == count // 3:
            warm = resident()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB
    return Memory(number, built, warm, resident(), most)


def resident() -> int:
    """Return the bytes that this process holds now; Linux says so."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()


def unread_texts(catalog: Catalog) -> Iterator[UnreadText]:
    """Yield the postings of the dumps beside the checkout, else invented ones, over and over."""
    while True:
        for path in DUMPS:
            with lzma.open(path, "rt", encoding="utf-8") as lines:
                for number, row in enumerate(map(json.loads, lines)):
                    fields = (row.get("title") or "", row.get("company") or "", row.get("location"))
                    yield number, *fields, row["text"]
        if not DUMPS:
            for number, one in enumerate(generated_postings(FEW, catalog)):
                yield number, one.title, one.employer, None, one.text


def show_memory(memory: Memory) -> None:
    """Print what reading took, and how much of it came after the first third."""
    print(
        f"{memory.postings:,} postings: {memory.built / 1e6:.0f} MB with the reader built, "
        f"{memory.warm / 1e6:.0f} MB after a third, {memory.end / 1e6:.0f} MB after all, "
        f"{memory.peak / 1e6:.0f} MB at most"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Measure every way to read and print the table."""
    parser = argparse.ArgumentParser(prog="bench extract", description="Reading speed, ours beside others.")
    parser.add_argument("--postings", type=int, help="4,000, of which half are read to warm up")
    parser.add_argument(
        "--memory", action="store_true", help="measure the memory of reading instead, of 30,000 postings"
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    catalog = load_catalog(SKILLS)
    if options.memory:
        show_memory(memory_of(catalog, unread_texts(catalog), options.postings or MANY))
        return 0
    is_real, count = DUMP.exists(), options.postings or FEW
    postings = real_postings(count) if is_real else generated_postings(count, catalog)
    results = compare(catalog, postings)
    if options.json:
        print(json.dumps({"reader": form_in_use(), "ways": [asdict(result) for result in results]}))
    else:
        show(results, len(postings), is_real, len(catalog.spellings))
    return 0


def compare(catalog: Catalog, postings: Sequence[Posting]) -> list[Result]:
    """Return how fast each way reads the second half of the postings, the first half read before; `ratio` is
    the speed of ours divided by it.
    """
    half = len(postings) // 2
    ways = dict(readers(catalog))
    for name, read in ways.items():
        read_in(read, postings[:half] if name != NAIVE else [])
    turns = [postings[at : at + TURN] for at in range(half, len(postings), TURN)]
    spent = dict.fromkeys(ways, 0.0)
    count: Counter[str] = Counter()
    size: Counter[str] = Counter()
    for turn in turns:
        for name, read in ways.items():
            share = turn[::NAIVE_SHARE] if name == NAIVE else turn
            spent[name] += read_in(read, share)
            count[name] += len(share)
            size[name] += sum(len(posting.text.encode("utf-8", "replace")) for posting in share)
    rates = {name: count[name] / spent[name] for name in ways}
    ours = next(iter(rates.values()))
    return [Result(name, rate, size[name] / spent[name] / 1e6, ours / rate) for name, rate in rates.items()]


def show(results: Sequence[Result], count: int, is_real: bool, spellings: int) -> None:
    """Print the table."""
    print(
        f"{count // 2} {'real' if is_real else 'generated'} postings, {spellings} spellings, one core, "
        f"processor time; the reader is {form_in_use()}"
    )
    print(f"{'':24}{'postings/s':>12}{'MB/s':>9}{'ours is':>10}")
    for result in results:
        print(f"{result.name:24}{result.postings_per_s:12,.1f}{result.mb_per_s:9.2f}{result.ratio:9.2f}x")


if __name__ == "__main__":
    raise SystemExit(main())
