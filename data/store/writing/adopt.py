"""Taking over the shipped facts of a newer release into a store that was begun from older ones.

A posting is known by source, board and external id. Rows that came with the shipped facts and that nobody has
read since are written again as the new release has them, under their numbers; those that it no longer ships
go. Whatever a scrape or an import wrote stays as it is, and what was forgotten stays away. So the store holds
what a new one would that had seen the same runs.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data.store.base.codes import forgotten_digest, posting_key
from data.store.facts.shipped_facts import KEY
from data.store.writing.forget import HOLDERS
from data.vacancies.vacancies import compare_employers

# a row as it was shipped: nothing was read for it here, though a run may have noted that it is still listed
UNTOUCHED = "here.shipped AND here.first_run = 0 AND here.id NOT IN (SELECT posting FROM text)"
NO_ROWS = (
    "CREATE TEMP TABLE arriving(theirs INTEGER PRIMARY KEY, mine INTEGER, is_taken, is_placed, is_watched)"
)
# is_taken: new here, or untouched; is_placed: and own rows with the text that was shipped, whose vacancy is
# known too; is_watched: the user's runs ask its board
ARRIVING = f"""
    INSERT INTO arriving
    SELECT p.id, here.id, here.id IS NULL OR ({UNTOUCHED}),
        here.id IS NULL OR ({UNTOUCHED}) OR here.text_digest IS p.text_digest, board.last_outcome IS NOT NULL
    FROM new.posting p
    JOIN new.board their_board ON their_board.id = p.board
    JOIN new.source their_source ON their_source.id = their_board.source
    JOIN new.alias their_alias ON their_alias.id = p.alias
    JOIN new.employer their_employer ON their_employer.id = their_alias.employer
    LEFT JOIN main.source ON source.name = their_source.name
    LEFT JOIN main.board ON board.source = source.id AND board.slug = their_board.slug
    LEFT JOIN main.posting here ON here.external_id = p.external_id AND here.board = board.id
    WHERE NOT is_forgotten(their_employer.key, their_source.name, their_board.slug, p.external_id)"""  # noqa: S608 - constants
LEAVING = f"""
    CREATE TEMP TABLE leaving AS
    SELECT here.id AS id
    FROM posting here
    JOIN board ON board.id = here.board
    WHERE {UNTOUCHED} AND board.last_outcome IS NULL
        AND here.id NOT IN (SELECT mine FROM arriving WHERE mine IS NOT NULL)"""  # noqa: S608 - constants
# what the user's runs saw of the rows on the boards that they ask; `looked_at` is when they last looked
SEEN = """
    CREATE TEMP TABLE seen AS
    SELECT p.id AS id, p.first_seen AS first_seen, p.last_seen AS last_seen, p.closed_at AS closed_at,
        p.missed AS missed, p.missed_run AS missed_run,
        max(p.last_seen, coalesce(p.closed_at, 0), coalesce(run.started_at, 0)) AS looked_at
    FROM arriving
    JOIN posting p ON p.id = mine
    LEFT JOIN run ON run.id = p.missed_run
    WHERE is_taken AND is_watched"""
NUMBERED = """
    UPDATE arriving
    SET mine = number + (SELECT coalesce(max(id), 0) FROM posting)
    FROM (
        SELECT theirs AS fresh, row_number() OVER (ORDER BY theirs) AS number
        FROM arriving
        WHERE mine IS NULL)
    WHERE theirs = fresh"""
REPLACED = "SELECT mine FROM arriving WHERE is_taken UNION ALL SELECT id FROM leaving"
UNINDEX = f"""
    INSERT INTO search(search, rowid, title, employer, body)
    SELECT 'delete', id, title, employer, body
    FROM search_source
    WHERE id IN ({REPLACED})"""  # noqa: S608 - constants
INDEX = """
    INSERT INTO search(rowid, title, employer, body)
    SELECT id, title, employer, body
    FROM search_source
    WHERE id IN (SELECT mine FROM arriving WHERE is_taken)"""

# tables of names, with the column that says which is which
NAMED = {
    "source": "name",
    "catalog": "digest",
    "skill": "slug",
    "surface": "name",
    "rule": "name",
    "finder": "digest",
}
BOARDS = """
    INSERT OR IGNORE INTO board(source, slug)
    SELECT map_source.mine, t.slug
    FROM new.board t
    JOIN map_source ON map_source.theirs = t.source
    WHERE t.id IN (SELECT p.board FROM new.posting p JOIN arriving ON theirs = p.id WHERE is_taken)
    ORDER BY t.id"""
MAP_BOARDS = """
    CREATE TEMP TABLE map_board AS
    SELECT t.id AS theirs, board.id AS mine
    FROM new.board t
    JOIN map_source ON map_source.theirs = t.source
    JOIN main.board ON board.source = map_source.mine AND board.slug = t.slug"""
WANTED_ALIAS = "SELECT p.alias FROM new.posting p JOIN arriving ON theirs = p.id WHERE is_taken"
EMPLOYERS = f"""
    INSERT OR IGNORE INTO employer(name, key)
    SELECT t.name, t.key
    FROM new.employer t
    WHERE t.id IN (
        SELECT employer
        FROM new.alias their
        WHERE their.id IN ({WANTED_ALIAS}))
    ORDER BY t.id"""  # noqa: S608 - constants
ALIASES = f"""
    INSERT OR IGNORE INTO alias(name, employer)
    SELECT t.name, employer.id
    FROM new.alias t
    JOIN new.employer their ON their.id = t.employer
    JOIN main.employer ON employer.key = their.key
    WHERE t.id IN ({WANTED_ALIAS})
    ORDER BY t.id"""  # noqa: S608 - constants
MAP_ALIASES = """
    CREATE TEMP TABLE map_alias AS
    SELECT t.id AS theirs, alias.id AS mine
    FROM new.alias t
    JOIN main.alias ON alias.name = t.name"""
# a flag that the texts of this store do not show comes with the facts, and goes with them
RECRUITERS = """
    UPDATE employer
    SET recruiter = their.recruiter
    FROM new.employer their
    WHERE their.key = employer.key AND their.recruiter != employer.recruiter
        AND (their.recruiter > 0 OR employer.id NOT IN (
            SELECT alias.employer
            FROM posting
            JOIN alias ON alias.id = posting.alias
            WHERE NOT posting.shipped OR posting.first_run > 0))"""

LOOKED_AT = "max(t.last_seen, coalesce(t.closed_at, 0))"  # when the collector of a shipped row last looked
# how a column of a table is copied, where it is not as it is; the other columns are
COPIED: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "posting": (
        """
        JOIN map_board ON map_board.theirs = t.board
        JOIN map_alias ON map_alias.theirs = t.alias
        LEFT JOIN seen ON seen.id = arriving.mine""",
        {
            "id": "arriving.mine",
            "board": "map_board.mine",
            "alias": "map_alias.mine",
            "first_seen": "min(t.first_seen, coalesce(seen.first_seen, t.first_seen))",
            "last_seen": "max(t.last_seen, coalesce(seen.last_seen, t.last_seen))",
            **{
                name: f"iif(seen.looked_at > {LOOKED_AT}, seen.{name}, t.{name})"
                for name in ("closed_at", "missed", "missed_run")
            },
        },
    ),
    "identity": ("", {"posting": "arriving.mine"}),
    "reading": (
        "JOIN map_catalog ON map_catalog.theirs = t.catalog",
        {"posting": "arriving.mine", "catalog": "map_catalog.mine"},
    ),
    "mention": (
        """
        JOIN map_skill ON map_skill.theirs = t.skill
        JOIN map_surface ON map_surface.theirs = t.surface
        JOIN map_rule ON map_rule.theirs = t.rule""",
        {
            "posting": "arriving.mine",
            "skill": "map_skill.mine",
            "surface": "map_surface.mine",
            "rule": "map_rule.mine",
        },
    ),
    "name_search": (
        "JOIN map_finder ON map_finder.theirs = t.finder",
        {"posting": "arriving.mine", "finder": "map_finder.mine"},
    ),
}
# a vacancy is named by its smallest posting, also where that one was own or has left
VACANCIES = (
    "DELETE FROM vacancy WHERE posting IN (SELECT mine FROM arriving WHERE is_placed)",
    """
    INSERT INTO vacancy(posting, cluster, vacancy, reason)
    SELECT mine, min(mine) OVER (PARTITION BY t.cluster), min(mine) OVER (PARTITION BY t.vacancy), t.reason
    FROM new.vacancy t
    JOIN arriving ON theirs = t.posting
    WHERE is_placed
    ORDER BY 1""",
    """
    UPDATE vacancy
    SET cluster = first
    FROM (
        SELECT cluster AS left_behind, min(posting) AS first
        FROM vacancy
        WHERE cluster IN (SELECT id FROM leaving)
        GROUP BY cluster)
    WHERE cluster = left_behind""",
)
# employers with both: their own postings and the shipped ones may be one opening
OF_BOTH = """
    SELECT alias.employer
    FROM posting
    JOIN alias ON alias.id = posting.alias
    GROUP BY alias.employer
    HAVING count(DISTINCT posting.id IN (SELECT mine FROM arriving WHERE is_taken)) = 2
    ORDER BY 1"""
UNUSED = (
    "DELETE FROM alias WHERE id NOT IN (SELECT alias FROM posting)",
    "DELETE FROM employer WHERE id NOT IN (SELECT employer FROM alias)",
    "DELETE FROM surface WHERE id NOT IN (SELECT surface FROM mention)",
)
QUEUED_TERMS = ("DELETE FROM queued_term", "INSERT INTO queued_term SELECT * FROM new.queued_term")
COUNTS = """
    SELECT (SELECT count(*) FROM arriving WHERE mine IS NULL),
        (SELECT count(*) FROM arriving WHERE is_taken AND mine IS NOT NULL),
        (SELECT count(*) FROM leaving)"""


@dataclass(frozen=True, slots=True)
class Adopted:
    """How many postings a store took over: new ones, ones that it had from an earlier release (`renewed`).

    `own` stayed as they were, `withdrawn` had been shipped and no longer are.
    """

    new: int
    renewed: int
    own: int
    withdrawn: int

    @property
    def words(self) -> str:
        """Return '7,214 postings new in this release taken over, 38,768 renewed, 312 of your own kept'."""
        noun = "posting" if self.new == 1 else "postings"
        said = f"{self.new:,} {noun} new in this release taken over, {self.renewed:,} renewed"
        gone = f", {self.withdrawn:,} that it no longer ships removed" if self.withdrawn else ""
        return f"{said}{gone}, {self.own:,} of your own kept"


@contextmanager
def attached(connection: sqlite3.Connection, facts: Path) -> Iterator[None]:
    """Let an open store read the unpacked facts of a release, as `new`, outside of any transaction."""
    connection.execute("ATTACH ? AS new", (str(facts.resolve()),))
    try:
        yield
    finally:
        connection.execute("DETACH new")


def adopt(connection: sqlite3.Connection) -> Adopted:
    """Take over the facts attached as `new`, inside a transaction that the store has begun.

    Vacancies of employers with own postings are compared again; `assign_vacancies` still has to follow.
    """
    connection.create_function("is_forgotten", 4, forgotten_in(connection), deterministic=True)
    connection.execute(NO_ROWS)
    connection.execute(ARRIVING)
    for statement in (LEAVING, SEEN):
        connection.execute(statement)
    new, renewed, withdrawn = connection.execute(COUNTS).fetchone()
    connection.execute(NUMBERED)
    connection.execute(UNINDEX)
    for table, column in HOLDERS:
        connection.execute(f"DELETE FROM {table} WHERE {column} IN ({REPLACED})")  # noqa: S608 - constants
    copy_names(connection)
    for table, (joins, special) in COPIED.items():
        copy_rows(connection, table, joins, special)
    for statement in (*VACANCIES, RECRUITERS, *UNUSED, *QUEUED_TERMS, INDEX):
        connection.execute(statement)
    (shipped,) = connection.execute("SELECT value FROM new.meta WHERE key = ?", (KEY,)).fetchone()
    connection.execute("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (KEY, shipped))
    compare_employers(connection, [key for (key,) in connection.execute(OF_BOTH)])
    (postings,) = connection.execute("SELECT count(*) FROM posting").fetchone()
    maps = (f"map_{table}" for table in ("board", "alias", *NAMED))
    for table in ("arriving", "leaving", "seen", *maps):
        connection.execute(f"DROP TABLE temp.{table}")
    return Adopted(new, renewed, postings - new - renewed, withdrawn)


def forgotten_in(connection: sqlite3.Connection) -> Callable[[str, str, str, str], bool]:
    """Return what tells whether an employer's key, or a posting's source, board and id, were forgotten."""
    forgotten = {digest for (digest,) in connection.execute("SELECT digest FROM forgotten")}

    def is_forgotten(employer: str, source: str, board: str, external_id: str) -> bool:
        posting = posting_key(source, board, external_id)
        return bool(forgotten) and not forgotten.isdisjoint(
            (forgotten_digest("employer", employer), forgotten_digest("posting", posting))
        )

    return is_forgotten


def copy_names(connection: sqlite3.Connection) -> None:
    """Add the names that are new here; `map_board` and so on say which number here is which there."""
    for table, column in NAMED.items():
        connection.execute(
            f"INSERT OR IGNORE INTO {table}({column}) SELECT {column} FROM new.{table} ORDER BY id"  # noqa: S608
        )
        connection.execute(f"CREATE TEMP TABLE map_{table}(theirs INTEGER PRIMARY KEY, mine INTEGER)")
        connection.execute(
            f"""
            INSERT INTO map_{table}
            SELECT t.id, {table}.id
            FROM new.{table} t
            JOIN main.{table} ON {table}.{column} = t.{column}"""  # noqa: S608 - constants
        )
    for statement in (BOARDS, MAP_BOARDS, EMPLOYERS, ALIASES, MAP_ALIASES):
        connection.execute(statement)


def copy_rows(connection: sqlite3.Connection, table: str, joins: str, special: Mapping[str, str]) -> None:
    """Copy the rows of a table that belong to the postings that are taken over; `special` are expressions."""
    columns = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
    values = ", ".join(special.get(name, f"t.{name}") for name in columns)
    key = "id" if table == "posting" else "posting"
    connection.execute(
        f"""
        INSERT INTO {table}({", ".join(columns)})
        SELECT {values}
        FROM new.{table} t
        JOIN arriving ON arriving.theirs = t.{key}
        {joins}
        WHERE is_taken
        ORDER BY 1, 2"""  # noqa: S608 - constants
    )
