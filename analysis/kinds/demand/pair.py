"""How much more often than expected two skills are asked together."""

from collections.abc import Iterable

from analysis.figures.pairs import MIN_EMPLOYERS_TOGETHER, MIN_TOGETHER, pair, pairs
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
from analysis.market.receipts import Receipt
from analysis.market.rows import row_of
from analysis.market.slices import Slice
from data.errors import UsageError


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    """Return the pairs that surely go together, all or those of one skill."""
    skill = next(iter(options.skills), None)
    found = pairs(corpus, part, skill=skill, kinds=options.kinds, top=options.top)
    return [row_of(row) for row in found.rows]


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    if len(receipt.skills) != 2:
        raise UsageError("a pair's receipt names two skills; copy the whole line")
    found = pair(corpus, receipt.slice, *receipt.skills)
    return found, found.lift if found else None


KIND = FigureKind(
    name="pairs",
    place=7,
    rows=_rows,
    options=OptionRules(uses=("skill", "skill_kind", "top", *FILTERS), takes_one_skill=True),
    columns=(
        *("a", "b", "name_a", "name_b", "lift", "low", "high", "together", "employers_together"),
        *("named_a", "named_b", "n", "employers", "as_alternatives", "mostly_alternatives"),
        *("slice", "snapshot", "catalog", "sentence", "receipt"),
    ),
    sentence=(
        "{name_a} and {name_b} meet in {together} of {n} vacancies {period}, {lift} times as often as "
        "expected by "
        "chance ({low} to {high})"
    ),
    formulas=(
        Formula(
            "asked together",
            f"lift = P(AB) / (P(A) P(B)) with at least {MIN_TOGETHER} vacancies and "
            f"{MIN_EMPLOYERS_TOGETHER} employers, interval on log lift, clustered",
        ),
        Formula(
            "accepted instead",
            "among the vacancies that name a skill, the share that would take another one, with the "
            "interval of a share; only for the at most twenty sets of `instead` in `data/advice.toml`, each "
            "a choice that an employer accepts. What merely stands in one list with a skill is no substitute",
        ),
    ),
    receipts=(ReceiptKind("pair", _measure),),
    endpoint=Endpoint(("skill", "top")),
    oracle="tests.analysis.kinds.test_by_hand.test_pair_its_lift_and_interval",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[pair]",
)
