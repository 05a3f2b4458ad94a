import json

import pytest
from typer.testing import CliRunner

from commands import catalog as command
from data.catalogue.skills import RULES
from data.errors import CatalogError, UsageError
from nlp.levels.intros import INTROS, load_intros
from nlp.names.senses import Sense
from nlp.rule_check import READERS

RUNNER = CliRunner()


def run(*arguments: str) -> str:
    result = RUNNER.invoke(command.app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_check_tells_counts_and_digest():
    shown = run("check")

    assert "the catalogue is sound" in shown
    assert "cloud platform" in shown


def test_check_fails_with_the_line_of_the_fault(tmp_path):
    path = tmp_path / "skills.toml"
    path.write_text('[[skill]]\nid = "x"\nname = "X"\nkind = "gadget"\n', encoding="utf-8")

    with pytest.raises(CatalogError, match=r"skills.toml:1: .*gadget"):
        run("check", "--catalog", str(path))


def test_check_reads_every_file_of_rules():
    assert {path.name for path in RULES.glob("*.toml")} == {*READERS}
    assert f"; {len(READERS)} files of rules" in run("check")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("negation.toml", "[negation]\nen = x\n", r"negation.toml:2: not TOML"),
        ("leds.toml", "[a]\nen = []\n", r"leds.toml: no such file of rules; there are: any_of.toml, "),
    ],
)
def test_check_names_the_file_of_rules_that_is_wrong_and_its_line(monkeypatch, tmp_path, name, text, said):
    (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr("nlp.rule_check.RULES", tmp_path)

    with pytest.raises(CatalogError, match=said):
        run("check")


def test_check_names_the_line_of_a_group_that_its_reader_refuses(monkeypatch, tmp_path):
    path = tmp_path / "intros.toml"
    path.write_text(INTROS.read_text(encoding="utf-8") + '\n[no_group]\nen = ["x"]\n', encoding="utf-8")
    monkeypatch.setattr("nlp.levels.intros.INTROS", path)
    load_intros.cache_clear()

    with pytest.raises(CatalogError, match=r"intros.toml:\d+: \[no_group\] is not a group of this file"):
        run("check")


@pytest.fixture
def rules_file(monkeypatch):
    """Let the file name the rules given, and return what is written into it."""
    written = []

    def names(rules):
        monkeypatch.setattr("data.catalogue.reader_digest.named_rules", lambda: rules)
        monkeypatch.setattr("data.catalogue.reader_digest.write_rules_digest", written.append)
        monkeypatch.setattr("nlp.catalogue.rule_code.RuleCode.digest", lambda self: "b" * 16)
        return written

    return names


def test_digest_says_that_the_file_names_the_rules_of_the_code(rules_file):
    written = rules_file("b" * 16)

    assert run("digest") == f"data/reader.json is up to date: rules {'b' * 16}\n"
    assert run("digest", "--write")
    assert written == []


def test_digest_ends_with_1_where_a_rule_has_changed_since(rules_file):
    rules_file("a" * 16)

    result = RUNNER.invoke(command.app, ["digest"])

    assert result.exit_code == 1
    assert f"names the rules {'a' * 16}, the code is {'b' * 16}" in result.stdout


@pytest.mark.parametrize("before", ["a" * 16, None], ids=["others", "none"])
def test_digest_writes_the_rules_of_the_code_when_told_to(rules_file, before):
    written = rules_file(before)

    assert f"now names the rules {'b' * 16}" in run("digest", "--write")
    assert written == ["b" * 16]


def test_the_table_of_places_is_compared_and_written_when_asked(monkeypatch, tmp_path):
    path = tmp_path / "places.json"
    monkeypatch.setattr("data.places.PLACES", path)
    monkeypatch.setattr("data.extras.need", lambda extra: None)
    monkeypatch.setattr("nlp.place_table.geonames_table", lambda: {"countries": {}, "states": {}})

    before = RUNNER.invoke(command.app, ["towns"])
    missing = path.exists()
    written = run("towns", "--write")

    assert (before.exit_code, missing) == (1, False)
    assert "use --write" in before.stdout
    assert "catalog digest --write` comes next" in written
    assert json.loads(path.read_text(encoding="utf-8")) == {"countries": {}, "states": {}}
    assert run("towns") == "data/places.json is up to date\n"


def test_list_shows_a_kind_with_what_it_implies():
    shown = run("list", "--kind", "cloud service")

    assert any(line.startswith("sagemaker ") and "implies AWS" in line for line in shown.splitlines())
    assert "pytorch" not in shown


def test_list_as_json_holds_whole_records():
    records = json.loads(run("list", "--kind", "language", "--format", "json"))

    assert {"id", "name", "kind", "aliases", "parents"} <= set(records[0])
    assert all(record["kind"] == "language" for record in records)


def test_unknown_kind_is_refused():
    with pytest.raises(UsageError, match="no kind 'gadget'"):
        run("list", "--kind", "gadget")


@pytest.fixture
def layer(monkeypatch, tmp_path):
    """Return the path of the layer of a user who has none yet."""
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path / "own"))
    return tmp_path / "own" / "skills.toml"


def test_show_tells_what_a_skill_is_called_elsewhere_and_where_it_is_stated():
    shown = run("show", "sklearn")
    found = json.loads(run("show", "python", "--format", "json"))

    assert "name        scikit-learn" in shown
    assert shown.splitlines()[-1].endswith("data/skills.toml")
    assert (found["wikidata"], found["onet"]) == ("Q28865", "Python")
    assert found["esco"] == "ccd0a1d9-afda-43d9-b901-96344886e14d"


def test_a_skill_is_added_shown_checked_and_removed(layer):
    said = run(
        *("add", "Zorblax", "--kind", "library", "--alias", "zorblax.py", "--exact", "ZBX"),
        *("--parent", "Python", "--ambiguity", "context", "--homepage", "https://zorblax.example"),
    )
    shown = json.loads(run("show", "zorblax", "--format", "json"))

    assert said == f"Zorblax is now 'zorblax' in {layer}\n"
    assert shown["file"] == str(layer)
    assert (shown["aliases"], shown["exact"], shown["parents"]) == (["zorblax.py"], ["ZBX"], ["python"])
    assert f"your own layer {layer}: 1 entry, 0 switched off" in run("check")
    assert run("remove", "zorblax") == f"'zorblax' is taken out of {layer}\n"
    with pytest.raises(UsageError, match="there is no skill 'zorblax'"):
        run("show", "zorblax")


def test_a_shipped_skill_is_switched_off_and_on_again(layer):
    assert run("remove", "PyTorch") == f"'pytorch' is switched off in {layer}\n"
    assert "0 entries, 1 switched off" in run("check")
    with pytest.raises(UsageError, match=r"'torch' is switched off in .*`skillgauge catalog remove pytorch`"):
        run("show", "torch")
    said = run("remove", "PyTorch")
    assert said == f"'pytorch' is no longer switched off in {layer}; it counts as shipped\n"
    assert "pytorch" in run("list", "--kind", "framework")


def test_what_is_shipped_is_not_added_again(layer):
    with pytest.raises(UsageError, match="the catalogue has PyTorch as 'pytorch'"):
        run("add", "PyTorch", "--kind", "tool")
    with pytest.raises(CatalogError, match=r"already listed for 'scikit-learn'"):
        run("add", "Zorblax", "--kind", "tool", "--alias", "sklearn")

    assert not layer.exists()


def test_check_names_the_fault_of_a_layer(layer):
    layer.parent.mkdir()
    layer.write_text('[[skill]]\nid = "x"\nname = "X"\n', encoding="utf-8")

    with pytest.raises(CatalogError, match=r"own/skills\.toml:1: this skill has no 'kind'"):
        run("check")


def test_check_names_rules_for_spellings_that_a_skill_does_not_have(monkeypatch):
    senses = {"rust": Sense(surfaces=frozenset({"rusty"})), "no-such-skill": Sense(surfaces=frozenset({"x"}))}
    monkeypatch.setattr("commands.catalog.load_senses", lambda: senses)

    said = run("check")

    assert "rust: 'rusty' has a rule but is not a spelling of this skill" in said
    assert "no-such-skill" not in said
