"""The study plan's own proof beside plain counting."""

import pytest

from analysis.market.periods import Period
from analysis.market.slices import Slice
from analysis.reproduce import reproduce
from analysis.study.held_out import LEARNED, held_out
from analysis.study.study_plan import plan
from tests.analysis.by_hand import fits, market, mean, names, units
from tests.analysis.kinds.test_by_hand import EXACT, KIND, ends_of, is_tool, resampled, with_proofs
from tests.analysis.small import AFTER, BEFORE, NOW, THEN, corpus_of, crowd


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("have", [[], ["sql"], ["pandas", "docker"]], ids=",".join)
def test_a_plan_measured_on_a_later_period_and_its_interval(seed, have):
    ads = market(seed)
    corpus, part = corpus_of(ads), Slice(roles=("ml_engineer", "data_scientist"))
    ends = [part.narrowed(since=one.since, until=one.until) for one in (BEFORE, AFTER)]
    earlier, later = (units(ads, one) for one in ends)

    found = held_out(corpus, part, have, BEFORE, AFTER)

    def met(*learned):
        return fits(later, with_proofs(*have, *learned), is_tool)

    walked = [[step.gain.skill for step in plan(corpus, one, have, steps=5).steps] for one in ends]
    times = {skill: sum(names(unit.ad, skill) for unit in earlier) for skill in KIND if is_tool(skill)}
    order = sorted(times, key=lambda skill: (-times[skill], list(KIND).index(skill)))
    listed = [skill for skill in order if skill not in with_proofs(*have) and times[skill]][:LEARNED]
    assert found.fit == pytest.approx(mean(met(*walked[0]).values()), **EXACT)
    assert (found.low, found.high) == pytest.approx(ends_of(resampled(met(*walked[0]))), **EXACT)
    rivals = [mean(met(*learned).values()) for learned in ((), listed, walked[1])]
    assert [found.nothing, found.most_named, found.hindsight] == pytest.approx(rivals, **EXACT)
    assert found.n_before == sum(map(len, fits(earlier, [], is_tool).values()))
    assert found.n_after == sum(map(len, met().values()))
    assert found.employers_after == len(met())
    assert reproduce(corpus, found.receipt) == found


def test_a_plan_is_not_made_from_what_it_is_measured_on():
    corpus = corpus_of([*crowd(40, ["sql"], day=THEN), *crowd(40, ["docker"], day=NOW)])

    found = held_out(corpus, Slice(), [], BEFORE, AFTER)

    assert (found.steps, found.fit, found.hindsight, found.most_named, found.nothing) == (
        ("SQL",),
        0,
        1,
        0,
        0,
    )
    assert found.sentence == (
        "a plan of 1 skill made from vacancies of 2024 would have met about 0 in 100 requirements (0 to 0) "
        "of those of 2025; a plan made from the later ones 100, the most named skills 0, learning nothing 0"
    )


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        (29, 40, "2024: of those that state what they require, 29 vacancies"),
        (40, 29, "2025: of those that state what they require, 29 vacancies"),
        (40, 0, "2025: no vacancy here states what it requires"),
    ],
)
def test_too_few_postings_of_either_period_prove_nothing(earlier, later, said):
    ads = [*crowd(earlier, ["sql"], day=THEN), *crowd(later, ["sql"], day=NOW)]

    found = held_out(corpus_of(ads), Slice(), [], BEFORE, AFTER)

    assert found.fit is None
    assert found.sentence.startswith(f"the plan cannot be tested on later postings: {said}")


def test_who_meets_everything_of_the_earlier_period_gets_no_plan_to_test():
    ads = [*crowd(40, ["sql"], day=THEN), *crowd(40, ["docker"], day=NOW)]

    found = held_out(corpus_of(ads), Slice(since=Period.parse("2025").since), ["sql"], BEFORE, AFTER)

    assert found.fit is None
    assert found.slice == Slice()
    assert "your skills meet all that is required" in found.sentence
