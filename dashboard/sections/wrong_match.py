"""A reader's "wrong match?" as a regression case in a local file: one JSON line, kept on this machine."""

import json
from datetime import datetime
from pathlib import Path

from dashboard.sections.passages import Passage
from data.own_files import writable_own_file, writing
from data.store.reading.store_records import Evidence

FILE = "wrong_matches.jsonl"
VERDICTS = ("not this skill", "another level", "not in this posting")
MAX_NOTE = 300  # characters


def case_of(
    evidence: Evidence, passage: Passage, verdict: str, note: str, now: datetime
) -> dict[str, object]:
    """Return the case: the sentence, the words in it, how they were read, and what the reader says."""
    mention = passage.mention
    return {
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "skill": mention.skill,
        "surface": mention.surface,
        "level": mention.level,
        "rule": mention.rule,
        "verdict": verdict,
        "note": note[:MAX_NOTE],
        "title": evidence.posting.title,
        "source": evidence.posting.source,
        "url": evidence.posting.url,
        "catalog": evidence.catalog,
        "at": now.isoformat(),
    }


def keep_case(case: dict[str, object]) -> Path:
    """Add a case to the user's own file and return its path. Raises StoreError where it cannot be written."""
    path = writable_own_file(FILE)
    with writing(path), path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(case, ensure_ascii=True) + "\n")
    return path
