"""The finder of names: a trained pipeline that marks names of tools in a text, those of no catalogue too.

It makes a wrong span every few postings, so what it finds is never a mention by itself: it proposes terms for
review, and tells how much of what postings name the catalogue covers.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from threading import Lock

import spacy
from spacy.language import Language
from spacy.util import load_model_from_config
from thinc.api import Config

from data.errors import UsageError
from nlp.finder.pieces import Piece, Span, pieces
from nlp.finder.weights import WEIGHTS
from nlp.finder.words import TOKENIZER  # noqa: F401 - makes the tokenizer known to spaCy

BATCH = 32  # texts whose lines go through the model together
LINES_KEPT = 100_000  # lines remembered with their spans; postings share many


class NameFinder:
    """Finds names in texts; threads may share it, one is served at a time."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self._known: dict[str, tuple[Span, ...]] = {}
        self._turn = Lock()

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "NameFinder":
        """Return the finder in a folder. Raises UsageError where there is none."""
        try:
            return cls(spacy.load(path))
        except (OSError, ValueError, KeyError) as error:
            raise UsageError(f"{path} holds no trained pipeline: {error}") from error

    @classmethod
    def from_bytes(cls, content: bytes) -> "NameFinder":
        """Return the finder that `to_bytes` packed. Raises ValueError for anything else."""
        config, _, weights = content.partition(b"\0")
        nlp = load_model_from_config(Config().from_str(config.decode()), auto_fill=True)
        return cls(nlp.from_bytes(weights))

    def to_bytes(self) -> bytes:
        """Return config and weights in one piece."""
        return self.nlp.config.to_str().encode() + b"\0" + self.nlp.to_bytes(exclude=["vocab"])

    def find(self, text: str) -> tuple[Span, ...]:
        """Return where names stand in a text, in order; none overlaps another."""
        return next(self.find_all([text]))

    def find_all(self, texts: Iterable[str]) -> Iterator[tuple[Span, ...]]:
        """Yield the names of each text, in order."""
        return self.find_pieces(list(pieces(text)) for text in texts)

    def find_pieces(self, texts: Iterable[Sequence[Piece]]) -> Iterator[tuple[Span, ...]]:
        """Yield the names in these pieces of each text, in order; a piece says nothing about the others."""
        waiting = iter(texts)
        while lines := list(islice(waiting, BATCH)):
            with self._turn:
                self._read(sorted({words for found in lines for _, words in found}))
                spans = [
                    tuple((start + a, start + b) for start, words in found for a, b in self._known[words])
                    for found in lines
                ]
                if len(self._known) > LINES_KEPT:
                    self._known.clear()
            yield from spans

    def _read(self, lines: Iterable[str]) -> None:
        """Remember the spans of lines; their words are forgotten."""
        unread = [line for line in lines if line not in self._known]
        with self.nlp.memory_zone():
            for line, doc in zip(unread, self.nlp.pipe(unread), strict=True):
                self._known[line] = tuple((one.start_char, one.end_char) for one in doc.ents)


@cache
def shipped_finder() -> NameFinder:
    """Return the finder that Skillgauge comes with, loaded once."""
    return NameFinder.load()
