"""The texts of labelled postings, as an import stores them: in dumps or in a store, by source and id."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from commands.shared.dump_records import dump_reader, hn_posting
from data.errors import PostingRejected, UsageError
from data.files.dump_identity import identity_of, is_spoilt
from data.files.dump_postings import DumpReader, text_of
from data.files.dumps import is_hn_comment, read_dump
from data.store.reader import Reader
from data.store.store_choice import default_store
from nlp.scoring.packed_labels import Key, Original

Texts = Mapping[Key, Sequence[Original]]  # an id may have come with several texts


def find_texts(wanted: Collection[Key], dumps: Sequence[str], store: Path | None) -> Texts:
    """Return the texts that are known under each id, those of the dumps first; ids without one are left out.

    Raises UsageError where neither a dump nor a store is named, or a dump cannot be read.
    """
    if not dumps and store is None:
        raise UsageError("labels hold no texts: name where they are, with --texts DUMP or --store STORE")
    found: dict[Key, list[Original]] = defaultdict(list)
    for name in dumps:
        for key, original in in_dump(name, wanted):
            found[key].append(original)
    if store is not None:
        for key, original in in_store(store, wanted):
            found[key].append(original)
    return found


def in_dump(name: str, wanted: Collection[Key]) -> Iterator[tuple[Key, Original]]:
    """Yield the wanted postings of a dump, cleaned as an import cleans them; the others are not cleaned."""
    reader = dump_reader(datetime.now(UTC))
    identities = {identity for _, identity in wanted}
    for record in read_dump(name):
        try:
            if record.values is None or identity_in(record.values, reader) not in identities:
                continue
            key, original = cleaned(record.values, reader)
        except PostingRejected:
            continue
        if key in wanted:
            yield key, original


def identity_in(values: Mapping[str, Any], reader: DumpReader) -> str:
    """Return the id under which an import keeps a record. May raise PostingRejected."""
    number = text_of(values, "id")
    return identity_of(reader.url(values) if number is None or is_spoilt(number) else number)


def cleaned(values: Mapping[str, Any], reader: DumpReader) -> tuple[Key, Original]:
    """Return which posting a record is and what it says. Raises PostingRejected for one without a text.

    An import leaves out a posting without a title or an employer; labels need its text alone.
    """
    if is_hn_comment(values):
        posting = hn_posting(values)
        day = posting.posted_at and posting.posted_at.date()
        original = Original(posting.title, posting.employer, posting.location, posting.text, day)
        return (posting.source, posting.external_id), original
    title, employer, location = (reader.wanted(values, name) for name in ("title", "company", "location"))
    posted, _, _ = reader.posted(values)
    day = posted and posted.date()
    original = Original(title or "", employer or "", location, reader.text(values), day)
    return (reader.source(values), identity_in(values, reader)), original


def in_store(path: Path, wanted: Collection[Key]) -> Iterator[tuple[Key, Original]]:
    """Yield the wanted postings of which the store has the text."""
    with Reader.open(default_store(path)) as reader:
        for key in sorted(wanted):
            for number in reader.ids_of(*key):
                evidence = reader.evidence(number)
                if evidence.text is not None:
                    line = evidence.posting
                    yield key, Original(line.title, line.employer, line.location, evidence.text, line.day)
