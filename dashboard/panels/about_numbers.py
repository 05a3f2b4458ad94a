"""What the numbers of a page are of: one closed panel, so that the page itself stays free of warnings."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

import streamlit as st

from analysis.market.corpus import Corpus
from analysis.market.figure_words import HOLDS_EACH, age_in_words, first_listed, listed, silent_in_words
from analysis.market.periods import SHIPPED, newest_day, year_apart
from analysis.market.slices import Slice
from analysis.population.panel import SelectionPanel, selection_panel
from dashboard.frame.cached_figures import kept
from dashboard.frame.view import View
from dashboard.screen import text
from dashboard.screen.glossary import help_on
from data.origins import Collection, collections, source_name

TITLE = "About these numbers"
LONGEST = 900  # characters of a line


@kept()
def panel_of(corpus: Corpus, part: Slice, skill: str | None = None) -> SelectionPanel:
    """Return what a selection is a sample of, with the windows of a yearly change."""
    return selection_panel(corpus, part, skill, periods=year_apart(corpus))


def show_about(
    view: View, skill: str | None = None, *, part: Slice | None = None, more: Sequence[str] = ()
) -> None:
    """Show, closed, what the numbers of a page are of; `more` are further sentences of the page.

    `part` is for a page that shows another slice than the filters name.
    """
    part = part or (view.part if view.page.follows_filters else Slice())
    lines = about_lines(view.corpus, panel_of(view.corpus, part, skill), view.today)
    with st.expander(TITLE):
        said = [text.markdown(f"{line[0].upper()}{line[1:]}.", LONGEST) for line in lines]
        st.markdown("\n".join(f"- {line}" for line in [*said, *more]), help=help_on("selection", "effective"))


def about_lines(corpus: Corpus, panel: SelectionPanel, today: date) -> Iterator[str]:
    """Return the sentences of the panel, without their full stops."""
    yield panel.population
    if not panel.n:
        return
    yield from collection_lines(corpus, panel)
    yield panel.weight
    yield age_in_words(newest_day(corpus), today)
    yield HOLDS_EACH
    if panel.windows:
        yield panel.windows
    if panel.one_source:
        yield panel.one_source
    if panel.by_search:
        yield panel.by_search.sentence
    if panel.role_labelled:
        yield (
            f"the role is read by rules: right in {panel.role_right:,} of "
            f"{panel.role_labelled:,} labelled postings that no rule was written from"
        )
    yield f"of {panel.n:,} {panel.slice.denominator}, {silent_in_words(panel.silent, panel.slice.level)}"


def collection_lines(corpus: Corpus, panel: SelectionPanel) -> Iterator[str]:
    """Name the public collections behind each source, where the store holds shipped postings."""
    if not (corpus.postings.first_run == SHIPPED).any():
        return
    alike: dict[str, list[Collection]] = {}
    for one in collections():
        alike.setdefault(one.holds, []).append(one)
    for holds, mine in alike.items():
        theirs = set(chain.from_iterable(one.sources for one in mine))
        called = [source_name(source) for source, _ in panel.source_parts if source in theirs]
        if called:
            through = listed([f"{one.repository} at {one.commit} ({one.licence})" for one in mine], "and")
            yield f"{first_listed(called, 'sources')}: {holds}, through {through}"
