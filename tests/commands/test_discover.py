"""`skillgauge discover` with a finder that marks what a test tells it to."""

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from commands.discover import app, growth_of
from data.catalogue.reviews import accept_alias, accept_term, load_reviews, save_review, slug_of
from data.catalogue.skills import SKILLS, load_skills
from data.errors import CatalogError, StoreError, UsageError
from nlp.catalogue.catalog import load_catalog
from tests.data.building import a_posting, a_store


class Marking:
    """A finder that marks Zorblax and Plover Studio wherever they stand."""

    def find_all(self, texts):
        for text in texts:
            yield tuple(found.span() for found in re.finditer("Zorblax|Plover Studio", text))

    def find_pieces(self, texts):
        for pieces in texts:
            found = ((start, *self.find_all([words])) for start, words in pieces)
            yield tuple((start + a, start + b) for start, spans in found for a, b in spans)


@pytest.fixture(autouse=True)
def own(monkeypatch, tmp_path):
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path / "own"))
    monkeypatch.setattr("nlp.finder.finder.shipped_finder", Marking)


@pytest.fixture
def dump(tmp_path):
    """Eight employers in two years; the later ones name a tool that no catalogue has."""
    rows = [
        {
            "id": str(number), "source": "dump", "title": "ML Engineer", "company": f"Firm {number}",
            "url": "https://example.org", "posted_at": f"{2025 if number > 3 else 2023}-0{1 + number % 4}-02",
            "text": f"{number} reasons: Python, {'Zorblax' if number > 3 else 'Oldtool'}, Kafka every day.",
        }
        for number in range(8)
    ]  # laid out as a table  # fmt: skip
    path = tmp_path / "dump.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def run(*arguments):
    found = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert found.exit_code == 0
    return found.stdout


def listed(*arguments):
    return json.loads(run("list", *arguments, "--format", "json"))


def test_a_term_is_listed_with_employers_growth_and_examples(dump):
    (zorblax,) = listed(str(dump))

    assert zorblax == {
        "term": "Zorblax",
        "compound_of": None,
        "employers": 4,
        "postings": 4,
        "listed": 4,
        "found": 1.0,
        "first_seen": "2025-01",
        "employers_before": 0,
        "employers_after": 4,
        "z": 1.1,
        "near": ["Orbax"],
        "examples": [
            "4 reasons: Python, Zorblax, Kafka every day.",
            "5 reasons: Python, Zorblax, Kafka every day.",
        ],
    }


def test_the_table_shows_lines_where_they_are_asked_for(dump):
    plain, with_lines = run("list", str(dump)), run("list", str(dump), "--examples")

    assert [line.split() for line in plain.splitlines()][1] == [
        "4",
        "2025-01",
        "0",
        "to",
        "4",
        "Zorblax",
        "near",
        "Orbax",
    ]
    assert "reasons" not in plain
    assert "4 reasons: Python, Zorblax, Kafka every day." in with_lines


def test_only_what_fewest_employers_use_since_a_month_is_listed(dump):
    assert listed(str(dump), "--fewest", "5") == []
    assert listed(str(dump), "--since", "2025-02")[0]["employers"] == 3


def test_only_what_surely_grew_is_listed_where_that_is_asked_for(dump):
    assert listed(str(dump), "--growing") == []
    assert run("list", str(dump), "--growing") == "no term surely became more usual\n"


def test_what_was_refused_is_not_listed_again(dump):
    run("refuse", "zorblax")

    assert listed(str(dump)) == []


def test_a_refusal_can_be_taken_back(dump):
    run("refuse", "zorblax")

    assert run("refuse", "--undo", "Zorblax") == "Zorblax is shown again\n"
    assert [found["term"] for found in listed(str(dump))] == ["Zorblax"]
    with pytest.raises(UsageError, match="'Zorblax' was not set aside"):
        run("refuse", "--undo", "Zorblax")


def test_the_column_of_a_year_is_explained_beside_the_table(dump):
    result = CliRunner().invoke(app, ["list", str(dump)])

    assert result.stderr == (
        "in a year: employers that used it before the last twelve months, and those that did within them\n"
    )


def test_terms_of_a_store(tmp_path):
    text = "We use Python, Zorblax and Kafka."
    path = a_store(
        tmp_path / "market.db",
        a_posting("1", employer="Acme", text=text),
        a_posting("2", employer="Bolt", text=f"{text} Join us."),
    )

    (zorblax,) = listed("--store", str(path))

    assert (zorblax["term"], zorblax["employers"]) == ("Zorblax", 2)
    assert zorblax["first_seen"]


def test_a_store_without_texts_says_so(monkeypatch, tmp_path):
    path = a_store(tmp_path / "market.db", a_posting("1"))
    monkeypatch.setattr("data.store.reader.Reader.texts", lambda *_: iter(()))

    with pytest.raises(UsageError, match="facts only"):
        run("list", "--store", str(path))


def test_missing_dump_is_refused():
    with pytest.raises(UsageError, match=r"there is no file none\.jsonl"):
        run("list", "none.jsonl")


def test_file_and_store_together_are_refused(dump, tmp_path):
    with pytest.raises(UsageError, match="not both"):
        run("list", str(dump), "--store", str(tmp_path / "market.db"))


def test_growth_compares_the_last_twelve_months_with_those_before():
    employers = {f"e{n}": ("2024-01", "2026-01") for n in range(400)}
    months = {f"e{n}": ("2025-06", "2026-01") for n in range(30)} | {"e31": ("2024-02", "2024-03")}

    grown = growth_of("Zorblax", months, employers)

    assert (grown.before, grown.after, grown.employers_before, grown.employers_after) == (1, 30, 400, 400)
    assert grown.is_sure


@pytest.mark.parametrize("months", [("", ""), ("2026-01", "2026-01")], ids=["no dates", "one month"])
def test_there_is_no_growth_without_an_earlier_year(months):
    assert growth_of("Zorblax", {"acme": months}, {"acme": months}) is None


def test_an_alias_joins_its_skill_and_the_rest_stays(tmp_path):
    path = tmp_path / "skills.toml"

    accept_alias("Numpie", "numpy", load_catalog, path)
    accept_alias(
        "Zorb SQL", "zorb", lambda _: None, path=written(tmp_path / "own.toml", 'id = "zorb"\nname = "Zorb"')
    )

    assert load_catalog(path).by_name("numpie").id == "numpy"
    assert len(load_skills(path)) == len(load_skills(SKILLS))
    assert 'aliases = ["Zorb SQL"]' in (tmp_path / "own.toml").read_text(encoding="utf-8")


def written(path, entry):
    path.write_text(f"[[skill]]\n{entry}\n", encoding="utf-8")
    return path


def test_an_alias_of_nothing_or_of_another_skill_s_name_is_refused(tmp_path):
    path = tmp_path / "skills.toml"

    with pytest.raises(UsageError, match="no skill 'none'"):
        accept_alias("Numpie", "none", load_catalog, path)
    with pytest.raises(CatalogError):
        accept_alias("PyTorch", "numpy", load_catalog, path)
    assert not path.exists()


def test_commands_accept_with_an_id_or_as_an_alias(tmp_path):
    path = str(tmp_path / "skills.toml")

    assert "Zorblax is now 'zorb'" in run("accept", "Zorblax", "--as", "zorb", "--catalog", path)
    assert "Numpie is now another spelling of NumPy" in run(
        "accept", "Numpie", "--alias-of", "numpy", "--catalog", path
    )
    assert load_reviews() == {"Zorblax": "accepted", "Numpie": "accepted"}


def test_accepted_term_joins_a_copy_of_the_shipped_catalogue(tmp_path):
    path = tmp_path / "skills.toml"

    skill = accept_term("Zorblax 2", "library", load_catalog, path)

    assert (skill.id, skill.kind) == ("zorblax-2", "library")
    assert {one.id for one in load_skills(path)} == {one.id for one in load_skills(SKILLS)} | {"zorblax-2"}
    assert list(tmp_path.iterdir()) == [path]


def test_term_that_breaks_the_catalogue_is_refused_and_nothing_changes(tmp_path):
    path = tmp_path / "skills.toml"
    accept_term("Zorblax", "tool", load_catalog, path)
    before = path.read_bytes()

    with pytest.raises(CatalogError):
        accept_term("Zorblax", "tool", load_catalog, path)

    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("term", "kind"),
    [("Foo", "gadget"), ("", "tool"), ("a\nb", "tool"), ("x" * 81, "tool"), ("名前", "tool")],
)
def test_bad_term_is_refused(tmp_path, term, kind):
    with pytest.raises(UsageError):
        accept_term(term, kind, load_catalog, tmp_path / "skills.toml")


def test_an_accepted_term_joins_the_own_layer_and_is_found_at_once(tmp_path):
    before = load_catalog().digest

    said = run("accept", "Zorblax")
    run("accept", "Numpie", "--alias-of", "numpy")

    assert said == (
        f"Zorblax is now 'zorblax' in {tmp_path / 'own' / 'skills.toml'}\n"
        "The next scrape or import reads the stored texts again and looks for it\n"
    )
    found = load_catalog()
    assert [found.by_name(name).id for name in ("zorblax", "numpie")] == ["zorblax", "numpy"]
    assert found.digest != before


def test_a_shipped_skill_is_not_accepted_as_a_new_one(tmp_path):
    with pytest.raises(UsageError, match="the catalogue has Python as 'python'"):
        run("accept", "Python")

    assert not (tmp_path / "own" / "skills.toml").exists()
    assert load_reviews() == {}


def test_a_term_in_another_file_is_not_said_to_be_looked_for(tmp_path):
    said = run("accept", "Zorblax", "--catalog", str(tmp_path / "skills.toml"))

    assert said == f"Zorblax is now 'zorblax' in {tmp_path / 'skills.toml'}\n"


def test_a_term_in_the_catalogue_in_use_changes_its_digest_and_is_looked_for(monkeypatch, tmp_path):
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path / "own"))
    in_use = Path(shutil.copyfile(SKILLS, tmp_path / "skills.toml"))
    monkeypatch.setattr("commands.discover.SKILLS", in_use)
    before = load_catalog(in_use).digest

    said = run("accept", "Zorblax", "--catalog", str(in_use))

    assert "reads the stored texts again" in said
    assert load_catalog(in_use).digest != before


def test_commands_accept_and_refuse(monkeypatch, tmp_path):
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path / "own"))

    said = run("accept", "Zorblax", "--kind", "library", "--catalog", str(tmp_path / "skills.toml"))
    run("refuse", "Foo")

    assert "Zorblax is now 'zorblax'" in said
    assert load_reviews() == {"Zorblax": "accepted", "Foo": "set aside"}
    assert load_reviews(tmp_path / "own" / "reviewed_terms.json") == load_reviews()


def test_reviews_are_remembered(tmp_path):
    path = tmp_path / "local" / "reviewed.json"

    save_review("Foo", "set aside", path)
    save_review("Bar", "accepted", path)

    assert load_reviews(path) == {"Bar": "accepted", "Foo": "set aside"}
    assert load_reviews(tmp_path / "none.json") == {}


@pytest.mark.parametrize("content", ["{", "[]", "5", "[" * 100_000], ids=["cut", "list", "number", "deep"])
def test_damaged_reviews_are_an_error_not_a_fresh_start(tmp_path, content):
    path = tmp_path / "reviewed.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(StoreError, match="repair it, or delete it"):
        load_reviews(path)


def test_slug_is_plain():
    assert slug_of("Foo Bar 2.0!") == "foo-bar-2-0"


def test_coverage_counts_known_and_open_tools_of_a_sample(dump):
    found = json.loads(run("coverage", str(dump), "--format", "json"))

    # Python and Kafka in each of eight texts, Zorblax in four of them
    assert (found["named"], found["known"], found["employers"], found["postings"]) == (20, 16, 8, 8)
    assert found["low"] < found["share"] == 0.8 < found["high"]
    assert found["sentence"].startswith("Of the tools named here we know about 80 in 100 (")


def test_coverage_of_a_role_and_of_later_months(dump):
    later = json.loads(run("coverage", str(dump), "--since", "2025-01", "--format", "json"))
    engineers = json.loads(run("coverage", str(dump), "--role", "ml_engineer", "--format", "json"))

    assert (later["named"], later["known"]) == (12, 8)
    assert engineers["postings"] == 8
    with pytest.raises(UsageError, match="no text here names a tool"):
        run("coverage", str(dump), "--role", "data_analyst")
    with pytest.raises(UsageError, match="there is no role 'astronaut'"):
        run("coverage", str(dump), "--role", "astronaut")


def test_a_sample_is_the_same_at_each_call_and_no_larger_than_asked(dump):
    first, second = (run("coverage", str(dump), "--sample", "3", "--format", "json") for _ in "ab")

    assert json.loads(first)["postings"] == 3
    assert first == second


@pytest.mark.parametrize("term", ["", " ", "a\x1b[31m", "x" * 81])
def test_what_cannot_be_a_term_is_not_set_aside(monkeypatch, tmp_path, term):
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path))

    result = CliRunner().invoke(app, ["refuse", term])

    assert isinstance(result.exception, UsageError)
    assert load_reviews() == {}
