"""How far two people who labelled the same postings agree, by the scorer that judges the extractor."""

from collections.abc import Iterable

from nlp.scoring.accounts import Labels, account_of_labels
from nlp.scoring.scoring import Evaluation, evaluate

PASSES = ("pass1", "pass2")
CAVEAT = (
    "Labelled twice, following published guidelines; both readings share habits, so their agreement is an "
    "upper bound on how right the labels are."
)


def agreement(labelled: Iterable[Labels]) -> Evaluation | None:
    """Return how the second pass compares with the first, before anything was corrected.

    Only postings with both passes count; None where there is none. Neither pass is the right one, so of each
    pair of precision and recall only F1 says something.
    """
    both = [row for row in labelled if all(row.get(name) for name in PASSES)]
    if not both:
        return None
    first, second = PASSES
    return evaluate(((row[first], account_of_labels(row[second])) for row in both), {})
