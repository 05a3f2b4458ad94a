"""Which postings are one vacancy."""

import sqlite3


def assign_vacancies(connection: sqlite3.Connection) -> None:
    """Bring together exact copies of one employer."""
    connection.execute("DELETE FROM vacancy")
    connection.execute(
        "INSERT INTO vacancy SELECT p.id, min(p.id) OVER (PARTITION BY alias.employer, p.text_digest), "
        "min(p.id) OVER (PARTITION BY alias.employer, p.text_digest), 0 "
        "FROM posting p JOIN alias ON alias.id = p.alias"
    )
