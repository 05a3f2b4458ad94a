"""One skill: how much it is asked for, at which level, by whom, with what and instead of what."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from analysis.figures.breakdown import FIELDS, Part, breakdown, leading
from analysis.figures.mix import same_mix
from analysis.figures.pairs import goes_with, instead_of
from analysis.figures.shares import Share, employer_equal, influences, share
from analysis.market.figure_words import in_hundred, listed
from analysis.market.periods import year_apart
from dashboard.address import widget_values
from dashboard.address.address import endpoint
from dashboard.address.trend_start import reaching_back
from dashboard.charts.charts import share_bars
from dashboard.charts.share_marks import bars_of, interval_text
from dashboard.charts.time_charts import trend_lines
from dashboard.charts.trend_marks import breaks_in_words, breaks_of, line_of, trend_summary, trend_table
from dashboard.frame.cached_figures import trends_of, yearly_of
from dashboard.frame.sheets import sheet_of
from dashboard.frame.tables import (
    COUNT,
    EMPLOYERS,
    INTERVAL,
    OF_100,
    SKILL,
    VACANCIES,
    Column,
    PageTable,
    show_table,
)
from dashboard.frame.view import View, current_view, heading, is_enough, leave_early
from dashboard.frame.widgets import (
    beside,
    choose_part,
    colours,
    go_to_postings,
    go_to_skill,
    hundred,
    offer_export,
    show_chart,
)
from dashboard.screen import names, text
from dashboard.screen.glossary import help_on
from dashboard.sections.accuracy import reading_words
from dashboard.sections.headlines import change_words
from dashboard.sections.side_by_side import say_difference

BY = {
    "seniority": "seniority",
    "role": "role",
    "cloud": "cloud named",
    "workplace": "workplace",
    "country": "country",
    "source": "source",
}
MOST_PARTS = 12  # parts of a breakdown in the chart; the table has all
FIRST = "pytorch"
TOGETHER_COLUMNS = (SKILL, Column("times expected", 100), INTERVAL, Column("together", 70, COUNT))
INSTEAD_COLUMNS = (SKILL, OF_100, VACANCIES, EMPLOYERS)
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
    offer_export(
        lambda: sheet_of("share", [row]),
        "share",
        view,
        endpoint("shares.csv", view.part, skill=skill),
    )


def choose(view: View) -> str | None:
    """Ask for the skill."""
    called = {skill.id: skill.name for skill in view.corpus.skills}
    options = sorted(called, key=lambda skill: called[skill].casefold())
    start = options.index(FIRST) if FIRST in called else 0
    if not options:
        st.info("No posting of this store names a skill yet.")
        return None
    is_unknown = widget_values.one_of("skill", "skill", options, lambda skill: called.get(skill, skill))
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
    say_difference(view, row.skill)
    st.markdown(levels_words(row), help=help_on("level", "any-of group"))
    st.caption(other_ways(view, row.skill))
    if read := reading_words(row):
        st.caption(read)
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
    more = f"{boilerplate:,} more name it only in the part about the company. " if boilerplate else ""
    return (
        f"Of the {row.named:,} of {row.n:,} that name it, {required:,} require it, {preferred:,} prefer it "
        f"and {mentioned:,} mention it in the duties. {more}"
        f"In {in_hundred(row.as_alternative / total)} of 100 of them it stands only in a list where another "
        "would do."
    )


def show_breakdown(view: View, skill: str) -> None:
    """Show the share by role, seniority, cloud and so on; what it is split by is not filtered."""
    st.subheader("Who asks for it")
    by = choose_part("Split by", tuple(BY), "by", name=BY.__getitem__, hidden=True)
    whole = view.part.narrowed(**{FIELDS[by]: ()})
    found = breakdown(view.corpus, whole, skill, by=by)
    parts = [renamed(part.share, part_name(by, part.value)) for part in found]
    shown = [part for part in parts if part.share is not None][:MOST_PARTS]
    few = [f"{part.name} ({part.n:,})" for part in parts if part.share is None]
    if shown:
        st.markdown(text.markdown(leading_words(found, by)))
        chart, table = beside()
        with chart:
            figure = share_bars(bars_of(shown), colours())
            show_chart(figure, "The share by part as bars, as the table says", "by-chart", clickable=False)
        with table:
            show_table(
                part_table(BY[by], shown),
                "by-table",
                alt=f"The share by {BY[by]} as a table",
                selectable=False,
            )
    if few:
        st.caption(f"Too few to say: {text.markdown(', '.join(few), 600)}.")


def part_table(name: str, parts: Sequence[Share]) -> PageTable:
    """Return the parts of a breakdown as a table, under the name of what it is split by."""
    rows = [
        [part.name, hundred(part.share), interval_text(part.low, part.high), part.n, part.employers]
        for part in parts
    ]
    return PageTable((Column(name), OF_100, INTERVAL, VACANCIES, EMPLOYERS), rows)


def leading_words(found: Sequence[Part], by: str) -> str:
    """Say which part asks for the skill most often, if its interval clears all others."""
    first = leading(found)
    if first is None:
        return "No group stands out: the ranges overlap, or only one group is large enough."
    return (
        f"Most often: {part_name(by, first.value)}, {in_hundred(first.share.share or 0)} of 100 "
        f"({first.share.n:,} {first.share.slice.denominator})."
    )


def part_name(by: str | None, value: str) -> str:
    """Name a part of a breakdown as on screen: 'ML engineer', 'AWS', 'United States'."""
    called = {
        "role": names.role_name,
        "cloud": names.cloud_name,
        "country": names.country_name,
        "source": names.source_name,
    }
    return called.get(by or "role", names.plain_name)(value)


def renamed(row: Share, name: str) -> Share:
    """Put the name of a part in place of the skill's; ranks are of skills, so it loses its own."""
    return replace(row, name=name, rank=None)


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


def show_neighbours(view: View, row: Share) -> None:
    """Show what is asked together with the skill, and what is accepted instead of it."""
    together, instead = st.columns(2, gap="small")
    with together:
        beside_it = show_together(view, row)
    with instead:
        in_its_place = show_instead(view, row)
    go_to_skill(beside_it or in_its_place)


def show_together(view: View, row: Share) -> str | None:
    """Show what is asked together with a skill, or say that nothing is; return the skill that was ticked."""
    skill, name = row.skill, text.markdown(row.name)
    st.subheader("Often asked together", help=help_on("lift"))
    rows = goes_with(view.corpus, view.part, skill)
    if not rows:
        st.caption(f"No skill is asked together with {name} more often than expected, beyond chance.")
        return None
    st.caption(f"Asked together in these {row.n:,} vacancies more often than expected.")
    others = [one.b if one.a == skill else one.a for one in rows]
    cells = [
        [view.corpus.name(other), f"{one.lift:.1f}", f"{one.low:.1f} to {one.high:.1f}", one.together]
        for other, one in zip(others, rows, strict=True)
    ]
    chosen = show_table(PageTable(TOGETHER_COLUMNS, cells), "with", alt="Often asked together")
    return None if chosen is None else others[chosen]


def show_instead(view: View, row: Share) -> str | None:
    """Show what is accepted instead of a skill, or say that nothing is; return the skill that was ticked."""
    st.subheader("Accepted instead", help=help_on("any-of group"))
    found = instead_of(view.corpus, view.part, row.skill)
    if not found:
        st.caption(no_instead(view, row.skill))
        return None
    st.caption(f"Of the {row.named:,} vacancies that name it, those that would accept another as well.")
    cells = [[one.name, hundred(one.share), one.named, one.employers] for one in found]
    chosen = show_table(PageTable(INSTEAD_COLUMNS, cells), "instead", alt="Accepted instead")
    return None if chosen is None else found[chosen].skill


def no_instead(view: View, skill: str) -> str:
    """Say why nothing is listed as accepted instead of a skill."""
    corpus = view.corpus
    choices = sorted(
        corpus.skills[code].name for code in corpus.knowledge.instead.get(corpus.code(skill), ())
    )
    name = text.markdown(corpus.name(skill))
    if not choices:
        return f"Nothing here: our short list of real choices, made by hand, has none for {name}."
    return f"Too few vacancies here would accept {text.markdown(listed(choices))} as well as {name}."


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
