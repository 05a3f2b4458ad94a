"""The filters at the left: one slice for every page, kept in the address, said in words, resettable."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from analysis.corpus import Corpus
from analysis.slices import DENOMINATORS, SLICE_LEVELS, Slice
from dashboard import names, text
from dashboard.address import FIELD_OF, Filter, default_since, filters, months, slice_of
from dashboard.glossary import HELP
from data.errors import UsageError

SECOND = "_b"  # what follows a filter's key in the second slice
FIRST_SHOWN = 2  # filters that are always open; the others wait under "More filters"
COMPARED = ("role", "cloud", "seniority", "workplace", "country", "source")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader looks at: one slice or two; `note` says what of the address was unusable."""

    part: Slice
    second: Slice | None = None
    note: str | None = None


def choose(corpus: Corpus) -> Choice:
    """Draw the filters and return the reader's choice."""
    with st.sidebar:
        st.markdown("##### Which vacancies?")
        offered = filters(corpus)
        for one in offered[:FIRST_SHOWN]:
            _several(one)
        _months(corpus)
        with st.expander("More filters"):
            for one in offered[FIRST_SHOWN:]:
                _several(one)
            _counting()
        second = st.toggle("Compare with a second slice", key="compare", bind="query-params")
        if second:
            _second(offered, corpus)
        st.button("Reset all filters", on_click=reset, args=(offered, corpus), width="stretch")
        if newest := corpus.last_day:
            st.caption(f"Newest posting: {newest.day} {newest:%b %Y}. More on *Data and method*.")
    return _choice(corpus, second)


def _choice(corpus: Corpus, second: bool) -> Choice:
    try:
        part = slice_of(values_of(""), corpus)
        other = slice_of(values_of(SECOND) | shared_values(), corpus, SECOND) if second else None
    except UsageError as error:
        return Choice(slice_of({}, corpus), note=str(error))
    return Choice(part, other)


def values_of(suffix: str) -> dict[str, Sequence[str]]:
    """Return the codes that the widgets hold now, by key."""
    found: dict[str, Sequence[str]] = {}
    for key, value in st.session_state.items():
        name = str(key)
        if value is not None and name.endswith(suffix) and name.removesuffix(suffix) in KEYS:
            found[name] = value if isinstance(value, list | tuple) else (value,)
    return found


def shared_values() -> dict[str, Sequence[str]]:
    """Return what the second slice takes from the first: the way of counting."""
    return {key: (st.session_state[key],) for key in ("level", "denominator") if st.session_state.get(key)}


KEYS = {*FIELD_OF, "since", "through", "level", "denominator"}


def _several(one: Filter, suffix: str = "") -> None:
    st.multiselect(
        one.label,
        one.codes,
        default=list(one.default),
        format_func=lambda code: text.plain(one.name(code), 60),
        key=one.key + suffix,
        bind="query-params",
        help=one.help or None,
        placeholder="any",
        accept_new_options=one.is_open,
        max_selections=20,
    )


def _months(corpus: Corpus, suffix: str = "") -> None:
    newest_first = months(corpus)[::-1]
    starts = [names.START, *newest_first]
    st.selectbox(
        "Posted from", starts, index=starts.index(default_since(corpus)), format_func=names.month_name,
        key=f"since{suffix}", bind="query-params",
    )  # fmt: skip
    st.selectbox(
        "Posted to", [names.END, *newest_first], format_func=names.month_name, key=f"through{suffix}",
        bind="query-params",
    )  # fmt: skip


def _counting() -> None:
    st.selectbox(
        "A skill counts where it is", SLICE_LEVELS, format_func=names.LEVEL_CHOICES.__getitem__, key="level",
        bind="query-params", help=HELP["level"],
    )  # fmt: skip
    st.selectbox(
        "Count", DENOMINATORS, format_func=names.DENOMINATOR_CHOICES.__getitem__, key="denominator",
        bind="query-params", help=HELP["denominator"],
    )  # fmt: skip


def _second(offered: Sequence[Filter], corpus: Corpus) -> None:
    st.markdown("##### The second slice")
    for one in offered:
        if one.key in COMPARED:
            _several(one, SECOND)
    _months(corpus, SECOND)


def reset(offered: Sequence[Filter], corpus: Corpus) -> None:
    """Put every filter back to what it is on a first visit."""
    first: dict[str, object] = {one.key: list(one.default) for one in offered}
    first |= {"since": default_since(corpus), "through": names.END, "level": "asked"}
    first |= {"denominator": "vacancies", "compare": False}
    for key, value in first.items():
        for name in (key, key + SECOND):
            if name in st.session_state:
                st.session_state[name] = value


def widen(part: Slice) -> None:
    """Drop the filters that a wider slice has not; what it keeps stays as it is."""
    for key, name in FIELD_OF.items():
        if not getattr(part, name):
            st.session_state[key] = []
    if part.since is None:
        st.session_state["since"] = names.START
    if part.until is None:
        st.session_state["through"] = names.END
