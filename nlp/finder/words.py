"""Words and lines as the finder of names sees them: both cut in time that grows with the text alone."""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

TOKENIZER = "skillgauge.words.v1"
# "Node.js", "C++" and "ll_ama2" are one word, "scikit-learn" three; a single blank belongs to the word before
WORD = re.compile(r"[^\W_]+(?:[._][^\W_]+)*[+#]{0,2}|[^\w\s]|_+|\s+")
SENTENCE = re.compile(r"[.!?;:][ \t]+(?=[^\W\d_a-z])")
LONG = 240  # characters of a line that is cut at its sentences
LONGEST = 600  # characters of a piece that is cut wherever a blank stands


class NameTokenizer:
    """Cuts a text into the words of `WORD`; it has no exceptions of any language, so it keeps no words."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of a text, to the character."""
        words: list[str] = []
        blanks: list[bool] = []
        for found in WORD.finditer(text):
            word = found[0]
            if word == " " and words and not blanks[-1]:
                blanks[-1] = True
            else:
                words.append(word)
                blanks.append(False)
        return Doc(self.vocab, words=words, spaces=blanks)

    def to_disk(self, path: object, *, exclude: object = ()) -> None:
        """Write nothing: all that it does is in this file."""

    def from_disk(self, path: object, *, exclude: object = ()) -> "NameTokenizer":  # noqa: ARG002
        """Read nothing."""
        return self

    def to_bytes(self, *, exclude: object = ()) -> bytes:  # noqa: ARG002
        """Return nothing, as nothing is to be kept."""
        return b""

    def from_bytes(self, content: bytes, *, exclude: object = ()) -> "NameTokenizer":  # noqa: ARG002
        """Read nothing."""
        return self


@registry.tokenizers(TOKENIZER)
def make_tokenizer():  # type: ignore[no-untyped-def]
    """Return what makes the tokenizer of a pipeline, as the config names it."""

    def create(nlp: Language) -> NameTokenizer:
        return NameTokenizer(nlp.vocab)

    return create


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield (start, words) of each line, of each sentence in long lines; blanks at the edges are left out."""
    start = 0
    for line in text.split("\n"):
        yield from _sentences(line, start) if len(line) > LONG else _stripped(line, start)
        start += len(line) + 1


def _sentences(line: str, start: int) -> Iterator[tuple[int, str]]:
    begin = 0
    for end in (*(found.end() for found in SENTENCE.finditer(line)), len(line)):
        while end - begin > LONGEST:
            cut = line.rfind(" ", begin + 1, begin + LONGEST) + 1 or begin + LONGEST
            yield from _stripped(line[begin:cut], start + begin)
            begin = cut
        yield from _stripped(line[begin:end], start + begin)
        begin = end


def _stripped(piece: str, start: int) -> Iterator[tuple[int, str]]:
    words = piece.strip()
    if words:
        yield start + len(piece) - len(piece.lstrip()), words
