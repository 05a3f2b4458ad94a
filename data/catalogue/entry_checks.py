"""What makes a catalogue unusable, each fault found with its line."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path

from data.catalogue.matching_form import fold_name, loses_a_word
from data.catalogue.skills import Entry
from data.errors import CatalogError
from data.records import KINDS, Skill

# every practice that labelled postings may name; the catalogue must know each of them
PRACTICES = (
    "MLOps", "CI/CD", "experiment tracking", "model versioning", "model monitoring", "drift detection",
    "feature store", "model serving", "model evaluation", "A/B testing", "system design",
    "ML system design", "data structures", "algorithms", "distributed systems", "distributed training",
    "microservices", "API design", "containerization", "infrastructure as code", "data pipelines", "ETL",
    "data modeling", "data warehousing", "data governance", "data privacy", "data quality",
    "data visualization", "big data", "streaming", "statistics", "probability", "linear algebra",
    "machine learning", "deep learning", "reinforcement learning", "natural language processing",
    "computer vision", "speech", "time series", "recommender systems", "search and ranking",
    "fraud detection", "anomaly detection", "generative AI", "large language models", "RAG", "AI agents",
    "fine-tuning", "RLHF", "prompt engineering", "embeddings", "vector database", "transformers",
    "diffusion models", "graph neural networks", "multimodal", "optimization", "causal inference",
    "feature engineering", "quantization", "edge deployment", "robotics", "autonomous driving",
    "simulation", "responsible AI", "explainability", "security", "testing", "code review", "agile",
    "version control", "observability", "low latency", "scalability", "cost optimization",
    "cloud computing", "DevOps", "object-oriented programming", "research publications",
)  # fmt: skip # a table: many words a line
AMBIGUITIES = ("none", "context", "weak")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# what the fields that lead elsewhere must look like
FORMS = {
    "homepage": (
        re.compile(r"https://[a-z0-9.-]+(?:/[\w./~%+#-]*)?", re.IGNORECASE),
        "a plain https address",
    ),
    "wikidata": (re.compile(r"Q[1-9][0-9]{0,9}"), "Q and a number"),
    "esco": (
        re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        "the id behind data.europa.eu/esco/skill/",
    ),
    "onet": (re.compile(r"[!-~](?:[ -~]*[!-~])?"), "the name of a technology in O*NET"),
}
REGEX_CHARACTERS = frozenset("\\[]()|*?^${}")
DEEPEST = 50  # levels of parents above a skill, which are climbed one by one; the shipped catalogue has three


def check_entries(entries: Sequence[Entry], path: Path) -> None:
    """Raise CatalogError for the first fault in the entries of a catalogue, most of which stand in `path`.

    Where two entries contradict each other, the fault is that of the later one.
    """
    for entry in entries:
        for reason in _faults_of(entry.skill):
            raise CatalogError(entry.path, entry.line, f"skill {entry.skill.id!r}: {reason}")
    _check_spellings(entries)
    _check_parents(sorted(entries, key=lambda entry: entry.path == path))  # own entries are to blame first
    missing = set(PRACTICES) - {entry.skill.name for entry in entries if entry.skill.kind == "practice"}
    if missing:
        raise CatalogError(
            path, None, f"no practice {min(missing)!r}; the closed list needs each of its names"
        )


def _faults_of(skill: Skill) -> Iterator[str]:
    if not SLUG.fullmatch(skill.id):
        yield "the id must be lower-case words joined by hyphens"
    if skill.kind not in KINDS:
        yield f"unknown kind {skill.kind!r}; there are: {', '.join(KINDS)}"
    if skill.ambiguity not in AMBIGUITIES:
        yield f"unknown ambiguity {skill.ambiguity!r}; there are: {', '.join(AMBIGUITIES)}"
    for topic in skill.topics:
        if not SLUG.fullmatch(topic):
            yield f"topic {topic!r} must be lower-case words joined by hyphens"
    for field, (form, what) in FORMS.items():
        value = getattr(skill, field)
        if value is not None and not form.fullmatch(value):
            yield f"{field} {value!r} must be {what}"
    for text in (skill.name, *skill.aliases, *skill.exact):
        yield from _faults_of_spelling(text, skill)


def _faults_of_spelling(text: str, skill: Skill) -> Iterator[str]:
    if not text.strip():
        yield "an empty spelling"
    elif not REGEX_CHARACTERS.isdisjoint(text):
        yield f"spelling {text!r} holds a character of regular expressions; spellings are plain text"
    elif not text.isprintable():
        yield f"spelling {text!r} holds a control character"
    elif text[0] == " " or text[-1] == " " or "  " in text:
        yield f"spelling {text!r} has spaces at an end or two in a row"
    elif not fold_name(text) or loses_a_word(text):
        yield f"texts cannot be searched for {text!r}: each word needs a letter of Western Europe or a digit"
    elif len(text) == 1 and (skill.ambiguity == "none" or text in skill.aliases):
        yield f"the one-letter spelling {text!r} needs a context rule: list it under exact, with an ambiguity"


def _check_spellings(entries: Sequence[Entry]) -> None:
    """Check that each spelling, its case and separators folded, is listed once and stands for one skill."""
    places = {id(entry): place for place, entry in enumerate(entries)}
    ids: dict[str, Entry] = {}
    names: dict[str, Entry] = {}
    spellings: dict[str, Entry] = {}
    for entry in entries:
        _claim(entry.skill.id, "id", entry, ids)
        _claim(fold_name(entry.skill.name), "name", entry, names)
    for entry in entries:
        for key in _other_spellings(entry.skill):
            if key in names:
                other = names[key]
                later, earlier = sorted((entry, other), key=lambda one: -places[id(one)])
                reason = f"alias {key!r} of {entry.skill.id!r} is the name of {other.skill.id!r}"
                raise _clash(later, earlier, reason)
            _claim(key, "alias", entry, spellings)


def _other_spellings(skill: Skill) -> Iterator[str]:
    is_certain_name = skill.ambiguity != "none" and skill.name not in skill.exact
    yield from (fold_name(alias) for alias in skill.aliases if not (is_certain_name and alias == skill.name))
    yield from sorted({fold_name(text) for text in skill.exact} - {fold_name(skill.name)})


def _claim(key: str, what: str, entry: Entry, owners: dict[str, Entry]) -> None:
    if key in owners:
        owner = owners[key]
        reason = f"{what} {key!r} of {entry.skill.id!r} is already listed for {owner.skill.id!r}"
        raise _clash(entry, owner, reason)
    owners[key] = entry


def _clash(entry: Entry, other: Entry, reason: str) -> CatalogError:
    """Return the error for an entry that contradicts an earlier one, which is named if in another file."""
    elsewhere = f" ({other.path}:{other.line})" if other.path != entry.path else ""
    return CatalogError(entry.path, entry.line, reason + elsewhere)


def _check_parents(entries: Sequence[Entry]) -> None:
    parents = {entry.skill.id: entry.skill.parents for entry in entries}
    for entry in entries:
        for parent in entry.skill.parents:
            if parent not in parents:
                reason = f"skill {entry.skill.id!r}: unknown parent {parent!r}"
                raise CatalogError(entry.path, entry.line, reason)
    deep = too_deep(entries)
    if not deep:
        return
    for entry in entries:
        if entry.skill.id in deep and _reaches_itself(entry.skill.id, parents):
            raise CatalogError(entry.path, entry.line, f"skill {entry.skill.id!r} is its own ancestor")
    entry = next(entry for entry in entries if entry.skill.id in deep)
    reason = f"skill {entry.skill.id!r} has more than {DEEPEST} levels of parents"
    raise CatalogError(entry.path, entry.line, reason)


def too_deep(entries: Iterable[Entry]) -> Set[str]:
    """Return the ids of the skills with more than `DEEPEST` levels of parents, or with no end of them."""
    parents = {entry.skill.id: set(entry.skill.parents) for entry in entries}
    for _ in range(DEEPEST):
        leaves = {skill for skill, above in parents.items() if not above & parents.keys()}
        if not leaves:
            break
        parents = {skill: above for skill, above in parents.items() if skill not in leaves}
    return parents.keys()


def _reaches_itself(skill_id: str, parents: dict[str, tuple[str, ...]]) -> bool:
    reached: set[str] = set()
    waiting = list(parents[skill_id])
    while waiting:
        parent = waiting.pop()
        if parent not in reached:
            reached.add(parent)
            waiting += parents[parent]
    return skill_id in reached
