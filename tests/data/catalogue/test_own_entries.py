"""Entries written into the user's layer: the rest of the file stays, and a wrong change leaves all of it."""

import pytest

from data.catalogue.own_entries import add_alias, add_entry, remove_entry
from data.errors import CatalogError, UsageError
from data.records import Skill
from nlp.catalogue.catalog import load_catalog

BEFORE = """# what our team names

# the one we wrote
[[skill]]
id = "zorblax" # stays
name = "Zorblax"
kind = "library"

# a colleague's
[[skill]]
id = "plover"
name = "Plover Studio"
kind = "tool"
"""


@pytest.fixture
def path(monkeypatch, tmp_path):
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path))
    return tmp_path / "skills.toml"


def test_the_first_entry_makes_the_file(path):
    full = Skill("z-2", "Z 2", "tool", ("zett",), ("ZED",), ("python",), "context", "https://z.example")

    assert add_entry(full) == path

    assert load_catalog().by_id["z-2"] == full


def test_an_entry_is_appended_and_taken_out_and_the_rest_stays(path):
    path.write_text(BEFORE, encoding="utf-8")

    add_entry(Skill("quux", "Quux", "tool"))
    assert path.read_text(encoding="utf-8").startswith(BEFORE)
    assert load_catalog().by_name("quux").kind == "tool"

    assert remove_entry("quux") == (path, True)
    assert remove_entry("zorblax") == (path, True)
    left = path.read_text(encoding="utf-8")
    assert left.startswith("# what our team names\n\n# the one we wrote\n")
    assert left.rstrip().endswith(BEFORE[BEFORE.index("# a colleague's") :].rstrip())
    assert "zorblax" not in load_catalog().by_id


def test_a_shipped_skill_is_switched_off_and_comes_back(path):
    assert remove_entry("pytorch") == (path, False)
    assert "pytorch" not in load_catalog().by_id

    assert remove_entry("pytorch") == (path, True)
    assert "pytorch" in load_catalog().by_id


def test_spellings_join_own_and_shipped_skills(path):
    path.write_text(BEFORE, encoding="utf-8")

    for skill, alias in (("zorblax", "zbx"), ("zorblax", "zorb"), ("numpy", "numpie"), ("numpy", "numpai")):
        add_alias(skill, alias)

    found = load_catalog()
    assert {found.by_name(name).id for name in ("zbx", "zorb")} == {"zorblax"}
    assert {found.by_name(name).id for name in ("numpie", "numpai", "NumPy")} == {"numpy"}
    assert path.read_text(encoding="utf-8").count("# stays") == 1


def test_a_wrong_change_leaves_the_file(path):
    path.write_text(BEFORE, encoding="utf-8")

    with pytest.raises(UsageError, match="has an entry 'zorblax'"):
        add_entry(Skill("zorblax", "Zorblax", "tool"))
    with pytest.raises(CatalogError, match="is already listed for 'pytorch'"):
        add_entry(Skill("other", "PyTorch", "tool"))
    with pytest.raises(CatalogError):
        add_alias("zorblax", "pytorch")
    with pytest.raises(CatalogError, match="practices are a closed list"):
        remove_entry("mlops")

    assert path.read_text(encoding="utf-8") == BEFORE
    assert list(path.parent.iterdir()) == [path]


def test_a_wrong_change_is_said_of_the_file_and_not_of_its_draft(path):
    path.write_text(BEFORE, encoding="utf-8")

    with pytest.raises(CatalogError) as new:
        add_entry(Skill("other", "PyTorch", "tool"))
    with pytest.raises(CatalogError) as present:
        add_alias("plover", "pytorch")

    assert str(new.value).startswith(f"{path}: ")
    assert str(present.value).startswith(f"{path}:10: ")
