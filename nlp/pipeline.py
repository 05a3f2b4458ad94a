"""The door for single texts: a spaCy pipeline made for them, and `read_text`, which reads through it.

    reading = read_text("Experience with PyTorch or JAX is a plus.", title="ML Engineer")

    nlp = build_pipeline(catalog_in_use())
    doc = nlp("Experience with PyTorch or JAX is a plus.")
    [(span.text, span.label_, span._.level) for span in doc.spans["skills"]]

spaCy comes with an extra: who imports this module calls `data.extras.need("spacy")` before. Many postings are
read by `nlp.reader` without spaCy; both give the same mentions and facts.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from threading import Lock
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from data.catalogue.own_layer import Stamp, layer_stamp
from data.pay_json import salary_from_json
from data.records import Facts, Mention, Reading, Register
from nlp.catalogue.catalog import Catalog
from nlp.component import SkillComponent, catalog_in_use
from nlp.factory import COMPONENT, FACTS, SPANS

# a name glued to a word by its capital letter is a word: "PythonExperience" -> "Python", "Experience"
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\dA-Za-z]+|\s+|.", re.DOTALL)
LONGEST = 10_000_000  # characters of one text; a posting has at most two million
SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which spaCy cannot keep
REPLACEMENT = "\ufffd"
_turn = Lock()  # a memory zone is for one text at a time


class WordTokenizer:
    """Cuts a text into words, numbers, signs and spaces, in time that grows with its length.

    spaCy's own tokenizer takes minutes over fifty thousand brackets in a row.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of a text, to the character."""
        words = WORD.findall(text)
        return Doc(self.vocab, words=words, spaces=[False] * len(words))


def build_pipeline(catalog: Catalog) -> Language:
    """Return a pipeline of one component that reads with `catalog`, without any model or language."""
    nlp = Language(Vocab(), max_length=LONGEST, create_tokenizer=lambda nlp: WordTokenizer(nlp.vocab))
    cast(SkillComponent, nlp.add_pipe(COMPONENT)).catalog = catalog
    return nlp


def pipeline_in_use() -> Language:
    """Return the pipeline that `read_text` reads with, built once for each state of the user's layer."""
    return _pipeline_at(layer_stamp())


@lru_cache(maxsize=1)
def _pipeline_at(stamp: Stamp | None) -> Language:  # noqa: ARG001 - a changed layer is read again
    return build_pipeline(catalog_in_use())


def read_text(text: str, *, title: str = "", employer: str = "", location: str | None = None) -> Reading:
    """Return what one posting says, through the pipeline; spaCy keeps no word of it.

    Equal to `Extractor.read`. Thread-safe: texts are read one after the other. Raises ValueError for more
    than ten million characters.
    """
    nlp = pipeline_in_use()
    with _turn, nlp.memory_zone():
        doc = nlp.make_doc(SURROGATE.sub(REPLACEMENT, text))
        doc.user_data.update(title=title, employer=employer, location=location)
        return reading_of(nlp(doc))


def reading_of(doc: Doc) -> Reading:
    """Return the mentions, facts and flags that the component "skillgauge" left in a Doc."""
    mentions = tuple(
        Mention(
            span.label_,
            span.text,
            span.start_char,
            span.end_char,
            span._.level,
            span._.group,
            span._.rule,
            span._.form,
        )
        for span in doc.spans[SPANS]
    )
    facts = doc._.get(FACTS)
    return Reading(mentions, facts_in(facts), tuple(facts["flags"]), register_in(facts["register"]))


def register_in(plain: Mapping[str, Any]) -> Register:
    """Return the record of the plain values under "register" in `doc._.skillgauge`."""
    return Register(plain["words"], plain["items"], int(plain["control"], 16), plain.get("searched", False))


def facts_in(facts: Mapping[str, Any]) -> Facts:
    """Return the record of the plain values in `doc._.skillgauge`."""
    return Facts(
        role=facts["role"],
        seniority=facts["seniority"],
        workplace=facts["workplace"],
        clouds=tuple(facts["clouds"]),
        salary=salary_from_json(facts["salary"]) if facts["salary"] else None,
        years_min=facts["years_min"],
        country=facts["country"],
    )
