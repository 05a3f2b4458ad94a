"""How many of the tools that postings name the catalogue knows."""

from collections.abc import Iterable

from analysis.figures.known_tools import known_tools
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import (
    FILTERS_BUT_LEVEL,
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


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:  # noqa: ARG001 - kinds are alike
    return [row_of(known_tools(corpus, part))]


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    found = known_tools(corpus, receipt.slice)
    return found, found.share


KIND = FigureKind(
    name="coverage",
    place=16,
    rows=_rows,
    options=OptionRules(uses=FILTERS_BUT_LEVEL, counts_employers=False),
    columns=(
        *("share", "low", "high", "n", "employers", "waiting", "tools", "known", "why"),
        *("slice", "snapshot", "catalog", "finder", "sentence", "receipt"),
    ),
    sentence=(
        "of the tools named here we know about {share} in 100 ({low} to {high}); {tools} tools, each counted "
        "once a vacancy, in {n} vacancies {period}, of {employers} employers"
    ),
    formulas=(
        Formula(
            "known part of the named tools",
            "K / (K + U) over the vacancies whose texts were looked through: K tools that the extractor "
            "reads (skills that are no practices, at any level) and U open names, each once a vacancy. An "
            "open name is one that the trained finder sees within 60 characters of such a tool in the same "
            "line and that the catalogue lacks. The finder marks some words that name no tool, so the part "
            "is rather too low than too high. Interval and limits are those of a share",
        ),
    ),
    receipts=(ReceiptKind("coverage", _measure, needs_skill=False),),
    oracle="tests.analysis.kinds.test_coverage_kind.test_coverage_equals_plain_counting",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[coverage]",
)
