"""The names of the catalogue as they are looked for, and what stands for what when one is found."""

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from operator import itemgetter

from data.catalogue.matching_form import flatten
from data.records import Skill
from nlp.catalogue.catalog import Catalog, Spelling
from nlp.catalogue.language import Languages
from nlp.names.disambiguate import BARE, Candidate, Name, to_candidate
from nlp.names.senses import Sense, load_senses
from nlp.names.taglines import Item, TagReader, squeezed
from nlp.names.translations import read_translations
from nlp.text.fold import Folded, fold
from nlp.text.scan import Phrase, RawHit, Scanner, resolve

# "loose": certain by the catalogue, but its sense asks the words around
DOUBTS = ("none", "context", "weak", "loose")
Block = tuple[
    str, frozenset[str | None] | None
]  # a doubt, and the languages in which it counts (None: any text)
PLURAL_KINDS = frozenset({"practice", "hardware", "model", "protocol"})  # kinds whose names take a plural "s"
NO_PLURAL = (
    "s",
    "ing",
    "ed",
    "y",
    "ion",
    "ment",
    "al",
    "ness",
    "ive",
    "able",
    "secure",
)  # endings that take no "s" in postings
OWNER_OF = itemgetter(2)
# (how an employer's name begins, the brand that is its own)
OWN_BY_EMPLOYER = (("amazon", "aws"), ("google", "gcp"), ("microsoft", "azure"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The owner of a hit is number b * n + i: skill i of n, found by a spelling of block b.

    The first blocks are those of `DOUBTS`, whatever the language.
    """

    names: tuple[Name, ...]
    owners: tuple[tuple[Name, str, int], ...]  # (name, doubt, number of the skill) by owner
    blocks: tuple[Block, ...]
    scanner: Scanner
    tags: TagReader

    @classmethod
    def of(cls, catalog: Catalog, marks: Sequence[bytes] = (), words: Sequence[bytes] = ()) -> "Vocabulary":
        """Return the vocabulary of a catalogue; its scanner also looks for `marks` and `words`."""
        senses = load_senses()
        by_id = {
            skill.id: name_of(skill, senses.get(skill.id), catalog.ancestors(skill.id))
            for skill in catalog.skills
        }
        names = tuple(with_others(name, by_id) for name in by_id.values())
        blocks = Blocks({skill.id: number for number, skill in enumerate(catalog.skills)})
        scanner = Scanner(phrases_of(catalog, senses, blocks), marks, words)
        owners = tuple(
            (name, doubt, number) for doubt, _ in blocks.numbers for number, name in enumerate(names)
        )
        return cls(names, owners, tuple(blocks.numbers), scanner, TagReader(names_in_tags(catalog, senses)))

    def look_up(
        self, folded: Folded, hits: Sequence[RawHit], own: frozenset[int], listed: Sequence[Item] = ()
    ) -> list[Candidate]:
        """Return what may be a skill, without overlaps and in order.

        `own` are skills named by the employer, `listed` the names in lines of tags.
        """
        owners, bound = self.owners, len(DOUBTS) * len(self.names)
        if hits and max(map(OWNER_OF, hits)) >= bound:
            hits = list(self._in_their_languages(folded, hits))
        rows = [
            (start, end, name, doubt, number in own)
            for start, end, owner in resolve(hits)
            for name, doubt, number in (owners[owner],)
        ]
        candidates = list(map(to_candidate, rows))
        return with_listed(candidates, map(partial(self._listed, own), listed)) if listed else candidates

    def _in_their_languages(self, folded: Folded, hits: Sequence[RawHit]) -> Iterator[RawHit]:
        """Yield the hits without the spellings that do not count in the language of their line."""
        size, bound = len(self.names), len(DOUBTS) * len(self.names)
        languages = Languages(folded)
        for hit in hits:
            if hit[2] >= bound:
                counted = self.blocks[hit[2] // size][1]
                if counted is not None and not languages.are_in(counted, hit[0]):
                    continue
            yield hit

    def _listed(self, own: frozenset[int], item: Item) -> Candidate:
        doubt = "hashtag" if item.is_hashtag else "listed"
        return Candidate(item.start, item.end, self.names[item.skill], doubt, item.skill in own)

    def skills_named_by(self, employer: str) -> frozenset[int]:
        """Return the numbers of the tools whose name is part of an employer's name, practices left out."""
        named = {hit.owner % len(self.names) for hit in self.scanner.hits(fold(employer))}
        brands = [skill for brand, skill in OWN_BY_EMPLOYER if employer.lower().startswith(brand)]
        if brands:
            named |= {number for number, name in enumerate(self.names) if name.skill in brands}
        return frozenset(number for number in named if self.names[number].kind != "practice")


def with_listed(candidates: Sequence[Candidate], listed: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates with those of lines of tags, both in order; an item that holds other names yields."""
    merged: list[Candidate] = []
    rest = deque(candidates)
    for item in listed:
        while rest and rest[0].end <= item.start:
            merged.append(rest.popleft())
        if not rest or rest[0].start >= item.end:
            merged.append(item)
        elif (rest[0].start, rest[0].end) == (item.start, item.end):
            merged.append(rest.popleft()._replace(doubt=item.doubt, name=item.name))
    return [*merged, *rest]


def names_in_tags(catalog: Catalog, senses: Mapping[str, Sense]) -> Mapping[bytes, int]:
    """Return the number of the skill of each spelling, in the form in which lines of tags are looked up.

    Spellings of two skills are left out, and so are those that prove nothing in a list ("APIs").
    """
    skills: dict[bytes, set[int]] = defaultdict(set)
    index = {skill.id: number for number, skill in enumerate(catalog.skills)}
    for spelling in catalog.spellings:
        sense = senses.get(spelling.skill, BARE)
        is_everyday = spelling.text.lower() in sense.surfaces and not sense.otherwise
        if sense.lists and not is_everyday and "'" not in spelling.text:
            skills[squeezed(spelling.text)].add(index[spelling.skill])
    return {key: numbers.pop() for key, numbers in skills.items() if key and len(numbers) == 1}


def name_of(skill: Skill, sense: Sense | None, ancestors: frozenset[str]) -> Name:
    """Return a skill of the catalogue as it is looked for, without the names that its spellings may have."""
    generic = frozenset(text.lower().replace("-", " ") for text in skill.generic)
    topics = frozenset(skill.topics)
    return Name(skill.id, skill.kind, sense, ancestors=ancestors, topics=topics, generic=generic)


def with_others(name: Name, by_id: Mapping[str, Name]) -> Name:
    """Return a name with the names that its spellings have where its sense refuses them."""
    others = name.sense.instead if name.sense else {}
    return replace(name, instead={text: by_id[skill] for text, skill in others.items() if skill in by_id})


@dataclass(slots=True)
class Blocks:
    """Numbers the owners of phrases, and with them the blocks that these need.

    `index` leads from a skill to its number. The first blocks are those of `DOUBTS`, whatever the language.
    """

    index: Mapping[str, int]
    numbers: dict[Block, int] = field(
        default_factory=lambda: {(doubt, None): number for number, doubt in enumerate(DOUBTS)}
    )

    def owner(self, skill: str, doubt: str, languages: frozenset[str | None] | None = None) -> int:
        """Return the owner of a spelling of a skill that counts in these languages, by default in any."""
        block = self.numbers.setdefault((doubt, languages), len(self.numbers))
        return block * len(self.index) + self.index[skill]


def phrases_of(catalog: Catalog, senses: Mapping[str, Sense], blocks: Blocks) -> Iterator[Phrase]:
    """Yield what to look for: the spellings of every skill, but for those that are two names in one."""
    certain = {(spelling.skill, flatten(spelling.text)) for spelling in catalog.spellings}
    claimed = {text for sense in senses.values() for text in sense.instead}
    for spelling in catalog.spellings:
        if spelling.text in claimed or holds_parent(spelling, catalog, certain, senses):
            continue
        sense = senses.get(spelling.skill)
        doubt = doubt_of(spelling, sense)
        owner = blocks.owner(spelling.skill, doubt, sense.counted if sense and doubt != "none" else None)
        kind = catalog.by_id[spelling.skill].kind
        plural = kind in PLURAL_KINDS and not spelling.text.endswith(NO_PLURAL)
        yield Phrase(spelling.text, owner, exact=spelling.exact, plural=plural)
    yield from phrases_of_rules(senses, blocks, certain)


def phrases_of_rules(
    senses: Mapping[str, Sense], blocks: Blocks, known: Container[tuple[str, bytes]]
) -> Iterator[Phrase]:
    """Yield the spellings that the rules add to those of the catalogue, which are `known`.

    Skills that it lacks are left out.
    """
    for skill, sense in senses.items():
        if skill in blocks.index and sense.spellings:
            owner = blocks.owner(skill, "loose", sense.counted)
            yield from (Phrase(text, owner) for text in sorted(sense.spellings))
    for text, skill, language, is_stem in read_translations():
        if skill in blocks.index and (is_stem or (skill, flatten(text)) not in known):
            doubt = "loose" if skill in senses and text in senses[skill].surfaces else "none"
            owner = blocks.owner(skill, doubt, frozenset((language,)) if language else None)
            yield Phrase(text, owner, is_stem=is_stem)


def doubt_of(spelling: Spelling, sense: Sense | None) -> str:
    """Return how certain a spelling is; one with other signs than letters ("Node.js") is not one."""
    if spelling.ambiguity != "none" and spelling.text.isalpha():
        return spelling.ambiguity
    return "loose" if sense and spelling.text.lower() in sense.surfaces else "none"


def holds_parent(
    spelling: Spelling, catalog: Catalog, known: set[tuple[str, bytes]], senses: Mapping[str, Sense]
) -> bool:
    """Tell whether a spelling is a parent's name and one of its own: "AWS Lambda" is AWS and Lambda."""
    parent, _, rest = spelling.text.partition(" ")
    if not rest or (spelling.skill, flatten(rest)) not in known:
        return False
    if not any((ancestor, flatten(parent)) in known for ancestor in catalog.ancestors(spelling.skill)):
        return False
    sense = senses.get(spelling.skill)
    is_certain = all(
        other.ambiguity == "none"
        for other in catalog.spellings
        if other.skill == spelling.skill and flatten(other.text) == flatten(rest)
    )
    return is_certain or bool(sense and sense.yes_before and sense.yes_before.search(f" {parent.lower()} "))


def unknown_spellings(catalog: Catalog, senses: Mapping[str, Sense]) -> list[tuple[str, str]]:
    """Return (skill, text) for each text that a rule or `generic` wrongly takes for a spelling."""
    known: dict[str, set[bytes]] = defaultdict(set)
    for spelling in catalog.spellings:
        known[spelling.skill].add(flatten(spelling.text))
    for skill, sense in senses.items():
        known[skill].update(map(flatten, sense.spellings))
    for text, skill, *_ in read_translations():
        known[skill].add(flatten(text))
    said = [(skill.id, text) for skill in catalog.skills for text in skill.generic]
    said += [(skill, text) for skill, sense in senses.items() for text in (*sense.surfaces, *sense.instead)]
    return [(skill, text) for skill, text in said if flatten(text) not in known[skill]]
