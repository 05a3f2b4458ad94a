"""The page for people who label says what the scorer counts."""

import json
import re
from pathlib import Path

from commands.labelled.label_file import fault_of
from data.catalogue.entry_checks import PRACTICES
from data.records import CLOUDS, LEVELS, ROLES, SENIORITIES, WORKPLACES

PAGE = (Path(__file__).parents[3] / "docs" / "labelling.md").read_text(encoding="utf-8")


def test_the_closed_list_of_practices_is_that_which_is_counted():
    listed = re.search(r"^A/B testing;.+?\.$", PAGE, re.MULTILINE | re.DOTALL)[0].rstrip(".")

    assert {name.strip() for name in listed.replace("\n", " ").split(";")} == set(PRACTICES)


def test_every_word_that_a_field_may_have_is_explained():
    words = {*LEVELS, *ROLES, *SENIORITIES, *WORKPLACES, *CLOUDS}

    assert not {word for word in words if f"`{word}`" not in PAGE}


def test_the_example_is_a_posting_that_can_be_counted():
    example = re.search(r'^    \{"key".+?\]\}$', PAGE, re.MULTILINE | re.DOTALL)[0]

    assert fault_of(json.loads(example)) == ""
