"""Published statements beside our figures, each with a verdict that claims no more than both samples know."""

from collections import Counter

import streamlit as st

from analysis.figures.claims import VERDICTS, ClaimCheck, SourceReading, check_claims, claimed_range, panel
from analysis.figures.sayings import SayingFigure, measure_sayings
from analysis.kinds.demand.claim import claim_row
from analysis.kinds.demand.saying import saying_row
from analysis.market.figure_words import HOLDS, in_hundred
from analysis.market.provenance import TOTAL
from dashboard.address import widget_values
from dashboard.charts.claim_marks import (
    ReadingRow,
    choice_table,
    claim_table,
    curve_spots,
    reading_rows,
    saying_table,
)
from dashboard.charts.reading_curve import reading_curve
from dashboard.charts.share_marks import interval_text
from dashboard.frame.sheets import sheet_of
from dashboard.frame.tables import INTERVAL, Column, PageTable, show_table
from dashboard.frame.view import View, current_view, heading
from dashboard.frame.widgets import beside, colours, offer_export, offer_figures, show_chart
from dashboard.screen import names, text
from data.catalogue.guides import Claim, load_claims, load_sayings

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
        f"whatever you filter by. {HOLDS[TOTAL]}.",
        help="**Agrees**: our sample would have noticed a difference and shows none. **Differs**: the two "
        "figures are further apart than chance explains; another sample is not wrong for that. **Fragile**: "
        "it depends on choices that the statement leaves open. **Not comparable**: it speaks of other "
        "vacancies, or does not say which it counted. **Too narrow to judge here**: it is finer than what "
        "this many vacancies can show.",
    )
    chosen = show_table(claim_table(found), "claims-table", alt="Claims and verdicts")
    offer_figures("claims", lambda: map(claim_row, found), view)
    show_claim(view, found[chosen or 0])
    show_sayings(view, measure_sayings(view.corpus, load_sayings()))
    show_panel(view, claims)


def summary(found: tuple[ClaimCheck, ...]) -> str:
    """Say how many statements got which verdict."""
    counts = Counter(row.verdict for row in found)
    said = ", ".join(f"**{verdict}** {counts[verdict]}" for verdict in VERDICTS if counts[verdict])
    return f"{len(found)} published figures, set beside our vacancies: {said}. Tick a row to open it."


def show_claim(view: View, row: ClaimCheck) -> None:
    """Show one claim in full: its verdict, our share under every reading, and what each choice does."""
    with st.container(border=True):
        st.markdown(text.markdown(row.sentence, 900))
        st.caption(text.markdown(f"It counted: {counted_in(row.claim)}. {row.claim.note or ''}", 600))
        if url := text.safe_url(row.claim.url):
            st.link_button(f"Open at {text.markdown(text.host_of(url))}", url)
        show_readings(view, row)


def show_readings(view: View, row: ClaimCheck) -> None:
    """Show the readings of a claim as a curve, beside a table of what each open choice does."""
    if row.curve is None or row.ours is None or row.ours.share is None:
        return
    chart, table = beside()
    with chart:
        drawn = reading_curve(curve_spots(row.curve), claimed_range(row.claim), row.ours.share, colours())
        show_chart(
            drawn, "Our share under every reading of the claim", f"readings-{row.claim.id}", clickable=False
        )
    with table:
        key = f"choices-{row.claim.id}"
        show_table(choice_table(row.curve), key, alt="What each choice does", selectable=False, height=300)
    offer_export(lambda: sheet_of("readings", reading_rows(row), view.corpus, ReadingRow), "readings", view)


def show_sayings(view: View, found: tuple[SayingFigure, ...]) -> None:
    """Show what is said without a number, beside our figure and without a verdict."""
    st.subheader("Sayings")
    st.markdown(
        "These are repeated without a number and without a study, so there is nothing to test. Our figure "
        "stands beside each; you decide whether it is what you call essential, common or valued."
    )
    show_table(saying_table(found), "sayings-table", alt="Sayings and our figures", selectable=False)
    for row in found:
        if row.saying.why:
            st.caption(text.markdown(row.sentence, 600))
    offer_figures("sayings", lambda: map(saying_row, found), view)


def counted_in(claim: Claim) -> str:
    """Which postings a claim counted, in its own words."""
    return claim.population or "not stated"


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
