"""What a selection is a sample of, counted once more in plain Python."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from analysis.kinds.demand.population import KIND
from analysis.market.figure_kind import FigureOptions
from analysis.market.periods import Period
from analysis.market.slices import Slice
from analysis.population.panel import role_accuracy, selection_panel
from data.errors import UsageError
from tests.analysis import by_hand
from tests.analysis.small import Ad, corpus_of, crowd

ADS = by_hand.market(5)
PARTS = [Slice(), Slice(roles=("ml_engineer",), since=date(2024, 7, 1)), Slice(denominator="postings")]


def share(part: Slice, skill: str) -> float:
    counted = by_hand.units(ADS, part)
    return sum(by_hand.names(unit.ad, skill) for unit in counted) / len(counted)


def effective(counts) -> float:
    return sum(counts) ** 2 / sum(count**2 for count in counts)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.to_query() or "all")
def test_the_panel_equals_plain_counting(part):
    counted = by_hand.units(ADS, part)
    months = Counter((unit.ad.day.year, unit.ad.day.month) for unit in counted)
    sources = Counter(unit.ad.source for unit in counted)
    periods = Period.parse("2024H2"), Period.parse("2025H2")

    found = selection_panel(corpus_of(ADS), part, "python", periods=periods)

    assert (found.n, found.months) == (len(counted), len(months))
    assert found.by_month == tuple((f"{year}-{month:02}", n) for (year, month), n in sorted(months.items()))
    assert found.effective_months == pytest.approx(effective(months.values()))
    assert found.effective_employers == pytest.approx(by_hand.kish(counted))
    assert dict(found.source_parts) == pytest.approx({k: n / len(counted) for k, n in sources.items()})
    assert found.last_day == max(unit.ad.day for unit in counted).isoformat()
    moved = {
        source: share(part.narrowed(sources=tuple({*sources} - {source})), "python") - share(part, "python")
        for source in sources
    }
    most = max(moved, key=lambda source: abs(moved[source]))
    assert (found.moved_most.source, found.moved_most.skill.id) == (most, "python")
    assert found.moved_most.difference == pytest.approx(moved[most])
    days = [
        [
            unit.ad.day.toordinal()
            for unit in by_hand.units(ADS, part.narrowed(since=one.since, until=one.until))
        ]
        for one in periods
    ]
    assert found.gap_days == pytest.approx(sum(days[1]) / len(days[1]) - sum(days[0]) / len(days[0]))


def test_without_a_skill_the_ten_most_named_are_looked_at():
    corpus, part = corpus_of(ADS), Slice()
    named = Counter({skill.id: share(part, skill.id) for skill in corpus.skills})

    found = selection_panel(corpus, part).moved_most

    moves = {
        skill: max(
            abs(share(part.narrowed(sources=rest), skill) - share(part, skill))
            for rest in (("greenhouse", "lever"), ("greenhouse", "hackernews"), ("hackernews", "lever"))
        )
        for skill, _ in named.most_common(10)
    }
    assert abs(found.difference) == pytest.approx(max(moves.values()))


def test_the_sentence_says_whom_the_figures_speak_for():
    ads = [
        *crowd(60, ["python"], day=date(2025, 1, 10), source="linkedin"),
        *crowd(20, day=date(2025, 3, 10), source="hackernews", start=100),
    ]

    found = selection_panel(corpus_of(ads), Slice(roles=("ml_engineer",)))

    assert found.sentence == (
        "The figures speak for ML engineer vacancies of all years that were advertised on LinkedIn (75 in "
        "100) "
        "and Hacker News (25); not for those advertised elsewhere or not at all; postings are spread "
        "unevenly: "
        "they weigh as 1.6 equal months of 2 and 80 equal employers of 80; the newest of them is of 10 March "
        "2025; "
        "without LinkedIn too few vacancies are left for a share; 20 name no skill"
    )


def test_how_far_one_source_moves_a_share_is_said():
    apart = [*crowd(60, ["python"], source="linkedin"), *crowd(40, source="hackernews", start=100)]
    alike = [*crowd(60, ["python"], source="linkedin"), *crowd(40, ["python"], source="hackernews")]
    few = [*crowd(60, ["python"], source="linkedin"), *crowd(20, source="hackernews", start=100)]

    assert selection_panel(corpus_of(apart), Slice()).one_source == (
        "without LinkedIn, Python would be 0 instead of 60 in 100"
    )
    assert (
        selection_panel(corpus_of(alike), Slice()).one_source == "no single source moves a share by a point"
    )
    found = selection_panel(corpus_of(few), Slice())
    assert (found.needed_sources, found.left_out) == (("LinkedIn",), "Hacker News")
    assert found.left_out_without - found.left_out_share == pytest.approx(0.25)


def test_one_source_alone_and_none_at_all():
    one = selection_panel(corpus_of(crowd(60, ["python"])), Slice())
    few = selection_panel(corpus_of([Ad("A", ["python"]), Ad("B", source="lever")]), Slice())
    nothing = selection_panel(corpus_of([]), Slice())

    assert (one.moved_most, few.moved_most, nothing.moved_most) == (None, None, None)
    assert (nothing.n, nothing.effective_months, nothing.last_day) == (0, None, None)
    assert nothing.sentence == "There are no vacancies of all years here"


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.to_query() or "all")
def test_the_tipping_point_equals_plain_counting(part):
    chance = random.Random(3)
    ads = [
        replace(ad, source="linkedin", searched=int(chance.random() < 0.45)) if chance.random() < 0.6 else ad
        for ad in by_hand.market(5, 900)
    ]
    units = by_hand.units(ads, part)
    found = [by_hand.names(unit.ad, "python") for unit in units if unit.ad.searched == 1]
    rest = [by_hand.names(unit.ad, "python") for unit in units if unit.ad.searched != 1]

    panel = selection_panel(corpus_of(ads), part, "python")

    assert panel.searched_part == pytest.approx(len(found) / len(units))
    assert panel.searched_share == pytest.approx((sum(found) + sum(rest)) / len(units))
    assert panel.searched_fifth == pytest.approx(0.2 * sum(found) / len(found) + 0.8 * sum(rest) / len(rest))


def by_search(count: int, asks=(), searched: int = 1, start: int = 0, source: str = "linkedin"):
    return crowd(count, asks, source=source, searched=searched, start=start)


def test_what_hangs_on_the_searches_is_said():
    ads = [
        *by_search(60, ["python", "sql"]),
        *by_search(20, ["sql"], searched=0, start=100),
        *by_search(20, ["python"], searched=-1, start=200, source="hackernews"),
    ]

    asked = selection_panel(corpus_of(ads), Slice(), "python")
    any_skill = selection_panel(corpus_of(ads), Slice())

    assert asked.by_search.sentence == (
        "60 in 100 have the words that a collection was searched for; Python: 80 in 100, 60 if only a fifth "
        "had come by those searches"
    )
    assert asked.by_search.sentence in asked.sentence
    assert any_skill.searched_skill == "Python"


def test_where_no_share_hangs_on_the_searches_that_is_said():
    ads = [*by_search(10, ["python"]), *by_search(40, ["python"], searched=0, start=100)]
    alike = [*by_search(60, ["python"]), *by_search(40, ["python"], searched=0, start=100)]

    few, level = (selection_panel(corpus_of(some), Slice()).by_search for some in (ads, alike))

    assert few.sentence == "20 in 100 have the words that a collection was searched for"
    assert level.sentence == (
        "60 in 100 have the words that a collection was searched for; no share of the most named skills "
        "would move by a point if only a fifth had come by those searches"
    )


@pytest.mark.parametrize(
    ("others", "part"),
    [
        ([Ad("A", source="linkedin")], Slice()),
        ([], Slice(denominator="employers")),
        ([], Slice(sources=("hackernews",))),
    ],
    ids=["read in part by an earlier release", "employers", "no such source"],
)
def test_nothing_is_said_of_searches_where_that_is_not_known(others, part):
    ads = [*by_search(60), *by_search(40, searched=0, start=100), *crowd(40, source="hackernews", start=200)]

    panel = selection_panel(corpus_of([*ads, *others]), part)

    assert (panel.by_search, panel.searched_part) == (None, None)
    assert "search" not in panel.sentence


def test_facts_of_an_earlier_release_say_nothing_of_searches():
    panel = selection_panel(corpus_of(crowd(60, ["python"], source="linkedin")), Slice())

    assert panel.by_search is None


def test_windows_that_are_not_a_year_apart_are_said():
    ads = [*crowd(40, day=date(2024, 2, 1)), *crowd(40, day=date(2025, 6, 20))]
    periods = Period.parse("2024H1"), Period.parse("2025H1")

    found = selection_panel(corpus_of(ads), Slice(), periods=periods)

    assert found.gap_days == 505
    assert "the two windows of a yearly change lie 505 days apart on average, not 365" in found.sentence
    assert selection_panel(corpus_of(ads), Slice(sources=("lever",)), periods=periods).gap_days is None


def test_the_role_is_measured_on_postings_that_no_rule_was_written_from():
    right, labelled = role_accuracy()

    assert 0.85 * labelled < right <= labelled
    assert labelled >= 366


def test_one_window_alone_is_refused():
    corpus = corpus_of(crowd(40, day=date(2024, 2, 1)))

    with pytest.raises(UsageError):
        list(KIND.rows(corpus, Slice(), FigureOptions(before="2024H1")))
