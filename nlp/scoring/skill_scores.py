"""Precision, recall and F1 by skill for `nlp.evaluate`, and the examples for it from labelled postings.

As in `evaluate`, a skill counts once per posting. Which skills a reference names is given by the labels of
its spans; where it has no group under the key, it was not labelled and does not count. Skills that the group
names in its attribute "not_counted" are neither right nor wrong: nobody labelled them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example

from data.catalogue.entry_checks import PRACTICES
from data.errors import UsageError
from nlp.catalogue.catalog import Catalog
from nlp.scoring.accounts import is_complete
from nlp.scoring.counts import Score

NOT_COUNTED = "not_counted"
Labelled = Mapping[str, Any]  # text, skills (name, surfaces), and where known title, company, location


def skill_scores(examples: Iterable[Example], spans_key: str) -> dict[str, Any]:
    """Return "skills_p", "skills_r", "skills_f" (None without a labelled posting) and the same by skill."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for example in examples:
        if spans_key in example.reference.spans:
            wanted, found = (
                {span.label_ for span in doc.spans[spans_key]} if spans_key in doc.spans else set()
                for doc in (example.reference, example.predicted)
            )
            left_out = set(example.reference.spans[spans_key].attrs.get(NOT_COUNTED, ()))
            right.update((wanted & found) - left_out)
            wrong.update((found - wanted) - left_out)
            missed.update((wanted - found) - left_out)
    skills = {skill: Score(right[skill], wrong[skill], missed[skill]) for skill in right | wrong | missed}
    total = Score(right.total(), wrong.total(), missed.total())
    by_skill = {skill: _figures(score) for skill, score in sorted(skills.items())}
    overall = _figures(total) if skills else dict.fromkeys("prf")
    return {**{f"skills_{name}": value for name, value in overall.items()}, "skills_per_type": by_skill}


def labelled_examples(
    nlp: Language, postings: Iterable[Labelled], spans_key: str = "skills"
) -> Iterator[Example]:
    """Yield an Example for each labelled posting, as `skillgauge evaluate` reads them.

    Each surface of a labelled skill becomes a span wherever it stands as a word, labelled with the id that
    the pipeline's component "skillgauge" has for the skill, or with its name where the catalogue lacks it.
    Title, employer and location go into `user_data`. Practices that no label names are not counted, nor is a
    posting of which only a sample of the tools or practices is labelled.
    """
    component: Any = nlp.get_pipe("skillgauge")
    catalog: Catalog = component.catalog
    unlabelled = [one.id for one in catalog.skills if one.kind == "practice" and one.name not in PRACTICES]
    for posting in postings:
        predicted = nlp.make_doc(posting["text"])
        known = {"title": "title", "employer": "company", "location": "location"}
        predicted.user_data.update({name: posting.get(key) or "" for name, key in known.items()})
        reference = predicted.copy()
        if is_complete(posting, "tech") and is_complete(posting, "practice"):
            spans = [span for skill in posting["skills"] for span in _spans_of(reference, skill, catalog)]
            reference.spans[spans_key] = SpanGroup(reference, attrs={NOT_COUNTED: unlabelled}, spans=spans)
        yield Example(predicted, reference)


def _spans_of(doc: Doc, skill: Mapping[str, Any], catalog: Catalog) -> Iterator[Span]:
    """Yield the spans of a labelled skill; at least one, so that a surface that is not found counts too."""
    label = _id_of(skill, catalog)
    found = [
        doc.char_span(*place.span(), label=label, alignment_mode="expand")
        for surface in skill["surfaces"]
        for place in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", doc.text)
    ]
    spans = [span for span in found if span is not None]
    yield from spans or ([Span(doc, 0, 1, label=label)] if len(doc) else [])


def _id_of(skill: Mapping[str, Any], catalog: Catalog) -> str:
    for name in (skill["name"], *skill["surfaces"]):
        try:
            return catalog.by_name(name).id
        except UsageError:
            continue
    return str(skill["name"])


def _figures(score: Score) -> dict[str, float]:
    return {"p": score.precision, "r": score.recall, "f": score.f1}
