"""Labels without texts: what they hold, and how they get their spellings back."""

import json

import pytest

from nlp.scoring.packed_labels import (
    LabelsMisfit,
    Original,
    digest_of_text,
    fitting,
    key_of,
    pack,
    place_of_surface,
    unpack,
)

TEXT = "Requirements\n- Google Cloud or PySpark, Spark\n- Go; ready to go"
ORIGINAL = Original("ML Engineer", "Initech", "Ghent", TEXT)
LABELS = {
    "role": "ml_engineer",
    "seniority": "unspecified",
    "remote": "unspecified",
    "clouds": ["gcp"],
    "salary": None,
    "years_min": 3,
    "skills": [
        {"name": "Spark", "surfaces": ["Spark", "PySpark"], "kind": "tech", "level": "required"},
        {"name": "GCP", "surfaces": ["Google Cloud"], "kind": "tech", "level": "required"},
    ],
    "alternatives": [["GCP", "Spark"]],
    "traps": [{"surface": "to go", "why": "everyday phrase"}],
}
ROW = LABELS | {
    "key": "archive:7",
    "half": "open",
    "lang": "en",
    "pass1": LABELS,
    "pass2": LABELS,
    "text": TEXT,
}


def test_packed_labels_hold_places_and_values_and_no_text():
    packed = pack(ROW, ORIGINAL)

    assert packed["decided"]["skills"] == [
        ["Spark", "tech", "required", [[40, 45], [31, 38]]],
        ["GCP", "tech", "required", [[15, 27]]],
    ]
    assert packed["decided"]["traps"] == [[58, 63, "everyday phrase"]]
    assert (packed["source"], packed["id"], packed["half"]) == ("archive", "7", "open")
    assert "Google" not in json.dumps(packed)


def test_labels_of_a_part_keep_what_is_complete_and_what_has_no_level():
    spark = {"name": "Spark", "surfaces": ["Spark"], "kind": "tech", "level": None}
    row = {"key": "archive:7", "role": "ml_engineer", "skills": [spark], "complete": []}

    packed = pack(row, ORIGINAL)
    unpacked = unpack(json.loads(json.dumps(packed)), ORIGINAL)

    assert packed["decided"]["complete"] == unpacked["complete"] == []
    assert packed["decided"]["skills"] == [["Spark", "tech", None, [[40, 45]]]]
    assert unpacked["skills"] == [spark]
    assert "salary" not in unpacked


def test_what_was_packed_comes_back_with_its_text():
    row = unpack(json.loads(json.dumps(pack(ROW, ORIGINAL))), ORIGINAL)

    assert row["text"] == TEXT
    assert (row["title"], row["company"], row["location"]) == ("ML Engineer", "Initech", "Ghent")
    assert {key: row[key] for key in LABELS} == row["pass1"] == row["pass2"] == LABELS


@pytest.mark.parametrize(
    ("text", "surface", "expected"),
    [
        ("PySpark and Spark", "Spark", "12-17"),
        ("PySpark", "Spark", "2-7"),
        ("C++ or C", "C", "7-8"),
        ("uses C++.", "C++", "5-8"),
        ("machine\u00a0 learning\nteam", "machine learning", "0-17"),
        ("machine\nlearning", "machine  learning", "0-16"),
        ("python", "Python", "None"),
        ("anything", " ", "None"),
    ],
)
def test_a_spelling_is_found_where_it_stands_as_a_word_white_space_aside(text, surface, expected):
    found = place_of_surface(text, surface)

    assert (f"{found[0]}-{found[1]}" if found else "None") == expected


def test_each_spelling_that_the_text_lacks_is_named_with_its_posting():
    wrong = LABELS | {"skills": [{"name": "Rust", "surfaces": ["Rust"], "kind": "tech", "level": "required"}]}

    with pytest.raises(LabelsMisfit) as raised:
        pack(ROW | wrong | {"traps": [{"surface": "rusty", "why": "colour"}], "pass2": wrong}, ORIGINAL)

    assert raised.value.reasons == (
        "archive:7: 'Rust' does not stand in the text",
        "archive:7: 'rusty' does not stand in the text",
    )


def test_another_text_is_refused():
    packed = pack(ROW, ORIGINAL)

    with pytest.raises(LabelsMisfit, match="archive:7: the text is not the one that was labelled"):
        unpack(packed, ORIGINAL._replace(text=f"{TEXT}."))


def test_of_several_texts_under_one_id_the_labelled_one_is_taken():
    packed = pack(ROW, ORIGINAL)
    other = ORIGINAL._replace(text="Something else")

    assert fitting(packed, [other, ORIGINAL]) == ORIGINAL
    assert fitting(packed, [other]) is None
    assert packed["digest"] == digest_of_text(TEXT) != digest_of_text("Something else")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"key": "archive:7"}, ("archive", "7")),
        ({"key": "archive:https://archive.example/7"}, ("archive", "https://archive.example/7")),
        ({"key": "hn:9", "source": "hn"}, ("hackernews", "9")),
        ({"source": "archive", "id": 7}, ("archive", "7")),
    ],
)
def test_a_key_names_source_and_id(row, expected):
    assert key_of(row) == expected


@pytest.mark.parametrize("row", [{}, {"key": "archive"}, {"source": "archive"}])
def test_without_a_key_there_is_no_posting(row):
    with pytest.raises(ValueError, match="no 'key'"):
        key_of(row)
