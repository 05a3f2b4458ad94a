"""Names that the catalogue lacks: capitalised or code-like terms of many employers, for a person to review.

A term counts once per posting. Ordinary words that merely begin a sentence are recognised by how often the
same collection writes them in lower case. Terms that stand in a list beside a known tool are the likeliest
finds.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from nlp.catalogue.catalog import Catalog
from nlp.text.fold import fold
from nlp.text.scan import Phrase, Scanner

WORD = re.compile(r"[^\W\d_]\w*(?:[.&-]\w+)*[+#]*")
CODE_LIKE = re.compile(r"[^\W\d_a-z]|[\d_+#]|\.\w\w")  # a capital, a digit, a sign, or a dot inside
LOWER = re.compile(r"\b[a-z]{2,}\b")
BESIDE = re.compile(r"[ \t]{0,2}(?:[,/|;&+•·(]|\band\b|\bor\b)[ \t]{0,2}(?:(?:and|or)[ \t]{1,2})?")
COVERED = 1  # marks the characters of known names
LONGEST = 3  # words of a term: "Azure Data Factory"
LONGEST_GAP = 8  # characters between a term and its neighbour in a list
ORDINARY = 0.3  # a word written in lower case at least this often is an ordinary word
FEWEST_EMPLOYERS = 3  # a name that fewer employers use is their own


@dataclass(frozen=True, slots=True)
class NewTerm:
    """A term outside the catalogue; `listed` counts its postings where it stands beside a known tool."""

    term: str
    employers: int
    postings: int
    listed: int


@dataclass(slots=True)
class _Sightings:
    employers: set[str] = field(default_factory=set)
    postings: int = 0
    listed: int = 0

    def note(self, employer: str, is_listed: bool) -> None:
        """Count one posting."""
        self.employers.add(employer)
        self.postings += 1
        self.listed += is_listed

    def join(self, other: "_Sightings") -> None:
        """Count the postings of another group too."""
        self.employers |= other.employers
        self.postings += other.postings
        self.listed += other.listed


@dataclass(frozen=True, slots=True)
class TermCounts:
    """The terms of a collection by group, such as a source of a period; each text is looked through once.

    Which words are ordinary is a matter of the whole collection, so that all groups know the same terms.
    """

    _seen: dict[Hashable, dict[str, _Sightings]] = field(default_factory=dict)
    _lower: Counter[str] = field(default_factory=Counter)
    _upper: Counter[str] = field(default_factory=Counter)

    def note(self, group: Hashable, employer: str, text: str, scanner: Scanner) -> None:
        """Count the terms of one posting; an employer's own name is not a term of its postings."""
        self._lower.update(LOWER.findall(text))
        own = employer.casefold()
        seen = self._seen.setdefault(group, defaultdict(_Sightings))
        for term, is_listed in terms_of(text, scanner).items():
            plain = term.casefold()
            self._upper.update(plain.split(" "))
            if plain not in own:
                seen[term].note(own, is_listed)

    def candidates(self, groups: Iterable[Hashable], fewest: int = FEWEST_EMPLOYERS) -> list[NewTerm]:
        """Return the candidates of some groups taken together, those of most employers first."""
        joined: dict[str, _Sightings] = defaultdict(_Sightings)
        for group in groups:
            for term, sightings in self._seen.get(group, {}).items():
                joined[term].join(sightings)
        found = [
            NewTerm(term, len(sightings.employers), sightings.postings, sightings.listed)
            for term, sightings in joined.items()
            if len(sightings.employers) >= fewest and not _is_ordinary(term, self._lower, self._upper)
        ]
        return sorted(found, key=lambda candidate: (-candidate.employers, -candidate.listed, candidate.term))

    def employers_of(self, term: str, groups: Iterable[Hashable]) -> int:
        """Return how many employers of some groups use a term."""
        found = (self._seen.get(group, {}).get(term) for group in groups)
        return len({employer for sightings in found if sightings for employer in sightings.employers})


def count_terms(postings: Iterable[tuple[Hashable, str, str]], catalog: Catalog) -> TermCounts:
    """Return the terms in (group, employer, text) triples, from one pass over the texts."""
    scanner = Scanner(Phrase(spelling.text, 0, plural=True) for spelling in catalog.spellings)
    counts = TermCounts()
    for group, employer, text in postings:
        counts.note(group, employer, text, scanner)
    return counts


def find_candidates(
    postings: Iterable[tuple[str, str]], catalog: Catalog, *, fewest: int = FEWEST_EMPLOYERS
) -> list[NewTerm]:
    """Return the candidates in (employer, text) pairs, those of most employers first."""
    counts = count_terms((("", employer, text) for employer, text in postings), catalog)
    return counts.candidates([""], fewest)


def terms_of(text: str, scanner: Scanner) -> dict[str, bool]:
    """Return the terms of one text that the scanner does not know, each with whether it stands in a list."""
    folded = fold(text)
    covered = bytearray(len(folded.plain) + 1)
    for hit in scanner.hits(folded):
        covered[hit.start : hit.end] = bytes([COVERED]) * (hit.end - hit.start)
    terms: dict[str, bool] = {}
    for run in _runs(folded.plain, covered):
        is_listed = _is_beside_known(folded.plain, covered, run[0].start(), run[-1].end())
        for term in _terms_in(run):
            terms[term] = terms.get(term, False) or is_listed
    return terms


def _runs(plain: str, covered: bytearray) -> Iterator[list[re.Match[str]]]:
    """Yield the runs of name-like words that no known name covers."""
    run: list[re.Match[str]] = []
    for word in WORD.finditer(plain):
        free = not covered[word.start()] and _is_name_like(word[0])
        if run and (not free or plain[run[-1].end() : word.start()] != " "):
            yield run
            run = []
        if free:
            run.append(word)
    if run:
        yield run


def _is_name_like(word: str) -> bool:
    return len(word) > 1 and CODE_LIKE.search(word) is not None


def _terms_in(run: Sequence[re.Match[str]]) -> Iterator[str]:
    words = [word[0] for word in run]
    if len(words) <= LONGEST:
        yield " ".join(words)
    if len(words) > 1:
        yield from (word for word in words if not word.istitle())


def _is_beside_known(plain: str, covered: bytearray, start: int, end: int) -> bool:
    """Tell whether only a list separator stands between plain[start:end] and a known name."""
    before = covered.rfind(COVERED, max(0, start - LONGEST_GAP), start)
    after = covered.find(COVERED, end, end + LONGEST_GAP)
    return (before >= 0 and BESIDE.fullmatch(plain, before + 1, start) is not None) or (
        after >= 0 and BESIDE.fullmatch(plain, end, after) is not None
    )


def _is_ordinary(term: str, lower: Counter[str], upper: Counter[str]) -> bool:
    """Tell whether every word of the term is one that is also written in lower case."""
    return all(
        word.isalpha() and lower[word] >= ORDINARY * upper[word] for word in term.casefold().split(" ")
    )
