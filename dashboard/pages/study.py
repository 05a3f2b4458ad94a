"""What to learn next: from what you know to what this market asks, with how sure each step is."""

import streamlit as st

from analysis.figures.known_tools import known_tools
from analysis.market.figure_words import HOLDS
from analysis.market.periods import year_apart
from analysis.market.provenance import CHANCE
from analysis.market.rows import row_of
from analysis.study.cloud_figures import CloudChoice
from analysis.study.study_plan import StudyPlan, cloud_first
from dashboard.address import widget_values
from dashboard.charts.chart_records import StepMark
from dashboard.charts.charts import fit_curve, share_bars
from dashboard.charts.plan_marks import cloud_note, gain_bar, gain_table
from dashboard.exports.archive import offer_report
from dashboard.frame.cached_figures import plan_of, proof_of
from dashboard.frame.sheets import sheet_of
from dashboard.frame.tables import COUNT, SKILL, Column, PageTable, show_table
from dashboard.frame.view import View, current_view, heading, is_enough
from dashboard.frame.widgets import (
    beside,
    choose_part,
    colours,
    go_to_skill,
    offer_export,
    offer_figures,
    show_chart,
)
from dashboard.panels.about_numbers import show_about
from dashboard.screen import text
from dashboard.screen.glossary import help_on
from dashboard.sections.interview import show_interview
from dashboard.sections.known_skills import choose_skills
from dashboard.sections.project_list import show_projects

MOST_WORDS = 600  # characters of a sentence on what the catalogue knows
NAMED = 20  # skills of a reader that the printed page names
PATH_COLUMNS = (
    Column("step", None, COUNT),
    SKILL,
    Column("requirements met, of 100"),
    Column("vacancies met in full, of 100"),
)


def main() -> None:
    """Show the page."""
    view = current_view()
    ground = heading(view)
    known_skills = choose_skills(view)
    if not is_enough(ground):
        return
    PARTS[choose_part("Show", tuple(PARTS), "part", hidden=True)](view, known_skills)
    show_about(view)


def show_plan(view: View, known_skills: list[str]) -> None:
    """Show what adds most now, and the path of ten steps."""
    practices, by_week = options()
    found = plan_of(view.corpus, view.part, sorted(known_skills), practices, by_week)
    if found.why:
        st.info(f"No plan can be made here: {text.markdown(found.why)}.")
        return
    sentence = text.markdown(found.sentence)
    st.markdown(f"##### {sentence[0].upper()}{sentence[1:]}", help=help_on("fit", "any-of group"))
    known = text.markdown(known_tools(view.corpus, view.part).sentence, MOST_WORDS)
    st.caption(f"{known[0].upper()}{known[1:]}. {HOLDS[CHANCE]}.", help=help_on("open name"))
    choice = cloud_first(view.corpus, view.part, known_skills)
    show_next(found)
    show_path(found, choice)
    show_cloud(choice)
    show_proof(view, found)
    offer_export(lambda: sheet_of("plan", found.next, view.corpus), "plan", view)
    offer_report(view, [step.gain.brief for step in found.steps], start_of(view, found, choice))


def start_of(view: View, found: StudyPlan, choice: CloudChoice) -> str:
    """Say for whom a plan is, how far it leads and what it rests on, for the printed page."""
    named = [view.corpus.name(skill) for skill in found.have]
    more = f" and {len(named) - NAMED:,} more" if len(named) > NAMED else ""
    known = ", ".join(named[:NAMED]) or "nothing yet"
    return (
        f"You named: {known}{more}. {found.sentence[0].upper()}{found.sentence[1:]}. Counted over the "
        f"{found.n:,} vacancies that state what they require; each step is counted after those before it. "
        f"{cloud_note(found, choice)}"
    )


def options() -> tuple[bool, bool]:
    """Ask what a plan is made of, and in which order."""
    widget_values.announce_switch("practices", "practices")
    widget_values.announce_switch("weeks", "weeks")
    with st.container(horizontal=True):
        practices = st.toggle(
            "Practices too",
            key="practices",
            bind="query-params",
            help="Practices such as drift detection, beside tools. Words for whole fields never count.",
        )
        by_week = st.toggle(
            "Order by gain per week of study",
            key="weeks",
            bind="query-params",
            help="Weeks are rough: a language 8, a cloud 6, a framework 4, most others 2.",
        )
    return practices, by_week


def show_next(found: StudyPlan) -> None:
    """Show the skills that add most now."""
    st.subheader("Next", help=help_on("gain", "stability"))
    if not found.next:
        st.success("Your skills meet everything that this selection requires often enough to count.")
        return
    st.markdown(f"{text.markdown(found.next[0].brief, 400)}.")
    st.caption(
        f"Counted over the {found.n:,} vacancies here that state what they require. Each skill is counted as "
        "if it were the only one you learn next; the path below counts each after those before it. Of skills "
        "that would do for each other only the best is listed. A skill that rests on one you lack waits for "
        "it, as PyTorch does for Python: the path below is the order to follow. Words for a whole field or a "
        "quality, such as machine learning or scalability, are left out: they cannot be learned in one step."
    )
    chart, table = beside()
    with chart:
        a_week = ", a week of study" if found.next[0].by_week else ""
        figure = share_bars(
            [gain_bar(row) for row in found.next],
            colours(),
            axis=f"points added to requirements met{a_week}",
        )
        clicked = show_chart(figure, "What adds most now as bars, as the table says", "next-chart")
    with table:
        chosen = show_table(gain_table(found.next), "next-table", alt="What adds most")
    go_to_skill(clicked or (found.next[chosen].skill if chosen is not None else None))


def show_path(found: StudyPlan, choice: CloudChoice) -> None:
    """Show how the fit grows step by step, and say honestly how many vacancies are met in full."""
    if not found.steps or found.fit is None:
        return
    st.subheader("The path", help=help_on("fit"))
    steps = [StepMark("today", found.fit), *(StepMark(step.gain.name, step.fit) for step in found.steps)]
    last = found.steps[-1]
    said = (
        f"From {100 * found.fit:.0f} to {100 * last.fit:.0f} of 100 requirements in {len(found.steps)} "
        "steps. Vacancies whose every stated requirement you meet: "
        f"{100 * (found.unlocked or 0):.0f} of 100 today, {100 * last.unlocked:.0f} after the last step."
    )
    st.markdown(f"{said} {text.markdown(cloud_note(found, choice))}")
    show_chart(
        fit_curve(steps, colours()),
        "How the fit grows step by step, as the words above say",
        "path",
        clickable=False,
    )
    with st.expander("The same as a table"):
        rows = [
            [place, step.gain.name, f"{100 * step.fit:.0f}", f"{100 * step.unlocked:.0f}"]
            for place, step in enumerate(found.steps, start=1)
        ]
        path = PageTable(PATH_COLUMNS, rows)
        show_table(path, "path-table", alt="The path as a table", selectable=False)


def show_cloud(choice: CloudChoice) -> None:
    """Say which cloud comes first, and what each one adds."""
    st.subheader("Which cloud first?")
    if choice.why is not None:
        st.markdown(f"Not known: {text.markdown(choice.why)}.")
        return
    sentence = text.markdown(choice.sentence)
    st.markdown(f"**{sentence[0].upper()}{sentence[1:]}.**")
    st.markdown("\n".join(f"- {text.markdown(one.own_sentence, 400)}." for one in choice.clouds))
    st.caption(
        "A cloud counts as known when you name it, or at least three of its services. One service is a part "
        "of it. The cloud you filter by, name or have begun comes before any other, and a plan takes no "
        "second one unless you filter by it or have begun it."
    )


def show_proof(view: View, found: StudyPlan) -> None:
    """Say, on demand, what a plan made from earlier postings would have met of later ones."""
    box = st.expander("Would such a plan have helped?", key="proof-box", on_change="rerun")
    if not box.open:
        return
    with box:
        periods = year_apart(view.corpus)
        if periods is None:
            st.markdown("Not known: the postings do not reach back a year.")
            return
        proof = proof_of(view.corpus, view.part, found.have, *periods)
        sentence = text.markdown(proof.sentence)
        st.markdown(f"{sentence[0].upper()}{sentence[1:]}.")
        if proof.steps:
            st.caption(f"Its skills, in order: {text.markdown(', '.join(proof.steps))}. Tools only.")
        offer_figures("proof", lambda: [row_of(proof)], view)


PARTS = {"The plan": show_plan, "The interview": show_interview, "Portfolio projects": show_projects}

main()
