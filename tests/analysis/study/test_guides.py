import pytest

from analysis.figures.pay_percentiles import pay
from analysis.market.rows import row_of
from analysis.market.slices import Slice
from analysis.study.interviews import checklist, interview_view
from analysis.study.projects import score_projects
from data.catalogue.guides import Project, Round, Topic, load_interviews
from tests.analysis.small import Ad, corpus_of, crowd

ROUNDS = (
    Round("coding", "Coding", "problems", (Topic("maps", "Hash maps", 3, ("sql",), ("count", "group")),)),
    Round(
        "mlops", "MLOps", "after training",
        (
            Topic("release", "Releases", 1, ("cobol",), ("roll back",), (("data_analyst", 0),)),
            Topic("drift", "Drift", 2, ("docker",), ("detect",), (("data_analyst", 0),), related=("mlops",)),
            Topic("depth", "Depth", 2, (), ("tell",), (("data_analyst", 0),), why="No words."),
        ),
    ),
)  # laid out as a table  # fmt: skip
PROJECTS = (
    Project("cloud", "Cloud job", "s", ("aws", "sagemaker", "docker"), 2.0, ("x",)),
    Project("model", "Model", "s", ("pytorch", "cobol"), 4.0, ("x",)),
)


def test_interview_topics_stand_beside_the_postings():
    corpus = corpus_of([*crowd(3, ["docker"]), *crowd(57, ["sql", "mlops"], start=3)])

    found = interview_view(corpus, Slice(roles=("ml_engineer",)), ROUNDS)

    assert [(one.name, one.weight, one.is_hidden) for one in found] == [
        ("Hash maps", 3, False),
        ("Drift", 2, True),
        ("Depth", 2, False),
        ("Releases", 1, False),
    ]
    assert found[1].ads.named == 3
    assert found[1].related == ("MLOps",)
    assert found[1].sentence == (
        "Drift: often asked (our judgement), named in about 5 in 100 ML engineer vacancies of all years; "
        "rarely named in postings"
    )
    assert found[3].sentence == "Releases: sometimes asked (our judgement); no posting here names it"


def test_topic_without_words_of_its_own_has_no_share_and_is_not_hidden():
    found = interview_view(corpus_of(crowd(40, ["mlops"])), Slice(), ROUNDS)

    depth = next(one for one in found if one.topic == "depth")

    assert (depth.ads, depth.share, depth.is_hidden) == (None, None, False)
    assert depth.sentence == "Depth: often asked (our judgement); not measurable in postings. No words."


def test_what_postings_hardly_name_comes_first_among_topics_asked_as_often():
    topics = [
        Topic(name, name, weight, own, ("x",), why=None if own else "No words.")
        for name, weight, own in (
            ("loud", 2, ("sql",)), ("mute", 2, ()), ("quiet", 2, ("docker",)), ("top", 3, ("sql",)),
        )
    ]  # laid out as a table  # fmt: skip
    corpus = corpus_of([*crowd(2, ["docker"]), *crowd(40, ["sql"], start=2)])

    found = interview_view(corpus, Slice(), (Round("r", "R", "about", tuple(topics)),))

    assert [one.topic for one in found] == ["top", "quiet", "loud", "mute"]


def test_a_weight_with_a_source_is_not_called_our_judgement():
    topic = Topic("a", "A", 1, ("sql",), ("x",), source="https://guide.example/interviews")

    found = interview_view(corpus_of(crowd(40, ["sql"])), Slice(), (Round("r", "R", "about", (topic,)),))

    assert found[0].sentence == "A: sometimes asked, named in about 100 in 100 vacancies of all years"


def test_topics_that_a_role_is_not_asked_are_left_out():
    corpus = corpus_of(crowd(40, ["sql"], role="data_analyst"))

    found = interview_view(corpus, Slice(roles=("data_analyst",)), ROUNDS)

    assert [one.topic for one in found] == ["maps"]
    assert [one.text for one in checklist(ROUNDS, "data_analyst")] == ["count", "group"]


def test_checklist_puts_the_most_asked_first_within_a_round():
    assert [one.text for one in checklist(ROUNDS)] == ["count", "group", "detect", "tell", "roll back"]


def test_shipped_rounds_make_a_checklist_for_every_role():
    assert len(checklist(load_interviews(), "ml_engineer")) > 30


def test_projects_are_scored_by_what_they_add():
    corpus = corpus_of([*crowd(30, ["aws", "python"]), *crowd(10, ["pytorch"], start=30)])

    cloud, model = score_projects(corpus, Slice(), PROJECTS, ["python"])

    assert (cloud.project.id, model.project.id) == ("cloud", "model")
    assert cloud.demonstrates == pytest.approx(0.5 * 0.75)
    assert cloud.adds == pytest.approx(0.5 * 0.75)
    assert cloud.per_week == pytest.approx(0.5 * 0.75 / 2)
    assert cloud.new == ("AWS", "Docker", "SageMaker")
    assert model.adds == pytest.approx(0.25)
    assert cloud.low < cloud.demonstrates < cloud.high
    assert cloud.adds_low < cloud.adds < cloud.adds_high
    assert cloud.sentence.startswith(
        "Cloud job adds +38 points to the share of requirements met in vacancies "
    )
    assert "alone it demonstrates about 38 in 100 requirements of a vacancy (" in cloud.sentence


def test_a_project_with_one_service_of_a_cloud_does_not_show_the_cloud():
    project = Project("job", "Job", "s", ("sagemaker", "mlops"), 2.0, ("x",))

    found = score_projects(corpus_of(crowd(40, ["aws"])), Slice(), [project])[0]

    assert found.demonstrates == 0
    assert found.new == ("SageMaker",)


def test_projects_of_too_little_are_not_scored():
    found = score_projects(corpus_of(crowd(3, ["aws"])), Slice(), PROJECTS)

    assert {one.demonstrates for one in found} == {None}
    assert found[0].per_week is None
    assert found[0].sentence == "Cloud job: 3 vacancies from 3 employers: too few to say"


def test_pay_gives_percentiles_by_currency_with_coverage():
    paid = [Ad(f"E{n}", pay=(90_000 + 1_000 * n, 110_000 + 1_000 * n, "USD", "year")) for n in range(41)]
    hourly = [Ad(f"H{n}", pay=(50, 50, "EUR", "hour")) for n in range(30)]

    usd, eur = pay(corpus_of([*paid, *hourly, *crowd(9)]), Slice())

    assert (usd.currency, usd.stated, usd.n, usd.p50) == ("USD", 41, 80, 120_000)
    assert usd.coverage == pytest.approx(41 / 80)
    assert (eur.p50, eur.why) == (104_000, None)
    assert usd.sentence == (
        "USD, 2025: the middle half of 41 stated ranges lies between 110,000 (105,573 to 116,280) and "
        "130,000 (123,720 to 134,427) a year, median 120,000 (113,912 to 126,088); "
        "51 in 100 vacancies of all years state one"
    )


def test_pay_from_few_statements_is_not_told():
    few = [Ad(f"E{n}", pay=(90_000, 110_000, "USD", "year")) for n in range(29)]
    one = [Ad("Giant", pay=(90_000, 110_000, "EUR", "month")) for _ in range(40)]

    eur, usd = pay(corpus_of([*few, *one]), Slice())

    assert (usd.p50, usd.why) == (None, "29 stated ranges from 29 employers: too few to say")
    assert eur.sentence == "pay in EUR: 40 stated ranges from 1 employer: too few to say"


def test_pay_of_those_that_name_a_skill():
    ads = [Ad(f"E{n}", ["aws"] if n < 35 else [], pay=(n, n, "USD", "year")) for n in range(70)]

    assert pay(corpus_of(ads), Slice(), "aws")[0].stated == 35


def test_row_of_a_figure_is_flat():
    corpus = corpus_of([*crowd(40, ["aws:required:0", "gcp:required:0"]), *crowd(5, start=40)])
    project = score_projects(corpus, Slice(), PROJECTS)[0]

    row = row_of(project)

    assert row["project_id"] == "cloud"
    assert row["new"] == "AWS; Docker; SageMaker"
    assert all(value is None or isinstance(value, (str, int, float)) for value in row.values())
