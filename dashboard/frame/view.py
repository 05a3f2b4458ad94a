"""What the reader looks at now: the corpus, the chosen slice, and how a page opens and closes around them."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from analysis.market.basis import Basis, basis
from analysis.market.corpus import Corpus
from analysis.market.figure_words import UNFINISHED, age_in_words
from analysis.market.periods import newest_day
from analysis.market.slices import Slice
from dashboard.address import widget_values
from dashboard.frame.controls import FilterChoice, choose, widen
from dashboard.frame.loading import is_in_a_run, load_corpus
from dashboard.screen import text
from dashboard.screen.glossary import help_on
from dashboard.screen.page_list import PageEntry

HELD = "view"  # key in the session: set again on every run, before the page
DRAWN = "drawn"  # key in the session: whether the page drew all it has


@dataclass(frozen=True, slots=True)
class View:
    """One reader's view: pages read it and never change it."""

    page: PageEntry
    corpus: Corpus
    part: Slice
    second: Slice | None
    today: date


def open_view(page: PageEntry, today: date) -> bool:
    """Load the corpus and draw the filters; return False, having said why, when there is none."""
    corpus = load_corpus()
    widget_values.read_address()
    if not len(corpus):
        st.info(
            "The store is empty: it holds no postings yet. Collect some with `skillgauge scrape`, or read a "
            "dump with `skillgauge import FILE`, then open this page again."
        )
        return False
    choice: FilterChoice = choose(corpus)
    st.session_state[HELD] = View(page, corpus, choice.part, choice.second, today)
    st.session_state[DRAWN] = True
    return True


def close_view() -> None:
    """Name what of the address could not be understood, once the page has read its part of it."""
    widget_values.show_notes(complete=st.session_state[DRAWN])


def current_view() -> View:
    """The view that `open_view` made for this run."""
    view: View = st.session_state[HELD]
    return view


def heading(view: View, *, title: str | None = None, part: Slice | None = None) -> Basis:
    """Write the page's heading and the slice in words; return the sample behind its figures.

    `title` is for a page that is called after what it shows, `part` for one that shows another slice than the
    filters name.
    """
    st.title(title or view.page.heading or view.page.title)
    ground = basis(view.corpus, part or (view.part if view.page.follows_filters else Slice()))
    age = age_in_words(newest_day(view.corpus), view.today)
    said = f"**{text.markdown(ground.sentence)}**  \n:gray-badge[{age}]"
    st.markdown(said, help=help_on("selection", "vacancy", "silent", "age"))
    if is_in_a_run():
        st.warning(UNFINISHED)
    widget_values.place_notes()
    return ground


def leave_early() -> None:
    """Note that the page did not draw all it has, so it did not ask for all that its address may say."""
    st.session_state[DRAWN] = False


def is_enough(ground: Basis) -> bool:
    """Tell whether a sample is large enough; if not, say why and offer the nearest wider slice."""
    if ground.why is None:
        return True
    leave_early()
    why = text.markdown(ground.why[0].upper() + ground.why[1:])
    st.info(f"{why}. No percentage is shown for so few." if ground.n else f"{why}.")
    if ground.wider is not None:
        st.button(
            f"Widen to: {text.markdown(ground.wider.in_words())}",
            on_click=widen,
            args=(ground.wider,),
            key="widen",
        )
    return False
