"""An employer's own cloud: what it asks for, and where it talks about itself."""

import pytest

ASKED = [
    "Experience with AWS technologies like Redshift",
    "Build pipelines with SQL and AWS technologies",
    "We deploy our services on AWS.",
    "AWS certification is welcome",
    "Knowledge of AWS tech stack",
]
TALKED_ABOUT = [
    "At AWS, we embrace our differences.",
    "The AWS support team helps customers.",
    "AWS is a cloud platform.",
    "AWS customers rely on us.",
    "You work with people across AWS.",
]


@pytest.mark.parametrize("text", ASKED)
def test_what_is_asked_for_counts(extractor, text):
    assert "aws" in {mention.skill for mention in extractor.mentions(text, employer="Amazon")}


@pytest.mark.parametrize("text", TALKED_ABOUT)
def test_talk_about_itself_does_not(extractor, text):
    assert "aws" not in {mention.skill for mention in extractor.mentions(text, employer="Amazon")}
    assert "aws" in {mention.skill for mention in extractor.mentions(text, employer="Plum")}
