"""What interviews ask, beside the share of postings that name it."""

from collections.abc import Iterable

from analysis.kinds.measured_share import measured_share
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import (
    FILTERS,
    FigureKind,
    FigureOptions,
    Formula,
    Measured,
    OptionRules,
    ReceiptKind,
    Row,
)
from analysis.market.receipts import Receipt
from analysis.market.slices import Slice
from analysis.study.interviews import TopicView, interview_view
from data.catalogue.guides import load_interviews


def topic_row(view: TopicView) -> Row:
    """Return a topic as a flat row."""
    return {
        "round": view.round_name,
        "topic": view.name,
        "weight": view.weight,
        "hidden": view.is_hidden,
        "share": None,
        **measured_share(view.ads),
        "slice": view.provenance.slice.to_query(),
        "snapshot": view.provenance.snapshot,
        "catalog": view.provenance.catalog,
        "receipt": view.receipt,
        "why": view.why,
        "source": view.source,
        "own": "; ".join(view.own),
        "related": "; ".join(view.related),
        "checklist": "; ".join(view.checklist),
        "sentence": view.sentence,
    }


def _rows(corpus: Corpus, part: Slice, options: FigureOptions) -> Iterable[Row]:
    return map(topic_row, interview_view(corpus, part, load_interviews(), interval=options.interval))


def _measure(corpus: Corpus, receipt: Receipt) -> Measured:
    asked = interview_view(corpus, receipt.slice, load_interviews(), interval=receipt.held)
    found = next((view for view in asked if view.topic == receipt.of), None)
    return found, None if found is None else found.share


KIND = FigureKind(
    name="interviews",
    place=13,
    rows=_rows,
    options=OptionRules(uses=("interval", *FILTERS)),
    columns=(
        *("round", "topic", "weight", "hidden", "share", "low", "high", "n", "employers"),
        *("corrected", "interval_kind"),
        *("slice", "snapshot", "catalog", "receipt", "why", "source", "own", "related", "checklist"),
        "sentence",
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
    receipts=(ReceiptKind("topic", _measure, topic_row, needs_skill=False),),
    oracle="tests.analysis.kinds.test_by_hand.test_share_of_any_of_some_skills",
    simulation="tests.analysis.kinds.test_coverage.test_interval_covers_in_simulation[share]",
)
