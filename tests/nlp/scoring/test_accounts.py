"""What a reading and what labels say, in one form."""

from data.records import Facts, Mention, Reading, Salary, Skill
from nlp.scoring.accounts import account_of_labels, account_of_reading

SKILLS = {
    skill.id: skill for skill in (Skill("pytorch", "PyTorch", "framework"), Skill("jax", "JAX", "framework"))
}


def test_a_reading_names_each_skill_once_at_its_strongest_level():
    mentions = (
        Mention("pytorch", "torch", 0, 5, "mentioned"),
        Mention("pytorch", "PyTorch", 20, 27, "required", 0),
        Mention("jax", "JAX", 31, 34, "required", 0),
    )

    account = account_of_reading(Reading(mentions, Facts(salary=Salary(1, 2, "EUR", "year"))), SKILLS)

    assert [(one.name, one.surfaces, one.level, one.start) for one in account.named] == [
        ("PyTorch", ("torch", "PyTorch"), "required", 20),
        ("JAX", ("JAX",), "required", 31),
    ]
    assert account.lists == (frozenset({"pytorch", "jax"}),)
    assert (account.fields["salary"], account.fields["clouds"]) == ((1, 2), frozenset())


def test_labels_say_the_same_as_a_reading_would():
    labels = {
        "role": "other",
        "remote": "hybrid",
        "clouds": ["gcp", "aws"],
        "salary": {"min": 1, "max": 2},
        "skills": [{"name": "PyTorch", "surfaces": [], "kind": "tech", "level": "preferred"}],
        "alternatives": [["PyTorch", "JAX"]],
    }

    account = account_of_labels(labels)

    assert account.named[0][:6] == ("pytorch", "PyTorch", "tech", (), "preferred", "PyTorch")
    assert account.lists == (frozenset({"pytorch", "jax"}),)
    assert account.fields == {
        "role": "other",
        "workplace": "hybrid",
        "clouds": frozenset({"aws", "gcp"}),
        "salary": (1, 2),
    }
