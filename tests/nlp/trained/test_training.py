"""A small training from invented postings: what it learns from, and that it is the same each time."""

import re
from pathlib import Path
from random import Random

import pytest
from weasel.util.config import load_project_config

from data.records import Skill
from nlp.catalogue.catalog import catalog_of
from nlp.finder.finder import NameFinder
from nlp.trained import training
from nlp.trained.corpora import CorpusText, corpus_text, first_name, read_corpora, share_of
from nlp.trained.disguise import Disguise
from nlp.trained.hidden_tools import recall_of
from nlp.trained.invented import WAYS, invented
from nlp.trained.lines import Line
from nlp.trained.train import main
from nlp.trained.training import (
    Recipe,
    chosen_lines,
    labelled_doc,
    ordinary_words,
    read_lines,
    without_usual,
    write_pipeline,
)

CATALOG = catalog_of(
    [
        Skill("python", "Python", "language"),
        Skill("kafka", "Kafka", "tool"),
        Skill("mlops", "MLOps", "practice"),
        Skill("spark", "Spark", "framework"),
    ]
)
TEXT = "Experience with Python, Zorblax and Kafka.\nMLOps in our office in Berlin\nSpark is a plus"
SMALL = Recipe(naming=60, empty=60, held_out=10, epochs=1)


def lines_in(text, hidden=()):
    return sorted(
        read_lines([CorpusText("acme", "2025-01-01", text)], CATALOG, hidden), key=lambda one: one.text
    )


def cut(line, spans):
    return [line.text[span[0] : span[1]] for span in spans]


def test_tools_are_names_and_practices_are_not():
    first, second, third = lines_in(TEXT)

    assert cut(first, first.names) == ["Python", "Kafka"]
    assert second.names == ()
    assert cut(third, third.names) == ["Spark"]


def test_an_unknown_name_beside_known_ones_is_left_open():
    first, second, _ = lines_in(TEXT)

    assert cut(first, first.open) == ["Zorblax"]
    assert second.open == ()


def test_an_unknown_name_of_many_employers_is_no_name():
    lines = [Line("Python, FTP", f"employer {n}", "", ((0, 6, "python"),), ((8, 11),)) for n in range(8)]

    assert without_usual(lines)[0].open == ()
    assert without_usual(lines[:7])[0].open == ((8, 11),)


def test_a_line_with_a_hidden_name_is_left_out():
    assert [line.text for line in lines_in(TEXT, {"spark"})] == [line.text for line in lines_in(TEXT)[:2]]


def test_what_is_open_teaches_nothing(nlp):
    doc = labelled_doc(nlp, Line("Use Python, Zorblax or X", "", "", ((4, 10, "python"),), ((12, 19),)))

    assert [(token.text, token.ent_iob_) for token in doc] == [
        ("Use", "O"), ("Python", "B"), (",", "O"), ("Zorblax", ""), ("or", "O"), ("X", "O")
    ]  # laid out as a table  # fmt: skip


@pytest.fixture(scope="module")
def nlp():
    import spacy  # noqa: PLC0415

    from nlp.finder.words import NameTokenizer  # noqa: PLC0415

    nlp = spacy.blank("xx")
    nlp.tokenizer = NameTokenizer(nlp.vocab)
    return nlp


def test_usual_skills_leave_room_for_others():
    lines = [Line(f"{n} Python", "", "", ((2, 8, "python"),), ()) for n in range(9)]
    lines.append(Line("Kafka", "", "", ((0, 5, "kafka"),), ()))

    naming, _ = chosen_lines(lines, Recipe(of_a_skill=3))

    assert [line.text for line in naming] == ["0 Python", "1 Python", "2 Python", "Kafka"]


def test_words_of_few_employers_are_not_used():
    lines = [Line("harbor wind", f"employer {n}", "", (), ()) for n in range(5)]

    assert ordinary_words([*lines, Line("secret", "one", "", (), ())]) == ["harbor", "wind"]


@pytest.mark.parametrize("seed", range(20))
def test_other_names_stand_where_the_old_ones_stood(seed):
    line = Line(
        "In Berlin we use Python, Zorb and Kafka",
        "",
        "",
        ((17, 23, "python"), (34, 39, "kafka")),
        ((25, 29),),
    )
    disguise = Disguise(Random(seed), ["harbor", "wind"], ["Oldtool"])

    for changed in (disguise.names_changed(line), disguise.others_changed(line)):
        (_, b, _), (c, d, _) = changed.names
        assert changed.text[b : b + 2] == ", "
        assert changed.text[c - 4 : c] == "and "
        assert d == len(changed.text)
        assert cut(changed, changed.open) == ["Zorb"]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_way_invents_other_names(way):
    made = {way(Random(seed), ["harbor", "wind", "plover", "snow"]) for seed in range(50)}

    assert len(made) > 3
    assert all(re.fullmatch(r"\S+( \S+)?", name) for name in made)


def test_inventing_is_a_matter_of_the_seed():
    assert invented(Random(3), ["harbor"]) == invented(Random(3), ["harbor"])


def test_two_trainings_give_the_same_pipeline_without_a_word(tmp_path):
    texts = [
        f"{n} years of {('Python', 'Kafka', 'Spark')[n % 3]}, Zorblax{n}\nlife in our office {n}"
        for n in range(60)
    ]
    lines = read_lines([CorpusText(f"employer {n}", "", text) for n, text in enumerate(texts)], CATALOG, ())

    for name in ("one", "two"):
        write_pipeline(lines, CATALOG, (), tmp_path / name, SMALL)

    one, two = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("one", "two")
    )
    assert one == two
    assert (tmp_path / "one" / "ner" / "model").read_bytes() == (
        tmp_path / "two" / "ner" / "model"
    ).read_bytes()
    assert not (tmp_path / "one" / "vocab").exists()
    assert recall_of(NameFinder.load(tmp_path / "one"), lines, frozenset(["spark"])).tested_tools == 1


def test_a_folder_without_postings_is_said_plainly(tmp_path, capsys):
    assert main(["--corpus", str(tmp_path / "none")]) == 2
    assert "dev.py train: there are no postings to train on" in capsys.readouterr().out


def test_a_comment_names_its_employer_first():
    record = {
        "type": "comment",
        "month": "2025-03",
        "text": "Acme Labs | Berlin | ML<p>We use Python &amp; more",
    }

    assert corpus_text(record) == CorpusText(
        "acme labs", "2025-03", "Acme Labs | Berlin | ML\nWe use Python & more"
    )
    assert first_name("Acme is hiring") == "acme"


def test_the_share_of_a_name_is_always_the_same():
    assert share_of("acme", "x") == share_of("acme", "x") != share_of("acme", "y")
    assert 0 <= share_of("acme", "x") < 1


def test_each_text_is_read_once(tmp_path):
    import json  # noqa: PLC0415
    import lzma  # noqa: PLC0415

    rows = [
        {"company": "Acme", "posted_at": "2025-01-02", "text": text} for text in ("Python", "Python", " ")
    ]
    with lzma.open(tmp_path / "ads.jsonl.xz", "wt") as file:
        file.write("".join(f"{json.dumps(row)}\n" for row in rows))

    assert list(read_corpora(tmp_path)) == [CorpusText("acme", "2025-01-02", "Python")]


def test_the_spacy_project_runs_what_the_command_runs():
    project = load_project_config(Path(training.__file__).parent, interpolate=False)

    assert [command["name"] for command in project["commands"]] == project["workflows"]["all"]
    assert [command["script"] for command in project["commands"]] == [
        ["python -m nlp.trained.train --corpus ${vars.corpus}"],
        ["python -m nlp.trained.train --evaluate --corpus ${vars.corpus}"],
    ]


def test_the_files_that_the_spacy_project_names_are_there():
    folder = Path(training.__file__).parent
    commands = load_project_config(folder, interpolate=False)["commands"]

    named = {name for command in commands for name in (*command["deps"], *command["outputs"])}

    assert {name for name in named if not (folder / name).exists()} == set()
