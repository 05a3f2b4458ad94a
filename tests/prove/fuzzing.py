"""Read damaged pages, texts, dumps, receipts, addresses, catalogues: documented errors only, in bounded time.

    python3 dev.py prove fuzzing --rounds 40000 --seed 1
    python3 dev.py prove fuzzing --kinds pages --rounds 5000
    python3 dev.py prove fuzzing --kinds texts --rounds 1000

Each round damages one sound text and reads it. A line of the report names kind, sample and seed of what went
wrong; `--seed` with that number and `--rounds 1` reads it again.
"""

import argparse
import json
import signal
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from random import Random
from urllib.parse import parse_qsl

from analysis.figures.changes import change
from analysis.figures.shares import share
from analysis.market.corpus import Corpus
from analysis.market.periods import Period
from analysis.market.slices import Slice
from analysis.reproduce import reproduce
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from commands.shared.dump_records import dump_reader
from dashboard.address.address import read_query
from data.catalogue.advice import load_advice
from data.catalogue.guides import load_claims, load_interviews, load_projects, load_sayings
from data.catalogue.reading_quality import load_kind_quality, load_reading_quality
from data.errors import CatalogError, PostingRejected, ReceiptMismatch, SourceError, UsageError
from data.files.dumps import read_dump
from data.paths import DATA
from nlp.catalogue.catalog import load_catalog
from nlp.names.senses import load_senses
from scraper.runs.board_list import read_boards
from scraper.sources import load_source
from tests.golden import Case, cases
from tests.hostile.strings import HOSTILE
from tests.prove import texts as posting_texts

SLOW = 10.0  # seconds of the processor for one text; the slowest sound one takes less than one
HUNG = 60.0  # seconds after which a round is ended
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ODD = (
    None, True, 0, -1, 1e308, 10**400, "", " ", "x", "\ud800", "\x00", "2026-99-99", "9" * 400, "&lt;" * 50,
    "<" * 50, [], {}, [[]], [None], {"": None}, ["x"], {"name": 1}, "javascript:alert(1)", "https://[",
    "Ã\x83" * 9, *HOSTILE,
)  # fmt: skip  # a list of values
TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b">", b"</", b"<![CDATA[", b"]]>", b"&amp;", b"&#0;", b'"',
    b"'", b"{", b"}", b"[" * 3_000, b"]", b",", b":", b"\\", b"\\u0000", b"\\ud800", b"null", b"NaN",
    b"1e999", b"-", b"\n", b"\r\n", b"\t", b"=", b"&", b"%", b"%00", b"%zz", b"?", b"#", b"\xf0\x9f",
    b"\xc0\x80",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<script>", b"[[x]]", b'"""', b"'''", b"9" * 5_000,
)  # fmt: skip  # a list of bytes


@dataclass(frozen=True)
class Finding:
    """One damaged text that was read badly."""

    kind: str
    sample: str
    seed: int
    wrong: str


# --- damage ---------------------------------------------------------------------------------------------


def damaged(content: bytes, other: bytes, chance: Random) -> bytes:
    """Return a text with one to four faults; JSON may get an odd value in a sound shape instead."""
    if chance.random() < 0.4:
        found = with_odd_value(content, chance)
        if found is not None:
            return found
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        content = with_fault(content, other, chance)
    return content


def with_fault(content: bytes, other: bytes, chance: Random) -> bytes:
    """Return a text with a stretch lost, doubled, moved, changed or put in."""
    at = chance.randrange(len(content) + 1)
    end = min(len(content), at + chance.choice((1, 1, 3, 20, 300, 5_000)))
    part = content[at:end]
    start = chance.randrange(len(other) + 1)
    new = chance.choice((
        b"", part * chance.choice((2, 3, 50)), part[::-1], part.upper(), chance.choice(TOKENS),
        bytes(byte ^ (1 << chance.randrange(8)) for byte in part[:3]) + part[3:],
        chance.randbytes(len(part)), other[start : start + 2_000], chance.choice(TOKENS) * 40,
        chance.choice(HOSTILE).encode("utf-8", "surrogatepass"),
    ))  # fmt: skip  # a list of choices
    if chance.random() < 0.1:
        return content[:at]
    return content[:at] + new + content[end:]


def with_odd_value(content: bytes, chance: Random) -> bytes | None:
    """Return JSON with something odd in the place of one value, None for what is no JSON."""
    try:
        sound = json.loads(content)
    except (ValueError, RecursionError):
        return None
    value, path = sound, []
    while isinstance(value, dict | list) and value and chance.random() < 0.9:
        key = chance.choice(list(value) if isinstance(value, dict) else list(range(len(value))))
        path.append((value, key))
        value = value[key]
    if not path:
        return None
    holder, key = path[-1]
    holder[key] = chance.choice(ODD)
    if isinstance(holder, dict) and chance.random() < 0.2:
        holder[str(chance.choice(ODD))[:50]] = holder.pop(key)
    return json.dumps(sound).encode()


# --- what is read ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reader:
    """One way to read a text: sound samples by name, how they are read and damaged, what may be raised."""

    samples: dict[str, bytes]
    read: Callable[[str, bytes], None]
    allowed: tuple[type[Exception], ...]
    damage: Callable[[bytes, bytes, Random], bytes] = damaged


def pages(_folder: Path) -> Reader:
    """The answers of all sources, through their parsers."""
    known = {f"{case.source}/{case.name}": case for case in cases()}

    def read(name: str, content: bytes) -> None:
        case: Case = known[name]
        found = load_source(case.source).parse(replace(case.page(), content=content), case.board)
        for posting in found.postings:
            assert posting.external_id
            assert posting.title
            assert posting.text
            assert posting.url.lower().startswith(("https://", "http://"))
            posting.text.encode()
            posting.title.encode()

    return Reader({name: case.input.read_bytes() for name, case in known.items()}, read, (SourceError,))


def texts(_folder: Path) -> Reader:
    """Texts of postings, which are always read: there is no error that a text may raise."""
    posting_texts.extractor().read("")  # loads the rules, which takes a second
    return Reader(posting_texts.samples(), posting_texts.read, (), posting_texts.damaged_text(damaged))


RECORD = {
    "id": "7", "source": "mine", "title": "ML Engineer", "company": "Acme", "location": "Oslo, NO",
    "posted_at": "2026-03-01", "url": "https://jobs.example/7", "text": "You know Python, SQL and PyTorch.",
}  # fmt: skip  # a record


def dumps(folder: Path) -> Reader:
    """Dumps in all forms, record by record."""
    rows = [RECORD | {"id": str(number), "text": f"{RECORD['text']} {number}"} for number in range(5)]
    head = ",".join(RECORD)
    table = "\n".join([head, *(",".join(f'"{value}"' for value in row.values()) for row in rows)])
    samples = {
        "lines.jsonl": "\n".join(map(json.dumps, rows)).encode(),
        "array.json": json.dumps(rows, indent=1).encode(),
        "table.csv": table.encode(),
        "table.tsv": table.replace(",", "\t").encode("cp1252"),
        "wide.csv": table.encode("utf-16"),
        "unnamed": table.encode(),
    }

    def read(name: str, content: bytes) -> None:
        path = folder / name
        path.write_bytes(content)
        reader = dump_reader(NOW)
        for record in read_dump(str(path)):
            assert (record.values is None) == (record.reason is not None)
            if record.values is not None:
                try:
                    posting = reader.posting_of(record.values)
                    reader.seen(record.values, posting)
                    list(reader.notes(record.values, posting))
                except PostingRejected:
                    continue

    return Reader(samples, read, (UsageError,))


@cache
def market() -> Corpus:
    """Return a small market."""
    return Corpus.from_tables(generate_tables(1_500, 3), SYNTHETIC_SKILLS)


def receipts(_folder: Path) -> Reader:
    """Lines that reproduce a figure."""
    corpus, part = market(), Slice(roles=("ml_engineer",), level="required")
    periods = Period.parse("2025H1"), Period.parse("2026H1")
    samples = {
        "share": share(corpus, part, "python").receipt,
        "change": change(corpus, Slice(), *periods, "aws").receipt,
    }

    def read(_name: str, content: bytes) -> None:
        reproduce(corpus, content.decode("utf-8", "replace"))

    return Reader(
        {name: line.encode() for name, line in samples.items()}, read, (UsageError, ReceiptMismatch)
    )


QUERY = (
    "role=ml_engineer&cloud=aws&seniority=senior&workplace=remote&country=DE&source=greenhouse"
    "&employer=Acme&without=Big&since=2025-01-01&until=2026-01-01&level=required&denominator=postings"
)


def addresses(_folder: Path) -> Reader:
    """The part of an address that names a slice, as a command and as the dashboard read it."""

    def read(name: str, content: bytes) -> None:
        text = content.decode("utf-8", "replace")
        if name == "command":
            part = Slice.from_query(text)
            assert Slice.from_query(part.to_query()) == part
        else:
            read_query(parse_qsl(text, keep_blank_values=True), market())

    return Reader({"command": QUERY.encode(), "dashboard": QUERY.encode()}, read, (UsageError,))


def catalogue(folder: Path) -> Reader:
    """The files that people write by hand."""
    loaders: dict[str, Callable[[Path], object]] = {
        "skills.toml": load_catalog, "advice.toml": load_advice, "interviews.toml": load_interviews,
        "projects.toml": load_projects, "claims.toml": lambda path: (load_claims(path), load_sayings(path)),
        "quality.json": load_reading_quality, "senses.toml": load_senses,
        "boards.toml": read_boards,
    }  # fmt: skip  # a table
    samples = {name: next(DATA.rglob(name)).read_bytes() for name in loaders}
    samples["skills.toml"] = samples["skills.toml"][:20_000].rpartition(b"\n[[")[0]
    samples["boards.toml"] = samples["boards.toml"][:5_000].rpartition(b"\n[[")[0]
    samples["senses.toml"] = samples["senses.toml"][:20_000].rpartition(b"\n[")[0]

    def read(name: str, content: bytes) -> None:
        path = folder / name
        path.write_bytes(content)
        loaders[name](path)
        if name == "quality.json":
            load_kind_quality(path)

    return Reader(samples, read, (CatalogError,))


KINDS: dict[str, Callable[[Path], Reader]] = {
    "pages": pages, "dumps": dumps, "receipts": receipts, "addresses": addresses, "catalogue": catalogue,
    "texts": texts,
}  # fmt: skip  # a table


# --- rounds ---------------------------------------------------------------------------------------------


class Hung(BaseException):
    """A round did not end; no handler for errors catches it."""


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """End what runs inside after some seconds of real time."""

    def end(*_: object) -> None:
        raise Hung

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def try_one(kind: str, reader: Reader, seed: int) -> tuple[str, Finding | None]:
    """Damage one sample and read it; return whether it was read or refused, and what is wrong."""
    chance = Random(seed)
    names = sorted(reader.samples)
    name = chance.choice(names)
    content = reader.damage(reader.samples[name], reader.samples[chance.choice(names)], chance)
    found = partial(Finding, kind, name, seed)
    begun = time.process_time()
    try:
        with ended_after(HUNG), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of patterns that look odd
            reader.read(name, content)
        outcome = "read"
    except reader.allowed:
        outcome = "refused"
    except Hung:
        return "wrong", found(f"not over after {HUNG:g} s")
    except Exception:  # noqa: BLE001 - any other error is what is looked for
        return "wrong", found(traceback.format_exc(limit=-3))
    took = time.process_time() - begun
    if took > SLOW:
        return "wrong", found(f"took {took:.0f} s of the processor")
    return outcome, None


def run_rounds(
    kinds: Sequence[str], rounds: int, seed: int, until: float
) -> tuple[Counter[str], list[Finding]]:
    """Return what came of the rounds, each kind in turn, up to a moment of the monotonic clock."""
    counts: Counter[str] = Counter()
    findings: list[Finding] = []
    with tempfile.TemporaryDirectory() as folder:
        readers = {kind: KINDS[kind](Path(folder)) for kind in kinds}
        for number in range(rounds):
            if time.monotonic() > until:
                break
            kind = kinds[number % len(kinds)]
            outcome, finding = try_one(kind, readers[kind], seed + number // len(kinds))
            counts[f"{kind}, {outcome}"] += 1
            if finding is not None:
                findings.append(finding)
                print(f"{kind} {finding.sample} (seed {finding.seed}): {finding.wrong}", flush=True)
    return counts, findings


def main(argv: Sequence[str] | None = None) -> int:
    """Run the rounds that were asked for; return 1 where a text was read badly."""
    options = argparse.ArgumentParser(prog="dev.py prove fuzzing", description=__doc__.split("\n")[0])
    options.add_argument("--rounds", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--minutes", type=float, default=13.0, help="no round is begun after these")
    options.add_argument("--kinds", nargs="*", choices=list(KINDS), default=list(KINDS))
    asked = options.parse_args(argv)
    until = time.monotonic() + 60 * asked.minutes
    counts, findings = run_rounds(asked.kinds, asked.rounds, asked.seed, until)
    for what, count in sorted(counts.items()):
        print(f"{count:7}  {what}")
    return 1 if findings else 0


if __name__ == "__main__":
    raise SystemExit(main())
