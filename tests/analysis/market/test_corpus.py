from datetime import date

import numpy as np
import pytest

from analysis.market.corpus import UNKNOWN_TO_RULES, Corpus
from analysis.market.layout import NO_LEVEL, is_usual
from analysis.market.selection import select
from analysis.market.slices import Slice
from benchmarks.synthetic import SYNTHETIC_SKILLS, generate_tables
from data.errors import UsageError
from data.records import LEVELS, Skill
from tests.analysis.small import SKILLS, Ad, corpus_of, crowd, tables_of


def named(corpus, part, skill):
    selection = select(corpus, part)
    return len(selection.rows_naming(corpus.code(skill))), len(selection.rows)


def test_vacancy_is_counted_once_by_its_first_posting_in_the_slice():
    corpus = corpus_of(
        [
            Ad("A", ["python"], date(2025, 5, 1), vacancy=7),
            Ad("A", ["sql"], date(2025, 1, 1), vacancy=7),
            Ad("B", ["python"], date(2025, 3, 1), vacancy=8),
        ]
    )

    assert named(corpus, Slice(), "python") == (1, 2)
    assert named(corpus, Slice(since=date(2025, 2, 1)), "python") == (2, 2)
    assert named(corpus, Slice(denominator="postings"), "python") == (2, 3)


def test_stuffed_posting_is_left_out():
    corpus = corpus_of([Ad("A", ["python"]), Ad("B", ["python"], flags=1), Ad("C", flags=2)])

    assert named(corpus, Slice(), "python") == (1, 2)


@pytest.mark.parametrize(
    ("level", "count"),
    [("asked", 3), ("required", 1), ("preferred", 1), ("mentioned", 1), ("any", 4)],
)
def test_level_decides_which_mentions_count(level, count):
    asks = ["python:required", "python:preferred", "python:mentioned", "python:boilerplate"]
    corpus = corpus_of([Ad(str(number), [ask]) for number, ask in enumerate(asks)])

    assert named(corpus, Slice(level=level), "python") == (count, 4)


def test_strongest_level_wins_within_a_posting():
    corpus = corpus_of([Ad("A", ["python:boilerplate", "python:preferred", "python:mentioned"])])

    assert named(corpus, Slice(level="preferred"), "python") == (1, 1)
    assert named(corpus, Slice(level="mentioned"), "python") == (0, 1)


@pytest.mark.parametrize(
    ("part", "count"),
    [
        (Slice(roles=("data_scientist",)), 1),
        (Slice(seniorities=("junior",)), 1),
        (Slice(workplaces=("onsite", "hybrid")), 2),
        (Slice(countries=("FR",)), 1),
        (Slice(sources=("lever",)), 1),
        (Slice(sources=("nowhere",)), 0),
        (Slice(employers_in=("acme",)), 2),
        (Slice(employers_out=("ACME",)), 2),
        (Slice(employer_groups=("large-tech",)), 0),
        (Slice(clouds=("aws",)), 1),
        (Slice(clouds=("any",)), 2),
        (Slice(clouds=("none",)), 2),
        (Slice(clouds=("aws", "none")), 3),
        (Slice(since=date(2025, 6, 1), until=date(2025, 7, 1)), 3),
    ],
    ids=lambda value: value.to_query() if isinstance(value, Slice) else None,
)
def test_filters_choose_postings(part, count):
    corpus = corpus_of(
        [
            Ad("Acme", clouds=["aws", "gcp"], role="data_scientist", workplace="hybrid"),
            Ad("Acme", clouds=["azure"], seniority="junior", workplace="onsite"),
            Ad("B", country="FR"),
            Ad("C", source="lever", day=date(2025, 7, 1)),
        ]
    )

    assert len(select(corpus, part).rows) == count


def test_skill_is_found_by_id_and_by_name():
    corpus = corpus_of([Ad("A", ["pytorch"])])

    assert corpus.code("pytorch") == corpus.code("PYTORCH") == corpus.code("PyTorch")
    assert corpus.name("pytorch") == "PyTorch"
    with pytest.raises(UsageError, match="no posting here names"):
        corpus.code("cobol")


@pytest.mark.parametrize(
    ("read_by", "in_use", "said"),
    [
        ("c1", None, "no posting here names Spark"),
        ("c1", "c1", "no posting here names Spark"),
        ("", "c1", "no posting here names Spark"),
        ("c1", "c2", f"no posting here names Spark{UNKNOWN_TO_RULES}"),
        ("c1", lambda: "c1", "no posting here names Spark"),
        ("c1", lambda: "c2", f"no posting here names Spark{UNKNOWN_TO_RULES}"),
        ("c1+c2", "c2", f"no posting here names Spark{UNKNOWN_TO_RULES}"),
    ],
    ids=[
        "rules unknown",
        "same rules",
        "nothing read",
        "other rules",
        "same, when asked",
        "other, when asked",
        "some by other rules",
    ],
)
@pytest.mark.parametrize("word", ["spark", "SPARK"])
def test_a_skill_of_the_catalogue_that_no_posting_names_is_said_to_be_one(word, read_by, in_use, said):
    skills = (*SKILLS, Skill("spark", "Spark", "framework"))
    corpus = Corpus.from_tables(tables_of([Ad("A")], catalog=read_by), skills, rules_in_use=in_use)

    with pytest.raises(UsageError) as caught:
        corpus.code(word)

    assert str(caught.value) == said
    with pytest.raises(UsageError, match="names a skill 'cobol'; `skillgauge figure"):
        corpus.code("cobol")


def test_skill_that_left_the_catalogue_keeps_its_id():
    corpus = Corpus.from_tables(generate_tables(50), [])

    assert {skill.name for skill in corpus.skills} == {skill.id for skill in SYNTHETIC_SKILLS}


def test_arrays_cannot_be_written():
    corpus = corpus_of([Ad("A", ["python"])])

    for array in (corpus.postings.role, corpus.pairs.row, corpus.alone.row, corpus.employer):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_empty_store_makes_an_empty_corpus():
    corpus = corpus_of([])

    assert len(corpus) == 0
    assert corpus.first_day is None
    assert corpus.last_day is None
    assert len(select(corpus, Slice()).rows) == 0


def test_any_of_groups_are_numbered_across_postings():
    corpus = corpus_of([Ad("A", ["aws::0", "gcp::0", "python"]), Ad("B", ["aws::0", "azure::0"])])

    members = [
        [corpus.skills[code].id for code in corpus.groups.skill[corpus.groups.group == g]] for g in (0, 1)
    ]

    assert members == [["aws", "gcp"], ["aws", "azure"]]
    assert corpus.groups.row.tolist() == [0, 1]


def test_generated_market_is_the_same_for_the_same_seed():
    one, other, third = generate_tables(500, 3), generate_tables(500, 3), generate_tables(500, 4)

    assert np.array_equal(one.mention_skill, other.mention_skill)
    assert not np.array_equal(one.posted_day, third.posted_day)
    assert len(one.posting_id) == 500


def shared_vacancy():
    """Return a corpus in which two employers share a vacancy; the second posts another one of its own."""
    return corpus_of(
        [
            Ad("New name", ["python"], date(2025, 5, 1), vacancy=1),
            Ad("Old name", ["python"], date(2025, 3, 1), vacancy=1),
            Ad("New name", [], date(2025, 4, 1), vacancy=2),
        ]
    )


@pytest.mark.parametrize("denominator", ["vacancies", "employers"])
@pytest.mark.parametrize("part", [Slice(), Slice(since=date(2025, 2, 1)), Slice(countries=("DE",))])
def test_a_vacancy_of_two_employers_is_counted_once(part, denominator):
    corpus = shared_vacancy()

    rows = select(corpus, part.narrowed(denominator=denominator)).rows

    assert sorted(corpus.postings.vacancy[rows].tolist()) == [1, 2]


def test_a_vacancy_of_two_employers_counts_for_the_one_that_posted_it_first():
    corpus = shared_vacancy()
    old, new = (corpus.postings.employers.index(name) for name in ("Old name", "New name"))

    sizes = select(corpus, Slice()).sizes
    later = select(corpus, Slice(since=date(2025, 4, 15))).sizes

    assert (sizes[old], sizes[new]) == (1, 1)
    assert (later[old], later[new]) == (1, 0)
    assert select(corpus, Slice(denominator="postings")).sizes[old] == 2


def test_an_employer_filter_goes_by_who_posted():
    corpus = shared_vacancy()

    assert len(select(corpus, Slice(employers_in=("New name",))).rows) == 2
    assert len(select(corpus, Slice(employers_out=("New name",))).rows) == 1


def test_leaving_out_the_employer_of_a_shared_vacancy_takes_it_out_whole():
    corpus = shared_vacancy()
    selection = select(corpus, Slice())
    tally = selection.tally([corpus.code("python")])

    left = [float(one) for one in tally.shares()[0] + tally.deviations()[0]]

    assert left == pytest.approx([1.0, 0.0])  # without the new name, without the old one


@pytest.mark.parametrize("count", [63, 64, 65, 128, 190])
def test_every_skill_is_counted_whether_rare_or_usual_wherever_its_rows_lie(count):
    asked = {"aws": {count - 1}, "docker": {0}, "python": {*range(0, count, 2)}, "tensorflow": {0, count - 1}}
    ads = [
        Ad(
            f"E{n:03}",
            [f"{skill}:{'required' if n % 3 else 'boilerplate'}" for skill in asked if n in asked[skill]],
        )
        for n in range(count)
    ]
    corpus = corpus_of(ads)

    for level in ("asked", "any", "required"):
        totals = select(corpus, Slice(level=level)).totals()
        for skill in corpus.skills:
            rows = asked.get(skill.id, set())
            expected = sum(level == "any" or n % 3 > 0 for n in rows)
            assert totals[corpus.index[skill.id]] == expected


def test_the_first_skill_is_counted_where_hardly_anybody_names_it():
    corpus = corpus_of([*crowd(150), Ad("One", ["aws"]), Ad("Two", ["tensorflow"])])

    totals = select(corpus, Slice()).totals()

    assert {skill.id: int(totals[code]) for code, skill in enumerate(corpus.skills) if totals[code]} == {
        "aws": 1, "tensorflow": 1,
    }  # fmt: skip  # a table
    assert (corpus.first_day, corpus.last_day, len(corpus)) == (date(2025, 6, 1), date(2025, 6, 1), 152)


def test_services_of_a_platform_are_in_the_order_of_their_columns():
    corpus = corpus_of([Ad("A", ["s3", "ec2", "sagemaker", "bigquery"])])
    names = [[corpus.skills[code].id for code in corpus.knowledge.services_of(corpus.index[cloud])]
             for cloud in ("aws", "gcp", "azure")]  # fmt: skip  # one line a cloud

    assert names == [["ec2", "eks", "s3", "sagemaker"], ["bigquery"], []]


def test_a_skill_that_more_than_a_hundredth_of_the_rows_name_is_usual():
    assert is_usual(np.array([0, 2, 3, 200]), 200).tolist() == [False, False, True, True]


def test_the_corpus_knows_how_each_row_is_written():
    corpus = corpus_of([Ad("A", words=90, control=1 | 1 << 70), Ad("B"), Ad("C", words=0, control=2)])

    assert corpus.is_register_known.tolist() == [True, False, True]
    assert [corpus.has_control_word(n).tolist() for n in (0, 1, 70)] == [
        [True, False, False],
        [False, False, True],
        [True, False, False],
    ]


def test_the_strongest_level_of_what_can_mean_nothing_else_is_kept_beside_the_strongest_of_all():
    corpus = corpus_of([Ad("A", ["~python:required", "python:mentioned"]), Ad("B", ["~python:preferred"])])

    mine = corpus.pairs.of(corpus.code("python"))

    assert corpus.pairs.level[mine].tolist() == [LEVELS.index("required"), LEVELS.index("preferred")]
    assert corpus.pairs.specific[mine].tolist() == [LEVELS.index("mentioned"), NO_LEVEL]


def test_a_group_holds_its_employers_under_all_their_names():
    ads = [
        Ad(name) for name in ("Apple, Inc.", "Amazon Web Services (AWS)", "Google", "Applebee's", "Metaphor")
    ]
    part = Slice(employer_groups=("large-tech",))

    assert int(corpus_of(ads).mask(part).sum()) == 3
    assert part.to_query() == "group=large-tech"
    assert part.in_words() == "All vacancies, of large technology employers"
    with pytest.raises(UsageError, match=r"group cannot be 'large-teck'.*did you mean large-tech"):
        Slice(employer_groups=("large-teck",))
