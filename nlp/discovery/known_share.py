"""Coverage: of the tools that postings name, how many does the catalogue know?

A tool counts once per posting: those that the extractor reads, and those that only the finder of names sees
near one of them in the same line. Elsewhere most of what the finder marks is no tool; near tools it is wrong
often enough that the share is rather too low than too high.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from data.records import Mention
from nlp.discovery.terms import KnownNames, key_of

NEAR = 60  # characters between an open name and a tool that vouches for it
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

    `tools` are the ids of skills that are no practices. A span that touches a mention is that mention; a name
    of the catalogue that the extractor refused and an employer's own name are no open names.
    """
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for employer, text, mentions, spans in readings:
        own = employer.strip().casefold()
        vouching = [mention for mention in mentions if mention.skill in tools]
        known = {mention.skill for mention in vouching}
        found = [span for span in spans if is_near(text, span, vouching) and is_free(span, mentions)]
        unknown = open_names((text[start:end] for start, end in found), own, names)
        counts[own][0] += len(known | unknown)
        counts[own][1] += len(known)
    return [NamedTools(employer, named, known) for employer, (named, known) in sorted(counts.items())]


def open_names(found: Iterable[str], employer: str, names: KnownNames) -> set[str]:
    """Return the names that the catalogue lacks and that are not the employer's (folded), each once."""
    return {f"?{key_of(name)}" for name in found if not names.holds(name) and name.casefold() not in employer}


def is_free(span: Span, mentions: Iterable[Mention]) -> bool:
    """Tell whether a span touches no mention."""
    return not any(mention.start < span[1] and span[0] < mention.end for mention in mentions)


def is_near(text: str, span: Span, mentions: Iterable[Mention]) -> bool:
    """Tell whether a mention stands near a span in the same line."""
    for mention in mentions:
        first, last = min(span[1], mention.end), max(span[0], mention.start)
        if last - first <= NEAR and "\n" not in text[first:last]:
            return True
    return False
