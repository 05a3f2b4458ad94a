"""How senior a posting's role is, from the words that say so; years asked for never decide."""

import re

from nlp.text.windows import Marked, one_of

WORDS = {
    "intern": ("intern", "interns", "internship", "internships", "coop", "co-op", "working student",
               "student", "werkstudent", "werkstudentin", "praktikum", "praktikant", "praktikantin",
               "stagiaire", "becario", "tirocinio", "estágio", "apprentice", "apprenticeship",
               "thesis", "alternance"),
    "director": ("director", "head of", "vp", "vice president", "chief", "cto", "svp", "avp"),
    "manager": ("manager", "managers"),
    "staff": ("staff", "distinguished"),
    "lead": ("lead", "leads", "leader", "principal", "teamlead"),
    "senior": ("senior", "sr", "snr", "sénior", "sênior"),
    "mid": ("mid", "midlevel", "mid-level", "medior", "intermediate", "pleno", "semi-senior", "mid-weight",
            "middle", "mid-senior"),
    "junior": ("junior", "jr", "jnr", "júnior", "graduate", "graduates", "grad", "grads", "entry-level",
               "entry level", "early career", "early-career", "trainee", "associate", "fresher",
               "young professional", "young professionals"),
}  # fmt: skip # a table: many words a line
ORDER = tuple(WORDS)
LEVEL_OF = {word: level for level, words in WORDS.items() for word in words}
WORD = re.compile(
    rf"(?<![\w&])(?:{'|'.join(sorted(map(re.escape, LEVEL_OF), key=len, reverse=True))})(?![\w&])"
)
EITHER = re.compile(rf"({WORD.pattern})(?:[ -]level)? ?(?:/|\bor\b) ?({WORD.pattern})")  # "mid/senior"
STEP = re.compile(
    r"(?:engineer|scientist|developer|analyst|researcher|specialist|associate)s?,?[ -]{1,3}"
    r"(i{1,3}|iv|[1-3])\b"
    r"(?!\s?(?:(?:days?|months?|years?|x|positions?|openings?|to)\b|[+%/\d])|[-–]|\s[-–]\s?\d)"
)
STEPS = {"i": "junior", "1": "junior", "ii": "mid", "2": "mid", "iii": "senior", "3": "senior", "iv": "staff"}
OF_NO_LEVEL = one_of(
    "(?:member of )?(?:the )?technical staff",
    "chief of staff",
    "lead[- ]?(?:generation|gen|scoring)",
    "all levels",
    "middle[- ](?:east|office|market|mile|school)",
    "research associate|associate professor|associate partner",
    "(?:various|multiple|different|any) levels?",
)
NOT_LEVEL = re.compile(rf"\b{OF_NO_LEVEL}\b")

CUES = (
    "senior", "junior", "principal", "entry-level", "entry level", "mid-level", "lead data", "lead machine",
    "lead ml", "lead ai", "lead engineer", "lead scientist", "lead applied", "staff data", "staff machine",
    "staff ml",
)  # fmt: skip # a table: many words a line
FIELDS = ("seniority", "experience level", "job level", "career level")
FIELD_VALUE = re.compile(r"(?: level)?\s?[:–-]\s{0,2}([^\n|,.;:]{2,24})")
MOST = 6  # occurrences of one word that are looked at
AROUND = 64  # characters before and after it
OFFERS = one_of(
    "hiring|seeks?|seeking|looking (?:for|to hire|to add)|in search of|recruiting|searching for|need",
    "(?:role|position) of|opportunity for|join us as|as our|(?:job )?title:?|role:|position:",
)
OFFERED = re.compile(
    one_of(
        rf"\b{OFFERS}\s{{1,2}}(?:for )?(?:an? |our |the )?(?:[\w-]+,? ){{0,3}}",
        r"(?:^|\n|[.!?:] )as (?:a|the|our) (?:new )?",
    )
    + "$"
)
ROLE_AFTER = re.compile(
    r"[ -](?:level )?(?:[\w/&+-]{1,24} ){0,4}?"
    r"(?:engineer|scientist|developer|analyst|researcher|specialist)\b"
)
LONGEST_TITLE_LINE = 90  # characters of a first line that is a title
ROLE = re.compile(r"\b(?:engineer|scientist|developer|analyst|researcher|specialist|architect|mle)s?\b")
TOLD = re.compile(  # words of a sentence, or its end
    r"\b(?:we|you|our|your|is|are|looking|join|who|about|team|help|us|will|the|with|to|world)\b|[.?!:]$"
)
ANOTHER = re.compile(
    r"(?:medior|mid|junior|senior)(?:-level)? (?:or|and|to|/) $|(?:/| or | to )$|mentor\w* $"
)


def seniority_of(title: str) -> str:
    """Return the seniority that a title (in lower case) states, "unspecified" where it states none.

    Of several it is the highest, of a choice ("mid/senior") the lower.
    """
    plain = NOT_LEVEL.sub(" ", title)
    levels = _levels_in(plain)
    if {"junior", "senior"} <= levels:
        return "unspecified"
    if len(levels) > 1 and (either := EITHER.search(plain)):  # who has the lower one may apply
        levels = {max((LEVEL_OF[either[1]], LEVEL_OF[either[2]]), key=ORDER.index)}
    return next((level for level in WORDS if level in levels), "unspecified")


def _levels_in(title: str) -> set[str]:
    """Return the levels that the words of a title state, or the step where none but "junior" is stated."""
    levels = {LEVEL_OF[word] for word in WORD.findall(title)}
    if "associate" in title and levels - {"junior"}:  # "senior associate"
        levels = {LEVEL_OF[word] for word in WORD.findall(title) if word != "associate"}
    if levels <= {"junior"}:  # "senior data scientist i" is a senior one
        levels |= {STEPS[step] for step in STEP.findall(title)}
    return levels


def seniority_in_text(marked: Marked) -> str:
    """Return the seniority that a text says its role has ("we are hiring a senior data scientist")."""
    return _in_first_line(marked) or _in_field(marked) or _in_offer(marked) or "unspecified"


def _in_first_line(marked: Marked) -> str | None:
    """Return the seniority of a first line that is a fuller title ("Senior ML Engineer - Oslo")."""
    line = marked.source[: 2 * LONGEST_TITLE_LINE].lstrip().partition("\n")[0].rstrip()
    if len(line) > LONGEST_TITLE_LINE:
        return None
    line = line.lower()
    if not ROLE.search(line) or TOLD.search(line):
        return None
    level = seniority_of(line)
    return None if level == "unspecified" else level


def _in_field(marked: Marked) -> str | None:
    """Return the seniority of a field of its own ("Seniority: Senior")."""
    for field in marked.named(FIELDS):
        for at in marked.spots(field, MOST):
            value = FIELD_VALUE.match(marked.around(field, at, before=0, after=AROUND)[1])
            level = seniority_of(value[1]) if value else "unspecified"
            if level != "unspecified":
                return level
    return None


def _in_offer(marked: Marked) -> str | None:
    for cue in marked.named(CUES):
        for at in marked.spots(cue, MOST):
            before, after = marked.around(cue, at, before=AROUND, after=AROUND)
            if ROLE_AFTER.match(after) and OFFERED.search(before) and not ANOTHER.search(before[-24:]):
                return seniority_of(cue)
    return None
