"""Readings as a file of spaCy Docs: `skillgauge extract --docbin` writes what any pipeline can load.

    docs = DocBin().from_disk("read.spacy").get_docs(nlp.vocab)

spaCy comes with an extra: who imports this module calls `data.extras.need("spacy")` before.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from data.errors import UsageError
from nlp.factory import COMPONENT
from nlp.finder.words import NameTokenizer
from nlp.pipeline import LONGEST, REPLACEMENT, SURROGATE

INTEGERS = range(-(2**63), 2**64)  # that a file of Docs can hold
Known = tuple[object, str, str, str | None, str]  # identity, title, employer, location, text


def write_docbin(items: Iterable[Known], path: Path) -> int:
    """Read postings and write their Docs with identity and facts in `user_data`; return how many.

    Raises UsageError where the file cannot be written.
    """
    nlp = Language(Vocab(), max_length=LONGEST, create_tokenizer=lambda nlp: NameTokenizer(nlp.vocab))
    nlp.add_pipe(COMPONENT)
    kept = DocBin(store_user_data=True)
    for identity, title, employer, location, text in items:
        doc = nlp.make_doc(writable(text))
        known = {"id": identity, "title": title, "employer": employer, "location": location}
        doc.user_data.update({key: writable(value) for key, value in known.items()})
        kept.add(nlp(doc))
    try:
        kept.to_disk(path)
    except OSError as error:
        raise UsageError(f"cannot write {str(path)!r}: {error.strerror or error}") from error
    return len(kept)


def writable(value: Any) -> Any:
    """Return a value of JSON as a file of Docs can hold it.

    Half a character becomes a replacement character of the same length, a number beyond 64 bits its digits.
    """
    if isinstance(value, str):
        return SURROGATE.sub(REPLACEMENT, value)
    if isinstance(value, int) and value not in INTEGERS:
        return str(value)
    if isinstance(value, list):
        return [writable(one) for one in value]
    if isinstance(value, dict):
        return {writable(key): writable(one) for key, one in value.items()}
    return value
