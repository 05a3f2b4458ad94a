"""Dashboard entry: page setup and navigation.

`streamlit run app.py` finds `app` below, which puts the front door before Streamlit and adds the endpoints
for programs; Streamlit then runs this same file once for every view of a reader.
"""

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from dashboard.exports.endpoints import ROUTES
from dashboard.frame.view import close_view, open_view
from dashboard.screen.page_list import ICON, PAGES
from dashboard.server.boundary import Boundary, show_failure
from dashboard.server.front import MIDDLEWARE, failed


def main() -> None:
    """Show the page that the reader's address names."""
    st.set_page_config(page_title="Skillgauge", page_icon=str(ICON), layout="wide")
    pages = [st.Page(one.path, title=one.title, default=one is PAGES[0]) for one in PAGES]
    page = st.navigation(pages, position="top")
    with Boundary(page.title):
        if open_view(PAGES[pages.index(page)], datetime.now(UTC).date()):
            page.run()
            close_view()


def on_script_error(error: Exception) -> bool:
    """Say an error outside the pages (a widget's callback) in one sentence, too."""
    show_failure(error, "the dashboard")
    return True


if __name__ == "__main__":
    main()
else:
    app = st.App(
        Path(__file__),
        routes=ROUTES,
        middleware=MIDDLEWARE,
        exception_handlers={Exception: failed},
        on_script_error=on_script_error,
    )
