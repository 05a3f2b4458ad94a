"""A store on disk with an invented market: what the dashboard's tests and its browser look at."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from data.records import (
    CLOUDS,
    LEVELS,
    ROLES,
    SENIORITIES,
    WORKPLACES,
    BoardResult,
    BoardState,
    Facts,
    Mention,
    Posting,
    Reading,
    Tables,
)  # laid out as a table  # fmt: skip
from data.store.writer import Store

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
DIGEST = "0123456789abcdef"
HEADINGS = {
    "required": "What you bring", "preferred": "Nice to have", "mentioned": "What you will do",
    "boilerplate": "About us",
}  # laid out as a table  # fmt: skip
TITLES = {"ml_engineer": "Machine Learning Engineer", "data_scientist": "Data Scientist"}
TOWNS = {"US": "Springfield, US", "GB": "Ambridge, GB", "DE": "Neustadt, DE"}


def write_market(path: Path, postings: int = 1_500, seed: int = 3) -> Path:
    """Write a store with `postings` invented postings and return its path."""
    tables = generate_tables(postings, seed)
    items = [invented(tables, row) for row in range(postings)]
    write_store(path, items, shipped=True)
    return path


def write_store(path: Path, items: Sequence[tuple[Posting, Reading]], *, shipped: bool = False) -> None:
    """Write postings with their readings as one finished run, or as if they had come with the product."""
    with Store.open(path, create=True) as store:
        run = store.begin_run("scrape", NOW)
        for source, board in sorted({(posting.source, posting.board) for posting, _ in items}):
            mine = [posting for posting, _ in items if (posting.source, posting.board) == (source, board)]
            store.upsert_postings(source, board, mine, run_id=run, now=NOW)
            result = BoardResult(source, board, "complete", kept=len(mine))
            store.save_board_result(run, result, BoardState(source, board, last_outcome="complete"))
        read = {posting.text: reading for posting, reading in items}  # every text has its own number
        found = [(key, read[text]) for key, _, _, _, text in store.unread(DIGEST)]
        store.save_readings(found, DIGEST)
        store.assign_vacancies()
        if shipped:
            with store.writing() as connection:
                connection.execute("UPDATE posting SET first_run = 0")
        store.finish()
        store.end_run(run, NOW, "finished")


def invented(tables: Tables, row: int) -> tuple[Posting, Reading]:
    """Return one posting of a synthetic market as an invented text, and what is to be read from it."""
    role, country = ROLES[tables.role[row]], tables.countries[tables.country[row]]
    source = tables.sources[tables.source[row]]
    text, mentions = written(tables, row)
    posting = Posting(
        source=source, board=source, external_id=str(row), url=f"https://boards.example/{source}/{row}",
        title=TITLES.get(role, role.replace("_", " ").title()),
        employer=tables.employers[tables.employer[row]].replace("Employer", "Invented Works"),
        text=text, location=TOWNS.get(country, country),
        posted_at=datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=int(tables.posted_day[row])),
        posted_precision="day",
    )  # laid out as a table  # fmt: skip
    facts = Facts(
        role=role, seniority=SENIORITIES[tables.seniority[row]], workplace=WORKPLACES[tables.workplace[row]],
        clouds=tuple(cloud for k, cloud in enumerate(CLOUDS) if tables.clouds[row] >> k & 1), country=country,
    )  # laid out as a table  # fmt: skip
    flags = ("stuffed",) if tables.flags[row] & 1 else ()
    return posting, Reading(tuple(mentions), facts, flags)


def written(tables: Tables, row: int) -> tuple[str, list[Mention]]:
    """Return a text that names the row's skills under the heading of each level, and the mentions in it."""
    names = {skill.id: skill.name for skill in SYNTHETIC_SKILLS}
    first, last = np.searchsorted(tables.mention_posting, [row, row + 1])
    text, mentions = f"Team {row} builds forecasts for gardens.\n", []
    for level, heading in HEADINGS.items():
        here = [k for k in range(first, last) if LEVELS[tables.mention_level[k]] == level]
        text += f"\n{heading}\n" if here else ""
        for k in here:
            skill, group = tables.skills[tables.mention_skill[k]], int(tables.mention_group[k])
            start = len(text) + len("- You work with ")
            text += f"- You work with {names[skill]} on invented things.\n"
            end = start + len(names[skill])
            mentions.append(
                Mention(skill, names[skill], start, end, level, group if group >= 0 else None, "alias")
            )
    return text, mentions
