"""Families of skills that are asked together."""

from collections.abc import Iterable

from analysis.figures.skill_families import (
    CUT,
    LARGEST,
    RESAMPLES,
    SMALLEST,
    STABLE,
    TOP,
    families,
)
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FILTERS, FigureKind, FigureOptions, Formula, OptionRules, Row
from analysis.market.rows import row_of
from analysis.market.slices import Slice


def _rows(corpus: Corpus, part: Slice, _options: FigureOptions) -> Iterable[Row]:
    return [row_of(family) for family in families(corpus, part)]


KIND = FigureKind(
    name="families",
    place=15,
    rows=_rows,
    options=OptionRules(uses=FILTERS, counts_employers=False),
    columns=(
        *("name", "skills", "names", "stability", "named", "n"),
        *("slice", "snapshot", "catalog", "sentence"),
    ),
    sentence="{names} are asked together (stability {stability})",
    formulas=(
        Formula(
            "family of skills",
            f"the {TOP} most named skills in groups by average linkage over 1 - correlation, cut at {CUT}; "
            f"stability is the mean overlap (Jaccard) with the best matching group in {RESAMPLES} resamples "
            f"of employers; shown from {SMALLEST} to {LARGEST} skills and a stability of {STABLE}",
        ),
    ),
    oracle="tests.analysis.kinds.test_by_hand.test_families_and_their_stability",
)
