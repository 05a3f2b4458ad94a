"""The catalogue in the plain form is read as TOML reads it; any other file is left to TOML."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalogue.plain_skills import expanded, plain_skills, read_skills
from data.catalogue.skills import SKILLS, expand, load_skills
from data.errors import CatalogError
from data.records import Skill

PLAIN = """# skills

[[skill]]
id = "jax"
name = "JAX"
kind = "library"
aliases = [
  "{google,deepmind} jax{,s}", "jax",
]
exact = []
homepage = "https://jax.dev"

[[skill]]
id = "c"
name = "C"
kind = "language"
exact = ["C"]
"""
NOT_PLAIN = {
    "an escape": PLAIN.replace('"JAX"', '"J\\u0041X"'),
    "a literal text": PLAIN.replace('"JAX"', "'JAX'"),
    "no spaces": PLAIN.replace('name = "JAX"', 'name="JAX"'),
    "a comment after a value": PLAIN.replace('"JAX"', '"JAX" # or jax'),
    "a comment in a list": PLAIN.replace('"jax",', '"jax", # short'),
    "a quoted key": PLAIN.replace('name = "JAX"', '"name" = "JAX"'),
    "no line end": PLAIN.rstrip("\n"),
    "a key before a skill": 'version = "1"\n' + PLAIN,
    "another table": PLAIN + "[[tool]]\n",
}
WRONG = {
    "a key twice": PLAIN.replace('kind = "library"', 'kind = "library"\nkind = "tool"'),
    "an unknown key": PLAIN.replace("homepage", "website"),
    "no name": PLAIN.replace('name = "JAX"\n', ""),
    "a text for a list": PLAIN.replace('exact = ["C"]', 'exact = "C"'),
    "a list for a text": PLAIN.replace('name = "C"', 'name = ["C"]'),
    "no comma": PLAIN.replace('jax{,s}", "jax"', 'jax{,s}" "jax"'),
    "two commas": PLAIN.replace('"jax",', '"jax",,'),
    "a control character": PLAIN.replace('"JAX"', '"J\x01AX"'),
    "a text without end": PLAIN.replace('"JAX"', '"JAX'),
}


def loaded(path, text):
    """Return what TOML reads, or why it cannot."""
    path.write_text(text, encoding="utf-8")
    try:
        return load_skills(path)
    except CatalogError as error:
        return str(error)


def test_the_shipped_catalogue_is_plain_and_read_as_toml_reads_it():
    assert plain_skills(SKILLS.read_text(encoding="utf-8")) == load_skills()


def test_plain_skills_are_read(tmp_path):
    jax = ("google jax", "google jaxs", "deepmind jax", "deepmind jaxs", "jax")

    assert (
        plain_skills(PLAIN)
        == loaded(tmp_path / "skills.toml", PLAIN)
        == (
            Skill("c", "C", "language", exact=("C",)),
            Skill("jax", "JAX", "library", aliases=jax, homepage="https://jax.dev"),
        )
    )


@pytest.mark.parametrize("text", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_a_file_in_another_form_is_read_all_the_same(tmp_path, text):
    path = tmp_path / "skills.toml"
    path.write_text(text, encoding="utf-8")

    assert plain_skills(text) is None
    assert [skill.id for skill in read_skills(path)] == ["c", "jax"]


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_a_file_with_a_mistake_is_refused_as_ever(tmp_path, text):
    path = tmp_path / "skills.toml"
    why = loaded(path, text)

    with pytest.raises(CatalogError) as caught:
        read_skills(path)

    assert str(caught.value) == why


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CatalogError, match=r"nothing\.toml"):
        read_skills(tmp_path / "nothing.toml")


@settings(max_examples=60)
@given(
    st.integers(0, len(PLAIN)),
    st.integers(0, 6),
    st.sampled_from(['"', "[", "]", ",", "\n", "#", "\\", " ", "=", "{", "}", "[[skill]]", "é", "'"]),
)
def test_no_edit_of_a_file_is_read_otherwise_than_by_toml(tmp_path_factory, place, cut, put):
    text = PLAIN[:place] + put + PLAIN[place + cut :]
    path = tmp_path_factory.getbasetemp() / "edited.toml"

    found = plain_skills(text)

    assert found is None or found == loaded(path, text)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["a", "b c", "{", "}", ",", "{x,y}", "{,s}"]), max_size=7).map("".join))
def test_braces_stand_for_the_same_spellings(spelling):
    wanted = None
    with suppress(RecursionError):
        wanted = expand(spelling)

    assert wanted is None or expanded(spelling) == wanted
