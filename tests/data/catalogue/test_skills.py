from pathlib import Path

import pytest

from data.catalogue.skills import SKILLS, digest_of, expand, load_skills, read_entries
from data.errors import CatalogError

RULES = "0123456789abcdef"
SMALL = """
[[skill]]
id = "spark"
name = "Spark"
kind = "framework"
aliases = ["apache spark", "spark job{,s}"]
exact = ["SPARK"]
ambiguity = "context"
homepage = "https://spark.apache.org"
topics = ["data-engineering"]

[[skill]]
id = "pyspark"
name = "PySpark"
kind = "library"
parents = ["spark"]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "skills.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_entries_become_skills_sorted_by_id(tmp_path):
    path = written(tmp_path, SMALL)

    pyspark, spark = load_skills(path)

    assert (pyspark.id, pyspark.parents, pyspark.ambiguity) == ("pyspark", ("spark",), "none")
    assert spark.aliases == ("apache spark", "spark job", "spark jobs")
    assert (spark.exact, spark.ambiguity, spark.homepage) == (
        ("SPARK",),
        "context",
        "https://spark.apache.org",
    )
    assert spark.topics == ("data-engineering",)


def test_entries_keep_their_lines(tmp_path):
    path = written(tmp_path, SMALL)

    entries = read_entries(path)

    assert [(entry.skill.id, entry.line) for entry in entries] == [("spark", 2), ("pyspark", 12)]


@pytest.mark.parametrize(
    ("spelling", "meant"),
    [
        ("python", ("python",)),
        ("model{,s}", ("model", "models")),
        (
            "{deploy,serve} {a,the} model",
            ("deploy a model", "deploy the model", "serve a model", "serve the model"),
        ),
    ],
)
def test_braces_stand_for_every_choice(spelling, meant):
    assert expand(spelling) == meant


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('[[skill]]\nname = "Go"\nkind = "language"', 1, "has no 'id'"),
        ('\n[[skill]]\nid = "go"\nname = 7\nkind = "language"', 2, "name must be a string, not 7"),
        (
            '[[skill]]\nid = "go"\nname = "Go"\nkind = "language"\naliases = "golang"',
            1,
            "must be a list of strings",
        ),
        (
            '[[skill]]\nid = "go"\nname = "Go"\nkind = "language"\naliases = ["golang", 1]',
            1,
            "list of strings",
        ),
        (
            '[[skill]]\nid = "go"\nname = "Go"\nkind = "language"\nalias = ["golang"]',
            1,
            "unknown field 'alias'",
        ),
        ("[[skill]]\nid = go", 2, "not TOML"),
        ('skill = [{id = "go", name = "Go", kind = "language"}]', None, "a line of its own"),
        ('skill = "go"', None, "a line of its own"),
    ],
    ids=[
        "no-id",
        "number",
        "text-for-list",
        "number-in-list",
        "unknown-field",
        "broken",
        "inline",
        "not-a-table",
    ],
)
def test_misshapen_file_is_refused_with_its_line(tmp_path, text, line, reason):
    path = written(tmp_path, text)

    with pytest.raises(CatalogError, match=reason) as caught:
        load_skills(path)

    assert caught.value.line == line


def test_missing_file_is_a_catalogue_error(tmp_path):
    with pytest.raises(CatalogError, match="cannot be read"):
        load_skills(tmp_path / "none.toml")


def test_digest_ignores_order_comments_and_what_is_not_read_by(tmp_path):
    first, second = SMALL.strip().split("\n\n")
    reordered = f"# a comment\n{second}\n\n{first.replace('spark.apache.org', 'example.org')}"

    digest = digest_of(load_skills(written(tmp_path, SMALL)), RULES)

    assert digest == digest_of(load_skills(written(tmp_path, reordered)), RULES)
    assert len(digest) == 16


@pytest.mark.parametrize(
    ("old", "new"),
    [('"apache spark"', '"spark sql"'), ('"SPARK"', '"spark"'), ('"context"', '"weak"'), ('["spark"]', "[]")],
    ids=["alias", "exact", "ambiguity", "parents"],
)
def test_digest_changes_with_whatever_can_change_a_mention(tmp_path, old, new):
    assert digest_of(load_skills(written(tmp_path, SMALL)), RULES) != digest_of(
        load_skills(written(tmp_path, SMALL.replace(old, new))), RULES
    )


def test_digest_changes_with_the_rules_that_read_with_the_skills(tmp_path):
    skills = load_skills(written(tmp_path, SMALL))

    assert digest_of(skills, RULES) != digest_of(skills, RULES[::-1])


def test_shipped_file_is_where_it_is_read_from():
    skills = load_skills()

    assert SKILLS.name == "skills.toml"
    assert skills == load_skills(SKILLS)
