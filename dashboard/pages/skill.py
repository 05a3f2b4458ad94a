"""One skill: how much it is asked for, at which level, by whom, with what and instead of what."""

import streamlit as st

from analysis.figures.employer_shares import employer_equal, influences
from analysis.figures.mix import same_mix
from analysis.figures.shares import Share, share
from analysis.market.figure_words import in_hundred
from analysis.market.periods import year_apart
from analysis.market.rows import row_of
from dashboard.address import widget_values
from dashboard.address.trend_start import reaching_back
from dashboard.charts.time_charts import trend_lines
from dashboard.charts.trend_marks import breaks_in_words, breaks_of, line_of, trend_summary, trend_table
from dashboard.frame.cached_figures import trends_of, yearly_of
from dashboard.frame.tables import COUNT, Column, PageTable, show_table
from dashboard.frame.view import View, current_view, heading, is_enough, leave_early
from dashboard.frame.widgets import colours, go_to_postings, offer_figures, show_chart
from dashboard.panels.about_numbers import show_about
from dashboard.panels.change_checks import show_checks
from dashboard.screen import text
from dashboard.screen.glossary import help_on
from dashboard.sections.accuracy import reading_words, rules_note
from dashboard.sections.headlines import change_words
from dashboard.sections.side_by_side import say_difference
from dashboard.sections.skill_breakdown import show_breakdown
from dashboard.sections.skill_neighbours import show_neighbours

FIRST = "pytorch"
INFLUENCE_COLUMNS = (
    Column("employer", 140),
    Column("its vacancies", None, COUNT),
    Column("naming it", None, COUNT),
    Column("share without it, of 100"),
)


def main() -> None:
    """Show the page."""
    view = current_view()
    skill = choose(view)
    if skill is None:
        heading(view, title="No skill is shown")
        leave_early()
        return
    ground = heading(view, title=text.markdown(view.corpus.name(skill)))
    if not is_enough(ground):
        return
    row = share(view.corpus, view.part, skill)
    show_share(view, row)
    show_breakdown(view, skill)
    show_trend(view, skill)
    show_neighbours(view, row)
    show_influences(view, skill)
    show_about(
        view, skill, more=[f"{read} {rules_note(row.catalog)}"] if (read := reading_words(row)) else []
    )
    offer_figures("share", lambda: [row_of(row)], view, skill=skill)


def choose(view: View) -> str | None:
    """Ask for the skill."""
    called = {skill.id: skill.name for skill in view.corpus.skills}
    options = sorted(called, key=lambda skill: called[skill].casefold())
    start = options.index(FIRST) if FIRST in called else 0
    if not options:
        st.info("No posting of this store names a skill yet.")
        return None
    is_unknown = widget_values.announce_one("skill", "skill", options, lambda skill: called.get(skill, skill))
    return st.selectbox(
        "Skill",
        options,
        index=None if is_unknown else start,
        placeholder="Choose a skill",
        format_func=lambda skill: called.get(skill, skill),
        key="skill",
        bind="query-params",
    )


def show_share(view: View, row: Share) -> None:
    """Show the share with its levels, its change, and the way to its postings."""
    change = yearly_of(view.corpus, view.part, [row.skill]).get(row.skill)
    sentence = text.markdown(row.sentence)
    st.markdown(f"##### {sentence[0].upper()}{sentence[1:]}", help=help_on("share", "interval"))
    st.markdown(change_words(change), help=help_on("verdict", "detectable"))
    show_checks(change)
    say_difference(view, row.skill)
    st.markdown(levels_words(row), help=help_on("level", "any-of group"))
    st.caption(other_ways(view, row.skill))
    if st.button(
        f"See the {row.named:,} {row.slice.denominator} that name it", key="to-postings", type="primary"
    ):
        go_to_postings(row.skill)


def other_ways(view: View, skill: str) -> str:
    """Say the share with one voice an employer, and the change at the same mix of who was collected."""
    said = [employer_equal(view.corpus, view.part, skill).sentence]
    if halves := year_apart(view.corpus):
        said.append(same_mix(view.corpus, view.part, *halves, skill).sentence)
    return text.markdown(f"{'. '.join(said)}.", 900)


def levels_words(row: Share) -> str:
    """Say how the mentions divide into levels, and how many are alternatives only."""
    required, preferred, mentioned, boilerplate = row.levels
    total = max(1, row.alone + row.as_alternative)
    verb = "names" if boilerplate == 1 else "name"
    more = f"{boilerplate:,} more {verb} it only in the part about the company. " if boilerplate else ""
    return (
        f"Of the {row.named:,} of {row.n:,} that name it, {required:,} require it, {preferred:,} prefer it "
        f"and {mentioned:,} mention it in the duties. {more}"
        f"In {in_hundred(row.as_alternative / total)} of 100 of them it stands only in a list where another "
        "would do."
    )


def show_trend(view: View, skill: str) -> None:
    """Show the skill over time."""
    st.subheader("Over time")
    found = trends_of(view.corpus, reaching_back(view.part, view.corpus), [skill], "auto")
    breaks = breaks_of(found)
    st.markdown(trend_summary(found))
    figure = trend_lines([line_of(line) for line in found.lines], colours(), breaks=breaks)
    show_chart(
        figure,
        "The share over time with its interval",
        "skill-trend",
        clickable=False,
    )
    if breaks:
        st.caption(f"Dotted, a source starts or ends: {text.markdown(breaks_in_words(breaks), 900)}.")
    with st.expander("The same as a table"):
        show_table(
            trend_table(found.lines),
            "skill-trend-table",
            alt="The share over time as a table",
            selectable=False,
        )


def show_influences(view: View, skill: str) -> None:
    """Show the employers whose absence would move the share most."""
    found = influences(view.corpus, view.part, skill)
    if not found:
        return
    st.subheader("How far one employer moves it")
    st.markdown(text.markdown(f"{found[0].sentence[0].upper()}{found[0].sentence[1:]}."))
    cells = [[one.employer, one.n, one.named, f"{100 * one.without:.1f}"] for one in found]
    table = PageTable(INFLUENCE_COLUMNS, cells)
    show_table(table, "influences", alt="Employers that move the share", selectable=False)


main()
