"""How well postings of each half-year are read, beside plain counting."""

import random

import pytest

from analysis.accuracy.accuracy_by_half_year import NO_DATE, accuracy_by_half_year
from analysis.kinds.quality.accuracy import KIND
from analysis.market.receipts import Receipt
from data.catalogue.audit import AuditedPosting
from tests.analysis.by_hand import jackknife, quantile, wilson
from tests.analysis.small import SKILLS, Ad, corpus_of

PRACTICES = {skill.id for skill in SKILLS if skill.kind == "practice"}
CORPUS = corpus_of([Ad("A", ["sql"])])


def audited(seed: int) -> list[AuditedPosting]:
    """Return labelled postings of two half-years, and some without a date or without labels of a kind."""
    chance = random.Random(seed)
    ids = [skill.id for skill in SKILLS]
    found = []
    for number in range(150):
        drawn = chance.sample(ids, 9)
        found.append(
            AuditedPosting(
                id=f"x:{number}", set="held", half="held", source="x", employer=f"E{chance.randrange(30)}",
                half_year=chance.choice(("2025H1", "2025H2", "2025H2", "")),
                role=chance.choice(("ml_engineer", "other", "")), role_read="ml_engineer",
                kinds=tuple(kind for kind in ("tech", "practice") if chance.random() < 0.8),
                right=tuple(drawn[:5]), wrong=tuple(drawn[5 : 5 + chance.randrange(3)]),
                missed=tuple(drawn[7 : 7 + chance.randrange(3)]),
            )
        )  # fmt: skip  # a record
    return found


def by_hand(postings: list[AuditedPosting], what: str, measure: str) -> list[tuple[str, bool]]:
    """Return the employer of each reading that counts, and whether it is right."""
    found = []
    for one in postings:
        if what == "roles":
            found += [(one.employer, one.role == one.role_read)] if one.role else []
        elif {"tools": "tech", "practices": "practice"}[what] in one.kinds:
            beside = one.wrong if measure == "precision" else one.missed
            named = [(skill, True) for skill in one.right] + [(skill, False) for skill in beside]
            found += [
                (one.employer, right)
                for skill, right in named
                if (skill in PRACTICES) == (what == "practices")
            ]
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_accuracy_equals_plain_counting(seed):
    postings = audited(seed)

    for found in accuracy_by_half_year(CORPUS, postings):
        mine = [one for one in postings if (one.half_year or NO_DATE) == found.label]
        readings = by_hand(mine, found.what, found.measure)
        assert (found.n, found.employers) == (len(readings), len({owner for owner, _ in readings}))
        if len(readings) < 20:
            continue
        sizes = {name: sum(owner == name for owner, _ in readings) for name, _ in readings}
        equal = len(readings) ** 2 / sum(size**2 for size in sizes.values())

        def share(out, readings=readings):
            kept = [right for owner, right in readings if owner != out]
            return sum(kept) / len(kept)

        whole, variance = share(None), jackknife(sizes, share)
        size = min(len(readings), whole * (1 - whole) / variance)
        expected = (whole, *wilson(whole, size, quantile(equal)))
        assert (found.share, found.low, found.high) == pytest.approx(expected, rel=1e-9)


def test_below_twenty_labels_there_is_no_figure():
    found = list(accuracy_by_half_year(CORPUS, audited(1)[:8]))

    few = [one for one in found if one.n < 20]
    assert few
    assert all(one.share is None and one.why == f"{one.n} labels: too few to say" for one in few)
    assert "roles" in {one.what for one in few}


def test_the_shipped_labels_have_every_measure_in_each_half_year():
    found = list(accuracy_by_half_year(CORPUS))

    assert len(found) == 5 * len({one.label for one in found})
    assert all(len(one.rules) == 16 for one in found)


def test_a_receipt_measures_the_share_again():
    (of,) = {one.label for one in accuracy_by_half_year(CORPUS) if one.label.startswith("2025H2")}
    first = next(one for one in accuracy_by_half_year(CORPUS) if one.label == of and one.share is not None)
    receipt = Receipt.from_text(first.receipt)

    found, value = KIND.receipts[0].measure(CORPUS, receipt)

    assert value == first.share == found.share
