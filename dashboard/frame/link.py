"""The link to what a reader sees, with every filter written out: it counts the same months later on."""

from collections.abc import Iterable
from urllib.parse import urlencode

import streamlit as st

from analysis.market.slices import Slice
from dashboard.address.address import query_of, written_out
from dashboard.address.widget_values import PAGE_KEYS, reading
from dashboard.frame.controls import COMPARED, SECOND
from dashboard.frame.view import View
from dashboard.screen import names

OPENED = "posting"  # the key of the posting that is shown in full; no widget holds it


def link_of(view: View) -> str:
    """Return the address of this view: its slices with both ends, the page's own choices, and the facts."""
    pairs = _months(query_of(written_out(view.part, view.corpus)))
    if view.second is not None:
        pairs += [("compare", "true"), *_second(written_out(view.second, view.corpus))]
    pairs += [(key, value) for key in PAGE_KEYS if key in reading().keys for value in _held(key)]
    query = urlencode([*pairs, ("snapshot", view.corpus.snapshot)])
    return f"{(st.context.url or '').partition('?')[0]}?{query}"


def _second(part: Slice) -> list[tuple[str, str]]:
    keys = (*COMPARED, "since", "through")
    return [(f"{key}{SECOND}", value) for key, value in _months(query_of(part)) if key in keys]


def _months(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return pairs with the last month in, which a page holds, for the first day out."""
    return [
        ("through", f"{names.first_day(value, after=-1):%Y-%m}") if key == "until" else (key, value)
        for key, value in pairs
    ]


def _held(key: str) -> list[str]:
    """Return the codes that a page's own widget holds, or the posting that the address names."""
    value = st.query_params.get(key) if key == OPENED else st.session_state.get(key)
    if isinstance(value, bool):
        return ["true"] if value else []
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return [str(value)] if value else []
