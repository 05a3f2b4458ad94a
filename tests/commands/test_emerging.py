import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from commands.emerging import app, emerging_terms
from data.catalogue.reviews import accept_term, load_reviews, save_review, slug_of
from data.catalogue.skills import SKILLS, load_skills
from data.errors import CatalogError, StoreError, UsageError
from data.records import Skill
from data.store.reading.store_records import PostingText
from nlp.catalogue.catalog import Catalog, load_catalog
from nlp.discovery.candidates import terms_of
from tests.analysis.small import Ad, tables_of

THEN, NOW = date(2024, 5, 1), date(2025, 5, 1)
PERIODS = ["--before", "2024", "--after", "2025"]


class Shelf:
    """A reader over forty old and forty new postings; the new ones name a tool that no catalogue has."""

    has_texts = True

    @classmethod
    def open(cls, _path):
        return cls()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None

    def texts(self, ids):
        for key in ids.tolist() if self.has_texts else []:
            text = f"You will use Python, {'Zorblax' if key > 40 else 'Oldtool'}, SQL and Docker every day."
            yield PostingText("lever" if key % 2 else "hackernews", f"Employer {key}", text)


@pytest.fixture(autouse=True)
def store(monkeypatch, tmp_path):
    ads = [Ad(f"Employer {n}", day=THEN if n <= 40 else NOW) for n in range(1, 81)]
    monkeypatch.setattr("commands.shared.slice_options.default_store", lambda _store: tmp_path / "market.db")
    monkeypatch.setattr("commands.shared.slice_options.load_tables", lambda _path: tables_of(ads))
    monkeypatch.setattr("commands.emerging.Reader", Shelf)
    monkeypatch.setattr("commands.emerging.load_reviews", dict)
    names = (("python", "Python"), ("sql", "SQL"), ("docker", "Docker"))
    catalog = Catalog(tuple(Skill(id=name, name=title, kind="tool") for name, title in sorted(names)))
    monkeypatch.setattr("commands.emerging.load_catalog", lambda *_path: catalog)


def run(*arguments):
    found = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert found.exit_code == 0
    return found.stdout


def test_new_tool_is_listed_with_its_employers_and_sources():
    assert "Zorblax: 40 of 40 employers, before 0 of 40; in 2 sources" in run("list", *PERIODS)
    assert "Oldtool" not in run("list", *PERIODS, "--format", "json")


def test_word_written_small_in_the_earlier_period_only_keeps_its_earlier_count():
    small = "The plover is our mascot; every plover counts."
    before = [PostingText("lever", f"Old {n}", f"Python, Plover. {small if n < 3 else ''}") for n in range(6)]
    before += [PostingText("lever", f"Past {n}", "Python and SQL") for n in range(34)]
    after = [PostingText("lever", f"New {n}", "Python, Plover, SQL") for n in range(40)]
    catalog = Catalog((Skill("python", "Python", "tool"), Skill("sql", "SQL", "tool")))

    [plover] = emerging_terms(before, after, catalog, {}, every=False)

    assert (plover.term, plover.before, plover.after) == ("Plover", 6, 40)


def test_source_with_a_small_spelling_still_counts_as_a_source():
    before = [PostingText("lever", f"Old {n}", "Python and SQL") for n in range(40)]
    after = [PostingText("lever", f"New {n}", "Python, Plover, SQL") for n in range(40)]
    after += [PostingText("ashby", "Late", "Python, Plover, SQL and a plover")]
    catalog = Catalog((Skill("python", "Python", "tool"), Skill("sql", "SQL", "tool")))

    [plover] = emerging_terms(before, after, catalog, {}, every=False)

    assert (plover.term, plover.sources) == ("Plover", 2)


def test_each_text_is_scanned_once(monkeypatch):
    scanned = []
    monkeypatch.setattr(
        "nlp.discovery.candidates.terms_of",
        lambda text, scanner: scanned.append(text) or terms_of(text, scanner),
    )

    run("list", *PERIODS)

    assert len(scanned) == 80


def test_store_without_texts_says_so(monkeypatch):
    monkeypatch.setattr(Shelf, "has_texts", False)

    with pytest.raises(UsageError, match="facts only"):
        run("list", *PERIODS)


def test_one_period_alone_is_refused():
    with pytest.raises(UsageError, match="two periods"):
        run("list", "--before", "2024")


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


def test_a_term_in_a_copy_is_said_to_be_read_by_nobody(monkeypatch, tmp_path):
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path / "own"))

    said = run("accept", "Zorblax", "--catalog", str(tmp_path / "skills.toml"))

    assert "scrape, import and extract do not read that file" in said
    assert str(SKILLS) in said


def test_a_term_in_the_catalogue_in_use_changes_its_digest_and_is_looked_for(monkeypatch, tmp_path):
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path / "own"))
    in_use = Path(shutil.copyfile(SKILLS, tmp_path / "skills.toml"))
    monkeypatch.setattr("commands.emerging.SKILLS", in_use)
    before = load_catalog(in_use).digest

    said = run("accept", "Zorblax", "--catalog", str(in_use))

    assert "reads the stored texts again" in said
    assert load_catalog(in_use).digest != before


def test_commands_accept_and_reject(monkeypatch, tmp_path):
    monkeypatch.setenv("SKILLGAUGE_LOCAL", str(tmp_path / "own"))

    said = run("accept", "Zorblax", "--kind", "library", "--catalog", str(tmp_path / "skills.toml"))
    run("reject", "Foo")

    assert "Zorblax is now 'zorblax'" in said
    assert load_reviews() == {"Zorblax": "accepted", "Foo": "set aside"}
    assert load_reviews(tmp_path / "own" / "reviewed_terms.json") == load_reviews()


def test_reviews_are_remembered(tmp_path):
    path = tmp_path / "local" / "reviewed.json"

    save_review("Foo", "set aside", path)
    save_review("Bar", "accepted", path)

    assert load_reviews(path) == {"Bar": "accepted", "Foo": "set aside"}
    assert load_reviews(tmp_path / "none.json") == {}


def test_damaged_reviews_are_an_error_not_a_fresh_start(tmp_path):
    path = tmp_path / "reviewed.json"
    path.write_text("{", encoding="utf-8")

    with pytest.raises(StoreError, match="repair it, or delete it"):
        load_reviews(path)


def test_slug_is_plain():
    assert slug_of("Foo Bar 2.0!") == "foo-bar-2-0"
