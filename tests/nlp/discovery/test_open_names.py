"""Names that the catalogue lacks, with a finder that marks each Zorblax, Go and Python."""

import re
from time import process_time

import pytest

from data.records import PlacedSkill, Skill, UnsearchedText
from nlp.catalogue.catalog import catalog_of
from nlp.discovery import open_names
from nlp.discovery.open_names import OpenNames, search_all, search_digest
from nlp.finder.finder import shipped_finder
from nlp.finder.pieces import pieces

CATALOG = catalog_of(
    [
        Skill("python", "Python", "language"),
        Skill("go", "Go", "language"),
        Skill("mlops", "MLOps", "practice"),
    ]
)


class Marking:
    """A finder that marks some names, and keeps what it was asked to look through."""

    def __init__(self, marked="Zorblax|ZorBlax|Go|Python"):
        self.marked, self.asked = marked, []

    def find_pieces(self, texts):
        for some in texts:
            self.asked += [words for _, words in some]
            found = ((start, re.finditer(self.marked, words)) for start, words in some)
            yield tuple((start + one.start(), start + one.end()) for start, hits in found for one in hits)


def item(text, employer="Acme", skill="python", surface="Python"):
    """Return a text in which one skill was read, wherever its surface stands."""
    places = [PlacedSkill(skill, *found.span()) for found in re.finditer(surface, text)]
    return UnsearchedText(1, employer, text, tuple(places))


def found_in(text, **known):
    (found,) = OpenNames(CATALOG, Marking()).find([item(text, **known)])
    return [text[one.start : one.end] for one in found if text[one.start : one.end] == one.name]


def test_a_name_near_a_known_tool_in_the_same_line_is_open():
    assert found_in("Zorblax and Python, ZorBlax") == ["Zorblax", "ZorBlax"]
    assert found_in("Python\nZorblax") == []
    assert found_in(f"Python {'word ' * 20} Zorblax") == []


def test_a_practice_vouches_for_no_name():
    assert found_in("Zorblax and MLOps", skill="mlops", surface="MLOps") == []


def test_a_name_of_the_catalogue_that_was_refused_is_no_open_name():
    assert found_in("Python, Go") == []


def test_words_that_were_read_as_a_skill_are_no_open_name():
    assert found_in("Python, Zorblax", surface="Python, Zorblax") == []


def test_an_employer_s_own_name_is_no_open_name():
    assert found_in("Zorblax and Python", employer="Zorblax Inc") == []


def test_more_than_sixty_characters_are_no_name():
    text = f"Python, {'Zorblax ' * 8}"
    (found,) = OpenNames(CATALOG, Marking("Zorblax.*Zorblax")).find([item(text)])

    assert found == ()


def test_spellings_of_one_name_share_a_key():
    (found,) = OpenNames(CATALOG, Marking()).find([item("Python, Zorblax, ZorBlax")])

    assert [(one.name, one.key) for one in found] == [("Zorblax", "zorblax"), ("ZorBlax", "zorblax")]


def test_only_the_pieces_near_a_known_tool_are_looked_through():
    finder = Marking()
    text = "We are Zorblax\nUse Python daily\nZorblax again"

    list(OpenNames(CATALOG, finder).find([item(text)]))

    assert finder.asked == ["Use Python daily"]


def test_the_shipped_finder_sees_the_same_in_pieces_as_in_whole_texts():
    text = "We build Zorblax.\nSkills: Python, LangGloop, SQL\nOffices in Utrecht.\nPython or Wobbledb"
    near = [piece for piece in pieces(text) if "Python" in piece[1]]
    whole = shipped_finder().find(text)

    (some,) = shipped_finder().find_pieces([near])

    assert some == tuple(span for span in whole if "Python" in text.split("\n")[text[: span[0]].count("\n")])


@pytest.mark.parametrize("text", ["Python Zorblax " * 20_000, "Zorblax\n" * 40_000 + "Python", "Z" * 300_000])
def test_a_hostile_text_costs_no_more_than_its_length(text):
    started = process_time()

    list(OpenNames(CATALOG, Marking()).find([item(text)]))

    assert process_time() - started < 5


def test_all_texts_are_searched_with_the_shipped_finder_in_order():
    items = [item("Python, LangGloop and SQL")._replace(posting=number) for number in (7, 3)]

    found = dict(search_all(items, CATALOG))

    assert [(key, [one.name for one in names]) for key, names in found.items()] == [
        (7, ["LangGloop", "SQL"]),
        (3, ["LangGloop", "SQL"]),
    ]


def test_the_digest_changes_with_the_catalogue_and_with_what_counts(monkeypatch):
    other = catalog_of([Skill("python", "Python", "language")])
    before = search_digest(CATALOG)

    assert search_digest(other) != before
    monkeypatch.setattr(open_names, "VERSION", 99)
    assert search_digest(CATALOG) != before
    monkeypatch.undo()
    monkeypatch.setattr(open_names, "weights_digest", lambda: "others")
    assert search_digest(CATALOG) != before
