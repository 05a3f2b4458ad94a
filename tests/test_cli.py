"""The command entry: what the outside may hand in and take back."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import cli
from data.errors import UsageError
from data.paths import ROOT


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("name", ["Zo\u00eb", "\u6a5f\u68b0", "\U0001f600", "a\udcff.jsonl"])
def test_an_output_takes_every_name_and_json_stays_json(monkeypatch, encoding, name):
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding))

    cli.accept_all_characters()
    print(json.dumps([name], ensure_ascii=False), flush=True)

    assert json.loads(written.getvalue().decode(encoding)) == [name]


@pytest.mark.parametrize("arguments", [["forget", "--employer", "\udcff"], ["scrape", "--config=\udcff"]])
def test_an_argument_that_is_no_text_is_refused(arguments):
    with pytest.raises(UsageError, match="no text"):
        cli.run(arguments)


@pytest.mark.parametrize("form", ["{}", "--config={}"])
def test_a_file_that_is_there_may_be_called_by_any_bytes(tmp_path, form):
    path = f"{tmp_path}/a\udcff"
    open(path, "w").close()  # noqa: PTH123 - the name as the system has it

    cli.check_text([form.format(path)])


def test_an_error_cannot_steer_the_terminal(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["skillgauge", "import", "a\x1b[31m\u202e.jsonl"])

    with pytest.raises(SystemExit):
        cli.main()

    assert "a\\x1b[31m\\u202e.jsonl" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("arguments", ["catalog list", "boards list"])
def test_a_full_disk_behind_the_output_is_a_sentence(arguments):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cli", *arguments.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
            text=True,
        )

    assert (done.returncode, done.stderr) == (
        1,
        "skillgauge: the output cannot be written: No space left on device\n",
    )


def test_a_closed_output_is_no_error(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)

    cli.accept_all_characters()

    with sys.stdout:
        print("nobody reads this")
