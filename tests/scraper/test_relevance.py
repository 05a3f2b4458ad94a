import pytest

from data.records import Posting
from scraper.relevance import is_relevant, is_relevant_title

WANTED = [
    "Machine Learning Engineer",
    "Senior ML Engineer (m/f/d)",
    "MLOps Engineer",
    "Data Scientist II",
    "A.I. Researcher",
    "Staff Data Engineer, Payments",
    "Applied Scientist - Ads",
    "LLM Engineer",
    "GenAI Solutions Architect",
    "Software Engineer, Machine Learning",
    "Computer Vision Intern",
    "Analytics Engineer",
    "AI Product Manager",
    "Data Scientist, Marketing",
    "NLP Research Engineer",
    "Recommender Systems Engineer",
    "KI-Entwickler",
    "Machine-Learning Ops",
    "Data Analyst (Sales)",
    "Member of Technical Staff",
    "GPU Performance Engineer",
    "Ingénieur données",
    "Científica de datos",
    "Head of Data Platform",
    "Business Intelligence Developer",
]
OTHERS = [
    "Account Executive, AI",
    "Technical Recruiter - Machine Learning Engineering",
    "Sales Engineer, AI",
    "AI Tutor",
    "Legal Counsel, AI",
    "Data Center Technician",
    "Data Entry Clerk",
    "Backend Engineer",
    "HTML Developer",
    "Mail Carrier",
    "AI Trainer (freelance)",
    "Data Annotator",
    "Maintenance Engineer",
    "Executive Assistant, AI Lab",
    "Marketing Manager, Generative AI",
    "Chair of Faculty",
    "",
    "Photographer",
]


@pytest.mark.parametrize("title", WANTED)
def test_a_title_about_ml_ai_or_data_is_wanted(title):
    assert is_relevant_title(title)


@pytest.mark.parametrize("title", OTHERS)
def test_a_title_of_another_trade_is_not(title):
    assert not is_relevant_title(title)


@pytest.mark.parametrize(
    ("source", "text", "wanted"),
    [
        ("hackernews", "We build LLM tools", True),
        ("hackernews", "We build boats", False),
        ("lever", "LLM tools", False),
    ],
)
def test_a_comment_of_a_hiring_thread_is_told_by_its_text(source, text, wanted):
    posting = Posting(source, "b", "1", "https://x.example", "Multiple roles", "Acme", text)

    assert is_relevant(posting) is wanted
