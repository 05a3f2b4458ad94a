import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard.sections.evidence import comparison, facts_line, open_words, pay_words
from dashboard.sections.passages import leading, open_passage, passage_of, passages
from dashboard.sections.wrong_match import case_of, keep_case
from data.records import Mention, OpenName, Salary
from data.store.reader import Reader
from data.store.reading.store_records import Evidence, PostingLine
from data.store.writer import Store
from tests.dashboard.conftest import words_of

TEXT = "We grow gardens. You know tools (e.g. PyTorch or JAX) well. Bring boots.\n- Docker"
NOW = datetime(2026, 9, 1, tzinfo=UTC)


def mention(surface: str, level: str = "required", skill: str | None = None) -> Mention:
    start = TEXT.index(surface)
    return Mention(skill or surface.lower(), surface, start, start + len(surface), level)


def evidence(**changes: object) -> Evidence:
    line = PostingLine(
        7, "lever", "https://boards.example/7", "Engineer", "Acme", None, date(2026, 8, 4), True, True, 7
    )
    values = {
        "posting": line, "text": TEXT, "mentions": (mention("PyTorch"),), "role": "ml_engineer",
        "seniority": "senior", "salary": None, "was_watched": True, "is_stuffed": False, "is_cut": False,
        "siblings": (), "catalog": "c0ffee",
    }  # laid out as a table  # fmt: skip
    return Evidence(**(values | changes))


def test_a_passage_is_the_sentence_around_the_words():
    found = passage_of(TEXT, mention("PyTorch"))

    assert found.text == "You know tools (e.g. PyTorch or JAX) well."
    assert found.text[found.start : found.end] == "PyTorch"


def test_a_line_of_a_list_is_a_passage():
    assert passage_of(TEXT, mention("Docker")).text == "- Docker"


def test_a_passage_of_endless_text_is_bounded():
    text = f"{'a ' * 5_000}Rust{' b' * 5_000}"
    start = text.index("Rust")

    found = passage_of(text, Mention("rust", "Rust", start, start + 4, "required"))

    assert len(found.text) < 600
    assert found.text[found.start : found.end] == "Rust"


def test_open_names_inside_a_passage_are_marked_in_it_and_others_are_not():
    places = {name: TEXT.index(name) for name in ("JAX", "boots")}
    seen = [OpenName(name, start, start + len(name), name) for name, start in places.items()]

    found = passage_of(TEXT, mention("PyTorch"), seen)

    assert [found.text[start:end] for start, end in found.open_names] == ["JAX"]


def test_the_sentence_of_an_open_name_marks_it_and_its_neighbours():
    seen = [
        OpenName(name, TEXT.index(name), TEXT.index(name) + len(name), name) for name in ("PyTorch", "JAX")
    ]

    line, places = open_passage(TEXT, seen[1], seen)

    assert line == "You know tools (e.g. PyTorch or JAX) well."
    assert [line[start:end] for start, end in places] == ["PyTorch", "JAX"]


def names_of(*called):
    return [OpenName(name, place, place + 1, name.lower()) for place, name in enumerate(called)]


def test_open_names_are_one_sentence_with_each_name_once():
    assert open_words(names_of("Zorblax", "Wobble", "ZORBLAX")) == (
        "Names that our catalogue lacks: Zorblax, Wobble."
    )
    assert open_words(names_of(*"abcdefghij")).endswith(": a, b, c, d, e, f, g, h and 2 more.")
    assert open_words(()) == ""


@pytest.fixture(scope="module")
def with_open_names(market, tmp_path_factory):
    """Return a store whose newest posting names something beside a skill, and that posting's number."""
    path = Path(shutil.copy(market, tmp_path_factory.mktemp("open") / "market.db"))
    with Reader.open(path) as reader:
        newest = reader.evidence(reader.search("").postings[0].id)
    first = newest.mentions[0]
    start = newest.text.index("invented", first.end)
    hostile = OpenName("<script>[x](https://evil.example)", start + 9, start + 15, "x")
    found = [(newest.posting.id, (OpenName("invented", start, start + 8, "invented"), hostile))]
    with Store.open(path) as store:
        store.save_open_names(found, "f" * 16)
    return path, newest.posting.id


def test_a_posting_marks_its_open_names_apart_and_names_them(open_page, with_open_names):
    path, newest = with_open_names

    app = open_page("postings", store=path, posting=str(newest), role="", since="the beginning")

    said = words_of(app)
    assert not app.exception
    assert ":orange-background[*invented*]" in said
    assert r"Names that our catalogue lacks\: invented, \<script\>\[x\]\(https" in said


def test_an_open_name_that_no_passage_shows_has_its_sentence_below(open_page, market, tmp_path):
    path = Path(shutil.copy(market, tmp_path / "market.db"))
    with Reader.open(path) as reader:
        newest = reader.evidence(reader.search("").postings[0].id)
    start = newest.text.index("gardens")
    with Store.open(path) as store:
        store.save_open_names(
            [(newest.posting.id, (OpenName("gardens", start, start + 7, "gardens"),))], "f" * 16
        )

    said = words_of(
        open_page("postings", store=path, posting=str(newest.posting.id), role="", since="the beginning")
    )

    assert "builds forecasts for :orange-background[*gardens*]" in said


def test_a_posting_that_nobody_looked_through_says_nothing_of_open_names(open_page, market):
    with Reader.open(market) as reader:
        newest = reader.search("").postings[0].id

    assert "lacks" not in words_of(open_page("postings", posting=str(newest), role="", since="the beginning"))


def test_the_chosen_skill_leads_and_others_come_once_at_their_strongest():
    mentions = (mention("gardens", "mentioned", "x"), mention("boots", "required", "x"), mention("Docker"))

    found = leading(passages(TEXT, mentions), "docker")

    assert [(one.mention.skill, one.mention.level) for one in found] == [
        ("docker", "required"),
        ("x", "required"),
    ]


def test_the_facts_of_a_posting_are_one_line():
    line = facts_line(evidence(salary=Salary(90_000, 120_000, "EUR", "year"), is_stuffed=True))

    assert line.startswith("Acme · no place stated · posted 4 August 2026 · ML engineer · senior")
    assert "90,000 to 120,000 EUR a year" in line
    assert line.endswith("left out of shares: stuffed")


def test_a_text_that_was_read_in_part_says_how_much_was_read():
    assert facts_line(evidence(is_cut=True)).endswith("only the first 150,000 characters were read")


@pytest.mark.parametrize(
    ("is_open", "was_watched", "said"),
    [
        (True, True, "senior"),
        (False, False, "imported; nobody checks whether it is still open"),
        (False, True, "closed"),
    ],
    ids=["open", "imported", "closed by a scrape"],
)
def test_only_a_posting_that_was_watched_is_called_closed(is_open, was_watched, said):
    line = replace(evidence().posting, is_open=is_open)

    found = facts_line(evidence(posting=line, was_watched=was_watched))

    assert found.split(" · ")[-1] == said


@pytest.mark.parametrize(
    ("salary", "said"),
    [(None, ""), (Salary(50, 50, "USD", "hour"), "50 USD a hour")],
    ids=["none", "one figure"],
)
def test_pay_is_said_as_stated(salary, said):
    assert pay_words(salary) == said


def test_a_wrong_match_becomes_a_case_whose_offsets_cut_its_words(tmp_path, monkeypatch):
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path / "local"))
    found = passage_of(TEXT, mention("PyTorch"))

    path = keep_case(case_of(evidence(), found, "not this skill", "n" * 900, NOW))
    keep_case(case_of(evidence(), found, "another level", "", NOW))

    first, second = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    assert first["text"][first["start"] : first["end"]] == first["surface"] == "PyTorch"
    assert len(first["note"]) == 300
    assert second["verdict"] == "another level"


def test_a_reader_follows_a_posting_to_its_words_and_keeps_a_case(open_page, tmp_path, market):
    with Reader.open(market) as reader:
        newest = reader.search("").postings[0]
    app = open_page("postings", posting=str(newest.id), role="", since="the beginning")
    assert "The words that were counted" in words_of(app)

    next(box for box in app.selectbox if box.label == "What is wrong").select("another level")
    next(button for button in app.button if button.label == "Keep this case").click().run()

    assert not app.exception
    assert (tmp_path / "local" / "wrong_matches.jsonl").exists()


def test_a_posting_that_todays_rules_read_as_it_was_counted_says_so():
    counted = (mention("PyTorch"), mention("Docker"))

    assert comparison(counted, list(counted), {}).startswith("Read again just now")


def test_what_todays_rules_read_otherwise_is_named():
    counted = (mention("PyTorch"), mention("Docker"))
    again = (mention("PyTorch", "preferred"), mention("JAX"))

    assert comparison(counted, again, {"jax": "JAX"}) == (
        "The rules of this version would now count JAX; would no longer count docker; would read otherwise "
        "pytorch. Figures use the words counted above."
    )
