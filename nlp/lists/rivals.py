"""Which tools are rivals, of which one usually does, and which are parts of one stack."""

from collections.abc import Sequence
from functools import cache
from itertools import combinations

from nlp.lists.tokens import table
from nlp.names.disambiguate import Candidate

# names of these kinds stand for each other in lists of two frameworks and more
FRAMEWORK_LIKE = frozenset({"framework", "library"})
FEWEST_FRAMEWORKS = 2


@cache
def _pairs_of(group: str) -> frozenset[frozenset[str]]:
    """Return every two skills that a row of the file names."""
    return frozenset(
        frozenset(pair) for row in table().words(group) for pair in combinations(row.split(), 2)
    )


def are_rivals(members: Sequence[Candidate]) -> bool:
    """Tell whether one would hardly use two of these names beside each other."""
    together = _pairs_of("together")
    return are_peers(members) and not any(
        frozenset((one.skill, other.skill)) in together or _share_platform(one, other)
        for one, other in combinations(members, 2)
    )


def are_peers(members: Sequence[Candidate]) -> bool:
    """Tell whether names are tools of one kind, or for one end, and none is made of another."""
    if any(member.is_practice for member in members):
        return False
    kinds = [member.name.kind for member in members]
    is_of_kind = len(set(kinds)) == 1 or (
        FRAMEWORK_LIKE.issuperset(kinds) and kinds.count("framework") >= FEWEST_FRAMEWORKS
    )
    if not is_of_kind and ("language" in kinds or not members[0].name.topics.intersection(*(m.name.topics for m in members))):
        return False
    return not any(is_pair(one, other) for one, other in combinations(members, 2))


def is_pair(one: Candidate, other: Candidate) -> bool:
    """Tell whether two names belong together where a slash joins them ("C/C++", "Spark/PySpark", "AWS/S3")."""
    if frozenset((one.skill, other.skill)) in _pairs_of("pair"):
        return True
    is_part = one.skill in other.name.ancestors or other.skill in one.name.ancestors
    return is_part and (
        one.name.kind != other.name.kind or one.skill in other.skill or other.skill in one.skill
    )


def _share_platform(one: Candidate, other: Candidate) -> bool:
    """Tell whether two names are services of one platform ("S3, Lambda")."""
    return not one.name.ancestors.isdisjoint(other.name.ancestors)
