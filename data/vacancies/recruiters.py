"""Which employers post the openings of others, or tasks rather than openings.

They are known by name, by what their name says, by their words, or by posting the texts or introducing the
names of several others.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from data.vacancies.employers import employer_rules
from data.vacancies.recruiter_words import (
    has_hiring_client,
    introduced,
    is_named_agency,
    may_be_agency,
    sells_tasks,
    speaks_of_clients,
)

# why an employer is flagged, as the store keeps it (0: it is not): known by name, writes of clients, posts
# texts of others, is named like an agency, offers tasks that train models, introduces other employers
BY_NAME, BY_WORDS, BY_COPIES, BY_KIND, BY_TASKS, BY_INTRODUCTIONS = range(1, 7)

FEWEST = 3  # texts that must say so
FEWEST_TASKS = 2  # texts that must offer tasks
FEWEST_COPIES = 2  # texts that other employers posted too
SHARE_OF_WORDS = 0.5  # of an employer's texts that speak of a client who hires
SHARE_OF_TASKS = 0.3  # of an employer's texts that offer tasks
SHARE_OF_COPIES = 0.2  # of an employer's texts that other employers posted too
COPIED_FROM = 3  # different employers whose texts it posts, or whom it introduces
OPENING_CHARS = 1_500  # recruiters say so at the beginning

TEXTS = """
    SELECT alias.employer, employer.key, substr(text.body, 1, ?)
    FROM posting
    JOIN alias ON alias.id = posting.alias
    JOIN employer ON employer.id = alias.employer
    JOIN text ON text.posting = posting.id
    GROUP BY alias.employer, posting.text_digest"""
# parts of one group ("Acme", "Acme Bank") share their first word and do not copy each other
COPIES = """
    WITH texts AS (
        SELECT DISTINCT employer.id AS employer, text_digest,
            substr(employer.key, 1, instr(employer.key || ' ', ' ')) AS word
        FROM posting
        JOIN alias ON alias.id = posting.alias
        JOIN employer ON employer.id = alias.employer
        WHERE text_digest IS NOT NULL),
    shared AS (
        SELECT one.employer AS employer, one.text_digest AS text_digest, other.employer AS owner
        FROM texts one
        JOIN texts other ON other.text_digest = one.text_digest AND other.word != one.word)
    SELECT employer, count(DISTINCT text_digest), count(DISTINCT owner)
    FROM shared
    GROUP BY employer"""
OWN_TEXTS = """
    SELECT alias.employer, count(DISTINCT text_digest)
    FROM posting
    JOIN alias ON alias.id = posting.alias
    GROUP BY alias.employer"""


@dataclass(slots=True)
class Sayings:
    """What the texts of one employer say: how many there are, and how many of them give it away.

    `texts` counts those that have left the store too. `introduces` holds keys of other employers.
    """

    texts: int = 0
    of_clients: int = 0
    of_hiring_clients: int = 0
    of_tasks: int = 0
    introduces: set[str] = field(default_factory=set)


def flag_recruiters(connection: sqlite3.Connection) -> None:
    """Write why each employer is taken for a recruiter; a flag whose texts are not here stays."""
    keys = dict(connection.execute("SELECT id, key FROM employer"))
    names = connection.execute("SELECT employer, name FROM alias").fetchall()
    like_one = {number for number, name in names if may_be_agency(name)}
    sayings = read_sayings(connection, frozenset(keys.values()))
    reasons = dict(known_by_texts(sayings, like_one))
    reasons |= dict.fromkeys(who_copies(connection), BY_COPIES)
    reasons |= {number: BY_KIND for number, name in names if is_named_agency(name)}
    known = employer_rules().recruiters
    reasons |= {number: BY_NAME for number, key in keys.items() if key in known}
    connection.executemany(
        "UPDATE employer SET recruiter = ? WHERE id = ? AND recruiter != ?",
        [(why, key, why) for key, why in sorted(reasons.items())],
    )


def read_sayings(connection: sqlite3.Connection, known: frozenset[str]) -> Mapping[int, Sayings]:
    """Return what the texts of each employer say, by its number; `known` are the keys of all employers."""
    sayings: dict[int, Sayings] = defaultdict(Sayings)
    own = dict(connection.execute(OWN_TEXTS))
    for employer, key, opening in connection.execute(TEXTS, (OPENING_CHARS,)):
        saying = sayings[employer]
        saying.texts = own[employer]
        lowered = opening.lower()
        saying.of_clients += speaks_of_clients(lowered)
        saying.of_hiring_clients += has_hiring_client(lowered)
        saying.of_tasks += sells_tasks(lowered)
        saying.introduces.update(known.intersection(introduced(opening, key)))
    return sayings


def known_by_texts(sayings: Mapping[int, Sayings], like_one: set[int]) -> Iterator[tuple[int, int]]:
    """Yield (employer, reason) for those whose own texts give them away.

    For those in `like_one`, which are named like an agency, one text about a client is enough; so it is for
    those all of whose texts say that a client hires.
    """
    for employer, saying in sayings.items():
        least = 1 if employer in like_one else max(FEWEST, SHARE_OF_WORDS * saying.texts)
        if saying.of_tasks >= max(FEWEST_TASKS, SHARE_OF_TASKS * saying.texts):
            yield employer, BY_TASKS
        elif saying.of_clients >= least or 0 < saying.texts <= saying.of_hiring_clients:
            yield employer, BY_WORDS
        elif len(saying.introduces) >= COPIED_FROM:
            yield employer, BY_INTRODUCTIONS


def who_copies(connection: sqlite3.Connection) -> list[int]:
    """Return the employers that post texts of COPIED_FROM others or more, as a good part of their own."""
    own = dict(connection.execute(OWN_TEXTS))
    return [
        employer
        for employer, copied, owners in connection.execute(COPIES)
        if copied >= max(FEWEST_COPIES, SHARE_OF_COPIES * own[employer]) and owners >= COPIED_FROM
    ]
