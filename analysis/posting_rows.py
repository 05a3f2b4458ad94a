"""The postings of a slice as flat rows: the evidence itself, with what was read from each."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np

from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FILTERS, OptionRules, Row
from analysis.market.grounded import NEWEST
from analysis.market.rows import row_of
from analysis.market.selection import select
from analysis.market.slices import Slice
from data.records import CLOUDS, PAY_PERIODS, ROLES, SENIORITIES, WORKPLACES
from data.store.reader import Reader
from data.store.reading.store_records import PostingLine

PAGE = 1_000  # postings looked up at a time
POSTINGS = OptionRules(uses=("skill", *FILTERS))
POSTING_COLUMNS = (
    *(field.name for field in fields(PostingLine)),
    *("role", "seniority", "workplace", "country", "clouds", "pay_minimum", "pay_maximum", "pay_currency"),
    *("pay_period", "years_minimum", "skills", "snapshot", "catalog", "slice", NEWEST),
)


def posting_rows(path: Path, corpus: Corpus, part: Slice, skills: Sequence[str]) -> Iterator[Row]:
    """Yield the postings that stand for the slice (those naming all named skills), newest first.

    `path` is the store that the corpus was made of. Raises UsageError for a skill that no posting names.
    """
    selection, tables = select(corpus, part), corpus.postings
    named = np.ones(len(selection.rows), dtype=np.bool_)
    for skill in skills:
        named &= selection.names(corpus.code(skill))
    rows = selection.rows[named]
    rows = rows[np.argsort(-tables.posted_day[rows], kind="stable")]
    place = {int(tables.posting_id[row]): int(row) for row in rows}
    named_by = _skills_by_row(corpus)
    with Reader.open(path) as reader:
        for start in range(0, len(rows), PAGE):
            for line in reader.lines(tables.posting_id[rows[start : start + PAGE]]):
                facts = _facts_of(corpus, place[line.id], named_by)
                yield {**row_of(line), **facts, "slice": part.to_query()}


def _skills_by_row(corpus: Corpus) -> list[list[str]]:
    """Return, for each row of the corpus, the names of the skills that its posting names at any level."""
    named: list[list[str]] = [[] for _ in range(len(corpus))]
    for code, skill in enumerate(corpus.skills):
        for row in corpus.pairs.row[corpus.pairs.of(code)].tolist():
            named[row].append(skill.name)
    return named


def _facts_of(corpus: Corpus, row: int, named_by: list[list[str]]) -> Row:
    """Return what was read from one posting, with the digests of facts and rules."""
    tables = corpus.postings
    return {
        "role": _word(ROLES, tables.role[row]),
        "seniority": _word(SENIORITIES, tables.seniority[row]),
        "workplace": _word(WORKPLACES, tables.workplace[row]),
        "country": _word(tables.countries, tables.country[row]),
        "clouds": "; ".join(cloud for k, cloud in enumerate(CLOUDS) if tables.clouds[row] >> k & 1),
        "pay_minimum": float(tables.salary_min[row]),
        "pay_maximum": float(tables.salary_max[row]),
        "pay_currency": _word(tables.currencies, tables.currency[row]),
        "pay_period": _word(PAY_PERIODS, tables.pay_period[row]),
        "years_minimum": float(tables.years_min[row]),
        "skills": "; ".join(named_by[row]),
        "snapshot": corpus.snapshot,
        "catalog": corpus.catalog,
    }


def _word(values: tuple[str, ...], code: np.integer) -> str | None:
    """Return the value of a code, None where it is missing."""
    return values[code] if code >= 0 else None
