import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.finder.pieces import pieces
from nlp.finder.words import NameTokenizer

VOCAB = spacy.blank("xx").vocab


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Node.js, C++ and C#", ["Node.js", ",", "C++", "and", "C#"]),
        ("scikit-learn/JAX", ["scikit", "-", "learn", "/", "JAX"]),
        ("ends here.", ["ends", "here", "."]),
        ("two  blanks\n- x", ["two", "  ", "blanks", "\n", "-", "x"]),
        ("", []),
    ],
)
def test_words_are_names_and_signs(text, words):
    assert [token.text for token in NameTokenizer(VOCAB)(text)] == words


@settings(max_examples=50, deadline=None)
@given(text=st.text())
def test_words_put_together_are_the_text(text):
    assert NameTokenizer(VOCAB)(text).text == text


@settings(max_examples=50, deadline=None)
@given(text=st.text(alphabet="aB.!? \n\t-:", max_size=2_000))
def test_pieces_are_cut_out_of_the_text_and_nothing_else_is_left(text):
    found = list(pieces(text))

    assert all(text[start:].startswith(words) for start, words in found)
    assert "".join(words for _, words in found).split() == text.replace("\n", " ").split() or (
        "".join("".join(words for _, words in found).split()) == "".join(text.split())
    )


def test_long_lines_are_cut_at_sentences_and_anything_longer_at_blanks():
    sentence = f"{'word ' * 40}end."

    assert [words for _, words in pieces(f"{sentence} {sentence.capitalize()}")] == [
        sentence,
        sentence.capitalize(),
    ]
    assert max(len(words) for _, words in pieces("word " * 2_000)) <= 600
    assert max(len(words) for _, words in pieces("x" * 5_000)) <= 600


@pytest.mark.parametrize("piece", ["(", "a.", "A. ", "x", "\x00", "_"])
def test_cutting_takes_time_that_grows_with_the_length(piece):
    start = time.process_time()

    list(pieces(piece * 100_000))
    NameTokenizer(VOCAB)(piece * 100_000)

    assert time.process_time() - start < 2
