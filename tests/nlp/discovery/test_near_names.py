import pytest

from data.records import Skill
from nlp.catalogue.catalog import catalog_of
from nlp.discovery.near_names import near_names

CATALOG = catalog_of(
    [
        Skill("mongodb-atlas", "MongoDB Atlas", "database", aliases=("atlas db",)),
        Skill("numpy", "NumPy", "library"),
        Skill("kafka", "Kafka", "tool"),
    ]
)


@pytest.mark.parametrize(
    ("term", "near"),
    [
        ("Num Py 2", ("NumPy",)),
        ("Mongo Atlas", ("MongoDB Atlas",)),
        ("Atlas Search", ("MongoDB Atlas",)),
        ("Zorblax", ()),
    ],
)
def test_names_spelled_alike_or_with_a_word_in_common_are_near(term, near):
    assert near_names(term, CATALOG) == near
