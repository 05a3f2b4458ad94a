"""What German, French, Spanish, Portuguese, Italian, Dutch and Polish words say of where work is done.

Home office is a part of the week unless the words around it say that it is all of it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from nlp.facts.workplace_words import Evidence, Plainness
from nlp.text.windows import one_of

Kind = Literal["home", "remote", "office", "onsite"]
WORDS: Mapping[Kind, tuple[str, ...]] = {
    "home": (
        "home office", "home-office", "homeoffice", "mobiles arbeiten", "mobilem arbeiten",
        "mobilen arbeiten", "mobile arbeit", "heimarbeit", "von zu hause", "télétravail", "teletravail",
        "teletrabajo", "teletrabalho", "smart working", "smartworking", "lavoro agile", "telelavoro",
        "thuiswerk", "thuis werken", "thuis te werken", "vanuit huis", "desde casa", "de casa", "da casa",
    ),
    "remote": (
        "remoto", "remota", "à distance", "a distancia", "op afstand", "praca zdalna", "pracy zdalnej",
        "zdalnie",
    ),
    "office": (
        "im büro", "ins büro", "au bureau", "en la oficina", "en oficina", "a la oficina", "no escritório",
        "ao escritório", "in ufficio", "op kantoor", "in sede",
    ),
    "onsite": (
        "presencial", "présentiel", "in presenza", "vor ort", "sur site", "sur place", "praca stacjonarna",
        "pracy stacjonarnej", "stacjonarnie",
    ),
}  # fmt: skip # a table: many words a line
KIND_OF = {word: kind for kind, words in WORDS.items() for word in words}
NEAR = 44  # characters on either side, within the line, in which a word may limit another

FEW = one_of(
    "[1-4]|ein(?:en|em)?|zwei|drei|vier|une?|deux|trois|quatre|un[oa]?|dos|tres|cuatro|um|dois|três",
    "due|tre|quattro|een|twee|drie",
)
UP_TO = "(?:-|–|/|à|a|bis|to|o|ou|oder|of|et|e)"
COUNT = rf"{FEW}(?: ?{UP_TO} ?(?:[1-5]|zwei|drei|vier|deux|trois))?"
DAY = r"(?:tag(?:e|en)?|jours?|j\b|d[ií]as?|giorn[oi]|dag(?:en)?|dni\b|days?)"
PARTLY = re.compile(
    rf"\b{COUNT}(?: ?x| mal| fois)?[ -]?{DAY}\b|(?<!\d)[1-9]\d ?%|"
    + one_of(
        r"\bpartiel", r"\bpartial", r"\bparcial", r"\bparzial", r"\bteilweise", r"\banteilig", r"\bteils\b",
        r"\bgedeeltelijk", r"\bdeels\b", r"\bponctuel", r"\boccasion", r"\bgelegentlich", r"\bflexib",
        r"\bhybrid", r"\bh[ií]brid", r"\bibrid", r"\btageweise", r"\bzeitweise", r"\bsemi-?presen",
        r"\bmi-temps", r"\bpar semaine", r"\bpro woche", r"\bpor semana", r"\ba la semana",
        r"\balla settimana", r"\bper week", r"\bw tygodniu", r"\bczęściow", r"\bhybryd",
    )
)  # fmt: skip # a table: many words a line
FULLY = re.compile(
    one_of(
        r"\b100 ?%", r"\bfull\b", r"\bfully\b", r"\bvoll(?:ständig|e[srnm]?)?\b", r"\bkomplett",
        r"\bausschlie", r"\bcomplet", r"\btotal", r"\bint[eé]gral", r"\benti[eè]rement", r"\binteiramente",
        r"\bvolledig",
        r"\bpermanent", r"\bw pełni", r"\bcałkowicie", r"\b(?:5|cinco|cinq|fünf|cinque|vijf) " + DAY,
    )
)  # fmt: skip # a table: many words a line
NOT = re.compile(
    one_of(
        r"\bkein\w{0,2}", r"\bohne", r"\bnicht", r"\bpas de", r"\bpas du", r"\bsans", r"\bsin",
        r"\bno(?: hay)?", r"\bnão(?: há)?", r"\bsem", r"\bniente", r"\bsenza", r"\bnon(?: è previsto)?",
        r"\bgeen", r"\bzonder", r"\bbrak",
    )
    + r" (?:\w{1,12} )?$"
)  # fmt: skip # a table: many words a line
NOT_AFTER = re.compile(
    r"[a-z]{0,3}(?: (?:ist|est|es|é|è|is))? ?[:?(–-]? ?"
    r"(?:non?\b(?! stop)|nein\b|nee\b|não\b|keine?\b|nicht m|not p|pas possible|niet m)"
)
FIELD = re.compile(
    one_of(
        "arbeitsort", "arbeitsmodell", "einsatzort", "standort", "lieu", "localisation", "mode de travail",
        "modalidad", r"ubicaci[oó]n", "formato", "modelo", "localiza[cç][aã]o", "local", "regime", "sede",
        r"modalit[aà]", "luogo", "locatie", "werkplek", "location", "work ?place", "work ?model",
        r"trabajo", r"trabalho", "lavoro", "travail", "contrato", "vaga", "puesto", "posição",
    )
    + r"(?: de trabajo| de trabalho| di lavoro)?\s?[:\-–(|]{0,2}\s?$"
)  # fmt: skip # a table: many words a line
OF_ELSE = one_of(
    r"entrevist\w{1,3}|cursos?|aulas?|formaci[oó]n|forma[cç][aã]o|reuni\w{2,5}|eventos?|formations?|kunden",
    r"clients?|clientes?|montage|support|sensor\w{0,4}|gesti[oó]n|controle?|acces\w{1,2}|equip\w{1,3}",
)
ELSE_BEFORE = re.compile(rf"\b{OF_ELSE} $")
ELSE_AFTER = re.compile(
    "[- ]?"
    + one_of(
        "ausstattung|pauschale|equipment|setup|set-up|stipend|allowance|budget",
        "bei (?:unseren |den )?kunden|beim kunden|chez",
        r"clients?\b|learning| is (?:in|at)\b|appliance|loan|furniture",
    )
)


def abroad(word: str, before: str, after: str) -> Iterator[Evidence]:
    """Yield what one of the words says of this role, given the text around it; all in lower case."""
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    if ELSE_BEFORE.search(before) or ELSE_AFTER.match(after):
        return
    kind = KIND_OF[word]
    is_away = kind in ("home", "remote")
    if NOT.search(before) or NOT_AFTER.match(after):
        yield Plainness.SAID, "onsite" if is_away else "hybrid"
        return
    near = f"{before[-NEAR:]}{word}{after[:NEAR]}"
    if PARTLY.search(near):
        yield Plainness.STATED, "hybrid"
    elif FULLY.search(near):
        yield Plainness.STATED, "remote" if is_away else "onsite"
    elif kind == "home":
        yield Plainness.HINTED, "hybrid"
    elif kind != "office":
        yield from _alone(word, before, is_away=is_away)


def _alone(word: str, before: str, *, is_away: bool) -> Iterator[Evidence]:
    """Yield what "remoto" or "presencial" says where nothing limits it."""
    answer = "remote" if is_away else "onsite"
    if FIELD.search(before) or word == "presencial":
        yield Plainness.STATED, answer
    elif word not in ("vor ort", "sur place"):  # "help on the spot" says nothing
        yield Plainness.SAID, answer
