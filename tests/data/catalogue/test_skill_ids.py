"""What the shipped entries say of themselves elsewhere: pages and ids of a plain form, no id twice."""

from collections import Counter

import pytest

from data.catalogue.plain_skills import read_skills


@pytest.mark.parametrize(
    ("field", "fewest"), [("homepage", 1_800), ("wikidata", 70), ("esco", 40), ("onet", 140)]
)
def test_enough_skills_lead_elsewhere_and_no_id_stands_for_two(field, fewest):
    stated = Counter(value for skill in read_skills() if (value := getattr(skill, field)))

    assert stated.total() >= fewest
    if field != "homepage":  # parts of a product may share its page
        assert [value for value, times in stated.items() if times > 1] == []
