"""What to learn next: a plan of skills by what each adds to the requirements met."""

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
from analysis.study.gains import FIGURES
from analysis.study.requirements import MAX_BLOCKS, RESAMPLES
from analysis.study.study_plan import gain, plan


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    """Return the start of the plan as step 0, then its steps, each with the fit after it."""
    found = plan(corpus, part, options.have, steps=options.steps, practices=options.practices)
    if found.why:
        return [{"step": 0, "why": found.why, "sentence": found.sentence}]
    start: Row = {
        "step": 0,
        "skill": "; ".join(found.have),
        "fit": found.fit,
        "unlocked": found.unlocked,
        "low": found.low,
        "high": found.high,
        "n": found.n,
        "sentence": found.sentence,
        "known_tools": known_tools(corpus, part).sentence,
    }
    walked = [
        {"step": place, "fit": step.fit, "unlocked": step.unlocked, **row_of(step.gain), "known_tools": None}
        for place, step in enumerate(found.steps, 1)
    ]
    return [start, *walked]


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    practices, by_week = PLANS[receipt.figure]
    skill = receipt.skills[0]
    found = gain(corpus, receipt.slice, receipt.have, skill, practices=practices, by_week=by_week)
    return found, found.gain if found else None


PLANS = {name: asked for asked, name in FIGURES.items()}  # what a receipt is called -> practices, by week
KIND = FigureKind(
    name="study",
    place=8,
    rows=_rows,
    options=OptionRules(uses=("have", "steps", "practices", *FILTERS_BUT_LEVEL), counts_employers=False),
    columns=(
        *("step", "fit", "unlocked", "skill", "id", "kind", "gain", "low", "high", "stability"),
        *("replaces", "implies", "effort", "n", "employers", "have", "practices", "why", "slice"),
        *("snapshot", "catalog", "shown_by", "by_week", "beside", "sentence", "receipt", "known_tools"),
    ),
    sentence=(
        "your skills meet about {fit} in 100 requirements of vacancies {period} ({low} to {high}); with "
        "{skills} first, {fit} in 100 after {steps} steps"
    ),
    formulas=(
        Formula(
            "any-of group",
            'a list joined by "or", "/", "such as", "one of", ...; any member satisfies it',
        ),
        Formula(
            "fit",
            "satisfied required groups / required groups of a vacancy, for the skills a person has; shown as "
            '"share of requirements met". Words for a whole field or a quality (machine learning, cloud '
            "computing, scalability, ...: `umbrella` in `data/advice.toml`) are no requirement that can be "
            "met or not, so they are left out of the groups, and a vacancy that requires nothing else is "
            "not counted",
        ),
        Formula(
            "what a person holds",
            "the skills named and what they prove: the catalogue's parents (PySpark proves Spark) and a "
            "short list made by hand (pandas proves Python, MLflow experiment tracking). A service is a "
            "part of its platform and no proof of it (EC2 of AWS, Unity Catalog of Databricks); three "
            "services of one platform count as knowing it",
        ),
        Formula("plan, suppressed", "the limits of a share, for the vacancies that state what they require"),
        Formula(
            "gain",
            "mean over vacancies of fit with the skill minus fit without. The parts of a vacancy are whole "
            "numbers of a common fraction, so sums are exact and a receipt gives value, interval and "
            "stability again to the last digit",
        ),
        Formula(
            "rank stability",
            f"share of {RESAMPLES} resamples of employers in which fewer than three of the skills still to "
            "learn at that point add more (at most 16 are compared; of substitutes only the best one, and "
            f"no practice beside a better tool that proves it); above {MAX_BLOCKS:,} employers, "
            f"{MAX_BLOCKS:,} random blocks of employers are resampled",
        ),
        Formula(
            "order of a plan",
            "the skill that adds most, then again with it learned; no umbrella word. A skill that owes most "
            "of its gain to what it proves (EKS to Kubernetes) waits until that is learned",
        ),
        Formula(
            "clouds in a plan",
            "a cloud is covered when it is named or when three of its services are. A cloud that is filtered "
            "by, or begun with a service, comes before any other until it is covered; who covers one gets "
            "no second unless it is filtered by or begun; a cloud comes before its services",
        ),
    ),
    receipts=tuple(ReceiptKind(name, _measure) for name in PLANS),
    example=FigureOptions(have=("python",)),
    oracle="tests.analysis.kinds.test_by_hand.test_gain_of_a_skill_and_its_interval",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[gain]",
)
