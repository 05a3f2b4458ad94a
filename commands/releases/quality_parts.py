"""The parts of a report of quality: each a heading, sentences and a table of registered figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FigureOptions, Row
from analysis.market.figure_words import in_hundred, interval_in_words, listed, points, silent_in_words
from analysis.market.grounded import grounded
from analysis.market.periods import Period, shifted
from analysis.market.slices import Slice
from analysis.registry import figure_kinds
from commands.releases.vintage_record import cause_in_words, headline_shares, moved, vintage_of
from data.origins import collections, source_name
from data.records import FLAGS
from data.releases.shelf_life import shipped_shelf_life
from data.releases.vintages import load_vintages
from data.store.reader import Reader
from data.store.reading.store_records import Duplicates, SourceCoverage

MOST_NAMED = 10
NEAR = "near text"
FLAG_WORDS = {
    "stuffed": "name so many skills that no share counts them",
    "recruiter": "are of employers that place people with others; shares count them",
    "cut": "are longer than what is read of a text; shares count them",
}


@dataclass(frozen=True, slots=True)
class ReportPart:
    """One part: sentences without their full stops, and a table with as many cells a row as `header` has."""

    title: str
    said: tuple[str, ...]
    header: tuple[str, ...] = ()
    rows: Sequence[Sequence[object]] = field(default=())


def quality_parts(path: Path, corpus: Corpus, part: Slice, today: date) -> Iterator[ReportPart]:
    """Yield the parts of a report on a selection of the facts in a store."""
    with Reader.open(path) as reader:
        covered, duplicates = reader.coverage(), reader.duplicates()
    yield population(corpus, part)
    yield by_source(corpus, covered)
    yield left_out(corpus)
    yield joined(duplicates)
    yield accuracy(corpus)
    yield wording(corpus)
    yield without_a_source(corpus, part)
    yield headlines(corpus, today)


def rows_of(corpus: Corpus, kind: str, part: Slice, **asked: object) -> list[Row]:
    """Return the rows of a registered kind of figure."""
    options = FigureOptions(**asked)  # type: ignore[arg-type]
    return list(grounded(corpus, figure_kinds()[kind].rows(corpus, part, options)))


def population(corpus: Corpus, part: Slice) -> ReportPart:
    """Whom the figures of the selection speak for, and on how much they rest."""
    (row,) = rows_of(corpus, "population", part)
    digests = f"facts {corpus.snapshot}, read by the rules {corpus.catalog}"
    said = [
        digests,
        str(row["sentence"]),
        f"receipt: `{row['receipt']}`",
        shipped_shelf_life().sentence.rstrip("."),
    ]
    return ReportPart("Target population and effective sample", tuple(said))


def by_source(corpus: Corpus, covered: Sequence[SourceCoverage]) -> ReportPart:
    """What each source holds over all years, who collected it, and in which months it has nothing."""
    rows = []
    for source in corpus.postings.sources:
        (counted,) = rows_of(corpus, "population", Slice(sources=(source,)))
        (posted,) = rows_of(corpus, "population", Slice(sources=(source,), denominator="postings"))
        mine = [one.month for one in covered if one.source == source]
        cells = (posted["n"], counted["n"], counted["employers"], posted["months"])
        days = f"{counted['first_day']} to {counted['last_day']}"
        rows.append([source_name(source), *cells, days, spans(gaps(mine))])
    rows.sort(key=lambda row: (-int(str(row[1])), str(row[0])))
    said = [
        f"{listed(named, 'and')}: {one.sentence}"
        for one in collections()
        if (named := [source_name(source) for source in one.sources if source in corpus.postings.sources])
    ]
    header = ("source", "postings", "vacancies", "employers", "months", "days", "months without a posting")
    return ReportPart("Sources", tuple(said), header, rows)


def gaps(months: Sequence[str]) -> list[str]:
    """Return the months (YYYY-MM) without a posting between the first and the last of those that have one."""
    there = sorted(set(months))
    first, last = (Period.parse(month).since for month in (there[0], there[-1])) if there else (None, None)
    found = []
    while first and last and first <= last:
        if f"{first:%Y-%m}" not in there:
            found.append(f"{first:%Y-%m}")
        first = shifted(first, 1)
    return found


def spans(months: Sequence[str]) -> str:
    """Return '2023-06 to 2024-03; 2025-01' for months in order; "none" without one."""
    runs: list[list[str]] = []
    for month in months:
        if runs and f"{shifted(Period.parse(runs[-1][-1]).since, 1):%Y-%m}" == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return "; ".join(run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs) or "none"


def left_out(corpus: Corpus) -> ReportPart:
    """How many postings have a flag, and how many vacancies name no skill."""
    flags, total = corpus.postings.flags, len(corpus)
    rows = []
    for bit, flag in enumerate(FLAGS):
        count = int(np.count_nonzero(flags >> np.uint8(bit) & 1))
        rows.append([flag, count, f"{100 * count / max(1, total):.1f}", FLAG_WORDS[flag]])
    (row,) = rows_of(corpus, "population", Slice())
    said = f"of {row['n']:,} vacancies, {silent_in_words(int(str(row.get('silent', 0))), 'asked')}"
    return ReportPart(
        "Flags, and what shares do with them", (said,), ("flag", "postings", "of 100", "postings that"), rows
    )


def joined(found: Duplicates) -> ReportPart:
    """How many postings make a vacancy, and why they are one."""
    each = found.postings / max(1, found.vacancies)
    near = found.by_reason.get(NEAR, 0) / max(1, found.postings)
    said = (
        f"{found.postings:,} postings are {found.vacancies:,} vacancies, {each:.2f} postings a vacancy",
        f"{100 * near:.1f} of 100 postings nearly repeat the text of another one",
    )
    rows = [[reason, count] for reason, count in found.by_reason.items()]
    return ReportPart("Duplicates", said, ("why they are one", "postings"), rows)


def accuracy(corpus: Corpus) -> ReportPart:
    """How well postings of each half-year are read."""
    by_label: dict[str, list[object]] = {}
    names = []
    for row in rows_of(corpus, "accuracy", Slice()):
        names.append(f"{row['measure']} of {row['what']}")
        by_label.setdefault(str(row["label"]), []).append(_of_100(row))
    header = ("half-year", *dict.fromkeys(names))
    said = (
        "of 100, with 95% intervals; a number in brackets alone is how many labels there are, too few to say"
    )
    few = [label for label, cells in by_label.items() if all(str(cell).startswith("(") for cell in cells)]
    rows = [[label, *cells] for label, cells in by_label.items() if label not in few]
    rest = [f"fewer than 20 labels of every kind: {', '.join(few)}"] if few else []
    return ReportPart("Reading error by half-year", (said, *rest), header, rows)


def _of_100(row: Row) -> str:
    if row["share"] is None:
        return f"({row['n']})"
    share, low, high = (float(str(row[name])) for name in ("share", "low", "high"))
    return f"{in_hundred(share)} ({interval_in_words(low, high)})"


def wording(corpus: Corpus) -> ReportPart:
    """The register index by half-year."""
    title = "How advertisements are written"
    found = rows_of(corpus, "wording", Slice(), top=1)
    rows = [_index(row) for row in found if row["word"] is None and row["label"] is not None]
    if not rows:
        return ReportPart(title, (str(found[0]["sentence"]),))
    said = "index of plain words, 100 is usual for advertisements of the same source and length"
    return ReportPart(title, (said,), ("half-year", "index", "words", "vacancies"), rows)


def _index(row: Row) -> list[object]:
    if row["index"] is None:
        return [row["label"], row["why"], f"{row['words']:.0f}", row["n"]]
    ends = f"{row['low']:.0f} to {row['high']:.0f}"
    return [row["label"], f"{row['index']:.0f} ({ends})", f"{row['words']:.0f}", row["n"]]


def without_a_source(corpus: Corpus, part: Slice) -> ReportPart:
    """How far leaving one source out moves the shares of the most named skills."""
    rows = []
    for named in rows_of(corpus, "share", part, top=MOST_NAMED):
        (row,) = rows_of(corpus, "population", part, skills=(str(named["id"]),))
        if row["left_out"] is None:
            rows.append([named["skill"], _of_100(named), "", "", ""])
            continue
        share, without = float(str(row["left_out_share"])), float(str(row["left_out_without"]))
        cells = (in_hundred(without), points(without - share))
        rows.append([named["skill"], _of_100(named), row["left_out"], *cells])
    (whole,) = rows_of(corpus, "population", part)
    needed = str(whole["needed_sources"] or "")
    said = (f"without {needed} too few vacancies are left for a share",) if needed else ()
    header = ("skill", "of 100", "the source that moves it most", "of 100 without it", "points")
    return ReportPart("Leaving one source out", said, header, rows)


def headlines(corpus: Corpus, today: date) -> ReportPart:
    """The headline shares beside those of the last release, and what moved them between all releases."""
    now, recorded = vintage_of(corpus, today), load_vintages()
    earlier = [one for one in recorded if (one.snapshot, one.catalog) != (now.snapshot, now.catalog)]
    said = [f"selection of every headline: `{now.selection}`"]
    said += [cause_in_words(before, after) for before, after in pairwise((*earlier, now))]
    if not earlier:
        said.append("no earlier release is recorded")
    then = earlier[-1].shares if earlier else {}
    again = headline_shares(corpus, Slice.from_query(earlier[-1].selection)) if earlier else {}
    header = ("skill", "last release, of 100", "its selection now", "this release", "revised", "other period")
    return ReportPart(
        "Headline figures and what they were", tuple(said), header, list(moved(then, again, now.shares))
    )
