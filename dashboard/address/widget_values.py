"""From an address to the widgets: codes and labels are both understood, all else is named.

Streamlit binds a widget to its key in the address, but it reads only what options are called on screen and
drops the rest without a word. So each widget is announced here before it is made: what the address says of
its key is handed to Streamlit as the labels that it means, and what cannot be understood becomes a sentence.
The address itself stays as its writer left it until the reader changes that filter.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.state import get_session_state

from analysis.market.figure_words import did_you_mean, listed
from dashboard.address.address import QUOTED, find
from dashboard.screen import text

HELD = "address"  # key in the session: made again on every run, before the widgets
TRUE, FALSE = ("true", "1", "yes", "on"), ("false", "0", "no", "off")
PAGE_KEYS = (
    "kind",
    "top",
    "skills",
    "step",
    "skill",
    "by",
    "pairs",
    "have",
    "part",
    "practices",
    "weeks",
    "q",
    "names",
    "posting",
    "panel",
)
NAMED = 12  # values that one sentence quotes, and sentences that are shown


@dataclass(slots=True)
class AddressReading:
    """What one run of a page made of the address.

    `raw` is what the address says, `meant` what Streamlit gets to see of it, `notes` the sentences by key.
    `keys` are those that some widget of this run has read.
    """

    raw: dict[str, list[str]]
    meant: dict[str, list[str]]
    keys: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)
    place: DeltaGenerator | None = None


def read_address() -> None:
    """Read the address of this run."""
    raw = {key: st.query_params.get_all(key) for key in st.query_params}
    st.session_state[HELD] = AddressReading(raw, dict(raw))


def reading() -> AddressReading:
    """What this run made of the address so far; `read_address` came first."""
    found: AddressReading = st.session_state[HELD]
    return found


def read_key(key: str) -> list[str] | None:
    """Return what the address says of a key, None when it says nothing; the key now has a reader."""
    reading().keys.add(key)
    return reading().raw.get(key)


def add_note(key: str, sentence: str) -> None:
    """Keep a sentence about what the address asks for and this page cannot give."""
    reading().notes[key] = sentence


def announce_several(
    key: str,
    what: str,
    codes: Sequence[str],
    name: Callable[[str], str] = str,
    *,
    default: Sequence[str] = (),
    most: int | None = None,
    is_open: bool = False,
) -> None:
    """Announce a widget that takes several values; `is_open` lets in values that it does not offer."""
    values = [value for value in read_key(key) or () if value]
    if not values:
        return
    good, unknown = _understood(values, codes, name, is_open=is_open)
    kept = good[:most]
    _hand_over(key, [name(code) if code in codes else code for code in kept], same=kept == list(default))
    shown = _names_of(kept or default, name) or f"any {what}"
    if unknown:
        add_note(key, f"{none_of(what, unknown, [name(code) for code in codes])} Shown: {shown}.")
    elif len(good) > len(kept):
        left = _names_of(good[len(kept) :][:NAMED], name)
        said = f"The address names {len(good)}, at most {most} can be shown."
        add_note(key, f"{said} Shown: {shown}. Left out: {left}.")


def _names_of(codes: Sequence[str], name: Callable[[str], str]) -> str:
    return listed([name(code) for code in codes], "and")


def _understood(
    values: Sequence[str], codes: Sequence[str], name: Callable[[str], str], *, is_open: bool
) -> tuple[list[str], list[str]]:
    """Return the codes that values mean, each once, and the values that mean none."""
    found = [(value, find(value, codes, name)) for value in values]
    if is_open:
        return list(dict.fromkeys(value if code is None else code for value, code in found)), []
    good = dict.fromkeys(code for _, code in found if code is not None)
    return list(good), [value for value, code in found if code is None]


def announce_one(
    key: str, what: str, codes: Sequence[str], name: Callable[[str], str] = str, *, default: str | None = None
) -> bool:
    """Announce a widget that takes one value; return whether the address asks for one that there is not."""
    values = read_key(key)
    if not values or not values[-1]:
        return False
    code = find(values[-1], codes, name)
    shown = code if code is not None else default
    _hand_over(key, [] if code is None else [name(code)], same=code is not None and code == default)
    if code is None:
        said = f" Shown: {name(shown)}." if shown is not None else ""
        add_note(key, f"{none_of(what, values[-1:], [name(one) for one in codes])}{said}")
    elif len(values) > 1:
        add_note(key, f"The address gives {what} {len(values)} times. Shown: {name(code)}, the last.")
    return code is None


def announce_switch(key: str, what: str) -> None:
    """Announce a switch that is off unless the address says otherwise."""
    values = read_key(key)
    if not values:
        return
    said = values[-1].casefold()
    _hand_over(key, ["true"] if said in TRUE else [], same=said in FALSE)
    if said not in (*TRUE, *FALSE):
        add_note(key, f"The address says {what} = {quoted(values[-1])}; it is true or false. Shown: false.")


def interpret_as(key: str, label: str, *, same: bool) -> None:
    """Let the address mean this label of a widget; `same` tells that it is the default."""
    _hand_over(key, [label], same=same)


def rename_key(key: str, bound: str, label: str) -> None:
    """Put a widget's own key in the address for another word for it, so that the widget keeps it current."""
    if bound not in st.session_state:  # else the key belongs to the widget
        st.query_params[bound] = label
        del st.query_params[key]


def _hand_over(key: str, labels: Sequence[str], *, same: bool = False) -> None:
    """Hand Streamlit the labels of a key; nothing for a default that a new widget starts with anyway.

    Streamlit would take a default out of the address, and with it what else stands there.
    """
    held = reading()
    held.meant.pop(key, None)
    if labels and not (same and key not in st.session_state):
        held.meant[key] = list(labels)
    query = urlencode([(one, value) for one, values in held.meant.items() for value in values])
    with get_session_state().query_params() as address:
        address.set_initial_query_params(query)


def none_of(what: str, unknown: Sequence[str], called: Sequence[str]) -> str:
    """Return 'The address asks for role 'wizard'; there is none.', with the nearest name."""
    asked = listed([quoted(value) for value in unknown[:NAMED]], "and")
    more = f" and {len(unknown) - NAMED} more" if len(unknown) > NAMED else ""
    there = "there is none" if len(unknown) == 1 else "there are none"
    return f"The address asks for {what} {asked}{more}; {there}.{_nearest(unknown[0], called)}"


def quoted(value: str) -> str:
    """Return a value of the address as it is quoted on the page."""
    return repr(text.plain(value, QUOTED))


def place_notes() -> None:
    """Keep a place for the sentences about the address: those of widgets further down stand here, too."""
    reading().place = st.empty()


def show_notes(complete: bool) -> None:
    """Name the keys that nothing on this page reads, and show all sentences at their place.

    `complete` tells that the page drew all it has; else a key of a page may only have had no turn.
    """
    held = reading()
    for key in held.raw:
        if key not in held.keys and (complete or key not in PAGE_KEYS):
            add_note(key, _useless(key, held.keys))
    if held.notes:
        with (held.place or st.empty()).container():
            said = [text.markdown(sentence, 600) for sentence in held.notes.values()]
            rest = [f"And {len(said) - NAMED} more."] if len(said) > NAMED else []
            st.warning("  \n".join([*said[:NAMED], *rest]))
            st.button("Leave this out of the address", key="forget-notes", on_click=forget_notes)


def _useless(key: str, keys: Iterable[str]) -> str:
    said = f"The address holds {quoted(key)}, which changes nothing on this page."
    return said if key in PAGE_KEYS else f"{said}{_nearest(key, [*keys, *PAGE_KEYS])}"


def _nearest(value: str, names: Sequence[str]) -> str:
    """Return ' Did you mean ...?' as a sentence of its own, nothing where no name is near."""
    near = did_you_mean(value, names).removeprefix("; ")
    return f" {near[0].upper()}{near[1:]}" if near else ""


def forget_notes() -> None:
    """Take out of the address what could not be understood, and keep what was shown instead."""
    held = reading()
    with get_session_state().query_params() as address:
        for key in held.notes:
            if held.meant.get(key) and held.meant[key] != held.raw.get(key) and key in held.keys:
                address.set_corrected_value(key, held.meant[key], "string_array_value")
            else:
                address.remove_param(key)
