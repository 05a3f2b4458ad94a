"""The study plan's own proof: made from an earlier period, measured on a later one that it never saw.

Beside it stand what the same person meets without learning anything, the same number of skills taken from
the top of the list of the earlier period, and a plan that was made from the later period itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.market.corpus import Corpus
from analysis.market.figure_words import count_of, in_hundred, interval_in_words
from analysis.market.knowledge import Holdings
from analysis.market.periods import Period
from analysis.market.provenance import (
    Interval,
    OfTwoPeriods,
    Provenance,
    Sample,
    Suppressible,
    Traced,
    provenance_of,
)
from analysis.market.selection import most_named, select
from analysis.market.slices import Slice
from analysis.study.person import Person
from analysis.study.requirements import Requirements, requirements
from analysis.study.study_plan import TOOL_KINDS, ids_of, plan

LEARNED = 5  # skills of each list: about a year beside a job, and no list is long enough to hold everything
SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut(Traced, OfTwoPeriods, Suppressible):
    """The requirements of a later period met with a plan that was made from an earlier one.

    `fit` is met with the skills in `have` and the planned ones in `steps`, `nothing` with those in `have`
    alone, `most_named` with the most named skills of the earlier period, `hindsight` with a plan made from
    the later period. All are fractions of a vacancy's requirements, of the later period. The interval is of
    `fit`, with the plan as it is.
    """

    COLUMNS = (
        "fit", "low", "high", "nothing", "most_named", "hindsight", "have", "steps", "n_before", "n_after",
        "employers_before", "employers_after", "why", "period_before", "period_after", "slice", "snapshot",
        "catalog",
    )  # fmt: skip # one name a line would hide their order

    provenance: Provenance
    samples: tuple[Sample, Sample]
    have: tuple[str, ...]
    steps: tuple[str, ...] = ()
    interval: Interval | None = None
    nothing: float | None = None
    most_named: float | None = None
    hindsight: float | None = None
    why: str | None = None

    @property
    def fit(self) -> float | None:
        """The part of the later requirements that is met with the plan of the earlier period."""
        return self.value

    @property
    def sentence(self) -> str:
        """What the plan would have met, beside the three it is measured by."""
        if self.fit is None or self.low is None or self.high is None:
            return f"the plan cannot be tested on later postings: {self.why}"
        rivals = (self.hindsight or 0.0, self.most_named or 0.0, self.nothing or 0.0)
        seen, most, none = map(in_hundred, rivals)
        before, after = self.period_before.in_words, self.period_after.in_words
        return (
            f"a plan of {count_of(len(self.steps), 'skill')} made from {self.slice.whom()} of {before} would "
            f"have met about {in_hundred(self.fit)} in 100 requirements "
            f"({interval_in_words(self.low, self.high)}) of those of {after}; a plan made from the later "
            f"ones {seen}, the most named skills {most}, learning nothing {none}"
        )

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return self.provenance.receipt("proof", [], self.fit, have=self.have)


def held_out(corpus: Corpus, part: Slice, have: Sequence[str], before: Period, after: Period) -> HeldOut:
    """Measure on `after` a plan of somebody with these skills (ids or names) that was made from `before`.

    Requirements are tools. The dates of the slice do not count: the periods stand in for them.
    """
    earlier, later = (part.narrowed(since=one.since, until=one.until) for one in (before, after))
    held = ids_of(corpus, have)
    first, last = (requirements(corpus, one, TOOL_KINDS, SEED) for one in (earlier, later))
    made = HeldOut(
        provenance=provenance_of(corpus, part.narrowed(since=None, until=None), periods=(before, after)),
        samples=(first.sample, last.sample),
        have=held,
        why=_why(first, before) or _why(last, after),
    )
    if made.why:
        return made
    planned = _planned(corpus, earlier, held)
    if not planned:
        return replace(made, why=f"{before.in_words}: your skills meet all that is required often enough")
    named = _named(corpus, earlier, held)
    person = _with(last, (*held, *planned))
    return replace(
        made,
        steps=tuple(corpus.name(skill) for skill in planned),
        interval=person.fit_interval(),
        nothing=_with(last, held).fit,
        most_named=_with(last, (*held, *named)).fit,
        hindsight=_with(last, (*held, *_planned(corpus, later, held))).fit,
    )


def _why(found: Requirements, period: Period) -> str | None:
    """Return why a period has too little for a figure, None where it has enough."""
    return found.why and f"{period.in_words}: {found.why}"


def _planned(corpus: Corpus, part: Slice, held: tuple[str, ...]) -> list[str]:
    return [step.gain.skill for step in plan(corpus, part, held, steps=LEARNED, seed=SEED).steps]


def _named(corpus: Corpus, part: Slice, held: tuple[str, ...]) -> list[str]:
    """Return the most named tools that are not held yet, nor proved by what is, nor words for a field."""
    known = Holdings(corpus.knowledge, [corpus.index[skill] for skill in held]).held
    known = known | corpus.knowledge.umbrella
    codes = most_named(corpus, select(corpus, part).totals(), TOOL_KINDS)
    return [corpus.skills[code].id for code in codes if not known[code]][:LEARNED]


def _with(found: Requirements, have: tuple[str, ...]) -> Person:
    return Person(found, have, practices=False, efforts=None, seed=SEED)
