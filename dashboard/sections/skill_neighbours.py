"""What is asked together with a skill, and what is accepted instead of it."""

import streamlit as st

from analysis.figures.pairs import goes_with, instead_of
from analysis.figures.shares import Share
from analysis.market.figure_words import listed
from dashboard.frame.tables import (
    COUNT,
    EMPLOYERS,
    INTERVAL,
    OF_100,
    SKILL,
    VACANCIES,
    Column,
    PageTable,
    show_table,
)
from dashboard.frame.view import View
from dashboard.frame.widgets import go_to_skill, hundred
from dashboard.screen import text
from dashboard.screen.glossary import help_on

TOGETHER_COLUMNS = (SKILL, Column("times expected", 100), INTERVAL, Column("together", 70, COUNT))
INSTEAD_COLUMNS = (SKILL, OF_100, VACANCIES, EMPLOYERS)


def show_neighbours(view: View, row: Share) -> None:
    """Show what is asked together with the skill, and what is accepted instead of it."""
    together, instead = st.columns(2, gap="small")
    with together:
        beside_it = show_together(view, row)
    with instead:
        in_its_place = show_instead(view, row)
    go_to_skill(beside_it or in_its_place)


def show_together(view: View, row: Share) -> str | None:
    """Show what is asked together with a skill, or say that nothing is; return the skill that was ticked."""
    skill, name = row.skill, text.markdown(row.name)
    st.subheader("Often asked together", help=help_on("lift"))
    rows = goes_with(view.corpus, view.part, skill)
    if not rows:
        st.caption(f"No skill is asked together with {name} more often than expected, beyond chance.")
        return None
    st.caption(f"Asked together in these {row.n:,} vacancies more often than expected.")
    others = [one.b if one.a == skill else one.a for one in rows]
    cells = [
        [view.corpus.name(other), f"{one.lift:.1f}", f"{one.low:.1f} to {one.high:.1f}", one.together]
        for other, one in zip(others, rows, strict=True)
    ]
    chosen = show_table(PageTable(TOGETHER_COLUMNS, cells), "with", alt="Often asked together")
    return None if chosen is None else others[chosen]


def show_instead(view: View, row: Share) -> str | None:
    """Show what is accepted instead of a skill, or say that nothing is; return the skill that was ticked."""
    st.subheader("Accepted instead", help=help_on("any-of group"))
    found = instead_of(view.corpus, view.part, row.skill)
    if not found:
        st.caption(no_instead(view, row.skill))
        return None
    st.caption(f"Of the {row.named:,} vacancies that name it, those that would accept another as well.")
    cells = [[one.name, hundred(one.share), one.named, one.employers] for one in found]
    chosen = show_table(PageTable(INSTEAD_COLUMNS, cells), "instead", alt="Accepted instead")
    return None if chosen is None else found[chosen].skill


def no_instead(view: View, skill: str) -> str:
    """Say why nothing is listed as accepted instead of a skill."""
    corpus = view.corpus
    choices = sorted(
        corpus.skills[code].name for code in corpus.knowledge.instead.get(corpus.code(skill), ())
    )
    name = text.markdown(corpus.name(skill))
    if not choices:
        return f"Nothing here: our short list of real choices, made by hand, has none for {name}."
    return f"Too few vacancies here would accept {text.markdown(listed(choices))} as well as {name}."
