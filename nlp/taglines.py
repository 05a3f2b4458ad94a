"""Lines that only list names: "Technologies: python, spring, sql", "#Python #PyTorch", "- Rust (optional)".

In such a line every item that is a name of the catalogue is one, in any case and with a space too many or too
few: nothing else could be meant. Elsewhere the gates of the everyday words stay.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nlp.fold import flatten

LONGEST_LINE = 1_500  # characters of a line of tags
LONGEST_HEAD = 34  # characters before its colon
LONGEST_ITEM = 48
MOST_WORDS = 4  # of one name in a line whose items only spaces divide
FEWEST_TAGS = 2  # hashtags of names that make a line of tags
FEWEST_SPACED = 3  # names in a line whose items only spaces divide
LONGEST_KEYWORD = 24  # characters of a keyword on average
FEWEST_BARE = 5  # items of a line of keywords without a heading
SHARE_KNOWN = 0.5  # of the items of a headed line that must be names
SHARE_BARE = 0.6  # the same where there is no heading, or no sign between the items

HEADS = frozenset((
    "tags", "tag", "keywords", "key words", "labels", "technologies", "technology", "tech", "tech stack",
    "technology stack", "stack", "our stack", "our tech stack", "the stack", "current stack", "techstack",
    "skills",
    "key skills", "required skills", "technical skills", "core skills", "must have skills", "primary skills",
    "secondary skills", "nice to have skills", "skill set", "skillset", "tools", "tooling",
    "tools & technologies",
    "tools and technologies", "tech tags", "languages", "programming languages", "frameworks", "libraries",
    "databases", "requirements", "requirement", "required", "must have", "must haves", "must-have",
    "must-haves",
    "must", "musts", "mandatory", "mandatory skills", "nice to have", "nice-to-have", "nice to haves",
    "preferred",
    "optional", "bonus", "plus", "pluses", "good to have", "desired", "desirable", "environment",
    "tech environment",
    "environnement technique", "environnement", "stack technique", "compétences", "technologien",
    "schlagwörter",
    "stichworte", "kenntnisse", "tech-stack", "technologie-stack", "tecnologías", "tecnologias", "tecnologie",
    "tecnologia", "stack tecnológico", "stack tecnologico", "requisitos", "imprescindible", "indispensable",
    "habilidades", "conhecimentos", "conocimientos", "competenze", "palavras-chave", "mots-clés", "mots clés",
    "technologieën", "trefwoorden", "les plus", "se valora", "diferenciais", "obligatoire", "obrigatório",
))  # fmt: skip
SPACED_HEADS = frozenset(
    ("tags", "tag", "keywords", "technologies", "tech", "tech stack", "stack", "labels", "skills")
)
LINE_EDGES = " \t\r\xa0*_-–—•·▪●>"
HASHTAGS = re.compile(r"(?<![\w&/#])#[^\W_][\w+#.-]{0,200}")
HASHTAG = re.compile(r"#([^\W_](?:[\w+.-]|#(?![^\W_])){0,40})")  # "#python#sql" are two, "#c#" is one
QUALIFIED = re.compile(
    r"[ \t]?\((?:optional|secondary|primary|preferred|required|mandatory|must|plus|bonus|nice to have|a plus"
    r"|advanced|basic|basics|expert|intermediate|good|strong|desired|desirable|ideally|advantage)\)$",
    re.IGNORECASE,
)
ITEM = re.compile(r"[^,;|•·\n]+")
SLASHED = re.compile(r"[^/]+")
SENTENCE = re.compile(r"[.!?] [A-Z]|://|\b(?:you|we|our|your|the|will|with|for)\b", re.IGNORECASE)
WORD = re.compile(r"\S+")
NO_SIGNS = frozenset(",;|•·")


class Item(NamedTuple):
    """`plain[start:end]` is an item of a list; `skill` is the number of the skill it names, -1 for none."""

    start: int
    end: int
    skill: int
    is_hashtag: bool = False


@dataclass(frozen=True, slots=True)
class TagReader:
    """Finds the lines of tags of a text; `known` leads from a name without its spaces to its skill."""

    known: Mapping[bytes, int]

    def read(self, plain: str) -> list[Item]:
        """Return the names in lines of tags, in order and without overlaps."""
        found = [*self._in_hashtags(plain), *self._in_headed(plain), *self._in_keywords(plain)]
        found.sort()
        kept: list[Item] = []
        for item in found:
            if not kept or item.start >= kept[-1].end:
                kept.append(item)
        return kept

    def _in_hashtags(self, plain: str) -> Iterator[Item]:
        if plain.count("#") < FEWEST_TAGS:
            return
        by_line: dict[int, list[Item]] = {}
        chains = HASHTAGS.finditer(plain)
        for found in (tag for chain in chains for tag in HASHTAG.finditer(plain, *chain.span())):
            line = plain.rfind("\n", max(0, found.start() - LONGEST_LINE), found.start())
            by_line.setdefault(line, []).append(self._item(plain, found.start(1), found.end(1)))
        for items in by_line.values():
            names = [item._replace(is_hashtag=True) for item in items if item.skill >= 0]
            if len(names) >= FEWEST_TAGS:  # "#TEAM #EXCEL" is no list of tools
                yield from names

    def _in_headed(self, plain: str) -> Iterator[Item]:
        at = plain.find(":")
        while at >= 0:
            head_start = plain.rfind("\n", max(0, at - LONGEST_HEAD), at) + 1
            line_end = plain.find("\n", at, at + LONGEST_LINE)
            head = _head(plain[max(head_start, at - LONGEST_HEAD) : at])
            if head and line_end != at + 1:
                stop = line_end if line_end >= 0 else min(len(plain), at + LONGEST_LINE)
                next_head = _next_head(plain, at + 1, stop)
                yield from self._listed(plain, at + 1, next_head, is_spaced=head in SPACED_HEADS)
            at = plain.find(":", at + 1)

    def _listed(self, plain: str, start: int, end: int, *, is_spaced: bool) -> Iterator[Item]:
        """Yield the names of a headed list, if enough of its items are names."""
        text = plain[start:end]
        if "://" in text:
            return
        if is_spaced and NO_SIGNS.isdisjoint(text):
            items = self._spaced(plain, start, end)
            names = [item for item in items if item.skill >= 0]
            if len(names) >= FEWEST_SPACED and len(names) >= SHARE_BARE * len(items):
                yield from names
                return
        items = self._items(plain, start, end)
        names = [item for item in items if item.skill >= 0]
        if names and len(names) >= SHARE_KNOWN * len(items):
            yield from names

    def _in_keywords(self, plain: str) -> Iterator[Item]:
        """Yield the names of lines that list nothing but keywords, without a heading."""
        at = plain.find(",")
        while at >= 0:
            start = plain.rfind("\n", max(0, at - LONGEST_LINE), at) + 1
            end = plain.find("\n", at)
            end = len(plain) if end < 0 else end
            commas = plain.count(",", start, end)
            is_short = end - start <= min(LONGEST_LINE, LONGEST_KEYWORD * (commas + 1))
            if is_short and commas >= FEWEST_BARE - 1 and plain.find(". ", start, end) < 0:
                yield from self._keywords(plain, start, end)
            at = plain.find(",", end)

    def _keywords(self, plain: str, start: int, end: int) -> Sequence[Item]:
        items = self._items(plain, start, end)
        names = [item for item in items if item.skill >= 0]
        if len(items) < FEWEST_BARE or len(names) < SHARE_BARE * len(items):
            return ()
        return () if SENTENCE.search(plain, start, end) else names

    def _items(self, plain: str, start: int, end: int) -> list[Item]:
        """Return the items that signs divide; a slash divides those that are no name together."""
        items: list[Item] = []
        for found in ITEM.finditer(plain, start, end):
            item = self._trimmed(plain, *found.span())
            if item is None:
                continue
            if item.skill < 0 and "/" in plain[item.start : item.end]:
                parts = [
                    self._trimmed(plain, *part.span())
                    for part in SLASHED.finditer(plain, item.start, item.end)
                ]
                items += [part for part in parts if part]
            else:
                items.append(item)
        return items

    def _spaced(self, plain: str, start: int, end: int) -> list[Item]:
        """Return the items that only spaces divide, the longest names first."""
        words = [found.span() for found in WORD.finditer(plain, start, end)]
        items: list[Item] = []
        at = 0
        while at < len(words):
            for count in range(min(MOST_WORDS, len(words) - at), 0, -1):
                item = self._item(plain, words[at][0], words[at + count - 1][1])
                if item.skill >= 0 or count == 1:
                    items.append(item)
                    at += count
                    break
        return items

    def _trimmed(self, plain: str, start: int, end: int) -> Item | None:
        """Return an item without the signs and the qualification around it, None where nothing is left."""
        while start < end and plain[start] in " \t\r\xa0*_-–—>\"'":
            start += 1
        while end > start and plain[end - 1] in " \t\r\xa0*_.!:\"'":
            end -= 1
        if plain[end - 1 : end] == ")" and (said := QUALIFIED.search(plain, start, end)):
            end = said.start()
        return self._item(plain, start, end) if end > start else None

    def _item(self, plain: str, start: int, end: int) -> Item:
        """Return an item with the skill that it names whole; what ends a sentence is no part of it."""
        if end - start > LONGEST_ITEM:
            return Item(start, end, -1)
        while end > start + 1 and plain[end - 1] in ".,:;":
            end -= 1
        key = squeezed(plain[start:end])
        skill = self.known.get(key, -1)
        if skill < 0 and key.endswith(b"js"):
            skill = self.known.get(key[:-2], -1)
        return Item(start, end, skill)


def squeezed(name: str) -> bytes:
    """Return a name as it is looked up in a line of tags: lower case, without spaces and dots."""
    return flatten(name).replace(b" ", b"")


def _head(text: str) -> str:
    """Return the heading that a text before a colon ends with, "" where it is none."""
    words = text.strip(LINE_EDGES).lower()
    if words in HEADS:
        return words
    last = re.split(r"[.!;|] ", words)[-1].strip(LINE_EDGES)  # "Must: Python. Plus: Spark."
    return last if last in HEADS else ""


def _next_head(plain: str, start: int, end: int) -> int:
    """Return where a list ends: before the heading of the next one in its line, or with the line."""
    colon = plain.find(":", start, end)
    if colon < 0 or not _head(plain[max(start, colon - LONGEST_HEAD) : colon]):
        return end
    return max(
        start,
        plain.rfind(". ", start, colon),
        plain.rfind("; ", start, colon),
        plain.rfind("| ", start, colon),
    )
