"""Turning one record of a dump into a posting, or noting why it is rejected and where it stands."""

import logging
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commands.shared.import_tally import ImportTally
from data.errors import PostingRejected
from data.files.dump_postings import DumpReader
from data.files.dumps import Record, is_hn_comment
from data.records import Posting, Seen

log = logging.getLogger(__name__)

MONTH = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])", re.ASCII)  # of a thread


def dump_reader(now: datetime) -> DumpReader:
    """Make a reader of dumps that cleans texts as scrapes do."""
    from scraper.parsing import clean  # noqa: PLC0415 - keeps --help fast

    return DumpReader(clean, now)


def read_record(
    reader: DumpReader, record: Record, tally: ImportTally, where: str
) -> tuple[Posting, Seen] | None:
    """Return the posting of a record and when it was seen; None after noting in `tally` why there is none.

    `where` is the file and line that the tally shows.
    """
    values = record.values
    if values is None:
        tally.reject(record.reason or "unreadable", where)
        return None
    try:
        posting = hn_posting(values) if is_hn_comment(values) else reader.posting_of(values)
        seen, notes = reader.seen(values, posting), tuple(reader.notes(values, posting))
    except PostingRejected as error:
        tally.reject(str(error), where)
        return None
    except Exception as error:
        log.debug("%s could not be read", where, exc_info=True)
        tally.reject(our_error(error), where)
        return None
    tally.note((*record.notes, *notes), where)
    return posting, seen


def our_error(error: Exception) -> str:
    """Return the reason for rejecting a record that made our own code fail."""
    return f"an error of Skillgauge, please report it ({type(error).__name__})"


def hn_posting(values: Mapping[str, Any]) -> Posting:
    """Return the posting of a Hacker News comment, read as a scrape of Hacker News reads it.

    Raises PostingRejected for a comment that is not a posting.
    """
    from scraper.runs.accept import identified  # noqa: PLC0415 - only dumps of comments need them
    from scraper.sources.hackernews import posting_of  # noqa: PLC0415

    month = values.get("month")
    is_month = isinstance(month, str) and MONTH.fullmatch(month)
    return identified(posting_of(values, month if is_month else None))
