import pytest

from data.catalogue.advice import load_advice
from data.catalogue.skills import load_skills
from data.errors import CatalogError

ADVICE = """
umbrella = ["machine-learning"]
too_general = ["python"]
services_that_cover = 3
clouds = ["aws"]

[[platform]]
id = "aws"
same = ["amazon"]

[[no_proof]]
skill = "tensorflow"
by = ["tensorboard"]

[[proves]]
skill = "python"
by = ["pandas"]

[[instead]]
skills = ["pytorch", "jax"]
"""


def test_shipped_advice_names_only_catalogue_skills():
    assert load_advice().named <= {skill.id for skill in load_skills()}


def test_shipped_advice_denies_only_parents_of_the_catalogue():
    above = {skill.id: skill.parents for skill in load_skills()}
    advice = load_advice()

    assert all(parent in above[child] for child, parent in advice.no_proof | advice.same)


@pytest.mark.parametrize(
    "word",
    [
        "machine-learning",
        "artificial-intelligence",
        "cloud-computing",
        "scalability",
        "algorithms",
        "statistics",
    ],
)
def test_words_for_fields_and_qualities_are_umbrella_words(word):
    assert word in load_advice().umbrella


@pytest.mark.parametrize(
    ("one", "other"), [("docker", "kubernetes"), ("git", "mlflow"), ("sql", "spark"), ("azure", "databricks")]
)
def test_neighbours_in_lists_are_no_substitutes(one, other):
    assert not [choice for choice in load_advice().instead if {one, other} <= {*choice}]


def test_advice_is_read(tmp_path):
    path = tmp_path / "advice.toml"
    path.write_text(ADVICE, encoding="utf-8")

    found = load_advice(path)

    assert found.proves == {("pandas", "python")}
    assert found.no_proof == {("tensorboard", "tensorflow")}
    assert found.same == {("amazon", "aws")}
    assert found.instead == (("pytorch", "jax"),)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("= 3", "= 1", "at least 2"),
        ("umbrella = [", "umbrella = [1, ", "list of catalogue ids"),
        ('["pytorch", "jax"]', '["pytorch"]', "at least two skills"),
        ('["pytorch", "jax"]', '["pytorch", "machine-learning"]', "umbrella"),
        ('["pytorch", "jax"]', '["pytorch", "jax"]\n[[instead]]\nskills = ["jax", "keras"]', "two sets"),
        ('clouds = ["aws"]', 'clouds = ["aws", "gcp"]', "platform"),
        ('["machine-learning"]', '["aws"]', "umbrella"),
        ('skill = "python"\nby = ["pandas"]', 'skill = "tensorflow"\nby = ["tensorboard"]', "both"),
        ('id = "aws"', "id = 3", "no id"),
        ("[[proves]]", "[[proves", "advice.toml"),
    ],
    ids=["cover", "number", "one", "umbrella", "twice", "cloud", "platform", "both", "id", "not toml"],
)  # laid out as a table  # fmt: skip
def test_advice_that_contradicts_itself_is_refused(tmp_path, old, new, message):
    path = tmp_path / "advice.toml"
    path.write_text(ADVICE.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(CatalogError, match=message):
        load_advice(path)


def test_more_than_twenty_sets_of_substitutes_are_refused(tmp_path):
    path = tmp_path / "advice.toml"
    more = "".join(f'\n[[instead]]\nskills = ["a{n}", "b{n}"]\n' for n in range(20))
    path.write_text(ADVICE + more, encoding="utf-8")

    with pytest.raises(CatalogError, match="more than 20"):
        load_advice(path)
