"""Readings as a file of spaCy Docs: `skillgauge extract --docbin` writes what any pipeline can load.

    docs = DocBin().from_disk("read.spacy").get_docs(nlp.vocab)

spaCy comes with an extra: who imports this module calls `data.extras.need("spacy")` before.
"""

from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from data.errors import UsageError
from nlp.factory import COMPONENT
from nlp.finder.words import NameTokenizer
from nlp.pipeline import LONGEST

Known = tuple[object, str, str, str | None, str]  # identity, title, employer, location, text


def write_docbin(items: Iterable[Known], path: Path) -> int:
    """Read postings and write their Docs with identity and facts in `user_data`; return how many.

    Raises UsageError where the file cannot be written.
    """
    nlp = Language(Vocab(), max_length=LONGEST, create_tokenizer=lambda nlp: NameTokenizer(nlp.vocab))
    nlp.add_pipe(COMPONENT)
    kept = DocBin(store_user_data=True)
    for identity, title, employer, location, text in items:
        doc = nlp.make_doc(text)
        doc.user_data.update(id=identity, title=title, employer=employer, location=location)
        kept.add(nlp(doc))
    try:
        kept.to_disk(path)
    except OSError as error:
        raise UsageError(f"cannot write {str(path)!r}: {error.strerror or error}") from error
    return len(kept)
