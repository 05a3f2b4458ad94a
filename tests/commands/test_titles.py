import json
import resource

import pytest
from typer.testing import CliRunner

from commands.titles import MAX_LINE_BYTES, app
from data.errors import UsageError


def run(content, *words):
    return CliRunner().invoke(app, words or ["-"], input=content)


def verdicts(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_title_is_kept_or_not_with_the_word_that_decided():
    result = run(b"Senior Machine Learning Engineer\nRecruiter, ML\nApplied Scientist\nCook\n")

    assert result.exit_code == 0
    assert [(found["kept"], found["because"], found["word"]) for found in verdicts(result)] == [
        (True, "clear", "Machine Learning"),
        (False, "never", "Recruit"),
        (True, "usual", "Applied Scien"),
        (False, "nothing", None),
    ]


def test_titles_are_cleaned_as_a_scrape_cleans_them_and_blank_lines_passed_over():
    result = run("\ufeff  Data \tEngineer\u200b \r\n\r\n \nCook".encode())

    assert [(found["line"], found["title"]) for found in verdicts(result)] == [
        (1, "Data Engineer"),
        (4, "Cook"),
    ]


def test_titles_come_from_a_file(tmp_path):
    (tmp_path / "titles.txt").write_bytes("KI-Entwickler\n机器学习工程师".encode())

    assert [found["word"] for found in verdicts(run(None, str(tmp_path / "titles.txt")))] == [
        "KI",
        "机器学习",
    ]


@pytest.mark.parametrize("file", ["/nowhere/titles.txt", "/", "a\0b"])
def test_a_file_that_cannot_be_read_is_a_usage_error(file):
    assert isinstance(run(None, file).exception, UsageError)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"Data \xff Engineer", "line 2: not UTF-8: byte 6 is 0xff"),
        (b"Data\0Engineer", "line 2: holds a NUL"),
        ("ML".encode("utf-16"), "line 2: holds a NUL"),
        (b"x" * (MAX_LINE_BYTES + 1), "line 2: longer than 10,000 bytes"),
        (b"x" * 300_000, "line 2: longer than 10,000 bytes"),
    ],
    ids=["bad UTF-8", "NUL", "UTF-16", "one byte too long", "long"],
)
def test_a_line_that_holds_no_title_is_named_and_the_others_are_read(line, said):
    result = run(b"Cook\n" + line + b"\nData Engineer\n")

    assert result.exit_code == 1
    assert said in result.stderr
    assert "1 line left out" in result.stderr
    assert [(found["line"], found["kept"]) for found in verdicts(result)] == [(1, False), (3, True)]


def test_a_line_as_long_as_may_be_is_read():
    assert run(b"x" * MAX_LINE_BYTES + b"\n").exit_code == 0


def test_a_huge_line_takes_no_memory(tmp_path):
    with (tmp_path / "titles.txt").open("wb") as file:
        file.truncate(400_000_000)  # a hole of NULs, without a line end
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    result = run(None, str(tmp_path / "titles.txt"))

    assert "longer than 10,000 bytes" in result.stderr
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kB
