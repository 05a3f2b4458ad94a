"""The bulk path: a posting's text in, its mentions and facts out.

`Extractor.read` is pure and thread-safe. `read_all` reads many postings, in worker processes when asked to.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import compress, islice
from operator import itemgetter
from typing import Any, NamedTuple, cast

from data.records import CLOUDS, Level, Mention, Reading
from data.worker_processes import in_processes
from nlp.catalogue.catalog import Catalog
from nlp.facts.facts import read_facts
from nlp.facts.register import load_control_words, register_of
from nlp.levels.cue_marks import MarkReader, Marks
from nlp.levels.line_kinds import LineReader, ToldLine
from nlp.levels.sections import read_levels
from nlp.lists.any_of import group_alternatives
from nlp.names.disambiguate import Candidate, choose, form_of, is_asked
from nlp.names.negation import ruled_out
from nlp.names.taglines import Item
from nlp.names.vocabulary import Vocabulary
from nlp.text.budget import readable
from nlp.text.fold import Folded, fold
from nlp.text.scan import Sweep

UnreadText = tuple[int, str, str, str | None, str]  # posting id, title, employer, location, text
# postings that are read at a time: enough for the gain and to outweigh the pickling, few enough for an even
# load of the workers
BATCH = 48
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
        return self.read_many([(0, title, employer, location, text)])[0]

    def read_many(self, items: Sequence[UnreadText]) -> list[Reading]:
        """Return what `read` returns of each posting, in order; a seventh faster than one by one.

        All texts take one step before any takes the next, so what a step works with stays in the processor's
        cache. A few dozen at a time are enough.
        """
        texts = [self._swept(text, employer) for _, _, employer, _, text in items]
        mentions = self._mentions_of(texts)
        facts = [
            read_facts(
                one.part,
                title=title,
                employer=employer,
                location=location,
                clouds=self._clouds(named),
                raw=one.folded.raw if one.folded.plain is one.part else None,
            )
            for one, named, (_, title, employer, location, _) in zip(texts, mentions, items, strict=True)
        ]
        registers = [
            register_of(one.folded, item[1], one.sweep.words) for one, item in zip(texts, items, strict=True)
        ]
        flags = [
            flags_of(named) if one.part is item[-1] else (*flags_of(named), "cut")
            for one, named, item in zip(texts, mentions, items, strict=True)
        ]
        return list(map(Reading, mentions, facts, flags, registers))

    def mentions(self, text: str, *, employer: str = "") -> tuple[Mention, ...]:
        """Return the mentions of `text` in reading order; `employer` lets its own name be left out."""
        return self._mentions_of([self._swept(text, employer)])[0]

    def lines(self, text: str) -> tuple[ToldLine, ...]:
        """Return what each line of `text` does, in which language, and which words say so."""
        one = self._swept(text, "")
        marks = self._mark_reader.read(one.folded, one.sweep.marks)
        return tuple(LineReader(one.folded, marks, self._vocabulary.tags.read(one.folded)).read())

    def _swept(self, text: str, employer: str) -> "SweptText":
        part = readable(text)
        folded = fold(part)
        own = self._own_names(employer[:LONGEST_EMPLOYER]) if employer else frozenset()
        return SweptText(part, folded, self._vocabulary.scanner.sweep(folded), own)

    def _mentions_of(self, texts: Sequence["SweptText"]) -> list[tuple[Mention, ...]]:
        """Return the mentions of each text."""
        marks = [self._mark_reader.read(one.folded, one.sweep.marks) for one in texts]
        listed = [self._vocabulary.tags.read(one.folded) for one in texts]
        candidates = [
            self._vocabulary.look_up(one.folded, one.sweep.hits, one.own, tags)
            for one, tags in zip(texts, listed, strict=True)
        ]
        chosen = list(map(chosen_in, texts, candidates, marks))
        levelled = list(map(levelled_in, texts, chosen, marks, listed))
        groups = [
            group_alternatives(one.folded.plain, [name for name, _ in kept])
            for one, (kept, _) in zip(texts, levelled, strict=True)
        ]
        return [
            mentions_in(one, kept, levels, numbers)
            for one, (kept, levels), numbers in zip(texts, levelled, groups, strict=True)
        ]

    def _clouds(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        named = set(map(self._cloud_of.get, map(itemgetter(0), mentions)))
        return tuple(cloud for cloud in CLOUDS if cloud in named)


class SweptText(NamedTuple):
    """The part of a text that is read, in the form in which it is matched, and what was found in it.

    `own` are the numbers of the skills that its employer's name holds.
    """

    part: str
    folded: Folded
    sweep: Sweep
    own: frozenset[int]


def chosen_in(text: SweptText, candidates: Sequence[Candidate], marks: Marks) -> list[Chosen]:
    """Return the candidates that are skills, without those that the posting says it does not ask for."""
    plain = text.folded.plain
    chosen = choose(plain, candidates, marks.vendors)
    return _without_denied(plain, marks.denials, chosen) if marks.denials else chosen


def levelled_in(
    text: SweptText, chosen: list[Chosen], marks: Marks, listed: Sequence[Item]
) -> tuple[list[Chosen], list[Level]]:
    """Return the names that count at their level, and the levels of these; `listed` are those in tags."""
    names = [candidate for candidate, _ in chosen]
    levels = read_levels(text.folded, names, marks)
    if listed:
        levels = list(map(_level_in_tags, names, levels))
    if text.own and not all(map(is_asked, names, levels)):
        return _where_asked(chosen, levels)
    return chosen, levels


def mentions_in(
    text: SweptText, chosen: Sequence[Chosen], levels: Sequence[Level], groups: Sequence[int | None]
) -> tuple[Mention, ...]:
    """Return the mentions of the chosen names, each with its level and its any-of group."""
    if text.folded.segments:
        moved = partial(_moved_mention, text.part, text.folded)
        return tuple(map(moved, chosen, levels, groups))
    part = text.part
    rows = [
        (
            name.skill,
            (surface := part[start:end]),
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
        yield from read_with(extractor_of(catalog), items)
        return
    for readings in in_processes(_read_in_worker, batches_of(items), workers, _start_worker, catalog):
        yield from readings


def read_with(extractor: Extractor, items: Iterable[UnreadText]) -> Iterator[tuple[int, Reading]]:
    """Yield (posting id, reading) for each posting, in order, read a few dozen at a time in this process."""
    for batch in batches_of(items):
        yield from _read_batch(extractor, batch)


def batches_of(items: Iterable[UnreadText]) -> Iterator[list[UnreadText]]:
    """Yield the items in lists of BATCH, the last one perhaps shorter."""
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


_worker: list[Extractor] = []  # one extractor per worker process, built once


def _start_worker(catalog: Catalog) -> None:
    _worker[:] = [extractor_of(catalog)]


def _read_in_worker(batch: list[UnreadText]) -> list[tuple[int, Reading]]:
    return _read_batch(_worker[0], batch)


def _read_batch(extractor: Extractor, batch: Sequence[UnreadText]) -> list[tuple[int, Reading]]:
    return [(item[0], reading) for item, reading in zip(batch, extractor.read_many(batch), strict=True)]
