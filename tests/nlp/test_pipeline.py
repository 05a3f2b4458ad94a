"""The spaCy pipeline says what the bulk path says."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.pipeline import COMPONENT, SPANS, build_pipeline

PIECES = [
    "Python",
    "C++",
    "Node.js",
    "PythonExperience",
    "inDocker",
    "SQL,Spark",
    "GCP/AWS",
    "or",
    "and",
    "is a plus",
    "(preferred)",
    "Requirements:",
    "Nice to have\n",
    "\n- ",
    "\r\n",
    " ",
    "  ",
    "R&D",
    "Go to market",
    "Go",
    "LLMs",
    "\u200b",
    "\u202e",
    "é",
    "日本語",
    "🦄",
    ".NET",
    "don't",
    "https://docker.com/x",
    "Ｐｙｔｈｏｎ",
    "such as",
    "e.g.",
    "experience with",
    "Excel",
    "...",
    "\x07",
]


@pytest.fixture(scope="module")
def nlp(catalog):
    return build_pipeline(catalog)


def spans_of(doc):
    return [
        (span.label_, span.text, span.start_char, span.end_char, span._.level, span._.group, span._.rule)
        for span in doc.spans[SPANS]
    ]


def mentions_of(extractor, text, employer=""):
    return [
        (m.skill, m.surface, m.start, m.end, m.level, m.group, m.rule)
        for m in extractor.mentions(text, employer=employer)
    ]


@settings(max_examples=200, deadline=None)
@given(
    text=st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
    | st.lists(st.sampled_from(PIECES)).map("".join)
)
def test_spans_are_the_mentions_of_the_bulk_path(nlp, extractor, text):
    assert spans_of(nlp(text)) == mentions_of(extractor, text)


def test_glued_words_are_split_into_tokens(nlp):
    doc = nlp("PythonExperience counts")

    assert [token.text for token in doc] == ["Python", "Experience", "counts"]


def test_the_employer_of_a_doc_is_known(nlp, extractor):
    doc = nlp.make_doc("Databricks builds its own tools.")
    doc.user_data["employer"] = "Databricks"

    assert spans_of(nlp(doc)) == []


def test_the_component_works_in_any_pipeline():
    nlp = spacy.blank("de")
    nlp.add_pipe(COMPONENT)

    doc = nlp("Erfahrung mit Python")

    assert [span.label_ for span in doc.spans[SPANS]] == ["python"]
