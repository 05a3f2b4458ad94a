"""Who posts the openings of others."""

import pytest

from tests.data.building import a_posting, put

SAYINGS = [
    "This position is posted on behalf of a partner company.",
    "Our client, a leading maker of lenses, needs you.",
    "Our client is looking for a data scientist.",
    "We are hiring a data scientist for one of our clients in Ghent for our client there.",
    "This post is recruited on behalf of one of our customers.",
    "I am working with a well-funded start-up in Ghent.",
    "Wir suchen für einen unserer Kunden einen Data Scientist.",
    "Nous recrutons pour notre client basé à Gand.",
    "Notre client, un éditeur, cherche un data scientist.",
    "Buscamos un perfil para uno de nuestros clientes.",
    "Procuramos um perfil para um dos nossos clientes.",
    "Per azienda cliente cerchiamo un data scientist.",
    "Wij zoeken voor onze klant een data scientist.",
]


@pytest.fixture
def flagged(store, rows):
    """Flag the recruiters of the open store; return them with the reason."""

    def flag():
        store.assign_vacancies()
        return dict(rows("SELECT name, recruiter FROM employer WHERE recruiter > 0"))

    return flag


def test_a_known_recruiter_is_flagged_by_name(store, flagged):
    put(store, a_posting("1", employer="Jobgether"), a_posting("2"))

    assert flagged() == {"Jobgether": 1}


@pytest.mark.parametrize("saying", SAYINGS, ids=range(len(SAYINGS)))
def test_who_keeps_speaking_of_clients_that_hire_is_flagged(store, flagged, saying):
    put(
        store, *(a_posting(str(n), employer="Falcon People", text=f"{saying} Opening {n}.") for n in range(3))
    )

    assert flagged() == {"Falcon People": 2}


@pytest.mark.parametrize(
    "saying",
    [
        "We advise our clients on lenses.",
        "Our client's success is ours.",
        "You work for our clients in banking.",
        "You own the client side of our app.",
        "We act on behalf of our customers.",
        "We are working with a modern stack.",
    ],
)
def test_who_works_for_clients_is_no_recruiter(store, flagged, saying):
    put(store, *(a_posting(str(n), text=f"{saying} Opening {n}.") for n in range(4)))

    assert flagged() == {}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Our client is looking for a data scientist.", {"Falcon Works": 2}),
        ("Notre client, un éditeur, cherche un data scientist.", {"Falcon Works": 2}),
        ("You build models for our client and its harbours.", {}),
    ],
    ids=["client hires", "client hires, in French", "work for a client"],
)
def test_whose_only_text_says_that_a_client_hires_is_flagged(store, flagged, text, reason):
    put(store, a_posting("1", employer="Falcon Works", text=text))

    assert flagged() == reason


def test_one_such_text_is_not_enough(store, flagged):
    put(store, a_posting("1", text=SAYINGS[0]), *(a_posting(str(n), text=f"Plain {n}.") for n in range(2, 5)))

    assert flagged() == {}


def test_who_posts_the_texts_of_several_others_is_flagged_and_not_merged(store, flagged, rows):
    owners = [f"{bird} Works" for bird in ("Heron", "Crane", "Swift")]
    for n, owner in enumerate(owners):
        put(store, a_posting(f"a{n}", board=f"b{n}", employer=owner, text=f"We are {owner}."))
        put(store, a_posting(f"c{n}", board="copies", employer="Copycat", text=f"We are {owner}."))

    assert flagged() == {"Copycat": 3}
    assert rows("SELECT count(DISTINCT vacancy) FROM vacancy") == [(6,)]


def test_parts_of_one_group_do_not_copy_each_other(store, flagged):
    for n, part in enumerate(("Heron Bank", "Heron Leasing", "Heron Cards", "Heron Group")):
        put(
            store, *(a_posting(f"{n}-{k}", board=f"b{n}", employer=part, text=f"Text {k}.") for k in range(3))
        )

    assert flagged() == {}


TASKS = [
    "Help train next-generation AI systems. No prior experience in AI is required. Type: Hourly contract.",
    "Freelance AI trainer: rate AI-generated answers, paid per task, on your own schedule.",
    "Kestrel offers project-based work that improves AI models; contributors are paid weekly.",
    "Join the annotation team and write training data for large models, $40 - $60/hour, 10 hours per week.",
]


@pytest.mark.parametrize("text", TASKS, ids=range(len(TASKS)))
def test_who_offers_paid_tasks_that_train_models_is_flagged(store, flagged, text):
    put(store, *(a_posting(str(n), title="ML Engineer", text=f"{text} Task {n}.") for n in range(3)))

    assert flagged() == {"Kestrel Optics": 5}


@pytest.mark.parametrize(
    "text",
    [
        "You train and evaluate AI models and review data annotation with our partners.",
        "You build the platform on which contributors label data.",
        "A hourly contract in our ML team: you train models in PyTorch.",
        "You improve AI systems with human feedback; a permanent contract with flexible hours.",
    ],
)
def test_who_builds_such_models_is_no_platform_for_tasks(store, flagged, text):
    put(store, *(a_posting(str(n), text=f"{text} Opening {n}.") for n in range(3)))

    assert flagged() == {}


@pytest.mark.parametrize(
    "name",
    [
        "Falcon Recruitment",
        "Heron Staffing Ltd",
        "Swift Search & Selection",
        "Crane | Tech Recruiters",
        "Finch Jobs",
    ],
)
def test_a_name_that_says_agency_is_enough(store, flagged, name):
    put(store, a_posting("1", employer=name), a_posting("2"))

    assert flagged() == {name: 4}


@pytest.mark.parametrize("name", ["Heron - We're hiring!", "Falcon Search", "Steady Careers"])
def test_a_name_that_may_say_agency_is_not_enough(store, flagged, name):
    put(store, a_posting("1", employer=name))

    assert flagged() == {}


def test_a_name_that_may_say_agency_and_one_text_about_a_client_are(store, flagged):
    put(store, a_posting("1", employer="Falcon Search", text=SAYINGS[1]))

    assert flagged() == {"Falcon Search": 2}


def test_a_board_that_introduces_several_other_employers_is_flagged(store, flagged):
    owners = ["Heron Works", "Crane Bank", "Swift Labs"]
    for n, owner in enumerate(owners):
        put(store, a_posting(f"a{n}", board=f"b{n}", employer=owner, text=f"We are {owner}."))
        text = f"About the company\n{owner} is a maker of lens {n}.\nYou know Python."
        put(store, a_posting(f"c{n}", board="board", employer="Robin Board", text=text))

    assert flagged() == {"Robin Board": 6}


def test_a_partner_or_a_part_of_the_own_name_is_no_other_employer(store, flagged):
    for n, owner in enumerate(["Kestrel Bank", "Crane Bank", "Swift Labs"]):
        put(store, a_posting(f"a{n}", board=f"b{n}", employer=owner, text=f"We are {owner}."))
    put(
        store,
        a_posting("1", text="About Kestrel Bank\nWe lend."),
        a_posting("2", text="Our tools run at Crane Bank and Swift Labs."),
    )

    assert flagged() == {}
