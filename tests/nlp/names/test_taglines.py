"""Lines that only list names: tags, hashtags, keywords and short lists behind a heading."""

import pytest


def levels(extractor, text):
    return {mention.skill: mention.level for mention in extractor.mentions(text)}


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Technologies: python, spring, go", {"python", "spring", "go"}),
        ("technologies: java spring node.js reactjs", {"java", "spring", "node-js", "react"}),
        ("tags: azure . net c# docker", {"azure", "dotnet", "csharp", "docker"}),
        ("Stack: python,c,java", {"python", "c", "java"}),
        ("#Python #PyTorch #MLOps #hiring #remote", {"python", "pytorch", "mlops"}),
        ("We grow.\n#machinelearning #sql", {"machine-learning", "sql"}),
        ("#python#sql#c#", {"python", "sql", "csharp"}),
        ("Benefits\nFree lunch\n#spark #go", {"spark", "go"}),
        ("Keywords: py torch | scikit learn | rest", {"pytorch", "scikit-learn", "rest"}),
        ("python, spring, go, docker, kafka, sql", {"python", "spring", "go", "docker", "kafka", "sql"}),
        ("Compétences : python, go, excel", {"python", "go", "excel"}),
        ("java spring node.js reactjs", {"java", "spring", "node-js", "react"}),
        ("python; java; go; spring", {"python", "java", "go", "spring"}),
        ("Python | Go | R | Spark", {"python", "go", "r", "spark"}),
        ("We grow.\nazure .net c# docker", {"azure", "dotnet", "csharp", "docker"}),
        ("Requisitos: python, go e spring", {"python", "go", "spring"}),
        ("Technologieën: python en go", {"python", "go"}),
        ("Backend: go, rust; Frontend: react, swift", {"go", "rust", "react", "swift"}),
        (
            "AppServices Redis ServiceBus KeyVault",
            {"azure-app-service", "azure-service-bus", "azure-key-vault"},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_item_of_a_line_of_tags_is_a_name(extractor, text, skills):
    assert skills <= set(levels(extractor, text))


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Requirements: Rust", {"rust"}),
        ("Requirements\nHelm, Kong, IAM, TCP", {"helm", "kong", "aws-iam", "tcp-ip"}),
        ("Requirements\n\nGo, Rust", {"go", "rust"}),
        ("Requirements\n- Rust (optional)\n- Go (secondary)", {"rust", "go"}),
        ("Requirements: Helm, Kong, IAM, TCP", {"helm", "kong", "aws-iam", "tcp-ip"}),
        ("Must have: Go (secondary), Rust (optional)", {"go", "rust"}),
        ("Strong Python (required), Scala (preferred), Rust (optional).", {"python", "scala", "rust"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_list_of_gated_names_vouches_for_itself(extractor, text, skills):
    assert skills <= set(levels(extractor, text))


@pytest.mark.parametrize(
    "text",
    [
        "Requirements: go the extra mile, spark joy, excel at work",
        "Our values: #TEAM #RESPECT #EXCEL",
        "Requirements: the rest is up to you",
        "Tags: swift growth, access for all, go green",
        "We spring into action, go far, excel daily, flow freely, and rest well",
        "Must have: a driving licence, flexibility, excel",
        "Location: go",
        "https://initech.example/#go#rust",
        "Spring is here and we rest",
        "Our office\nGo, relax",
    ],
)
def test_everyday_words_in_lists_stay_everyday_words(extractor, text):
    assert not levels(extractor, text)


def test_hashtags_mention_and_headed_lines_ask(extractor):
    text = "Must have: python, go\nBenefits\nLunch\n#docker #kafka"

    assert levels(extractor, text) == {
        "python": "required", "go": "required", "docker": "mentioned", "kafka": "mentioned",
    }  # laid out as a table  # fmt: skip


def test_a_tag_is_cut_out_of_the_text_as_written(extractor):
    text = "tags: azure . net (good) \u200bgo, rust"

    assert all(text[m.start : m.end] == m.surface for m in extractor.mentions(text))
