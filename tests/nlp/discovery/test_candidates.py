from data.records import Skill
from nlp.catalogue.catalog import catalog_of
from nlp.discovery.candidates import NewTerm, count_terms, find_candidates

CATALOG = catalog_of(
    [
        Skill("python", "Python", "language"),
        Skill("kafka", "Kafka", "tool"),
        Skill("data-factory", "Azure Data Factory", "cloud service"),
    ]
)
POSTINGS = [
    ("Acme", "We write Python, Zorblax and Kafka. The team likes Zorblax. Quick learners welcome."),
    ("Bolt", "Experience with Zorblax/Python and FrobDB2 is needed. Quick answers."),
    ("Crest", "Our stack: Kafka, Zorblax; quick builds, quick tests, Quick Wins."),
    ("Dune", "You know FrobDB2 and quick fixes. Dune builds Dune."),
    ("Elm & Co", "Work at Dune is fun. Python 3 on quick machines, Azure Data Factory, FrobDB2."),
]


def terms(candidates: list[NewTerm]) -> list[str]:
    return [candidate.term for candidate in candidates]


def test_unknown_names_are_counted_by_employer_and_by_lists():
    found = find_candidates(POSTINGS, CATALOG, fewest=3)

    assert found == [NewTerm("Zorblax", 3, 3, 3), NewTerm("FrobDB2", 3, 3, 2)]


def test_word_right_behind_a_known_name_is_in_no_list():
    [found] = find_candidates([("Acme", "Python Zorblax wanted")], CATALOG, fewest=1)

    assert found == NewTerm("Zorblax", 1, 1, 0)


def test_known_names_and_words_inside_them_are_no_candidates():
    found = terms(find_candidates(POSTINGS, CATALOG, fewest=1))

    assert not {"Python", "Kafka", "Azure", "Factory", "Data Factory"} & set(found)


def test_words_that_are_also_written_small_are_left_out():
    found = terms(find_candidates(POSTINGS, CATALOG, fewest=1))

    assert "Quick" not in found


def test_employer_naming_itself_does_not_count():
    [dune] = [c for c in find_candidates(POSTINGS, CATALOG, fewest=1) if c.term == "Dune"]

    assert (dune.employers, dune.postings) == (1, 1)


def test_long_titles_give_only_their_code_like_words():
    text = "Senior Principal Staff XGizmo Wizard"

    assert terms(find_candidates([("Acme", text)], CATALOG, fewest=1)) == ["XGizmo"]


def test_order_does_not_depend_on_the_order_of_postings():
    forward = find_candidates(POSTINGS, CATALOG, fewest=1)

    assert find_candidates(reversed(POSTINGS), CATALOG, fewest=1) == forward


def test_nothing_comes_of_nothing():
    assert find_candidates([], CATALOG) == []


def test_groups_are_counted_apart_and_together_from_one_pass():
    postings = [
        (("then", "lever"), "Acme", "Python, Zorblax"),
        (("now", "lever"), "Acme", "Python, Zorblax"),
        (("now", "lever"), "Bolt", "runs on Zorblax"),
        (("now", "ashby"), "BOLT", "Kafka, Zorblax"),
    ]

    counts = count_terms(iter(postings), CATALOG)

    assert counts.candidates([("now", "lever"), ("now", "ashby")], 1) == [NewTerm("Zorblax", 2, 3, 2)]
    assert counts.employers_of("Zorblax", [("then", "lever"), ("now", "lever")]) == 2
    assert counts.employers_of("Zorblax", [("never", "lever")]) == 0


def test_ordinary_words_are_those_of_all_groups_together():
    then = ("then", "Acme", "Python, Plover and a plover")
    now = [("now", f"Employer {n}", "Python, Plover") for n in range(9)]

    alone, together = count_terms([then], CATALOG), count_terms([then, *now], CATALOG)

    assert alone.candidates(["then"], 1) == []
    assert terms(together.candidates(["then"], 1)) == ["Plover"]
