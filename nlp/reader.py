"""The bulk path: a posting's text in, its mentions and facts out.

`Extractor.read` is pure and thread-safe. `read_all` reads many postings, in worker processes when asked to.
"""

import multiprocessing
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from data.records import Level, Mention, Reading
from nlp.alternatives import group_alternatives
from nlp.catalog import Catalog
from nlp.disambiguate import Candidate, choose
from nlp.facts import read_facts
from nlp.fold import Folded, fold
from nlp.sections import read_levels
from nlp.vocabulary import Vocabulary

Item = tuple[int, str, str, str | None, str]  # posting id, title, employer, location, text
CHUNK = (
    64  # postings a worker takes at a time: small enough for an even load, large enough to amortise pickling
)
MANY_NAMES = 150  # different skills in one posting: the richest real one names fewer
MANY_REPEATS = 60  # times one skill is named in one posting
EMPLOYERS_KEPT = 4096  # employers whose own names are remembered
CLOUD_ORDER = ("aws", "gcp", "azure", "other")


class Extractor:
    """Reads postings against one catalogue; immutable once built."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._vocabulary = Vocabulary.of(catalog)
        self._own_names = lru_cache(maxsize=EMPLOYERS_KEPT)(self._vocabulary.skills_named_by)

    def read(self, text: str, *, title: str = "", employer: str = "", location: str | None = None) -> Reading:
        """Return the mentions, facts and flags of one posting; offsets cut the surfaces out of `text`."""
        mentions = self.mentions(text, employer=employer)
        clouds = self._clouds(mentions)
        facts = read_facts(text, title=title, employer=employer, location=location, clouds=clouds)
        return Reading(mentions, facts, flags_of(mentions))

    def mentions(self, text: str, *, employer: str = "") -> tuple[Mention, ...]:
        """Return the mentions of `text` in reading order."""
        folded = fold(text)
        own = self._own_names(employer) if employer else frozenset()
        candidates, marks = self._vocabulary.look_up(folded, own)
        vendors = [mark.start for mark in marks if mark.cue == "vendor"]
        chosen = choose(folded.plain, candidates, vendors)
        names = [candidate for candidate, _ in chosen]
        levels = read_levels(folded, [name.hit for name in names], marks)
        groups = group_alternatives(folded.plain, names)
        return tuple(
            mention_of(text, folded, name, Labels(level, group, rule))
            for (name, rule), level, group in zip(chosen, levels, groups, strict=True)
        )

    def _clouds(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        named = {self._catalog.cloud_of(skill) for skill in {mention.skill for mention in mentions}}
        return tuple(cloud for cloud in CLOUD_ORDER if cloud in named)


class Labels(NamedTuple):
    """What is said of a mention beside where it stands."""

    level: Level
    group: int | None
    rule: str


def mention_of(text: str, folded: Folded, name: Candidate, labels: Labels) -> Mention:
    """Return the mention that a chosen candidate stands for."""
    start, end = folded.origin(name.hit.start, name.hit.end)
    return Mention(name.skill, text[start:end], start, end, *labels)


def flags_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return why a posting should be left out of shares: "stuffed" when it names too much too often."""
    times = Counter(mention.skill for mention in mentions)
    stuffed = len(times) > MANY_NAMES or (bool(times) and max(times.values()) > MANY_REPEATS)
    return ("stuffed",) if stuffed else ()


def read_all(items: Iterable[Item], catalog: Catalog, workers: int = 1) -> Iterator[tuple[int, Reading]]:
    """Yield (posting id, reading) for each posting, in order; `workers` > 1 reads in that many processes."""
    if workers <= 1:
        extractor = Extractor(catalog)
        for item in items:
            yield _read_item(extractor, item)
        return
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers, initializer=_start_worker, initargs=(catalog,)) as pool:
        yield from pool.imap(_read_in_worker, items, chunksize=CHUNK)


_worker: list[Extractor] = []  # one extractor per worker process, built once


def _start_worker(catalog: Catalog) -> None:
    _worker[:] = [Extractor(catalog)]


def _read_in_worker(item: Item) -> tuple[int, Reading]:
    return _read_item(_worker[0], item)


def _read_item(extractor: Extractor, item: Item) -> tuple[int, Reading]:
    posting_id, title, employer, location, text = item
    return posting_id, extractor.read(text, title=title, employer=employer, location=location)
