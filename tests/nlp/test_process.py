import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from nlp.process import MEMORY_BYTES, serve

ROOT = Path(__file__).resolve().parents[2]


def framed(*questions):
    contents = [json.dumps(question).encode() for question in questions]
    return b"".join(len(content).to_bytes(4, "big") + content for content in contents)


def test_it_says_that_it_is_ready_and_then_answers_each_text():
    answers = io.BytesIO()

    serve(
        io.BytesIO(framed({"text": "Python and SQL"}, {"text": ""}, {"text": "broken \ud800 text, PyTorch"})),
        answers,
    )

    read = [json.loads(line) for line in answers.getvalue().splitlines()]
    assert read[0] == read[2] == []
    assert read[1][0] == ["python", "Python", 0, 6, "mentioned", None, "alias", "specific"]
    assert [[mention[0] for mention in mentions] for mentions in read] == [
        [],
        ["python", "sql"],
        [],
        ["pytorch"],
    ]


def test_it_ends_when_nobody_asks_any_more():
    done = subprocess.run(
        [sys.executable, "-m", "nlp.process"],
        cwd=ROOT,
        input=b"",
        capture_output=True,
        timeout=60,
        check=True,
    )

    assert (done.stdout, done.stderr) == (b"[]\n", b"")


def test_its_memory_is_bounded_and_never_dumped():
    resource = pytest.importorskip("resource")
    code = (
        "import resource; from nlp.process import bound_itself; bound_itself();"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )

    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert said.split() == [str(MEMORY_BYTES), "0"]
    assert resource.RLIMIT_AS
