"""One posting and what was read from it: the counted words, their level, the rule that matched."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import streamlit as st

from analysis.market.corpus import Corpus
from dashboard.frame.tables import SKILL, Column, PageTable, show_table
from dashboard.frame.text_process import read_again
from dashboard.screen import names, text
from dashboard.screen.glossary import help_on
from dashboard.sections.passages import Passage, leading, open_passage, passages
from dashboard.sections.wrong_match import MAX_NOTE, VERDICTS, case_of, keep_case
from dashboard.server.settings import is_shared
from data.errors import StoreError
from data.records import LONGEST_READ, Mention, OpenName, Salary
from data.store.reading.store_records import Evidence

PASSAGES_SHOWN = 40
NAMES_SHOWN = 8  # skills that today's rules read otherwise, names that the catalogue lacks
MOST_WORDS = 600  # characters of a sentence that names them
COLUMNS = (SKILL, Column("words"), Column("level"), Column("any-of group"), Column("rule"))


def show_evidence(corpus: Corpus, evidence: Evidence, skill: str | None) -> None:
    """Show a posting with its highlighted mentions; those of `skill` come first."""
    with st.container(border=True, key="evidence"):
        st.markdown(f"#### {text.markdown(evidence.posting.title)}")
        st.text(facts_line(evidence))
        _link(evidence)
        called = {one.id: one.name for one in corpus.skills}
        if evidence.text is None:
            st.caption(
                "This store does not hold the text of this posting. Follow the link to read it; these are "
                "the words that were counted:"
            )
            _mentions(evidence.mentions, called)
            _open_names(evidence)
            return
        found = passages(evidence.text, evidence.mentions, evidence.open_names or ())
        shown = leading(found, skill)
        _passages(shown, called)
        _open_names(evidence, shown)
        with st.expander(f"All {len(found)} mentions as a table"):
            _mentions(evidence.mentions, called)
        with st.expander("The whole text"):
            st.text(text.passage(evidence.text))
        if found and not is_shared():
            _wrong_match(evidence, found, called)
        again = read_again(evidence)  # last: the first time, it waits for a process to start
        if again is not None:
            st.caption(text.markdown(comparison(evidence.mentions, again, called)))


def comparison(counted: Sequence[Mention], again: Sequence[Mention], called: dict[str, str]) -> str:
    """Say whether today's rules read a text as it was counted, and which skills they read otherwise."""
    if list(counted) == list(again):
        return "Read again just now by the rules of this version: the same words, the same levels."
    before, after = ({(one.skill, one.start, one.end): one for one in some} for some in (counted, again))
    differing = [place for place in before.keys() & after.keys() if before[place] != after[place]]
    parts = {
        "would now count": after.keys() - before.keys(),
        "would no longer count": before.keys() - after.keys(),
        "would read otherwise": differing,
    }
    said = [f"{words} {_skills(places, called)}" for words, places in parts.items() if places]
    return f"The rules of this version {'; '.join(said)}. Figures use the words counted above."


def _skills(places: Iterable[tuple[str, int, int]], called: dict[str, str]) -> str:
    names_of = sorted({called.get(skill, skill) for skill, _, _ in places}, key=str.casefold)
    more = f" and {len(names_of) - NAMES_SHOWN} more" if len(names_of) > NAMES_SHOWN else ""
    return ", ".join(names_of[:NAMES_SHOWN]) + more


def facts_line(evidence: Evidence) -> str:
    """Employer, place, date, role, seniority, pay and state of a posting in one line of plain text."""
    posting = evidence.posting
    when = f"posted {posting.day.day} {posting.day:%B %Y}" if posting.day else "no date"
    parts = [
        posting.employer,
        posting.location or "no place stated",
        when,
        names.role_name(evidence.role or "other"),
        seniority_words(evidence.seniority),
        pay_words(evidence.salary),
        state_words(evidence),
        "left out of shares: stuffed" if evidence.is_stuffed else "",
        f"only the first {LONGEST_READ:,} characters were read" if evidence.is_cut else "",
        f"one of {len(evidence.siblings) + 1} postings of this vacancy" if evidence.siblings else "",
    ]
    return text.plain(" · ".join(part for part in parts if part), 600)


def seniority_words(seniority: str | None) -> str:
    """Return 'senior', or that no seniority is stated."""
    return "seniority not stated" if seniority in (None, "unspecified") else names.plain_name(str(seniority))


def state_words(evidence: Evidence) -> str:
    """Return what is known of a posting that is not known to be open, nothing for an open one."""
    if evidence.posting.is_open:
        return ""
    return "closed" if evidence.was_watched else "imported; nobody checks whether it is still open"


def pay_words(salary: Salary | None) -> str:
    """Return '120,000 to 150,000 USD a year', nothing where no pay is stated."""
    if salary is None:
        return ""
    top = "" if salary.maximum == salary.minimum else f" to {salary.maximum:,.0f}"
    return f"{salary.minimum:,.0f}{top} {salary.currency} a {salary.period}"


def _link(evidence: Evidence) -> None:
    url = text.safe_url(evidence.posting.url)
    if url is None:
        st.caption("This posting has no address that is safe to follow.")
        return
    st.link_button(f"Open at {text.markdown(text.host_of(url))}", url)


def _mentions(mentions: tuple[Mention, ...], called: dict[str, str]) -> None:
    rows = [
        [
            called.get(one.skill, one.skill),
            one.surface,
            one.level,
            "" if one.group is None else str(one.group + 1),
            one.rule,
        ]
        for one in mentions
    ]
    show_table(PageTable(COLUMNS, rows), "mentions", alt="The words that were counted", selectable=False)


def _passages(found: list[Passage], called: dict[str, str]) -> None:
    st.markdown("**The words that were counted**", help=help_on("mention", "level", "any-of group"))
    for one in found[:PASSAGES_SHOWN]:
        mention = one.mention
        group = "" if mention.group is None else f", any-of group {mention.group + 1}"
        st.markdown(text.highlighted(one.text, one.start, one.end, one.open_names))
        st.caption(
            f"{text.markdown(called.get(mention.skill, mention.skill))}: {mention.level}{group}; "
            f"rule {text.markdown(mention.rule)}"
        )
    if len(found) > PASSAGES_SHOWN:
        st.caption(f"Showing {PASSAGES_SHOWN} of {len(found)}; the others are in the table.")


def open_words(names_seen: Sequence[OpenName]) -> str:
    """Return 'Names that our catalogue lacks: Zorblax, Wobbledb.', each once; nothing where there is none."""
    first = {one.key: one.name for one in reversed(names_seen)}  # the spelling that stands first
    called = [first[key] for key in dict.fromkeys(one.key for one in names_seen)]
    more = f" and {len(called) - NAMES_SHOWN:,} more" if len(called) > NAMES_SHOWN else ""
    return f"Names that our catalogue lacks: {', '.join(called[:NAMES_SHOWN])}{more}." if called else ""


def _open_names(evidence: Evidence, shown: Sequence[Passage] = ()) -> None:
    """Name what the catalogue lacks, and show the sentences of those names that no passage shows."""
    seen = evidence.open_names or ()
    if not seen:
        return
    st.markdown(text.markdown(open_words(seen), MOST_WORDS), help=help_on("open name"))
    body = evidence.text
    if body is not None:
        marked = {one.text[start:end] for one in shown[:PASSAGES_SHOWN] for start, end in one.open_names}
        first = {one.key: one for one in reversed(seen) if one.name not in marked and one.end <= len(body)}
        lines = dict.fromkeys(
            open_passage(body, one, seen) for one in list(first.values())[-NAMES_SHOWN:][::-1]
        )
        for line, places in lines:
            st.markdown(text.highlighted(line, 0, 0, places))


def matched_words(one: Passage, called: dict[str, str]) -> str:
    """Return 'Torch read as PyTorch'."""
    return text.plain(f"{one.mention.surface} read as {called.get(one.mention.skill, one.mention.skill)}")


def _wrong_match(evidence: Evidence, found: list[Passage], called: dict[str, str]) -> None:
    with st.expander("Wrong match?"), st.form("wrong-match", border=False):
        st.markdown("Your answer becomes a test case in a file on this machine. Nothing is sent anywhere.")
        place = st.selectbox(
            "Which words",
            range(len(found)),
            format_func=lambda place: matched_words(found[place], called),
        )
        verdict = st.selectbox("What is wrong", VERDICTS)
        note = st.text_input("Anything to add", max_chars=MAX_NOTE)
        if st.form_submit_button("Keep this case"):
            case = case_of(evidence, found[place], verdict, note, datetime.now(UTC))
            try:
                path = keep_case(case)
            except StoreError as error:
                st.error(text.markdown(str(error)))
                return
            st.success(f"Kept in {text.markdown(path.name)}.")
