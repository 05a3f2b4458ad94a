"""The parts of a posting: where each begins, and what kind it is, by the headings on and inside its lines."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, count, takewhile

from nlp.levels.cue_marks import Heading
from nlp.levels.cues import wish_words, work_words
from nlp.levels.headings import LASTING, heading_words, kinds_of_headings, load_headings
from nlp.levels.kinds import ASKED, BULLETS, Kind
from nlp.levels.sentences import Span
from nlp.text.fold import Folded

# what a site adds under a posting: "Skills: python,sql,docker"
KEYWORDS = re.compile(r": ?[^,\n]{1,60},[^\s,]")
BEGINS_ITEM = re.compile(r"[^\W_a-zà-ÿ]|[•*(]")  # a capital, a digit or a bullet
COMPOUND = re.compile(r"-[a-z]")  # "Tech-savvy"
SHORT_WORD = 3  # letters of words that a title writes small
LONGEST_WORD = 24  # characters before a heading that are looked at
FIRST_SYMBOL = "\u2190"  # arrows, dingbats and pictures follow
FEW_ITEMS = 3  # fewer lines tell nothing of their list


@dataclass(frozen=True, slots=True)
class Zones:
    """The parts of a posting: of `kinds[i]`, from `starts[i]` on, with a heading up to `heading_ends[i]`."""

    starts: list[int]
    kinds: list[Kind]
    heading_ends: list[int]

    def open(self, start: int, kind: Kind, heading_end: int) -> None:
        """Begin a part."""
        self.starts.append(start)
        self.kinds.append(kind)
        self.heading_ends.append(heading_end)

    def is_bare(self, plain: str, end: int) -> bool:
        """Tell whether nothing stands between the heading of the last part, which asks, and `end`."""
        return self.kinds[-1] in ASKED and not plain[self.heading_ends[-1] : end].strip()

    def index_at(self, position: int) -> int:
        """Return i for which `starts[i]` is the last start at or before `position`."""
        return bisect_right(self.starts, position) - 1

    def span_of(self, number: int, end: int) -> Span:
        """Return where a part begins and ends, the last one with the text at `end`."""
        starts = self.starts
        return Span(starts[number], starts[number + 1] if number + 1 < len(starts) else end)


def find_zones(plain: str, lines: Sequence[str], headings: Sequence[Heading]) -> Zones:
    """Return the parts of a posting, or of its first lines where these are fewer.

    `headings` are candidates for headings inside lines, in order.
    """
    zones = Zones([0], ["other"], [0])
    kinds = kinds_of_headings(lines)
    starts = list(accumulate([len(line) + 1 for line in lines], initial=0))
    candidates: dict[int, list[Heading]] = {}
    for heading in takewhile(lambda heading: heading.end < starts[-1], headings):
        candidates.setdefault(bisect_right(starts, heading.start) - 1, []).append(heading)
    for number in sorted({*candidates, *compress(count(), kinds)}):
        line = Span(starts[number], starts[number + 1] - 1)
        kind = kinds[number]
        if kind == "other" and zones.is_bare(plain, line.start):
            kind = zones.kinds[-1]  # a heading right below another one only names what it holds
        if kind:
            zones.open(line.start, kind, line.end)
        else:
            _open_inline(zones, plain, candidates[number], line)
    _lower_to_duties(zones, plain, starts[-1] - 1)
    return zones


def _lower_to_duties(zones: Zones, plain: str, end: int) -> None:
    """Take a part for duties that seems to ask by its heading, but whose lines say what to do, up to `end`.

    Nothing changes where no other part asks: employers also write "Build models" among requirements.
    """
    if zones.kinds.count("must") < 2:
        return
    ends = (*zones.starts[1:], end)
    lowered = [
        number
        for number, kind in enumerate(zones.kinds)
        if kind == "must" and lists_work(plain[zones.heading_ends[number] : ends[number]])
    ]
    if len(lowered) < zones.kinds.count("must"):
        for number in lowered:
            zones.kinds[number] = "duty"


def lists_work(text: str) -> bool:
    """Tell whether nearly all lines begin with a verb of work ("Build", "Maintain")."""
    lines = [line for line in text.split("\n") if line.strip()]
    item = work_words().item
    works = sum(bool(item.match(line)) for line in lines)
    return len(lines) >= FEW_ITEMS and works * 5 >= len(lines) * 4


def _raise_wishes(zones: Zones, plain: str) -> None:
    """Take "Desired skills" for the requirements of a posting that has no others."""
    first = zones.kinds.index("plus")
    wishes = wish_words().beside_others if zones.kinds.count("plus") > 1 else wish_words().alone
    if wishes.search(plain, zones.starts[first], zones.heading_ends[first]):
        zones.kinds[first] = "must"


def _open_inline(zones: Zones, plain: str, headings: Sequence[Heading], line: Span) -> None:
    """Open the parts whose headings stand inside `line`; close those that last for the line only."""
    before, opened = zones.kinds[-1], len(zones.kinds)
    is_item = before in ASKED and plain[max(0, line.start - 2) : line.start] != "\n\n"
    for heading in headings:
        if is_item and heading.kind == "other":
            continue  # "Requirements\n- Tech stack: Python": a label among what is asked for
        if is_inline_heading(plain, heading, line):
            if KEYWORDS.match(plain, heading.end):
                zones.open(heading.end, "other", heading.end)
            else:
                zones.open(heading.start, heading.kind, heading.end)
    if len(zones.kinds) == opened or zones.kinds[-1] in LASTING:
        return
    rest = plain[zones.heading_ends[-1] : line.end]
    if rest.strip(": \t*") and not continues_heading(rest):
        zones.open(line.end, before, line.end)


def continues_heading(rest: str) -> bool:
    """Tell whether the rest of a line belongs to the heading before it: "Nice to Have| Skills"."""
    return rest[0] == " " and load_headings().vocabulary.issuperset(heading_words(rest))


def is_inline_heading(plain: str, heading: Heading, line: Span) -> bool:
    """Tell whether words that could be a heading are one: capitalised, set apart by a sign or by glue."""
    start, end, _ = heading
    if not plain[start].isupper() or COMPOUND.match(plain, end):
        return False
    after = plain[end : min(end + 3, line.end)].lstrip(" \t*")[:1]
    if not after or after in ":–-—?" or is_glued(plain, end):
        return is_set_apart(plain, start, line) or (after == ":" and is_run_on(plain, start, line))
    words = plain[start:end].split()
    if len(words) == 1 or not BEGINS_ITEM.match(after):
        return False
    return is_title(words) or (after != "(" and is_apart(plain, start, line))


def is_title(words: Sequence[str]) -> bool:
    """Tell whether all words but the small ones are capitalised."""
    return all(word[0].isupper() for word in words if len(word) > SHORT_WORD)


def is_apart(plain: str, start: int, line: Span) -> bool:
    """Tell whether a capital at `start` begins something new."""
    return is_set_apart(plain, start, line) or is_run_on(plain, start, line)


def is_glued(plain: str, end: int) -> bool:
    """Tell whether the next word begins at `end` without a space: "RequirementsPython"."""
    return plain[end].isupper() and plain[end - 1].islower()


def is_run_on(plain: str, start: int, line: Span) -> bool:
    """Tell whether a small word stands right before a capital: "...for our bank Your profile You have..."."""
    before = plain[max(line.start, start - LONGEST_WORD) : start].rstrip(" \t").rpartition(" ")[2]
    return before[:1].islower() or before[-1:] == ")"


def is_set_apart(plain: str, start: int, line: Span) -> bool:
    """Tell whether a heading may begin at `start`: where a line or sentence begins, or glued to a word."""
    before = start - 1
    while before >= line.start and plain[before] in BULLETS:
        before -= 1
    if before < line.start or plain[before] in ".!?:;)]|,&" or plain[start - 1] not in " \t":
        return True
    return plain[before] >= FIRST_SYMBOL and not plain[before].isalnum()  # "🌟 Brownie points:"


def zones_until(folded: Folded, headings: Sequence[Heading], end: int) -> Zones:
    """Return the parts of a posting up to the line that holds `end`, as the whole posting has them.

    A third of a posting stands behind its last name. It matters only where what is wished for comes with no
    requirements: a second part of wishes may follow.
    """
    plain, lines = folded.plain, folded.lines
    zones = find_zones(plain, lines[: plain.count("\n", 0, end) + 1], headings)
    if "plus" in zones.kinds and "must" not in zones.kinds:
        zones = find_zones(plain, lines, headings)
        if "must" not in zones.kinds:
            _raise_wishes(zones, plain)
    return zones
