"""The postings behind the figures: search, list, and the very words that were counted."""

import numpy as np
import numpy.typing as npt
import streamlit as st

from analysis.market.corpus import Corpus
from dashboard.address import widget_values
from dashboard.address.address import endpoint
from dashboard.exports.posting_ids import posting_ids
from dashboard.frame.link import OPENED
from dashboard.frame.loading import store_path
from dashboard.frame.sheets import Sheet, sheet_of
from dashboard.frame.tables import Column, PageTable, show_table
from dashboard.frame.text_process import text_reader
from dashboard.frame.view import View, current_view, heading
from dashboard.frame.widgets import offer_export
from dashboard.screen import names, text
from dashboard.sections.evidence import show_evidence
from data.store.reader import Reader
from data.store.reading.store_records import FoundPosting, PostingLine

LISTED = 200  # postings of a list; a narrower search shows the rest
EXPORTED = 5_000  # postings of an export
COLUMNS = (
    Column("title", 262),
    Column("employer", 140),
    Column("place", 112),
    Column("posted", 86),
    Column("source"),
)
SEEN = Column("seen open")  # only where a scrape looked
ANY = "any skill"
MOST_WORDS = 200  # characters to look for
LONGEST_NUMBER = 18  # digits of a posting's number


def main() -> None:
    """Show the page."""
    view = current_view()
    heading(view)
    with Reader.open(store_path()) as reader:
        has_texts = reader.counts().texts > 0
        if has_texts:
            text_reader().start_early()  # for the posting that is opened next
        words, skill = choices(view, has_texts)
        among = posting_ids(view.corpus, view.part, skill)
        found = reader.search(words, among=among, limit=LISTED)
        st.markdown(summary(found, words, skill, view))
        chosen = listed(found)
        opened = opened_posting(reader, found, chosen)
        if opened is not None:
            show_evidence(view.corpus, reader.evidence(opened), skill)
        if found.total:
            program = endpoint("postings.csv", view.part, **asked_of(words, skill))
            offer_export(lambda: all_found(words, among, view.corpus), "postings", view, program)


def search_label(has_texts: bool) -> str:
    """Say where words are looked for: shipped facts have no texts."""
    return "Find in title, employer and text" if has_texts else "Find in title and employer"


def choices(view: View, has_texts: bool) -> tuple[str, str | None]:
    """Ask for words to find and a skill that must be named."""
    called = {skill.id: skill.name for skill in view.corpus.skills}
    words, skill = st.columns([3, 2])
    widget_values.read_key("q")
    widget_values.read_key(OPENED)
    widget_values.announce_one(
        "names", "skill", [ANY, *called], lambda one: called.get(one, one), default=ANY
    )
    with words:
        typed = st.text_input(
            search_label(has_texts),
            max_chars=MOST_WORDS,
            key="q",
            bind="query-params",
            type="search",
            placeholder='"machine learning" senior -intern',
            help='All words must occur; "two words" stand together; -word must not occur; word* begins.',
        )
    with skill:
        options = [ANY, *sorted(called, key=lambda one: called[one].casefold())]
        named = st.selectbox(
            "That name",
            options,
            format_func=lambda one: called.get(one, one),
            key="names",
            bind="query-params",
        )
    return typed or "", None if named == ANY else named


def summary(found: FoundPosting, words: str, skill: str | None, view: View) -> str:
    """Say how many postings were found and how many are listed."""
    if not found.total:
        return "Nothing found. Use fewer words, or widen the filters at the left."
    naming = f" that name {text.markdown(view.corpus.name(skill))}" if skill else ""
    holding = f" that hold {text.markdown(words)}" if words else ""
    shown = f"; the newest {LISTED} are listed" if found.total > LISTED else ""
    return (
        f"**{found.total:,}** {view.part.denominator}{naming}{holding}{shown}. Tick one to see why it counts."
    )


def listed(found: FoundPosting) -> PostingLine | None:
    """Show the list and return the posting that was ticked."""
    if not found.postings:
        return None
    is_watched = any(one.is_open for one in found.postings)
    rows = [
        [
            one.title,
            one.employer,
            one.location or "",
            f"{one.day:%Y-%m-%d}" if one.day else "",
            names.source_name(one.source),
            *(["yes" if one.is_open else ""] if is_watched else []),
        ]
        for one in found.postings
    ]
    columns = (*COLUMNS, SEEN) if is_watched else COLUMNS
    chosen = show_table(PageTable(columns, rows), "postings-table", alt="Postings found", height=340)
    return None if chosen is None else found.postings[chosen]


def opened_posting(reader: Reader, found: FoundPosting, chosen: PostingLine | None) -> int | None:
    """Return the id of the posting to show: the one ticked now, else the one in the address.

    An address that names a posting which is not here gets a note.
    """
    if chosen is not None:
        st.query_params[OPENED] = str(chosen.id)
        return chosen.id
    held = st.query_params.get(OPENED, "")
    if not held:
        return None
    is_number = held.isascii() and held.isdigit() and len(held) <= LONGEST_NUMBER
    if not is_number or not reader.lines(np.array([int(held)])):
        widget_values.add_note(
            OPENED, f"The address asks for posting {widget_values.quoted(held)}; there is none here."
        )
        return None
    if int(held) not in {one.id for one in found.postings}:
        st.caption("The posting of the address is not in this list; it is shown below all the same.")
    return int(held)


def asked_of(words: str, skill: str | None) -> dict[str, str]:
    """What the endpoint of this list is asked beside the slice."""
    return {key: value for key, value in (("q", words), ("skill", skill)) if value}


def all_found(words: str, among: npt.NDArray[np.int64], corpus: Corpus) -> Sheet:
    """The first `EXPORTED` postings found as a sheet of facts; no text of a posting leaves the store."""
    with Reader.open(store_path()) as reader:
        found = reader.search(words, among=among, limit=EXPORTED).postings
    return sheet_of("postings", found, corpus)


main()
