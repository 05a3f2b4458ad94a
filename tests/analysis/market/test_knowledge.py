import pytest

from analysis.market.corpus import Corpus
from analysis.market.knowledge import Holdings
from benchmarks.synthetic import generate_tables
from data.catalogue.skills import load_skills


@pytest.fixture(scope="module")
def catalogue():
    skills = load_skills()
    return Corpus.from_tables(generate_tables(50, 1, skills), skills)


def held(corpus, *have):
    holdings = Holdings(corpus.knowledge, [corpus.index[skill] for skill in have])
    return {skill.id for skill, is_held in zip(corpus.skills, holdings.held, strict=True) if is_held}


@pytest.mark.parametrize(
    ("skill", "proved"),
    [
        ("pandas", {"python"}),
        ("pyspark", {"python", "spark"}),
        ("eks", {"kubernetes", "containerization"}),
        ("pytorch-lightning", {"pytorch", "python"}),
        ("t-sql", {"sql"}),
        ("postgresql", {"sql"}),
        ("azure-databricks", {"databricks"}),
        ("github-actions", {"ci-cd", "github", "version-control"}),
        ("mlflow", {"experiment-tracking", "model-versioning"}),
    ],
)
def test_doing_the_one_proves_the_other(catalogue, skill, proved):
    assert held(catalogue, skill) == {skill} | proved


@pytest.mark.parametrize(
    "skill",
    [
        "ec2", "s3", "azure-ml", "bigquery", "diffusers", "hive", "unity-catalog", "tensorboard",
        "torchserve", "sap-hana", "agentforce", "transformers", "keras", "github-copilot",
    ],
)  # laid out as a table  # fmt: skip
def test_a_part_of_a_platform_proves_no_platform(catalogue, skill):
    platforms = {"aws", "azure", "gcp", "hugging-face", "hadoop", "databricks", "sap", "salesforce", "github"}

    assert not held(catalogue, skill) & (platforms | {"pytorch", "tensorflow"})


def test_three_services_cover_their_platform(catalogue):
    assert "aws" not in held(catalogue, "ec2", "s3")
    assert "aws" in held(catalogue, "ec2", "s3", "aws-lambda")
    assert "azure" not in held(catalogue, "ec2", "s3", "azure-ml")


def test_parts_of_one_service_count_once(catalogue):
    assert "aws" not in held(catalogue, "sagemaker", "sagemaker-canvas", "sagemaker-clarify", "ec2")


def test_the_order_of_skills_does_not_matter(catalogue):
    some = ["ec2", "s3", "sagemaker-canvas", "eks", "pandas"]

    assert held(catalogue, *some) == held(catalogue, *some[::-1])


def test_what_would_be_new_is_what_adding_adds(catalogue):
    holdings = Holdings(catalogue.knowledge, [catalogue.index["ec2"], catalogue.index["s3"]])
    code = catalogue.index["aws-lambda"]

    new = holdings.new(code).tolist()

    assert new[0] == code
    assert catalogue.index["aws"] in new
    assert holdings.add(code).tolist() == new
    assert not len(holdings.new(code))


@pytest.mark.parametrize("skill", [skill.id for skill in load_skills() if skill.parents])
def test_no_skill_proves_a_cloud_that_it_is_a_part_of(catalogue, skill):
    assert not held(catalogue, skill) & ({"aws", "azure", "gcp"} - {skill})


@pytest.mark.parametrize(
    ("skill", "parts"),
    [
        ("sagemaker-canvas", {("aws", "sagemaker"), ("sagemaker", "sagemaker-canvas")}),
        ("azure-databricks", {("azure", "azure-databricks")}),
        ("hortonworks", set()),
        ("tensorboard", set()),
    ],
    ids=["of a service", "the platform itself", "only the platform itself", "of no platform"],
)
def test_a_skill_is_a_part_of_the_platforms_that_it_does_not_prove(catalogue, skill, parts):
    found = catalogue.knowledge.part_of.get(catalogue.index[skill], ())

    assert {tuple(catalogue.skills[code].id for code in one) for one in found} == parts
