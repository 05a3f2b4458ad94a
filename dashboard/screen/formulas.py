"""The formulas behind the figures, and the words, in plain language."""

import streamlit as st

from dashboard.screen.glossary import HELP
from data.releases.shelf_life import shipped_shelf_life

SHELF_LIFE = shipped_shelf_life().sentence
NO_FORECAST = (
    "No forecast is offered: in the same test on past postings (five roles, 40 skills) no model came nearer "
    "to the later share than the last value did by more than half a point."
)
FORMULAS = {
    "Share": (
        "A share is Y/N: of N vacancies in the selection, Y name the skill. Each employer is left out once; "
        "how far that moves the share gives its variance, and the variance an effective number of vacancies. "
        "The interval is Wilson's at that number, with the t quantile of the effective number of employers. "
        "In 3,000 simulated markets each it held the true share in 94 to 98 of 100, where the usual interval "
        "held it in 57 to 90."
    ),
    "Too few to say": (
        "Below 30 vacancies, 10 employers or 5 effective employers no percentage is shown; the page says so "
        "and offers the nearest wider selection."
    ),
    "Ties": "Skills whose difference is within noise share a rank such as 2-6.",
    "Change": (
        "The difference of two shares, with each employer left out of both periods at once. All skills that "
        "at least 30 vacancies of the two periods name are tested together (Benjamini-Hochberg at 5%), so "
        "that many skills do not give false alarms, and one change has one verdict on every page. Beside a "
        "verdict stands what the employers seen in both periods did, where they post fewer than half of the "
        "vacancies."
    ),
    "Trend": (
        "One share for each month, quarter or half-year. Unfinished, thin or failed periods leave the line "
        "open. A source that starts or ends is marked: before and after are not the same instrument."
    ),
    "Often asked together": (
        "Lift is P(A and B) / (P(A) P(B)), for pairs in at least 10 vacancies of 5 employers, ordered by the "
        "lower end of the interval. Pairs that are mostly written as alternatives are labelled."
    ),
    "Study plan": (
        "A vacancy's requirements are any-of groups; its fit is the part that your skills satisfy. Words for "
        "a whole field, such as machine learning, are left out. The gain of a skill is how far it raises the "
        "mean fit. 500 resamples of employers show how sure its place is. A service is a part of its "
        "platform: three services of one cloud count as knowing it."
    ),
    "Shelf life": f"{SHELF_LIFE} {NO_FORECAST}",
    "What is not said": (
        "Volumes by date are not demand: in one-time collections most postings are dated in their last "
        "weeks. No premium per skill is shown: it is mostly seniority in disguise."
    ),
}


def show_formulas() -> None:
    """Show how each kind of figure is made."""
    for name, words in FORMULAS.items():
        st.markdown(f"**{name}.** {words}")


def show_words() -> None:
    """Show the glossary."""
    for word, sentence in HELP.items():
        st.markdown(f"**{word[0].upper()}{word[1:]}.** {sentence}")


ENDPOINTS = """
Every view is a file for programs, too, with the filters of the page's own address:

- `/api/shares.csv?role=ml_engineer&cloud=aws&since=2025-09&until=2026-09` gives the shares of a selection
- `/api/changes.json?skill=pytorch&skill=aws` gives the yearly changes of two skills
- `/api/trends.csv?skill=rag&since=start` gives one row for each skill and period

Views are `shares`, `changes`, `trends`, `pairs`, `claims`, `sayings`, `population` and `postings`, endings
`csv` and `json`. `skill=` may be repeated, `kind=` takes a group of kinds such as `Languages`, `q=` words
to find in postings, `top=` at most 500 rows. Filters take codes or the names on screen. Without `role` a
query means every role; without `since` the twelve months up to the newest posting, and the whole of a store
that holds your own postings alone;
`since=start` means all years. `through=` is the last month in, `until=` the first day out. With `snapshot=`
the answer is refused unless it comes from those facts. A query that cannot be understood is answered with
400 and a sentence.

Each row says the newest posting, how many of the selection name no skill (`silent`, beside `n`), and its
receipt, which makes the figure again: `skillgauge figure --receipt RECEIPT`.
"""


def show_endpoints() -> None:
    """Show where programs get the numbers."""
    st.markdown(ENDPOINTS)
