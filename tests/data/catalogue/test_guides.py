import pytest

from data.catalogue.guides import load_claims, load_interviews, load_projects, load_sayings
from data.catalogue.skills import load_skills
from data.errors import CatalogError

CLAIM = """
[[claim]]
id = "a"
statement = "s"
source = "x"
year = 2024
population = "p"
skills = ["aws"]
figure = 0.5
"""


def test_shipped_guides_name_only_catalogue_skills():
    known = {skill.id for skill in load_skills()}
    topics = [topic for one in load_interviews() for topic in one.topics]

    entries = (*topics, *load_projects(), *load_claims(), *load_sayings())
    named = {skill for entry in entries for skill in entry.skills}

    assert named - known == set()


def test_interview_rounds_cover_what_interviews_ask():
    rounds = {one.id: one for one in load_interviews()}

    assert {"fundamentals", "coding", "system-design", "mlops"} <= set(rounds)
    assert {topic.id for topic in rounds["mlops"].topics} >= {
        "cicd", "model-versioning", "experiment-tracking", "drift", "feature-stores", "monitoring",
        "retraining",
    }  # laid out as a table  # fmt: skip
    assert all(1 <= topic.weight <= 3 for one in rounds.values() for topic in one.topics)


def test_weight_depends_on_the_role_where_the_file_says_so():
    topic = next(t for one in load_interviews() for t in one.topics if t.id == "deep-learning")

    assert topic.weight_for(None) == topic.weight_for("ml_engineer") == 3
    assert topic.weight_for("data_analyst") == 0


def test_at_least_nine_projects():
    projects = load_projects()

    assert len(projects) >= 9
    assert all(project.weeks > 0 and project.shows for project in projects)


def test_figure_is_both_ends_of_a_claim(tmp_path):
    path = tmp_path / "claims.toml"
    path.write_text(CLAIM, encoding="utf-8")

    claim = load_claims(path)[0]

    assert (claim.low, claim.high, claim.is_comparable, claim.url) == (0.5, 0.5, True, None)


def test_a_study_without_a_number_is_a_claim(tmp_path):
    path = tmp_path / "claims.toml"
    path.write_text(CLAIM.replace("figure = 0.5\n", ""), encoding="utf-8")

    claim = load_claims(path)[0]

    assert (claim.low, claim.high, claim.population) == (None, None, "p")


SAYING = """
[[saying]]
id = "a"
statement = "SQL is essential"
source = "guides"
year = 2026
skills = ["sql"]
slice = "role=ml_engineer"
"""


def test_a_saying_has_neither_number_nor_population(tmp_path):
    path = tmp_path / "claims.toml"
    path.write_text(SAYING + SAYING.replace('"a"', '"b"').replace('skills = ["sql"]', 'why = "No."'))

    one, other = load_sayings(path)

    assert (one.skills, one.slice, one.why) == (("sql",), "role=ml_engineer", None)
    assert (other.skills, other.why) == ((), "No.")
    assert load_claims(path) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SAYING + "figure = 0.5", "list it as a claim"),
        (SAYING + 'why = "x"', "needs either skills or why"),
        (SAYING.replace('skills = ["sql"]\n', ""), "needs either skills or why"),
        (SAYING.replace('"sql"', "1"), "needs skills"),
    ],
    ids=["a number", "both", "neither", "no text"],
)
def test_bad_sayings_are_refused(tmp_path, text, message):
    path = tmp_path / "claims.toml"
    path.write_text(text)

    with pytest.raises(CatalogError, match=message):
        load_sayings(path)


def test_what_people_say_without_number_and_study_is_listed_as_sayings():
    sayings = {one.id: one for one in load_sayings()}

    assert {"sql-essential", "python-dominant", "cloud-prerequisite", "demand-grows"} <= set(sayings)
    assert not set(sayings) & {one.id for one in load_claims()}
    assert sayings["demand-grows"].url


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (CLAIM.replace("0.5", "50"), "between 0 and 1"),
        (CLAIM.replace('id = "a"', ""), "has no id"),
        (CLAIM.replace('["aws"]', "[]"), "needs skills"),
        (CLAIM.replace("0.5", '"half"'), "needs low, a number"),
        (CLAIM + CLAIM, "two entries"),
        (CLAIM.replace('population = "p"\n', "").replace("figure = 0.5\n", ""), "list it as a saying"),
        ("[[claim", "claims.toml"),
    ],
    ids=["percent", "no id", "no skills", "text", "twice", "a saying", "not toml"],
)
def test_bad_claims_are_refused(tmp_path, text, message):
    path = tmp_path / "claims.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CatalogError, match=message):
        load_claims(path)


TOPIC = """
[[round]]
id = "a"
name = "n"
about = "b"
[[round.topic]]
id = "t"
name = "Drift"
weight = 1
own = ["drift-detection"]
related = ["evidently"]
checklist = ["x"]
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TOPIC.replace('["drift-detection"]', '["drift-detection", "python"]'), "too general"),
        (TOPIC.replace('["drift-detection"]', '["machine-learning"]'), "too general"),
        (TOPIC.replace('["drift-detection"]', "[]"), "needs either own skills or why"),
        (TOPIC + 'why = "No words."', "needs either own skills or why"),
        (TOPIC.replace("evidently", "drift-detection"), "related"),
        (TOPIC + 'source = "a book"', "https"),
    ],
    ids=["python", "machine learning", "neither", "both", "twice", "no link"],
)
def test_a_topic_that_claims_too_much_is_refused(tmp_path, text, message):
    path = tmp_path / "interviews.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CatalogError, match=message):
        load_interviews(path)


def test_a_shipped_topic_counts_only_what_its_name_says():
    skills = {skill.id: skill for skill in load_skills()}

    for topic in (topic for one in load_interviews() for topic in one.topics):
        for skill in (skills[name] for name in topic.own):
            assert skill.kind == "practice" or skill.name.casefold() in topic.name.casefold(), topic.id


@pytest.mark.parametrize("topic_id", ["arrays", "hash-maps", "graph-search", "complexity", "model-choice"])
def test_what_postings_do_not_name_is_not_counted(topic_id):
    topic = next(topic for one in load_interviews() for topic in one.topics if topic.id == topic_id)

    assert topic.own == ()
    assert topic.why


@pytest.mark.parametrize("sample", ["0", "-3"])
def test_a_claim_counted_in_no_posting_is_refused(tmp_path, sample):
    path = tmp_path / "claims.toml"
    path.write_text(
        '[[claim]]\nid = "a"\nstatement = "b"\nsource = "c"\nyear = 2026\nskills = ["sql"]\nfigure = 0.5\n'
        f"sample = {sample}\n",
        encoding="utf-8",
    )

    with pytest.raises(CatalogError, match="sample"):
        load_claims(path)


def test_missing_file_is_a_catalogue_error(tmp_path):
    with pytest.raises(CatalogError):
        load_projects(tmp_path / "none.toml")


def test_topic_for_an_unknown_role_is_refused(tmp_path):
    path = tmp_path / "interviews.toml"
    path.write_text(
        '[[round]]\nid = "a"\nname = "n"\nabout = "b"\n[[round.topic]]\nid = "t"\nname = "n"\nweight = 1\n'
        'skills = ["aws"]\nchecklist = ["x"]\nroles = { wizard = 1 }\n',
        encoding="utf-8",
    )

    with pytest.raises(CatalogError, match="wizard"):
        load_interviews(path)
