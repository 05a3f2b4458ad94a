"""Any-of groups, as a reader of the posting would see them."""

import pytest


def groups(extractor, text):
    found = {}
    for mention in extractor.mentions(text):
        if mention.group is not None:
            found.setdefault(mention.group, []).append(mention.surface)
    return list(found.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PyTorch or TensorFlow", [["PyTorch", "TensorFlow"]]),
        ("Python and/or Scala", [["Python", "Scala"]]),
        ("PyTorch (preferred) or TensorFlow", [["PyTorch", "TensorFlow"]]),
        ("Python (or R) and SQL", [["Python", "R"]]),
        ("SQL and Python or Scala", [["Python", "Scala"]]),
        ("the cost of Lambda vs. SageMaker", [["Lambda", "SageMaker"]]),
        ("PyTorch,\u202fTensorFlow or JAX", [["PyTorch", "TensorFlow", "JAX"]]),
        ("familiarity with C++, CUDA, or edge deployment", [["C++", "CUDA", "edge deployment"]]),
        ("know transformers, capsules, or diffusion models", [["transformers", "diffusion models"]]),
        ("PyTorch, MegaTensor Pro, or JAX", [["PyTorch", "JAX"]]),
        ("machine learning, statistics, or econometrics", [["machine learning", "statistics"]]),
        ("microservices, Docker and/or Kubernetes", [["Docker", "Kubernetes"]]),
        ("experience with embeddings or LLMs", [["embeddings", "LLMs"]]),
        ("familiarity with NLP, speech, or robotics", [["NLP", "speech", "robotics"]]),
        ("robotics, computer vision or data mining", [["robotics", "computer vision"]]),
    ],
)
def test_or_makes_a_choice_of_a_list(extractor, text, expected):
    assert groups(extractor, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a cloud such as AWS, GCP or Azure", [["AWS", "GCP", "Azure"]]),
        ("libraries such as TensorFlow, PyTorch, and pandas", [["TensorFlow", "PyTorch", "pandas"]]),
        ("tools such as dbt and Fivetran", [["dbt", "Fivetran"]]),
        ("tools such as- Kibana, Grafana or Prometheus", [["Kibana", "Grafana", "Prometheus"]]),
        ("methods such as boosting, transformers and LLMs", [["transformers", "LLMs"]]),
        ("frameworks (e.g., PyTorch, JAX)", [["PyTorch", "JAX"]]),
        ("tune models (e.g., using DeepSpeed, Unsloth)", [["DeepSpeed", "Unsloth"]]),
        ("tools like MLflow, Kubeflow etc.", [["MLflow", "Kubeflow"]]),
        ("cloud services (e.g., AWS SageMaker, GCP Vertex AI)", [["SageMaker", "Vertex AI"]]),
        ("one of the following: Kafka, RabbitMQ, Pulsar", [["Kafka", "RabbitMQ", "Pulsar"]]),
        ("at least 1 of the following languages: Java, Scala", [["Java", "Scala"]]),
        ("one or more areas from the following: RAG, robotics, and speech", [["RAG", "robotics", "speech"]]),
        ("at least one mainstream framework (PyTorch/TensorFlow/JAX)", [["PyTorch", "TensorFlow", "JAX"]]),
        ("either GPT-4 or Claude; also AWS or GCP", [["GPT-4", "Claude"], ["AWS", "GCP"]]),
        (
            "like PyTorch or JAX, and tools such as dbt and Fivetran",
            [["PyTorch", "JAX"], ["dbt", "Fivetran"]],
        ),
    ],
)
def test_a_lead_makes_a_choice_of_all_that_follows(extractor, text, expected):
    assert groups(extractor, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Snowflake, Redshift, or similar", [["Snowflake", "Redshift"]]),
        ("Kafka and RabbitMQ or equivalent", [["Kafka", "RabbitMQ"]]),
        ("TensorFlow (TFX), PyTorch, Kubeflow, or equivalents", [["TensorFlow", "PyTorch", "Kubeflow"]]),
        ("a degree in machine learning, statistics or a related field", [["machine learning", "statistics"]]),
        ("OpenAI APIs, LangChain or similar agent frameworks", [["OpenAI APIs", "LangChain"]]),
        ("tools (Kafka, RabbitMQ, open-source queues, etc.)", [["Kafka", "RabbitMQ"]]),
        ("deep learning frameworks (PyTorch, JAX..)", [["PyTorch", "JAX"]]),
    ],
)
def test_a_tail_makes_a_choice_of_all_before_it(extractor, text, expected):
    assert groups(extractor, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Flask/FastAPI", [["Flask", "FastAPI"]]),
        ("Pinecone / Weaviate / Qdrant", [["Pinecone", "Weaviate", "Qdrant"]]),
        ("Docker, Flask/FastAPI, and Kubernetes", [["Flask", "FastAPI"]]),
        ("C/C++/Java", [["C", "C++", "Java"]]),
        ("Docker/Kubernetes", [["Docker", "Kubernetes"]]),
        ("Kubernetes / ECS for orchestration", [["Kubernetes", "ECS"]]),
        ("NLP/ML libraries", [["NLP", "ML"]]),
        ("cloud platforms (AWS, Azure, GCP)", [["AWS", "Azure", "GCP"]]),
        ("technologies Python/Spark/Scala", [["Python", "Spark", "Scala"]]),
        ("a data platform (GCP/Azure/Palantir Foundry)", [["GCP", "Azure", "Palantir Foundry"]]),
        (
            "vector databases (Pinecone, Weaviate, OpenSearch, FAISS)",
            [["Pinecone", "Weaviate", "OpenSearch", "FAISS"]],
        ),
        ("ML services (SageMaker, Azure ML)", [["SageMaker", "Azure ML"]]),
        ("visualization tools (  Power BI, Tableau )", [["Power BI", "Tableau"]]),
    ],
)
def test_slashes_between_peers_and_brackets_around_rivals_make_a_choice(extractor, text, expected):
    assert groups(extractor, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AWS (S3, EKS) or GCP", [["AWS", "GCP"]]),
        ("services like AWS S3 or DynamoDB", [["S3", "DynamoDB"]]),
        ("PyTorch framework or LangChain agents", [["PyTorch", "LangChain"]]),
        (
            "time-series machine learning, computer vision, or robotics",
            [["time-series", "computer vision", "robotics"]],
        ),
        ("Google Cloud Platform (GCP), Amazon Web Services (AWS)", []),
        (
            "Google Cloud Platform (GCP), Amazon Web Services (AWS) or Azure",
            [["Google Cloud Platform", "Amazon Web Services", "Azure"]],
        ),
        ("RAG (FAISS or Milvus) or embeddings", [["FAISS", "Milvus"], ["RAG", "embeddings"]]),
    ],
)
def test_what_only_describes_a_member_is_none(extractor, text, expected):
    found = groups(extractor, text)
    assert sorted(found) == sorted(expected)


def test_a_list_over_several_lines_needs_a_lead_to_all_of_them(extractor):
    bullets = "\n- PyTorch\n- TensorFlow\n- JAX"
    assert groups(extractor, f"One or more of the following:{bullets}") == [["PyTorch", "TensorFlow", "JAX"]]
    assert groups(extractor, f"Our tools:{bullets}") == []
    assert groups(extractor, f"One or more of Kafka, Redis{bullets}") == [["Kafka", "Redis"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenntnisse in Python oder Scala", [["Python", "Scala"]]),
        ("Frameworks wie PyTorch, TensorFlow und JAX", [["PyTorch", "TensorFlow", "JAX"]]),
        ("in einer der folgenden Sprachen: Python, Java", [["Python", "Java"]]),
        ("des outils tels que Tableau, Power BI ou équivalent", [["Tableau", "Power BI"]]),
        ("au moins un framework (PyTorch, TensorFlow)", [["PyTorch", "TensorFlow"]]),
        ("bases de datos como PostgreSQL, MySQL y MongoDB", [["PostgreSQL", "MySQL", "MongoDB"]]),
        ("al menos uno de los lenguajes Python o Scala", [["Python", "Scala"]]),
        ("quaisquer das ferramentas: MLflow, Airflow", [["MLflow", "Airflow"]]),
        ("nuvem (AWS, GCP ou Azure)", [["AWS", "GCP", "Azure"]]),
        ("linguaggi quali Python, Java e Scala", [["Python", "Java", "Scala"]]),
        ("in het team en een baan met Python of Scala", [["Python", "Scala"]]),
        ("tools zoals Airflow en Dagster", [["Airflow", "Dagster"]]),
        ("ramverk såsom PyTorch, TensorFlow", [["PyTorch", "TensorFlow"]]),
        ("znajomość PyTorch lub TensorFlow", [["PyTorch", "TensorFlow"]]),
    ],
)
def test_choices_are_read_in_other_languages(extractor, text, expected):
    assert groups(extractor, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Python, SQL and Docker",
        "Java, Python and other languages",
        "Kafka, Redis, and others",
        "Python. Or maybe not. SQL",
        "Python\nor\nSQL",
        "Python or Python",
        "testing of Python of a kind",
        "rigorous testing and monitoring of models",
        "C/C++",
        "HTML/CSS",
        "CI/CD",
        "Spark/PySpark",
        "React/React Native",
        "ML/DL models",
        "Python/Django/Flask",
        "a TypeScript/JavaScript stack",
        "Python (NumPy, pandas)",
        "libraries (NumPy, pandas)",
        "AWS services (S3, Lambda)",
        "containers (Docker, Kubernetes)",
        "cloud services (Azure and AWS)",
        "software developers (Clojure/React)",
        "Python, Docker, etc.",
        "AWS or Azure certifications",
        "paid certifications (AWS, GCP, Jira, etc.)",
        "containers such as Docker, monitoring of models",
        "bioinformatics or machine learning",
        "machine learning projects or publications in journals",
    ],
)
def test_what_is_asked_for_together_is_no_choice(extractor, text):
    assert groups(extractor, text) == []


def test_a_very_long_list_is_one_group(extractor):
    text = "PyTorch, TensorFlow (Keras, JAX), " * 2_000 + "or Theano"
    members = [mention for mention in extractor.mentions(text) if mention.group is not None]
    assert {mention.skill for mention in members} == {"pytorch", "tensorflow", "theano"}
