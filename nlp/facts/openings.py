"""Which openings a call written by hand names: in its headline ("Acme | ML Engineer | Berlin") or its text.

One call often offers several roles; then no single role describes it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from data.vacancies.titles import without_homonyms
from nlp.facts.roles import load_rules, role_in
from nlp.facts.seniority import seniority_of
from nlp.text.windows import one_of

LONGEST_CALL = 6_000  # characters that are read for openings: the longest real call is under 5,000
MOST_LINES = 120
HEAD_WORDS = one_of(
    "engineers?|engr?|developers?|devs?|programmers?|scientists?|researchers?|analysts?",
    "designers?|managers?|architects?|hackers?|sres?|cto|recruiters?|writers?|marketers?|sysadmins?|interns",
    "directors?|dbas?|statisticians?|coders?|vps?|heads? of|consultants?|technical staff|representatives?",
    "advocates?|evangelists?|artists?|(?:co-?)?founders?",
    "(?:sales|marketing|growth|operations|product|tech|team|technical|engineering) leads?",
)
HEADS = re.compile(rf"(?<![\w@/.]){HEAD_WORDS}(?![\w@])")
INTERN_AFTER = re.compile(r"\sintern(?:ship)?s?\b")
HIRING = re.compile(r"\b(?:is|are|we['’]re) (?:hiring|looking for|seeking)\b|\b(?:seeks|needs)\b")
SPECIALIST = re.compile(r"\b(?:specialist|expert|practitioner)s?\b")  # heads beside a field alone
WANTED = re.compile(r"\b(?:wanted|needed)\b")  # "engineers wanted": the cue stands behind the head
PLURAL_HEADS = re.compile(r"\b(?:engineer|developer|scientist|researcher|analyst|designer|manager)s\b")
WITH_COLLEAGUES = one_of(
    r"work(?:ing|s)? (?:\w+ )?(?:with|for)|alongside|together with|collaborat\w+",
    r"our (?:\w+ )?teams? of|report(?:s|ing)? to|help(?:s|ing)? (?:our )?|enabl\w+|allow\w*",
    "used by|built by|made by|led by|from our|our customers|thousands of",
)
COLLEAGUES = re.compile(rf"\b{WITH_COLLEAGUES}\b")
MANY = one_of(
    "multiple|various|several|many|numerous|lots of|bunch of|couple of|variety of",
    r"\d{1,2}|two|three|four|five",
)
OFFERED = "(?:roles|positions|openings|jobs|engineers|teams|opportunities|disciplines)"
SEVERAL = re.compile(
    one_of(
        rf"\b{MANY}\s(?:\w+\s){{0,3}}{OFFERED}\b",
        r"\b(?:other|all) (?:\w+ )?(?:roles|positions)\b",
        r"[+&]\s?(?:others?|more)\b",
        r"\band (?:(?:lots|many) )?(?:more|others)\b",
        r"\bevery (?:\w+ )?(?:discipline|type|kind|position|opportunity)",
        r"\ball (?:types|kinds|areas) of\b",
        r"\bof all (?:types|kinds)\b",
        r"\ball positions\b",
        r"\bacross (?:the board|all|engineering)\b",
    )
)
SEVERAL_WORDS = (  # one of them is in every such phrase
    "more", "other", "every", "across", "types", "kinds", "areas", "roles", "positions", "openings", "jobs",
    "engineers", "teams", "opportunities", "disciplines",
)  # fmt: skip # a table: many words a line
WORDS_OF_HIRING = one_of(
    "hiring|looking|seeking|needs?|search(?:ing)?|openings?|positions?|roles?|recruit(?:ing)?",
    "wanted|needed|want|join us as|you are an?|you(?:'|’)re an?|add(?:ing)?|expanding|grow(?:ing)? our",
    "bring on|opportunit(?:y|ies)|is for an?|apply|hire|interested in",
)
CUE = re.compile(rf"\b{WORDS_OF_HIRING}\b|^as an?\b")
ITEM = re.compile(r"\s{0,4}(?:[-*•·–—+>]|\(?\d{1,2}[.)]|\[\d\])\s{0,3}")
SPLIT = re.compile(r"[|,;:()\[\]•?!]|\s[-–—]{1,2}\s|\s/\s|\band\b|\bor\b|&|\+(?!\+)|\.\s|\s\*|\s>\s")
DOTTED = re.compile(r"\b(sr|jr|snr)\.")
FULL_TIME = re.compile(r"\bfull[- ]time\b")
BRACKETS = re.compile(r"\(([^()|,]{1,14})\)")
LEAD = re.compile(r"(?:[\w&/+.,-]{1,20} ){0,5}[\w&/+.-]{2,20}(?= ?[:|(]| [-–—]{1,2} )")  # "ML Engineer: ..."
SHORT = 80  # characters: a line that is little more than the name of a role
FAR = 90  # characters before a head word that can belong to it
CELLS = 2  # bars in a line that is set like a headline
MOST_WORDS = 3  # of one part of a list such as "firmware, software and ML engineers"


@dataclass(frozen=True, slots=True)
class Opening:
    """One role that a call names; `about` tells one software engineer from another."""

    role: str
    about: str | None = None
    seniority: str = "unspecified"


ENGINEERING = frozenset(
    {"ml_engineer", "ai_engineer", "mlops_engineer", "data_engineer", "software_engineer"}
)  # roles that "engineers" alone may mean
ANY = "any"  # what "engineers" alone are about
SEVERAL_OPENINGS = Opening("multiple")
MERE_ENGINEERS = Opening("software_engineer", ANY)
INTERNS = Opening("other", None, "intern")  # beside another opening one more, alone none


def offers_several(line: str) -> bool:
    """Whether a title or headline (in lower case) says that it offers several roles."""
    return any(word in line for word in SEVERAL_WORDS) and SEVERAL.search(line) is not None


def opening_of_call(headline: str, text: str) -> Opening:
    """Return the one opening that a call offers; role "multiple" where it offers several or does not say.

    `headline` and `text` in lower case.
    """
    headline = without_homonyms(headline)
    if offers_several(headline):
        return SEVERAL_OPENINGS
    named = set(_openings_in_headline(headline))
    rest = text[len(headline) : LONGEST_CALL]
    for line in rest.split("\n") if "|" in rest and len(named) <= 1 else ():
        if line.count("|") >= CELLS:  # one opening a line, each with its place and terms
            named |= set(_openings_in_headline(line))
    if named <= {INTERNS, MERE_ENGINEERS}:
        named |= set(_openings_in_text(rest))
        named = _without_repeats(named - {INTERNS})
    joined = _joined(named)
    if joined.role == "multiple" or {opening.seniority for opening in named} != {"unspecified"}:
        return joined
    return replace(joined, seniority=_seniority_in(headline))


def _seniority_in(headline: str) -> str:
    """Return the seniority beside the role in a headline ("Software Engineer (entry level)")."""
    fields = [seniority_of(field) for field in headline.split("|") if set(HEADS.findall(field)) - {"interns"}]
    return fields[0] if len(set(fields)) == 1 else "unspecified"


def _without_repeats(named: set[Opening]) -> set[Opening]:
    """Return openings without mere "engineers" where these may be the others, named again."""
    special = {opening for opening in named if opening.about != ANY}
    if special and {opening.role for opening in special} <= ENGINEERING:
        return special
    any_of_a_level = {opening for opening in named - special if opening.seniority != "unspecified"}
    return special | (any_of_a_level or named - special)


def _joined(named: set[Opening]) -> Opening:
    """Return what openings have in common: "multiple" for different roles or subjects of engineers."""
    roles = {opening.role for opening in named}
    about = {opening.about for opening in named} - {None, ANY}
    levels = {opening.seniority for opening in named}
    is_one = len(roles) == 1 and len(about) <= 1
    return Opening(
        roles.pop() if is_one else "multiple", None, levels.pop() if len(levels) == 1 else "unspecified"
    )


def _openings_in_headline(line: str) -> Iterator[Opening]:
    """Yield the openings of a line that is set like a headline, part by part."""
    rules = load_rules()
    has_hiring, has_specialist = HIRING.search(line), SPECIALIST.search(line)  # few lines have
    for text in _parts(_unpacked(line)):
        part = (_behind_hiring(text) if has_hiring else text).strip()
        name = " ".join(word for word in part.split() if word not in rules.general)
        if HEADS.search(part) or (has_specialist and _is_specialist(part)):
            yield _opening(part, name)
        elif part in rules.bare or name in rules.bare:
            yield _opening(f"{part} engineer", name or part)


def _behind_hiring(text: str) -> str:
    """Return what follows "is hiring" and the like, or all of a text without such words."""
    hiring = HIRING.search(text)
    return text[hiring.end() :] if hiring else text


def _is_specialist(part: str) -> bool:
    return SPECIALIST.search(part) is not None and _names_a_field(part)


def _parts(line: str) -> Iterator[str]:
    """Yield the parts of a headline; what a dash sets behind a role belongs to it ("Engineer - AI")."""
    for cell in line.split("|"):
        name, _, rest = cell.partition(" - ")
        if rest and HEADS.search(name) and not (SPLIT.search(name) or HEADS.search(rest)):
            yield cell
        else:
            yield from SPLIT.split(cell)


def _unpacked(line: str) -> str:
    """Return a headline without what would cut a role in two ("Sr. (ML) Engineer") or hide it."""
    return BRACKETS.sub(r" \1 ", FULL_TIME.sub(" ", DOTTED.sub(r"\1", line)))


def _openings_in_text(text: str) -> Iterator[Opening]:
    """Yield the openings that lines of a list and sentences about hiring name."""
    for line in text.split("\n", MOST_LINES)[:MOST_LINES]:
        item = ITEM.match(line)
        if item or len(line) < SHORT:
            name = line[item.end() if item else 0 :][:SHORT]
            yield from _in_sentence(name) if CUE.search(name) else _in_words(name)
        else:
            lead = LEAD.match(line)
            if lead:
                yield from _in_words(lead.group())
            for sentence in re.split(r"(?<=[.!?])\s", line):
                yield from _in_sentence(sentence)


def _in_sentence(sentence: str) -> Iterator[Opening]:
    """Yield the openings of a sentence about hiring, none of another."""
    cue = CUE.search(sentence)
    if cue:
        wanted = WANTED.match(sentence, cue.start())
        yield from _in_words(sentence[: cue.start()] if wanted else sentence[cue.end() :])
        if offers_several(sentence):
            yield SEVERAL_OPENINGS


def _in_words(words: str) -> Iterator[Opening]:
    """Yield the openings of running text: each head word with what stands before it."""
    for head in HEADS.finditer(words):
        if COLLEAGUES.search(words[max(0, head.start() - FAR) : head.start()]):
            continue
        parts = SPLIT.split(words[max(0, head.start() - FAR) : head.start()])
        intern = INTERN_AFTER.match(words, head.end())
        yield _opening(f"{parts[-1]}{head.group()}{intern.group() if intern else ''}", "")
        if head.group().endswith("s"):
            yield from _shared(parts[:-1], head.group())


def _shared(parts: Iterable[str], head: str) -> Iterator[Opening]:
    """Yield the openings that share one head word: "firmware, software and ML engineers"."""
    for part in parts:
        is_short = 0 < len(part.split()) <= MOST_WORDS
        if is_short and _names_a_field(part) and not HEADS.search(part):
            yield _opening(f"{part} {head}", "")


def _names_a_field(part: str) -> bool:
    rules = load_rules()
    return bool(rules.fields.pattern.search(part) or rules.specialties.pattern.search(part))


def _opening(name: str, about: str) -> Opening:
    """Return the opening of this name; `about` is what sets it apart where no specialty does."""
    role = role_in(name.strip()) or "other"
    special = load_rules().specialties.found(name) if role == "software_engineer" else []
    about = special[-1] if special else about if role == "software_engineer" else ""
    if role == "software_engineer" and not about and not _names_a_field(name):
        about = ANY
    return Opening(role, about or None, seniority_of(name))
