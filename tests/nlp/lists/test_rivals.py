"""Which tools are rivals and which belong together."""

import pytest

from nlp.lists.rivals import are_alike, are_peers, are_rivals
from nlp.names.disambiguate import Candidate, Name


@pytest.fixture
def named(catalog):
    def candidates(skills):
        for skill in skills.split():
            known = catalog.by_id[skill]
            name = Name(
                skill, known.kind, None, ancestors=catalog.ancestors(skill), topics=frozenset(known.topics)
            )
            yield Candidate(0, 1, name, "none")

    return lambda skills: list(candidates(skills))


@pytest.mark.parametrize(
    "skills", ["aws gcp azure", "pytorch tensorflow", "sagemaker vertex-ai", "kafka rabbitmq"]
)
def test_tools_of_one_kind_are_rivals(named, skills):
    assert are_rivals(named(skills))


@pytest.mark.parametrize(
    "skills", ["docker kubernetes", "s3 aws-lambda", "pandas numpy", "python docker", "python rag"]
)
def test_parts_of_a_stack_are_none(named, skills):
    assert not are_rivals(named(skills))


@pytest.mark.parametrize("skills", ["pinecone weaviate opensearch faiss", "aws azure gcp oracle"])
def test_one_noun_for_all_makes_rivals_of_names_of_which_one_is_of_another_kind(named, skills):
    assert are_rivals(named(skills), of_one_class=True)
    assert not are_rivals(named(skills))


@pytest.mark.parametrize(
    "skills",
    [
        "sql python r tableau",
        "aws azure oracle",
        "azure-data-factory azure-event-hubs azure-data-lake databricks",
    ],
    ids=["a language", "too few", "one cloud"],
)
def test_one_noun_for_all_makes_no_rivals_of_a_stack(named, skills):
    assert not are_rivals(named(skills), of_one_class=True)


@pytest.mark.parametrize("skills", ["docker kubernetes", "flask fastapi", "c cpp java", "rag fine-tuning"])
def test_a_slash_joins_peers(named, skills):
    assert are_peers(named(skills))


@pytest.mark.parametrize(
    "skills",
    [
        "c cpp",
        "html css javascript",
        "spark pyspark",
        "python django",
        "aws s3",
        "machine-learning deep-learning",
    ],
)
def test_a_slash_joins_what_belongs_together(named, skills):
    assert not are_peers(named(skills))


def test_a_language_is_only_like_another_language(named):
    assert are_alike(named("python scala"))
    assert not are_alike(named("python spark"))
