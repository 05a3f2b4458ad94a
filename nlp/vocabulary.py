"""The names of the catalogue as they are looked for, and what stands for what when one is found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.catalog import Catalog
from nlp.disambiguate import Candidate, Name
from nlp.fold import Folded, fold
from nlp.scan import Phrase, RawHit, Scanner, resolve
from nlp.senses import load_senses

DOUBTS = ("none", "context", "weak")
PLURAL_KINDS = frozenset({"practice", "hardware", "model", "protocol"})  # kinds whose names take a plural "s"
OWN_BY_EMPLOYER = (
    ("amazon", "aws"),
    ("google", "gcp"),
    ("microsoft", "azure"),
)  # brands named by their employer


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The owner of a hit is number d * n + i: skill i of n, found by a spelling of doubt d."""

    names: tuple[Name, ...]
    ancestors: tuple[frozenset[int], ...]
    scanner: Scanner

    @classmethod
    def of(cls, catalog: Catalog) -> "Vocabulary":
        """Return the vocabulary of a catalogue."""
        senses = load_senses()
        index = {skill.id: number for number, skill in enumerate(catalog.skills)}
        return cls(
            tuple(Name(skill.id, skill.kind, senses.get(skill.id)) for skill in catalog.skills),
            tuple(frozenset(index[parent] for parent in catalog.ancestors(skill)) for skill in index),
            Scanner(phrases_of(catalog, index)),
        )

    def look_up(self, folded: Folded, own: frozenset[int]) -> list[Candidate]:
        """Return what may be a skill, without overlaps and in order; `own` are skills named by the employer."""
        count, names = len(self.names), self.names
        return [
            Candidate(start, end, names[owner % count], DOUBTS[owner // count], owner % count in own)
            for start, end, owner in self._longest(self.scanner.raw_hits(folded))
        ]

    def _longest(self, hits: Sequence[RawHit]) -> Sequence[RawHit]:
        """Return the longest hits; "AWS Lambda" becomes AWS and Lambda where both parts are names of their own."""
        kept = resolve(hits)
        if len(kept) == len(hits):
            return kept
        inside = {(end, owner % len(self.names)): start for start, end, owner in set(hits).difference(kept)}
        return [part for hit in kept for part in self._parts(hit, hits, inside)]

    def _parts(
        self, hit: RawHit, hits: Sequence[RawHit], inside: dict[tuple[int, int], int]
    ) -> tuple[RawHit, ...]:
        start, end, owner = hit
        ancestors = self.ancestors[owner % len(self.names)]
        rest = inside.get((end, owner % len(self.names)), start) if ancestors else start
        if rest > start:
            for parent in hits:
                if parent[0] == start and parent[1] <= rest and parent[2] % len(self.names) in ancestors:
                    return parent, (rest, end, owner)
        return (hit,)

    def skills_named_by(self, employer: str) -> frozenset[int]:
        """Return the tools whose name is part of an employer's name."""
        named = {hit.owner % len(self.names) for hit in self.scanner.hits(fold(employer))}
        brands = [skill for brand, skill in OWN_BY_EMPLOYER if employer.lower().startswith(brand)]
        named |= {number for number, name in enumerate(self.names) if name.skill in brands}
        return frozenset(number for number in named if self.names[number].kind != "practice")


def phrases_of(catalog: Catalog, index: dict[str, int]) -> Iterator[Phrase]:
    """Yield what to look for: the spellings of every skill."""
    for spelling in catalog.spellings:
        number = index[spelling.skill]
        doubt = spelling.ambiguity if spelling.text.isalpha() else "none"  # "Node.js" is no everyday word
        owner = DOUBTS.index(doubt) * len(index) + number
        plural = catalog.skills[number].kind in PLURAL_KINDS
        yield Phrase(spelling.text, owner, exact=spelling.exact, plural=plural)
