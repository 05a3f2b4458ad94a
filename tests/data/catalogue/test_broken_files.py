"""A catalogue file that TOML or JSON cannot stand is refused with its name, never with a traceback."""

import pytest

from data.catalogue.advice import load_advice
from data.catalogue.guides import load_claims, load_interviews, load_projects, load_sayings
from data.catalogue.reading_quality import load_kind_quality, load_reading_quality
from data.catalogue.skills import load_skills
from data.errors import CatalogError
from nlp.names.senses import load_senses
from scraper.runs.board_list import read_boards

LOADERS = (
    *(load_advice, load_claims, load_interviews, load_projects, load_sayings, load_skills, load_senses),
    read_boards,
)
BROKEN = {
    "a number without end": "a = " + "1" * 5_000,
    "arrays too deep": "a = " + "[" * 3_000,
    "not UTF-8": "a = '\udcff'",
    "not TOML": "a = = 1",
}
ROW = '{"what": "PyTorch", "skill": "pytorch", "labelled": 25, "tp": 20, "fp": 1}'
SET = (
    '"name": "a", "labels": "l", "rules": "r", "postings": 61, "unseen": true, "figures": {}, '
    '"intervals": {}, "floors": {}, "agreement": {}'
)


@pytest.mark.parametrize("load", LOADERS, ids=lambda load: load.__name__)
@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_named(tmp_path, load, content):
    path = tmp_path / "broken.toml"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))

    with pytest.raises(CatalogError, match=r"broken\.toml"):
        load(path)


@pytest.mark.parametrize(
    "content",
    ["round = 1", "round = [1]", "[round]\nid = 'screen'", "[[round]]\nid = 'a'\nname = 'A'\nabout = 'B'"],
    ids=["number", "list of numbers", "one table", "no topic"],
)
def test_a_round_of_interviews_is_a_table_with_topics(tmp_path, content):
    path = tmp_path / "interviews.toml"
    path.write_text(content)

    with pytest.raises(CatalogError, match=r"interviews\.toml.*\[\[\.\.\.(round|topic)\]\]"):
        load_interviews(path)


def test_a_table_where_a_list_stands_is_no_sense(tmp_path):
    path = tmp_path / "senses.toml"
    path.write_text("[[go]]\nsurfaces = ['go']\n")

    with pytest.raises(CatalogError, match=r"senses\.toml"):
        load_senses(path)


@pytest.mark.parametrize("load", [load_reading_quality, load_kind_quality], ids=lambda load: load.__name__)
@pytest.mark.parametrize(
    ("good", "bad"),
    [('"PyTorch"', "{}"), ('"pytorch"', "[]"), ("25", "{}"), ("20", "null"), ("25", "1e999"), (ROW, "7")],
)
def test_a_quality_file_of_another_shape_is_refused(tmp_path, load, good, bad):
    path = tmp_path / "quality.json"
    path.write_text(f'{{"sets": [{{{SET}, "rows": [{ROW.replace(good, bad)}]}}]}}')

    with pytest.raises(CatalogError, match="not a quality file"):
        load(path)
