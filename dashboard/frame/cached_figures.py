"""Figures that take longer than a blink, kept for all readers of the same facts and the same slice."""

from collections.abc import Callable, Sequence
from typing import Literal, ParamSpec, TypeVar

import streamlit as st

from analysis.figures.changes import Change, changes
from analysis.figures.pairs import Pairs, pairs
from analysis.figures.shares import TOP, Shares, shares
from analysis.figures.skill_families import SkillFamily, families
from analysis.figures.trends import Trends, trends
from analysis.market.corpus import Corpus
from analysis.market.periods import Period, year_apart
from analysis.market.slices import Slice
from analysis.study.held_out import HeldOut, held_out
from analysis.study.study_plan import StudyPlan, plan

KEPT = 64  # results of each function; one is some kilobytes
MEASURING = "Measuring, a moment …"

P = ParamSpec("P")
R = TypeVar("R")


def shares_key(found: Shares) -> tuple[str, str, list[str]]:
    """Return what tells one view's shares from another's, which are equal where this is."""
    return found.basis.snapshot, found.basis.slice.to_query(), [row.skill for row in found.rows]


# What stands for an argument in the key. Hashing a corpus would take longer than any figure; its snapshot is
# a digest of all its facts.
KEYS: dict[str | type, Callable[..., object]] = {
    Corpus: lambda corpus: corpus.snapshot,
    Slice: Slice.to_query,
    Period: lambda period: period.text,
    Shares: shares_key,
}


def kept(spinner: str | Literal[False] = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the latest results of a function for every reader, by the arguments it was called with.

    All readers get the same object, so the function returns what nobody changes. `spinner` is what a reader
    sees while it runs.
    """
    return st.cache_resource(max_entries=KEPT, show_spinner=spinner, hash_funcs=KEYS)


@kept()
def shares_of(
    corpus: Corpus,
    part: Slice,
    skills: Sequence[str] | None = None,
    *,
    kinds: Sequence[str] | None = None,
    top: int = TOP,
) -> Shares:
    """Return the shares of the leading skills of some kinds, or those of given skills."""
    return shares(corpus, part, skills, kinds=kinds, top=top)


@kept()
def yearly_of(corpus: Corpus, part: Slice, skills: Sequence[str]) -> dict[str, Change]:
    """Return each skill's change of the latest half-year against the same months a year before, by id.

    Empty where the corpus holds no two such half-years.
    """
    periods = year_apart(corpus)
    if periods is None or not skills:
        return {}
    return {row.skill: row for row in changes(corpus, part, *periods, skills).rows}


@kept(MEASURING)
def trends_of(corpus: Corpus, part: Slice, skills: Sequence[str], step: str) -> Trends:
    """Return the shares of some skills in each period of a step ("auto", "month", "quarter", "half")."""
    return trends(corpus, part, skills, step=step)


@kept(MEASURING)
def pairs_of(corpus: Corpus, part: Slice, skill: str | None, top: int) -> Pairs:
    """Return the leading pairs of a slice; with a skill, its pairs alone."""
    return pairs(corpus, part, skill=skill, top=top)


@kept(MEASURING)
def families_of(corpus: Corpus, part: Slice) -> tuple[SkillFamily, ...]:
    """Return the families of skills that stay together whichever employers are drawn."""
    return families(corpus, part)


@kept("Making the plan, a moment …")
def plan_of(
    corpus: Corpus, part: Slice, known_skills: Sequence[str], practices: bool, by_week: bool
) -> StudyPlan:
    """Return the study plan of a reader who knows some skills (ids, sorted).

    `practices` lets practices into it, `by_week` orders by gain for each week of study.
    """
    return plan(corpus, part, known_skills, practices=practices, efforts={} if by_week else None)


@kept(MEASURING)
def proof_of(
    corpus: Corpus, part: Slice, known_skills: Sequence[str], before: Period, after: Period
) -> HeldOut:
    """Return what a plan for such a reader, made from `before`, would have met of `after`."""
    return held_out(corpus, part, known_skills, before, after)
