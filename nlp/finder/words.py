"""Words as the finder of names sees them, cut in time that grows with the text alone."""

import re

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

TOKENIZER = "skillgauge.words.v1"
# "Node.js", "C++" and "ll_ama2" are one word, "scikit-learn" three; a single blank belongs to the word before
WORD = re.compile(r"[^\W_]+(?:[._][^\W_]+)*[+#]{0,2}|[^\w\s]|_+|\s+")


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
