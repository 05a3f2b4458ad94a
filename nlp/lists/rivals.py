"""Which names are rivals, of which one usually does, and which are parts of one stack."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import combinations

from nlp.lists.tokens import load_words
from nlp.names.disambiguate import OWN_CLOUDS, Candidate, Name

# kinds whose names stand for each other ("PyTorch/Lightning", "Kubernetes/ECS")
LIKE = (frozenset({"framework", "library"}), frozenset({"tool", "cloud service"}))
FEWEST_BUT_ONE = 4  # names of a list in which one may be of another kind


@cache
def broad_practices() -> frozenset[str]:
    """Return the practices that are never members of a choice."""
    return frozenset(load_words().words("broad"))


@cache
def _rows_of(group: str) -> tuple[frozenset[str], ...]:
    """Return the skills of each row of a group of the file."""
    return tuple(frozenset(row.split()) for row in load_words().words(group))


def are_rivals(members: Sequence[Candidate], *, of_one_class: bool = False) -> bool:
    """Tell whether one would hardly use two of these tools beside each other.

    Services of one platform are parts of it ("AWS (S3, Lambda)"). With `of_one_class` the posting has one
    noun for all of them, so one may be of another kind ("databases (Pinecone, Weaviate, Milvus, FAISS)").
    """
    if not (are_alike(members) or (of_one_class and are_alike_but_one(members))) or _are_parts(members):
        return False
    skills = {member.skill for member in members}
    return all(len(row & skills) <= 1 for row in _rows_of("together"))


def are_peers(members: Sequence[Candidate], *, of_one_class: bool = False) -> bool:
    """Tell whether a slash between these names leaves a choice: between practices, or tools that are alike.

    Tools are alike, too, where the posting has one noun for all of them (`of_one_class`). What belongs
    together is no choice.
    """
    number = sum(member.is_practice for member in members)
    if not (number == len(members) or are_alike(members) or (of_one_class and not number)):
        return False
    names = dict.fromkeys(member.name for member in members)
    return not all(_belong_together(one, other) for one, other in combinations(names, 2))


def _are_parts(members: Sequence[Candidate]) -> bool:
    """Tell whether all of these imply the same skill, or most of them belong to one cloud."""
    if frozenset.intersection(*(member.name.ancestors for member in members)):
        return True
    clouds = (cloud for member in members for cloud in member.name.ancestors & OWN_CLOUDS)
    return any(2 * count > len(members) for count in Counter(clouds).values())


def are_alike_but_one(members: Sequence[Candidate]) -> bool:
    """Tell whether these would be alike without one of them; languages are only like each other."""
    if len(members) < FEWEST_BUT_ONE or any(member.name.kind == "language" for member in members):
        return False
    return any(are_alike([*members[:at], *members[at + 1 :]]) for at in range(len(members)))


def are_alike(members: Sequence[Candidate]) -> bool:
    """Tell whether names are tools of one kind or for one end; a language is only like another."""
    kinds = {member.name.kind for member in members}
    if "practice" in kinds:
        return False
    if len(kinds) == 1 or any(kinds <= like for like in LIKE):
        return True
    return "language" not in kinds and bool(
        frozenset.intersection(*(member.name.topics for member in members))
    )


def _belong_together(one: Name, other: Name) -> bool:
    """Tell whether two names are one thing where a slash joins them ("C/C++", "Spark/PySpark", "AWS/S3")."""
    both = {one.skill, other.skill}
    if any(both <= row for row in _rows_of("pair")):
        return True
    is_part = one.skill in other.ancestors or other.skill in one.ancestors
    return is_part and (one.kind != other.kind or one.skill in other.skill or other.skill in one.skill)
