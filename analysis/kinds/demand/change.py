"""How the share of a skill moved between two periods, with a verdict that many tests share."""

from collections.abc import Iterable

from analysis.arithmetic.multiple_tests import FALSE_DISCOVERIES, MIN_NAMING
from analysis.figures.changes import UNEVEN, change, changes
from analysis.kinds.two_periods import periods_asked, periods_of
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import (
    FILTERS_BUT_DATES,
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
from analysis.robustness.battery import CHECK_COLUMNS, ENOUGH
from analysis.robustness.held_change import LEAST
from analysis.robustness.register import FOLDS, LENGTHS, NEAREST, SCORES


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    """Return the changes of the named skills, or of those most named, the surest first."""
    periods = periods_asked(corpus, options)
    found = changes(corpus, part, *periods, options.skills or None, kinds=options.kinds, top=options.top)
    return [row_of(row) for row in found.rows]


def _latest_rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    """Return the changes of the latest half-year, none where the postings do not reach back a year."""
    return _rows(corpus, part, options) if year_apart(corpus) else ()


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    found = change(corpus, receipt.slice, *periods_of(receipt), receipt.skills[0])
    return found, found.difference


KIND = FigureKind(
    name="change",
    place=4,
    rows=_rows,
    options=OptionRules(
        uses=("skill", "skill_kind", "top", "before", "after", *FILTERS_BUT_DATES),
        choosing=("skill_kind", "top"),
    ),
    columns=(
        *("skill", "id", "kind", "before", "after", "difference", "low", "high", "p_value", "adjusted"),
        *("verdict", "unsettled", "detectable", "within", "within_low", "within_high", "mix"),
        *("same_employers", "same_employers_low", "same_employers_high", "common_employers"),
        *("common_part", "uneven_sources", *CHECK_COLUMNS, "n_before", "n_after", "named_before"),
        *("named_after", "employers_before", "employers_after", "family", "family_size", "why"),
        *("period_before", "period_after", "slice", "snapshot", "catalog", "caveat", "sentence", "receipt"),
    ),
    sentence=(
        "{skill}, {months} of {years}: from about {before} to {after} in 100 vacancies "
        "({difference} points, {low} to {high}): {verdict}; {check}"
    ),
    formulas=(
        Formula(
            "change",
            "D = p_B - p_A, the same jackknife over the union of employers, t on the smaller window's K-1",
        ),
        Formula(
            "all or none on both sides",
            "the jackknife sees no variance there: the two Wilson intervals at min(E, K) are put together as "
            "independent",
            "after Newcombe (1998)",
        ),
        Formula(
            "family of tests",
            "one for a selection and a pair of periods (or for two selections): every skill, of any kind, "
            f"that at least {MIN_NAMING} vacancies of the two together name, never what is in view; its id "
            "is a digest of the two queries and of its members, and stands in every row and receipt with "
            "its size",
        ),
        Formula(
            "verdict",
            f"significant at a false-discovery rate of {100 * FALSE_DISCOVERIES:.0f}% over the family, else "
            '"cannot tell", as is a skill that fewer name; "up" or "down" where the same sources hold, plain '
            f'words where they are required, no check fails and {ENOUGH} of six hold; else "seems up" or '
            '"seems down" with the first check that fails or cannot tell; where the same sources fail, '
            '"cannot tell". The same in every view, file, address and receipt',
            "Benjamini and Hochberg (1995)",
        ),
        Formula(
            "smallest detectable change",
            f"(t at 1 - a/2 + t at 0.80) * sqrt(V), where a = {FALSE_DISCOVERIES} (k+1) / m is the threshold "
            "at which a family of m tests with k discoveries makes one more; found four times in five, and "
            'never below a change that "cannot tell"',
        ),
        Formula(
            "within and mix",
            "shift-share on employers present in both windows with mean weights w_e; the rest is who is "
            "posting; shown only where those employers carry at least half of the vacancies",
        ),
        Formula(
            "same employers",
            "within / sum of w_e: how far the share of the employers in both windows moved. It and `within` "
            "have a jackknife that leaves each employer out of everything, the totals behind the weights "
            "included, with t on Kish's number of the w_e; none below 10 such employers or an effective "
            "number of 5. Where all of them moved alike, Wilson's interval at their effective number "
            "stands in",
        ),
        Formula(
            "check",
            "holds when its own difference has the sign of the change and its 95% interval excludes zero; "
            "fails when the interval lies wholly below the printed change, taken along its sign: the change "
            "is surely smaller, or goes the other way; else cannot tell",
        ),
        Formula(
            "same sources, months weighing equally, same length and wording",
            "D = sum of W_c (p'_c - p_c) over cells c with at least "
            f"{LEAST} rows in both windows: W_c pooled over sources; 1/K over the K months of the calendar; "
            f"pooled over {LENGTHS} lengths x {SCORES} scores. Leaving an employer out moves a side by the "
            "sum of W_c (n_ec p_c - y_ec) / (N_c - n_ec); t on the smaller window's K-1",
            "post-stratification: Holt and Smith (1979)",
        ),
        Formula(
            "score of wording",
            "sum, over the control words of the band in a posting, of (logit p' - logit p) of the word at "
            f"other employers ({FOLDS} folds by a digest of the employer's name)",
        ),
        Formula(
            "mentions that can mean nothing else",
            'the change with generic spellings ("pipelines") left out; the printed change where a skill has '
            "none",
        ),
        Formula(
            "beyond plain words",
            f"the {NEAREST} control words of the band with the nearest shares, each held at length and the "
            "score of other words: mean +- t s sqrt(1 + 1/k) of their changes of log-odds; the skill's own "
            "at held length and wording must lie outside. Required of practices and of skills with generic "
            "spellings; printed, not required, for proper names",
            "prediction interval of one more normal value",
        ),
        Formula(
            "uneven sources",
            f"a source whose part of the vacancies moved by more than {100 * UNEVEN:.0f} points is named: "
            "the instrument has changed, not the market",
        ),
    ),
    receipts=(ReceiptKind("change", _measure),),
    sheet="changes",
    endpoint=Endpoint(("skill", "kind", "top"), rows=_latest_rows),
    oracle="tests.analysis.kinds.test_by_hand.test_change_its_interval_and_its_parts",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[change]",
)
