"""Which of the three clouds to learn first."""

from collections.abc import Iterable

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
from analysis.study.cloud_figures import CloudFigure
from analysis.study.study_plan import cloud_first


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    """Return a row for each cloud, the person's own first, or one that says why there is none."""
    found = cloud_first(corpus, part, options.have)
    none: Row = {"verdict": None, "why": found.why, "sentence": found.sentence}
    return [_row(one) for one in found.clouds] or [none]


def _row(one: CloudFigure) -> Row:
    row = row_of(one)
    own = {name: cell for name, cell in row.items() if not name.startswith("gain_")}
    return {**row_of(one.gain), **own}


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    clouds = cloud_first(corpus, receipt.slice, receipt.have).clouds
    found = next((one for one in clouds if one.gain.skill == receipt.skills[0]), None)
    return found, found.gain.gain if found else None


KIND = FigureKind(
    name="cloud",
    place=10,
    rows=_rows,
    options=OptionRules(uses=("have", *FILTERS_BUT_LEVEL), counts_employers=False),
    columns=(
        *("skill", "id", "kind", "gain", "low", "high", "stability", "replaces", "implies", "effort", "n"),
        *("employers", "have", "practices", "slice", "snapshot", "catalog", "shown_by", "by_week"),
        *("beside", "sentence", "receipt", "first", "is_covered", "shows", "services", "asking", "lead"),
        *("verdict", "why"),
    ),
    sentence=(
        "{cloud} adds {gain} points to the share of requirements met in vacancies {period} ({low} to "
        "{high}); {services}"
    ),
    formulas=(
        Formula(
            "which cloud first",
            "the person's own cloud (named, begun); without one the cloud that adds most, if it does so in "
            '95 of 100 resamples, else "cannot tell". A filter by a cloud makes the question circular: '
            "then there is no verdict",
        ),
    ),
    receipts=(ReceiptKind("cloud", _measure, _row),),
    oracle="tests.analysis.kinds.test_by_hand.test_cloud_first_its_gains_places_and_services",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[cloud]",
)
