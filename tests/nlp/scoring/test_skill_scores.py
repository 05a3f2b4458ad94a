"""`nlp.evaluate` gives figures by skill."""

import pytest
import spacy
from spacy.training import Example

from nlp.scoring.skill_scores import labelled_examples

POSTING = {
    "text": "Python and Zorblax, Docker too. Databricks is great.",
    "company": "Databricks",
    "title": "ML Engineer",
    "skills": [
        {"name": "Python", "surfaces": ["Python"]},
        {"name": "Zorblax", "surfaces": ["Zorblax"]},
        {"name": "Spark", "surfaces": ["Spark"]},
    ],
}


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe("skillgauge")
    return nlp


def test_figures_are_given_overall_and_by_skill(nlp):
    scores = nlp.evaluate(list(labelled_examples(nlp, [POSTING])))

    by_skill = scores["skills_per_type"]
    assert by_skill["python"] == {"p": 1.0, "r": 1.0, "f": 1.0}
    assert by_skill["Zorblax"] == {"p": 0.0, "r": 0.0, "f": 0.0}
    assert set(by_skill) == {"python", "Zorblax", "spark", "docker"}
    assert (scores["skills_p"], scores["skills_r"]) == (1 / 2, 1 / 3)
    assert scores["skills_f"] == pytest.approx(0.4)


def test_title_and_employer_are_known_to_the_prediction(nlp):
    (example,) = labelled_examples(nlp, [POSTING])

    assert example.predicted.user_data["employer"] == "Databricks"
    assert "databricks" not in nlp.evaluate([example])["skills_per_type"]


def test_a_label_covers_its_surfaces_as_words(nlp):
    posting = {"text": "Go to Golang and Go", "skills": [{"name": "Go", "surfaces": ["Go", "Golang"]}]}

    (example,) = labelled_examples(nlp, [posting])

    assert sorted(str(span) for span in example.reference.spans["skills"]) == ["Go", "Go", "Golang"]
    assert {span.label_ for span in example.reference.spans["skills"]} == {"go"}


def test_a_posting_of_which_a_sample_is_labelled_does_not_count(nlp):
    examples = list(labelled_examples(nlp, [POSTING | {"complete": ["practice"]}]))

    assert "skills" not in examples[0].reference.spans
    assert nlp.evaluate(examples)["skills_f"] is None


def test_practices_that_no_label_names_do_not_count(nlp):
    (example,) = labelled_examples(
        nlp, [{"text": "Experience with serverless and federated learning", "skills": []}]
    )

    assert nlp.evaluate([example])["skills_f"] is None


def test_a_reference_without_spans_was_not_labelled(nlp):
    doc = nlp.make_doc("Python")

    assert nlp.evaluate([Example(doc, doc.copy())])["skills_f"] is None


def test_without_a_scorer_there_are_no_figures():
    nlp = spacy.blank("en")
    nlp.add_pipe("skillgauge", config={"scorer": None})

    assert "skills_f" not in nlp.evaluate(list(labelled_examples(nlp, [POSTING])))


def test_figures_are_those_of_the_component_s_own_key():
    nlp = spacy.blank("en")
    nlp.add_pipe("skillgauge", config={"spans_key": "technologies"})

    scores = nlp.evaluate(list(labelled_examples(nlp, [POSTING], "technologies")))

    assert scores["skills_per_type"]["python"]["f"] == 1.0
