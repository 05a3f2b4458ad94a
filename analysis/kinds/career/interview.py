"""What interviews ask, beside the share of postings that name it."""

from collections.abc import Iterable

from analysis.kinds.measured_share import measured_share
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FILTERS, FigureKind, FigureOptions, Formula, OptionRules, Row
from analysis.market.slices import Slice
from analysis.study.interviews import interview_view
from data.catalogue.guides import load_interviews


def _rows(corpus: Corpus, part: Slice, _options: FigureOptions) -> Iterable[Row]:
    return [
        {
            "round": view.round_name,
            "topic": view.name,
            "weight": view.weight,
            "hidden": view.is_hidden,
            "share": None,
            **measured_share(view.ads),
            "why": view.why,
            "source": view.source,
            "related": "; ".join(view.related),
            "sentence": view.sentence,
        }
        for view in interview_view(corpus, part, load_interviews())
    ]


KIND = FigureKind(
    name="interviews",
    place=13,
    rows=_rows,
    options=OptionRules(uses=FILTERS),
    columns=(
        *("round", "topic", "weight", "hidden", "share", "low", "high", "n", "employers"),
        *("slice", "snapshot", "catalog", "receipt", "why", "source", "related", "sentence"),
    ),
    sentence="{topic}: {weight} asked (our judgement), named in about {share} in 100 vacancies {period}",
    formulas=(
        Formula(
            "interview topic",
            "the share of vacancies that name the topic by words of its own (`own` in "
            "`data/interviews.toml`); a topic without such words has none. How often it is asked is our "
            "judgement where no source is given",
        ),
    ),
    oracle="tests.analysis.kinds.test_by_hand.test_share_of_any_of_some_skills",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[share]",
)
