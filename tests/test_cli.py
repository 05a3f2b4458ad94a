"""The command entry: what the outside may hand in and take back."""

import io
import json
import sys

import pytest

import cli


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("name", ["Zo\u00eb", "\u6a5f\u68b0", "\U0001f600", "a\udcff.jsonl"])
def test_an_output_takes_every_name_and_json_stays_json(monkeypatch, encoding, name):
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding))

    cli.accept_all_signs()
    print(json.dumps([name], ensure_ascii=False), flush=True)

    assert json.loads(written.getvalue().decode(encoding)) == [name]
