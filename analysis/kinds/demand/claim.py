"""Published claims about the market, each beside our own share and a verdict."""

from collections.abc import Iterable

from analysis.figures.claims import check_claims
from analysis.kinds.measured_share import measured_share
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FigureKind, FigureOptions, Formula, OptionRules, Row
from analysis.market.rows import row_of
from analysis.market.slices import Slice
from data.catalogue.guides import load_claims


def _rows(corpus: Corpus, _part: Slice, _options: FigureOptions) -> Iterable[Row]:
    """Return the shipped claims; each has a slice of its own, and its share and interval give way to ours."""
    return [
        {
            **row_of(check.claim),
            "claimed_low": check.claim.low,
            "claimed_high": check.claim.high,
            "verdict": check.verdict,
            "p_value": check.p_value,
            "adjusted": check.adjusted,
            "why": check.why,
            **measured_share(check.ours),
            "sentence": check.sentence,
        }
        for check in check_claims(corpus, load_claims())
    ]


KIND = FigureKind(
    name="claims",
    place=12,
    rows=_rows,
    options=OptionRules(),
    columns=(
        *("id", "statement", "source", "year", "population", "skills", "low", "high", "slice", "url"),
        *("is_comparable", "children", "sample", "note", "claimed_low", "claimed_high", "verdict"),
        *("p_value", "adjusted", "why", "share", "n", "employers", "snapshot", "catalog", "receipt"),
        "sentence",
    ),
    sentence="{statement} ({source}, {year}): {verdict}; ours: about {share} in 100 {words}",
    formulas=(
        Formula(
            "claim",
            "our share against the claimed figure or range with its rounding, t on K-1 degrees of freedom; "
            "a published sample of known size adds its binomial variance; one error over all claims that "
            "give a number: differs, agrees where our interval is at most 15 points wide, else cannot tell; "
            "a saying without a number is not comparable",
            "Holm (1979)",
        ),
    ),
    oracle="tests.analysis.figures.test_claims.test_a_published_sample_is_the_second_of_two_samples",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[share]",
)
