"""Which postings are one vacancy: the same opening of one employer, placed, worded or linked more than once.

1. The same requisition at one board, or the same text of one employer with at most 90 days between two
   sights: a text that comes back later than that is a new opening that reuses its words.
2. Nearly the same text of one employer under titles of one meaning, within 60 days (see `near_duplicates`).
3. The same identity in an applicant system, behind the links of another source. A comment that links to
   several openings is not any of them.

Recruiters that post the openings of others are flagged (see `recruiters`); their copies stay vacancies of
their own. Only employers whose postings changed are compared again. What was compared before its text left
the store stays as it was found.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from data.moments import DAY_SECONDS
from data.prose import COMMENTS
from data.vacancies.employers import employer_key, employer_rules
from data.vacancies.near_duplicates import OpeningText, is_in_time, near_pairs
from data.vacancies.recruiters import flag_recruiters
from data.vacancies.shingles import Shingler
from data.vacancies.titles import title_words
from data.vacancies.vacancy_reasons import ALONE, NEAR_TEXT, SAME_IDENTITY, SAME_REQUISITION, SAME_TEXT

RULES = "2"  # a new number makes every employer be compared again
COMPARED_TO = "compared_to"  # key in `meta`: the number of the last posting compared before texts left
SAME_TEXT_DAYS = 90

ROWS = f"""
    SELECT p.id, alias.employer, source.name, p.board, p.title, coalesce(p.location, ''), p.group_key,
        p.text_digest, p.day, p.last_seen / {DAY_SECONDS}, text.posting IS NOT NULL, vacancy.cluster,
        vacancy.reason
    FROM posting p
    JOIN alias ON alias.id = p.alias
    JOIN board ON board.id = p.board
    JOIN source ON source.id = board.source
    LEFT JOIN text ON text.posting = p.id
    LEFT JOIN vacancy ON vacancy.posting = p.id
    WHERE alias.employer IN (SELECT value FROM json_each(?))
    ORDER BY alias.employer, p.day, source.name, board.slug, length(p.external_id), p.external_id
    """  # noqa: S608 - a constant
CHANGED = """
    SELECT DISTINCT alias.employer
    FROM posting p
    JOIN alias ON alias.id = p.alias
    LEFT JOIN vacancy ON vacancy.posting = p.id
    WHERE vacancy.posting IS NULL"""
# the identity of each posting itself, and identities that lead from a posting to exactly one other opening
LINKS = """
    SELECT identity, posting
    FROM identity
    JOIN posting ON posting.id = identity.posting
    JOIN board ON board.id = posting.board
    JOIN source ON source.id = board.source
    WHERE identity = source.name || ':' || board.slug || ':' || posting.external_id
    UNION ALL
    SELECT min(identity), posting
    FROM identity
    JOIN posting ON posting.id = identity.posting
    JOIN board ON board.id = posting.board
    JOIN source ON source.id = board.source
    WHERE identity != source.name || ':' || board.slug || ':' || posting.external_id
    GROUP BY posting
    HAVING count(*) = 1
    ORDER BY 1, 2"""


@dataclass(frozen=True, slots=True)
class PostingRow:
    """What decides on a posting's vacancy, apart from its text; days are counted from 1970.

    `cluster` and `reason` are what was found before, None for a posting that was not compared yet.
    """

    id: int
    employer: int
    source: str
    board: int
    title: str
    location: str
    group_key: str | None
    text_digest: int | None
    first_day: int | None
    last_day: int
    has_text: bool
    cluster: int | None
    reason: int | None

    def is_settled(self, last: int) -> bool:
        """Tell whether it was compared with texts that have left; all postings numbered up to `last` were."""
        return self.cluster is not None and (not self.has_text or self.id <= last)


class Clusters:
    """Postings joined into clusters; the smallest id of a cluster is its name.

    `reasons` says why each posting was joined to a smaller one.
    """

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}
        self.reasons: dict[int, int] = {}

    def root(self, posting_id: int) -> int:
        """Return the name of a posting's cluster."""
        path, node = [], posting_id
        while (parent := self._parent.get(node, node)) != node:
            path.append(node)
            node = parent
        for passed in path:
            self._parent[passed] = node
        return node

    def join(self, one: int, other: int, reason: int) -> None:
        """Make one cluster of two.

        The name that is given up keeps the reason, so that each posting but the first of a cluster has one.
        """
        low, high = sorted((self.root(one), self.root(other)))
        if low != high:
            self._parent[high] = low
            self.reasons[high] = reason


def assign_vacancies(connection: sqlite3.Connection) -> None:
    """Write the vacancy of each posting; only employers whose postings changed are compared again."""
    merge_employers(connection)
    flag_recruiters(connection)
    compare_employers(connection, changed_employers(connection))
    join_identities(connection)


def changed_employers(connection: sqlite3.Connection) -> list[int]:
    """Return the employers to compare, by number: all under new rules, else those with changed postings."""
    if is_new(connection, "vacancy_rules", RULES):
        connection.execute("DELETE FROM meta WHERE key = ?", (COMPARED_TO,))
        return [key for (key,) in connection.execute("SELECT id FROM employer ORDER BY id")]
    return sorted(key for (key,) in connection.execute(CHANGED))


def settle_vacancies(connection: sqlite3.Connection) -> None:
    """Keep what was found from texts when they leave the store: the few that may come back say less."""
    connection.execute(
        """
        INSERT OR REPLACE INTO meta(key, value)
        SELECT ?, max(posting)
        FROM vacancy
        HAVING max(posting) > 0""",
        (COMPARED_TO,),
    )


def settled_to(connection: sqlite3.Connection) -> int:
    """Return the number of the last posting that was compared before texts left; 0 if none left."""
    value = "SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?"
    row = connection.execute(value, (COMPARED_TO,)).fetchone()
    return int(row[0]) if row else 0


def is_new(connection: sqlite3.Connection, key: str, value: str) -> bool:
    """Write a value into `meta`; tell whether it was another one before, or none."""
    known = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    if known == (value,):
        return False
    connection.execute("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (key, value))
    return True


def compare_employers(connection: sqlite3.Connection, employers: Sequence[int]) -> None:
    """Write the clusters of the postings of these employers, named by number."""
    rows = connection.execute(ROWS, (json.dumps(employers),)).fetchall()
    shingler, last = Shingler(), settled_to(connection)
    for _, group in groupby((PostingRow(*values) for values in rows), key=lambda row: row.employer):
        postings = list(group)
        clusters = cluster(connection, postings, shingler, last)
        connection.executemany(
            "INSERT OR REPLACE INTO vacancy(posting, cluster, vacancy, reason) VALUES (?, ?, ?, ?)",
            [
                (row.id, root := clusters.root(row.id), root, clusters.reasons.get(row.id, ALONE))
                for row in postings
            ],
        )


def cluster(
    connection: sqlite3.Connection, postings: list[PostingRow], shingler: Shingler, last_settled: int
) -> Clusters:
    """Join one employer's postings into clusters; those up to `last_settled` were all compared before."""
    clusters = Clusters()
    settled = {row.id for row in postings if row.is_settled(last_settled)}
    join_as_before(clusters, postings, {row.cluster for row in postings if row.id in settled})
    for one, other in same_requisition(postings):
        clusters.join(one, other, SAME_REQUISITION)
    for one, other in same_text(postings):
        clusters.join(one, other, SAME_TEXT)
    for one, other in near_pairs(candidates(connection, postings, clusters), shingler):
        if not settled.issuperset((one, other)):
            clusters.join(one, other, NEAR_TEXT)
    return clusters


def join_as_before(clusters: Clusters, postings: Iterable[PostingRow], settled: set[int | None]) -> None:
    """Join the postings that were found to be one when their texts were here; `settled` names clusters."""
    for row in postings:
        if row.cluster is not None and row.cluster in settled:
            clusters.join(row.cluster, row.id, row.reason or SAME_TEXT)


def same_requisition(postings: Iterable[PostingRow]) -> Iterator[tuple[int, int]]:
    """Yield pairs of postings with one requisition id at one board."""
    first: dict[tuple[int, str], int] = {}
    for row in postings:
        if row.group_key is not None:
            yield first.setdefault((row.board, row.group_key), row.id), row.id


def same_text(postings: Iterable[PostingRow]) -> Iterator[tuple[int, int]]:
    """Yield pairs of postings, neighbours in time, that have the same text within SAME_TEXT_DAYS."""
    by_text: dict[int, list[PostingRow]] = {}
    for row in postings:
        if row.text_digest is not None:
            by_text.setdefault(row.text_digest, []).append(row)
    for rows in by_text.values():
        for one, other in pairwise(rows):
            if is_in_time(candidate(one), candidate(other), SAME_TEXT_DAYS):
                yield one.id, other.id


def candidate(row: PostingRow, text: str = "") -> OpeningText:
    """Return what is compared of a posting; without its text only the days count."""
    words = title_words(row.title, row.location) if text else frozenset()
    return OpeningText(row.id, row.first_day, row.last_day, words, row.source == COMMENTS, text)


def candidates(
    connection: sqlite3.Connection, postings: list[PostingRow], clusters: Clusters
) -> list[OpeningText]:
    """Return what to compare: the first and the last posting of each text in each cluster, with their texts.

    Nothing where there are fewer than two texts.
    """
    ends: dict[tuple[int, int | None], list[PostingRow]] = {}
    for row in postings:
        if row.has_text:
            ends.setdefault((clusters.root(row.id), row.text_digest), []).append(row)
    wanted = [row for rows in ends.values() for row in (rows if len(rows) < 3 else (rows[0], rows[-1]))]
    if len(ends) < 2:
        return []
    return [
        candidate(row, connection.execute("SELECT body FROM text WHERE posting = ?", (row.id,)).fetchone()[0])
        for row in wanted
    ]


def join_identities(connection: sqlite3.Connection) -> None:
    """Write the vacancies: clusters, joined where their postings share an identity."""
    clusters = Clusters()
    of_posting = dict(connection.execute("SELECT posting, cluster FROM vacancy"))
    for _, group in groupby(connection.execute(LINKS).fetchall(), key=lambda link: link[0]):
        members = [posting for _, posting in group]
        for one, other in pairwise(members):
            clusters.join(of_posting[one], of_posting[other], SAME_IDENTITY)
    connection.executemany(
        "UPDATE vacancy SET vacancy = ? WHERE posting = ? AND vacancy != ?",
        [(root, posting, root) for posting, name in of_posting.items() for root in (clusters.root(name),)],
    )
    connection.executemany(
        f"UPDATE vacancy SET reason = {SAME_IDENTITY} WHERE posting = ? AND reason = {ALONE}",  # noqa: S608
        [(posting,) for posting in clusters.reasons],
    )


def merge_employers(connection: sqlite3.Connection) -> None:
    """Join names that new rules call one employer; their postings are compared again."""
    if not is_new(connection, "employer_rules", employer_rules().digest):
        return
    found = connection.execute(
        """
        SELECT alias.id, alias.name, employer.key
        FROM alias
        JOIN employer ON employer.id = alias.employer"""
    )
    for alias, name, key in found.fetchall():
        wanted = employer_key(name)
        if wanted != key:
            move_alias(connection, alias, name, wanted)


def move_alias(connection: sqlite3.Connection, alias: int, name: str, key: str) -> None:
    """Give a name as written to the employer with this key, who is added if need be."""
    connection.execute("INSERT OR IGNORE INTO employer(name, key) VALUES (?, ?)", (name, key))
    connection.execute(
        "UPDATE alias SET employer = (SELECT id FROM employer WHERE key = ?) WHERE id = ?", (key, alias)
    )
    connection.execute("DELETE FROM employer WHERE id NOT IN (SELECT employer FROM alias)")
    connection.execute(
        """
        DELETE FROM vacancy
        WHERE posting IN (SELECT id FROM posting WHERE alias = ?)
            AND posting IN (SELECT posting FROM text)""",
        (alias,),
    )
