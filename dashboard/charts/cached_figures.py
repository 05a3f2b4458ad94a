"""Figures that take longer than a blink, kept for all readers of the same corpus and slice."""

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from analysis.figures.changes import Change, changes
from analysis.figures.pairs import Pairs, pairs
from analysis.figures.shares import Shares, shares
from analysis.figures.skill_families import SkillFamily, families
from analysis.figures.trends import Trends, trends
from analysis.market.corpus import Corpus
from analysis.market.periods import year_apart
from analysis.market.slices import Slice
from analysis.study.study_plan import StudyPlan, plan
from dashboard.charts.charts import share_bars
from dashboard.charts.share_marks import bars_of
from dashboard.screen.palette import Palette

KEPT = 64  # figures of each kind; one is some kilobytes


def shares_of(corpus: Corpus, part: Slice, kinds: tuple[str, ...] | None, top: int) -> Shares:
    """Return the leading shares of a slice."""
    return _shares(corpus, corpus.snapshot, part.to_query(), kinds, top)


def some_shares_of(corpus: Corpus, part: Slice, skills: Sequence[str]) -> Shares:
    """Return the shares of some skills."""
    return _some_shares(corpus, corpus.snapshot, part.to_query(), tuple(skills))


def bars_figure_of(found: Shares, palette: Palette, axis: str) -> go.Figure:
    """Return the leading shares as bars; drawing is kept, too, as it takes longer than measuring."""
    query = found.basis.slice.to_query()
    told = tuple(row.skill for row in found.rows)
    return _bars_figure(found, found.basis.snapshot, query, told, palette, axis)


def yearly_of(corpus: Corpus, part: Slice, skills: Sequence[str]) -> dict[str, Change]:
    """Return each skill's change of the latest half-year against the same months a year before."""
    return _yearly(corpus, corpus.snapshot, part.to_query(), tuple(skills))


def trends_of(corpus: Corpus, part: Slice, skills: Sequence[str], step: str) -> Trends:
    """Return the trends of some skills."""
    return _trends(corpus, corpus.snapshot, part.to_query(), tuple(skills), step)


def pairs_of(corpus: Corpus, part: Slice, skill: str | None, top: int) -> Pairs:
    """Return the pairs of a slice, or of one skill."""
    return _pairs(corpus, corpus.snapshot, part.to_query(), skill, top)


def families_of(corpus: Corpus, part: Slice) -> tuple[SkillFamily, ...]:
    """Return the families of a slice."""
    return _families(corpus, corpus.snapshot, part.to_query())


def plan_of(corpus: Corpus, part: Slice, have: Sequence[str], practices: bool, by_week: bool) -> StudyPlan:
    """Return the study plan from some skills on."""
    return _plan(corpus, corpus.snapshot, part.to_query(), tuple(sorted(have)), practices, by_week)


# The corpus is not hashed, its snapshot and the slice's query stand for it; frozen figures may be shared.


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _shares(_corpus: Corpus, snapshot: str, query: str, kinds: tuple[str, ...] | None, top: int) -> Shares:  # noqa: ARG001 - in the key
    return shares(_corpus, Slice.from_query(query), kinds=kinds, top=top)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _some_shares(_corpus: Corpus, snapshot: str, query: str, skills: tuple[str, ...]) -> Shares:  # noqa: ARG001 - in the key
    return shares(_corpus, Slice.from_query(query), skills)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _yearly(_corpus: Corpus, snapshot: str, query: str, skills: tuple[str, ...]) -> dict[str, Change]:  # noqa: ARG001 - in the key
    periods = year_apart(_corpus)
    if periods is None or not skills:
        return {}
    return {row.skill: row for row in changes(_corpus, Slice.from_query(query), *periods, skills).rows}


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _bars_figure(
    _found: Shares,
    snapshot: str,  # noqa: ARG001 - in the key
    query: str,  # noqa: ARG001 - in the key
    told: tuple[str, ...],  # noqa: ARG001 - in the key
    palette: Palette,
    axis: str,
) -> go.Figure:
    return share_bars(bars_of(_found.rows), palette, axis=axis)


@st.cache_resource(max_entries=KEPT, show_spinner="Measuring, a moment …")
def _trends(_corpus: Corpus, snapshot: str, query: str, skills: tuple[str, ...], step: str) -> Trends:  # noqa: ARG001 - in the key
    return trends(_corpus, Slice.from_query(query), skills, step=step)


@st.cache_resource(max_entries=KEPT, show_spinner="Measuring, a moment …")
def _pairs(_corpus: Corpus, snapshot: str, query: str, skill: str | None, top: int) -> Pairs:  # noqa: ARG001 - in the key
    return pairs(_corpus, Slice.from_query(query), skill=skill, top=top)


@st.cache_resource(max_entries=KEPT, show_spinner="Measuring, a moment …")
def _families(_corpus: Corpus, snapshot: str, query: str) -> tuple[SkillFamily, ...]:  # noqa: ARG001 - in the key
    return families(_corpus, Slice.from_query(query))


@st.cache_resource(max_entries=KEPT, show_spinner="Making the plan, a moment …")
def _plan(
    _corpus: Corpus,
    snapshot: str,  # noqa: ARG001 - in the key
    query: str,
    have: tuple[str, ...],
    practices: bool,
    by_week: bool,
) -> StudyPlan:
    return plan(_corpus, Slice.from_query(query), have, practices=practices, efforts={} if by_week else None)
