"""The headline figures of the facts in use, as a release records them, and how they moved."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np

from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FigureOptions, Row
from analysis.market.figure_words import points
from analysis.market.periods import newest_day
from analysis.market.slices import Slice
from analysis.options import in_default_period
from analysis.registry import figure_kinds
from data.releases.vintages import HeadlineShare, Vintage, cause_of
from data.version import VERSION

HEADLINES = (
    *("python", "sql", "aws", "azure", "gcp", "docker"),
    *("kubernetes", "pytorch", "tensorflow", "spark", "large-language-models", "mlops"),
)
ROLE = "ml_engineer"


def vintage_of(corpus: Corpus, today: date) -> Vintage:
    """Return the headline figures of some facts: twelve skills of one role in the default period."""
    part = in_default_period(corpus, Slice(roles=(ROLE,)))
    whole, posted = (
        next(iter(figure_kinds()["population"].rows(corpus, Slice(denominator=unit), FigureOptions())))
        for unit in ("vacancies", "postings")
    )
    newest = newest_day(corpus)
    return Vintage(
        version=VERSION,
        day=today.isoformat(),
        snapshot=corpus.snapshot,
        catalog=corpus.catalog,
        collected=collected_digest(corpus),
        newest_posting=newest.isoformat() if newest else None,
        postings=_whole(posted["n"]),
        vacancies=_whole(whole["n"]),
        employers=_whole(whole["employers"]),
        selection=part.to_query(),
        shares=headline_shares(corpus, part),
    )


def headline_shares(corpus: Corpus, part: Slice) -> dict[str, HeadlineShare]:
    """Return the headline shares of a selection, by the id of the skill; none where nobody names it."""
    skills = tuple(skill for skill in HEADLINES if skill in corpus.index)
    rows = figure_kinds()["share"].rows(corpus, part, FigureOptions(skills=skills)) if skills else ()
    return {str(row["id"]): _headline(row) for row in rows}


def _headline(row: Row) -> HeadlineShare:
    share, low, high = (_number(row[name]) for name in ("share", "low", "high"))
    return HeadlineShare(share, low, high, _whole(row["n"]), str(row["receipt"]))


def _number(cell: object) -> float | None:
    return None if cell is None else float(str(cell))


def _whole(cell: object) -> int:
    return int(str(cell))


def collected_digest(corpus: Corpus) -> str:
    """Return sixteen characters that say which source posted how much on which day, whatever was read."""
    tables = corpus.postings
    order = np.lexsort((tables.posted_day, tables.source))
    found = hashlib.sha256("\n".join(tables.sources).encode("utf-8", "surrogatepass"))
    for column in (tables.source, tables.posted_day):
        found.update(np.ascontiguousarray(column[order], dtype="<i4").tobytes())
    return found.hexdigest()[:16]


def moved(
    before: Mapping[str, HeadlineShare], again: Mapping[str, HeadlineShare], now: Mapping[str, HeadlineShare]
) -> Iterator[list[object]]:
    """Yield how each headline share moved since an earlier release.

    `again` are the shares of the earlier selection in today's facts. The cells are the skill, the shares
    then, again and now, how far the old figure is revised and how far the new selection moves it, in points.
    """
    for skill, one in now.items():
        then, still = before.get(skill), again.get(skill)
        yield [skill, *map(_in_words, (then, still, one)), _apart(then, still), _apart(still, one)]


def _apart(before: HeadlineShare | None, after: HeadlineShare | None) -> str:
    if before is None or after is None or before.share is None or after.share is None:
        return ""
    return points(after.share - before.share)


def _in_words(one: HeadlineShare | None) -> str:
    if one is None or one.share is None or one.low is None or one.high is None:
        return ""
    return f"{100 * one.share:.1f} ({100 * one.low:.0f} to {100 * one.high:.0f})"


def cause_in_words(before: Vintage, after: Vintage) -> str:
    """Say between which releases figures moved, and by what as far as it is known."""
    added = after.postings - before.postings
    is_moved = any(
        _apart(before.shares.get(skill), one) not in ("", "0") for skill, one in after.shares.items()
    )
    said = f"what moved the shares is {cause_of(before, after)}" if is_moved else "no headline share moved"
    other = "" if before.selection == after.selection else f"; the selection was `{before.selection}`"
    return (
        f"from the facts {before.snapshot} (released {before.day}) to {after.snapshot}: {added:+,} postings "
        f"counted; {said}{other}"
    )
