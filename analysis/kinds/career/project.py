"""Portfolio projects by what they add to the skills of a person."""

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
from analysis.market.receipts import SHOWN, Receipt
from analysis.market.rows import row_of
from analysis.market.slices import Slice
from analysis.study.projects import score_projects
from analysis.study.study_plan import ids_of
from data.catalogue.guides import load_projects
from data.errors import UsageError


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    have = ids_of(corpus, options.have)
    return [row_of(score) for score in score_projects(corpus, part, load_projects(), have)]


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    named = [one for one in load_projects() if one.id == receipt.skills[0]]
    if not named:
        raise UsageError(f"there is no project {receipt.skills[0][:SHOWN]!r}")
    score = score_projects(corpus, receipt.slice, named, receipt.have)[0]
    return score, score.adds


KIND = FigureKind(
    name="projects",
    place=14,
    rows=_rows,
    options=OptionRules(uses=("have", *FILTERS_BUT_LEVEL), counts_employers=False),
    columns=(
        *("project_id", "project_name", "project_summary", "project_skills", "project_weeks"),
        *("project_shows", "demonstrates", "low", "high", "adds", "new", "n", "employers", "why"),
        *("slice", "snapshot", "catalog", "adds_low", "adds_high", "have", "sentence", "receipt"),
    ),
    sentence=(
        "{project} adds {adds} points to the share of requirements met in vacancies {period} ({adds_low} to "
        "{adds_high}); alone it demonstrates about {demonstrates} in 100 requirements of a vacancy "
        "({low} to {high})"
    ),
    formulas=(
        Formula(
            "project",
            "what it demonstrates is the fit of its skills alone, what it adds the fit beyond the skills a "
            "person has, each with the interval over resamples of employers",
        ),
    ),
    receipts=(ReceiptKind("project", _measure),),
    example=FigureOptions(have=("python",)),
    oracle="tests.analysis.kinds.test_by_hand.test_project_what_it_demonstrates_and_adds_with_their_intervals",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[project added]",
)
