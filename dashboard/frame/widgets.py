"""How a figure stands on a page: a chart that can be clicked, an export, the way to another page."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.market.figure_kind import Row
from analysis.market.slices import Slice
from analysis.registry import figure_kinds
from dashboard.address import widget_values
from dashboard.address.address import endpoint, sealed
from dashboard.frame.link import link_of
from dashboard.frame.sheets import Sheet, figure_sheet, to_csv, to_json
from dashboard.frame.view import View, current_view
from dashboard.screen import text
from dashboard.screen.page_list import BY_NAME
from dashboard.screen.palette import Palette, palette_of

LONGEST_LINK = 2_000  # characters; browsers cut longer addresses


def colours() -> Palette:
    """The colours that go with the reader's theme, light or dark."""
    return palette_of(st.context.theme.type)


def show_chart(figure: go.Figure, alt: str, key: str, *, clickable: bool = True) -> str | None:
    """Draw a chart; return the key of the mark that was clicked, None for none.

    `alt` stays the same while the figures change: a new one would make browsers draw everything again.
    """
    options: dict[str, Any] = {"on_select": "rerun", "selection_mode": "points"} if clickable else {}
    event = st.plotly_chart(figure, key=key, theme=None, config=chart_config(key), alt=alt, **options)
    points = event["selection"]["points"] if clickable else []
    for point in points:
        if point.get("customdata"):
            return str(point["customdata"][0])
    return None


def chart_config(name: str) -> dict[str, Any]:
    """Return a chart's tool bar: one button that saves it as a picture."""
    picture = st.session_state.get("picture") or "PNG"
    return {
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "scrollZoom": False,
        "doubleClick": False,
        "toImageButtonOptions": {
            "format": picture.lower(),
            "filename": f"skillgauge-{name}",
            "scale": 2 if picture == "PNG" else 1,
        },
    }


def beside() -> tuple[DeltaGenerator, ...]:
    """Make room for a chart and its table: side by side, one over the other on a phone."""
    return st.columns(2, gap="small")


def hundred(share: float | None) -> int | None:
    """Return a share as whole vacancies in a hundred, rounded as in sentences and charts."""
    return None if share is None else int(f"{100 * share:.0f}")


def choose_part(
    label: str, options: Sequence[str], key: str, *, name: Callable[[str], str] = str, hidden: bool = False
) -> str:
    """Ask for one of a few parts in a row; the address keeps the choice.

    A radio, because the selected label of a segmented control or of tabs is too pale in a dark theme.
    """
    widget_values.announce_one(key, label.casefold(), options, name, default=options[0])
    return st.radio(
        label,
        options,
        format_func=name,
        horizontal=True,
        key=key,
        bind="query-params",
        label_visibility="collapsed" if hidden else "visible",
    )


def offer_figures(
    kind: str,
    rows: Callable[[], Iterable[Row]],
    view: View,
    *,
    part: Slice | None = None,
    skill: str | None = None,
) -> None:
    """Offer rows of a registered kind of figure as files, and at its address for programs if it has one.

    A program is told to ask for `part`, the view's slice where it is None, and for `skill` if one is given.
    """
    known = figure_kinds()[kind]
    asked = {} if skill is None else {"skill": skill}
    address = None
    if known.endpoint:
        file = f"{known.sheet_name}.csv"
        takes_filters = known.takes_filters
        address = endpoint(file, part or view.part, **asked) if takes_filters else f"/api/{file}"
    name = known.file_of(one_skill=skill is not None)
    offer_export(lambda: figure_sheet(kind, rows(), view.corpus), name, view, address)


def offer_export(make: Callable[[], Sheet], key: str, view: View, program: str | None = None) -> None:
    """Offer a view's numbers as files, made only when asked for; `program` is their address for programs."""
    drawer = st.popover("Download", key=f"{key}-files", on_change="rerun")
    if not drawer.open:
        return
    with drawer:
        with st.container(horizontal=True):
            _download(
                "CSV",
                lambda: to_csv(make()),
                f"skillgauge-{key}.csv",
                "text/csv",
                key,
            )
            _download(
                "JSON",
                lambda: to_json(make()),
                f"skillgauge-{key}.json",
                "application/json",
                key,
            )
        st.caption(
            "Each row carries its sample, interval, selection and receipt: the line from which "
            "`skillgauge figure --receipt` makes the figure again.",
            help=f"Facts {view.corpus.snapshot}, catalogue {text.markdown(view.corpus.catalog, 40)}.",
        )
        st.caption("A link to this view, with every filter and both months written out:")
        st.code(text.plain(link_of(view), LONGEST_LINK), language=None, wrap_lines=True)
        if program:
            st.caption("The same for programs, at this server:")
            address = sealed(program, view.corpus) if "?" in program else program
            st.code(text.plain(address, LONGEST_LINK), language=None, wrap_lines=True)


def _download(label: str, make: Callable[[], bytes], name: str, mime: str, key: str) -> None:
    st.download_button(
        f"Download {label}", data=make, file_name=name, mime=mime, key=f"{key}-{label}", on_click="ignore"
    )


def go_to_skill(skill: str | None) -> None:
    """Open the page of a skill, keeping the filters; do nothing for none."""
    if skill:
        st.switch_page(BY_NAME["skill"].path, query_params={"skill": current_view().corpus.name(skill)})


def go_to_postings(skill: str) -> None:
    """Open the postings that name a skill, keeping the filters."""
    st.switch_page(BY_NAME["postings"].path, query_params={"names": current_view().corpus.name(skill)})
