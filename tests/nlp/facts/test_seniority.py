"""How senior a role is."""

import pytest

from nlp.facts.facts import finder
from nlp.facts.seniority import seniority_in_text, seniority_of

TITLES = {
    "machine learning engineer": "unspecified",
    "machine learning engineering intern (summer)": "intern",
    "werkstudent data science": "intern",
    "data science co-op": "intern",
    "junior data scientist": "junior",
    "ml engineer graduate (new teams)": "junior",
    "ai software engineer i (remote)": "junior",
    "associate data scientist": "junior",
    "data scientist trainee": "junior",
    "entry level data scientist": "junior",
    "ml engineer (mid)": "mid",
    "data engineer ii": "mid",
    "ml engineer ii - search": "mid",
    "middle data engineer": "mid",
    "data engineer (mid-senior level)": "mid",
    "data scientist 2": "mid",
    "intermediate data engineer": "mid",
    "senior data scientist": "senior",
    "senior associate, data science": "senior",
    "sr. ai engineer": "senior",
    "ml engineer iii, ads": "senior",
    "senior data scientist i - boats": "senior",
    "mid/senior ml engineer": "mid",
    "ml engineer (senior/ staff)": "senior",
    "middle or senior data engineer": "mid",
    "staff ml engineer": "staff",
    "senior staff engineer": "staff",
    "principal machine learning engineer": "staff",
    "lead data scientist": "lead",
    "data science lead": "lead",
    "data science manager": "manager",
    "senior manager, machine learning": "manager",
    "director of data science": "director",
    "head of ai": "director",
    "associate director, ai": "director",
    "member of technical staff": "unspecified",
    "lead generation specialist": "unspecified",
    "data scientist - all levels": "unspecified",
    "junior to senior data engineers": "unspecified",
    "data scientist - 3 months": "unspecified",
    "research associate": "unspecified",
    "associate partner - ai": "unspecified",
    "ml engineer 2 - 3 years": "unspecified",
    "data analyst, middle east": "unspecified",
    "r&d engineer": "unspecified",
    "data engineer iv": "staff",
    "data scientist 5 - boats": "staff",
    "data scientist, level 3": "senior",
    "distinguished engineer": "staff",
    "senior member of technical staff": "senior",
    "stage - data science": "intern",
    "early stage startup: ml engineer": "unspecified",
    "prácticas data science": "intern",
    "beca data science": "intern",
    "estágio em dados": "intern",
    "masterarbeit deep learning": "intern",
    "dateningenieur, berufseinsteiger": "junior",
    "ingénieur data confirmé": "mid",
    "engenheiro de dados pleno": "mid",
    "cientista de dados sênior": "senior",
    "leiterin data science": "manager",
    "teamleiter data & ai": "lead",
    "directeur data": "director",
}
TEXTS = {
    "Wir suchen einen Senior Data Scientist für unser Team.": "senior",
    "Nous recherchons un(e) Data Engineer senior pour notre équipe.": "senior",
    "Buscamos un Data Scientist senior con ganas.": "senior",
    "Procuramos uma Cientista de Dados sênior.": "senior",
    "Cerchiamo un Data Engineer junior.": "junior",
    "We work with a data scientist senior to you.": "unspecified",
    "We are hiring a Senior Data Scientist to join our team.": "senior",
    "About us\nAs a Lead Data Engineer, you will build pipelines.": "lead",
    "Title: Junior ML Engineer": "junior",
    "Start: now | Seniority level: Senior | Oslo": "senior",
    "Senior ML Engineer - Oslo\nWe build boats.": "senior",
    "Job title: Junior data scientist\nWe build boats.": "junior",
    "Join our senior engineers\nWe build boats.": "unspecified",
    "ML Engineer\nSenior people are welcome.": "unspecified",
    "Experience level - Intern\nOslo": "intern",
    "Career level: 4\nWe are hiring a Senior Data Scientist.": "senior",
    "Any seniority is welcome: we like senior people.": "unspecified",
    "We seek an experienced and curious Principal Machine Learning Engineer.": "staff",
    "You will mentor junior engineers and report to senior leaders.": "unspecified",
    "You work alongside our senior machine learning engineer.": "unspecified",
    "Proven experience as a senior data engineer.": "unspecified",
    "We are looking for mid-level and senior data scientists.": "unspecified",
    "We are looking for an engineer.": "unspecified",
}


@pytest.mark.parametrize(("title", "level"), TITLES.items(), ids=TITLES.keys())
def test_title_states_its_seniority(title, level):
    found = seniority_of(title)

    assert found == level


@pytest.mark.parametrize(("text", "level"), TEXTS.items(), ids=TEXTS.keys())
def test_text_states_the_seniority_of_its_role_only(text, level):
    found = seniority_in_text(finder().mark(text))

    assert found == level
