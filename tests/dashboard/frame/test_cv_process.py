import sys

import pytest

from dashboard.frame import cv_process
from dashboard.frame.cv_process import CvReader, CvUnread

SLOW = "import sys, time; sys.stdout.write('[]\\n'); sys.stdout.flush(); time.sleep(60)"
DEAD = "import sys; sys.exit(1)"
SILENT = "import time; time.sleep(60)"


@pytest.fixture
def reader():
    """Return a function that makes a reader whose process is a small program; it ends with the test."""
    made = []

    def make(program=None):
        made.append(CvReader((sys.executable, "-c", program)) if program else CvReader())
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_a_cv_is_read_in_a_process_of_its_own_that_reads_the_next_one_too(reader):
    one = reader()

    first = one.skills(b"I trained models with PyTorch and Python.")
    process = one.process
    second = one.skills("Years of C++ – déjà vu – and SQL".encode())

    assert {"pytorch", "python"} <= set(first)
    assert {"sql", "cpp"} & set(second)
    assert "python" not in second
    assert one.process is process


def test_a_text_that_takes_too_long_ends_the_process_and_the_next_is_read(reader, monkeypatch):
    monkeypatch.setattr(cv_process, "READ_SECONDS", 0.2)
    one = reader(SLOW)

    with pytest.raises(CvUnread, match="too long to read"):
        one.skills(b"Python")
    one.command = reader().command

    assert one.process.poll() is not None  # ended long before its minute was over, or it would have answered
    monkeypatch.setattr(cv_process, "READ_SECONDS", 20.0)
    assert one.skills(b"Python") == ["python"]


def test_starting_does_not_count_as_reading(reader, monkeypatch):
    monkeypatch.setattr(cv_process, "READ_SECONDS", 0.4)
    slow_start = f"import time; time.sleep(0.8); {ECHO}"

    assert reader(slow_start).skills(b"x") == ["read"]


ECHO = """
import sys
out, texts = sys.stdout.buffer, sys.stdin.buffer
out.write(b"[]\\n"); out.flush()
while head := texts.read(4):
    texts.read(int.from_bytes(head, "big"))
    out.write(b'["read"]\\n'); out.flush()
"""


@pytest.mark.parametrize("program", [DEAD, SILENT])
def test_a_process_that_does_not_get_ready_is_said(reader, monkeypatch, program):
    monkeypatch.setattr(cv_process, "LOAD_SECONDS", 0.5)

    with pytest.raises(CvUnread, match="cannot be read on this machine"):
        reader(program).skills(b"Python")


def test_a_machine_without_processes_says_so(tmp_path):
    with pytest.raises(CvUnread, match="cannot be read on this machine"):
        CvReader((str(tmp_path / "none"),)).skills(b"Python")


def test_a_process_that_was_ended_from_outside_is_started_again(reader):
    one = reader(ECHO)
    one.skills(b"x")
    one.process.kill()
    one.process.wait()

    assert one.skills(b"x") == ["read"]


def test_who_waits_too_long_for_others_is_asked_to_come_back(reader, monkeypatch):
    monkeypatch.setattr(cv_process, "WAIT_SECONDS", 0.05)
    one = reader(ECHO)

    with one.turn, pytest.raises(CvUnread, match="try again"):
        one.skills(b"x")


@pytest.mark.parametrize("text", ["x" * 50_001, "é" * 25_001, "Python " * 20_000])
def test_a_text_over_the_limit_is_refused_before_it_is_read(corpus, monkeypatch, text):
    monkeypatch.setattr(cv_process, "cv_reader", lambda: pytest.fail("it was read"))

    with pytest.raises(CvUnread, match="at most 50 kB"):
        cv_process.skills_in(text, corpus)


def test_a_text_of_exactly_the_limit_is_read_without_its_blank_ends(corpus, monkeypatch):
    class Sized:
        def skills(self, content):
            return [corpus.skills[0].id] if len(content) == 50_000 else []

    monkeypatch.setattr(cv_process, "cv_reader", Sized)

    assert cv_process.skills_in("x" * 50_000 + "\n", corpus) == [corpus.skills[0].id]


def test_skills_that_no_posting_can_name_are_left_out(corpus, monkeypatch):
    class Found:
        def skills(self, content):
            return ["no-such-skill", corpus.skills[0].id]

    monkeypatch.setattr(cv_process, "cv_reader", Found)

    assert cv_process.skills_in("any", corpus) == [corpus.skills[0].id]


def test_what_is_no_text_reads_as_nothing():
    assert cv_process.text_of(b"PK\x03\x04\x00\x00") == ""
    assert cv_process.text_of("Résumé".encode()) == "Résumé"
