import csv
import io

import pytest

from data.files.csvfile import cell_text, guarded, write_rows


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\tx",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20x",
        "  =1",
        "\u00a0=1",
        "\u200b=1",
        "\u3000@x",
        "\x00=1",
    ],
)
def test_text_that_a_spreadsheet_would_run_is_guarded(text):
    assert guarded(text).startswith("'")


@pytest.mark.parametrize("text", ["PyTorch", "C++", "a=b", "1-2", "", "'quoted'", "名前"])
def test_plain_text_is_left_alone(text):
    assert guarded(text) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (-3, "-3"), (0.1 + 0.2, "0.30000000000000004"), (float("nan"), ""), (True, "true")],
)
def test_numbers_stay_numbers(cell, text):
    assert cell_text(cell) == text


def test_nul_and_lone_surrogates_are_dropped():
    assert guarded("a\x00b\ud800c") == "abc"


def test_file_has_a_byte_order_mark_and_reads_back():
    handle = io.StringIO(newline="")

    count = write_rows(handle, ["name", "share"], [['say "hi", you', -0.5], ["=cmd", None]])

    text = handle.getvalue()
    assert count == 2
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:]))) == [
        ["name", "share"],
        ['say "hi", you', "-0.5"],
        ["'=cmd", ""],
    ]
