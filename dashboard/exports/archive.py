"""All views of a slice as one archive, made only when a reader asks for it."""

from collections.abc import Sequence

import streamlit as st

from analysis.figures.changes import Change, changes
from analysis.figures.shares import shares
from analysis.figures.trends import trends
from analysis.kinds.demand.trend import trend_rows
from analysis.market.basis import basis
from analysis.market.figure_words import age_in_words
from analysis.market.periods import newest_day, year_apart
from analysis.market.rows import row_of
from analysis.population.panel import selection_panel
from dashboard.exports.report import method, report
from dashboard.frame.sheets import figure_sheet, to_zip
from dashboard.frame.view import View

LARGE = 200  # skills in the archive's shares
LINES = 12  # skills in its trends
REPORTED = 20  # skills in the printable page


def offer_everything(view: View) -> None:
    """Offer the printable page and the archive of a slice."""
    drawer = st.popover("Download all", key="everything", on_change="rerun")
    if not drawer.open:
        return
    with drawer:
        st.markdown(
            "Shares, changes and trends of this selection as CSV, with the method and a printable page. "
            "Or the page alone."
        )
        with st.container(horizontal=True):
            st.download_button(
                "All views (ZIP)",
                data=lambda: archive_of(view),
                file_name="skillgauge.zip",
                mime="application/zip",
                on_click="ignore",
                key="zip",
            )
            st.download_button(
                "Printable page (HTML)",
                data=lambda: printable_page(view).encode("utf-8", "replace"),
                file_name="skillgauge.html",
                mime="text/html",
                on_click="ignore",
                key="report",
            )
        st.radio(
            "Pictures of charts are saved as",
            ("PNG", "SVG"),
            key="picture",
            persist_state="session",
            horizontal=True,
            help="The camera at the top right of a chart saves it.",
        )


def offer_report(view: View, plan: Sequence[str], start: str) -> None:
    """Offer the printable page with a study plan on it; `start` says for whom it is."""
    st.download_button(
        "Download printable page with this plan (HTML)",
        data=lambda: printable_page(view, plan, start).encode("utf-8", "replace"),
        file_name="skillgauge-plan.html",
        mime="text/html",
        on_click="ignore",
        key="plan-report",
    )


def yearly_changes(view: View) -> tuple[Change, ...]:
    """Measure the latest half-year against the one a year before; empty where the corpus lacks one."""
    periods = year_apart(view.corpus)
    return changes(view.corpus, view.part, *periods, top=LARGE).rows if periods else ()


def archive_of(view: View) -> bytes:
    """Make the ZIP: shares, changes and trends as CSV, the method as text, the printable page."""
    found = shares(view.corpus, view.part, top=LARGE)
    leading = [row.skill for row in found.rows[:LINES]]
    whole_past = view.part.narrowed(since=None, until=None)
    panel = selection_panel(view.corpus, view.part, periods=year_apart(view.corpus))
    sheets = [
        figure_sheet("share", map(row_of, found.rows), view.corpus),
        figure_sheet("change", map(row_of, yearly_changes(view)), view.corpus),
        figure_sheet("trend", trend_rows(trends(view.corpus, whole_past, leading)), view.corpus),
        figure_sheet("population", [row_of(panel)], view.corpus),
    ]
    notes = f"{method(found.basis)} {panel.sentence}. {age_of(view)}."
    return to_zip(sheets, notes, printable_page(view))


def printable_page(view: View, plan: Sequence[str] = (), start: str = "") -> str:
    """Make the printable page of a view, with the sentences of a study plan if there are any."""
    found = shares(view.corpus, view.part, top=REPORTED)
    ground = basis(view.corpus, view.part)
    panel = selection_panel(view.corpus, view.part, periods=year_apart(view.corpus))
    return report(
        ground, found.rows, yearly_changes(view), plan, start=start, age=age_of(view), sample=panel.sentence
    )


def age_of(view: View) -> str:
    """'Data to 31 August 2026, 90 days old'."""
    return age_in_words(newest_day(view.corpus), view.today)
