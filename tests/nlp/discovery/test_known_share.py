from data.records import OpenName, PlacedSkill
from nlp.discovery.known_share import NamedTools, named_tools

SKILLS = [PlacedSkill("python", 0, 6), PlacedSkill("go", 20, 22), PlacedSkill("mlops", 30, 35)]


def zorblax(start, name="Zorblax"):
    return OpenName(name, start, start + 7, "zorblax")


def test_a_tool_counts_once_a_posting_however_it_is_spelled():
    read = (SKILLS, [zorblax(10), zorblax(40, "ZORBLAX")])

    found = named_tools([("Acme", *read), ("ACME ", *read)], {"python", "go"})

    assert found == [NamedTools("acme", 6, 4)]


def test_practices_do_not_count():
    assert named_tools([("Acme", SKILLS[2:], [])], {"python"}) == [NamedTools("acme", 0, 0)]
