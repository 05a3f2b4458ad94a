"""Any-of groups."""

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
        ("a cloud such as AWS, GCP or Azure", [["AWS", "GCP", "Azure"]]),
        ("Flask/FastAPI", [["Flask", "FastAPI"]]),
        ("Python and/or Scala", [["Python", "Scala"]]),
        ("frameworks (e.g., PyTorch, JAX)", [["PyTorch", "JAX"]]),
        ("Snowflake, Redshift, or similar", [["Snowflake", "Redshift"]]),
        ("one of the following: Kafka, RabbitMQ, Pulsar", [["Kafka", "RabbitMQ", "Pulsar"]]),
        ("tools like MLflow, Kubeflow etc.", [["MLflow", "Kubeflow"]]),
        ("PyTorch (preferred) or TensorFlow", [["PyTorch", "TensorFlow"]]),
        ("Docker, Flask/FastAPI, and Kubernetes", [["Flask", "FastAPI"]]),
        ("either Tableau or Looker; also AWS or GCP", [["Tableau", "Looker"], ["AWS", "GCP"]]),
        ("services like AWS S3 or DynamoDB", [["S3", "DynamoDB"]]),
        ("SQL and Python or Scala", [["Python", "Scala"]]),
        ("Kenntnisse in Python oder Scala", [["Python", "Scala"]]),
        ("Amazon Web Services (AWS), GCP or Azure", [["Amazon Web Services", "GCP", "Azure"]]),
        ("TensorFlow (TFX), PyTorch, Kubeflow, or equivalents", [["TensorFlow", "PyTorch", "Kubeflow"]]),
        ("tools (Kafka, RabbitMQ, open-source queues, etc.)", [["Kafka", "RabbitMQ"]]),
        ("exposure to RAG, fine-tuning or related techniques", [["RAG", "fine-tuning"]]),
        ("NLP models, e.g. BERT, Llama etc.", [["BERT", "Llama"]]),
        ("the cost of Lambda vs. SageMaker", [["Lambda", "SageMaker"]]),
        ("Python (or R) and SQL", [["Python", "R"]]),
        ("tools such as- Kibana, Grafana or Prometheus", [["Kibana", "Grafana", "Prometheus"]]),
        ("tune models (e.g., using DeepSpeed, Unsloth)", [["DeepSpeed", "Unsloth"]]),
        ("libraries such as TensorFlow, PyTorch, and pandas", [["TensorFlow", "PyTorch", "pandas"]]),
        ("OpenAI APIs, LangChain or similar agent frameworks", [["OpenAI APIs", "LangChain"]]),
        ("familiarity with C++, CUDA, or edge deployment", [["C++", "CUDA"]]),
        ("know transformers, capsules, or diffusion models", [["transformers", "diffusion models"]]),
        ("robotics, computer vision or data mining", [["robotics", "computer vision"]]),
        ("PyTorch,\u202fTensorFlow or JAX", [["PyTorch", "TensorFlow", "JAX"]]),
        ("either GPT-4 or Claude", [["GPT-4", "Claude"]]),
        ("cloud services (e.g., AWS SageMaker, GCP Vertex AI)", [["SageMaker", "Vertex AI"]]),
        ("one or more of the following: MLflow, Kubeflow, and TFX", [["MLflow", "Kubeflow", "TFX"]]),
        ("one or more cases from the following: RAG, robotics, and speech", [["RAG", "robotics", "speech"]]),
        ("deep learning frameworks (PyTorch, JAX..)", [["PyTorch", "JAX"]]),
        ("familiarity with NLP, speech, or robotics", [["NLP", "speech", "robotics"]]),
    ],
)
def test_a_choice_is_one_group(extractor, text, expected):
    assert groups(extractor, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Python, SQL and Docker",
        "C/C++",
        "Python/Django/Flask",
        "ML/NLP",
        "Python. Or maybe not. SQL",
        "tools such as dbt, Airflow and Fivetran",
        "Python\nor\nSQL",
        "Python or Python",
        "CI/CD",
        "a degree in machine learning, statistics or a related field",
        "AWS model deployment or Python",
        "React/React Native",
        "AWS or Azure certifications",
        "paid certifications (AWS, GCP, Jira, etc.)",
        "Java, Python and other languages",
        "Kafka, Redis, and others",
        "we run some services in Kafka, Redis",
        "libraries such as pandas and NumPy",
        "bioinformatics or machine learning",
        "a degree with knowledge of NLP, speech, or robotics",
        "we do NLP, speech, or robotics",
        "experience with embeddings, vector databases, or LLMs",
        "machine learning projects or publications in journals",
        "exposure to fine-tuning, prompt engineering or playing chess well",
    ],
)
def test_a_list_of_all_is_no_group(extractor, text):
    assert groups(extractor, text) == []
