"""The filters at the left: one slice for every page, kept in the address, said in words, resettable."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from analysis.market.corpus import Corpus
from analysis.market.slices import DENOMINATORS, SLICE_LEVELS, Slice
from dashboard.address import widget_values
from dashboard.address.address import (
    FIELD_OF,
    Filter,
    check_snapshot,
    default_start,
    filters,
    in_order,
    months,
    slice_of,
)
from dashboard.address.months import announce_months, label_of, month_in_address
from dashboard.screen import names, text
from dashboard.screen.glossary import HELP
from data.errors import UsageError

SECOND = "_b"  # what follows a filter's key in the second slice
FIRST_SHOWN = 2  # filters that are always open; the others wait under "More filters"
COMPARED = ("role", "cloud", "seniority", "workplace", "country", "source", "group")


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """What the reader looks at: one slice or two."""

    part: Slice
    second: Slice | None = None


def choose(corpus: Corpus) -> FilterChoice:
    """Draw the filters and return the reader's choice."""
    with st.sidebar:
        st.markdown("##### Which vacancies?")
        offered = filters(corpus)
        for one in offered[:FIRST_SHOWN]:
            _several(one)
        period = st.container()  # filled last: the other filters say whether years are pooled
        with st.expander("More filters"):
            for one in offered[FIRST_SHOWN:]:
                _several(one)
            _counting()
        with period:
            _months(corpus)
        widget_values.announce_switch("compare", "compare")
        second = st.toggle("Compare with a second selection", key="compare", bind="query-params")
        if second:
            _second(offered, corpus)
        st.button("Reset all filters", on_click=reset, args=(offered, corpus), width="stretch")
    _same_facts(corpus)
    return _choice(corpus, second)


def _choice(corpus: Corpus, second: bool) -> FilterChoice:
    try:
        part = slice_of(values_of(""), corpus)
        other = slice_of(values_of(SECOND) | shared_values(), corpus, SECOND) if second else None
    except UsageError as error:
        widget_values.add_note("slice", f"These filters do not go together: {error}. Shown: the first view.")
        return FilterChoice(slice_of({}, corpus))
    return FilterChoice(part, other)


def _same_facts(corpus: Corpus) -> None:
    """Name an address that was made from other facts."""
    for snapshot in widget_values.read_key("snapshot") or ():
        try:
            check_snapshot(snapshot, corpus)
        except UsageError as error:
            said = str(error)
            widget_values.add_note("snapshot", f"{said[0].upper()}{said[1:]}. Shown: today's figures.")


def values_of(suffix: str) -> dict[str, Sequence[str]]:
    """What the filters' widgets hold now, as codes by key; those not drawn yet are left out."""
    found: dict[str, Sequence[str]] = {}
    for key, value in st.session_state.items():
        name = str(key)
        if value is not None and name.endswith(suffix) and name.removesuffix(suffix) in KEYS:
            found[name] = value if isinstance(value, list | tuple) else (value,)
    return found


def shared_values() -> dict[str, Sequence[str]]:
    """What the second slice shares with the first: the way of counting."""
    return {key: (st.session_state[key],) for key in ("level", "denominator") if st.session_state.get(key)}


MOST_VALUES = 20  # values of one filter on screen
COUNTED = (
    ("level", SLICE_LEVELS, names.LEVEL_CHOICES),
    ("denominator", DENOMINATORS, names.DENOMINATOR_CHOICES),
)
KEYS = {*FIELD_OF, "since", "through", "level", "denominator"}


def _several(one: Filter, suffix: str = "") -> None:
    def called(code: str) -> str:
        return text.plain(one.name(code), 60)

    widget_values.announce_several(
        one.key + suffix,
        one.key,
        one.codes,
        called,
        default=one.default,
        most=MOST_VALUES,
        is_open=one.is_open,
    )
    st.multiselect(
        one.label,
        one.codes,
        default=list(one.default),
        format_func=called,
        key=one.key + suffix,
        bind="query-params",
        help=one.help or None,
        placeholder="any",
        accept_new_options=one.is_open,
        max_selections=MOST_VALUES,
    )


def _months(corpus: Corpus, suffix: str = "") -> None:
    newest_first = months(corpus)[::-1]
    starts = [names.START, *newest_first]
    announce_months(corpus, suffix)
    _show_pooled(corpus, suffix)

    def called(month: str) -> str:
        return label_of(month, corpus)

    first = st.selectbox(
        "Posted from",
        starts,
        index=starts.index(default_start(corpus)),
        format_func=called,
        key=f"since{suffix}",
        bind="query-params",
    )
    last = st.selectbox(
        "Posted to",
        [names.END, *newest_first],
        format_func=called,
        key=f"through{suffix}",
        bind="query-params",
    )
    if in_order(first, last) != (first, last):
        st.caption("*Posted from* is later than *Posted to*: the months between them are shown.")


def _show_pooled(corpus: Corpus, suffix: str) -> None:
    """Let the first month be the one that years are pooled from, and the default again once they are not.

    A month that the reader or the address chose stays.
    """
    key, shown, default = f"since{suffix}", f"pooled{suffix}", default_start(corpus)
    held = st.session_state.get(key) or month_in_address("since", suffix, corpus, default) or default
    if held not in (default, st.session_state.get(shown)):
        return
    values = values_of(suffix) | (shared_values() if suffix else {}) | {key: (default,)}
    try:
        part = slice_of(values, corpus, suffix)
    except UsageError:  # said where the slice is made
        return
    start = names.START if part.since is None else f"{part.since:%Y-%m}"
    st.session_state[shown] = start
    if start != held:
        st.session_state[key] = start


def _counting() -> None:
    for key, codes, called in COUNTED:
        widget_values.announce_one(key, key, codes, called.__getitem__, default=codes[0])
    st.selectbox(
        "A skill counts where it is",
        SLICE_LEVELS,
        format_func=names.LEVEL_CHOICES.__getitem__,
        key="level",
        bind="query-params",
        help=HELP["level"],
    )
    st.selectbox(
        "Count",
        DENOMINATORS,
        format_func=names.DENOMINATOR_CHOICES.__getitem__,
        key="denominator",
        bind="query-params",
        help=HELP["denominator"],
    )


def _second(offered: Sequence[Filter], corpus: Corpus) -> None:
    st.markdown("##### The second selection")
    for one in offered:
        if one.key in COMPARED:
            _several(one, SECOND)
    _months(corpus, SECOND)


def reset(offered: Sequence[Filter], corpus: Corpus) -> None:
    """Put every filter back to what it is on a first visit, and take what was not understood away."""
    widget_values.forget_notes()
    first: dict[str, object] = {one.key: list(one.default) for one in offered}
    first |= {"since": default_start(corpus), "through": names.END, "level": "asked"}
    first |= {"denominator": "vacancies", "compare": False}
    for key, value in first.items():
        for name in (key, key + SECOND):
            if name in st.session_state:
                st.session_state[name] = value


def widen(part: Slice) -> None:
    """Drop the filters that a wider slice lacks; the others stay as they are."""
    for key, name in FIELD_OF.items():
        if not getattr(part, name):
            st.session_state[key] = []
    if part.since is None:
        st.session_state["since"] = names.START
    if part.until is None:
        st.session_state["through"] = names.END
