"""Skills out of a CV: read on this machine, in memory, by the same extractor that reads the postings."""

from functools import cache
from typing import Any

from analysis.corpus import Corpus

MAX_CV = 100_000  # characters; a long CV has 20,000


@cache
def _extractor() -> Any:
    """Return the extractor; it and spaCy are loaded only when somebody brings a CV."""
    from nlp.catalog import load_catalog  # noqa: PLC0415 - the one place where the dashboard reads text
    from nlp.reader import Extractor  # noqa: PLC0415

    return Extractor(load_catalog())


def skills_in(text: str, corpus: Corpus) -> list[str]:
    """Return the ids of the skills that a CV names and this corpus knows, sorted; the text is not kept."""
    reading = _extractor().read(text[:MAX_CV])
    return sorted({mention.skill for mention in reading.mentions if mention.skill in corpus.index})


def text_of(content: bytes) -> str:
    """Return an uploaded text file as text; what is not text reads as nothing."""
    if b"\x00" in content[:4_096]:
        return ""
    return content.decode("utf-8", "replace")
