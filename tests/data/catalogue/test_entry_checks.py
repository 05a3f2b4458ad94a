from pathlib import Path

import pytest

from data.catalogue.entry_checks import DEEPEST, PRACTICES
from data.errors import CatalogError
from nlp.catalogue.catalog import load_catalog


def entry(id: str, name: str, kind: str = "tool", **fields: object) -> str:
    lines = [f'{field} = "{value}"' for field, value in {"id": id, "name": name, "kind": kind}.items()]
    lines += [f"{field} = {value!r}".replace("'", '"') for field, value in fields.items()]
    return "\n".join(["[[skill]]", *lines, ""])


def catalogue_with(tmp_path: Path, *entries: str) -> Path:
    """Write a catalogue that is sound but for `entries`, which come first."""
    practices = (entry(f"practice-{number}", name, "practice") for number, name in enumerate(PRACTICES))
    path = tmp_path / "skills.toml"
    path.write_text("\n".join([*entries, *practices]), encoding="utf-8")
    return path


def test_sound_catalogue_loads(tmp_path):
    path = catalogue_with(tmp_path, entry("go", "Go", "language", exact=["Go"], ambiguity="context"))

    assert len(load_catalog(path).skills) == len(PRACTICES) + 1


FAULTS = [
    (entry("b", "Beta", aliases=["Alpha"]), "alias 'alpha' of 'b' is the name of 'a'"),
    (entry("b", "Beta", exact=["ALPHA"]), "alias 'alpha' of 'b' is the name of 'a'"),
    (entry("b", "Beta", aliases=["first-letter"]), "alias 'first letter' of 'b' is already listed for 'a'"),
    (entry("b", "Beta", aliases=["two", "two"]), "alias 'two' of 'b' is already listed for 'b'"),
    (entry("b", "Beta", aliases=["beta"]), "alias 'beta' of 'b' is the name of 'b'"),
    (entry("b", "ALPHA"), "name 'alpha' of 'b' is already listed for 'a'"),
    (entry("a", "Beta"), "id 'a' of 'a' is already listed"),
    (entry("b", "Beta", aliases=[""]), "an empty spelling"),
    (entry("b", ""), "an empty spelling"),
    (entry("b", "Beta", aliases=["be[t]a"]), "regular expressions"),
    (entry("b", "Beta", aliases=["beta{s"]), "regular expressions"),
    (entry("b", "Beta", aliases=["be.*"]), "regular expressions"),
    (entry("b", "Beta", aliases=["be\\u0007ta"]).replace("\\\\", "\\"), "control character"),
    (entry("b", "Beta", aliases=["be\\u200bta"]).replace("\\\\", "\\"), "control character"),
    (entry("b", "Beta", aliases=[" two words"]), "spaces at an end"),
    (entry("b", "Beta", aliases=["two  words"]), "two in a row"),
    (entry("b", "Яндекс"), "texts cannot be searched for 'Яндекс'"),
    (entry("b", "Яндекс-Go"), "texts cannot be searched for 'Яндекс-Go'"),
    (entry("b", "Beta", aliases=["工具"]), "texts cannot be searched for '工具'"),
    (entry("b", "Beta", aliases=["--"]), "texts cannot be searched for '--'"),
    (entry("b", "B"), "one-letter spelling 'B' needs a context rule"),
    (entry("b", "Beta", exact=["B"]), "one-letter spelling 'B' needs a context rule"),
    (
        entry("b", "Beta", aliases=["b"], ambiguity="context"),
        "one-letter spelling 'b' needs a context rule",
    ),
    (entry("b", "Beta", "gadget"), "unknown kind 'gadget'"),
    (entry("b", "Beta", ambiguity="maybe"), "unknown ambiguity 'maybe'"),
    (entry("b", "Beta", topics=["Big Data"]), "topic 'Big Data' must be"),
    (entry("b", "Beta", homepage="http://example.org"), "plain https address"),
    (entry("b", "Beta", homepage="https://example.org/?q=1"), "plain https address"),
    (entry("B 1", "Beta"), "the id must be"),
    (entry("b", "Beta", parents=["nobody"]), "unknown parent 'nobody'"),
    (entry("b", "Beta", parents=["b"]), "is its own ancestor"),
]  # laid out as a table  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "reason"), FAULTS, ids=[f"{n}-{reason}" for n, (_, reason) in enumerate(FAULTS)]
)
def test_fault_is_refused_with_its_line(tmp_path, broken, reason):
    path = catalogue_with(tmp_path, entry("a", "Alpha", aliases=["first letter"]), broken)

    with pytest.raises(CatalogError) as caught:
        load_catalog(path)

    assert reason in caught.value.reason
    assert caught.value.line == 7  # the second entry


def test_circle_of_parents_is_refused(tmp_path):
    path = catalogue_with(
        tmp_path,
        entry("a", "Alpha", parents=["b"]),
        entry("b", "Beta", parents=["c"]),
        entry("c", "C3", parents=["a"]),
    )

    with pytest.raises(CatalogError, match="skill 'a' is its own ancestor"):
        load_catalog(path)


def test_missing_practice_is_named(tmp_path):
    path = catalogue_with(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('name = "drift detection"', 'name = "drifting"'), encoding="utf-8")

    with pytest.raises(CatalogError, match="no practice 'drift detection'"):
        load_catalog(path)


def test_practice_as_another_kind_is_missing(tmp_path):
    path = catalogue_with(tmp_path)
    text = path.read_text(encoding="utf-8")
    broken = text.replace('name = "MLOps"\nkind = "practice"', 'name = "MLOps"\nkind = "tool"')
    path.write_text(broken, encoding="utf-8")

    with pytest.raises(CatalogError, match="no practice 'MLOps'"):
        load_catalog(path)


def test_ambiguous_entry_may_say_that_its_name_is_certain(tmp_path):
    path = catalogue_with(tmp_path, entry("b", "Beta", aliases=["Beta"], exact=["BT"], ambiguity="weak"))

    found = {spelling.text: spelling.ambiguity for spelling in load_catalog(path).spellings}

    assert (found["beta"], found["BT"]) == ("none", "weak")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("homepage", "https://a.example b"),
        ("wikidata", "P31"),
        ("wikidata", "Q0"),
        ("esco", "http://data.europa.eu/esco/skill/ccd0a1d9"),
        ("onet", " Python"),
    ],
)
def test_an_id_of_another_form_is_refused(tmp_path, field, value):
    with pytest.raises(CatalogError, match=f"{field} .* must be"):
        load_catalog(catalogue_with(tmp_path, entry("b", "Beta").rstrip() + f'\n{field} = "{value}"\n'))


def test_ids_leave_the_digest_alone(tmp_path):
    plain = load_catalog(catalogue_with(tmp_path, entry("b", "Beta"))).digest
    known = load_catalog(
        catalogue_with(tmp_path, entry("b", "Beta").rstrip() + '\nwikidata = "Q1"\nonet = "Beta"\n')
    )

    assert (known.by_id["b"].wikidata, known.by_id["b"].onet) == ("Q1", "Beta")
    assert known.digest == plain


@pytest.mark.parametrize("name", ["R & D", "Żabka", "C++", "Größe 2"])
def test_signs_and_single_letters_from_elsewhere_may_stand_in_a_name(tmp_path, name):
    path = catalogue_with(tmp_path, entry("b", name))

    assert load_catalog(path).by_name(name).id == "b"


def chain(length: int) -> list[str]:
    """Return entries each of which is a parent of the one before it."""
    tail = [entry(f"z{length}", f"Zett {length}")]
    return [entry(f"z{n}", f"Zett {n}", parents=[f"z{n + 1}"]) for n in range(length)] + tail


def test_parents_of_parents_end_somewhere(tmp_path):
    assert load_catalog(catalogue_with(tmp_path, *chain(DEEPEST - 1))).ancestors("z0")

    with pytest.raises(CatalogError, match=f"skills.toml:1: skill 'z0' has more than {DEEPEST} levels"):
        load_catalog(catalogue_with(tmp_path, *chain(DEEPEST)))
