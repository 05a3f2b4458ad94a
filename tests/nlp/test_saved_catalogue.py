"""What a saved pipeline may hold: a catalogue as it was saved, and nothing else."""

import json
import warnings

import pytest

from data.catalogue.reader_digest import rules_digest
from data.errors import CatalogError
from nlp import saved_catalogue
from nlp.catalogue.catalog import catalog_of
from nlp.saved_catalogue import Saved, pack, pack_into, unpack, unpack_from


@pytest.fixture
def saved(tmp_path, catalog):
    """The two files of a saved pipeline."""
    pack_into(tmp_path, Saved("skills", catalog))
    return tmp_path


def rewritten(folder, change):
    """Return the folder with its skills changed: a function of the list of their fields."""
    path = folder / "skills.jsonl"
    skills = [json.loads(line) for line in path.read_bytes().splitlines()]
    path.write_text("".join(json.dumps(one) + "\n" for one in change(skills)), encoding="utf-8")
    return folder


def test_what_is_saved_comes_back_without_a_warning(saved, catalog):
    with warnings.catch_warnings(action="error"):
        assert unpack_from(saved) == Saved("skills", catalog)
        assert unpack(pack(Saved("other", catalog))) == Saved("other", catalog)


def test_a_file_cut_anywhere_is_refused(saved):
    content = (saved / "skills.jsonl").read_bytes()
    for length in (0, 1, 100, len(content) // 2, len(content) - 2):
        (saved / "skills.jsonl").write_bytes(content[:length])
        with pytest.raises(CatalogError, match=r"skills\.jsonl"):
            unpack_from(saved)


@pytest.mark.parametrize("length", [0, 1, 60, 5_000])
def test_bytes_cut_anywhere_are_refused(catalog, length):
    with pytest.raises(CatalogError, match="saved pipeline"):
        unpack(pack(Saved("skills", catalog))[:length])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"[1]", "expected an object, found list"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"9" * 5_000, "not JSON|expected an object"),
        (b'{"id": "x"}', "this skill has no 'name'"),
        (b'{"id": "x", "name": "x", "kind": "tool", "evil": 1}', "unknown field 'evil'"),
        (b'{"id": "x", "name": "Xa", "kind": "tool", "aliases": 5}', "aliases must be a list of strings"),
        (b'{"id": "x", "name": "Xa", "kind": "tool", "aliases": ["{a,b}{a,b}"]}', "without braces"),
        (b'{"id": "x", "name": "(a+)+", "kind": "tool"}', "regular expressions"),
        (b'{"id": "x", "name": "Xa", "kind": "tool", "parents": ["x"]}', "more than 50 levels of parents"),
        (b'{"id": "x", "name": "Xa", "kind": "tool", "parents": ["none"]}', "unknown parent 'none'"),
        (b'{"id": "python", "name": "Xa", "kind": "tool"}', "already listed"),
        (b'{"id": "x", "name": "Frobnicator", "kind": "tool"}', "not the skills that were saved"),
    ],
    ids=[
        "list", "bytes", "deep", "number", "nameless", "field", "shape", "braces", "pattern", "own parent",
        "orphan", "twice", "added",
    ],
)  # fmt: skip
def test_a_line_that_no_catalogue_holds_is_refused(saved, line, said):
    with (saved / "skills.jsonl").open("ab") as file:
        file.write(line + b"\n")

    with pytest.raises(CatalogError, match=said):
        unpack_from(saved)


def test_parents_without_end_are_refused_before_they_are_climbed(saved):
    def chained(skills):
        return (
            skills
            + [
                {"id": f"x{n}", "name": f"Xyz{n}", "kind": "tool", "parents": [f"x{n + 1}"]}
                for n in range(10_000)
            ]
            + [{"id": "x10000", "name": "Xyz10000", "kind": "tool"}]
        )

    with pytest.raises(CatalogError, match="more than 50 levels of parents"):
        unpack_from(rewritten(saved, chained))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", "not JSON"),
        ("[]", "expected an object"),
        ("{}", "spans_key must be a text"),
        ('{"spans_key": ""}', "spans_key must be a text"),
        ('{"spans_key": "skills", "rules": "../../x"}', "rules are named by 16 hex characters"),
        ('{"spans_key": "skills", "rules": "0123456789abcdef"}', "not the skills that were saved"),
    ],
)
def test_settings_that_were_not_saved_so_are_refused(saved, settings, said):
    (saved / "settings.json").write_text(settings)

    with pytest.raises(CatalogError, match=said):
        unpack_from(saved)


def test_a_huge_file_is_refused_unread(saved):
    with (saved / "skills.jsonl").open("r+b") as file:
        file.truncate(10_000_000_000)  # takes no room on the disk

    with pytest.raises(CatalogError, match=r"holds more than 8,000,000 bytes"):
        unpack_from(saved)


def test_more_skills_than_any_catalogue_has_are_refused(saved):
    (saved / "skills.jsonl").write_bytes(b"{}\n" * 20_001)

    with pytest.raises(CatalogError, match="holds more than 20,000 skills"):
        unpack_from(saved)


def test_a_folder_in_place_of_a_file_is_refused(saved):
    (saved / "settings.json").unlink()
    (saved / "settings.json").mkdir()

    with pytest.raises(CatalogError, match="this part of the saved pipeline is missing"):
        unpack_from(saved)


def test_other_rules_are_warned_of_in_one_sentence(saved, catalog, monkeypatch):
    monkeypatch.setattr(saved_catalogue, "rules_digest", lambda: "0123456789abcdef")

    with pytest.warns(UserWarning, match=f"saved with the rules {rules_digest()}, but 0123456789abcdef are"):
        assert unpack_from(saved) == Saved("skills", catalog)


def test_a_catalogue_in_memory_is_saved_as_it_is(saved, catalog):
    fewer = catalog_of(skill for skill in catalog.skills if skill.kind == "practice" or skill.id == "python")

    assert unpack(pack(Saved("skills", fewer))).catalog == fewer
