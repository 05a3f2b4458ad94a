"""Who posts the openings of others."""

import pytest

from tests.data.building import a_posting, put

SAYINGS = [
    "This position is posted on behalf of a partner company.",
    "Our client, a leading maker of lenses, needs you.",
    "Our client is looking for a data scientist.",
    "We are hiring a data scientist for one of our clients in Ghent for our client there.",
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
    ],
)
def test_who_works_for_clients_is_no_recruiter(store, flagged, saying):
    put(store, *(a_posting(str(n), text=f"{saying} Opening {n}.") for n in range(4)))

    assert flagged() == {}


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
