"""Who uses a term, and since when: counted by employer, so that forty postings of one are one voice."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from nlp.discovery.terms import KnownNames, Term, key_of

LOWER = re.compile(r"\b[^\W\d_A-Z]{2,}\b")
ORDINARY = 0.3  # a word written in lower case at least this often is an ordinary word
EXAMPLES = 12  # lines kept of a term, each of another employer
LONGEST_LINE = 240  # characters of an example
Months = tuple[str, str]  # the first and the last, "" where nobody knows


@dataclass(frozen=True, slots=True)
class DatedText:
    """A posting: `month` is "2025-03", "" where nobody knows; `title` may be unknown too."""

    employer: str
    month: str
    text: str
    title: str = ""


@dataclass(slots=True)
class Sightings:
    """A term in all its spellings: months by employer, postings, those beside a known name, and lines.

    `part` is the known name inside a compound, "" for none. Each line comes with the words as it has them.
    """

    part: str = ""
    spellings: Counter[str] = field(default_factory=Counter)
    employers: dict[str, Months] = field(default_factory=dict)
    postings: int = 0
    listed: int = 0
    examples: list[tuple[str, str]] = field(default_factory=list)
    _lines: set[int] = field(default_factory=set)  # their hashes

    def note(self, term: Term, employer: str, month: str, text: str) -> None:
        """Count one posting of an employer (folded)."""
        self.spellings[term.words] += 1
        self.postings += 1
        self.listed += term.is_listed
        line = line_around(text, term.start, term.end)
        is_new = hash(line) not in self._lines
        self._lines.add(hash(line))
        if is_new and employer not in self.employers and len(self.examples) < EXAMPLES:
            self.examples.append((line, term.words))
        self.employers[employer] = joined(self.employers.get(employer), month)

    @property
    def voices(self) -> int:
        """How many employers use it, those that share all their lines with others left out."""
        return min(len(self.employers), len(self._lines))

    @property
    def term(self) -> str:
        """The spelling that most postings have, of several the first by alphabet."""
        return min(self.spellings, key=lambda words: (-self.spellings[words], words))


@dataclass(slots=True)
class TermCounts:
    """The terms of a collection, and how its words are written."""

    sightings: dict[str, Sightings] = field(default_factory=dict)
    employers: dict[str, Months] = field(default_factory=dict)
    _lower: Counter[str] = field(default_factory=Counter)
    _as_name: Counter[str] = field(default_factory=Counter)
    _plain_compounds: Counter[str] = field(default_factory=Counter)  # "python ecosystem"

    def note(self, posting: DatedText, known: KnownNames) -> None:
        """Count the terms of one posting; an employer's own name is not a term of its postings."""
        text, employer = posting.text, posting.employer.strip().casefold()
        self._lower.update(LOWER.findall(text))
        self.employers[employer] = joined(self.employers.get(employer), posting.month)
        found = known.read(text)
        self._plain_compounds.update(set(found.plain_compounds))
        seen: dict[str, Term] = {}
        for term in found.terms:
            key = key_of(term.words)
            self._as_name.update(term.words.casefold().split(" "))
            if term.words.islower():
                self._lower[term.words] -= 1  # listed among tools, which no ordinary word is
            earlier = seen.get(key)
            if (earlier is None or (term.is_listed and not earlier.is_listed)) and not is_own(term, employer):
                seen[key] = term
        for key, term in seen.items():
            if key not in self.sightings:
                self.sightings[key] = Sightings(term.part)
            self.sightings[key].note(term, employer, posting.month, text)

    def names(self, fewest: int) -> Iterator[Sightings]:
        """Yield the terms of at least so many employers that are not made of ordinary words alone."""
        for found in self.sightings.values():
            if found.voices >= fewest and not self._is_ordinary(found):
                yield found

    def _is_ordinary(self, found: Sightings) -> bool:
        """Tell whether every word of a term also stands in plain sentences, of a compound beside its part."""
        words = found.term.casefold()
        if found.part:
            return self._plain_compounds[words] >= ORDINARY * found.postings
        plain, names = self._lower, self._as_name
        return all(word.isalpha() and plain[word] >= ORDINARY * names[word] for word in words.split(" "))


def count_terms(postings: Iterable[DatedText], known: KnownNames) -> TermCounts:
    """Return the terms of postings, from one pass over the texts."""
    counts = TermCounts()
    for posting in postings:
        counts.note(posting, known)
    return counts


def is_own(term: Term, employer: str) -> bool:
    """Tell whether a term is the name, or a part of the name, of the employer (folded)."""
    return term.words.casefold() in employer


def joined(months: Months | None, month: str) -> Months:
    """Return first and last month with another one; a month that nobody knows changes nothing."""
    first, last = months or ("", "")
    return (min(first or month, month or first), max(last, month))


def line_around(text: str, start: int, end: int) -> str:
    """Return the line that holds text[start:end], cut at words where it is long."""
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    spare = max(0, (LONGEST_LINE - (end - start)) // 2)
    if start - begin > spare:
        begin = text.find(" ", start - spare, start) + 1 or start
    if stop - end > spare:
        stop = max(text.rfind(" ", end, end + spare), end)
    return text[begin:stop].strip()
