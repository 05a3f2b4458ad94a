"""What each kind of figure prints: one flat row per figure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from analysis.figures.changes import changes
from analysis.figures.claims import check_claims
from analysis.figures.differences import compare
from analysis.figures.mix import same_mix
from analysis.figures.pairs import pairs
from analysis.figures.pay_percentiles import pay
from analysis.figures.shares import Share, employer_equal, influences, shares
from analysis.figures.skill_families import families
from analysis.figures.trends import trends
from analysis.kinds.demand.trend import trend_rows as trend_rows_of
from analysis.market.corpus import Corpus
from analysis.market.periods import Period, year_apart
from analysis.market.rows import row_of
from analysis.market.slices import Slice
from analysis.study.cloud_figures import CloudFigure
from analysis.study.interviews import interview_view
from analysis.study.projects import score_projects
from analysis.study.study_plan import cloud_first, ids_of, plan
from data.catalogue.guides import load_claims, load_interviews, load_projects
from data.errors import UsageError
from data.files.csvfile import Cell

Row = Mapping[str, Cell]
TRENDS = 5  # skills in a trend when none is named


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask of a figure, beside its slice."""

    skills: tuple[str, ...]
    have: tuple[str, ...]
    kinds: tuple[str, ...] | None
    top: int
    before: str | None
    after: str | None
    step: str
    steps: int
    practices: bool
    against: str | None


def share_rows(corpus: Corpus, part: Slice, asked: Asked) -> Iterable[Row]:
    """Return the shares of the named skills, or of the strongest."""
    found = shares(corpus, part, asked.skills or None, kinds=asked.kinds, top=asked.top)
    return [row_of(row) for row in found.rows]


def trend_rows(corpus: Corpus, part: Slice, asked: Asked) -> Iterable[Row]:
    """Return a row per skill and period; without named skills, of the five strongest."""
    skills = asked.skills or [row.skill for row in shares(corpus, part, kinds=asked.kinds, top=TRENDS).rows]
    return trend_rows_of(trends(corpus, part, skills, step=asked.step))


def change_rows(corpus: Corpus, part: Slice, asked: Asked) -> Iterable[Row]:
    """Return the changes between two periods, by default the latest half year and a year before."""
    periods = _periods(corpus, asked)
    found = changes(corpus, part, *periods, asked.skills or None, kinds=asked.kinds, top=asked.top)
    return [row_of(row) for row in found.rows]


def mix_rows(corpus: Corpus, part: Slice, asked: Asked) -> Iterable[Row]:
    """Return the changes of the named skills at the same mix of sources, roles and seniorities."""
    periods = _periods(corpus, asked)
    return [row_of(same_mix(corpus, part, *periods, skill)) for skill in _named(asked)]


def _periods(corpus: Corpus, asked: Asked) -> tuple[Period, Period]:
    if (asked.before is None) != (asked.after is None):
        raise UsageError("give both --before and --after, or neither")
    if asked.before and asked.after:
        periods: tuple[Period, Period] | None = (Period.parse(asked.before), Period.parse(asked.after))
    else:
        periods = year_apart(corpus)
    if periods is None:
        raise UsageError("the postings do not reach back a year; name two periods with --before and --after")
    if periods[1].since < periods[0].until:
        raise UsageError(f"--before {periods[0].text} must end before --after {periods[1].text} starts")
    return periods


def _named(asked: Asked) -> tuple[str, ...]:
    if not asked.skills:
        raise UsageError("name a skill with --skill")
    return asked.skills


def compare_rows(corpus: Corpus, part: Slice, asked: Asked) -> Iterable[Row]:
    """Return how the slice differs from the one of --against."""
    if asked.against is None:
        raise UsageError("name the other slice with --against, such as --against role=data_scientist")
    other = Slice.from_query(asked.against)
    found = compare(corpus, part, other, asked.skills or None, kinds=asked.kinds, top=asked.top)
    return [row_of(row) for row in found.rows]


def pair_rows(corpus: Corpus, part: Slice, asked: Asked) -> Iterable[Row]:
    """Return the pairs that surely go together, all or those of one skill."""
    skill = asked.skills[0] if asked.skills else None
    found = pairs(corpus, part, skill=skill, kinds=asked.kinds, top=asked.top)
    return [row_of(row) for row in found.rows]


def study_rows(corpus: Corpus, part: Slice, asked: Asked) -> Iterable[Row]:
    """Return the steps of the plan of somebody with these skills, with the fit after each."""
    found = plan(corpus, part, asked.have, steps=asked.steps, practices=asked.practices)
    if found.why:
        return [{"step": 0, "why": found.why, "sentence": found.sentence}]
    start: Row = {
        "step": 0, "skill": "; ".join(found.have), "fit": found.fit, "unlocked": found.unlocked,
        "low": found.low, "high": found.high, "n": found.n, "sentence": found.sentence,
    }  # fmt: skip
    walked = [
        {"step": place, "fit": step.fit, "unlocked": step.unlocked, **row_of(step.gain)}
        for place, step in enumerate(found.steps, 1)
    ]
    return [start, *walked]


def influence_rows(corpus: Corpus, part: Slice, asked: Asked) -> Iterable[Row]:
    """Return the employers that move the named skills most."""
    return [row_of(row) for skill in _named(asked) for row in influences(corpus, part, skill, 5)]


def equal_rows(corpus: Corpus, part: Slice, asked: Asked) -> Iterable[Row]:
    """Return the shares of the named skills with one voice for each employer."""
    return [row_of(employer_equal(corpus, part, skill)) for skill in _named(asked)]


def cloud_rows(corpus: Corpus, part: Slice, asked: Asked) -> Iterable[Row]:
    """Return a row for each of the three clouds, the person's own first; its sentence says the verdict."""
    found = cloud_first(corpus, part, asked.have)
    verdict: Row = {"verdict": found.verdict, "why": found.circular or found.why}
    return [{**cloud_row(one), **verdict} for one in found.clouds] or [
        {**verdict, "sentence": found.sentence}
    ]


def cloud_row(one: CloudFigure) -> Row:
    """Return a cloud as a flat row: its gain's cells, and what the person shows of it."""
    row = row_of(one)
    own = {name: cell for name, cell in row.items() if not name.startswith("gain_")}
    return {**row_of(one.gain), **own}


def claim_rows(corpus: Corpus, _part: Slice, _asked: Asked) -> Iterable[Row]:
    """Return the published claims with our figure and the verdict; each claim has a slice of its own."""
    return [
        {
            **row_of(check.claim), "claimed_low": check.claim.low, "claimed_high": check.claim.high,
            "verdict": check.verdict, "p_value": check.p_value,
            "adjusted": check.adjusted, "why": check.why, **_ours(check.ours), "sentence": check.sentence,
        }
        for check in check_claims(corpus, load_claims())
    ]  # fmt: skip


def interview_rows(corpus: Corpus, part: Slice, _asked: Asked) -> Iterable[Row]:
    """Return what interviews for the role ask, beside the share of postings that name it."""
    return [
        {
            "round": view.round_name, "topic": view.name, "weight": view.weight, "hidden": view.is_hidden,
            "share": None, **_ours(view.ads), "why": view.why, "source": view.source,
            "related": "; ".join(view.related), "sentence": view.sentence,
        }
        for view in interview_view(corpus, part, load_interviews())
    ]  # fmt: skip


def project_rows(corpus: Corpus, part: Slice, asked: Asked) -> Iterable[Row]:
    """Return the portfolio projects by what they add to the skills a person has."""
    have = ids_of(corpus, asked.have)
    return [row_of(score) for score in score_projects(corpus, part, load_projects(), have)]


def family_rows(corpus: Corpus, part: Slice, _asked: Asked) -> Iterable[Row]:
    """Return the families of skills that survive resampling."""
    return [row_of(family) for family in families(corpus, part)]


def _ours(found: Share | None) -> Row:
    names = ("share", "low", "high", "n", "employers", "slice", "snapshot", "catalog", "receipt")
    row = row_of(found) if found else {}
    return {name: row.get(name) for name in names if name in row}


def pay_rows(corpus: Corpus, part: Slice, asked: Asked) -> Iterable[Row]:
    """Return the percentiles of stated pay by currency and year, for each named skill if there is any."""
    skills: tuple[str | None, ...] = asked.skills or (None,)
    return [row_of(row) for skill in skills for row in pay(corpus, part, skill, by_year=True)]


KINDS: dict[str, Callable[[Corpus, Slice, Asked], Iterable[Row]]] = {
    "share": share_rows,
    "equal": equal_rows,
    "trend": trend_rows,
    "change": change_rows,
    "mix": mix_rows,
    "compare": compare_rows,
    "pairs": pair_rows,
    "study": study_rows,
    "influence": influence_rows,
    "cloud": cloud_rows,
    "pay": pay_rows,
    "claims": claim_rows,
    "interviews": interview_rows,
    "projects": project_rows,
    "families": family_rows,
}
