"""How well postings are read: accounts against labelled postings.

A skill counts once per posting. A prediction is right when its name, or its surface, is the name or a surface
of a labelled skill of that posting after case, spaces and vendor words are folded. Practices outside the
labelled list are not counted: nobody labelled them. An any-of list counts once wherever it stands: a
predicted list is right when it shares at least half of the members of both with a labelled one, one to one;
members are compared as labelled skills, so that another spelling of a skill is no error.

Where labels are complete for some kinds only, the others are neither right nor wrong nor missed, and a level
counts where it is labelled and the skill was read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from data.records import Skill
from nlp.scoring.accounts import RANK, Account, Labels, Named, fields_of_labels, first_surface, is_complete
from nlp.scoring.counts import COLUMNS, Counts, Figures, Score, figures, intervals, row_of, score_of
from nlp.scoring.folded_names import LABELLED_PRACTICES, fold_name

CONTEXT = 60  # characters shown on either side of an error
SAME_LIST = 0.5  # of all members of two lists that both must have, for the lists to be the same
Label = Mapping[str, Any]  # one labelled skill


class Fault(NamedTuple):
    """One error in its context: `what` is "wrong", "missed", or both levels where those differ."""

    what: str
    kind: str
    skill: str
    surface: str
    context: str


@dataclass(slots=True)
class PostingScore:
    """What was counted in one posting.

    `skills` has what became of each skill ("tp", "fp" or "fn"), by catalogue id; a label that the catalogue
    lacks keeps its own name. `levels` has each skill whose level is labelled with that level and the one that
    was read, both the strongest: None on one side for a skill that was missed, or read wrongly. `fields` are
    those that were read.
    """

    labels: Labels
    fields: Mapping[str, object] = field(default_factory=dict, kw_only=True)
    counts: Counter[str] = field(default_factory=Counter)
    skills: list[tuple[str, str]] = field(default_factory=list)
    levels: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class Evaluation:
    """All that was counted, posting by posting."""

    scores: tuple[PostingScore, ...]

    @property
    def postings(self) -> int:
        """How many postings there are."""
        return len(self.scores)

    @cached_property
    def rows(self) -> Counts:
        """The counts, one row a posting."""
        rows = [row_of(score.counts) for score in self.scores]
        return np.array(rows, dtype=np.int64).reshape(len(rows), len(COLUMNS))

    def figures(self) -> Figures:
        """Return the figures that floors are set for, by name; each lies between 0 and 1."""
        return figures(self.rows)

    def intervals(self) -> dict[str, tuple[float, float]]:
        """Return the 95% interval of each figure, drawn over postings."""
        return intervals(self.rows)

    def labelled_in(self, kind: str) -> int:
        """Return in how many postings all "tech", "practice" or "lists" are labelled."""
        return sum(is_complete(score.labels, kind) for score in self.scores)

    def score(self, kind: str) -> Score:
        """Return what was counted for "tech", "practice" or "lists"."""
        return score_of(self.rows.sum(axis=0), kind)

    def skills(self) -> dict[str, Score]:
        """Return what was counted by skill."""
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for score in self.scores:
            for skill, outcome in score.skills:
                counted[skill][outcome] += 1
        return {skill: Score(**outcomes) for skill, outcomes in counted.items()}

    def worst(self, count: int) -> list[tuple[int, Fault]]:
        """Return the most frequent errors with how often each was made and one example."""
        faults = [fault for score in self.scores for fault in score.faults]
        times = Counter(fault[:-1] for fault in faults)
        examples = {fault[:-1]: fault for fault in faults}
        return [(number, examples[key]) for key, number in times.most_common(count)]


def evaluate(labelled: Iterable[tuple[Labels, Account]], skills: Mapping[str, Skill]) -> Evaluation:
    """Return how the accounts compare with the labels; `skills` are the catalogue's by id."""
    by_name = {fold_name(skill.name): skill.id for skill in skills.values()}
    return Evaluation(tuple(score_posting(labels, account, by_name) for labels, account in labelled))


def score_posting(labels: Labels, account: Account, by_name: Mapping[str, str]) -> PostingScore:
    """Count one posting; `by_name` has the ids of the catalogue's skills by folded name."""
    score = PostingScore(labels, fields=account.fields)
    wanted: Sequence[Label] = labels["skills"]
    where = places_of(account.named, wanted)
    found: dict[int, list[Named]] = defaultdict(list)
    for named in account.named:
        place = where[named.skill]
        if isinstance(place, int):
            found[place].append(named)
        else:
            count_wrong(score, named)
    for place, label in enumerate(wanted):
        if place in found:
            count_found(score, label, found[place])
        else:
            count_missed(score, label, by_name)
    count_lists(score, account, where)
    for name, value in fields_of_labels(labels).items():
        if name in account.fields:
            score.counts[f"{name} right"] += account.fields[name] == value
            score.counts[f"{name} n"] += 1
    return score


Place = int | str  # of a skill among the labels; of one that is not labelled its folded name


def places_of(named: Iterable[Named], wanted: Sequence[Label]) -> dict[str, Place]:
    """Return by skill the label that it matches: by its name first, then by a surface."""
    keys = [{fold_name(label["name"]), *map(fold_name, label["surfaces"])} for label in wanted]
    return {one.skill: place_of(one, keys) for one in named}


def place_of(named: Named, keys: Sequence[set[str]]) -> Place:
    """Return the label that a skill matches; `keys` are the folded names of each."""
    name = fold_name(named.name)
    names = {name, *map(fold_name, named.surfaces)}
    ways = ({name}, names)
    return next((place for way in ways for place, key in enumerate(keys) if way & key), name)


def count_wrong(score: PostingScore, named: Named) -> None:
    """Count a skill that is not labelled, unless it is a practice that nobody labels."""
    kind = "practice" if named.kind == "practice" else "tech"
    is_beyond = kind == "practice" and fold_name(named.name) not in LABELLED_PRACTICES
    if is_beyond or not is_complete(score.labels, kind):
        return
    score.counts[f"{kind} fp"] += 1
    score.skills.append((named.skill, "fp"))
    score.levels.append((named.skill, None, named.level))
    score.faults.append(fault("wrong", kind, named.name, named.surface, score.labels, named.start))


def count_found(score: PostingScore, label: Label, found: Sequence[Named]) -> None:
    """Count a label that was read, once, and whether its strongest level is the labelled one."""
    if is_complete(score.labels, label["kind"]):
        score.counts[f"{label['kind']} tp"] += 1
        score.skills.append((found[0].skill, "tp"))
    levelled = [named for named in found if named.level is not None]
    if label["level"] is None or not levelled:
        return
    best = min(levelled, key=lambda named: RANK[str(named.level)])
    score.counts["level n"] += 1
    score.levels.append((best.skill, label["level"], best.level))
    if best.level == label["level"]:
        score.counts["level right"] += 1
    else:
        what = f"{best.level}, not {label['level']}"
        score.faults.append(fault(what, "level", label["name"], best.surface, score.labels, best.start))


def count_missed(score: PostingScore, label: Label, by_name: Mapping[str, str]) -> None:
    """Count a label that was not read; a sample of what the extractor read says nothing of that."""
    if not is_complete(score.labels, label["kind"]):
        return
    surface = first_surface(label)
    at = max(0, score.labels.get("text", "").find(surface))
    score.counts[f"{label['kind']} fn"] += 1
    skill = by_name.get(fold_name(label["name"]), label["name"])
    score.skills.append((skill, "fn"))
    score.levels.append((skill, label["level"], None))
    score.faults.append(fault("missed", label["kind"], label["name"], surface, score.labels, at))


def fault(what: str, kind: str, skill: str, surface: str, labels: Labels, at: int) -> Fault:
    """Return an error with the words around its place."""
    context = labels.get("text", "")[max(0, at - CONTEXT) : at + CONTEXT]
    return Fault(what, kind, skill, surface, " ".join(context.split()))


def count_lists(score: PostingScore, account: Account, where: Mapping[str, Place]) -> None:
    """Count any-of lists; one of fewer than two different skills is none."""
    if not is_complete(score.labels, "lists"):
        return
    labels: Sequence[Label] = score.labels["skills"]
    index = {fold_name(label["name"]): place for place, label in reversed(list(enumerate(labels)))}
    lists = (
        (index.get(key, key) for key in map(fold_name, names)) for names in alternatives_of(score.labels)
    )
    wanted: list[frozenset[Place]] = [one for one in map(frozenset, lists) if len(one) > 1]
    read = (frozenset(where.get(skill, skill) for skill in one) for one in account.lists)
    got = [one for one in read if len(one) > 1]
    alike = shared_lists(wanted, got)
    score.counts["lists tp"] += len(alike)
    score.counts["lists fn"] += len(wanted) - len(alike)
    score.counts["lists fp"] += len(got) - len(alike)
    score.counts["lists exact"] += alike.count(1.0)


def alternatives_of(labels: Labels) -> Sequence[Sequence[str]]:
    """Return the labelled any-of lists, each with the names of its members."""
    lists: Sequence[Sequence[str]] = labels.get("alternatives", ())
    return lists


def shared_lists(wanted: Sequence[frozenset[Place]], got: Sequence[frozenset[Place]]) -> list[float]:
    """Return how alike each list and its partner are (Jaccard, 0.5 to 1), the most alike paired first."""
    pairs = (
        (len(one & other) / len(one | other), place, other_place)
        for place, one in enumerate(wanted)
        for other_place, other in enumerate(got)
    )
    taken: set[int] = set()
    taken_other: set[int] = set()
    alike = []
    for jaccard, place, other_place in sorted(pairs, reverse=True):
        if jaccard >= SAME_LIST and place not in taken and other_place not in taken_other:
            taken.add(place)
            taken_other.add(other_place)
            alike.append(jaccard)
    return alike
