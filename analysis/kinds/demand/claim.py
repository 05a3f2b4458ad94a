"""Published claims about the market, each beside our own share and a verdict."""

from collections.abc import Iterable

from analysis.figures.claims import ClaimCheck, check_claims
from analysis.figures.specification import MIXED, MOST_WIDE
from analysis.kinds.measured_share import measured_share
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import (
    Endpoint,
    FigureKind,
    FigureOptions,
    Formula,
    Measured,
    OptionRules,
    ReceiptKind,
    Row,
)
from analysis.market.receipts import SHOWN, Receipt
from analysis.market.rows import row_of
from analysis.market.slices import Slice
from data.catalogue.guides import load_claims
from data.errors import UsageError


def claim_row(check: ClaimCheck) -> Row:
    """Return a claim as a flat row; `low` and `high` are ours, those of the claim are called `claimed_`."""
    curve = check.curve
    return {
        **row_of(check.claim),
        "low": None,
        "high": None,
        "claimed_low": check.claim.low,
        "claimed_high": check.claim.high,
        "verdict": check.verdict,
        "p_value": check.p_value,
        "adjusted": check.adjusted,
        "readings": None if curve is None else len(curve.readings),
        "inside": None if curve is None else curve.inside,
        "lowest": None if curve is None else curve.lowest,
        "highest": None if curve is None else curve.highest,
        "why": check.why,
        **measured_share(check.ours),
        "snapshot": check.provenance.snapshot,
        "catalog": check.provenance.catalog,
        "receipt": check.receipt,
        "sentence": check.sentence,
    }


def _rows(corpus: Corpus, _part: Slice, options: FigureOptions) -> Iterable[Row]:
    """Return the shipped claims."""
    return map(claim_row, check_claims(corpus, load_claims(), interval=options.interval))


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    """Return the claim of a receipt, judged among all claims."""
    checks = check_claims(corpus, load_claims(), interval=receipt.held)
    named = [one for one in checks if one.claim.id == receipt.of]
    if not named:
        raise UsageError(f"there is no claim {str(receipt.of)[:SHOWN]!r}")
    ours = named[0].ours
    return named[0], None if ours is None else ours.share


KIND = FigureKind(
    name="claims",
    place=12,
    rows=_rows,
    options=OptionRules(uses=("interval",)),
    columns=(
        *("id", "statement", "source", "year", "population", "skills", "low", "high", "slice", "url"),
        *("is_comparable", "children", "sample", "note", "claimed_low", "claimed_high", "verdict"),
        *("p_value", "adjusted", "readings", "inside", "lowest", "highest", "why", "share", "n"),
        *("employers", "corrected", "interval_kind", "snapshot", "catalog", "receipt", "sentence"),
    ),
    sentence="{statement} ({source}, {year}): {verdict}; ours: about {share} in 100 {words}",
    formulas=(
        Formula(
            "claim",
            "our share against the claimed figure or range with its rounding, t on K-1 degrees of freedom; "
            "a published sample of known size adds its binomial variance, and reading its mean square: "
            "(p k - p)^2 + (p k s)^2 + the variance of the role (see the share), also to each reading; one "
            "error over all claims that are tested",
            "Holm (1979)",
        ),
        Formula(
            "readings of a claim",
            "our share for every combination of role (alone, or with a near rarer one), period (as it is; an "
            "open one also from the claim's year and the year before, a closed one by halves), source (all, "
            "or the largest), country (all, or US), with and without recruiters, denominator (vacancies, "
            "postings and, unless the claim says that it counted postings, employers and one voice an "
            "employer) and level (asked or required), where the interval is at most "
            f"{100 * MOST_WIDE:.0f} points wide. The claim is inside a reading whose interval, joined with "
            "that of the claim's own sample, reaches what is claimed",
            "Simonsohn, Simmons and Nelson (2020)",
        ),
        Formula(
            "verdict on a claim",
            "too narrow to judge here: no difference is found, and the claimed range is narrower than our "
            "interval, or one of the two intervals is over 15 points wide; fragile: "
            f"{100 * MIXED[0]:.0f} to {100 * MIXED[1]:.0f} in 100 readings have the claim inside; differs: "
            "the difference is significant; agrees: it is not. Not comparable: another population, or a "
            "difference from a claim that does not say what it counted, which is never said to differ",
        ),
    ),
    receipts=(ReceiptKind("claim", _measure, claim_row, needs_skill=False),),
    export=OptionRules(uses=("interval",)),
    endpoint=Endpoint(("interval",)),
    oracle="tests.analysis.kinds.test_claims_by_hand.test_readings_of_a_claim_and_their_intervals",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[share]",
)
