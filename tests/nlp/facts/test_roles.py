"""Which role a title names."""

import pytest

from nlp.facts.roles import load_rules, role_in

TITLES = {
    "walnut oil, bottle 250 ml. box of 12": None,
    "sorting agent (m/f)": None,
    "customer experience agent": None,
    "ai agent engineer": "ai_engineer",
    "agents engineer": "ai_engineer",
    "ai strategist": "other",
    "ai content evaluator": "other",
    "business development specialist, ai": "other",
    "3 ml engineers": "ml_engineer",
    "model serving engineer": "mlops_engineer",
    "machine learning engineer": "ml_engineer",
    "senior ml engineer - search": "ml_engineer",
    "ai/ml engineer": "ml_engineer",
    "computer vision engineer": "ml_engineer",
    "nlp engineer (m/f/d)": "ml_engineer",
    "software engineer, machine learning": "ml_engineer",
    "machine learning engineer / data analyst": "ml_engineer",
    "machine learning intern": "ml_engineer",
    "ml and data engineer": "ml_engineer",
    "machine learning engineering intern (summer)": "ml_engineer",
    "mle": "ml_engineer",
    "ai engineer": "ai_engineer",
    "forward deployed ai engineer": "ai_engineer",
    "genai developer": "ai_engineer",
    "python ai developer": "ai_engineer",
    "ai research engineer - computer vision": "research_scientist",
    "nlp / ai engineer": "ml_engineer",
    "ki-entwickler (w/m/d)": "ai_engineer",
    "llm engineer": "ai_engineer",
    "ai expert (ai/nlp/ml)": "ai_engineer",
    "expert in ai/ nlp/ ml": "ai_engineer",
    "machine learning engineer - mlops": "mlops_engineer",
    "machine learning engineer - mlops team": "ml_engineer",
    "machine learning engineer (nlp)": "ml_engineer",
    "tech lead": "software_engineer",
    "data driven unit: ai engineer": "ai_engineer",
    "mlops engineer": "mlops_engineer",
    "mlops - data engineer": "mlops_engineer",
    "ml platform engineer": "mlops_engineer",
    "ai platform engineer": "mlops_engineer",
    "software engineer, machine learning infrastructure": "mlops_engineer",
    "data scientist": "data_scientist",
    "senior nlp/llm data scientist": "data_scientist",
    "data science intern": "data_scientist",
    "contract - engineer, data scientist": "data_scientist",
    "manager, data scientist": "manager",
    "research assistant in data science": "research_scientist",
    "data science": "data_scientist",
    "científico de datos": "data_scientist",
    "generative ai_data scientist": "data_scientist",
    "data engineer": "data_engineer",
    "senior ai/data engineer": "ai_engineer",
    "ai data engineer": "data_engineer",
    "senior ai/ml data engineer": "data_engineer",
    "analytics engineer": "data_engineer",
    "data analyst": "data_analyst",
    "business intelligence analyst": "data_analyst",
    "machine learning scientist": "research_scientist",
    "applied scientist, forecasting": "research_scientist",
    "ai research scientist": "research_scientist",
    "machine learning researcher": "research_scientist",
    "research engineer": "research_scientist",
    "head of data science": "manager",
    "machine learning engineering manager": "manager",
    "director, ai": "manager",
    "chief data officer": "manager",
    "chief research scientist": "research_scientist",
    "backend engineer": "software_engineer",
    "member of technical staff": "software_engineer",
    "solution architect": "other",
    "mechanical engineer": "other",
    "ai consulting solutions engineer": "ai_engineer",
    "data and ai support engineer": "other",
    "freelance data annotator - ai trainer": "other",
    "business analyst": "other",
    "ml data linguist": "other",
    "co-founder of an ai company": "other",
    "fpga engineer": "other",
    "special agent: data science": "other",
    "engineer for training ai": "other",
    "ai consultant": "other",
    "data & ml engineer": "data_engineer",
    "ml & data engineer": "ml_engineer",
    "data science & ai engineer": "data_scientist",
    "software engineer, data & ai": "data_engineer",
    "machine learning research engineer - oslo": "research_scientist",
    "research software engineer": "software_engineer",
    "ai inference performance engineer": "mlops_engineer",
    "software engineer, inference": "mlops_engineer",
    "research engineer, inference": "research_scientist",
    "data scientist, causal inference": "data_scientist",
    "backend engineer (java) - rag systems": "software_engineer",
    "full-stack engineer, ai": "software_engineer",
    "full-stack ai engineer": "ai_engineer",
    "quantitative developer": "software_engineer",
    "quantitative analyst": "data_analyst",
    "young graduate - data & ai": "other",
    "ingénieur(e) machine learning": "ml_engineer",
    "ingénieur de recherche en vision par ordinateur": "research_scientist",
    "architecte data, bordeaux": "data_engineer",
    "chef de projet data": "manager",
    "stage - science des données": "data_scientist",
    "ingeniera de datos": "data_engineer",
    "desarrollador de ia": "ai_engineer",
    "científica de datos": "data_scientist",
    "prácticas en ciencia de datos": "data_scientist",
    "pessoa engenheira de dados": "data_engineer",
    "cientista de dados pleno": "data_scientist",
    "scienziato dei dati": "data_scientist",
    "ingegnere del machine learning": "ml_engineer",
    "analista dati": "data_analyst",
    "dateningenieur (m/w/d)": "data_engineer",
    "datenanalyst": "data_analyst",
    "forschungsingenieur ki": "research_scientist",
    "softwareentwickler ki": "ai_engineer",
    "werkstudent (m/w/d) maschinelles lernen": "ml_engineer",
    "leiterin data science": "manager",
    "ai-ontwikkelaar": "ai_engineer",
    "dataingenjör": "data_engineer",
    "inżynier danych": "data_engineer",
}


@pytest.mark.parametrize(("title", "role"), TITLES.items(), ids=TITLES.keys())
def test_title_names_its_role(title, role):
    found = role_in(title)

    assert found == role


@pytest.mark.parametrize("title", ["", "berlin", "we are growing", "join us!", "full-time"])
def test_title_without_a_role_names_none(title):
    found = role_in(title)

    assert found is None


def test_a_word_belongs_to_one_group():
    rules = load_rules()

    for words in (rules.strong, rules.weak, rules.fields, rules.specialties):
        assert all(words.pattern.fullmatch(word) for word in words.groups)
