"""Texts that were cut, glued or filled with odd characters are read like any other."""

import json
import lzma
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shared_inputs import shared_path

BASE = (
    "Initech | ML Engineer | Berlin | Remote\nAbout us\nWe build Kafka add-ons for C++ and .NET shops "
    "(R&D in Köln).\n"
    "What you’ll do\n• Train models with PyTorch or TensorFlow, e.g. on AWS SageMaker\n• Go to market fast\n"
    "Requirements:\n- 5+ years of Python, SQL/NoSQL, Node.js, R\n- Spark (preferred), ideally Scala; "
    "Excel is a plus\n"
    "Nice to have: Rust, Go… https://initech.example/jobs\nBenefits\n$120k – $150k, Slack, free lunch by "
    "our chef\n"
)
ODD = [
    "\x00",
    "\x1b",
    "\u200b",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\xad",
    "\ud800",
    "İ",
    "ß",
    "ﬀ",
    "𝒫",
    "\u0301",
    "🏳️‍🌈",
    "\r",
    "\u2028",
]


@st.composite
def mutated(draw):
    """Cut, glue and sprinkle the base text."""
    text = BASE
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        kind = draw(st.sampled_from(["cut", "glue", "odd", "upper", "repeat"]))
        if kind == "cut":
            text = text[at:] if draw(st.booleans()) else text[:at]
        elif kind == "glue":
            text = text[:at] + text[at:].replace("\n", "", 3)
        elif kind == "odd":
            text = text[:at] + draw(st.sampled_from(ODD)) + text[at:]
        elif kind == "upper":
            text = text[:at] + text[at:].upper()
        else:
            text = text[:at] + text[at : at + 40] * 3 + text[at:]
    return text


@settings(max_examples=1000, deadline=None)
@given(text=mutated())
def test_mutated_texts_keep_exact_offsets(extractor, text):
    reading = extractor.read(text, title=text[:40], employer=text[:7])

    assert all(text[m.start : m.end] == m.surface and m.start < m.end for m in reading.mentions)
    assert all(a.end <= b.start for a, b in zip(reading.mentions, reading.mentions[1:], strict=False))


@given(text=st.text())
def test_any_text_is_read(extractor, text):
    for mention in extractor.mentions(text):
        assert text[mention.start : mention.end] == mention.surface


@pytest.mark.parametrize(
    "text",
    [
        "Python, " * 15_000,
        "a" * 120_000,
        "(" * 120_000,
        "Requirements " * 9_000,
        "or " * 40_000,
        "such as (" * 12_000,
        "plus. " * 20_000,
        "Python or " * 12_000,
        "\n" * 120_000,
        "inPython" * 15_000,
        "https://a/" * 12_000,
    ],
    ids=lambda text: text[:8],
)
def test_a_very_long_text_takes_no_longer_than_its_length(extractor, text):
    start = time.process_time()

    extractor.read(text)

    assert time.process_time() - start < 4


@pytest.mark.slow
def test_real_postings_go_through_with_exact_offsets(extractor):
    with lzma.open(shared_path("corpus/ads.jsonl.xz"), "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]

    for text in random.Random(3).sample(texts, 2000):
        for mention in extractor.mentions(text):
            assert text[mention.start : mention.end] == mention.surface
