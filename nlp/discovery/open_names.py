"""Names of tools in a text that the catalogue lacks, as the trained finder sees them near a tool that it has.

Elsewhere most of what the finder marks is no tool. So only the pieces of a text near a known tool are looked
through, a tenth of it, and the result is the same as if all were.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from data.records import OpenName, PlacedSkill, UnsearchedText
from data.worker_processes import in_processes
from nlp.catalogue.catalog import Catalog
from nlp.discovery.terms import KnownNames, key_of
from nlp.finder.pieces import Span, pieces, span_of
from nlp.finder.weights import weights_digest

if TYPE_CHECKING:
    from nlp.finder.finder import NameFinder

NEAR = 60  # characters between an open name and a tool that vouches for it
LONGEST = 60  # characters of a name
LONGEST_SKILL = 200  # characters of a mention
VERSION = 1  # of what counts as an open name: a higher one has all texts looked through again
BATCH = 100  # texts looked through together
DIGEST_CHARACTERS = 16


def search_digest(catalog: Catalog) -> str:
    """Return 16 hex characters for what decides which names are open: the finder and the catalogue."""
    named = f"{VERSION} {weights_digest()} {catalog.digest}"
    return hashlib.sha256(named.encode()).hexdigest()[:DIGEST_CHARACTERS]


class SkillPlaces:
    """Skills by their places in a text, so that those near a span are found without looking at all."""

    def __init__(self, skills: Iterable[PlacedSkill]) -> None:
        self._places = sorted((one.start, one.end) for one in skills)
        self._starts = [start for start, _ in self._places]

    def around(self, span: Span, reach: int) -> Iterator[Span]:
        """Yield the places at most `reach` characters from a span, those inside it too."""
        first = bisect_left(self._starts, span[0] - reach - LONGEST_SKILL)
        for place in range(first, bisect_right(self._starts, span[1] + reach)):
            start, end = self._places[place]
            if max(span[0], start) - min(span[1], end) <= reach:
                yield start, end

    def touch(self, span: Span) -> bool:
        """Tell whether one of them shares a character with a span."""
        return any(start < span[1] and span[0] < end for start, end in self.around(span, 0))

    def are_near(self, text: str, span: Span) -> bool:
        """Tell whether one of them stands near a span in the same line."""
        return any(
            "\n" not in text[min(span[1], end) : max(span[0], start)]
            for start, end in self.around(span, NEAR)
        )


class OpenNames:
    """Finds the open names of texts that were read with this catalogue."""

    def __init__(self, catalog: Catalog, finder: "NameFinder") -> None:
        self._finder, self._names = finder, KnownNames(catalog)
        self._tools = {skill.id for skill in catalog.skills if skill.kind != "practice"}

    def find(self, items: Sequence[UnsearchedText]) -> Iterator[tuple[OpenName, ...]]:
        """Yield the open names of each text in order."""
        vouching = [SkillPlaces(one for one in item.skills if one.skill in self._tools) for item in items]
        wanted = [
            [piece for piece in pieces(item.text) if places.are_near(item.text, span_of(piece))]
            for item, places in zip(items, vouching, strict=True)
        ]
        spans = self._finder.find_pieces(wanted)
        for item, places, found in zip(items, vouching, spans, strict=True):
            yield tuple(self._open(item, [span for span in found if places.are_near(item.text, span)]))

    def _open(self, item: UnsearchedText, spans: Iterable[Span]) -> Iterator[OpenName]:
        """Yield the names at some spans that touch no skill and are neither known nor the employer's."""
        own, read = item.employer.strip().casefold(), SkillPlaces(item.skills)
        for start, end in spans:
            name = item.text[start:end]
            if end - start > LONGEST or read.touch((start, end)):
                continue
            if name.casefold() not in own and not self._names.holds(name):
                yield OpenName(name, start, end, key_of(name))


Found = tuple[int, tuple[OpenName, ...]]  # a posting, and its open names


def search_all(items: Iterable[UnsearchedText], catalog: Catalog, workers: int = 1) -> Iterator[Found]:
    """Yield what is found in each text, in order; `workers` > 1 looks in that many processes."""
    parts = _parts(items)
    if workers <= 1:
        search = _opened(catalog)
        for part in parts:
            yield from _search(search, part)
        return
    for found in in_processes(_search_in_worker, parts, workers, _start_worker, catalog):
        yield from found


def _parts(items: Iterable[UnsearchedText]) -> Iterator[list[UnsearchedText]]:
    waiting = iter(items)
    while part := list(islice(waiting, BATCH)):
        yield part


def _opened(catalog: Catalog) -> OpenNames:
    from nlp.finder.finder import shipped_finder  # noqa: PLC0415 - spaCy takes a second to import

    return OpenNames(catalog, shipped_finder())


def _search(search: OpenNames, part: Sequence[UnsearchedText]) -> list[Found]:
    return [(item.posting, names) for item, names in zip(part, search.find(part), strict=True)]


_worker: list[Callable[[], OpenNames]] = []  # in each worker process: what makes its finder, once


def _start_worker(catalog: Catalog) -> None:
    _worker[:] = [cache(partial(_opened, catalog))]  # made with the first texts: its error is then ours


def _search_in_worker(part: Sequence[UnsearchedText]) -> list[Found]:
    return _search(_worker[0](), part)
