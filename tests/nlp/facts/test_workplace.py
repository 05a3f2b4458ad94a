"""Where the work is done."""

import pytest

from nlp.facts.facts import finder
from nlp.facts.workplace import workplace_of

HEADINGS = {
    "acme | rome | on site / partial remote": "hybrid",
    "ml engineer (remote)": "remote",
    "acme | ml engineer | onsite or remote": "remote",
    "acme | rome & remote | full-time": "remote",
    "ml engineer (hybrid)": "hybrid",
    "data engineer (híbrido, porto)": "hybrid",
    "acme | hybrid remote | oslo": "hybrid",
    "acme | oslo | onsite (4 days a week)": "hybrid",
    "acme | berlin | onsite | full time": "onsite",
    "acme | berlin | no remote": "onsite",
    "acme - oslo (local) - full-time": "onsite",
    "acme | oslo, onsite + remote for some roles": "onsite",
    "acme | oslo | onsite (temporarily remote)": "onsite",
    "acme | onsite in oslo, remote until spring": "onsite",
    "acme | onsite, remote for now": "onsite",
    "acme | oslo | remote during covid": "remote",
    "acme | oslo | onsite, generous wfh": "hybrid",
    "ml engineer (ibrido)": "hybrid",
    "acme | oslo | remote working: no": "onsite",
    "[remoto] data engineer": "remote",
    "data scientist remoto híbrido": "hybrid",
    "acme | oslo | ~70% remote, ~30% together": "hybrid",
    "backend engineer - home office": "remote",
    "remote sensing scientist": "unspecified",
    "ml engineer": "unspecified",
}
REMOTE = [
    "Either a hybrid position in Oslo OR remote anywhere within Norway.",
    "Voll remote oder in einem unserer Büros",
    "Remote work with occasional on-site sessions in Oslo.",
    "#remote\nPerks: hybrid and remote work model",
    "Modalidad 100% remoto o híbrido",
    "Ofrece la flexibilidad de teletrabajo al 100",
    "You join us in a hybrid or remote working setup.",
    "Remote, hybrid or office work",
    "You work well in a fully-remote team.",
    "Remote location(s): Norway",
    "Working model - the option to work remotely, on-site, or hybrid",
    "Presencial ou remoto",
    "LI-Remote\nPerks: hybrid and remote work model",
    "We are a virtual-first company.",
    "You can work from anywhere in Norway.",
    "Praca w 100% zdalna",
    "This is a fully remote position.",
    "Location: Remote (EU)",
    "We are a remote-first company.",
    "This role can be remote.",
    "You can work remotely from anywhere in Europe.",
    "Come in on a hybrid plan, or this role can be fully remote.",
    "Telecommute from anywhere in the country.",
    "#LI-Remote",
    "Work entirely remotely within Spain.",
    "For remote and hybrid positions you need a desk.\nWorkplace flexibility: Remote",
    "Location: work from home",
    "Pick your own hours and work from home.",
    "100 % Homeoffice",
    "Télétravail complet",
    "Télétravail à 100 %",
    "Trabajo 100% remoto",
    "Modalidad: remoto",
    "Trabalho totalmente remoto",
    "Lavoro completamente da remoto",
    "Volledig thuiswerken",
    "Praca zdalna",
    "Pracujemy w pełni zdalnie",
    "We are a fully distributed team.",
    "We're a fully remote team with people in three countries.",
    "Work remotely or in a hybrid model.",
    "Hybrid in Oslo: two days in the office; also open to remote.",
    "Hybrid days are Tuesday and Friday in the office. We are open to remote applicants for this role.",
]
HYBRID = [
    "Remote status: Hybrid",
    "Location: Oslo hub (2-3 days per week) & your home",
    "Flexible working from our office or mobile",
    "You work from our office; work from home is optional from time to time.",
    "Contract:\nHybride\nStart: now",
    "Möjlighet att jobba distans: 2 dagar i veckan",
    "Híbrido no Porto",
    "Presenza in ufficio di 10 giorni al mese",
    "Giornate da remoto e in ufficio",
    "Zwei Tage Remote-Arbeit pro Woche",
    "We require office attendance once or twice per week.",
    "Oslo (a couple times a month onsite)",
    "Remote work available on Mondays and Fridays.",
    "Work in one of our offices with potential options for remote work.",
    "We embrace a hybrid employment experience.",
    "Remote work up to 2 days per week",
    "Teilweise remote",
    "Remote-Anteil 50 %",
    "Poste hybride",
    "Híbrido en Toledo",
    "Hybridarbete",
    "Möjlighet att arbeta hemifrån",
    "Location: Oslo (Onsite 50%)",
    "We spend at least half (50%) of our time each quarter in the office.",
    "You split your time between home and the office.",
    "Gleitzeit und auch mal mobil zu arbeiten",
    "Anchor days in the office: Tuesday",
    "Willing to work in the office from our Oslo harbour at least three days per week",
    "Praca hybrydowa",
    "Model pracy hybrydowej",
    "Praca zdalna 3 dni w tygodniu",
    "Częściowo zdalnie",
    "We offer hybrid working and free fruit.",
    "We have a flexible work-from-home policy.",
    "Location: Oslo (thrice a week onsite)",
    "Hybrid working model: lab working, home working and reading.",
    "Location: Oslo (Hybrid)",
    "You will be in the office 3 days per week.",
    "You will be working onsite two days per week.",
    "Two days a week from home.",
    "Work from home, and meet us in our office.",
    "You come in one day a week in the old Oslo office.",
    "We gather in the office, with the option of working remotely one day per week.",
    "You work in Oslo on a hybrid basis.",
    "A mix of remote and office work.",
    "An office job with occasional remote work.",
    "In-person attendance is expected 2-3 times a week.",
    "You will be hybrid based in Oslo.",
    "How we work: in office 1-2 days a week",
    "Our offices expect you on Mondays and Thursdays: in-office on Monday and Thursday.",
    "Expect 60% remote work.",
    "This role requires three in-office days.",
    "Office first, not office only",
    "We prioritise working in the office, with some remote work.",
    "Wednesdays work from home",
    "We target 60% work-from-the office.",
    "You spend at least half of your work time in your assigned office.",
    "We support both in-person and remote work.",
    "A flexible hybrid WFO/WFH setup",
    "Hybrid erlaubt",
    "Alocação\n- Alocado\n- Híbrido",
    "Flexible hours and the option to work from home.",
    "This is a hybrid role. On-site presence helps.",
    "#LI-Hybrid",
    "Home office (partial)",
    "Remote/ibrido",
    "Remote / híbrido",
    "Homeoffice, 2 Tage im Büro",
    "2 Tage Homeoffice pro Woche",
    "Bis zu 60 % Homeoffice",
    "Mobiles Arbeiten",
    "Homeoffice nach Absprache",
    "Du kannst gerne von daheim arbeiten.",
    "Mulighed for hjemmekontor",
    "Flexible Arbeitszeiten und mobiles Arbeiten an bis zu drei Tagen",
    "Télétravail (partiel)",
    "Télétravail partiel (2 jours)",
    "Deux jours de télétravail par semaine",
    "Modelo híbrido",
    "Trabajo híbrido: 3 días en la oficina",
    "Teletrabajo parcial",
    "Trabalho híbrido em Lisboa",
    "Regime híbrido",
    "Smart working 2 giorni a settimana",
    "Lavoro ibrido",
    "Thuiswerken is mogelijk, 2 dagen per week",
    "Hybride werken",
    "Work from the office at least 60% of the time",
    "You spend 40% of your time on site.",
    "Up to four weeks per year of fully remote work; based in the Oslo office, three office days each week",
]
ONSITE = [
    "Du kommer att utgå från vårt kontor.",
    "You are required to be in-office in Oslo.",
    "Boats\n== ONSITE | VISA ==\nWe build boats.",
    "We require all staff to work from our office in Oslo.",
    "You will work from our Oslo office.",
    "An office-first setup",
    "Remote not possible",
    "Remote nicht möglich",
    "Kein Remote",
    "Vor Ort in Gent",
    "Op kantoor in Utrecht",
    "In sede a Roma",
    "Praca stacjonarna w Gdańsku",
    "Brak pracy zdalnej",
    "This position is based in our Oslo office.",
    "The work is done on site at customer premises.",
    "This role is on-site in Oslo.",
    "Location: Oslo, on-site",
    "You must work onsite.",
    "5 days a week in the office.",
    "We are not hiring for remote positions.",
    "Onsite Day 1\nContract",
    "We expect you 5-days on-site.",
    "Location: Oslo, in-office",
    "Format: on-site from Oslo",
    "Work model: On site\nPerks, including hybrid work for some.",
    "We are an in-person workplace.",
    "Work primarily from our bright new office.",
    "We are an in-office company, five days a week",
    "Presencial en Toledo",
    "Alocação\n- Alocado\n\nRegime\n- CLT",
    "Modalidad: presencial",
    "100% presencial",
    "Remote working: No",
    "Kein Homeoffice",
    "Pas de télétravail",
    "Télétravail : non",
    "Sin teletrabajo",
    "5 días en la oficina",
]
UNSPECIFIED = [
    "We decide within 2-3 days after the on-site interview.",
    "Plus 1 Monat pro Jahr Work from anywhere",
    "Schulungen (vor Ort oder remote)",
    "Content-based, hybrid) algorithms at scale.",
    "Gestione del lavoro agile (boards)",
    "Assister les utilisateurs à distance",
    "Remote Working aus dem Ausland",
    "Dinners 3x per week, stocked office kitchen",
    "Many have the opportunity to work on-site at any of our piers.",
    "If this position is listed as remote or hybrid, you meet at times.",
    "The number of hybrid, office-based, and remote workers varies.",
    "You read remote sensing images.",
    "You join remote teams and support remote patients.",
    "Deploy to hybrid cloud and build hybrid search.",
    "Tools that serve the hybrid workforce.",
    "A hybrid environment that joins modelling and practice.",
    "Bayesian, statistical and ML, hybrid) models.",
    "On-site gym and on-site parking.",
    "On-site gym, Friday evening drinks.",
    "Final interview (online/in-person): a talk.",
    "Counselling sessions, in person or remote.",
    "Final on-site interview with the team.",
    "Our home office is in Oslo.",
    "A budget for your home office setup.",
    "We have offices in ten countries.",
    "You train on fully distributed systems.",
    "Entrevista presencial en Toledo",
    "Unser Team hilft vor Ort.",
    "Sensor remoto",
    "The role is a hybrid of an analyst and a gardener.",
    "Experiência híbrida (web e mobile)",
    "We are unable to accommodate remote work from some islands.",
    "You support a fully remote team of customers.",
    "- [ ] Remoto\n- [ ] Presencial",
    "O consultor será alocado em um projeto.",
    "A pension for home office equipment",
    "",
]
CASES = [
    *((text, "remote") for text in REMOTE),
    *((text, "hybrid") for text in HYBRID),
    *((text, "onsite") for text in ONSITE),
    *((text, "unspecified") for text in UNSPECIFIED),
]


@pytest.mark.parametrize(("line", "workplace"), HEADINGS.items(), ids=HEADINGS.keys())
def test_heading_says_where_the_work_is_done(line, workplace):
    found = workplace_of(finder().mark(""), "", line)

    assert found == workplace


@pytest.mark.parametrize(("text", "workplace"), CASES, ids=[text for text, _ in CASES])
def test_text_says_where_the_work_is_done(text, workplace):
    found = workplace_of(finder().mark(text), "ml engineer", "")

    assert found == workplace


def test_title_goes_before_text():
    found = workplace_of(finder().mark("We offer hybrid working."), "ml engineer (remote)", "")

    assert found == "remote"


@pytest.mark.parametrize(
    ("location", "workplace"),
    [("oslo (remote)", "remote"), ("hybrid - oslo", "hybrid"), ("oslo", "unspecified")],
)
def test_location_decides_where_nothing_else_does(location, workplace):
    found = workplace_of(finder().mark("We build boats."), "ml engineer", "", location)

    assert found == workplace


@pytest.mark.parametrize("location", ["CET +/- 3", "Anywhere", "worldwide"])
def test_location_without_a_place_is_remote(location):
    found = workplace_of(finder().mark("We build boats."), "ml engineer", "", location.lower())

    assert found == "remote"


def test_location_goes_before_a_hint_of_the_text():
    found = workplace_of(finder().mark("The option to work from home."), "ml engineer", "", "oslo; remote")

    assert found == "remote"


def test_home_office_alone_names_no_other_office():
    text = "Home office stipend. Pay for the costs of working from home."

    found = workplace_of(finder().mark(text), "ml engineer", "")

    assert found == "remote"


def test_text_goes_before_location():
    found = workplace_of(finder().mark("This is a hybrid role."), "ml engineer", "", "oslo; remote")

    assert found == "hybrid"
