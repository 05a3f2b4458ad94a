"""How fresh and how complete the store is: sources, months, gaps and duplicates."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st

from analysis.figures.known_tools import known_tools
from analysis.market.corpus import Corpus
from analysis.market.figure_words import count_of, listed
from analysis.market.slices import Slice
from dashboard.charts.time_charts import coverage_grid
from dashboard.frame.sheets import sheet_of
from dashboard.frame.tables import COUNT, Column, PageTable, show_table
from dashboard.frame.view import View
from dashboard.frame.widgets import colours, offer_export, show_chart
from dashboard.screen import names, text
from dashboard.screen.glossary import help_on
from dashboard.sections.accuracy import measured
from data.catalogue.reading_quality import unseen_set
from data.origins import Collection, collections
from data.store.base.readings import RulesInUse
from data.store.facts.shipped_facts import ShippedFacts
from data.store.reader import Reader
from data.store.reading.store_records import Freshness, SourceCoverage, StoreCounts

FINDER_ERRS = "The model that sees unknown names is sometimes wrong: these are rather too low than too high."
NAMED_SOURCES = 4  # in the sentence about months; the chart and the table have all
MOST_WORDS = 600  # characters of a line about a selection
FRESH_COLUMNS = (
    Column("source"),
    Column("postings", None, COUNT),
    Column("open"),
    Column("oldest"),
    Column("newest"),
    Column("last complete run"),
)
ORIGIN = (
    "Skillgauge did not collect these postings. Other people did, and published what they had "
    'collected: **LinkedIn**\'s public job pages, the **Hacker News** threads "Ask HN: Who is hiring?", '
    "and **employers' boards** such as Ashby and Greenhouse. LinkedIn's terms do not allow automatic "
    "collection, and a scrape of Skillgauge never asks LinkedIn. Only facts of these postings are "
    "shipped (title, employer, place, date, link, skills named), no sentence of any of them. The "
    'searches that found the LinkedIn pages decide what is in them: "data analyst" and "data '
    'scientist", so ML engineer postings are a by-product. `docs/data.md` says how to build the same '
    "facts again."
)
COVER_COLUMNS = (
    Column("source"),
    Column("month"),
    Column("postings", None, COUNT),
    Column("days without an answer", None, COUNT),
)
DUPLICATE_COLUMNS = (Column("why they are one"), Column("postings", None, COUNT))


def show_freshness(reader: Reader, in_use: str | None) -> None:
    """Show how current each source is; `in_use` is the digest of the rules that would read a posting now."""
    counts, sources, unseen = reader.counts(), reader.freshness(), unseen_set(measured())
    accurate = unseen.rules if unseen else None
    newest = max((one.last_day for one in sources if one.last_day), default=None)
    until = f", the newest of {newest.day} {newest:%B %Y}" if newest else ""
    st.markdown(
        f"**{counts.postings:,} postings** of {count_of(counts.employers, 'employer')} are "
        f"**{counts.vacancies:,} vacancies**{until}. {counts.mentions:,} mentions of skills were read. "
        f"{texts_words(counts)}"
    )
    if words := shipped_words(reader.shipped_facts()):
        st.markdown(words)
    if words := rules_words(reader.rules_in_use(), in_use, accurate):
        st.markdown(words)
    table = PageTable(FRESH_COLUMNS, [_fresh_cells(one) for one in sources])
    show_table(table, "freshness", alt="How fresh each source is", selectable=False)


def show_origins() -> None:
    """Name the collections behind the shipped facts, and what that means."""
    st.subheader("Where the shipped facts come from")
    st.markdown(ORIGIN)
    lines = [
        f"- [{text.markdown(one.repository)}]({one.url}) at `{one.commit}`, licence: "
        f"{text.markdown(one.licence)}. {_sources_named(one)}. "
        f"It holds {text.markdown(one.holds)}."
        for one in collections()
    ]
    st.markdown("\n".join(lines))


def _sources_named(one: Collection) -> str:
    """Return 'Source: LinkedIn' or 'Sources: Greenhouse and Lever'."""
    named = [names.source_name(source) for source in one.sources]
    return text.markdown(f"{'Source' if len(named) == 1 else 'Sources'}: {listed(named, 'and')}")


def shipped_words(held: ShippedFacts | None) -> str:
    """Say that a store holds the shipped facts of an earlier release; nothing for any other store."""
    if held is None or held.is_current:
        return ""
    return f"It holds {text.markdown(held.words)}: the next scrape or import takes over the new ones."


def texts_words(counts: StoreCounts) -> str:
    """Say how many postings can be read here."""
    if counts.texts == counts.postings:
        return "All of them have their text here."
    if not counts.texts:
        return "None of them has its text here: they are facts with a link."
    return f"{counts.texts:,} postings have their text here, the others are facts with a link."


def rules_words(found: Sequence[RulesInUse], in_use: str | None = None, accurate: str | None = None) -> str:
    """Say that several versions of the rules read the postings, or one that is not in use any more.

    Nothing where the rules in use read them all. `in_use` is the digest of these, None where nobody knows it,
    `accurate` that of the rules whose accuracy pages show.
    """
    read = "; ".join(f"{text.markdown(one.digest)} read {one.postings:,}" for one in found)
    without = sum(one.without_text for one in found)
    lost = (
        f" {count_of(without, 'posting')} cannot be read again, because their text is not here."
        if without
        else ""
    )
    if len(found) > 1:
        return (
            f"**{len(found)} versions of the rules** read these postings: {read}. "
            f"Each run reads the texts that are here by the newest rules.{lost} "
            "So part of a difference may come from the rules."
        )
    if not found or in_use in (None, found[0].digest):
        return ""
    whose = "today's" if accurate in (None, in_use) else "other rules"
    shown = "" if accurate == found[0].digest else f"; the accuracy that pages show is that of {whose}"
    has_texts = found[0].without_text < found[0].postings
    again = " The next scrape or import reads again the texts that are here." if has_texts else ""
    return (
        f"These facts were read by **earlier rules** ({text.markdown(found[0].digest)}){shown}.{again}{lost}"
    )


def _fresh_cells(one: Freshness) -> list[object]:
    days = [f"{day:%Y-%m-%d}" if day else "" for day in (one.first_day, one.last_day)]
    if one.last_complete_at is None:  # whether an imported posting is still open nobody has looked
        return [names.source_name(one.source), one.postings, "not watched", *days, "imported"]
    complete = f"{one.last_complete_at:%Y-%m-%d %H:%M}"
    return [names.source_name(one.source), one.postings, f"{one.open_postings:,}", *days, complete]


def show_coverage(reader: Reader, view: View) -> None:
    """Show which source gave how much in which month; gaps stay gaps."""
    found = reader.coverage()
    if not found:
        st.info("No posting here has a date, so coverage by month cannot be shown.")
        return
    st.markdown(
        f"{coverage_words(found)} The darker a month, the more postings; an empty place is a gap, and no "
        "figure is interpolated over it."
    )
    counts: dict[str, dict[date, int]] = {}
    for one in found:
        counts.setdefault(names.source_name(one.source), {})[names.first_day(one.month)] = one.postings
    months = [names.first_day(month) for month in names.months_between(*_ends(found))]
    show_chart(
        coverage_grid(counts, months, colours()),
        "Postings by source and month, as the words above say",
        "coverage",
        clickable=False,
    )
    with st.expander("The same as a table"):
        rows = [[names.source_name(one.source), one.month, one.postings, one.failed_days] for one in found]
        table = PageTable(COVER_COLUMNS, rows)
        show_table(table, "coverage-table", alt="Coverage as a table", selectable=False)
    offer_export(lambda: sheet_of("coverage", found, view.corpus), "coverage", view)


def _ends(found: Sequence[SourceCoverage]) -> tuple[date, date]:
    months = sorted(one.month for one in found)
    return names.first_day(months[0]), names.first_day(months[-1])


def coverage_words(found: Sequence[SourceCoverage]) -> str:
    """Return 'Hacker News: January 2018 to June 2026, 3 months without a posting' for the largest sources."""
    said = []
    postings: Counter[str] = Counter()
    for one in found:
        postings[one.source] += one.postings
    for source, _ in postings.most_common(NAMED_SOURCES):
        months = sorted(one.month for one in found if one.source == source)
        span = names.months_between(names.first_day(months[0]), names.first_day(months[-1]))
        missing = len(span) - len(months)
        gap = f", {count_of(missing, 'month')} without a posting" if missing else ""
        said.append(
            f"{text.markdown(names.source_name(source))}: {names.month_name(months[0])} to "
            f"{names.month_name(months[-1])}{gap}"
        )
    if others := len(postings) - len(said):
        said.append(f"{count_of(others, 'smaller source')} below")
    return f"{'; '.join(said)}."


def show_known_tools(view: View) -> None:
    """Show how many of the tools that are named the catalogue knows, here and in all vacancies."""
    st.subheader("Tools that the catalogue knows", help=help_on("open name"))
    parts = dict.fromkeys((view.part, Slice())) if view.corpus.finder else [Slice()]
    lines = [known_words(view.corpus, part) for part in parts]
    st.markdown("\n".join(f"- {text.markdown(line, MOST_WORDS)}" for line in lines))
    if view.corpus.finder:
        st.caption(FINDER_ERRS)


def known_words(corpus: Corpus, part: Slice) -> str:
    """Return 'All vacancies: of the tools named here we know about 97 in 100 (...)'."""
    words = part.in_words()
    return f"{words[:1].upper()}{words[1:]}: {known_tools(corpus, part).sentence}."


def show_duplicates(reader: Reader) -> None:
    """Show how many postings were joined, and why."""
    found = reader.duplicates()
    joined = found.postings - found.vacancies
    st.subheader("Duplicates")
    st.markdown(
        f"{found.postings:,} postings are {found.vacancies:,} vacancies: {joined:,} repeat another posting. "
        "A vacancy counts once, by its first posting in the selection."
    )
    rows = [[reason, count] for reason, count in found.by_reason.items()]
    show_table(PageTable(DUPLICATE_COLUMNS, rows), "duplicates", alt="Duplicates", selectable=False)
