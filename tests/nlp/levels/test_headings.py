"""Headings in many wordings."""

import pytest

from nlp.levels.headings import kinds_of_headings


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Requirements:", "must"),
        ("What you’ll need", "must"),
        ("• Must-have skills", "must"),
        ("Who you are", "must"),
        ("Minimum Qualifications", "must"),
        ("Dein Profil", "must"),
        ("You might be a great fit if you", "must"),
        ("Profil recherché", "must"),
        ("Requisitos", "must"),
        ("What you bring to the team", "must"),
        ("You should apply if you", "must"),
        ("Nice to have", "plus"),
        ("Preferred but not required:", "plus"),
        ("Bonus points", "plus"),
        ("What will make you stand out?", "plus"),
        ("It would be great if you also have", "plus"),
        ("Von Vorteil", "plus"),
        ("Se valorará", "plus"),
        ("Un plus", "plus"),
        ("Additional / welcome skills (nice to have)", "plus"),
        ("What gives you an edge", "plus"),
        ("Considered an asset:", "plus"),
        ("Ideal qualifications:", "plus"),
        ("Preferred Qualifications (PQs)", "plus"),
        ("Meritorious:", "plus"),
        ("Desired profile", "must"),
        ("This role is for someone who:", "must"),
        ("You will succeed in this role if", "must"),
        ("To excel in this role, you'll need:", "must"),
        ("You'll likely bring:", "must"),
        ("Non-negotiables", "must"),
        ("To fulfil your responsibilities, we imagine that you:", "must"),
        ("What you'll achieve", "duty"),
        ("What we'd love you to do (and love doing)", "duty"),
        ("The challenges you will tackle", "duty"),
        ("Tech stack you'll touch", "duty"),
        ("Our technology", "duty"),
        ("About our tech environment", "duty"),
        ("Why you'll love this role", "duty"),
        ("Diese Aufgaben warten auf dich:", "duty"),
        ("Damit beeindruckst du uns:", "must"),
        ("Damit fällst du auf", "plus"),
        ("Pré-requisitos", "must"),
        ("Pré-requis", "must"),
        ("Requerimientos:", "must"),
        ("Valorado:", "plus"),
        ("Ce que nous te proposons :", "benefits"),
        ("Wat wij je bieden", "benefits"),
        ("Wie jij bent:", "must"),
        ("Eisen en wensen", "must"),
        ("Strong candidates may also:", "plus"),
        ("Open roles", "other"),
        ("Experience of working at a bank", None),
        ("Personal attributes", "must"),
        ("Responsibilities", "duty"),
        ("Your contributions", "duty"),
        ("Some of the things you'd be working on:", "duty"),
        ("Where you fit in", "duty"),
        ("Responsibilities include but are not limited to:", "duty"),
        ("WHAT YOU'LL DO", "duty"),
        ("A day in the life", "duty"),
        ("Deine Aufgaben", "duty"),
        ("Responsabilidades", "duty"),
        ("Tes missions", "duty"),
        ("About the role", "other"),
        ("Job description", "other"),
        ("The team", "other"),
        ("About us", "company"),
        ("A little bit about us", "company"),
        ("About Initech", "company"),
        ("What we offer", "benefits"),
        ("Benefits & perks", "benefits"),
        ("Equal opportunity statement", "benefits"),
        ("How to apply", "benefits"),
        ("Wir bieten", "benefits"),
        ("Qué ofrecemos", "benefits"),
        ("What we do not want", "not wanted"),
        ("You'll stand out if", "plus"),
        ("What makes you standout", "plus"),
        ("We won't reject you for lacking", "plus"),
        ("Things we explicitly do not want", "not wanted"),
        ("Expertise in one or more focus areas", "must"),
        ("Life at Initech", "company"),
        ("Benefits at Initech", "benefits"),
        ("Das bringen Sie mit", "must"),
        ("Was dich auszeichnet", "must"),
        ("Was dich erwartet", "duty"),
        ("Wer wir sind", "company"),
        ("Das wäre toll", "plus"),
        ("Compétences requises", "must"),
        ("Compétences appréciées", "plus"),
        ("Vos missions", "duty"),
        ("Processus de recrutement", "benefits"),
        ("¿Qué necesitas?", "must"),
        ("Requisitos deseables", "plus"),
        ("¿Cuáles serán tus funciones?", "duty"),
        ("Quienes somos", "company"),
        ("O que esperamos de você", "must"),
        ("Requisitos desejáveis", "plus"),
        ("O que você fará por aqui", "duty"),
        ("Sobre nós", "company"),
        ("Chi stiamo cercando", "must"),
        ("Completano il profilo", "plus"),
        ("Di cosa ti occuperai", "duty"),
        ("Su di noi", "company"),
        ("Wat breng jij mee", "must"),
        ("Functie-eisen", "must"),
        ("Dit ga je doen", "duty"),
        ("Ons aanbod", "benefits"),
        ("Vi söker dig som har", "must"),
        ("Vi leder efter dig, der", "must"),
        ("Mile widziane", "plus"),
    ],
)
def test_a_heading_opens_a_part(line, kind):
    assert kinds_of_headings([line]) == [kind]


@pytest.mark.parametrize(
    "line",
    [
        "Experience with Python",
        "Strong SQL skills",
        "Python",
        "- Kubernetes",
        "",
        "Excellent communication skills",
        "You will build the platform that our customers love and that others only dream of, every day of "
        "the year",
        "About 40 people work on our search engine in Berlin.",
    ],
)
def test_a_bullet_is_no_heading(line):
    assert kinds_of_headings([line]) == [None]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Familiarity with any of the following would be a plus:", "plus"),
        ("It would be appreciated if you have worked with:", "plus"),
        ("Bonus if you have tried any of these:", "plus"),
        ("The following tools are a plus. Nobody knows them all:", "plus"),
        ("Knowing one of the following would be a benefit:", "plus"),
        ("It is expected that the candidate will have skills in these technologies:", "must"),
        ("We want curious people. You should have worked with most of these and you must bring:", "must"),
        ("Our ideal candidate knows all about:", "must"),
        ("As a data engineer at Initech, you will:", "duty"),
        ("The engineer will be responsible for the following on most days:", "duty"),
        ("Initech is a bank for cats. Your tasks will include:", "duty"),
        ("Next to a nice desk, we also offer:", "benefits"),
        ("In our team you will need to:", "duty"),
        ("Idéalement, tu as déjà travaillé avec :", "plus"),
        ("Vous maîtrisez les outils suivants :", "must"),
        ("Costituiscono titolo preferenziale:", "plus"),
        ("Initech employees enjoy benefits such as:", "benefits"),
    ],
)
def test_a_sentence_before_a_list_opens_a_part(line, kind):
    assert kinds_of_headings([line]) == [kind]


@pytest.mark.parametrize(
    "line",
    [
        "Build models for several markets, including:",
        "Hands-on work with libraries like:",
        "We are looking for clever people in the following roles:",
        "Initech is looking for:",
        "Databases:",
        "You will find us in Berlin. " * 20 + "You must have:",
    ],
    ids=["duties", "libraries", "roles", "bare", "label", "long"],
)
def test_a_sentence_that_tells_no_part_opens_none(line):
    assert kinds_of_headings([line]) == [None]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("¿Qué se espera de ti?", "must"),
        ("Qu'attendons-nous de vous ?", "must"),
        ("Cosa ci aspettiamo da te?", "must"),
        ("Wen suchen wir?", "must"),
        ("Kogo szukamy?", "must"),
        ("Vem söker vi?", "must"),
        ("Que ferez-vous ?", "duty"),
        ("Wat houdt de functie in?", "duty"),
        ("Czym będziesz się zajmować?", "duty"),
        ("Vad innebär rollen?", "duty"),
        ("Por que trabalhar conosco?", "benefits"),
        ("¿Por qué unirte a Plover?", "company"),
        ("Pourquoi rejoindre Plover ?", "company"),
        ("Perché Plover?", "company"),
        ("Waarom Plover?", "company"),
        ("Warum Plover?", "company"),
        ("Dlaczego Plover?", "company"),
    ],
)
def test_a_question_in_another_language_is_a_heading(line, kind):
    assert kinds_of_headings([line]) == [kind]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Womit du überzeugst", "must"),
        ("Darum passt du zu uns:", "must"),
        ("Deine Stärken", "must"),
        ("Ihr Wirkungsfeld", "duty"),
        ("Was du bei uns bewirken kannst", "duty"),
        ("Worauf du dich freuen kannst", "benefits"),
        ("Nächste Schritte", "benefits"),
        ("Wer sind wir?", "company"),
        ("Ce qu'il vous faut pour réussir :", "must"),
        ("Votre profil souhaité", "must"),
        ("COMPETENCES CLES", "must"),
        ("Ce qui vous attend :", "duty"),
        ("Présentation du poste", "duty"),
        ("Ce que tu vas trouver chez nous", "benefits"),
        ("Intéressé(e) ?", "benefits"),
        ("À propos de Plover", "company"),
        ("¿Qué te hará triunfar?", "must"),
        ("Habilidades clave", "must"),
        ("Aspectos valorables", "plus"),
        ("¿Qué funciones realizarás?", "duty"),
        ("Nuestra propuesta de valor", "benefits"),
        ("Sobre Plover", "company"),
        ("O que não abrimos mão", "must"),
        ("Você vai se destacar se:", "plus"),
        ("Principais entregas", "duty"),
        ("Próximos passos", "benefits"),
        ("Chi ricerchiamo?", "must"),
        ("Cosa non può mancare", "must"),
        ("Plus che fanno la differenza", "plus"),
        ("ATTIVITA’", "duty"),
        ("Cosa troverai da noi", "benefits"),
        ("Chi è Plover", "company"),
        ("Wat wij van jou verwachten", "must"),
        ("Persoonlijke eigenschappen", "must"),
        ("Opdrachtomschrijving", "duty"),
        ("Wat kun jij van ons verwachten?", "benefits"),
        ("Over de opdrachtgever", "company"),
        ("Dina arbetsuppgifter", "duty"),
        ("Det här förväntar vi oss", "must"),
        ("Starkt meriterande:", "plus"),
        ("Hur du ansöker", "benefits"),
        ("Om Plover", "company"),
        ("Vi lægger vægt på, at du:", "must"),
        ("Foretrukne kvalifikationer", "plus"),
        ("Typiske opgaver", "duty"),
        ("Har du spørgsmål til stillingen?", "benefits"),
        ("Arbeidsoppgaver", "duty"),
        ("Nasze oczekiwania", "must"),
        ("Co oferujemy", "benefits"),
        ("Warum jetzt?", "company"),
    ],
)
def test_a_heading_of_another_language_opens_its_part(line, kind):
    assert kinds_of_headings([line]) == [kind]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Außerdem wäre es toll, wenn du Folgendes kennst: Boote. Deine Vorteile:", "benefits"),
        ("Vous faites preuve de rigueur et vous maitrisez :", "must"),
        ("Chez Plover, vous interviendrez sur :", "duty"),
        ("En Plover nos encantaría que conocieras:", "plus"),
        ("Al menos, has trabajado con:", "must"),
        ("Se hai lavorato su barche, possiedi:", "must"),
        ("Verder is het een voordeel als je dit kent:", "plus"),
        ("Som data engineer på Plover kommer du att:", "duty"),
        ("Vi ser gärna att du seglar eller:", "plus"),
        ("Det vil være en stor fordel, hvis du kender:", "plus"),
        ("Hos Plover kommer du til at:", "duty"),
    ],
)
def test_a_sentence_of_another_language_opens_a_part(line, kind):
    assert kinds_of_headings([line]) == [kind]


@pytest.mark.parametrize(
    "line",
    ["Sozialkompetenz", "Esprit de synthèse", "Orientación al cliente", "Gostar de barcos", "Goed humeur"],
)
def test_a_bullet_of_another_language_is_no_heading(line):
    assert kinds_of_headings([line]) == [None]


@pytest.mark.parametrize(
    "line",
    ["Trabajo en equipo.", "Lavoro di squadra", "Travail en équipe", "Trabalho em time", "Interesse an Data"],
)
def test_a_soft_skill_does_not_end_what_is_asked_for(line):
    assert kinds_of_headings([line]) == ["must"]
