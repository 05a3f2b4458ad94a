"""The postings that the finder is trained and proved on: a folder of `*.jsonl.xz`."""

import html
import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from data.errors import UsageError

TAG = re.compile(r"<(/?)(\w{1,10})[^<>]{0,500}>")
NAME_END = re.compile(r"[|(\n,:;–—]| - | is | at | in ")
BREAKS = frozenset(("p", "br", "li", "ul", "div", "pre"))


@dataclass(frozen=True, slots=True)
class CorpusText:
    """A posting: `day` is its date as "2025-03-01", "2025-03" or ""; `employer` is folded, "" for none."""

    employer: str
    day: str
    text: str


def read_corpora(folder: Path) -> Iterator[CorpusText]:
    """Yield the postings of all files of a folder, each text once. Raises UsageError where there are none."""
    files = sorted(folder.glob("*.jsonl.xz")) if folder.is_dir() else []
    if not files:
        raise UsageError(
            f"there are no postings to train on: {folder} holds no *.jsonl.xz; name a folder with --corpus"
        )
    seen: set[bytes] = set()
    for path in files:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                found = corpus_text(json.loads(line))
                mark = blake2b(found.text.encode(errors="replace"), digest_size=12).digest()
                if found.text.strip() and mark not in seen:
                    seen.add(mark)
                    yield found


def corpus_text(record: dict[str, Any]) -> CorpusText:
    """Return the posting of one record; a comment of Hacker News is HTML and names its employer first."""
    if record.get("type") == "comment":
        text = plain_text(record["text"])
        return CorpusText(first_name(text), record.get("month") or "", text)
    employer = str(record.get("company") or "").strip().casefold()
    return CorpusText(employer, record.get("posted_at") or "", record["text"])


def first_name(comment: str) -> str:
    """Return what a comment begins with, folded: its employer, as nearly always."""
    return NAME_END.split(comment[:200].strip(), maxsplit=1)[0].strip().casefold()[:40]


def plain_text(source: str) -> str:
    """Return the text of a comment's HTML, a line for each paragraph."""
    return html.unescape(TAG.sub(lambda tag: "\n" if tag[2] in BREAKS else "", source))


def share_of(name: str, salt: str) -> float:
    """Return a number from 0 to 1 that a name always has: the same for each run, another for another salt."""
    return int.from_bytes(blake2b(f"{salt}:{name}".encode(), digest_size=4).digest()) / 2**32
