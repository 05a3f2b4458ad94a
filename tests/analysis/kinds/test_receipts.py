from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from analysis.figures.changes import changes
from analysis.figures.differences import compare
from analysis.figures.employer_shares import employer_equal, influences
from analysis.figures.mix import same_mix
from analysis.figures.pairs import pairs
from analysis.figures.pay_percentiles import pay
from analysis.figures.shares import Share, share, share_of_any, shares
from analysis.figures.skill_families import families
from analysis.figures.trends import trends
from analysis.market.corpus import Corpus
from analysis.market.periods import Period
from analysis.market.receipts import Receipt
from analysis.market.slices import Slice
from analysis.registry import figure_kinds
from analysis.reproduce import reproduce
from analysis.study.interviews import interview_view
from analysis.study.study_plan import plan
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_open_counts, generate_tables
from data.catalogue.guides import load_interviews
from data.errors import ReceiptMismatch, UsageError
from tests.analysis.drawn_receipts import Again, drawn_receipts
from tests.analysis.small import Ad, corpus_of, crowd

PART = Slice(roles=("ml_engineer", "ai_engineer"), employers_out=("Employer 1",), level="required")


@pytest.fixture(scope="module")
def market():
    return Corpus.from_tables(generate_tables(6_000, 2), SYNTHETIC_SKILLS)


@pytest.fixture(scope="module")
def small_market():
    tables = generate_tables(2_500, 2)
    return Corpus.from_tables(tables, SYNTHETIC_SKILLS, open_counts=generate_open_counts(tables))


def test_every_kind_of_figure_is_reproduced_to_the_last_digit(market):
    periods = Period.parse("2025H1"), Period.parse("2026H1")
    found = plan(market, PART, ["python"], practices=True)
    figures = [
        *shares(market, PART, top=3).rows,
        share_of_any(market, PART, ["aws", "gcp"]),
        *changes(market, Slice(denominator="postings"), *periods, top=3).rows,
        *pairs(market, Slice(), top=3).rows,
        *(step.gain for step in found.steps[:3]),
        *plan(market, PART, ["sql"]).next[:2],
    ]

    for figure in figures:
        again = reproduce(market, figure.receipt)
        assert again.receipt == figure.receipt


def all_kinds(corpus):
    """Return figures of every kind, from views of many skills."""
    periods = Period.parse("2025H1"), Period.parse("2026H1")
    return [
        *shares(corpus, PART, top=2).rows,
        employer_equal(corpus, PART, "aws"),
        *influences(corpus, PART, "aws", 3),
        *changes(corpus, Slice(), *periods, top=35).rows,
        *changes(corpus, Slice(denominator="employers"), *periods, top=3).rows,
        *changes(corpus, Slice(roles=("manager",)), *periods, top=2).rows,
        same_mix(corpus, Slice(), *periods, "rag"),
        *compare(corpus, PART, Slice(countries=("US",), level="required"), top=35).rows,
        *pairs(corpus, Slice(), top=2).rows,
        *pay(corpus, Slice(), by_year=True),
        *pay(corpus, Slice(), "python"),
    ]


def test_a_figure_from_its_receipt_is_the_figure_that_gave_it(market):
    """Value, interval, verdict and sentence: nothing depends on what else was in view."""
    figures = all_kinds(market)

    assert {figure.receipt.partition("?")[0] for figure in figures} == {
        "share", "equal", "influence", "change", "mix", "difference", "pair", "pay",
    }  # laid out as a table  # fmt: skip
    for figure in figures:
        again = reproduce(market, figure.receipt)
        assert again.sentence == figure.sentence
        assert again == (replace(figure, rank=None) if isinstance(figure, Share) else figure)


@pytest.mark.parametrize(
    "kind",
    [kind for kind in figure_kinds().values() if kind.receipts and kind.name != "families"],
    ids=lambda kind: kind.name,
)
def test_a_receipt_of_a_slice_drawn_at_random_gives_all_that_was_printed(kind, small_market):
    """`prove receipts` draws twenty of each kind."""
    found = list(drawn_receipts(kind, small_market, 1))

    assert found
    assert [one.unlike for one in found] == [{}]


def test_what_a_receipt_gives_otherwise_is_seen():
    row = {"receipt": "share?", "share": 0.5, "rank": "1", "sentence": "up"}

    assert Again("share", row, {**row, "rank": None}).unlike == {}
    assert Again("share", row, {**row, "sentence": "down"}).unlike == {"sentence": ("up", "down")}
    assert Again("share", row, "refused").unlike["receipt"] == ("share?", "refused")


def test_receipt_of_a_change_from_before_there_were_families_gets_the_verdict_of_the_family(market):
    periods = Period.parse("2025H1"), Period.parse("2026H1")

    for figure in changes(market, Slice(), *periods, top=35).rows:
        old = figure.receipt.replace(f"&family={figure.family}&tests={figure.family_size}", "")
        assert "family" not in old
        assert reproduce(market, old) == figure


@pytest.mark.parametrize(("is_", "edited"), [("family=", "family=0"), ("tests=", "tests=1")])
def test_receipt_with_another_family_is_refused(market, is_, edited):
    figure = changes(market, Slice(), Period.parse("2025H1"), Period.parse("2026H1"), top=1).rows[0]

    with pytest.raises(ReceiptMismatch, match="the way of testing has changed, or the receipt was edited"):
        reproduce(market, figure.receipt.replace(is_, edited))


@pytest.mark.parametrize(
    "text",
    [
        "influence?skill=aws&snapshot=facts&catalog=rules&value=1.0",
        "pay?snapshot=facts&catalog=rules&value=1.0",
        "pay?currency=USD&year=MMXX&snapshot=facts&catalog=rules&value=1.0",
        "mix?skill=aws&snapshot=facts&catalog=rules&value=1.0",
        "equal?snapshot=facts&catalog=rules&value=1.0",
        "change?skill=aws&before=2025H1&after=2026H1&tests=-3&snapshot=facts&catalog=rules&value=1.0",
        "trend?skill=aws&snapshot=facts&catalog=rules&value=1.0",
        "trend?skill=aws&after=2025-06-01..2025-07-01&of=week&snapshot=facts&catalog=rules&value=1.0",
    ],
)
def test_receipt_that_lacks_what_its_figure_needs_is_refused(text):
    with pytest.raises(UsageError):
        reproduce(corpus_of(crowd(40, ["aws"])), text)


@pytest.mark.parametrize(
    "text",
    [
        "influence?skill=aws&of=Nobody&snapshot=facts&catalog=rules&value=none",
        "pay?currency=USD&snapshot=facts&catalog=rules&value=none",
        "trend?skill=aws&after=1999-01-01..1999-02-01&of=month&snapshot=facts&catalog=rules&value=none",
        "topic?of=cooking&snapshot=facts&catalog=rules&value=none",
        "family?skill=aws&skill=sql&snapshot=facts&catalog=rules&value=none",
    ],
)
def test_receipt_of_what_is_not_here_is_refused(text):
    with pytest.raises(ReceiptMismatch, match="too little support"):
        reproduce(corpus_of(crowd(40, ["aws"])), text)


@pytest.mark.parametrize(
    ("part", "step"),
    [
        (PART, "quarter"),
        (Slice(roles=("mlops_engineer",)), "month"),
        (Slice(since=date(2024, 2, 10), until=date(2026, 8, 20)), "half"),
    ],
    ids=["quarters", "thin months", "cut halves"],
)
def test_point_of_a_trend_is_reproduced_with_its_state_and_sentence(market, part, step):
    points = trends(market, part, ["aws"], step=step).lines[0].points

    for point in points[:2] + points[-2:]:
        assert reproduce(market, point.receipt) == point
    assert len(points) >= 4


def test_receipts_of_trend_points_from_before_they_had_a_kind_give_the_share(market):
    point = trends(market, PART, ["aws"], step="quarter").lines[0].points[2]

    old = point.provenance.receipt("share", ["aws"], point.share)

    assert reproduce(market, old).share == point.share


def test_a_family_is_found_again_by_its_members():
    rng = np.random.default_rng(4)
    ads = [Ad(f"E{n}", ["aws", "gcp", "azure"] if rng.random() < 0.4 else ["sql"]) for n in range(120)]
    corpus = corpus_of(ads)

    (found,) = families(corpus, Slice())

    assert reproduce(corpus, found.receipt) == found
    with pytest.raises(ReceiptMismatch):
        reproduce(corpus, found.receipt.replace("skill=aws&", ""))


def test_every_interview_topic_is_reproduced_with_or_without_a_share(market):
    topics = interview_view(market, PART, load_interviews())

    assert {topic.share is None for topic in topics} == {True, False}
    for topic in topics:
        assert reproduce(market, topic.receipt) == topic


def test_suppressed_figure_is_reproduced_as_suppressed():
    corpus = corpus_of(crowd(5, ["python"]))
    found = share(corpus, Slice(), "python")

    assert "value=none" in found.receipt
    assert reproduce(corpus, found.receipt).why == found.why


def test_other_facts_are_refused_with_the_reason():
    ads = crowd(40, ["python"])
    receipt = share(corpus_of(ads), Slice(), "python").receipt

    with pytest.raises(ReceiptMismatch, match="made from the facts facts, this store holds others"):
        reproduce(corpus_of(ads, snapshot="others"), receipt)
    with pytest.raises(ReceiptMismatch, match="the rules that read the postings have changed"):
        reproduce(corpus_of(ads, catalog="others"), receipt)


def test_texts_that_were_read_again_are_refused_for_their_rules_not_for_their_facts():
    receipt = share(corpus_of(crowd(40, ["python"])), Slice(), "python").receipt

    with pytest.raises(ReceiptMismatch, match="read by the rules rules, this store by others"):
        reproduce(corpus_of(crowd(39, ["python"]), snapshot="others", catalog="others"), receipt)


def test_edited_value_is_refused():
    corpus = corpus_of(crowd(40, ["python"]))
    receipt = share(corpus, Slice(), "python").receipt.replace("value=1.0", "value=0.9")

    with pytest.raises(ReceiptMismatch, match=r"says 0\.9"):
        reproduce(corpus, receipt)


def test_figure_without_support_is_refused():
    corpus = corpus_of(crowd(40, ["python"]))
    receipt = Receipt(
        figure="pair", skills=("python", "sql"), slice=Slice(), snapshot="facts", catalog="rules", value=None
    )

    with pytest.raises(ReceiptMismatch, match="too little support"):
        reproduce(corpus, receipt.to_text())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "share",
        "guess?skill=python&snapshot=a&catalog=b&value=1",
        "share?skill=python",
        "share?skill=python&snapshot=facts&catalog=rules&value=many",
        "share?skill=python&role=wizard&snapshot=facts&catalog=rules&value=1.0",
        "change?skill=python&snapshot=facts&catalog=rules&value=1.0",
        "pair?skill=python&snapshot=facts&catalog=rules&value=1.0",
        "share?" + "skill=python&" * 2_000,
    ],
)
def test_what_is_not_a_receipt_is_refused(text):
    with pytest.raises(UsageError):
        reproduce(corpus_of(crowd(40, ["python"])), text)


def test_receipt_reads_back_as_the_same_receipt(market):
    receipt = Receipt.from_text(shares(market, PART, top=1).rows[0].receipt)

    assert Receipt.from_text(receipt.to_text()) == receipt
    assert replace(receipt, value=0.1 + 0.2).to_text().endswith("value=0.30000000000000004")


@pytest.mark.parametrize(
    "more",
    ["&value=0.5", "&junk=1", "&snapshot=0", "&before=2025H1", "&tests=5", "&family=x", "&year=2026",
     "&of=Acme", "&currency=EUR", "&have=aws", "&against=", "&role=&role=manager"],
)  # laid out as a table  # fmt: skip
def test_a_receipt_that_says_more_than_its_figure_is_refused(market, more):
    receipt = share(market, PART, "aws").receipt

    with pytest.raises((ReceiptMismatch, UsageError)):
        reproduce(market, receipt + more)


def test_a_receipt_with_a_skill_that_the_figure_leaves_out_is_refused(market):
    receipt = employer_equal(market, PART, "aws").receipt

    with pytest.raises(ReceiptMismatch, match="skills"):
        reproduce(market, receipt.replace("skill=aws", "skill=aws&skill=gcp"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            f"project?skill={'a' * 900}&skill=b&snapshot=facts&catalog=rules&value=1.0",
            f"there is no project '{'a' * 80}'",
        ),
        ("guess" * 200, f"not a receipt: '{'guess' * 16}'; it starts with one of share, equal, "),
    ],
    ids=["of an unknown project", "of no kind"],
)
def test_a_refusal_quotes_the_start_of_what_is_long(text, said):
    with pytest.raises(UsageError) as caught:
        reproduce(corpus_of(crowd(40, ["aws"])), text)

    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(("length", "said"), [(12_000, "a receipt has no"), (12_001, "not a receipt")])
def test_a_receipt_has_at_most_twelve_thousand_characters(length, said):
    with pytest.raises(UsageError, match=said):
        reproduce(corpus_of(crowd(40, ["aws"])), f"share?{'x' * (length - 8)}=1")


def test_a_mismatch_quotes_little(market):
    receipt = share(market, PART, "aws").receipt.replace("catalog=", f"catalog={'a' * 9_000}")

    with pytest.raises(ReceiptMismatch) as caught:
        reproduce(market, receipt)

    assert len(str(caught.value)) < 400
