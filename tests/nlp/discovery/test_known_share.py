from data.records import Mention, Skill
from nlp.catalogue.catalog import catalog_of
from nlp.discovery.known_share import NamedTools, named_tools
from nlp.discovery.terms import KnownNames

NAMES = KnownNames(catalog_of([Skill("python", "Python", "language"), Skill("go", "Go", "language")]))
TEXT = "Python, Zorblax, Go and Zorblax"


def mention(skill, surface):
    at = TEXT.index(surface)
    return Mention(skill, surface, at, at + len(surface), "mentioned", None, "alias")


def spans(*surfaces):
    return [(TEXT.index(surface), TEXT.index(surface) + len(surface)) for surface in surfaces]


def test_a_tool_counts_once_a_posting_whoever_sees_it():
    read = (TEXT, [mention("python", "Python")], spans("Python", "Zorblax"))

    assert named_tools([("Acme", *read), ("ACME ", *read)], {"python", "go"}, NAMES) == [
        NamedTools("acme", 4, 2)
    ]


def test_a_name_of_the_catalogue_that_was_refused_is_no_open_name():
    assert named_tools([("Acme", TEXT, [], spans("Go"))], {"python", "go"}, NAMES) == [
        NamedTools("acme", 0, 0)
    ]


def test_practices_do_not_count():
    assert named_tools([("Acme", TEXT, [mention("mlops", "Python")], [])], {"python"}, NAMES) == [
        NamedTools("acme", 0, 0)
    ]
