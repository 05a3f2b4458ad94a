"""Terms of one text that may be names the catalogue lacks: capitalised or code-like words it does not cover.

A word in lower case is one only where it is listed beside a known tool ("FAISS, zorblax and Milvus"). A run
of capitalised or code-like words is a term as a whole. Where a known name is a part of the run, the run is a
compound of it ("Claude Code" beside Claude).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from nlp.catalogue.catalog import Catalog
from nlp.text.fold import fold
from nlp.text.scan import Phrase, Scanner

WORD = re.compile(r"[^\W\d_]\w*(?:[.&-]\w+)*[+#]*")
CODE_LIKE = re.compile(r"[^\W\d_a-z]|[\d_+#]|\.\w\w")  # a capital, a digit, a sign, or a dot inside
LOWER_CASE = re.compile(r"(?<![\w@/.-])(?<!; )[^\W\d_A-Z]{3,30}(?![\w@/-])")
BESIDE = re.compile(r"[ \t]{0,2}(?:[,/|;&+•·(]|\band\b|\bor\b)[ \t]{0,2}(?:(?:and|or)[ \t]{1,2})?")
SHORTEST_CUT, SHORTEST_TYPO, LONG_NAME = 4, 5, 8  # letters
CUT = (2, 3)  # letters that are missing at the end
FOLLOWER = re.compile(r" [a-zà-ÿ]{2,30}\b")
JOINTS = re.compile(r"[\s._-]+")
MAKER = re.compile(r"^(?:MS|Microsoft|Apache|Amazon|AWS|Google|GCP|Azure|IBM|Oracle|SAP) (?=\S)")
VERSION = re.compile(r"(?<=\w) ?[vV]?\d+(?:[.x]\w*)*$")
TOOL, PRACTICE = 1, 2  # mark the characters of known names
LONGEST = 3  # words of a term: "Azure Data Factory"
LONGEST_GAP = 8  # characters between a term and its neighbour in a list


@dataclass(frozen=True, slots=True)
class Term:
    """A term at `text[start:end]`; `part` is the known name inside it, "" for none.

    `is_listed`: only a list separator stands between it and a known tool, which no practice is.
    """

    words: str
    start: int
    end: int
    is_listed: bool
    part: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of one text, and its known names with the word in lower case that follows ("sql queries")."""

    terms: tuple[Term, ...]
    plain_compounds: tuple[str, ...]


class KnownNames:
    """Finds the names of a catalogue in any case, also where a gate would refuse them as skills."""

    def __init__(self, catalog: Catalog) -> None:
        kinds = {skill.id: PRACTICE if skill.kind == "practice" else TOOL for skill in catalog.skills}
        self._scanner = Scanner(
            Phrase(spelling.text, kinds[spelling.skill], plural=True) for spelling in catalog.spellings
        )
        self._keys = {key_of(spelling.text) for spelling in catalog.spellings}
        self._cut = {key[:-letters] for key in self._keys for letters in CUT}
        long = (key for key in self._keys if len(key) > SHORTEST_TYPO)
        self._misspelt = {short for key in long for short in without_a_letter(key)}

    def read(self, text: str) -> Terms:
        """Return the terms of one text in order, a compound before the words beside its known name."""
        folded = fold(text)
        plain = folded.plain
        covered = bytearray(len(plain) + 1)
        compounds = []
        for hit in self._scanner.hits(folded):
            covered[hit.start : hit.end] = bytes([hit.owner]) * (hit.end - hit.start)
            if after := FOLLOWER.match(plain, hit.end):
                compounds.append(f"{plain[hit.start : hit.end]}{after[0]}".casefold())
        terms = []
        for run in _runs(plain):
            for words, part in _terms_in(run, covered):
                start, end = words[0].start(), words[-1].end()
                near = _is_beside_known(plain, covered, start, end)
                name = " ".join(word[0] for word in words)
                terms.append(Term(name, *folded.origin(start, end), near, part))
        for word in LOWER_CASE.finditer(plain):
            if not covered[word.start()] and _is_beside_known(plain, covered, *word.span()):
                terms.append(Term(word[0], *folded.origin(*word.span()), True))
        return Terms(tuple(terms), tuple(compounds))

    def holds(self, term: str) -> bool:
        """Tell whether a term only writes a known name another way: "No SQL", "MS SSIS", "PHP7", "Kafkas"."""
        bare = VERSION.sub("", MAKER.sub("", term))
        return any(
            key_of(name).removesuffix(ending) in self._keys for name in (term, bare) for ending in ("", "s")
        )

    def is_typo(self, term: str) -> bool:
        """Tell whether a term is a known name cut short ("PyTor"), or one with a letter too many or too few.

        In long names a letter may be another one, too.
        """
        key = key_of(term)
        if len(key) >= SHORTEST_TYPO and (key in self._misspelt or self._is_misspelt(key)):
            return True
        return len(key) >= SHORTEST_CUT and key in self._cut

    def _is_misspelt(self, key: str) -> bool:
        names = (self._keys, self._misspelt) if len(key) >= LONG_NAME else (self._keys,)
        near = [one for one in without_a_letter(key) if len(one) >= SHORTEST_TYPO]
        return any(one in known for known in names for one in near)


def without_a_letter(key: str) -> Iterator[str]:
    """Yield a key without each of its letters in turn."""
    return (key[:index] + key[index + 1 :] for index in range(len(key)))


def key_of(name: str) -> str:
    """Return a name as spellings of it are compared: in lower case, without blanks, hyphens and the like."""
    return JOINTS.sub("", name).casefold()


Words = Sequence[re.Match[str]]


def _runs(plain: str) -> Iterator[list[re.Match[str]]]:
    """Yield the runs of name-like words, one blank apart."""
    run: list[re.Match[str]] = []
    for word in WORD.finditer(plain):
        name_like = len(word[0]) > 1 and CODE_LIKE.search(word[0]) is not None
        if run and (not name_like or plain[run[-1].end() : word.start()] != " "):
            yield run
            run = []
        if name_like:
            run.append(word)
    if run:
        yield run


def _terms_in(run: Words, covered: bytearray) -> Iterator[tuple[Words, str]]:
    """Yield (words, known name among them) of the terms of a run."""
    known = [word[0] for word in run if covered[word.start()]]
    if known and len(known) < len(run) <= LONGEST:
        yield run, " ".join(known)
    for is_covered, words in groupby(run, key=lambda word: covered[word.start()] > 0):
        if not is_covered:
            yield from ((part, "") for part in _free_terms(list(words)))


def _free_terms(words: Words) -> Iterator[Words]:
    if len(words) <= LONGEST:
        yield words
    if len(words) > 1:
        yield from ([word] for word in words if not word[0].istitle())


def _is_beside_known(plain: str, covered: bytearray, start: int, end: int) -> bool:
    """Tell whether only a list separator stands between plain[start:end] and a known tool."""
    before = covered.rfind(TOOL, max(0, start - LONGEST_GAP), start)
    after = covered.find(TOOL, end, end + LONGEST_GAP)
    return (before >= 0 and BESIDE.fullmatch(plain, before + 1, start) is not None) or (
        after >= 0 and BESIDE.fullmatch(plain, end, after) is not None
    )
