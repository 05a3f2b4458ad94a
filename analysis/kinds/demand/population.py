"""What a selection is a sample of."""

from collections.abc import Iterable

from analysis.kinds.two_periods import periods_asked, periods_of
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import (
    FILTERS,
    Endpoint,
    FigureKind,
    FigureOptions,
    Formula,
    Measured,
    OptionRules,
    ReceiptKind,
    Row,
)
from analysis.market.periods import year_apart
from analysis.market.receipts import Receipt
from analysis.market.rows import row_of
from analysis.market.slices import Slice
from analysis.population.by_search import FIFTH
from analysis.population.panel import MOST_NAMED, selection_panel


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    is_asked = options.before or options.after
    periods = periods_asked(corpus, options) if is_asked else year_apart(corpus)
    skill = options.skills[0] if options.skills else None
    return [row_of(selection_panel(corpus, part, skill, periods=periods))]


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    periods = periods_of(receipt) if receipt.before or receipt.after else None
    skill = receipt.skills[0] if receipt.skills else None
    found = selection_panel(corpus, receipt.slice, skill, periods=periods)
    return found, found.effective_months


KIND = FigureKind(
    name="population",
    place=17,
    rows=_rows,
    options=OptionRules(uses=("skill", "before", "after", *FILTERS), takes_one_skill=True),
    columns=(
        *("n", "employers", "effective_employers", "months", "effective_months", "first_day", "last_day"),
        *(
            "sources",
            "needed_sources",
            "left_out",
            "left_out_skill",
            "left_out_share",
            "left_out_without",
            *("searched_part", "searched_skill", "searched_share", "searched_fifth"),
            "gap_days",
        ),
        *("period_before", "period_after", "role_right", "role_labelled", "slice", "snapshot", "catalog"),
        *("by_month", "sentence", "receipt"),
    ),
    sentence=(
        "The figures speak for vacancies {period} that were advertised on {sources}; not for those "
        "advertised elsewhere or not at all; postings are spread unevenly: they weigh as "
        "{effective_months} equal months of {months} and {effective_employers} equal employers of "
        "{employers}; the newest of them is of {day}; without {source}, {skill} would be {without} "
        "instead of {share} in 100; {part} in 100 have the words that a collection was searched for; "
        "{skill}: {share} in 100, {other} if only a fifth had come by those searches"
    ),
    formulas=(
        Formula(
            "effective months",
            "(sum of n_m)^2 / sum of n_m^2 over the calendar months m that have a vacancy; effective "
            "employers "
            "are the same over employers",
            "Kish (1965)",
        ),
        Formula(
            "leave one source out",
            "the share p of a skill against that of the selection without one source; the largest difference "
            f"over the sources that leave enough for a share, of the named skill or of the {MOST_NAMED} most "
            "named. A vacancy that stands on another source too stays",
        ),
        Formula(
            "search tipping point",
            f"{FIFTH:g} f + {1 - FIFTH:g} r, where f is the share of a skill among the units whose posting "
            "has the words of the searches that collected its source, and r its share among all others; "
            "printed is w f + (1 - w) r, with w the part that has them",
            "post-stratification: Holt and Smith (1979)",
        ),
        Formula(
            "gap of the windows",
            "mean day of posting of the later window of a change less that of the earlier one; 365 where the "
            "postings of both are spread alike",
        ),
        Formula(
            "accuracy of the role",
            "postings read as the role that they are labelled with, over the labelled sets that no rule was "
            "written from",
        ),
    ),
    receipts=(ReceiptKind("population", _measure, needs_skill=False),),
    export=OptionRules(uses=("skill", *FILTERS), takes_one_skill=True),
    endpoint=Endpoint(("skill",)),
    example=FigureOptions(skills=("pytorch",)),
    oracle="tests.analysis.kinds.test_population.test_the_panel_equals_plain_counting",
)
