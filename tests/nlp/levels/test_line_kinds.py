"""What each line of a text does, in which language, and which words say so."""

import time

import pytest

from nlp.levels.line_kinds import bare_heading


def lines(extractor, text):
    return [(line.kind, line.language, line.reason) for line in extractor.lines(text)]


def test_each_line_has_a_kind_a_language_and_a_reason(extractor):
    text = (
        "Initech is a leading bank for the cats of this world.\n"
        "\n"
        "What you will do for us:\n- Build the models that we need\n"
        "Das bringst du mit:\n- Gute Kenntnisse in Docker und der Cloud\n"
        "Nice to have:\n- Rust\n"
        "What we do not want\n- Excel in the office\n"
        "Perks\n- The fruit and the coffee\n"
        "#python #docker"
    )

    assert lines(extractor, text) == [
        ("company", "en", "company 'is a leading'"),
        ("duty", "en", "heading 'What you will do for us'"),
        ("duty", "en", "below 'What you will do for us'"),
        ("must", "de", "heading 'Das bringst du mit'"),
        ("must", "de", "below 'Das bringst du mit'"),
        ("plus", "en", "heading 'Nice to have'"),
        ("plus", "en", "below 'Nice to have'"),
        ("not wanted", "en", "heading 'What we do not want'"),
        ("not wanted", "en", "below 'What we do not want'"),
        ("benefits", "en", "heading 'Perks'"),
        ("benefits", "en", "below 'Perks'"),
        ("tags", "en", "line of tags, below 'Perks'"),
    ]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("What you will do:", "What you will do"),
        ("- What you will do", "What you will do"),
        ("o Perks", "Perks"),
        ("our Stack:", "our Stack"),
    ],
)
def test_a_heading_is_quoted_whole_without_its_bullet(line, heading):
    assert bare_heading(line) == heading


def test_the_last_letter_of_a_heading_is_no_bullet(extractor):
    assert lines(extractor, "What You Will Do\n- Build models")[0] == (
        "duty",
        "en",
        "heading 'What You Will Do'",
    )


def test_a_line_is_cut_where_a_heading_inside_it_opens_a_part(extractor):
    found = extractor.lines("Must: Python. Plus: Spark. Bonus: Rust.")

    assert [(line.text, line.kind) for line in found] == [
        ("Must: Python.", "must"),
        ("Plus: Spark.", "plus"),
        ("Bonus: Rust.", "plus"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("We want experience with Kafka", "must", "ask 'experience'"),
        ("Kafka would be a plus", "plus", "plus_before 'a plus', no heading"),
        ("Ideally, Kafka", "plus", "plus_after 'ideally', no heading"),
        ("Kafka is indispensable", "must", "demand 'indispensable'"),
        ("You will run Kafka", "duty", "duty 'you will'"),
        ("Tech: go, rust", "tags", "line of tags, heading 'Tech'"),
        ("A fine day", "other", "no heading"),
    ],
)
def test_where_no_heading_tells_a_cue_does(extractor, text, kind, reason):
    (line,) = extractor.lines(text)

    assert (line.kind, line.reason) == (kind, reason)


def test_a_text_without_lines_has_none(extractor):
    assert extractor.lines(" \n\n") == ()


def test_telling_lines_takes_time_that_grows_with_the_text(extractor):
    def seconds(text):
        start = time.process_time()
        extractor.lines(text)
        return time.process_time() - start

    text = "Requirements:\nexperience preferred, ideally with Python\n" * 400
    extractor.lines(text)

    assert min(seconds(text * 2) for _ in range(3)) < 4 * max(0.005, min(seconds(text) for _ in range(3)))
