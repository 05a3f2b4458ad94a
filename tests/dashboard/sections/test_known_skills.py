from types import SimpleNamespace

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from dashboard.sections import known_skills
from tests.dashboard.conftest import words_of


@pytest.mark.parametrize("url", ["http://127.0.0.1:8501/study", None])
def test_alone_a_cv_stays_on_this_machine(url):
    assert known_skills.where_it_is_read(url).startswith("The text stays on this machine.")


@pytest.mark.parametrize(
    ("url", "host", "is_safe"),
    [
        ("http://192.0.2.7:8501/study", r"192\.0\.2\.7", False),
        ("https://jobs.example/study", r"jobs\.example", True),
        ("javascript:alert(1)", "that you opened", True),
        (None, "that you opened", True),
    ],
)
def test_served_to_others_it_goes_to_a_server_that_is_named(monkeypatch, url, host, is_safe):
    monkeypatch.setenv("SKILLGAUGE_SHARED", "1")

    said = known_skills.where_it_is_read(url)

    assert said.startswith(f"The text is sent to the server {host}.")
    assert ("not encrypted" not in said) is is_safe
    assert "not stored" in said


def test_an_uploaded_cv_is_let_go_when_it_was_read(monkeypatch):
    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    manager.add_file("a", UploadedFileRec("1", "cv.txt", "text/plain", b"Python"))
    context = SimpleNamespace(session_id="a", uploaded_file_mgr=manager)
    monkeypatch.setattr(known_skills, "get_script_run_ctx", lambda: context)
    monkeypatch.setattr(known_skills.st, "session_state", state := {"cv": "Python", known_skills.ROUND: 2})

    known_skills._drop(SimpleNamespace(file_id="1"))

    assert manager.get_files("a", ["1"]) == []
    assert state == {"cv": "", known_skills.ROUND: 3}


def read_the_cv(app, text):
    app.text_area(key="cv").set_value(text).run()
    return next(button for button in app.button if button.label == "Read the CV").click().run()


def test_a_cv_that_was_read_is_no_longer_in_its_box(open_page):
    app = read_the_cv(open_page("study"), "I built services in Python and SQL.")

    assert {"python", "sql"} <= set(app.multiselect(key="have").value)
    assert app.text_area(key="cv").value == ""
    assert "stays on this machine" in words_of(app)


def test_a_cv_that_is_too_long_is_refused_in_a_sentence_and_left_in_its_box(open_page):
    app = read_the_cv(open_page("study"), "Développé en Python. " * 2_380)

    assert not app.exception
    assert "at most 50 kB are read" in words_of(app)
    assert app.multiselect(key="have").value == []
    assert app.text_area(key="cv").value


def test_a_shared_dashboard_says_that_a_cv_goes_to_a_server(open_page, monkeypatch):
    monkeypatch.setenv("SKILLGAUGE_SHARED", "1")

    said = words_of(open_page("study"))

    assert "The text is sent to the server" in said
    assert "stays on this machine" not in said
