import sys

import pytest

from dashboard.frame import text_process
from dashboard.frame.text_process import TextReader, TextUnread
from data.records import Mention

SLOW = "import sys, time; sys.stdout.write('[]\\n'); sys.stdout.flush(); time.sleep(60)"
DEAD = "import sys; sys.exit(1)"
SILENT = "import time; time.sleep(60)"


@pytest.fixture
def reader():
    """Return a function that makes a reader whose process is a small program; it ends with the test."""
    made = []

    def make(program=None):
        made.append(TextReader((sys.executable, "-c", program)) if program else TextReader())
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_a_cv_is_read_in_a_process_of_its_own_that_reads_the_next_one_too(reader):
    one = reader()

    first = one.mentions("I trained models with PyTorch and Python.")
    process = one.process
    second = one.mentions("Years of C++ – déjà vu – and SQL")

    assert [mention.skill for mention in first] == ["pytorch", "python"]
    assert [(mention.surface, mention.start) for mention in second] == [("C++", 9), ("SQL", 29)]
    assert one.process is process


def test_an_employers_own_name_is_left_out_as_it_is_where_many_are_read(reader):
    assert reader().mentions("Databricks builds its own tools.", employer="Databricks") == ()


def test_a_text_that_takes_too_long_ends_the_process_and_the_next_is_read(reader, monkeypatch):
    monkeypatch.setattr(text_process, "READ_SECONDS", 0.2)
    one = reader(SLOW)

    with pytest.raises(TextUnread, match="too long to read"):
        one.mentions("Python")
    one.command = reader().command

    assert one.process.poll() is not None  # ended long before its minute was over, or it would have answered
    monkeypatch.setattr(text_process, "READ_SECONDS", 20.0)
    assert [mention.skill for mention in one.mentions("Python")] == ["python"]


def test_starting_does_not_count_as_reading(reader, monkeypatch):
    monkeypatch.setattr(text_process, "READ_SECONDS", 0.4)
    slow_start = f"import time; time.sleep(0.8); {ECHO}"

    assert reader(slow_start).mentions("x") == READ


ECHO = """
import sys
out, texts = sys.stdout.buffer, sys.stdin.buffer
out.write(b"[]\\n"); out.flush()
while head := texts.read(4):
    texts.read(int.from_bytes(head, "big"))
    out.write(b'[["read", "x", 0, 1, "required", null, "alias"]]\\n'); out.flush()
"""
READ = (Mention("read", "x", 0, 1, "required"),)


@pytest.mark.parametrize("program", [DEAD, SILENT])
def test_a_process_that_does_not_get_ready_is_said(reader, monkeypatch, program):
    monkeypatch.setattr(text_process, "LOAD_SECONDS", 0.5)

    with pytest.raises(TextUnread, match="cannot be read on this machine"):
        reader(program).mentions("Python")


def test_a_machine_without_processes_says_so(tmp_path):
    with pytest.raises(TextUnread, match="cannot be read on this machine"):
        TextReader((str(tmp_path / "none"),)).mentions("Python")


def test_a_process_that_was_ended_from_outside_is_started_again(reader):
    one = reader(ECHO)
    one.mentions("x")
    one.process.kill()
    one.process.wait()

    assert one.mentions("x") == READ


def test_a_process_that_was_started_early_answers_the_first_text(reader):
    one = reader(f"import time; time.sleep(0.3); {ECHO}")

    one.start_early()

    assert one.mentions("x") == READ
    process = one.process
    one.start_early()
    assert one.mentions("x") == READ
    assert one.process is process


def test_without_spacy_the_sentence_says_how_to_install_it(reader, monkeypatch):
    monkeypatch.setattr("data.extras.find_spec", lambda package: None)

    with pytest.raises(TextUnread, match=r"python -m pip install 'skillgauge\[spacy\]'"):
        reader().mentions("Python")


def test_who_waits_too_long_for_others_is_asked_to_come_back(reader, monkeypatch):
    monkeypatch.setattr(text_process, "WAIT_SECONDS", 0.05)
    one = reader(ECHO)

    with one.turn, pytest.raises(TextUnread, match="try again"):
        one.mentions("x")


@pytest.mark.parametrize("text", ["x" * 50_001, "é" * 25_001, "Python " * 20_000])
def test_a_text_over_the_limit_is_refused_before_it_is_read(corpus, monkeypatch, text):
    monkeypatch.setattr(text_process, "text_reader", lambda: pytest.fail("it was read"))

    with pytest.raises(TextUnread, match="at most 50 kB"):
        text_process.skills_in(text, corpus)


def test_a_text_of_exactly_the_limit_is_read_without_its_blank_ends(corpus, monkeypatch):
    class Sized:
        def mentions(self, text):
            return (Mention(corpus.skills[0].id, "x", 0, 1, "required"),) if len(text) == 50_000 else ()

    monkeypatch.setattr(text_process, "text_reader", Sized)

    assert text_process.skills_in("x" * 50_000 + "\n", corpus) == [corpus.skills[0].id]


def test_skills_that_no_posting_can_name_are_left_out(corpus, monkeypatch):
    class Found:
        def mentions(self, text):
            ids = ("no-such-skill", corpus.skills[0].id, corpus.skills[0].id)
            return tuple(Mention(one, "x", 0, 1, "required") for one in ids)

    monkeypatch.setattr(text_process, "text_reader", Found)

    assert text_process.skills_in("any", corpus) == [corpus.skills[0].id]


def test_what_is_no_text_reads_as_nothing():
    assert text_process.text_of(b"PK\x03\x04\x00\x00") == ""
    assert text_process.text_of("Résumé".encode()) == "Résumé"
