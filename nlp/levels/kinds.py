"""What a line of a posting does, and the level that it gives to the names in it."""

from collections.abc import Mapping
from typing import Literal

from data.records import Level

Kind = Literal["must", "plus", "duty", "company", "benefits", "not wanted", "other"]

ASKED = frozenset(("must", "plus"))  # a heading of these says all: the words of a sentence add little to it
TALK = frozenset(("company", "benefits", "not wanted"))  # names in it are no part of the job
LEVEL_OF: Mapping[Kind, Level] = {
    "must": "required",
    "plus": "preferred",
    "duty": "mentioned",
    "company": "boilerplate",
    "benefits": "boilerplate",
    "not wanted": "boilerplate",
    "other": "mentioned",
}
BULLETS = "-*•·▪●–—◦>o§ \t"
