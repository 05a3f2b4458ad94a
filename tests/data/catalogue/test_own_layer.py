"""The user's own layer of the catalogue: what it states is read by everything, and a wrong one by nothing."""

import os

import pytest

import skillgauge as sg
from analysis.market.corpus import Corpus
from analysis.market.figure_words import rules_in_words
from analysis.market.receipts import Receipt
from data.catalogue.catalogue_in_use import catalogue_in_use
from data.catalogue.own_layer import MOST_BYTES, layer_stamp, read_layer
from data.catalogue.plain_skills import read_skills
from data.catalogue.skills import SKILLS
from data.errors import CatalogError, ReceiptMismatch
from nlp.catalogue.catalog import load_catalog
from nlp.pipeline import read_text

ZORBLAX = '# mine\n\n[[skill]]\nid = "zorblax"\nname = "Zorblax"\nkind = "library"\nparents = ["python"]\n'
BRACES = "{a,b,c,d,e}{a,b,c,d,e}{a,b,c,d}{a,b,c,d}"  # 400 spellings
TEXT = "Requirements\n- Zorblax, PyTorch and pandaz"


@pytest.fixture
def layer(monkeypatch, tmp_path):
    """Return what writes the layer of a user who has none yet."""
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path))
    path = tmp_path / "skills.toml"

    def written(text):
        path.write_text(text, encoding="utf-8")
        return path

    return written


def found_in(text):
    """Return the skills that the bulk path, the spaCy path and the library find, which agree."""
    mentions = [one.skill for one in sg.read(text).mentions]
    assert [one.skill for one in read_text(text).mentions] == mentions
    return mentions


def test_without_a_layer_the_shipped_catalogue_is_in_use(layer):
    assert layer_stamp() is None
    assert read_layer() is None
    assert catalogue_in_use().skills == read_skills()
    assert catalogue_in_use().layer == ""
    assert load_catalog().digest == load_catalog(SKILLS).digest


def test_a_new_skill_is_read_at_once_and_by_its_name(layer):
    before = load_catalog().digest
    assert found_in(TEXT) == ["pytorch"]

    layer(ZORBLAX)

    assert found_in(TEXT) == ["zorblax", "pytorch"]
    assert load_catalog().digest != before
    assert load_catalog().ancestors("zorblax") == {"python"}
    assert {skill.id: skill.name for skill in catalogue_in_use().skills}["zorblax"] == "Zorblax"


@pytest.mark.parametrize(
    "text",
    ["\ufeff" + ZORBLAX.removeprefix("# mine\n\n"), ZORBLAX.replace("]]", "]]  # ours")],
    ids=["mark", "remark"],
)
def test_what_an_editor_puts_around_a_table_does_no_harm(layer, text):
    layer(text)

    assert found_in(TEXT) == ["zorblax", "pytorch"]


def test_a_shipped_entry_keeps_the_fields_that_the_layer_does_not_state(layer):
    shipped = load_catalog(SKILLS).by_id["pandas"]

    layer('[[skill]]\nid = "pandas"\nname = "Pandas!"\nmore_aliases = ["pandaz{,s}"]\n')

    own = load_catalog().by_id["pandas"]
    assert own.name == "Pandas!"
    assert own.aliases == (*shipped.aliases, "pandaz", "pandazs")
    assert (own.kind, own.parents, own.homepage) == (shipped.kind, shipped.parents, shipped.homepage)
    assert found_in(TEXT) == ["pytorch", "pandas"]


def test_a_skill_that_is_switched_off_is_no_parent_either(layer):
    layer('[[skill]]\nid = "pytorch"\noff = true\n')

    assert found_in(TEXT) == []
    assert "pytorch" not in load_catalog().by_id
    assert "pytorch" not in load_catalog().ancestors("pytorch-lightning")
    assert "pytorch" not in {skill.id for skill in catalogue_in_use().skills}


def test_what_rules_name_may_be_switched_off(layer):
    layer(
        "".join(f'[[skill]]\nid = "{skill}"\noff = true\n' for skill in ("aws", "spark", "go", "lambda")[:3])
    )

    assert found_in("Requirements\n- AWS or GCP, Spark, Go, Python") == ["gcp", "python"]


def test_comments_and_order_leave_the_digest_alone(layer):
    other = '[[skill]]\nid = "plover"\nname = "Plover Studio"\nkind = "tool"\n'
    layer(ZORBLAX + other)
    digest, mark = load_catalog().digest, read_layer().mark

    layer(f"{other}# and\n{ZORBLAX}homepage = 'https://zorblax.example'\n")

    assert (load_catalog().digest, read_layer().mark) == (digest, mark)


def numbered(number, more=""):
    """Return an entry with a number for a name, and one more field."""
    return f'[[skill]]\nid = "z{number}"\nname = "Z {number}"\nkind = "tool"\n{more}\n'


WRONG = {
    "not TOML": ("[[skill]]\nid = = 1\n", r"skills\.toml:2: not TOML"),
    "arrays too deep": ("a = " + "[" * 3_000, "not TOML"),
    "no id": ('[[skill]]\nname = "X"\n', r"skills\.toml:1: this skill has no 'id'"),
    "no kind": ('\n[[skill]]\nid = "x"\nname = "Xa"\n', r"skills\.toml:2: this skill has no 'kind'"),
    "an id twice": (ZORBLAX + ZORBLAX, r"skills\.toml:10: id 'zorblax' stands on line 3 already"),
    "an unknown field": (ZORBLAX + 'colour = "red"\n', "unknown field 'colour'"),
    "a kind that there is not": (ZORBLAX.replace("library", "gadget"), r"skills\.toml:3: .*gadget"),
    "a shipped spelling": (
        ZORBLAX + 'aliases = ["sklearn"]\n',
        r"skills\.toml:3: alias 'sklearn' of 'zorblax' is already listed for 'scikit-learn' \(.*toml:\d",
    ),
    "a shipped name": (
        ZORBLAX + 'aliases = ["PyTorch"]\n',
        r"skills\.toml:3: alias 'pytorch' of 'zorblax' is the name of 'pytorch' \(.*data/skills\.toml:\d+\)",
    ),
    "the name of a shipped alias": (
        '[[skill]]\nid = "x"\nname = "sklearn"\nkind = "tool"\n',
        r"local/skills\.toml:1: alias 'sklearn' of 'scikit-learn' is the name of 'x' \(.*/skills",
    ),
    "no such parent": (ZORBLAX.replace('"python"', '"nobody"'), r"skills\.toml:3: .*unknown parent 'nobody'"),
    "its own ancestor": ('[[skill]]\nid = "spark"\nparents = ["pyspark"]\n', r"local/skills\.toml:1: .*own"),
    "a pattern": (ZORBLAX + 'aliases = [".*"]\n', "regular expressions"),
    "a control character": (ZORBLAX + 'aliases = ["a\\u0007b"]\n', "control character"),
    "a text without end": (ZORBLAX + f'aliases = ["{"x" * 1_000}"]\n', "more than 700 characters"),
    "too many spellings": (ZORBLAX + f'aliases = ["a{"{b,c}" * 40}"]\n', "more than 500 spellings"),
    "braces without end": (ZORBLAX + f'aliases = ["{"{" * 300}"]\n', "regular expressions"),
    "a practice off": ('[[skill]]\nid = "mlops"\noff = true\n', "practices are a closed list"),
    "off and more": ('[[skill]]\nid = "jax"\noff = true\nname = "J"\n', "only `off = true` may stand"),
    "off and unknown": ('[[skill]]\nid = "zorblax"\noff = true\n', "is not shipped"),
    "off what its own needs": (ZORBLAX + '[[skill]]\nid = "python"\noff = true\n', "parent 'python'"),
    "another alphabet": (ZORBLAX.replace("Zorblax", "Зорблакс"), r"skills\.toml:3: .*be searched for"),
    "a misspelled table": (ZORBLAX.replace("[[skill]]", "[[skills]]"), "'skills' means nothing here"),
    "one number for many": ('[[skill]]\nid = "jax"\nmore_aliases = 5\n', ":1: more_aliases must be a list"),
    "a practice renamed": ('[[skill]]\nid = "mlops"\nname = "Emm"\n', r"local/skills\.toml:1: .*its name"),
    "a practice no more": ('[[skill]]\nid = "mlops"\nkind = "tool"\n', r"local/skills\.toml:1: .*its name"),
    "many spellings": (
        "".join(numbered(n, f'aliases = ["z{n}{BRACES}"]') for n in range(130)),
        r"skills\.toml:\d+: up to here this layer has more than 50,000 spellings",
    ),
    "many levels": (
        "".join(numbered(n, f'parents = ["z{n + 1}"]') for n in range(3_000)) + numbered(3_000),
        r"skills\.toml:1: skill 'z0' has more than 50 levels of parents",
    ),
    "too large": ("#" * (MOST_BYTES + 1), "too many for a layer"),
}  # laid out as a table  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), WRONG.values(), ids=WRONG)
def test_a_wrong_layer_is_never_half_used(monkeypatch, tmp_path, text, reason):
    folder = tmp_path / "local"
    folder.mkdir()
    (folder / "skills.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(folder))

    for read in (load_catalog, catalogue_in_use, lambda: sg.read("PyTorch")):
        with pytest.raises(CatalogError, match=reason):
            read()


def test_a_whole_catalogue_of_an_earlier_version_is_told_from_a_layer(layer):
    layer(SKILLS.read_text(encoding="utf-8"))

    with pytest.raises(CatalogError, match="a whole catalogue, as earlier versions kept it"):
        load_catalog()


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["a folder", "a pipe"])
def test_what_is_no_file_is_refused(layer, tmp_path, make):
    make(tmp_path / "skills.toml")

    with pytest.raises(CatalogError, match="is no file"):
        load_catalog()


def test_a_file_that_is_not_text_is_refused(layer, tmp_path):
    (tmp_path / "skills.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(CatalogError, match=r"skills\.toml: cannot be read"):
        load_catalog()


def test_figures_carry_the_layer_and_receipts_name_it(layer):
    from benchmarks.synthetic import generate_tables  # noqa: PLC0415 - makes a whole market

    layer(ZORBLAX)
    known = catalogue_in_use()
    tables = generate_tables(40)
    plain, own = (Corpus.from_tables(tables, known.skills, layer=mark) for mark in ("", known.layer))

    assert own.catalog == f"{plain.catalog}+{known.layer}"
    assert rules_in_words(own.catalog).endswith("Your own layer of the catalogue is in use.")
    receipt = Receipt.from_text(
        f"share?skill=x&snapshot=s&catalog={own.catalog.replace('+', '%2B')}&value=0.5"
    )
    receipt.check_data("s", own.catalog)
    with pytest.raises(ReceiptMismatch, match=f"made with {known.layer} layer of the catalogue, here none"):
        receipt.check_data("s", plain.catalog)
