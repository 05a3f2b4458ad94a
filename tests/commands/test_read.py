import json
import re
import subprocess
import sys
from typing import get_args

import pytest
from typer.testing import CliRunner

from commands.extract import app as extract
from commands.read import KINDS, app
from data.errors import MissingExtra, UsageError
from data.paths import ROOT
from data.records import LONGEST_READ
from nlp.levels.line_kinds import LineKind

POSTING = "Need:\r\n- PythonExperience,\x1b[31m PyTorch or JAX\r\n5+ years of it, remote. $100,000 a year\n"


def run(*words, text=POSTING):
    return CliRunner().invoke(app, [*map(str, words)], input=text)


def test_one_posting_is_printed_with_levels_rules_and_marked_words():
    result = run("--title", "Senior ML Engineer")

    assert result.output.splitlines() == [
        "role ml_engineer, seniority senior, workplace remote, pay 100,000 to 100,000 USD a year, "
        "5 years or more",
        "",
        r"mentioned  Python                   alias  Need: - [Python]Experience,\x1b[31m PyTorch or JAX",
        r"mentioned  PyTorch  any of group 1  alias  Need: - PythonExperience,\x1b[31m [PyTorch] or JAX "
        "5+ years of it, remote.",
        r"mentioned  JAX      any of group 1  alias  thonExperience,\x1b[31m PyTorch or [JAX] "
        "5+ years of it, remote. $100,0",
    ]


def test_words_that_only_may_mean_a_skill_are_called_generic():
    lines = run(text="You build data pipelines. The pipelines are tested.\n").output.splitlines()

    assert lines[2:4] == [
        "mentioned  data pipelines    alias           You build [data pipelines]. The pipelines are tested.",
        "mentioned  data pipelines    alias, generic  You build data pipelines. The [pipelines] are tested.",
    ]


def test_its_json_is_that_of_extract():
    known = {"title": "Senior ML Engineer", "company": "PyTorch", "location": "Berlin, Germany"}
    lines = json.dumps({"id": 1, "text": POSTING, **known})

    one = json.loads(
        run(
            "--format=json", "--title", known["title"], "--employer", known["company"],
            "--location", known["location"],
        ).output
    )  # fmt: skip
    many = json.loads(CliRunner().invoke(extract, [], input=lines).output)

    assert [(mention["rule"], mention["form"]) for mention in one["mentions"]] == [("alias", "specific")] * 3
    assert one["country"] == "DE"
    assert one.pop("open_names") == []
    assert {"id": 1, **one} == many


def test_names_that_the_catalogue_lacks_stand_last_and_are_no_mentions():
    text = "Requirements\n- Python, Zorblax\x1b[31m and SQL\n- ZORBLAX or PyTorch\n"

    plain = run("--title", "ML Engineer", text=text).output.splitlines()
    found = json.loads(run("--title", "ML Engineer", "--format=json", text=text).output)

    assert plain[-2:] == ["", "names that the catalogue lacks: Zorblax"]
    assert {one["skill"] for one in found["mentions"]} == {"Python", "SQL", "PyTorch"}
    assert [text[one["start"] : one["end"]] for one in found["open_names"]] == ["Zorblax", "ZORBLAX"]


def test_an_employer_s_own_name_is_none_that_the_catalogue_lacks():
    said = run("--employer", "Zorblax Inc", text="- Python, Zorblax and SQL\n").output

    assert "lacks" not in said


def test_its_lines_are_told_with_their_reasons():
    text = "Requirements:\n- 3 years of Python\x1b[31m and the rest\n"

    assert run("--lines", text=text).stdout.splitlines() == [
        "must  en  heading 'Requirements'  Requirements:",
        r"must  en  below 'Requirements'    - 3 years of Python\x1b[31m and the rest",
    ]
    assert json.loads(run("--lines", "--format=json", text=text).output)[0] == {
        "text": "Requirements:", "kind": "must", "language": "en", "reason": "heading 'Requirements'",
    }  # laid out as a table  # fmt: skip


def test_the_kinds_that_lines_have_are_explained_beside_them():
    result = run("--lines", text="Requirements:\n- SQL\nNice to have:\n- Go\n")

    assert result.stderr.splitlines() == [
        "",
        "must  what the posting asks for",
        "plus  what would be nice to have",
    ]
    assert set(KINDS) == {*get_args(get_args(LineKind)[0]), *get_args(get_args(LineKind)[1])}


def test_a_long_heading_leaves_room_for_the_lines_below_it():
    text = "Among other things, you will be in charge of all of the following tasks and duties:\n- Python\n"
    rows = run("--lines", text=text).stdout.splitlines()

    assert rows[0].index("Among", 40) <= 70
    assert rows[1].endswith("...  - Python")


def test_a_role_that_no_title_tells_is_explained():
    text = "We care for gardens and for those who love them.\n- Python\n- 4 years of experience\n" * 9
    without, with_title = run(text=text), run("--title", "Data Scientist", text=text)

    assert without.stdout.startswith("role other, 4 years or more\n")
    assert "without --title the role comes from the first line" in without.stderr
    assert with_title.stdout.startswith("role data_scientist, 4 years or more\n")
    assert not with_title.stderr


@pytest.mark.parametrize("option", [(), ("--lines",)], ids=["reading", "lines"])
def test_a_text_that_is_too_long_is_said_to_be_read_in_part(option):
    too_long = run(*option, text="SQL\n" + "\n" * LONGEST_READ)
    whole = run(*option, text="SQL\n")

    assert "its first 150,000 characters" in too_long.stderr
    assert "150,000" not in whole.stderr


def test_a_file_is_read_without_its_byte_order_mark(tmp_path):
    path = tmp_path / "posting.txt"
    path.write_bytes(b"\xef\xbb\xbfSQL")

    assert "[SQL]" in run(path).output


def test_a_posting_without_skills_says_so():
    assert run(text="We grow gardens.").stdout.splitlines() == [
        "role other", "no skill of the catalogue is named"
    ]  # laid out as a table  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"caf\xe9", "not text in UTF-8: .* at byte 3"), (b"a" * 8_000_001, "more than 8,000,000 bytes")],
)
def test_what_cannot_be_read_is_said(content, said):
    error = run(text=content).exception

    assert isinstance(error, UsageError)
    assert re.search(said, str(error))


def test_without_spacy_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr("data.extras.find_spec", lambda package: None)

    error = run().exception

    assert isinstance(error, MissingExtra)
    assert "python -m pip install 'skillgauge[spacy]'" in str(error)
    assert error.exit_code == 2


def test_a_closed_standard_input_is_said():
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec '{sys.executable}' '{ROOT / 'cli.py'}' read - <&-"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (2, "skillgauge: cannot read '-': standard input is closed\n")
