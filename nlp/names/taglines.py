"""Lines that only list names: "Technologies: python, spring, sql", "#Python #PyTorch", "- Rust (optional)".

In such a line every item that is a name of the catalogue is one, in any case and with a space too many or too
few: nothing else could be meant. Elsewhere the gates of the everyday words stay.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, repeat
from typing import NamedTuple

from data.catalogue.matching_form import TABLE, flatten
from data.catalogue.skills import RULES
from data.wording.word_tables import WordTable
from nlp.text.fold import LOWER, Folded

TAGLINES = RULES / "taglines.toml"
GROUPS = ("heads", "spaced_heads", "qualifications", "joints", "sentence")
LONGEST_LINE = 1_500  # characters of a line of tags
LONGEST_HEAD = 34  # characters before its colon
LONGEST_ITEM = 48
MOST_READINGS = 4  # times that the characters of a text are read as lists: those of one line may overlap
MOST_WORDS = 4  # of one name in a line whose items only spaces divide
FEWEST_TAGS = 2  # hashtags of names that make a line of tags
FEWEST_SPACED = 3  # names in a line whose items only spaces divide
LONGEST_KEYWORD = 24  # characters of a keyword on average
FEWEST_BARE = 5  # items of a line of keywords without a heading
SHARE_KNOWN = 0.5  # of the items of a headed line that must be names
SHARE_OF_EDGE = 0.8  # the same of the first and the last line of a text
LONGEST_EDGE_LINE = 300
SHARE_BARE = 0.6  # the same where there is no heading, or no sign between the items

LINE_EDGES = " \t\r\xa0*_-–—•·▪●>"
BYTE_EDGES = LINE_EDGES.encode("latin-1", "replace")
HEAD_TAIL = 3  # characters: what a heading ends with rules out most words before a colon
# begins with its sign, which is quick to look for
HASHTAGS = re.compile(r"#(?<![\w&/#]#)[^\W_][\w+#.-]{0,200}")
HASHTAG = re.compile(r"#([^\W_](?:[\w+.-]|#(?![^\W_])){0,40})")  # "#python#sql" are two, "#c#" is one
ITEM = re.compile(r"[^,;|•·\n]+")
WORD = re.compile(r"\S+")
HEAD_BREAK = re.compile(r"[.!;|] ")
NO_SIGNS = frozenset(",;|•·")
BYTE_SIGNS = b",;|\xb7"  # the signs of these that a byte stands for
MAY_DIVIDE = b"/?"  # a slash, and what stands for the sign that no byte stands for
UNCLEAR = frozenset(MAY_DIVIDE + b"(")  # what holds one of these may name a skill or several
KEYS = bytes(
    ord(",") if code in BYTE_SIGNS else code if code in UNCLEAR else TABLE[code] for code in range(256)
)
NOT_IN_KEYS = bytes(code for code in range(256) if KEYS[code] == ord(" "))


class Item(NamedTuple):
    """`plain[start:end]` is an item of a list; `skill` is the number of the skill it names, -1 for none."""

    start: int
    end: int
    skill: int
    is_hashtag: bool = False


@dataclass(frozen=True, slots=True)
class TagRules:
    """The words of data/rules/taglines.toml and the patterns made of them."""

    heads: frozenset[str]
    spaced_heads: frozenset[str]
    tails: frozenset[bytes]  # what the heads end with
    qualified: re.Pattern[str]
    divider: re.Pattern[str]  # a slash or a joint within an item
    sentence: re.Pattern[str]


@cache
def load_tag_rules() -> TagRules:
    """Return the rules. Raises CatalogError for the first wrong group."""
    table = WordTable.read(TAGLINES, GROUPS)
    heads = frozenset(table.words("heads"))
    return TagRules(
        heads,
        frozenset(table.words("spaced_heads")),
        frozenset(head[-HEAD_TAIL:].encode("latin-1", "replace") for head in heads),
        re.compile(rf"[ \t]?\((?:{table.pattern('qualifications')})\)$", re.IGNORECASE),
        re.compile(rf"/| (?:{table.pattern('joints')}) ", re.IGNORECASE),
        re.compile(rf"[.!?] [A-Z]|://|\b(?:{table.pattern('sentence')})\b", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class TagReader:
    """Finds the lines of tags of a text; `known` leads from a name without its spaces to its skill."""

    known: Mapping[bytes, int]
    rules: TagRules = field(default_factory=load_tag_rules)

    def read(self, folded: Folded) -> list[Item]:
        """Return the names in lines of tags, in order and without overlaps."""
        plain, raw = folded.plain, folded.raw  # signs are looked for among bytes, which is quicker
        found = [*self._in_headed(plain, raw), *self._in_keywords(folded), *self._in_edge_lines(plain)]
        if b"#" in raw and raw.count(b"#") >= FEWEST_TAGS:
            found += self._in_hashtags(plain)
        found.sort()
        kept: list[Item] = []
        for item in found:
            if not kept or item.start >= kept[-1].end:
                kept.append(item)
        return kept

    def _in_hashtags(self, plain: str) -> Iterator[Item]:
        by_line: dict[int, list[Item]] = {}
        chains = HASHTAGS.finditer(plain)
        for found in (tag for chain in chains for tag in HASHTAG.finditer(plain, *chain.span())):
            line = plain.rfind("\n", max(0, found.start() - LONGEST_LINE), found.start())
            by_line.setdefault(line, []).append(self._item(plain, found.start(1), found.end(1)))
        for items in by_line.values():
            names = [item._replace(is_hashtag=True) for item in items if item.skill >= 0]
            if len(names) >= FEWEST_TAGS:  # "#TEAM #EXCEL" does not list tools
                yield from names

    def _in_headed(self, plain: str, raw: bytes) -> Iterator[Item]:
        at, left = raw.find(b":"), MOST_READINGS * len(raw)
        while at >= 0 and left > 0:
            may_end_head = (
                raw[max(0, at - HEAD_TAIL) : at].translate(LOWER) in self.rules.tails
                or raw[at - 1] in BYTE_EDGES
            )
            if may_end_head and raw[at + 1 : at + 2] != b"\n" and (head := self._head_before(plain, raw, at)):
                line_end = raw.find(b"\n", at, at + LONGEST_LINE)
                stop = line_end if line_end >= 0 else min(len(plain), at + LONGEST_LINE)
                next_head = self._next_head(plain, raw, at + 1, stop)
                left -= next_head - at
                yield from self._listed(plain, at + 1, next_head, is_spaced=head in self.rules.spaced_heads)
            at = raw.find(b":", at + 1)

    def _listed(self, plain: str, start: int, end: int, *, is_spaced: bool = False) -> Iterator[Item]:
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

    def _in_keywords(self, folded: Folded) -> Iterator[Item]:
        """Yield the names of lines that list nothing but keywords, without a heading or below one."""
        plain, lines = folded.plain, folded.lines
        counts = list(map(str.count, lines, repeat(",")))
        likely = likely_lists(lines, counts)
        starts = list(accumulate([len(line) + 1 for line in lines], initial=0)) if likely else []
        for number in likely:
            start, end = starts[number], starts[number + 1] - 1
            if counts[number] + 1 < FEWEST_BARE:
                if self._is_below_head(folded.raw, starts[max(0, number - 2) : number + 1]):
                    yield from self._listed(plain, start, end)
            elif self._may_be_keywords(folded.raw[start:end]):
                yield from self._keywords(plain, start, end)

    def _is_below_head(self, raw: bytes, starts: Sequence[int]) -> bool:
        """Tell whether the line above, a blank one aside, is the heading of a list ("Requirements").

        `starts` is where that line and the one above it begin, and at last the line itself, which lists names
        of few items only below such a heading.
        """
        spans = zip(starts[-2::-1], starts[:0:-1], strict=True)
        above = next(filter(bytes.strip, (raw[start : end - 1] for start, end in spans)), b"")
        head = above.strip(BYTE_EDGES + b":") if len(above) <= LONGEST_HEAD else b""
        return head.decode("latin-1").lower() in self.rules.heads

    def _in_edge_lines(self, plain: str) -> Iterator[Item]:
        """Yield the names of a first or last line that lists little else, by other signs than commas."""
        first, last = plain.partition("\n")[0], plain.rstrip()
        begin = last.rfind("\n") + 1
        for start, line in dict.fromkeys(((0, first), (begin, last[begin:]))):
            word = line[:LONGEST_ITEM].partition(" ")[0].strip(",;|•·")
            if len(line) > LONGEST_EDGE_LINE or "," in line or squeezed(word) not in self.known:
                continue
            end = start + len(line)
            items = (
                self._spaced(plain, start, end)
                if NO_SIGNS.isdisjoint(line)
                else self._items(plain, start, end)
            )
            names = [item for item in items if item.skill >= 0]
            if len(names) >= FEWEST_SPACED and len(names) >= SHARE_OF_EDGE * len(items):
                yield from names

    def _may_be_keywords(self, line: bytes) -> bool:
        """Tell whether enough items of a line may be names; few lines pass, and asking costs little."""
        if len(line) > LONGEST_LINE or b". " in line:
            return False
        keys = [key for key in line.translate(KEYS, NOT_IN_KEYS).split(b",") if key]
        names = sum(
            key in self.known or key.endswith(b"js") or not UNCLEAR.isdisjoint(key) for key in keys
        ) + (more := sum(map(line.count, MAY_DIVIDE)))
        return names >= SHARE_BARE * (len(keys) + more)

    def _keywords(self, plain: str, start: int, end: int) -> Sequence[Item]:
        """Return the names in a line of keywords, none of any other line."""
        items = self._items(plain, start, end)
        names = [item for item in items if item.skill >= 0]
        if len(items) < FEWEST_BARE or len(names) < SHARE_BARE * len(items):
            return ()
        return () if self.rules.sentence.search(plain, start, end) else names

    def _items(self, plain: str, start: int, end: int) -> list[Item]:
        """Return the items that signs divide; a slash or a joint divides those that are not one name."""
        items: list[Item] = []
        for found in ITEM.finditer(plain, start, end):
            item = self._trimmed(plain, *found.span())
            if item is None:
                continue
            if item.skill >= 0:
                items.append(item)
                continue
            dividers = [found.span() for found in self.rules.divider.finditer(plain, item.start, item.end)]
            begins, ends = zip(*dividers, strict=True) if dividers else ((), ())
            spans = zip((item.start, *ends), (*begins, item.end), strict=True)
            parts = [part for span in spans if (part := self._trimmed(plain, *span))]
            items += parts if any(part.skill >= 0 for part in parts) else [item]
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
        if plain[end - 1 : end] == ")" and (said := self.rules.qualified.search(plain, start, end)):
            end = said.start()
        return self._item(plain, start, end) if end > start else None

    def _item(self, plain: str, start: int, end: int) -> Item:
        """Return an item with the skill that all of it names; what ends a sentence is not part of it."""
        if end - start > LONGEST_ITEM:
            return Item(start, end, -1)
        while end > start + 1 and plain[end - 1] in ".,:;":
            end -= 1
        key = squeezed(plain[start:end])
        skill = self.known.get(key, -1)
        if skill < 0 and key.endswith(b"js"):
            skill = self.known.get(key[:-2], -1)
        return Item(start, end, skill)

    def _head_before(self, plain: str, raw: bytes, colon: int) -> str:
        """Return the heading that ends at a colon, "" where there is none."""
        first = max(0, colon - LONGEST_HEAD)
        return self._head(plain[max(first, raw.rfind(b"\n", first, colon) + 1) : colon])

    def _head(self, text: str) -> str:
        """Return the heading that a text before a colon ends with, "" where it ends with none."""
        words = text.strip(LINE_EDGES).lower()
        if words in self.rules.heads:
            return words
        last = HEAD_BREAK.split(words)[-1].strip(LINE_EDGES)  # "Must: Python. Plus: Spark."
        return last if last in self.rules.heads else ""

    def _next_head(self, plain: str, raw: bytes, start: int, end: int) -> int:
        """Return where a list ends: before the heading of the next one in its line, or with the line."""
        colon = raw.find(b":", start, end)
        if colon < 0 or not self._head(plain[max(start, colon - LONGEST_HEAD) : colon]):
            return end
        return max(
            start,
            plain.rfind(". ", start, colon),
            plain.rfind("; ", start, colon),
            plain.rfind("| ", start, colon),
        )


def likely_lists(lines: Sequence[str], commas: Sequence[int]) -> list[int]:
    """Return the numbers of the lines of short items that are many, or may stand below a heading."""
    short = (n for n, count in enumerate(commas) if count and len(lines[n]) <= LONGEST_KEYWORD * (count + 1))
    return [n for n in short if commas[n] + 1 >= FEWEST_BARE or may_be_below_head(lines, n)]


def may_be_below_head(lines: Sequence[str], number: int) -> bool:
    """Tell whether the line above is blank or short enough for a heading, which few are."""
    return number > 0 and len(lines[number - 1].strip()) <= LONGEST_HEAD


def squeezed(name: str) -> bytes:
    """Return a name as it is looked up in a line of tags: lower case, without spaces and dots."""
    return flatten(name).replace(b" ", b"")
