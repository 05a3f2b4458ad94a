from data.records import Skill
from nlp.catalogue.catalog import catalog_of
from nlp.discovery.sightings import DatedText, count_terms, line_around
from nlp.discovery.terms import KnownNames

NAMES = KnownNames(
    catalog_of(
        [
            Skill("python", "Python", "language"),
            Skill("kafka", "Kafka", "tool"),
            Skill("aws", "AWS", "cloud platform"),
        ]
    )
)
POSTINGS = [
    DatedText(
        "Acme", "2025-03", "We write Python, Zorblax and Kafka. The team likes Zorblax. Quick learners."
    ),
    DatedText("ACME", "2025-01", "Experience with zorBLAX."),
    DatedText("Bolt", "2025-05", "Kafka, Zorblax; quick builds, quick tests, Quick Wins."),
    DatedText("Zorblax Inc", "2025-06", "Zorblax is our product."),
]


def counted(postings=POSTINGS, fewest=1):
    return {found.term: found for found in count_terms(postings, NAMES).names(fewest)}


def test_a_term_counts_by_employer_and_posting_in_all_its_spellings():
    zorblax = counted()["Zorblax"]

    assert zorblax.employers == {"acme": ("2025-01", "2025-03"), "bolt": ("2025-05", "2025-05")}
    assert (zorblax.postings, zorblax.listed) == (3, 2)


def test_fewest_employers_are_asked_for():
    assert "Zorblax" in counted(fewest=2)
    assert "Zorblax" not in counted(fewest=3)


def test_words_that_are_also_written_small_are_left_out():
    assert "Quick" not in counted()


def test_a_word_that_stands_in_lower_case_only_in_lists_of_tools_is_a_name():
    postings = [
        DatedText("Acme", "", "Python, zorblax, Kafka and similar. Python, similar, or Kafka."),
        DatedText("Bolt", "", "AWS and zorblax. Work like similar teams."),
    ]

    assert counted(postings)["zorblax"].listed == 2
    assert "similar" not in counted(postings)


def test_a_compound_that_is_also_written_small_is_left_out():
    postings = [
        DatedText("Acme", "", "the AWS Ecosystem, Kafka Plover"),
        DatedText("Bolt", "", "an AWS ecosystem"),
    ]

    assert "Kafka Plover" in counted(postings)
    assert "AWS Ecosystem" not in counted(postings)


def test_each_example_is_of_another_employer():
    lines = [line for line, _ in counted()["Zorblax"].examples]

    assert lines == [POSTINGS[0].text, POSTINGS[2].text]


def test_a_line_shared_by_employers_is_one_voice():
    copied = [DatedText(f"Agency {n}", "", "Python, Plover") for n in range(5)]

    (plover,) = counted(copied).values()

    assert (len(plover.employers), plover.voices) == (5, 1)


def test_order_does_not_depend_on_the_order_of_postings():
    forward, backward = counted(), counted(POSTINGS[::-1])

    assert {term: (one.employers, one.postings, one.listed) for term, one in forward.items()} == {
        term: (one.employers, one.postings, one.listed) for term, one in backward.items()
    }


def test_nothing_comes_of_nothing():
    assert counted([]) == {}


def test_a_long_line_is_cut_at_words_around_the_term():
    text = f"first line\n{'before ' * 50}Zorblax{' after' * 50}\nlast line"
    at = text.index("Zorblax")

    line = line_around(text, at, at + 7)

    assert len(line) <= 240
    assert "before Zorblax after" in line
    assert set(line.split()) == {"before", "Zorblax", "after"}
