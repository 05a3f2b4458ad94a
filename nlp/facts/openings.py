"""Which openings a call written by hand names: in its headline ("Acme | ML Engineer | Berlin") or its text.

One call often offers several roles; then no single role describes it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from data.catalogue.skills import RULES
from data.vacancies.titles import without_homonyms
from data.wording.word_tables import WordTable
from nlp.facts.role_words import load_rules
from nlp.facts.roles import role_in
from nlp.facts.seniority import seniority_of
from nlp.text.windows import one_of

OPENINGS = RULES / "openings.toml"
GROUPS = (
    "heads", "specialists", "plural_heads", "interns", "is_hiring", "hiring", "hired_as", "wanted",
    "colleagues", "many", "offered", "several", "full_time", "stating", "cut_short", "short_fields",
    "joining", "aims",
)  # fmt: skip # a table: many words a line
LONGEST_CALL = 6_000  # characters that are read for openings: the longest real call is under 5,000
MOST_LINES = 120
ITEM = re.compile(r"\s{0,4}(?:[-*•·–—+>]|\(?\d{1,2}[.)]|\[\d\])\s{0,3}")
BRACKETS = re.compile(r"\(([^()|,]{1,14})\)")
LEAD = re.compile(r"(?:[\w&/+.,-]{1,20} ){0,5}[\w&/+.-]{2,20}(?= ?[:|(]| [-–—]{1,2} )")  # "ML Engineer: ..."
SHORT = 80  # characters: a line that is little more than the name of a role
FAR = 90  # characters before a head word that can belong to it
CELLS = 2  # bars in a line that is set like a headline
MOST_WORDS = 3  # of one part of a list such as "firmware, software and ML engineers"


@dataclass(frozen=True, slots=True)
class Opening:
    """One role that a call names; `about` tells software engineers apart, ANY is for mere engineers."""

    role: str
    about: str | None = None
    seniority: str = "unspecified"


ENGINEERING = frozenset(
    {"ml_engineer", "ai_engineer", "mlops_engineer", "data_engineer", "software_engineer"}
)  # roles that "engineers" alone may mean
ANY = "any"  # what "engineers" alone are about
SEVERAL_OPENINGS = Opening("multiple")
MERE_ENGINEERS = Opening("software_engineer", ANY)
OTHER = Opening("other")
ENGINEERING_ALONE = Opening("software_engineer", "engineering")  # "Acme | Engineering | Oslo"
INTERNS = Opening("other", None, "intern")  # beside another opening one more, alone none


@dataclass(frozen=True, slots=True)
class OpeningRules:
    """The words of data/rules/openings.toml and the patterns made of them."""

    heads: re.Pattern[str]
    plural_heads: re.Pattern[str]
    intern_after: re.Pattern[str]
    is_hiring: re.Pattern[str]
    specialist: re.Pattern[str]
    wanted: re.Pattern[str]  # "engineers wanted": the cue stands behind the head
    colleagues: re.Pattern[str]
    several: re.Pattern[str]
    counted: re.Pattern[str]  # those of them that tell a number: "multiple roles"
    several_words: tuple[str, ...]
    cue: re.Pattern[str]
    full_time: re.Pattern[str]
    stating: re.Pattern[str]  # right before the name of the one role that a text is about
    split: re.Pattern[str]  # between the parts of a headline
    dotted: re.Pattern[str]  # "Sr."
    short_fields: re.Pattern[str]  # "AI / ML"
    clause: re.Pattern[str]  # where the name of the role ends
    no_trade: re.Pattern[str]  # what no title that is the name of a trade holds


@cache
def load_openings() -> OpeningRules:
    """Return the rules. Raises CatalogError for the first wrong group."""
    table = WordTable.read(OPENINGS, (*GROUPS, "several_words", "call"), patterns=GROUPS)

    def any_of(group: str) -> str:
        return one_of(*table.words(group))

    offered = rf"\b{any_of('many')}\s(?:\w+\s){{0,3}}{any_of('offered')}\b"
    return OpeningRules(
        heads=re.compile(rf"(?<![\w@/.]){any_of('heads')}(?![\w@])"),
        plural_heads=re.compile(rf"\b{any_of('plural_heads')}\b"),
        intern_after=re.compile(rf"\s{any_of('interns')}\b"),
        is_hiring=re.compile(rf"\b{any_of('is_hiring')}\b"),
        specialist=re.compile(rf"\b{any_of('specialists')}\b"),
        wanted=re.compile(rf"\b{any_of('wanted')}\b"),
        colleagues=re.compile(rf"\b{any_of('colleagues')}\b"),
        several=re.compile(one_of(offered, *table.words("several"))),
        counted=re.compile(offered),
        several_words=table.words("several_words"),
        cue=re.compile(rf"\b{any_of('hiring')}\b|^{any_of('hired_as')}\b"),
        full_time=re.compile(rf"\b{any_of('full_time')}\b"),
        stating=re.compile(rf"\b{any_of('stating')}\s"),
        split=re.compile(
            r"[|,;:()\[\]•?!]|\s[-–—]{1,2}\s|\s/\s"
            + "".join(rf"|\b{word}\b" for word in table.words("joining"))
            + r"|&|\+(?!\+)|\.\s|\s\*|\s>\s"
        ),
        dotted=re.compile(rf"\b({'|'.join(table.words('cut_short'))})\."),
        short_fields=re.compile(
            rf"\b({'|'.join(table.words('short_fields'))}) / (?={any_of('short_fields')}\b)"
        ),
        clause=re.compile(rf"[.;:!?\n]|,\s|\s[-–—]\s|\b{any_of('aims')}\b"),
        no_trade=re.compile(rf"[^\w\s'’+#&-]|\s[-–—]|\b(?:{table.pattern('call')})\b"),
    )


def offers_several(line: str) -> bool:
    """Whether a title or headline (in lower case) says that it offers several roles."""
    return (
        any(word in line for word in load_openings().several_words)
        and load_openings().several.search(line) is not None
    )


def says_how_many(line: str) -> bool:
    """Whether all that a line says of several openings is their number ("ML Engineer (multiple roles)")."""
    rules = load_openings()
    return rules.counted.search(line) is not None and not offers_several(rules.counted.sub(" ", line))


def opening_of_call(headline: str, text: str) -> Opening:
    """Return the one opening that a call offers; role "multiple" where it offers several or does not say.

    `headline` and `text` in lower case.
    """
    headline = without_homonyms(headline)
    named = set(_openings_in_headline(headline))
    if offers_several(headline) and not _are_all_named(named, headline):
        return SEVERAL_OPENINGS
    rest = text[len(headline) : LONGEST_CALL]
    for line in rest.split("\n") if "|" in rest and len(named) <= 1 else ():
        if line.count("|") >= CELLS:  # one opening a line, each with its place and terms
            named |= set(_openings_in_headline(line))
    if named == {ENGINEERING_ALONE}:
        named = {MERE_ENGINEERS}
    if named <= {INTERNS, MERE_ENGINEERS}:
        named |= set(_openings_in_text(rest))
        named = _without_repeats(named - {INTERNS})
    joined = _joined(named)
    if joined.role == "multiple" or {opening.seniority for opening in named} != {"unspecified"}:
        return joined
    return replace(joined, seniority=_seniority_in(headline))


def _are_all_named(named: set[Opening], headline: str) -> bool:
    """Whether a headline that tells the number of openings names them, all of one role."""
    return len(named) > 1 and len({opening.role for opening in named}) == 1 and says_how_many(headline)


def _seniority_in(headline: str) -> str:
    """Return the seniority beside the role in a headline ("Software Engineer (entry level)")."""
    fields = [
        seniority_of(field)
        for field in headline.split("|")
        if set(load_openings().heads.findall(field)) - {"interns"}
    ]
    return fields[0] if len(set(fields)) == 1 else "unspecified"


def _without_repeats(named: set[Opening]) -> set[Opening]:
    """Return openings without mere "engineers" where these may be the others, named again."""
    special = {opening for opening in named if opening.about != ANY}
    if special and {opening.role for opening in special} <= ENGINEERING:
        return special
    any_of_a_level = {opening for opening in named - special if opening.seniority != "unspecified"}
    return special | (any_of_a_level or named - special)


def _joined(named: set[Opening]) -> Opening:
    """Return what openings have in common: "multiple" for different roles."""
    roles = {opening.role for opening in named}
    levels = {opening.seniority for opening in named}
    is_one = len(roles) == 1
    return Opening(
        roles.pop() if is_one else "multiple", None, levels.pop() if len(levels) == 1 else "unspecified"
    )


def _openings_in_headline(line: str) -> Iterator[Opening]:
    """Yield the openings of a line that is set like a headline, part by part."""
    rules = load_rules()
    openings = load_openings()
    has_hiring, has_specialist = openings.is_hiring.search(line), openings.specialist.search(line)  # few have
    for text in _parts(_unpacked(line)):
        part = (_behind_hiring(text) if has_hiring else text).strip()
        name = " ".join(word for word in part.split() if word not in rules.general)
        if openings.heads.search(part) or (has_specialist and _is_specialist(part)):
            yield opening_named(part, name)
        elif part in rules.bare or name in rules.bare:
            yield opening_named(f"{part} engineer", name or part)
        elif name in rules.bare_other:
            yield OTHER


def _behind_hiring(text: str) -> str:
    """Return what follows "is hiring" and the like, or all of a text without such words."""
    hiring = load_openings().is_hiring.search(text)
    return text[hiring.end() :] if hiring else text


def _is_specialist(part: str) -> bool:
    return load_openings().specialist.search(part) is not None and _names_a_field(part)


def _parts(line: str) -> Iterator[str]:
    """Yield the parts of a headline; what a dash sets behind a role belongs to it ("Engineer - AI")."""
    rules = load_openings()
    heads, split = rules.heads, rules.split
    for cell in line.split("|"):
        name, _, rest = cell.partition(" - ")
        if rest and heads.search(name) and not (split.search(name) or heads.search(rest)):
            yield cell
        else:
            yield from split.split(cell)


def _unpacked(line: str) -> str:
    """Return a headline without what would cut a role in two ("Sr. (ML) Engineer") or hide it."""
    rules = load_openings()
    return BRACKETS.sub(r" \1 ", rules.full_time.sub(" ", rules.dotted.sub(r"\1", line)))


def _openings_in_text(text: str) -> Iterator[Opening]:
    """Yield the openings that lines of a list and sentences about hiring name."""
    cue = load_openings().cue
    for line in text.split("\n", MOST_LINES)[:MOST_LINES]:
        item = ITEM.match(line)
        if item or len(line) < SHORT:
            name = line[item.end() if item else 0 :][:SHORT]
            yield from _in_sentence(name) if cue.search(name) else _in_words(name)
        else:
            lead = LEAD.match(line)
            if lead:
                yield from _in_words(lead.group())
            for sentence in re.split(r"(?<=[.!?])\s", line):
                yield from _in_sentence(sentence)


def _in_sentence(sentence: str) -> Iterator[Opening]:
    """Yield the openings of a sentence about hiring, none of another."""
    rules = load_openings()
    cue = rules.cue.search(sentence)
    if cue:
        wanted = rules.wanted.match(sentence, cue.start())
        yield from _in_words(sentence[: cue.start()] if wanted else sentence[cue.end() :])
        if offers_several(sentence):
            yield SEVERAL_OPENINGS


def _in_words(words: str) -> Iterator[Opening]:
    """Yield the openings of running text: each head word with what stands before it."""
    rules = load_openings()
    words = rules.short_fields.sub(r"\1/", words)
    for head in rules.heads.finditer(words):
        if rules.colleagues.search(words[max(0, head.start() - FAR) : head.start()]):
            continue
        parts = rules.split.split(words[max(0, head.start() - FAR) : head.start()])
        intern = rules.intern_after.match(words, head.end())
        yield opening_named(f"{parts[-1]}{head.group()}{intern.group() if intern else ''}", "")
        if head.group().endswith("s"):
            yield from _shared(parts[:-1], head.group())


def _shared(parts: Iterable[str], head: str) -> Iterator[Opening]:
    """Yield the openings that share one head word: "firmware, software and ML engineers"."""
    for part in parts:
        is_short = 0 < len(part.split()) <= MOST_WORDS
        if is_short and _names_a_field(part) and not load_openings().heads.search(part):
            yield opening_named(f"{part} {head}", "")


def _names_a_field(part: str) -> bool:
    rules = load_rules()
    return bool(rules.fields.pattern.search(part) or rules.specialties.pattern.search(part))


def opening_named(name: str, about: str = "") -> Opening:
    """Return the opening of this name; `about` is what sets it apart where no specialty does."""
    name = name.strip()
    role = role_in(name) or ("software_engineer" if name in load_rules().specialties.groups else "other")
    special = load_rules().specialties.found(name) if role == "software_engineer" else []
    about = special[-1] if special else about if role == "software_engineer" else ""
    if role == "software_engineer" and not about and not _names_a_field(name):
        about = ANY
    return Opening(role, about or None, seniority_of(name))
