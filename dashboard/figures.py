"""Figures that take longer than a blink, kept for all readers of the same corpus and slice."""

from collections.abc import Sequence

import streamlit as st

from analysis.corpus import Corpus
from analysis.families import Family, families
from analysis.pairs import Pairs, pairs
from analysis.slices import Slice
from analysis.study import Plan, plan
from analysis.trends import Trends, trends

KEPT = 64  # figures of each kind; one is some kilobytes


def trends_of(corpus: Corpus, part: Slice, skills: Sequence[str], step: str) -> Trends:
    """Return the trends of some skills."""
    return _trends(corpus, corpus.snapshot, part.to_query(), tuple(skills), step)


def pairs_of(corpus: Corpus, part: Slice, skill: str | None, top: int) -> Pairs:
    """Return the pairs of a slice, or of one skill."""
    return _pairs(corpus, corpus.snapshot, part.to_query(), skill, top)


def families_of(corpus: Corpus, part: Slice) -> tuple[Family, ...]:
    """Return the families of a slice."""
    return _families(corpus, corpus.snapshot, part.to_query())


def plan_of(corpus: Corpus, part: Slice, have: Sequence[str], practices: bool, by_week: bool) -> Plan:
    """Return the study plan from some skills on."""
    return _plan(corpus, corpus.snapshot, part.to_query(), tuple(sorted(have)), practices, by_week)


# The corpus is not hashed, its snapshot and the slice's query stand for it; frozen figures may be shared.


@st.cache_resource(max_entries=KEPT, show_spinner="Measuring, a moment …")
def _trends(_corpus: Corpus, snapshot: str, query: str, skills: tuple[str, ...], step: str) -> Trends:  # noqa: ARG001 - in the key
    return trends(_corpus, Slice.from_query(query), skills, step=step)


@st.cache_resource(max_entries=KEPT, show_spinner="Measuring, a moment …")
def _pairs(_corpus: Corpus, snapshot: str, query: str, skill: str | None, top: int) -> Pairs:  # noqa: ARG001 - in the key
    return pairs(_corpus, Slice.from_query(query), skill=skill, top=top)


@st.cache_resource(max_entries=KEPT, show_spinner="Measuring, a moment …")
def _families(_corpus: Corpus, snapshot: str, query: str) -> tuple[Family, ...]:  # noqa: ARG001 - in the key
    return families(_corpus, Slice.from_query(query))


@st.cache_resource(max_entries=KEPT, show_spinner="Making the plan, a moment …")
def _plan(
    _corpus: Corpus,
    snapshot: str,  # noqa: ARG001 - in the key
    query: str,
    have: tuple[str, ...],
    practices: bool,
    by_week: bool,
) -> Plan:
    return plan(_corpus, Slice.from_query(query), have, practices=practices, efforts={} if by_week else None)
