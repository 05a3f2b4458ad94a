"""The SQL of a store's tables, by the release that brought them; `migrations` runs it.

Codes are positions in the tuples of `data.records`, which may only grow at their end. Times are whole seconds
and days since 1970, UTC.
"""

TABLES_1 = (
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE source(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    # etag to not_before: what is remembered of a board between runs
    """
    CREATE TABLE board(
        id INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES source(id),
        slug TEXT NOT NULL,
        etag TEXT,
        last_modified TEXT,
        content_hash TEXT,
        last_outcome TEXT,
        last_complete_at INTEGER,
        not_before INTEGER,
        UNIQUE(source, slug))""",
    # recruiter: 0 for none, else the reason (see `recruiters.BY_NAME` and those after it)
    """
    CREATE TABLE employer(
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        key TEXT NOT NULL UNIQUE,
        recruiter INTEGER NOT NULL DEFAULT 0)""",
    """
    CREATE TABLE alias(
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        employer INTEGER NOT NULL REFERENCES employer(id))""",
    # day: posted, else first seen by a scrape; missed: complete fetches without it
    # first_run: 0 for what was shipped, or imported before imports had numbers
    """
    CREATE TABLE posting(
        id INTEGER PRIMARY KEY,
        board INTEGER NOT NULL REFERENCES board(id),
        external_id TEXT NOT NULL,
        alias INTEGER NOT NULL REFERENCES alias(id),
        url TEXT NOT NULL,
        title TEXT NOT NULL,
        location TEXT,
        posted_at INTEGER,
        posted_precision INTEGER NOT NULL,
        posted_raw TEXT,
        day INTEGER,
        first_seen INTEGER NOT NULL,
        last_seen INTEGER NOT NULL,
        closed_at INTEGER,
        missed INTEGER NOT NULL DEFAULT 0,
        missed_run INTEGER,
        first_run INTEGER NOT NULL,
        workplace INTEGER,
        department TEXT,
        pay_min REAL,
        pay_max REAL,
        pay_currency TEXT,
        pay_period INTEGER,
        language TEXT,
        group_key TEXT,
        text_digest INTEGER,
        version INTEGER NOT NULL DEFAULT 1)""",
    "CREATE TABLE text(posting INTEGER PRIMARY KEY REFERENCES posting(id), body TEXT NOT NULL)",
    """
    CREATE TABLE version(
        posting INTEGER NOT NULL REFERENCES posting(id),
        number INTEGER NOT NULL,
        until INTEGER NOT NULL,
        title TEXT NOT NULL,
        body TEXT,
        PRIMARY KEY(posting, number)) WITHOUT ROWID""",
    """
    CREATE TABLE identity(
        identity TEXT NOT NULL,
        posting INTEGER NOT NULL REFERENCES posting(id),
        PRIMARY KEY(identity, posting)) WITHOUT ROWID""",
    "CREATE TABLE catalog(id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE)",
    """
    CREATE TABLE reading(
        posting INTEGER PRIMARY KEY REFERENCES posting(id),
        catalog INTEGER NOT NULL REFERENCES catalog(id),
        role INTEGER NOT NULL,
        seniority INTEGER NOT NULL,
        workplace INTEGER NOT NULL,
        clouds INTEGER NOT NULL,
        country TEXT,
        pay_min REAL,
        pay_max REAL,
        pay_currency TEXT,
        pay_period INTEGER,
        years_min REAL,
        flags INTEGER NOT NULL)""",
    "CREATE TABLE skill(id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE)",
    "CREATE TABLE surface(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE rule(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    # stop is NULL in a snapshot: there is no text, so `start` only numbers the mentions of one skill
    """
    CREATE TABLE mention(
        posting INTEGER NOT NULL REFERENCES posting(id),
        skill INTEGER NOT NULL REFERENCES skill(id),
        start INTEGER NOT NULL,
        stop INTEGER,
        level INTEGER NOT NULL,
        any_of INTEGER,
        surface INTEGER NOT NULL,
        rule INTEGER NOT NULL,
        PRIMARY KEY(posting, skill, start)) WITHOUT ROWID""",
    # cluster: same opening by its employer's own postings; vacancy: also by identities across sources
    """
    CREATE TABLE vacancy(
        posting INTEGER PRIMARY KEY REFERENCES posting(id),
        cluster INTEGER NOT NULL,
        vacancy INTEGER NOT NULL,
        reason INTEGER NOT NULL)""",
    """
    CREATE TABLE run(
        id INTEGER PRIMARY KEY,
        command TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        ended_at INTEGER,
        status TEXT NOT NULL,
        pid INTEGER NOT NULL)""",
    """
    CREATE TABLE run_board(
        run INTEGER NOT NULL REFERENCES run(id),
        board INTEGER NOT NULL REFERENCES board(id),
        outcome TEXT NOT NULL,
        kept INTEGER NOT NULL,
        updated INTEGER NOT NULL,
        unchanged INTEGER NOT NULL,
        closed INTEGER NOT NULL,
        reopened INTEGER NOT NULL,
        rejected TEXT NOT NULL,
        left_out TEXT NOT NULL,
        requests INTEGER NOT NULL,
        received_bytes INTEGER NOT NULL,
        error TEXT,
        PRIMARY KEY(run, board)) WITHOUT ROWID""",
    # digests, not names: what is forgotten cannot be read back from here
    "CREATE TABLE forgotten(digest TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID",
    """
    CREATE VIEW search_source AS
        SELECT posting.id AS id, posting.title AS title, alias.name AS employer, text.body AS body
        FROM posting
        JOIN alias ON alias.id = posting.alias
        LEFT JOIN text ON text.posting = posting.id""",
)
# left out of the packed snapshot and built when it is unpacked
INDEXES = (
    "CREATE UNIQUE INDEX posting_identity ON posting(external_id, board)",
    "CREATE INDEX posting_board ON posting(board)",
    "CREATE INDEX posting_alias ON posting(alias)",
    "CREATE INDEX posting_day ON posting(day)",
    "CREATE INDEX alias_employer ON alias(employer)",
    "CREATE INDEX identity_posting ON identity(posting)",
    "CREATE INDEX vacancy_vacancy ON vacancy(vacancy)",
    "CREATE INDEX mention_skill ON mention(skill, posting)",
)
# "+" and "#" belong to words, so that C++ and C# can be found
SEARCH = """CREATE VIRTUAL TABLE search USING fts5(
    title, employer, body, content='search_source', content_rowid='id',
    tokenize="unicode61 tokenchars '+#'")"""

# form: position in FORMS; words to control: how the posting is written (see `Register`), NULL where a release
# read it that did not look; control holds one bit a word, byte i bits 8i to 8i + 7
TABLES_4 = (
    "ALTER TABLE mention ADD COLUMN form INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE reading ADD COLUMN words INTEGER",
    "ALTER TABLE reading ADD COLUMN items INTEGER",
    "ALTER TABLE reading ADD COLUMN control BLOB",
)

# name_search: which finder looked through the text of a posting, and how many different names of tools it saw
# there that the catalogue lacks. open_name has their places, open_term what they are called and the key under
# which their spellings count as one. queued_term is what shipped facts keep of them: how many employers use
# one, from which month to which
TABLES_5 = (
    "CREATE TABLE finder(id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE)",
    """
    CREATE TABLE name_search(
        posting INTEGER PRIMARY KEY REFERENCES posting(id),
        finder INTEGER NOT NULL REFERENCES finder(id),
        names INTEGER NOT NULL)""",
    "CREATE TABLE open_term(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, key TEXT NOT NULL)",
    """
    CREATE TABLE open_name(
        posting INTEGER NOT NULL REFERENCES posting(id),
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        term INTEGER NOT NULL REFERENCES open_term(id),
        PRIMARY KEY(posting, start)) WITHOUT ROWID""",
    """
    CREATE TABLE queued_term(
        key TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        employers INTEGER NOT NULL,
        first_month TEXT,
        last_month TEXT) WITHOUT ROWID""",
)

# searched: NULL for a source that was not collected by searches, and where a release did not look for it.
# shipped: 1 for a row that came with the shipped facts. Earlier schemas did not note it, but a store begins
# with all of them, mentions without `stop` are theirs alone, and a row numbered below one of theirs is theirs
TABLES_6 = (
    "ALTER TABLE reading ADD COLUMN searched INTEGER",
    "ALTER TABLE posting ADD COLUMN shipped INTEGER NOT NULL DEFAULT 0",
    """
    UPDATE posting
    SET shipped = 1
    WHERE first_run = 0 AND id NOT IN (SELECT posting FROM text) AND id <= (
        SELECT max(mention.posting)
        FROM mention
        JOIN posting marked ON marked.id = mention.posting AND marked.first_run = 0
        WHERE stop IS NULL)""",
)

TABLES_2 = (
    # shares are fractions of vacancies, with how far each cause moved them (see `Revision`)
    """
    CREATE TABLE revision(
        run INTEGER NOT NULL,
        scope TEXT NOT NULL,
        skill INTEGER NOT NULL REFERENCES skill(id),
        share_before REAL,
        share_after REAL,
        vacancies_before INTEGER NOT NULL,
        vacancies_after INTEGER NOT NULL,
        by_rules REAL,
        by_merges REAL,
        by_closed REAL,
        by_new REAL,
        PRIMARY KEY(run, scope, skill)) WITHOUT ROWID""",
    "ALTER TABLE posting ADD COLUMN cut INTEGER NOT NULL DEFAULT 0",  # 1: title or text was too long
    "ALTER TABLE run ADD COLUMN note TEXT",
)
