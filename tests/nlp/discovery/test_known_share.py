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


def named_by(employer, text, surface="Python"):
    at = text.index(surface)
    python = Mention("python", surface, at, at + len(surface), "mentioned", None, "alias")
    at = text.index("Zorblax")
    (found,) = named_tools([(employer, text, [python], [(at, at + 7)])], {"python"}, NAMES)
    return found.named - found.known


def test_a_name_of_the_catalogue_that_was_refused_is_no_open_name():
    read = ("Acme", TEXT, [mention("python", "Python")], spans("Go"))

    assert named_tools([read], {"python", "go"}, NAMES) == [NamedTools("acme", 1, 1)]


def test_a_name_far_from_every_tool_is_no_open_name():
    assert named_by("Acme", "Zorblax and Python") == 1
    assert named_by("Acme", "Python\nZorblax") == 0
    assert named_by("Acme", f"Python {'word ' * 20} Zorblax") == 0


def test_an_employer_s_own_name_is_no_open_name():
    assert named_by("Zorblax Inc", "Zorblax and Python") == 0


def test_practices_do_not_count():
    assert named_tools([("Acme", TEXT, [mention("mlops", "Python")], [])], {"python"}, NAMES) == [
        NamedTools("acme", 0, 0)
    ]
