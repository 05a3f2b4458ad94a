"""The spaCy pipeline says what the bulk path says, in the pipeline for single texts and in anybody's own."""

import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.pipeline import SPANS, WordTokenizer, pipeline_in_use, read_text

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
    "\x00",
    "\ufb01ne-tuning",
    "مطلوب Python",
    "e\u0301",
    "1+ years",
]
HARD = {
    "glued": "inDocker PythonExperience AWS/GCPorAzure",
    "ligature": "pro\ufb01cient in \ufb01ne-tuning and MLﬂow",
    "emoji": "🦄🐍 Python🐍SQL 👩‍💻 R",
    "nul": "Python\x00SQL\x00 and\x00 Docker",
    "lines": "Requirements:\r\n- Python\r\n\r\nNice to have\r\n- Go\r",
    "right to left": "نبحث عن مهندس Python\u202eSQL\u202c خبرة 5 سنوات",
    "wide": "Ｐｙｔｈｏｎ and 日本語のPython経験",
    "nothing": "",
    "spaces": " \t\n ",
    "long": "You know PyTorch or JAX. " * 2_000,
}


@pytest.fixture(scope="module")
def nlp():
    """A pipeline as anybody makes it, with spaCy's own tokenizer."""
    nlp = spacy.blank("en")
    nlp.add_pipe("skillgauge")
    return nlp


def spans_of(doc):
    return [
        (
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
    ]


def mentions_of(extractor, text, employer=""):
    return [tuple(mention) for mention in extractor.mentions(text, employer=employer)]


TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.lists(st.sampled_from(PIECES)).map(
    "".join
)


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_spans_are_the_mentions_of_the_bulk_path(nlp, extractor, text):
    assert spans_of(nlp(text)) == mentions_of(extractor, text)


@pytest.mark.parametrize("name", HARD)
def test_spans_of_hard_texts_are_the_mentions_of_the_bulk_path(nlp, extractor, name):
    assert spans_of(nlp(HARD[name])) == mentions_of(extractor, HARD[name])


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, title=st.sampled_from(["", "Senior ML Engineer", "Data Analyst (m/f/d)"]))
def test_a_single_text_is_read_as_the_bulk_path_reads_it(extractor, text, title):
    assert read_text(text, title=title) == extractor.read(text, title=title)


@pytest.mark.parametrize("name", HARD)
def test_a_hard_text_is_read_as_the_bulk_path_reads_it(extractor, name):
    read = read_text(HARD[name], title="Data Scientist", employer="Docker", location="Berlin, Germany")

    assert read == extractor.read(
        HARD[name], title="Data Scientist", employer="Docker", location="Berlin, Germany"
    )


def test_half_a_character_moves_no_span():
    assert [(one.surface, one.start) for one in read_text("\ud83e Python \udd84 SQL").mentions] == [
        ("Python", 2), ("SQL", 11)
    ]  # laid out as a table  # fmt: skip


def test_every_fact_comes_through_the_pipeline(extractor):
    text = "5+ years of Python and AWS. Pay: $150,000 - $180,000 a year. Hybrid in Berlin, Germany."

    reading = read_text(text, title="Senior ML Engineer", location="Berlin, Germany")

    assert reading == extractor.read(text, title="Senior ML Engineer", location="Berlin, Germany")
    assert reading.facts.salary.maximum == 180_000
    assert (reading.facts.role, reading.facts.country, reading.facts.clouds) == (
        "ml_engineer",
        "DE",
        ("aws",),
    )


def test_spacy_keeps_no_word_of_a_single_text():
    read_text("Zwyczajnygaunt knows Python")

    assert "Zwyczajnygaunt" not in pipeline_in_use().vocab.strings


@pytest.mark.parametrize("piece", ["(", "PythonExperience ", "Python.", "inDocker", "\x00", "'s"])
def test_reading_a_hostile_text_takes_time_that_grows_with_its_length(piece):
    text = (piece * 50_000)[:50_000]
    start = time.process_time()

    read_text(text)

    assert time.process_time() - start < 5  # spaCy's own tokenizer takes minutes over the brackets


@settings(max_examples=50, deadline=None)
@given(text=st.text())
def test_words_put_together_are_the_text(text):
    assert WordTokenizer(pipeline_in_use().vocab)(text).text == text
