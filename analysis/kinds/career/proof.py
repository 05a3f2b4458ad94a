"""Whether a study plan would have helped: made from one period, measured on a later one."""

from collections.abc import Iterable

from analysis.kinds.two_periods import periods_asked, periods_of
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import (
    FILTERS_BUT_DATES,
    FigureKind,
    FigureOptions,
    Formula,
    Measured,
    OptionRules,
    ReceiptKind,
    Row,
)
from analysis.market.receipts import Receipt
from analysis.market.rows import row_of
from analysis.market.slices import Slice
from analysis.study.held_out import LEARNED, held_out

FILTERS = tuple(name for name in FILTERS_BUT_DATES if name != "level")


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    return [row_of(held_out(corpus, part, options.have, *periods_asked(corpus, options)))]


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    found = held_out(corpus, receipt.slice, receipt.have, *periods_of(receipt))
    return found, found.fit


KIND = FigureKind(
    name="proof",
    place=19,
    rows=_rows,
    options=OptionRules(uses=("have", "before", "after", *FILTERS), counts_employers=False),
    columns=(
        *("fit", "low", "high", "nothing", "most_named", "hindsight", "have", "steps", "n_before", "n_after"),
        *("employers_before", "employers_after", "why", "period_before", "period_after", "slice"),
        *("snapshot", "catalog", "sentence", "receipt"),
    ),
    sentence=(
        "a plan of {steps} skills made from vacancies of {period_before} would have met about {fit} in 100 "
        "requirements ({low} to {high}) of those of {period_after}; a plan made from the later ones "
        "{hindsight}, the most named skills {most_named}, learning nothing {nothing}"
    ),
    formulas=(
        Formula(
            "held-out plan",
            f"the first {LEARNED} steps of the study plan of the earlier period; its fit is the mean part of "
            "the requirements of a vacancy of the later period that they meet with the skills held. Beside "
            "it, in the same vacancies: the skills held alone; with them as many of the most named tools of "
            "the earlier period; with them the plan of the later period. Each plan is greedy: for "
            "requirements that any one skill meets, a greedy choice meets at least 63% of what the best "
            "choice could",
            "Nemhauser, Wolsey and Fisher 1978",
        ),
        Formula(
            "its interval",
            "middle 95% of resamples of the employers of the later period, with the plan as it is",
        ),
    ),
    receipts=(ReceiptKind("proof", _measure, needs_skill=False),),
    example=FigureOptions(have=("python",)),
    oracle="tests.analysis.kinds.test_proof.test_a_plan_measured_on_a_later_period_and_its_interval",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[proof]",
)
