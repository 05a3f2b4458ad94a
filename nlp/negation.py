"""Names that a posting rules out: "no Java", "we don't use Jenkins", "TensorFlow is not required"."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from nlp.disambiguate import Candidate
from nlp.windows import places_of

# the words that deny, found first: looking for the whole patterns takes as long as all the rest of reading
DENIALS = (
    "No ", "no ", "ero ", "n't ", "n’t ", " not ", " nicht ", "est pas ", " niet ", " non è ", " não é ",
    " no es ",
)  # fmt: skip
LONGEST_BEFORE = 28  # characters before such a word that belong to it ("experience is")
# a small "no" inside a sentence may be Portuguese ("no AWS": in AWS)
REFUSED_AFTER = re.compile(
    r"(?:(?<![\w-])No|(?:^|[.,;:!?(•\n-] ?|\b(?:is|have|has|with|requires?|needs?|but|and) )no|\b[Zz]ero"
    r"|\b(?:[Dd]o|[Dd]oes)(?:n['’]t| not)) $"
)
WANTED_AFTER = re.compile(
    r"(?:(?<=n['’]t )|(?<=not ))(?:use|need|require|want) (?:to (?:know|use|learn|have used) )?"
    r"|(?:prior |previous )?(?:experience|knowledge) (?:of|in|with) |prior |previous "
)
REFUSED_BEFORE = re.compile(
    r"(?: (?:experience|knowledge|skills?))? (?:is|are)(?: not|n['’]t) $"
    r"|(?:-kenntnisse)? (?:ist|sind) nicht $| n['’]est pas $| is niet $| non è $| não é $| no es $"
)
NOT_ASKED = re.compile(
    r"(?:(?:required|needed|necessary|mandatory)\b(?! to\b)|erforderlich|notwendig|nötig|requise?\b"
    r"|nécessaire|obligatoire|vereist|nodig|verplicht|richiest|necess?[aá]ri|obligatori|obrigatóri|exigid|imprescindible)"
)
PLUS = re.compile(
    r"\b(?:plus|bonus|nice|prefer|ideal|desir|advantag|asset|benefi|welcome|help|appreciat"
    r"|but)",
    re.IGNORECASE,
)
REACH = 80  # characters around, within the line, in which a plus is about the same name


def ruled_out(plain: str, names: Sequence[Candidate]) -> set[int]:
    """Return the numbers of the names that the posting says it does not ask for; `names` are in order."""
    places = [at + len(word) for word in DENIALS if word in plain for at in places_of(word, plain)]
    if not places:
        return set()
    starts = [name.start for name in names]
    return {number for at in places if (number := _refused_at(plain, at, names, starts)) is not None}


def _refused_at(plain: str, at: int, names: Sequence[Candidate], starts: Sequence[int]) -> int | None:
    """Return the number of the name that a denial which ends at `at` rules out, or None."""
    first = max(0, at - LONGEST_BEFORE)
    number = bisect_left(starts, at)
    if (
        number
        and (said := REFUSED_BEFORE.search(plain, names[number - 1].end, at))
        and NOT_ASKED.match(plain, at)
    ):
        is_refused = said.start() == names[number - 1].end and not has_plus(plain, said.start(), at)
        return number - 1 if is_refused else None
    if number == len(names) or not REFUSED_AFTER.search(plain, first, at):
        return None
    wanted = WANTED_AFTER.match(plain, at)
    is_verb = plain[at - 4 : at - 1] in ("n't", "n’t", "not")
    return number if starts[number] == (wanted.end() if wanted else at) and (wanted or not is_verb) else None


def has_plus(plain: str, start: int, end: int) -> bool:
    """Tell whether the line says near plain[start:end] that something is nice to have."""
    before = plain[max(0, start - REACH) : start].rpartition("\n")[2]
    after = plain[end : end + REACH].partition("\n")[0]
    return PLUS.search(f"{before} {after}") is not None
