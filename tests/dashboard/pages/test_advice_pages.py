from itertools import pairwise

import pytest

from analysis.market.slices import Slice
from analysis.study.interviews import interview_view
from analysis.study.projects import score_projects
from analysis.study.study_plan import cloud_first, plan
from dashboard.charts.plan_marks import cloud_note, gain_bar
from dashboard.sections.interview import cells, headline
from dashboard.sections.project_list import bar_of
from data.catalogue.guides import load_interviews, load_projects
from tests.analysis.small import corpus_of, crowd
from tests.dashboard.conftest import words_of

ML = Slice(roles=("ml_engineer",))


def test_a_service_on_the_cv_leaves_its_cloud_the_first(open_page):
    words = words_of(open_page("study", have=["Python", "SageMaker"], role="ML engineer"))

    assert "**AWS first, because you have begun it.**" in words
    assert words.count("because you have begun it") == 1
    assert "at least three of its services" in words


def test_a_cloud_filter_gives_no_verdict(open_page):
    words = words_of(open_page("study", have=["Python"], cloud="AWS"))

    assert "You filter by AWS, so these vacancies cannot show which cloud comes first" in words


@pytest.mark.parametrize(
    ("azure", "said"),
    [(29, "AWS stands for any of AWS, Azure or GCP: the figures are too close to choose."), (3, "")],
    ids=["too close", "clear"],
)
def test_a_path_does_not_pretend_to_know_the_cloud(azure, said):
    corpus = corpus_of(
        [*crowd(30, ["aws"]), *crowd(azure, ["azure"], start=60), *crowd(2, ["gcp"], start=120)]
    )

    assert cloud_note(plan(corpus, Slice(), []), cloud_first(corpus, Slice())) == said


@pytest.mark.parametrize("by_week", [False, True], ids=["gain", "gain per week"])
def test_the_chart_of_what_is_next_is_in_the_order_of_what_it_draws(corpus, by_week):
    found = plan(corpus, ML, ["python"], efforts={} if by_week else None).next

    drawn = [gain_bar(row).share for row in found]

    assert all(one >= other for one, other in pairwise(drawn))
    assert len(drawn) > 5


def test_the_proof_of_a_plan_is_one_closed_line(open_page):
    app = open_page("study", have=["Python"], role="ML engineer")
    closed = words_of(app)
    app.session_state["proof-box"] = True
    opened = words_of(app.run())

    assert "would have met" not in closed
    assert not app.exception
    assert "A plan of 5 skills made from ML engineer vacancies of" in opened
    assert "learning nothing" in opened


def test_a_proof_says_why_there_is_none(open_page):
    app = open_page("study", have=["Python"], role="ML engineer", country=["GB"], since="the beginning")
    app.session_state["proof-box"] = True
    words = words_of(app.run())

    assert "The plan cannot be tested on later postings" in words
    assert "too few to say" in words


def test_the_chart_of_projects_is_in_the_order_of_what_it_draws(corpus):
    drawn = [bar_of(row).share for row in score_projects(corpus, ML, load_projects(), ["python"])]

    assert all(one >= other for one, other in pairwise(drawn))
    assert len(drawn) > 5


def test_a_topic_that_cannot_be_measured_is_neither_hidden_nor_named_by_the_reader(corpus):
    found = interview_view(corpus, ML, load_interviews())
    arrays = next(row for row in found if row.topic == "arrays")

    assert cells(arrays, is_named=False)[2:5] == ["not measurable", "", ""]
    assert "Arrays" not in headline(found)
    assert "postings have no words" in headline(found)


def test_python_names_no_interview_topic(open_page):
    app = open_page("study", have=["Python"], part="The interview")

    assert not app.exception
    notes = [note for frame in app.dataframe for note in frame.value.get("note", [])]
    assert len(notes) > 20
    assert not [note for note in notes if "you named it" in note]
