"""Coverage: of the tools that postings name, how many does the catalogue know?

A tool counts once per posting: those that the extractor reads, and those that only the finder of names sees.
What the finder sees is right nine times in ten at best, so the share is a lower bound, nearly.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from data.records import Mention
from nlp.discovery.terms import KnownNames, key_of

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NamedTools:
    """How many tools the postings of one employer name, and how many of them the catalogue knows."""

    employer: str
    named: int
    known: int


def named_tools(
    readings: Iterable[tuple[str, str, Sequence[Mention], Sequence[Span]]],
    tools: Collection[str],
    names: KnownNames,
) -> list[NamedTools]:
    """Count the tools of (employer, text, mentions, spans of the finder) by employer, sorted by its name.

    `tools` are the ids of skills that are no practices. A span that touches a mention is that mention; one
    that holds a name of the catalogue that the extractor refused is no open name.
    """
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for employer, text, mentions, spans in readings:
        known = {mention.skill for mention in mentions if mention.skill in tools}
        unknown = {key_of(text[start:end]) for start, end in open_spans(text, mentions, spans, names)}
        count = counts[employer.strip().casefold()]
        count[0] += len(known) + len(unknown)
        count[1] += len(known)
    return [NamedTools(employer, named, known) for employer, (named, known) in sorted(counts.items())]


def open_spans(
    text: str, mentions: Sequence[Mention], spans: Iterable[Span], names: KnownNames
) -> list[Span]:
    """Return the spans of the finder that are no mention and no name of the catalogue."""
    return [
        (start, end)
        for start, end in spans
        if not any(mention.start < end and start < mention.end for mention in mentions)
        and not names.holds(text[start:end])
    ]
