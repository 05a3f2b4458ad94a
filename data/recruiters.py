"""Which employers post openings of others: known by name, by their words, or by texts of several others."""

import re
import sqlite3
from collections import Counter

from data.employers import employer_rules

NOT_ONE, BY_NAME, BY_WORDS, BY_COPIES = range(4)
WHY = ("no recruiter", "known by name", "writes of clients", "posts texts of others")

FEWEST = 3  # texts that must say so
FEWEST_COPIES = 2  # texts that other employers posted too
SHARE_OF_WORDS = 0.5  # of an employer's texts that speak of a client who hires
SHARE_OF_COPIES = 0.2  # of an employer's texts that other employers posted too
COPIED_FROM = 3  # different employers whose texts it posts
CLIENT = re.compile(
    r"\bon behalf of (?:our|a|an|one of our|their|its) (?:\w+ ){0,3}"
    r"(?:client|partner|customer|employer)\b(?!s)|"
    r"\b(?:our|my) (?:\w+[ -]){0,3}client(?: is|, an? |, the |, one )|"
    r"\b(?:for|with) (?:our|one of our|a|my) (?:\w+[ -]){0,3}client\b(?![s'’])|"
    r"\brepresented by \w+ on behalf\b",
    re.IGNORECASE,
)
OPENING_CHARS = 1_500  # recruiters say so at the beginning

TEXTS = """SELECT alias.employer, substr(text.body, 1, ?) FROM posting JOIN alias ON alias.id = posting.alias
    JOIN text ON text.posting = posting.id WHERE alias.employer IN (
        SELECT alias.employer FROM posting JOIN alias ON alias.id = posting.alias
        GROUP BY alias.employer HAVING count(DISTINCT text_digest) >= ?)
    GROUP BY alias.employer, posting.text_digest"""
# parts of one group ("Acme", "Acme Bank") share their first word and do not copy each other
COPIES = """
    WITH texts AS (SELECT DISTINCT employer.id AS employer, text_digest,
        substr(employer.key, 1, instr(employer.key || ' ', ' ')) AS word FROM posting
        JOIN alias ON alias.id = posting.alias JOIN employer ON employer.id = alias.employer
        WHERE text_digest IS NOT NULL),
    shared AS (SELECT one.employer AS employer, one.text_digest AS text_digest, other.employer AS owner
        FROM texts one JOIN texts other ON other.text_digest = one.text_digest AND other.word != one.word)
    SELECT employer, count(DISTINCT text_digest), count(DISTINCT owner) FROM shared GROUP BY employer"""
OWN_TEXTS = """SELECT alias.employer, count(DISTINCT text_digest) FROM posting JOIN alias ON alias.id =
posting.alias
    GROUP BY alias.employer"""


def flag_recruiters(connection: sqlite3.Connection) -> None:
    """Write why each employer is taken for a recruiter; a flag that was shipped without texts stays."""
    reasons = dict.fromkeys(who_copies(connection), BY_COPIES)
    reasons |= dict.fromkeys(who_speaks_of_clients(connection), BY_WORDS)
    names = employer_rules().recruiters
    keys = dict(connection.execute("SELECT id, key FROM employer"))
    reasons |= {number: BY_NAME for number, key in keys.items() if key in names}
    connection.executemany(
        "UPDATE employer SET recruiter = ? WHERE id = ? AND recruiter != ?",
        [(why, key, why) for key, why in sorted(reasons.items())],
    )


def who_speaks_of_clients(connection: sqlite3.Connection) -> list[int]:
    """Return employers of whose texts at least half speak of a client who hires."""
    total: Counter[int] = Counter()
    speaking: Counter[int] = Counter()
    for employer, opening in connection.execute(TEXTS, (OPENING_CHARS, FEWEST)):
        total[employer] += 1
        speaking[employer] += CLIENT.search(opening) is not None
    return [key for key, count in speaking.items() if count >= max(FEWEST, SHARE_OF_WORDS * total[key])]


def who_copies(connection: sqlite3.Connection) -> list[int]:
    """Return employers that post texts of several others, as a good part of their own."""
    own = dict(connection.execute(OWN_TEXTS))
    return [
        employer
        for employer, copied, owners in connection.execute(COPIES)
        if copied >= max(FEWEST_COPIES, SHARE_OF_COPIES * own[employer]) and owners >= COPIED_FROM
    ]
