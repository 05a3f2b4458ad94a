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
    "Ingénieur IA (H/F)",
    "Cheffe de projet IA générative",
    "Ingénieur apprentissage machine",
    "Cientista de Dados",
    "Engenheira de Dados Sênior",
    "Ingeniero de Datos",
    "Desarrollador de IA",
    "Ingegnere dei dati",
    "Data-analist",
    "Datawetenschapper",
    "Maskininlärningsingenjör",
    "Inżynier uczenia maszynowego",
    "Analityk danych",
    "Yapay Zekâ Mühendisi",
    "Makine Öğrenmesi Mühendisi",
    "Veri Bilimci",
    "Инженер машинного обучения",
    "Аналитик данных",
    "Дата-сайентист",
    "AIエンジニア",
    "機械学習エンジニア",
    "データサイエンティスト",
    "算法工程师",
    "大模型应用开发",
    "资深AI工程师",
    "머신러닝 엔지니어",
    "데이터 분석가",
    "מדען נתונים",
    "مهندس بيانات",
    "LLMOps Engineer",
    "VLM Engineer",
    "RLHF Engineer",
    "Evals Engineer",
    "Post-Training Researcher",
    "Agent Engineer",
    "Kernel Engineer (CUDA)",
    "Search Relevance Engineer",
    "Ranking Engineer",
    "RL Research Engineer",
    "Research Scientist",
    "Research Engineer, Interpretability",
    "Research Scientist, Biostatistics and Machine Learning",
    "Applied Scientist, Marketing",
    "Head of Data",
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
    "Research Scientist, Immunology",
    "Research Engineer, Polymers",
    "Research Scientist - Battery Materials",
    "Equity Research Analyst",
    "Policy Research Analyst",
    "Model Engineer (Railway)",
    "Autonomy Support Worker",
    "Natural Language Teacher",
    "Bottling Operator, 250 ml line",
    "Barista (500ml cups)",
    "Registered Nurse - Des Moines, IA",
    "Software Engineer - Ames, IA",
    "Insurance Agent",
    "Training Engineer",
    "Kernel Engineer",
    "Applied Behavior Analyst",
    "Data Protection Officer",
    "AI训练师",
    "数据标注员",
    "AI営業",
    "Разметчик данных",
    "Responsable de base de données",
    "Commercial terrain (H/F)",
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
