"""Where the figures come from: how fresh, how complete, how well read, and by which formulas."""

from collections.abc import Callable

from analysis.market.rows import row_of
from dashboard.frame.loading import store_path
from dashboard.frame.view import View, current_view, heading
from dashboard.frame.widgets import choose_part, offer_figures
from dashboard.panels.about_numbers import panel_of, show_about
from dashboard.panels.register_index import show_register
from dashboard.screen.formulas import SHELF_LIFE, show_endpoints, show_formulas, show_words
from dashboard.sections.accuracy import show_quality
from dashboard.sections.coverage import (
    show_coverage,
    show_duplicates,
    show_freshness,
    show_known_tools,
    show_origins,
)
from dashboard.sections.new_postings import show_refresh
from dashboard.sections.run_effects import show_diary
from dashboard.sections.run_journal import show_runs
from data.store.reader import Reader


def main() -> None:
    """Show the page."""
    view = current_view()
    heading(view)
    show_about(view, more=[SHELF_LIFE])
    PARTS[choose_part("Show", tuple(PARTS), "part", hidden=True)](view)


def fresh(view: View) -> None:
    """Show how fresh the store is, and offer to collect new postings."""
    with Reader.open(store_path()) as reader:
        show_freshness(reader, view.corpus.rules_now)
    show_origins()
    show_refresh()


def complete(view: View) -> None:
    """Show what was collected when, and what says the same again."""
    with Reader.open(store_path()) as reader:
        show_coverage(reader, view)
        show_duplicates(reader)
    show_known_tools(view)
    offer_figures("population", lambda: [row_of(panel_of(view.corpus, view.part))], view)


def runs(view: View) -> None:
    """Show the journal of runs and what they did to the shares."""
    with Reader.open(store_path()) as reader:
        show_runs(reader)
        show_diary(reader, view.corpus)


PARTS: dict[str, Callable[[View], None]] = {
    "Freshness": fresh,
    "Coverage": complete,
    "Runs": runs,
    "Accuracy": lambda _: show_quality(),
    "Wording": show_register,
    "Formulas": lambda _: show_formulas(),
    "Words": lambda _: show_words(),
    "For programs": lambda _: show_endpoints(),
}

main()
