"""The texts that are looked through for names: those of a dump, or of a store."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import UsageError

if TYPE_CHECKING:
    from nlp.discovery.sightings import DatedText


def dated_texts(file: str | None, store: Path | None) -> Iterator["DatedText"]:
    """Return the postings of a dump, or those of a store when no file is named.

    Raises UsageError for both a file and a store, or for a file that does not exist.
    """
    if file is None:
        return stored_texts(store)
    if store is not None:
        raise UsageError("name a file or a store, not both")
    if file != "-" and not Path(file).is_file():
        raise UsageError(f"there is no file {file}")
    return dumped_texts(file)


def stored_texts(store: Path | None) -> Iterator["DatedText"]:
    """Yield every posting of a store that was read and has a text, month by month."""
    import numpy as np  # noqa: PLC0415 - only needed for a store

    from data.store.facts.tables import load_tables  # noqa: PLC0415
    from data.store.reader import Reader  # noqa: PLC0415
    from data.store.store_choice import default_store  # noqa: PLC0415
    from nlp.discovery.sightings import DatedText  # noqa: PLC0415

    path = default_store(store)
    tables = load_tables(path)
    days = tables.posted_day.astype("datetime64[D]")
    months = np.where(tables.posted_day < 0, "", days.astype("datetime64[M]").astype(str))
    with Reader.open(path) as reader:
        for month in np.unique(months).tolist():
            for found in reader.texts(tables.posting_id[months == month]):
                yield DatedText(found.employer, month, found.text, found.title)


def dumped_texts(file: str) -> Iterator["DatedText"]:
    """Yield the readable records of a dump."""
    from datetime import UTC, datetime  # noqa: PLC0415 - only needed for a dump

    from commands.shared.dump_records import dump_reader, read_record  # noqa: PLC0415
    from commands.shared.import_tally import ImportTally  # noqa: PLC0415
    from data.files.dumps import read_dump  # noqa: PLC0415
    from nlp.discovery.sightings import DatedText  # noqa: PLC0415

    reader = dump_reader(datetime.now(UTC))
    for record in read_dump(file):
        found = read_record(reader, record, ImportTally(), file)
        if found:
            posting = found[0]
            month = f"{posting.posted_at:%Y-%m}" if posting.posted_at else ""
            yield DatedText(posting.employer, month, posting.text, posting.title)
