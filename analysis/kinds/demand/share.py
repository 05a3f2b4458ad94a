"""How much of a slice names a skill."""

from collections.abc import Iterable

from analysis.figures.shares import share_of_any, shares
from analysis.market.basis import MIN_EFFECTIVE_EMPLOYERS, MIN_EMPLOYERS, MIN_UNITS
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


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    """Return the shares of the named skills, or of those most named."""
    found = shares(
        corpus, part, options.skills or None, kinds=options.kinds, top=options.top, interval=options.interval
    )
    return map(row_of, found.rows)


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    found = share_of_any(corpus, receipt.slice, receipt.skills, interval=receipt.held)
    return found, found.share


KIND = FigureKind(
    name="share",
    place=1,
    rows=_rows,
    options=OptionRules(
        uses=("skill", "skill_kind", "top", "interval", *FILTERS),
        choosing=("skill_kind", "top"),
    ),
    columns=(
        *("skill", "id", "kind", "share", "low", "high", "n", "named", "employers", "employers_naming"),
        *("kish", "rank", "required", "preferred", "mentioned", "boilerplate", "alone", "as_alternative"),
        *("extractor_precision", "extractor_recall", "extractor_mentions", "why"),
        *("slice", "snapshot", "catalog", "corrected", "interval_kind", "labelled", "labelled_role"),
        *("effective_employers", "months", "effective_months", "by_month", "sentence", "receipt"),
    ),
    sentence="about {share} in 100 vacancies {period} ({low} to {high}) name {skill}",
    formulas=(
        Formula("share", "p = Y / N"),
        Formula(
            "variance",
            "delete-one-employer jackknife: p_(e) = (Y - y_e) / (N - n_e), "
            "V = (E-1)/E * sum over e of (p_(e) - p)^2",
        ),
        Formula(
            "effective n",
            "n* = min(N, N / d) with the design effect d = V / (p (1-p) / N); where p is 0 or 1, "
            "n* = min(E, K)",
        ),
        Formula(
            "interval, 95%",
            "Wilson's interval at n*, with the t quantile on K-1 degrees of freedom, K = N^2 / sum of n_e^2 "
            "(Kish's effective number of employers)",
            "after Korn and Graubard (1998)",
        ),
        Formula(
            "suppressed",
            f"N < {MIN_UNITS} vacancies, E < {MIN_EMPLOYERS} employers or K < {MIN_EFFECTIVE_EMPLOYERS:.0f}: "
            "a sentence instead of a percentage",
        ),
        Formula(
            "extractor error",
            "precision and recall of a skill's mentions on labelled postings that no rule was written with, "
            "beside its share where at least 20 mentions are labelled, else those of its kind (tools or "
            "practices), with Wilson's interval",
        ),
        Formula(
            "error of reading",
            "for each skill log((labelled + 0.5) / (read + 0.5)) over labelled postings that no rule was "
            "written from, with the variance (wrong + missed + 1) / ((labelled + 0.5) (read + 0.5)); normal "
            "within a class (tools by how ambiguous the name is, practices by whether they have spellings "
            "that anybody uses), the spread by restricted maximum likelihood with a weak prior, each skill "
            "drawn to its class. The corrected share is p k with k = exp of that mean",
            "Rogan and Gladen 1978; Morris 1983",
        ),
        Formula(
            "interval, total",
            "around the corrected share p k; on each side the root of the summed squares of three distances: "
            "k times that of the interval of chance, p k abs(exp(-+ t s) - 1) with s^2 = Var(log k), and t "
            "times what roles add, the root of ((p - p_o) / r)^2 (Var(r) + (1-r)^2 / 3), r the labelled "
            "precision of the role, p_o the share among the other roles. For vacancies or postings: shares "
            "of employers have the interval of chance",
            "Zou and Donner 2008",
        ),
        Formula(
            "when and of whom",
            "`effective_employers` is K, and `effective_months` the same number of the vacancies of each "
            "calendar month, which `by_month` lists",
            "Kish (1965)",
        ),
        Formula(
            "error of a level",
            "at the levels required, preferred and mentioned, as the error of reading, for labelled / "
            "read with that level, of skills that are both; classes are tools and practices, and the "
            "variance of a class mean is at least that of leaving out one employer at a time. Means and "
            "variances of both errors are added",
        ),
        Formula("tied ranks", 'skills whose difference is within noise share a label such as "2-6"'),
    ),
    receipts=(ReceiptKind("share", _measure),),
    sheet="shares",
    export=OptionRules(uses=("skill", "top", "interval", *FILTERS), choosing=("top",)),
    endpoint=Endpoint(("skill", "kind", "top", "interval")),
    is_object=True,
    oracle="tests.analysis.kinds.test_by_hand.test_share_and_its_interval",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[share]",
)
