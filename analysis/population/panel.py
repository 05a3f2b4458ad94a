"""What a selection is a sample of, in one record: whom it speaks for and how much it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.market.basis import silent_units, too_few
from analysis.market.corpus import Corpus, day_of
from analysis.market.figure_words import count_of, day_in_words, in_hundred, listed, silent_in_words
from analysis.market.periods import Period
from analysis.market.provenance import OnSample, Provenance, Sample, Traced, provenance_of
from analysis.market.selection import Selection, most_named, select
from analysis.market.slices import Slice
from analysis.population.by_search import ONE_POINT, BySearch, found_by_search
from analysis.population.months import MonthSpread, Weighed, month_spread
from data.catalogue.reading_quality import load_measured
from data.origins import source_name
from data.records import Skill

MOST_NAMED = 10  # skills whose shares are looked at where none is named
NAMED_SOURCES = 3  # in the sentence; the others are counted
MIN_GAP = 14  # days by which two windows may miss a year before the sentence says so
YEAR = 365

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WithoutSource:
    """How far the share of a skill moves, as a fraction, where the vacancies of one source are left out."""

    source: str
    skill: Skill
    share: float
    without: float

    @property
    def difference(self) -> float:
        """The share without the source less the share with it."""
        return self.without - self.share

    @property
    def sentence(self) -> str:
        """Return 'without LinkedIn, Python would be 47 instead of 53 in 100'."""
        return (
            f"without {source_name(self.source)}, {self.skill.name} would be {in_hundred(self.without)} "
            f"instead of {in_hundred(self.share)} in 100"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionPanel(Traced, OnSample, Weighed):
    """What a selection is a sample of.

    `sources` are codes with their part of the units, the largest first. `spread` says when they were posted.
    `gap_days` is how far apart the mean days of the two windows of a change lie, None where one is empty.
    `moved_most` is the largest change of a share that leaving out one source makes, None where no source can
    be left out; without one of `needed` too little is left for a share. `by_search` says what hangs on the
    searches that collected the postings, None where none did or nobody looked. `role_right` of
    `role_labelled` labelled postings that no rule was written from are read as the role that they are.
    """

    COLUMNS = (
        "n", "employers", "effective_employers", "months", "effective_months", "first_day", "last_day",
        "sources", "needed_sources", "left_out", "left_out_skill", "left_out_share", "left_out_without",
        "searched_part", "searched_skill", "searched_share", "searched_fifth", "gap_days", "period_before",
        "period_after", "role_right", "role_labelled", "slice", "snapshot", "catalog", "by_month",
    )  # fmt: skip # one name a line would hide their order

    provenance: Provenance
    sample: Sample
    silent: int
    spread: MonthSpread
    days: tuple[int, int] | None
    source_parts: tuple[tuple[str, float], ...]
    moved_most: WithoutSource | None
    needed: tuple[str, ...]
    by_search: BySearch | None
    asked: Skill | None
    gap_days: float | None
    role_right: int
    role_labelled: int

    @property
    def first_day(self) -> str | None:
        """The day of the oldest posting of the selection."""
        return day_of(self.days[0]).isoformat() if self.days else None

    @property
    def last_day(self) -> str | None:
        """The day of its newest posting."""
        return day_of(self.days[1]).isoformat() if self.days else None

    @property
    def sources(self) -> tuple[tuple[str, float], ...]:
        """The names of the sources with their part of the units."""
        return tuple((source_name(source), part) for source, part in self.source_parts)

    @property
    def needed_sources(self) -> tuple[str, ...]:
        """The names of the sources without which too little is left for a share."""
        return tuple(map(source_name, self.needed))

    @property
    def left_out(self) -> str | None:
        """The name of the source without which a share moves most."""
        return source_name(self.moved_most.source) if self.moved_most else None

    @property
    def left_out_skill(self) -> str | None:
        """The skill whose share that is."""
        return self.moved_most.skill.name if self.moved_most else None

    @property
    def left_out_share(self) -> float | None:
        """This share with every source."""
        return self.moved_most.share if self.moved_most else None

    @property
    def left_out_without(self) -> float | None:
        """This share without that source."""
        return self.moved_most.without if self.moved_most else None

    @property
    def searched_part(self) -> float | None:
        """Which part of the units has the words of the searches that collected them."""
        return self.by_search.part if self.by_search else None

    @property
    def searched_skill(self) -> str | None:
        """The skill whose share is said for another part."""
        return self.by_search.skill.name if self.by_search and self.by_search.skill else None

    @property
    def searched_share(self) -> float | None:
        """This share as it is printed."""
        return self.by_search.share if self.by_search else None

    @property
    def searched_fifth(self) -> float | None:
        """This share if that part were a fifth."""
        return self.by_search.at_fifth if self.by_search else None

    @property
    def period_before(self) -> Period | None:
        """The earlier window of a change, None where the postings do not reach back."""
        return self.provenance.periods[0] if self.provenance.periods else None

    @property
    def period_after(self) -> Period | None:
        """The later window."""
        return self.provenance.periods[1] if self.provenance.periods else None

    @property
    def population(self) -> str:
        """Whom the figures speak for, in a sentence."""
        if not self.n:
            return f"There are no {self.slice.counted()} here"
        return (
            f"The figures speak for {self.slice.counted()} that were advertised on "
            f"{self.sources_in_words()}; "
            "not for those advertised elsewhere or not at all"
        )

    def sources_in_words(self) -> str:
        """Return 'LinkedIn (62 in 100), Hacker News (21) and 4 other sources'."""
        parts = [f"{name} ({in_hundred(part)}{'' if k else ' in 100'})" for k, (name, part) in self._named()]
        rest = len(self.source_parts) - len(parts)
        return listed([*parts, *([count_of(rest, "other source")] if rest else [])], "and")

    def _named(self) -> list[tuple[int, tuple[str, float]]]:
        shown = self.sources
        return list(enumerate(shown if len(shown) <= NAMED_SOURCES + 1 else shown[:NAMED_SOURCES]))

    @property
    def weight(self) -> str:
        """How much the sample weighs: effective months and employers."""
        return (
            f"postings are spread unevenly: they weigh as {self.effective_months or 0:.1f} equal months of "
            f"{self.months} and {self.sample.kish:,.0f} equal employers of {self.employers:,}"
        )

    @property
    def windows(self) -> str | None:
        """How far apart the windows of a change lie, where that is not about a year; None otherwise."""
        if self.gap_days is None or abs(self.gap_days - YEAR) < MIN_GAP:
            return None
        days = f"{self.gap_days:.0f} days apart on average, not {YEAR}"
        return f"the postings of the two windows of a yearly change lie {days}"

    @property
    def one_source(self) -> str | None:
        """How far one source moves a share, or why that cannot be said; None where there is only one."""
        if self.needed:
            return f"without {listed(self.needed_sources)} too few vacancies are left for a share"
        if self.moved_most is None:
            return None
        if abs(self.moved_most.difference) < ONE_POINT:
            return "no single source moves a share by a point"
        return self.moved_most.sentence

    @property
    def sentence(self) -> str:
        """Whom the figures speak for and how much they rest on, as one line."""
        if not self.n:
            return self.population
        said = [self.population, self.weight]
        said += [f"the newest of them is of {day_in_words(day_of(self.days[1]))}"] if self.days else []
        by_search = self.by_search.sentence if self.by_search else None
        said += [more for more in (self.one_source, by_search, self.windows) if more]
        return "; ".join([*said, silent_in_words(self.silent, self.slice.level)])

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure; its value is the number of effective months."""
        skills = [self.asked.id] if self.asked else []
        return self.provenance.receipt("population", skills, self.effective_months)


def selection_panel(
    corpus: Corpus, part: Slice, skill: str | None = None, *, periods: tuple[Period, Period] | None = None
) -> SelectionPanel:
    """Return what a selection is a sample of.

    `skill` (id or name) is whose share the sources are left out for, the ten most named where it is None.
    `periods` are the two windows of a change. Raises UsageError for an unknown skill.
    """
    selection = select(corpus, part)
    days = corpus.postings.posted_day[selection.rows]
    code = None if skill is None else corpus.code(skill)
    looked_at = most_named(corpus, selection.totals())[:MOST_NAMED] if code is None else [code]
    moved_most, needed = _without_each(selection, looked_at)
    right, labelled = role_accuracy()
    return SelectionPanel(
        provenance=provenance_of(corpus, part, periods=periods),
        sample=Sample.of(selection.sizes),
        silent=silent_units(selection),
        spread=month_spread(selection),
        days=(int(days.min()), int(days.max())) if len(days) else None,
        source_parts=_source_parts(selection),
        moved_most=moved_most,
        needed=needed,
        by_search=found_by_search(selection, looked_at, is_asked=code is not None),
        asked=None if code is None else corpus.skills[code],
        gap_days=_gap(corpus, part, periods) if periods else None,
        role_right=right,
        role_labelled=labelled,
    )


def role_accuracy() -> tuple[int, int]:
    """Return how many labelled postings are read as their role, and of how many; none trained a rule."""
    sets = [one for one in load_measured() if one.is_unseen and "role" in one.figures]
    return sum(round(one.figures["role"] * one.postings) for one in sets), sum(one.postings for one in sets)


def _source_parts(selection: Selection) -> tuple[tuple[str, float], ...]:
    """Return the part of the rows that each source has; of employers, those rows that stand for them."""
    names, source = selection.corpus.postings.sources, selection.corpus.postings.source[selection.rows]
    counts = np.bincount(source, minlength=len(names))
    order = np.argsort(-counts, kind="stable").tolist()
    return tuple((names[code], float(counts[code] / len(source))) for code in order if counts[code])


def _gap(corpus: Corpus, part: Slice, periods: tuple[Period, Period]) -> float | None:
    """Return the days between the mean days of the postings of two windows."""
    means = []
    for one in periods:
        rows = select(corpus, part.narrowed(since=one.since, until=one.until)).rows
        if not len(rows):
            return None
        means.append(float(corpus.postings.posted_day[rows].mean()))
    return means[1] - means[0]


def _without_each(selection: Selection, codes: Sequence[int]) -> tuple[WithoutSource | None, tuple[str, ...]]:
    """Return the largest move of a share by leaving out a source, and those without which too little is left.

    A source of which f of the units are can move no share by more than f / (1 - f), so the small ones are
    not looked at once that is less than what a larger one did.
    """
    corpus, parts = selection.corpus, _source_parts(selection)
    if len(parts) < 2 or not codes or too_few(Sample.of(selection.sizes)):
        return None, ()
    whole = selection.tally(codes).shares()
    found: WithoutSource | None = None
    needed = []
    for source, size in parts:
        if found and selection.part.denominator != "employers" and size <= (1 - size) * abs(found.difference):
            break
        shares = _shares_without(selection, source, codes)
        if shares is None:
            needed.append(source)
            continue
        place = int(np.argmax(np.abs(shares - whole)))
        if found is None or abs(shares[place] - whole[place]) > abs(found.difference):
            skill = corpus.skills[codes[place]]
            found = WithoutSource(source, skill, float(whole[place]), float(shares[place]))
    return found, tuple(needed)


def _shares_without(selection: Selection, source: str, codes: Sequence[int]) -> Floats | None:
    """Return the shares of some skills without one source, None where too little is left."""
    kept = [name for name, _ in _source_parts(selection) if name != source]
    rest = select(selection.corpus, selection.part.narrowed(sources=kept))
    return None if too_few(Sample.of(rest.sizes)) else rest.tally(codes).shares()
