"""Names that a posting rules out: "no Java", "we don't use Jenkins", "TensorFlow is not required"."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from nlp.names.disambiguate import Candidate

# the words that deny, as they must be written; their places are found beside the names
DENIALS = (
    "No ", "no ", "ero ", "n't ", "n’t ", " not ", " nicht ", "est pas ", " niet ", " non è ", " não é ",
    " no es ",
)  # fmt: skip # a table: many words a line
LONGEST_DENIAL = 6  # characters of the first such word and the space behind it
LONGEST_SECOND = 3  # of a second one ("non è", "no es")
LONGEST_BEFORE = 28  # characters before what is denied that say so ("experience is not")
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


def ruled_out(plain: str, denials: Sequence[int], names: Sequence[Candidate]) -> set[int]:
    """Return the numbers of the names that the posting says it does not ask for.

    `denials` is where words begin that may deny; `names` are in order.
    """
    firsts = [plain.find(" ", at, at + LONGEST_DENIAL) + 1 for at in denials]
    ends = [*firsts, *(plain.find(" ", at, at + LONGEST_SECOND) + 1 for at in firsts if at)]
    places = [at for at in ends if plain.endswith(DENIALS, 0, at)]
    if not places:
        return set()
    starts = [name.start for name in names]
    return {number for at in places if (number := _refused_at(plain, at, names, starts)) is not None}


def _refused_at(plain: str, at: int, names: Sequence[Candidate], starts: Sequence[int]) -> int | None:
    """Return the number of the name that a denial which ends at `at` rules out, or None."""
    first = max(0, at - LONGEST_BEFORE)
    number = bisect_left(starts, at)
    if number and NOT_ASKED.match(plain, at):
        end = names[number - 1].end
        if said := REFUSED_BEFORE.search(plain, max(first, end), at):
            is_refused = said.start() == end and not has_plus(plain, end, at)
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
