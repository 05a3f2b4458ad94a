"""The readings of a claim once more in plain Python: every combination, filtered and counted by loops."""

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import product
from math import hypot, sqrt

import pytest

from analysis.figures.claims import check_claims
from analysis.figures.sayings import measure_sayings
from analysis.market.receipts import Receipt
from analysis.market.slices import Slice
from analysis.registry import figure_kinds
from analysis.reproduce import reproduce, reproduced_row
from data.catalogue.guides import Claim, Saying
from data.errors import ReceiptMismatch, UsageError
from tests.analysis.by_hand import (
    by_owner,
    kish,
    market,
    names,
    one_voice_each,
    quantile,
    share_of,
    units,
    wilson,
)
from tests.analysis.small import corpus_of, crowd

EXACT = {"rel": 1e-9, "abs": 1e-12}
RECRUITER, STUFFED = 2, 1
ROLES = {"other": ("mlops_engineer", "ai_engineer")}
OPEN = Claim(
    id="open", statement="SQL or Docker in 58%", source="A report", year=2025, population=None,
    skills=("sql", "docker"), low=0.58, high=0.58, slice="role=ml_engineer&since=2024-07-01",
)  # fmt: skip  # a record
CLOSED = replace(
    OPEN,
    id="closed",
    slice="role=ml_engineer&since=2024-02-01&until=2025-11-01",
    sample=150,
    population="Postings",
    low=0.72,
    high=0.74,
)


def ads_of(seed):
    """Return a market with agencies and with the titles near an engineer's."""
    found = []
    for number, ad in enumerate(market(seed, 600)):
        role = ROLES["other"][number % 2] if ad.role == "other" and number % 3 else ad.role
        agency = RECRUITER * (int(ad.employer.split()[1]) % 9 == 4)
        found.append(replace(ad, role=role, flags=ad.flags | agency))
    return found


def by_mean(counted, named):
    """Return (share, low, high) of the mean over employers of each one's own share."""
    own = [sum(map(named, ads)) / len(ads) for ads in by_owner(counted).values()]
    mean = sum(own) / len(own)
    variance = sum((one - mean) ** 2 for one in own) / (len(own) - 1) / len(own)
    size = min(len(own), mean * (1 - mean) / variance)
    return (mean, *wilson(mean, size, quantile(len(own))))


def by_count(counted, named):
    """Return the share alone."""
    return sum(named(unit.ad) for unit in counted) / len(counted)


def is_enough(counted):
    return len(counted) >= 30 and len({unit.owner for unit in counted}) >= 10 and kish(counted) >= 5


def ways_of(ads, part):
    """Yield denominator, whether each employer has one voice, and what is counted then."""
    vacancies = units(ads, part)
    if is_enough(vacancies):
        yield "vacancies", False, vacancies
        yield "vacancies", True, vacancies
    for denominator, counted in (
        ("postings", units(ads, part.narrowed(denominator="postings"))),
        ("employers", one_voice_each(vacancies)),
    ):
        if is_enough(counted):
            yield denominator, False, counted


def readings_of(ads, periods, claim):
    """Yield the name of every reading, what it counts, and what names one of the skills there.

    A claim that says that it counted postings is not read as one of employers.
    """
    without = [replace(ad, flags=STUFFED) if ad.flags & RECRUITER else ad for ad in ads]
    for role, (since, until), source, country, recruiters in product(
        (("ml_engineer",), ("ml_engineer", "mlops_engineer"), ("ai_engineer", "ml_engineer")),
        periods,
        ((), ("greenhouse",)),
        ((), ("US",)),
        (True, False),
    ):
        part = Slice(roles=role, since=since, until=until, sources=source, countries=country)
        for unit, one_voice, counted in ways_of(ads if recruiters else without, part):
            if claim.population and (one_voice or unit == "employers"):
                continue
            for level in ("asked", "required"):
                name = part.narrowed(denominator=unit, level=level).to_query()
                yield (name, one_voice, recruiters), counted, partial(names_any, level=level)


def names_any(ad, level):
    return any(names(ad, skill, level) for skill in OPEN.skills)


def holds(claim, share, low, high):
    """Tell whether an interval, joined with that of the claim's own sample, reaches what is claimed."""
    middle = (claim.low + claim.high) / 2
    own = 1.96 * sqrt(middle * (1 - middle) / claim.sample) if claim.sample else 0.0
    below, above = share - hypot(share - low, own), share + hypot(high - share, own)
    return claim.high + 0.005 >= below and claim.low - 0.005 <= above


@pytest.mark.parametrize(
    ("claim", "periods"),
    [
        (OPEN, [(date(2024, 7, 1), None), (date(2025, 1, 1), None), (date(2024, 1, 1), None)]),
        (
            CLOSED,
            [
                (date(2024, 2, 1), date(2025, 11, 1)),
                (date(2024, 2, 1), date(2024, 12, 1)),
                (date(2024, 12, 1), date(2025, 11, 1)),
            ],
        ),
    ],
    ids=["open period", "closed period and a sample"],
)
def test_readings_of_a_claim_and_their_intervals(claim, periods, monkeypatch):
    """All shares are counted again, and the interval of every eleventh reading, however wide."""
    monkeypatch.setattr("analysis.figures.specification.MOST_WIDE", 1.0)
    ads = ads_of(1)

    curve = check_claims(corpus_of(ads), [claim], interval="chance")[0].curve

    found = {(one.part.to_query(), one.one_voice, one.recruiters): one for one in curve.readings}
    assert len(found) == len(curve.readings)
    shares = []
    for place, (key, counted, named) in enumerate(readings_of(ads, periods, claim)):
        interval = found[key].interval
        if place % 11 == 0:
            ends = (by_mean if key[1] else share_of)(counted, named)
            assert (interval.value, interval.low, interval.high) == pytest.approx(ends, **EXACT), key
        elif not key[1]:
            assert interval.value == pytest.approx(by_count(counted, named), **EXACT), key
        assert found[key].is_inside == holds(claim, interval.value, interval.low, interval.high), key
        shares.append(interval.value)
    assert len(shares) == len(found) > 100
    assert (curve.lowest, curve.highest) == (min(shares), max(shares))
    assert 0 < curve.inside == sum(one.is_inside for one in found.values()) < len(found)


def test_a_reading_that_is_too_unsure_is_not_counted(monkeypatch):
    market = corpus_of(ads_of(1))
    counted = check_claims(market, [OPEN])[0].curve.readings
    monkeypatch.setattr("analysis.figures.specification.MOST_WIDE", 1.0)

    every = check_claims(corpus_of(ads_of(1)), [OPEN])[0].curve.readings

    assert counted == tuple(one for one in every if one.interval.high - one.interval.low <= 0.17)
    assert 0 < len(counted) < len(every)


def test_a_reading_says_what_it_counts(monkeypatch):
    monkeypatch.setattr("analysis.figures.specification.MOST_WIDE", 1.0)
    curve = check_claims(corpus_of(ads_of(1)), [OPEN])[0].curve

    said = {one.in_words for one in curve.readings}
    assert len(said) == len(curve.readings)
    assert (
        "ML engineer vacancies, in US, from Greenhouse, since January 2024, counting those that require a "
        "skill, without recruiters, each employer counted once, by its mean"
    ) in said


# --- sayings --------------------------------------------------------------------------------------------

SAYING = Saying(
    id="essential", statement="AWS is essential", source="guides", year=2026, skills=("aws",),
    slice="role=ml_engineer",
)  # fmt: skip  # a record


def test_a_saying_has_our_figure_and_no_verdict():
    ads = [*crowd(100, ["aws"]), *crowd(100, ["aws:preferred"], start=100), *crowd(200, start=200)]

    (found,) = measure_sayings(corpus_of(ads), [SAYING], interval="chance")

    assert (found.share, found.required, found.why) == (0.5, 0.25, None)
    assert found.sentence == (
        "AWS is essential (guides, 2026): a saying without a number, so no verdict; ours: about 50 in 100 "
        "ML engineer vacancies of all years (45 to 55, chance alone) name AWS, 25 require it"
    )


@pytest.mark.parametrize(
    ("saying", "why"),
    [
        (replace(SAYING, skills=(), why="Nobody says."), "not measurable here. Nobody says."),
        (replace(SAYING, skills=("cobol",)), "no posting here names it"),
        (replace(SAYING, slice="role=manager"), "no vacancies here: nothing to say"),
    ],
    ids=["no words", "not named", "no vacancies"],
)
def test_a_saying_that_nothing_measures_says_why(saying, why):
    (found,) = measure_sayings(corpus_of(crowd(50, ["aws"])), [saying])

    assert (found.share, found.why) == (None, why)
    assert found.sentence == f"AWS is essential (guides, 2026): {why}"


# --- receipts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["claims", "sayings"])
def test_receipts_of_all_claims_and_sayings_give_verdict_and_sentence_back(kind):
    corpus = corpus_of(ads_of(2))
    known = figure_kinds()[kind]

    rows = list(known.rows(corpus, Slice(), known.example))

    assert len(rows) >= 9
    for row in rows:
        assert reproduced_row(corpus, row["receipt"]) == row


def test_a_claim_judged_among_other_claims_is_refused():
    corpus = corpus_of(crowd(100, ["pytorch"], role="ml_engineer"))
    receipt = Receipt.from_text(check_claims(corpus, [OPEN])[0].receipt)

    shipped = figure_kinds()["claims"].rows(corpus, Slice(), figure_kinds()["claims"].example)
    mine = next(Receipt.from_text(row["receipt"]) for row in shipped if row["verdict"] != "not comparable")

    with pytest.raises(ReceiptMismatch, match="the way of testing has changed"):
        reproduce(corpus, replace(mine, family=receipt.family or "0" * 12, tests=1).to_text())


@pytest.mark.parametrize("kind", ["claim", "saying"])
def test_a_receipt_of_nothing_that_is_said_is_refused(kind):
    with pytest.raises(UsageError, match=f"there is no {kind} 'nothing'"):
        reproduce(corpus_of(crowd(40, ["aws"])), f"{kind}?of=nothing&snapshot=facts&catalog=rules&value=none")
