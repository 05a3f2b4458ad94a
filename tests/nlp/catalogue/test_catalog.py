import time

import pytest

from data.catalogue.matching_form import fold_name
from data.errors import UsageError
from data.records import Skill
from nlp.catalogue.catalog import Catalog, catalog_of, load_catalog

# the names that labelled postings use for practices, written out once more so that none can vanish unseen
CLOSED_LIST = """
    MLOps; CI/CD; experiment tracking; model versioning; model monitoring; drift detection; feature store; model serving;
    model evaluation; A/B testing; system design; ML system design; data structures; algorithms; distributed systems;
    distributed training; microservices; API design; containerization; infrastructure as code; data pipelines; ETL;
    data modeling; data warehousing; data governance; data privacy; data quality; data visualization; big data; streaming;
    statistics; probability; linear algebra; machine learning; deep learning; reinforcement learning;
    natural language processing; computer vision; speech; time series; recommender systems; search and ranking;
    fraud detection; anomaly detection; generative AI; large language models; RAG; AI agents; fine-tuning; RLHF;
    prompt engineering; embeddings; vector database; transformers; diffusion models; graph neural networks; multimodal;
    optimization; causal inference; feature engineering; quantization; edge deployment; robotics; autonomous driving;
    simulation; responsible AI; explainability; security; testing; code review; agile; version control; observability;
    low latency; scalability; cost optimization; cloud computing; DevOps; object-oriented programming; research publications
"""  # noqa: E501


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def small(*skills: Skill) -> Catalog:
    return catalog_of(skills)


def test_every_practice_of_the_closed_list_is_known(catalog):
    practices = {skill.name for skill in catalog.skills if skill.kind == "practice"}

    assert {" ".join(name.split()) for name in CLOSED_LIST.split(";")} <= practices


def test_topics_are_those_of_interviews(catalog):
    topics = {topic for skill in catalog.skills for topic in skill.topics}

    assert topics == {
        "ml-fundamentals", "coding", "system-design", "mlops", "data-engineering",
        "llm", "cloud", "statistics", "deep-learning", "software-engineering",
    }  # laid out as a table  # fmt: skip


def test_catalogue_is_large_enough_for_the_market(catalog):
    tools = [skill for skill in catalog.skills if skill.kind != "practice"]

    assert len(tools) >= 800
    assert len(catalog.skills) - len(tools) >= 90


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Sklearn", "scikit-learn"),
        ("sci-kit learn", "scikit-learn"),
        ("Scikit Learn", "scikit-learn"),
        ("ReactJS", "React"),
        ("React.js", "React"),
        (".net core", ".NET"),
        ("amazon-web-services", "AWS"),
        ("Amazon Web Services", "AWS"),
        ("Google Cloud Platform", "GCP"),
        ("PowerBI", "Power BI"),
        ("Power-BI", "Power BI"),
        ("k8s", "Kubernetes"),
        ("Apache Spark", "Spark"),
        ("pyspark", "PySpark"),
        ("golang", "Go"),
        ("postgres", "PostgreSQL"),
        ("nodejs", "Node.js"),
        ("HuggingFace", "Hugging Face"),
        ("VertexAI", "Vertex AI"),
        ("AWS SageMaker", "SageMaker"),
        ("ADF", "Azure Data Factory"),
        ("wandb", "Weights & Biases"),
        ("RESTful APIs", "REST"),
        ("C plus plus", "C++"),
        ("LLMs", "large language models"),
        ("ML", "machine learning"),
        ("Gen AI", "generative AI"),
        ("agentic", "AI agents"),
        ("productionize", "model serving"),
        ("deploy models to production", None),
        ("retrieval-augmented generation", "RAG"),
        ("Continuous Integration", "CI/CD"),
        ("IaC", "infrastructure as code"),
        ("fine tuning", "fine-tuning"),
    ],
)
def test_usual_spelling_leads_to_its_skill(catalog, spelling, name):
    if name is None:
        with pytest.raises(UsageError):
            catalog.by_name(spelling)
    else:
        assert catalog.by_name(spelling).name == name


def test_unknown_name_is_answered_with_near_ones(catalog):
    with pytest.raises(UsageError, match=r"no skill 'PyTorrch'.*near it: .*PyTorch"):
        catalog.by_name("PyTorrch")


def test_unlike_name_is_answered_without_a_guess(catalog):
    with pytest.raises(UsageError, match=r"no skill 'zzqqxxyy' in the catalogue$"):
        catalog.by_name("zzqqxxyy")


def test_skill_is_found_by_its_id_too(catalog):
    assert catalog.by_name("azure-data-factory") is catalog.by_id["azure-data-factory"]


def test_ancestors_reach_over_several_parents():
    catalog = small(
        Skill("cloud", "Cloud", "cloud platform"),
        Skill("service", "Service", "cloud service", parents=("cloud", "engine")),
        Skill("engine", "Engine", "tool"),
        Skill("part", "Part", "cloud service", parents=("service",)),
    )

    assert catalog.ancestors("part") == {"service", "cloud", "engine"}
    assert catalog.ancestors("cloud") == frozenset()


@pytest.mark.parametrize(
    ("skill", "cloud"),
    [
        ("aws", "aws"),
        ("sagemaker", "aws"),
        ("eks", "aws"),
        ("vertex-ai", "gcp"),
        ("azure-openai", "azure"),
        ("oracle-cloud", "other"),
        ("pytorch", None),
    ],
)
def test_cloud_follows_from_the_platform_or_its_services(catalog, skill, cloud):
    assert catalog.cloud_of(skill) == cloud


def test_ambiguity_belongs_to_exact_forms_and_names_of_letters_alone():
    catalog = small(
        Skill("go", "Go", "language", aliases=("Golang",), exact=("Go", "GO"), ambiguity="context"),
        Skill("rust", "Rust", "language", aliases=("rust lang",), ambiguity="context"),
        Skill("teams", "Microsoft Teams", "tool", exact=("Teams",), ambiguity="weak"),
        Skill("node", "Node.js", "framework", exact=("Node",), ambiguity="context"),
        Skill("ts", "TypeScript", "language", aliases=("TypeScript",), exact=("TS",), ambiguity="weak"),
    )

    found = {(s.text, s.exact, s.ambiguity) for s in catalog.spellings}

    assert found == {
        ("golang", False, "none"),
        ("Go", True, "context"),
        ("GO", True, "context"),
        ("rust", False, "context"),
        ("rust lang", False, "none"),
        ("microsoft teams", False, "none"),
        ("Teams", True, "weak"),
        ("node.js", False, "none"),
        ("Node", True, "context"),
        ("typescript", False, "none"),
        ("TS", True, "weak"),
    }


def test_no_spelling_stands_for_two_skills(catalog):
    owners: dict[str, set[str]] = {}
    for spelling in catalog.spellings:
        owners.setdefault(fold_name(spelling.text), set()).add(spelling.skill)

    assert not {text: skills for text, skills in owners.items() if len(skills) > 1}


def test_short_spellings_count_only_as_written(catalog):
    loose = {s.text for s in catalog.spellings if not s.exact and len(s.text) <= 2}

    assert loose <= {"c#", "f#", "q#", "k8", "qa"}


EVERYDAY = """
    go make excel access word teams rest express react swift linear notion slack chef puppet dash ray spring
    unity cursor vault mode segment workday glue lambda beam storm hive pig helm feast comet neptune triton
    rust play materialize hex cube strands
"""


@pytest.mark.parametrize("word", EVERYDAY.split())
def test_everyday_word_never_counts_without_a_reason(catalog, word):
    assert all(s.ambiguity != "none" for s in catalog.spellings if s.text.lower() == word)


def test_equal_catalogues_have_equal_digests(catalog):
    assert load_catalog().digest == catalog.digest
    assert len(catalog.digest) == 16


def test_catalogue_loads_quickly():
    best = min(_seconds_to_load() for _ in range(3))

    assert best < 1.0  # second of the processor; 0.1 where nothing counts the lines


def _seconds_to_load() -> float:
    start = time.process_time()
    load_catalog()
    return time.process_time() - start
