"""Everything the scanner looks for in one pass: the spellings of the catalogue, cues and headings inside lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.catalog import Catalog
from nlp.cues import cue_phrases
from nlp.disambiguate import Candidate, Name
from nlp.fold import Folded, fold
from nlp.headings import inline_phrases
from nlp.scan import Hit, Phrase, Scanner, resolve
from nlp.sections import Mark
from nlp.senses import load_senses

DOUBTS = ("none", "context", "weak")
PLURAL_KINDS = frozenset({"practice", "hardware", "model", "protocol"})  # kinds whose names take a plural "s"
OWN_BY_EMPLOYER = (
    ("amazon", "aws"),
    ("google", "gcp"),
    ("microsoft", "azure"),
)  # brands that name their employer


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Owners of hits: number d * n + i is skill i with doubt d (of n skills); from 3 n on they are marks."""

    names: tuple[Name, ...]
    ancestors: tuple[frozenset[int], ...]
    marks: tuple[Mark, ...]
    scanner: Scanner

    @classmethod
    def of(cls, catalog: Catalog) -> "Vocabulary":
        """Return the vocabulary of a catalogue."""
        senses = load_senses()
        index = {skill.id: number for number, skill in enumerate(catalog.skills)}
        return cls(
            tuple(Name(skill.id, skill.kind, senses.get(skill.id)) for skill in catalog.skills),
            tuple(frozenset(index[parent] for parent in catalog.ancestors(skill)) for skill in index),
            (
                *(Mark(0, 0, cue, None) for cue, _ in cue_phrases()),
                *(Mark(0, 0, None, part) for part, _ in inline_phrases()),
            ),
            Scanner(phrases_of(catalog, index)),
        )

    def look_up(self, folded: Folded, own: frozenset[int]) -> tuple[list[Candidate], list[Mark]]:
        """Return what may be a skill, without overlaps, and the marks; both in order."""
        names: list[Hit] = []
        marks: list[Mark] = []
        first_mark = len(DOUBTS) * len(self.names)
        for hit in self.scanner.hits(folded):
            if hit.owner < first_mark:
                names.append(hit)
            else:
                mark = self.marks[hit.owner - first_mark]
                marks.append(Mark(hit.start, hit.end, mark.cue, mark.part))
        marks.sort(key=lambda mark: mark.start)
        return [self._candidate(hit, own) for hit in self._split(names)], marks

    def _candidate(self, hit: Hit, own: frozenset[int]) -> Candidate:
        doubt, skill = divmod(hit.owner, len(self.names))
        return Candidate(hit, self.names[skill], DOUBTS[doubt], skill in own)

    def _split(self, names: Sequence[Hit]) -> Sequence[Hit]:
        """Return the longest hits; "AWS Lambda" becomes AWS and Lambda where both parts are names of their own."""
        kept = resolve(names)
        count = len(self.names)
        inside = (
            {(hit.end, hit.owner % count): hit for hit in names if hit not in kept}
            if len(kept) < len(names)
            else {}
        )
        if not inside:
            return kept
        return [part for hit in kept for part in self._parts(hit, names, inside)]

    def _parts(self, hit: Hit, names: Sequence[Hit], inside: dict[tuple[int, int], Hit]) -> tuple[Hit, ...]:
        skill = hit.owner % len(self.names)
        rest = inside.get((hit.end, skill))
        if rest is None or rest.start <= hit.start or not self.ancestors[skill]:
            return (hit,)
        for name in names:
            if (
                name.start == hit.start
                and name.end <= rest.start
                and name.owner % len(self.names) in self.ancestors[skill]
            ):
                return name, Hit(rest.start, hit.end, hit.owner)
        return (hit,)

    def skills_named_by(self, employer: str) -> frozenset[int]:
        """Return the tools whose name is part of an employer's name."""
        count = len(self.names)
        named = {
            hit.owner % count for hit in self.scanner.hits(fold(employer)) if hit.owner < len(DOUBTS) * count
        }
        brands = [skill for brand, skill in OWN_BY_EMPLOYER if employer.lower().startswith(brand)]
        named |= {number for number, name in enumerate(self.names) if name.skill in brands}
        return frozenset(skill for skill in named if self.names[skill].kind != "practice")


def phrases_of(catalog: Catalog, index: dict[str, int]) -> Iterator[Phrase]:
    """Yield what to look for: the spellings of every skill, then the cues and headings inside lines."""
    for spelling in catalog.spellings:
        number = index[spelling.skill]
        owner = DOUBTS.index(spelling.ambiguity) * len(index) + number
        plural = catalog.skills[number].kind in PLURAL_KINDS
        yield Phrase(spelling.text, owner, exact=spelling.exact, plural=plural)
    for owner, (_, phrase) in enumerate((*cue_phrases(), *inline_phrases()), len(DOUBTS) * len(index)):
        yield Phrase(phrase, owner)
