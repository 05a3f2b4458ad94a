"""Packing a store into the shipped snapshot: facts only, and the same bytes for the same facts.

Left out are texts, versions, runs, what was forgotten, and character offsets. Rows are numbered again in a
fixed order, so that neither the order of imports nor the timing of scrapes shows.
"""

import lzma
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from data.errors import StoreError
from data.prose import COMMENTS, EMAIL, MASK, masked, place_without_prose, title_without_prose
from data.store.base.connect import reading
from data.store.base.lineage import lineage_from, lineage_of, set_lineage, set_seal
from data.store.base.migrations import create
from data.store.base.schema import INDEXES
from data.store.facts.tables import EMPLOYERS, ORDER, is_finished, load_tables, read_tables, seal_for

PRESET = 9 | lzma.PRESET_EXTREME
FEWEST_EMPLOYERS = 2  # that use an open name before it is shipped: one employer's may be its own
LONGEST_NAME = 120  # characters; names of skills and employers are shorter, so no sentence slips through

# the order of each renumbered table decides how well it packs
NUMBERED = {
    "source": "SELECT id, name AS word FROM src.source WHERE name IN (SELECT source FROM kept)",
    "board": """
        SELECT b.id AS id, s.name || char(10) || b.slug AS word
        FROM src.board b
        JOIN src.source s ON s.id = b.source
        WHERE b.id IN (SELECT board FROM kept)""",
    "alias": "SELECT id, name AS word FROM src.alias WHERE id IN (SELECT alias FROM kept)",
    "employer": """
        SELECT id, key AS word
        FROM src.employer
        WHERE id IN (SELECT employer FROM src.alias WHERE id IN (SELECT alias FROM kept))""",
    "catalog": "SELECT id, digest AS word FROM src.catalog WHERE id IN (SELECT catalog FROM src.reading)",
    "skill": "SELECT id, slug AS word FROM src.skill WHERE id IN (SELECT skill FROM fact)",
    "surface": "SELECT id, name AS word FROM src.surface WHERE id IN (SELECT surface FROM fact)",
    "rule": "SELECT id, name AS word FROM src.rule WHERE id IN (SELECT rule FROM fact)",
    "finder": "SELECT id, digest AS word FROM src.finder WHERE id IN (SELECT finder FROM src.name_search)",
    "posting": f"""
        SELECT p.id AS id, row_number() OVER (ORDER BY {ORDER}) AS word
        FROM kept p
        JOIN src.board board ON board.id = p.board
        JOIN src.source source ON source.id = board.source""",  # noqa: S608 - constants
}

KEPT = """
    CREATE TEMP TABLE kept AS
    SELECT p.*, s.name AS source, b.slug AS slug
    FROM src.posting p
    JOIN src.board b ON b.id = p.board
    JOIN src.source s ON s.id = b.source
    WHERE p.id IN (SELECT posting FROM src.reading)"""
FACT = """
    CREATE TEMP TABLE fact AS
    SELECT posting, skill, min(start) AS start, level, any_of, surface, rule, form
    FROM src.mention
    WHERE posting IN (SELECT id FROM kept)
    GROUP BY posting, skill, level, any_of, form"""

# with these a copy of the snapshot compares only the employers that have new postings
RULES_OF_VACANCIES = """
    INSERT INTO meta(key, value)
    SELECT key, value
    FROM src.meta
    WHERE key IN ('vacancy_rules', 'employer_rules')
    ORDER BY key"""
COPIES = (
    """
    INSERT INTO source(id, name)
    SELECT new_source.new, mask(name)
    FROM src.source t
    JOIN new_source ON old = t.id
    ORDER BY 1""",
    """
    INSERT INTO board(id, source, slug)
    SELECT b.new, s.new, mask(t.slug)
    FROM src.board t
    JOIN new_board b ON b.old = t.id
    JOIN new_source s ON s.old = t.source
    ORDER BY 1""",
    f"""
    INSERT INTO employer(id, name, key, recruiter)
    SELECT new, mask_name(called.name, new), mask_name(key, new), recruiter
    FROM src.employer t
    JOIN new_employer ON old = t.id
    JOIN ({EMPLOYERS.format(store="src")}) called ON called.employer = t.id
    ORDER BY 1""",  # noqa: S608 - constants
    """
    INSERT INTO alias(id, name, employer)
    SELECT a.new, mask_name(t.name, a.new), e.new
    FROM src.alias t
    JOIN new_alias a ON a.old = t.id
    JOIN new_employer e ON e.old = t.employer
    ORDER BY 1""",
    """
    INSERT INTO posting(
        id, board, external_id, alias, url, title, location, posted_at, posted_precision, posted_raw, day,
        first_seen, last_seen, closed_at, missed, missed_run, first_run, workplace, department, pay_min,
        pay_max, pay_currency, pay_period, language, group_key, text_digest, version, cut, shipped)
    SELECT n.new, b.new, t.external_id, a.new, mask(t.url),
        CASE WHEN t.source = :comments THEN title_of_comment(t.title) ELSE mask(t.title) END,
        CASE WHEN t.source = :comments THEN place_of_comment(t.location) ELSE mask(t.location) END,
        t.posted_at, t.posted_precision, NULL, t.day, t.first_seen, t.last_seen, t.closed_at, 0, NULL, 0,
        t.workplace, mask(t.department), t.pay_min, t.pay_max, t.pay_currency, t.pay_period, t.language,
        t.group_key, t.text_digest, 1, t.cut, 1
    FROM kept t
    JOIN new_posting n ON n.old = t.id
    JOIN new_board b ON b.old = t.board
    JOIN new_alias a ON a.old = t.alias
    ORDER BY 1""",
    """
    INSERT INTO identity(identity, posting)
    SELECT identity, new
    FROM src.identity t
    JOIN new_posting ON old = t.posting
    ORDER BY 1, 2""",
    """
    INSERT INTO catalog(id, digest)
    SELECT new, digest
    FROM src.catalog t
    JOIN new_catalog ON old = t.id
    ORDER BY 1""",
    """
    INSERT INTO reading(
        posting, catalog, role, seniority, workplace, clouds, country, pay_min, pay_max, pay_currency,
        pay_period, years_min, flags, words, items, control, searched)
    SELECT n.new, c.new, role, seniority, workplace, clouds, country, pay_min, pay_max, pay_currency,
        pay_period, years_min, flags, words, items, control, searched
    FROM src.reading t
    JOIN new_posting n ON n.old = t.posting
    JOIN new_catalog c ON c.old = t.catalog
    ORDER BY 1""",
    """
    INSERT INTO skill(id, slug)
    SELECT new, slug
    FROM src.skill t
    JOIN new_skill ON old = t.id
    ORDER BY 1""",
    """
    INSERT INTO surface(id, name)
    SELECT new, mask_name(name, new)
    FROM src.surface t
    JOIN new_surface ON old = t.id
    ORDER BY 1""",
    """
    INSERT INTO rule(id, name)
    SELECT new, name
    FROM src.rule t
    JOIN new_rule ON old = t.id
    ORDER BY 1""",
    """
    INSERT INTO mention(posting, skill, start, stop, level, any_of, surface, rule, form)
    SELECT p.new, k.new,
        row_number() OVER (PARTITION BY p.new, k.new ORDER BY t.start, t.level, t.any_of) - 1,
        NULL, t.level, t.any_of, s.new, r.new, t.form
    FROM fact t
    JOIN new_posting p ON p.old = t.posting
    JOIN new_skill k ON k.old = t.skill
    JOIN new_surface s ON s.old = t.surface
    JOIN new_rule r ON r.old = t.rule
    ORDER BY 1, 2, 3""",
    """
    INSERT INTO vacancy(posting, cluster, vacancy, reason)
    SELECT n.new, min(n.new) OVER (PARTITION BY t.cluster), min(n.new) OVER (PARTITION BY t.vacancy), t.reason
    FROM src.vacancy t
    JOIN new_posting n ON n.old = t.posting
    ORDER BY 1""",
    """
    INSERT INTO finder(id, digest)
    SELECT new, digest
    FROM src.finder t
    JOIN new_finder ON old = t.id
    ORDER BY 1""",
    """
    INSERT INTO name_search(posting, finder, names)
    SELECT p.new, f.new, t.names
    FROM src.name_search t
    JOIN new_posting p ON p.old = t.posting
    JOIN new_finder f ON f.old = t.finder
    ORDER BY 1""",
    f"""
    INSERT INTO queued_term(key, name, employers, first_month, last_month)
    WITH used AS (
        SELECT key, term.name AS name, alias.employer AS employer,
            strftime('%Y-%m', day * 86400, 'unixepoch') AS month
        FROM src.open_name n
        JOIN src.open_term term ON term.id = n.term
        JOIN src.posting p ON p.id = n.posting
        JOIN src.alias alias ON alias.id = p.alias),
    usual AS (
        SELECT key, name, row_number() OVER (PARTITION BY key ORDER BY count(*) DESC, name) AS place
        FROM used
        GROUP BY key, name),
    counted AS (
        SELECT used.key AS key, usual.name AS name, count(DISTINCT employer) AS employers,
            min(month) AS first_month, max(month) AS last_month
        FROM used
        JOIN usual ON usual.key = used.key AND place = 1
        GROUP BY used.key
        UNION ALL
        SELECT key, name, employers, first_month, last_month
        FROM src.queued_term)
    SELECT key, min(name), max(employers), min(first_month), max(last_month)
    FROM counted
    GROUP BY key
    HAVING max(employers) >= {FEWEST_EMPLOYERS} AND mask(min(name)) = min(name)
    ORDER BY 1""",  # noqa: S608 - constants
)


def pack_snapshot(store: Path, packed: Path) -> int:
    """Write the facts of `store` to `packed` (a SQLite file in xz); return its size in bytes.

    Raises StoreDamaged where the facts are not those that the store says it holds, StoreError while not all
    postings are read and grouped.
    """
    load_tables(store)
    if not is_finished(store):
        raise StoreError(f"the last run on {store} has not finished; run it again before packing its facts")
    with tempfile.TemporaryDirectory(dir=packed.parent) as folder:
        facts = Path(folder) / "facts.db"
        write_facts(store, facts)
        fresh = Path(folder) / "facts.xz"
        with lzma.open(fresh, "wb", preset=PRESET) as file:
            file.write(facts.read_bytes())
        fresh.replace(packed)
    return packed.stat().st_size


def write_facts(store: Path, facts: Path) -> None:
    """Write the facts of `store` into a new SQLite file without indexes, its search index left out too."""
    create(facts, journal="DELETE")
    with reading(store), closing(sqlite3.connect(facts, uri=True, isolation_level=None)) as connection:
        connection.create_function("mask", 1, masked, deterministic=True)
        connection.create_function("title_of_comment", 1, title_without_prose, deterministic=True)
        connection.create_function("place_of_comment", 1, place_without_prose, deterministic=True)
        connection.create_function("mask_name", 2, masked_name, deterministic=True)
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("ATTACH ? AS src", (f"{store.resolve().as_uri()}?mode=ro",))
        connection.execute("BEGIN")
        copy_facts(connection)
        connection.execute("COMMIT")
        connection.execute("DETACH src")
        connection.execute("VACUUM")


def copy_facts(connection: sqlite3.Connection) -> None:
    """Copy what is shipped from the attached store `src` under new numbers, and seal it."""
    for statement in INDEXES:
        name = statement.split(" ON ")[0].split()[-1]
        connection.execute(f"DROP INDEX {name}")
    connection.execute("DROP TABLE search")
    connection.execute(KEPT)
    connection.execute(FACT)
    for table, order in NUMBERED.items():
        connection.execute(f"CREATE TEMP TABLE new_{table}(old INTEGER PRIMARY KEY, new INTEGER)")
        numbered = f"SELECT id, row_number() OVER (ORDER BY word) FROM ({order})"  # noqa: S608 - constants
        connection.execute(f"INSERT INTO new_{table} {numbered}")
    for statement in COPIES:
        connection.execute(statement, {"comments": COMMENTS} if ":comments" in statement else {})
    connection.execute(RULES_OF_VACANCIES)
    connection.execute("UPDATE _sqlite_migrations SET applied_at = ''")
    tables = read_tables(connection)
    set_lineage(connection, lineage_from(tables.snapshot))
    set_seal(connection, seal_for(tables, lineage_of(connection)))


def masked_name(name: str, number: int) -> str:
    """Mask e-mail addresses in a name and cut it at LONGEST_NAME; `number` keeps a changed name unique."""
    shown = EMAIL.sub(MASK, name)[:LONGEST_NAME]
    return name if shown == name else f"{shown} {number}"
