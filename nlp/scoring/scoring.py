"""How well postings are read: predictions against labelled postings.

A skill counts once per posting. A prediction is right when its name, or its surface, is the name or a surface
of a labelled skill of that posting after case, spaces and vendor words are folded. Practices outside the
labelled list are not counted: nobody labelled them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.records import Mention, Reading, Skill
from nlp.catalogue.catalog_checks import PRACTICES

VENDOR = re.compile(r"^(apache|amazon|aws|google|microsoft|ms|azure|gcp|meta|openai|facebook|the)(?=.{2,})")
NOT_NAME = re.compile(r"[^a-z0-9+#]")
SAME = {
    "golang": "go", "googlecloudplatform": "gcp", "googlecloud": "gcp", "amazonwebservices": "aws",
    "microsoftazure": "azure", "k8s": "kubernetes", "postgres": "postgresql", "sklearn": "scikitlearn",
    "js": "javascript", "ts": "typescript", "reactjs": "react", "nodejs": "node", "vuejs": "vue",
    "huggingfacetransformers": "huggingface", "gpu": "gpus", "gpuprogramming": "gpus", "restapi": "rest",
    "restful": "rest", "restapis": "rest", "restfulapis": "rest", "restfulapi": "rest", "msexcel": "excel",
    "cplusplus": "c++", "largelanguagemodel": "largelanguagemodels", "llm": "largelanguagemodels",
    "llms": "largelanguagemodels", "ml": "machinelearning", "nlp": "naturallanguageprocessing",
    "retrievalaugmentedgeneration": "rag", "genai": "generativeai", "agenticai": "aiagents",
    "agents": "aiagents",
}  # fmt: skip # a table: many words a line
RANK = {"required": 0, "preferred": 1, "mentioned": 2, "boilerplate": 3}
CONTEXT = 60  # characters shown on either side of an error
FIELDS = (("role", "role"), ("seniority", "seniority"), ("workplace", "remote"))


def fold_name(name: str) -> str:
    """Return a name as it is compared: small letters, digits, + and # alone, vendors and synonyms folded."""
    key = NOT_NAME.sub("", name.lower())
    key = SAME.get(key, key)
    short = VENDOR.sub("", key)
    return SAME.get(short, short)


LABELLED_PRACTICES = frozenset(map(fold_name, PRACTICES))


@dataclass(slots=True)
class Score:
    """Right, wrong and missed."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """The share (0 to 1) of predictions that are right, 0 where there is none."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """The share (0 to 1) of labels that were found, 0 where there is none."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: "Score") -> None:
        """Count another score in."""
        self.tp, self.fp, self.fn = self.tp + other.tp, self.fp + other.fp, self.fn + other.fn


@dataclass(slots=True)
class Hits:
    """How often a field was right, of how many times."""

    right: int = 0
    n: int = 0

    def count(self, is_right: bool) -> None:
        """Count one answer."""
        self.right, self.n = self.right + is_right, self.n + 1

    @property
    def share(self) -> float:
        """The share (0 to 1) of right answers, 0 where there is none."""
        return self.right / self.n if self.n else 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One error in its context: `what` is "wrong", "missed" or "level"."""

    what: str
    kind: str
    skill: str
    surface: str
    context: str


@dataclass(slots=True)
class Evaluation:
    """All that was counted.

    `skills` is keyed by catalogue id; a label that the catalogue lacks keeps its own name.
    """

    postings: int = 0
    kinds: dict[str, Score] = field(default_factory=lambda: {"tech": Score(), "practice": Score()})
    alternatives: Score = field(default_factory=Score)
    levels: Hits = field(default_factory=Hits)
    fields: dict[str, Hits] = field(default_factory=lambda: defaultdict(Hits))
    skills: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    sources: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    faults: list[Fault] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return the figures that floors are set for, by name; each lies between 0 and 1."""
        scores = {**self.kinds, "alternatives": self.alternatives}
        named = {f"{name}_f1": score.f1 for name, score in scores.items()}
        named |= {f"{name}_precision": score.precision for name, score in self.kinds.items()}
        named |= {f"{name}_recall": score.recall for name, score in self.kinds.items()}
        return named | {"level": self.levels.share} | {name: hits.share for name, hits in self.fields.items()}

    def worst(self, count: int) -> list[tuple[int, Fault]]:
        """Return the most frequent errors with how often each was made and one example."""
        times = Counter((fault.what, fault.skill, fault.surface) for fault in self.faults)
        examples = {(fault.what, fault.skill, fault.surface): fault for fault in self.faults}
        return [(number, examples[key]) for key, number in times.most_common(count)]


Gold = Mapping[str, Any]  # one labelled posting as it comes from JSON


def evaluate(labelled: Iterable[tuple[Gold, Reading]], skills: Mapping[str, Skill]) -> Evaluation:
    """Return how the readings compare with the labels; `skills` are the catalogue's by id."""
    result = Evaluation()
    by_name = {fold_name(skill.name): skill.id for skill in skills.values()}
    for gold, reading in labelled:
        result.postings += 1
        _count_skills(result, gold, reading, skills, by_name)
        _count_alternatives(result, gold, reading, skills)
        _count_fields(result, gold, reading)
    return result


def _count_skills(
    result: Evaluation, gold: Gold, reading: Reading, skills: Mapping[str, Skill], by_name: Mapping[str, str]
) -> None:
    labels: Sequence[Mapping[str, Any]] = gold["skills"]
    keys = [{fold_name(label["name"]), *map(fold_name, label["surfaces"])} for label in labels]
    found: dict[int, list[Mention]] = {}
    source = result.sources[gold.get("source") or "?"]
    for skill, mentions in _by_skill(reading.mentions).items():
        place = _label_of(fold_name(skills[skill].name), mentions, keys)
        if place is not None:
            found.setdefault(place, mentions)
        elif kind := _counted_kind(skills[skill]):
            _add(result, source, kind, skill, Score(fp=1))
            result.faults.append(_fault("wrong", kind, skills[skill].name, gold["text"], mentions[0].start))
    for place, label in enumerate(labels):
        skill = (
            found[place][0].skill if place in found else by_name.get(fold_name(label["name"]), label["name"])
        )
        _add(result, source, label["kind"], skill, Score(tp=1) if place in found else Score(fn=1))
        if place in found:
            _count_level(result, gold, label, found[place])
        else:
            surface = next(iter(label["surfaces"]), label["name"])
            at = max(0, gold["text"].find(surface))
            result.faults.append(_fault("missed", label["kind"], label["name"], gold["text"], at, surface))


def _by_skill(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.skill, []).append(mention)
    return grouped


def _label_of(name: str, mentions: Sequence[Mention], keys: Sequence[set[str]]) -> int | None:
    """Return the label that a predicted skill matches: by its name first, then by a surface."""
    by_name = next((place for place, key in enumerate(keys) if name in key), None)
    if by_name is not None:
        return by_name
    names = {name, *(fold_name(mention.surface) for mention in mentions)}
    return next((place for place, key in enumerate(keys) if names & key), None)


def _counted_kind(skill: Skill) -> str | None:
    """Return the kind under which a wrong prediction counts, or None for a practice that nobody labelled."""
    if skill.kind != "practice":
        return "tech"
    return "practice" if fold_name(skill.name) in LABELLED_PRACTICES else None


def _add(result: Evaluation, source: Score, kind: str, skill: str, score: Score) -> None:
    for counted in (result.kinds[kind], result.skills[skill], source):
        counted.add(score)


def _count_level(
    result: Evaluation, gold: Gold, label: Mapping[str, Any], mentions: Sequence[Mention]
) -> None:
    best = min(mentions, key=lambda mention: RANK[mention.level])
    result.levels.count(best.level == label["level"])
    if best.level != label["level"]:
        what = f"{best.level}, not {label['level']}"
        result.faults.append(_fault("level", what, label["name"], gold["text"], best.start, best.surface))


def _fault(what: str, kind: str, skill: str, text: str, at: int, surface: str | None = None) -> Fault:
    context = text[max(0, at - CONTEXT) : at + CONTEXT]
    return Fault(what, kind, skill, surface or skill, " ".join(context.split()))


def _count_alternatives(
    result: Evaluation, gold: Gold, reading: Reading, skills: Mapping[str, Skill]
) -> None:
    wanted = {pair for group in gold.get("alternatives", ()) for pair in _pairs(map(fold_name, group))}
    groups: dict[int, set[str]] = defaultdict(set)
    for mention in reading.mentions:
        if mention.group is not None:
            groups[mention.group].add(fold_name(skills[mention.skill].name))
    got = {pair for names in groups.values() for pair in _pairs(names)}
    result.alternatives.add(Score(len(wanted & got), len(got - wanted), len(wanted - got)))


def _pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    known = sorted(set(names))
    yield from ((first, second) for first in known for second in known if first < second)


def _count_fields(result: Evaluation, gold: Gold, reading: Reading) -> None:
    facts = reading.facts
    for name, label in FIELDS:
        result.fields[name].count(getattr(facts, name) == gold[label])
    result.fields["clouds"].count(set(facts.clouds) == set(gold["clouds"]))
    pay, label = facts.salary, gold["salary"]
    stated = (pay.minimum, pay.maximum) if pay else None
    result.fields["salary"].count(stated == ((label["min"], label["max"]) if label else None))
