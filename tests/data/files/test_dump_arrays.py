"""Dumps that are one array."""

import json

import pytest

from data.files import dumps
from tests.data.files.dump_files import TWO, values, written


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(TWO),
        json.dumps(TWO, indent=1),
        "\n [\n" + ",\n".join(map(json.dumps, TWO)) + "\n]\n",
        '[{"id": "1", "title": "a"}, {"id": "2", "title": "b"',
    ],
    ids=["one line", "indented", "an object a line", "cut"],
)
@pytest.mark.parametrize("name", ["d.json", "d.jsonl", "d.txt"])
def test_an_array_is_read_object_by_object(tmp_path, name, content):
    found = values(written(tmp_path / name, content))

    assert found == (TWO if content.endswith(("]", "\n")) else [TWO[0], None])


@pytest.mark.parametrize("indent", [None, 2], ids=["an object a line", "indented"])
def test_a_broken_object_of_an_array_costs_that_object_alone(tmp_path, indent):
    objects = [json.dumps({"id": n, "parts": [{"a": 1}]}, indent=indent) for n in range(4)]
    objects[1] = objects[1].replace("]", "")
    text = "[\n" + ",\n".join(f"  {one}".replace("\n", "\n  ") for one in objects) + "\n]"

    found = values(written(tmp_path / "d.json", text))

    assert [one and one["id"] for one in found] == [0, None, 2, 3]


@pytest.mark.parametrize("lost", ['"', "}", "]", "["])
def test_on_one_line_too_a_broken_object_costs_that_object_alone(tmp_path, lost):
    objects = [json.dumps({"id": n, "text": "a, b", "parts": [{"a": 1}]}) for n in range(40)]
    objects[1] = objects[1].replace(lost, "", 1)

    found = values(written(tmp_path / "d.json", f"[{', '.join(objects)}]"))

    ids = [one["id"] for one in found if one]
    assert ids == [0, *range(2, 40)]
    assert len(found) <= 41


def test_after_an_object_that_is_too_long_the_next_one_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(dumps, "MAX_LINE", 100_000)
    long = json.dumps({"id": 0, "text": "a" * 400_000})

    found = values(written(tmp_path / "d.json", f"[{long}, {json.dumps(TWO)[1:]}"))

    assert [one for one in found if one] == TWO


def test_brackets_and_quotes_inside_of_strings_end_nothing(tmp_path):
    row = {"id": 1, "text": 'a } b ] c \\" { \\\\'}

    assert values(written(tmp_path / "d.json", json.dumps([row, row]))) == [row, row]
