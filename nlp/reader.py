"""The bulk path: a posting's text in, its mentions and facts out.

`Extractor.read` is pure and thread-safe. `read_all` reads many postings, in worker processes when asked to.
"""

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import compress
from operator import itemgetter
from typing import Any, cast

from data.records import CLOUDS, Level, Mention, Reading
from nlp.catalogue.catalog import Catalog
from nlp.facts.facts import read_facts
from nlp.facts.register import load_control_words, register_of
from nlp.levels.cue_marks import MarkReader
from nlp.levels.line_kinds import LineReader, ToldLine
from nlp.levels.sections import read_levels
from nlp.lists.any_of import group_alternatives
from nlp.names.disambiguate import Candidate, choose, form_of, is_asked
from nlp.names.negation import ruled_out
from nlp.names.vocabulary import Vocabulary
from nlp.text.budget import readable
from nlp.text.fold import Folded, fold
from nlp.text.scan import Sweep

UnreadText = tuple[int, str, str, str | None, str]  # posting id, title, employer, location, text
# postings that a worker takes at a time: few enough for an even load, enough to outweigh the pickling
CHUNK = 64
MANY_NAMES = 150  # different skills in one posting: the richest real one names fewer
MANY_REPEATS = 60  # times one skill is named in one posting
EMPLOYERS_KEPT = 4096  # employers whose own names are remembered
LONGEST_EMPLOYER = 300  # characters of a name that are looked through
Chosen = tuple[Candidate, str]  # a name that counts, and the rule by which it does
# `Mention._make` at two thirds of its price, of which a posting pays dozens
to_mention = cast(Callable[[tuple[Any, ...]], Mention], partial(tuple.__new__, Mention))


class Extractor:
    """Reads postings against one catalogue; immutable once built."""

    def __init__(self, catalog: Catalog) -> None:
        clouds = ((skill.id, catalog.cloud_of(skill.id)) for skill in catalog.skills)
        self._cloud_of = {skill: cloud for skill, cloud in clouds if cloud}
        self._mark_reader = MarkReader()
        words = load_control_words().patterns
        self._vocabulary = Vocabulary.of(catalog, self._mark_reader.patterns, words)
        self._own_names = lru_cache(maxsize=EMPLOYERS_KEPT)(self._vocabulary.skills_named_by)

    def read(self, text: str, *, title: str = "", employer: str = "", location: str | None = None) -> Reading:
        """Return the mentions, facts and flags of one posting; offsets cut the surfaces out of `text`.

        Of a long text only a part is read (see `readable`), which the flag "cut" says.
        """
        part = readable(text)
        folded = fold(part)
        swept = self._vocabulary.scanner.sweep(folded)
        mentions = self._mentions_in(folded, swept, part, employer)
        raw = folded.raw if folded.plain is part else None
        clouds = self._clouds(mentions)
        facts = read_facts(part, title=title, employer=employer, location=location, clouds=clouds, raw=raw)
        flags = flags_of(mentions) if part is text else (*flags_of(mentions), "cut")
        return Reading(mentions, facts, flags, register_of(folded, swept.words))

    def mentions(self, text: str, *, employer: str = "") -> tuple[Mention, ...]:
        """Return the mentions of `text` in reading order; `employer` lets its own name be left out."""
        part = readable(text)
        folded = fold(part)
        return self._mentions_in(folded, self._vocabulary.scanner.sweep(folded), part, employer)

    def lines(self, text: str) -> tuple[ToldLine, ...]:
        """Return what each line of `text` does, in which language, and which words say so."""
        folded = fold(readable(text))
        marks = self._mark_reader.read(folded, self._vocabulary.scanner.sweep(folded).marks)
        return tuple(LineReader(folded, marks, self._vocabulary.tags.read(folded)).read())

    def _mentions_in(self, folded: Folded, swept: Sweep, text: str, employer: str) -> tuple[Mention, ...]:
        own = self._own_names(employer[:LONGEST_EMPLOYER]) if employer else frozenset()
        marks = self._mark_reader.read(folded, swept.marks)
        listed = self._vocabulary.tags.read(folded)
        chosen = choose(
            folded.plain, self._vocabulary.look_up(folded, swept.hits, own, listed), marks.vendors
        )
        if marks.denials:
            chosen = _without_denied(folded.plain, marks.denials, chosen)
        names = [candidate for candidate, _ in chosen]
        levels = read_levels(folded, names, marks)
        if listed:
            levels = list(map(_level_in_tags, names, levels))
        if own and not all(map(is_asked, names, levels)):
            chosen, levels = _where_asked(chosen, levels)
            names = [candidate for candidate, _ in chosen]
        groups = group_alternatives(folded.plain, names)
        if folded.segments:
            moved = partial(_moved_mention, text, folded)
            return tuple(map(moved, chosen, levels, groups))
        rows = [
            (
                name.skill,
                (surface := text[start:end]),
                start,
                end,
                level,
                group,
                rule,
                form_of(name, surface) if name.generic else "specific",
            )
            for ((start, end, name, _, _), rule), level, group in zip(chosen, levels, groups, strict=True)
        ]
        return tuple(map(to_mention, rows))

    def _clouds(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        named = set(map(self._cloud_of.get, map(itemgetter(0), mentions)))
        return tuple(cloud for cloud in CLOUDS if cloud in named)


def _without_denied(plain: str, denials: Sequence[int], chosen: list[Chosen]) -> list[Chosen]:
    """Return what was chosen without the names that the posting says it does not ask for."""
    refused = ruled_out(plain, denials, [name for name, _ in chosen])
    return [pair for number, pair in enumerate(chosen) if number not in refused]


def _where_asked(chosen: Sequence[Chosen], levels: Sequence[Level]) -> tuple[list[Chosen], list[Level]]:
    """Return the names that count at their level (see `is_asked`), and the levels of these."""
    asked = [is_asked(name, level) for (name, _), level in zip(chosen, levels, strict=True)]
    return list(compress(chosen, asked)), list(compress(levels, asked))


def _level_in_tags(name: Candidate, level: Level) -> Level:
    """Return the level of a name: hashtags mention it, and so does any line of tags in the company's part."""
    if name.doubt == "hashtag" or (name.doubt == "listed" and level == "boilerplate"):
        return "mentioned"
    return level


def _moved_mention(text: str, folded: Folded, chosen: Chosen, level: Level, group: int | None) -> Mention:
    """Return the mention of a chosen name where folding moved the characters of the text."""
    name, rule = chosen
    start, end = folded.origin(name.start, name.end)
    surface = text[start:end]
    return Mention(name.skill, surface, start, end, level, group, rule, form_of(name.name, surface))


def flags_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return why a posting should be left out of shares: "stuffed" when it names too much too often."""
    if len(mentions) <= MANY_REPEATS:
        return ()
    times = Counter(mention.skill for mention in mentions)
    stuffed = len(times) > MANY_NAMES or (bool(times) and max(times.values()) > MANY_REPEATS)
    return ("stuffed",) if stuffed else ()


def extractor_of(catalog: Catalog) -> Extractor:
    """Return the extractor of a catalogue under the rules in use, built once in a process."""
    return _built(catalog, catalog.digest)


@lru_cache(maxsize=2)
def _built(catalog: Catalog, _digest: str) -> Extractor:
    return Extractor(catalog)


def read_all(
    items: Iterable[UnreadText], catalog: Catalog, workers: int = 1
) -> Iterator[tuple[int, Reading]]:
    """Yield (posting id, reading) for each posting, in order; `workers` > 1 reads in that many processes."""
    if workers <= 1:
        extractor = extractor_of(catalog)
        for item in items:
            yield _read_item(extractor, item)
        return
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers, initializer=_start_worker, initargs=(catalog,)) as pool:
        yield from pool.imap(_read_in_worker, items, chunksize=CHUNK)


_worker: list[Extractor] = []  # one extractor per worker process, built once


def _start_worker(catalog: Catalog) -> None:
    _worker[:] = [extractor_of(catalog)]


def _read_in_worker(item: UnreadText) -> tuple[int, Reading]:
    return _read_item(_worker[0], item)


def _read_item(extractor: Extractor, item: UnreadText) -> tuple[int, Reading]:
    posting_id, title, employer, location, text = item
    return posting_id, extractor.read(text, title=title, employer=employer, location=location)
