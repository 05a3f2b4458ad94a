"""The extractor as an ordinary spaCy pipeline: mentions as spans in `doc.spans["skills"]`.

    nlp = build_pipeline(load_catalog())
    doc = nlp("Experience with PyTorch or JAX is a plus.")
    [(span.text, span.label_, span._.level) for span in doc.spans["skills"]]

The spans are exactly the mentions of the bulk path: where a name is glued to a word ("PythonExperience"), the
word is split into two tokens first. Once this module is imported, `nlp.add_pipe("skillgauge")` works in any
pipeline.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from data.records import Mention
from nlp.catalogue.catalog import Catalog, load_catalog
from nlp.reader import Extractor

COMPONENT = "skillgauge"
SPANS = "skills"
EXTENSIONS = ("level", "group", "rule")


class SkillComponent:
    """Adds the mentions of a Doc to `doc.spans["skills"]`, labelled with the skill's id.

    `doc.user_data["employer"]` may name the employer, whose own name is not read as a skill.
    """

    def __init__(self, extractor: Extractor | None = None) -> None:
        self._extractor = extractor

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc, with tokens split where a mention begins or ends inside one."""
        if self._extractor is None:
            self._extractor = Extractor(load_catalog())
        mentions = self._extractor.mentions(doc.text, employer=doc.user_data.get("employer") or "")
        split_glued_words(doc, mentions)
        doc.spans[SPANS] = [span_of(doc, mention) for mention in mentions]
        return doc


@Language.factory(COMPONENT)
def create_component(nlp: Language, name: str) -> SkillComponent:  # noqa: ARG001 (spaCy passes both by name)
    """Return what `nlp.add_pipe` asks for; the shipped catalogue is loaded with the first Doc."""
    register_extensions()
    return SkillComponent()


def register_extensions() -> None:
    """Let spans carry `span._.level`, `span._.group` and `span._.rule`."""
    for name in EXTENSIONS:
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)


def build_pipeline(catalog: Catalog) -> Language:
    """Return a spaCy pipeline that reads with `catalog`, made from `spacy.blank("en")` without any model."""
    register_extensions()
    nlp = spacy.blank("en")
    component = SkillComponent(Extractor(catalog))
    Language.factory(f"{COMPONENT}_{catalog.digest}", func=lambda nlp, name: component)  # noqa: ARG005
    nlp.add_pipe(f"{COMPONENT}_{catalog.digest}", name=COMPONENT)
    return nlp


def split_glued_words(doc: Doc, mentions: Iterable[Mention]) -> None:
    """Split the tokens in which a mention begins or ends, so that it covers whole tokens."""
    edges = {edge for mention in mentions for edge in (mention.start, mention.end)}
    token_edges = {token.idx for token in doc} | {token.idx + len(token) for token in doc}
    inside = sorted(edges - token_edges)
    if not inside:
        return
    cuts = defaultdict(list)
    for edge in inside:
        token = next(token for token in doc if token.idx < edge < token.idx + len(token))
        cuts[token.i].append(edge - token.idx)
    with doc.retokenize() as retokenizer:
        for index, places in cuts.items():
            token = doc[index]
            pieces = pieces_of(token.text, places)
            retokenizer.split(token, pieces, heads=[(token, number) for number in range(len(pieces))])


def pieces_of(text: str, places: Sequence[int]) -> list[str]:
    """Return `text` cut before each of `places` (ascending, none at an end)."""
    return [text[start:end] for start, end in pairwise((0, *places, len(text)))]


def span_of(doc: Doc, mention: Mention) -> Span:
    """Return the span of a mention with its level, group and rule. The mention must cover whole tokens."""
    span = cast(Span, doc.char_span(mention.start, mention.end, label=mention.skill))
    span._.level, span._.group, span._.rule = mention.level, mention.group, mention.rule
    return span
