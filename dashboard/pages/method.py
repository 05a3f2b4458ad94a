"""Where the figures come from: how fresh, how complete, how well read, and by which formulas."""

import streamlit as st

from dashboard.coverage import show_coverage, show_duplicates, show_freshness
from dashboard.diary import show_diary
from dashboard.formulas import show_formulas, show_words
from dashboard.loading import store_path
from dashboard.quality import show_quality
from dashboard.refresh import show_refresh
from dashboard.runs import show_runs
from dashboard.view import current_view, heading
from data.reader import Reader


def main() -> None:
    """Show the page."""
    view = current_view()
    heading("Data and method", view)
    fresh, covered, runs, quality, formulas, words = st.tabs(
        ["How fresh", "How complete", "Runs", "How well read", "Formulas", "Words"]
    )
    with Reader.open(store_path()) as reader:
        with fresh:
            show_freshness(reader)
            show_refresh()
        with covered:
            show_coverage(reader, view)
            show_duplicates(reader)
        with runs:
            show_runs(reader)
            show_diary(reader, view.corpus)
    with quality:
        show_quality()
    with formulas:
        show_formulas()
    with words:
        show_words()


main()
