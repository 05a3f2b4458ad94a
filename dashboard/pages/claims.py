"""Published statements beside our figures, each with a verdict that claims no more than both samples know."""

from collections import Counter

import streamlit as st

from analysis.figures.claims import VERDICTS, ClaimCheck, SourceReading, check_claims, panel
from analysis.market.figure_words import in_hundred
from dashboard.address import widget_values
from dashboard.charts.share_marks import interval_text
from dashboard.frame.sheets import sheet_of
from dashboard.frame.tables import INTERVAL, Column, PageTable, show_table
from dashboard.frame.view import View, current_view, heading
from dashboard.frame.widgets import offer_export
from dashboard.screen import names, text
from data.catalogue.guides import Claim, load_claims

COLUMNS = (
    Column("claim", 280),
    Column("verdict", 100),
    Column("they say", 104),
    Column("we find", 62),
    INTERVAL,
    Column("vacancies", 72),
    Column("published by"),
)
PANEL_COLUMNS = (
    Column("who says so", 260),
    Column("when"),
    Column("of 100 vacancies"),
    INTERVAL,
    Column("vacancies", 72),
    Column("about whom"),
)


def main() -> None:
    """Show the page."""
    view = current_view()
    heading(view)
    claims = load_claims()
    found = check_claims(view.corpus, claims)
    st.markdown(summary(found))
    st.caption(
        "Each statement is set beside the vacancies of this store that come nearest to those it speaks of, "
        "whatever you filter by. **Agrees**: our sample would have noticed a difference and shows "
        "none. **Differs**: the two figures are further apart than chance explains; another sample is not "
        "wrong for that. **Cannot tell**: our sample is too small to decide. **Not comparable**: it gives no "
        "number, or speaks of vacancies that this store does not hold. All shares are of 100 vacancies; tick "
        "a row to read more."
    )
    show_claims(found)
    offer_export(lambda: sheet_of("claims", found, view.corpus), "claims", view)
    show_panel(view, claims)


def summary(found: tuple[ClaimCheck, ...]) -> str:
    """Say how many statements got which verdict."""
    counts = Counter(row.verdict for row in found)
    said = ", ".join(f"**{verdict}** {counts[verdict]}" for verdict in VERDICTS if counts[verdict])
    return f"{len(found)} statements that guides and reports repeat, set beside our vacancies: {said}."


def show_claims(found: tuple[ClaimCheck, ...]) -> None:
    """Show all claims; a ticked one is shown in full."""
    table = PageTable(COLUMNS, [cells(row) for row in found])
    chosen = show_table(table, "claims-table", alt="Claims and verdicts")
    if chosen is not None:
        row = found[chosen]
        with st.container(border=True):
            st.markdown(f"**{text.markdown(row.claim.statement)}**: {row.verdict}")
            st.markdown(text.markdown(row.sentence, 900))
            st.caption(text.markdown(f"It counted: {counted_in(row.claim)}. {row.claim.note or ''}", 600))
            if url := text.safe_url(row.claim.url):
                st.link_button(f"Open at {text.markdown(text.host_of(url))}", url)


def counted_in(claim: Claim) -> str:
    """Which postings a claim counted, in its own words."""
    return claim.population or "not stated"


def cells(row: ClaimCheck) -> list[object]:
    """The cells of a claim in the order of COLUMNS; empty where there is no number."""
    ours = row.ours
    share = "" if ours is None or ours.share is None else in_hundred(ours.share)
    interval = "" if ours is None else interval_text(ours.low, ours.high)
    count = "" if ours is None else f"{ours.n:,}"
    by = f"{row.claim.source}, {row.claim.year}"
    said = "" if row.claim.low is None else row.claimed.removesuffix(" in 100")
    return [row.claim.statement, row.verdict, said, share, interval, count, by]


def show_panel(view: View, claims: tuple[Claim, ...]) -> None:
    """Show one skill as each source and each report reads it."""
    st.subheader("One skill, as each source sees it")
    skills = sorted({claim.skills[0] for claim in claims if claim.skills[0] in view.corpus.index})
    if not skills:
        return
    widget_values.announce_one("panel", "skill", skills, view.corpus.name, default=skills[0])
    skill = st.selectbox("Skill", skills, format_func=view.corpus.name, key="panel", bind="query-params")
    found = panel(view.corpus, view.part, claims, skill)
    st.markdown(
        f"{text.markdown(view.corpus.name(skill))} in each source of this store, with your filters "
        f"({text.markdown(view.part.in_words())}), and in each report. Much of the difference lies in who "
        "posts there and how it was counted, not in the market."
    )
    table = PageTable(PANEL_COLUMNS, [panel_cells(row) for row in found])
    show_table(table, "panel-table", alt="One skill in many sources", selectable=False)


def panel_cells(row: SourceReading) -> list[object]:
    """The cells of one reading in the order of PANEL_COLUMNS."""
    who = names.source_name(row.source) if row.is_ours else row.source
    count = "" if row.n is None else f"{row.n:,}"
    interval = interval_text(row.low, row.high) if row.is_ours else ""
    return [who, row.year, panel_share(row), interval, count, row.population or "not stated"]


def panel_share(row: SourceReading) -> str:
    """Return a reading's share, a report's range, or why there is none."""
    if row.share is not None:
        return in_hundred(row.share)
    if row.low is None or row.high is None:
        return row.why or ""
    return f"at least {in_hundred(row.low)}" if row.high >= 1 else interval_text(row.low, row.high)


main()
