"""Training the finder: lines of postings in, a folder with the trained pipeline out, always the same."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import filter_spans, load_config, load_model_from_config

from nlp.catalogue.catalog import Catalog
from nlp.reader import Extractor
from nlp.trained.corpora import CorpusText
from nlp.trained.disguise import Disguise
from nlp.trained.lines import Line, lines_of

CONFIG = Path(__file__).with_name("config.cfg")
LABEL = "NAME"
SEED = 7
SMALL_WORD = re.compile(r"\b[a-z]{3,10}\b")
FEWEST_EMPLOYERS = 5  # that write an ordinary word of which names are invented
MANY_EMPLOYERS = 8  # that write an unknown name: people have looked at it, and it is no tool
SHORTEST_EMPTY = 20  # characters of a line without names
EMPTY_TAKEN = 0.2  # of them, so that they come from many postings
OUT = 5  # the number of the parser's move "this word is outside every name"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How many lines of which kind, and what is done to them; `lean` makes the finder mark more names."""

    naming: int = 22_000
    empty: int = 30_000
    of_a_skill: int = 200  # lines of one skill, so that the usual ones leave room for the others
    as_written: float = 0.35  # of the lines with names; the others get new names
    others_changed: float = 0.3  # of those with new names
    empty_changed: float = 0.6
    held_out: int = 600
    epochs: int = 2
    lean: float = 0.5


def tools_of(catalog: Catalog) -> frozenset[str]:
    """Return the ids of what is a name: all but practices."""
    return frozenset(skill.id for skill in catalog.skills if skill.kind != "practice")


def read_lines(postings: Iterable[CorpusText], catalog: Catalog, hidden: Collection[str]) -> list[Line]:
    """Return the lines of postings that name no hidden skill, each once, in the order of a lottery."""
    extractor, tools = Extractor(catalog), tools_of(catalog)
    found: dict[str, Line] = {}
    for posting in postings:
        for line in lines_of(posting.text, posting.employer, posting.day, extractor, tools, hidden):
            found.setdefault(line.text, line)
    lines = list(found.values())
    Random(SEED).shuffle(lines)  # noqa: S311 - the same each time, on purpose
    return without_usual(lines)


def without_usual(lines: Sequence[Line]) -> list[Line]:
    """Return lines with the open names of few employers alone: usual ones are known not to be tools."""
    users: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        for start, end in line.open:
            users[line.text[start:end]].add(line.employer)
    usual = {name for name, employers in users.items() if len(employers) >= MANY_EMPLOYERS}
    return [
        replace(line, open=tuple(span for span in line.open if line.text[slice(*span)] not in usual))
        if line.open
        else line
        for line in lines
    ]


def chosen_lines(lines: Iterable[Line], recipe: Recipe) -> tuple[list[Line], list[Line]]:
    """Return the lines with names and those without, as many as the recipe asks for and the lines give."""
    chance = Random(SEED)  # noqa: S311
    of_skill: Counter[str] = Counter()
    naming: list[Line] = []
    empty: list[Line] = []
    for line in lines:
        skills = {skill for _, _, skill in line.names}
        if skills:
            if len(naming) < recipe.naming and min(of_skill[skill] for skill in skills) < recipe.of_a_skill:
                of_skill.update(skills)
                naming.append(line)
        elif len(empty) < recipe.empty and len(line.text) > SHORTEST_EMPTY and chance.random() < EMPTY_TAKEN:
            empty.append(line)
    return naming, empty


def ordinary_words(lines: Iterable[Line]) -> list[str]:
    """Return the words in lower case that enough employers write, sorted."""
    users: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        for word in SMALL_WORD.findall(line.text):
            if len(users[word]) < FEWEST_EMPLOYERS:
                users[word].add(line.employer)
    return sorted(word for word, employers in users.items() if len(employers) >= FEWEST_EMPLOYERS)


def disguised(
    naming: Sequence[Line], empty: Sequence[Line], disguise: Disguise, recipe: Recipe
) -> Iterator[Line]:
    """Yield the lines to learn from: some as they are, most with other names in them."""
    chance = disguise.chance
    for line in naming:
        if chance.random() < recipe.as_written:
            yield line
        elif chance.random() < recipe.others_changed:
            yield disguise.names_changed(disguise.others_changed(line))
        else:
            yield disguise.names_changed(line)
    for line in empty:
        yield disguise.others_changed(line) if chance.random() < recipe.empty_changed else line


def labelled_doc(nlp: Language, line: Line) -> Doc:
    """Return a Doc with the names of a line; what may be one, or ends inside a word, is left open."""
    doc = nlp.make_doc(line.text)
    names: list[Span] = []
    unknown: set[int] = set()
    for start, end, _ in line.names:
        name = doc.char_span(start, end, label=LABEL)
        if name is None:
            unknown.update(tokens_at(doc, start, end))
        else:
            names.append(name)
    for start, end in line.open:
        unknown.update(tokens_at(doc, start, end))
    names = filter_spans(names)
    unknown.difference_update(token for name in names for token in range(name.start, name.end))
    doc.set_ents(names, missing=[doc[token : token + 1] for token in sorted(unknown)], default="outside")
    return doc


def tokens_at(doc: Doc, start: int, end: int) -> range:
    """Return the numbers of the words that doc.text[start:end] touches."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)


def write_pipeline(
    lines: Sequence[Line], catalog: Catalog, hidden: Collection[str], folder: Path, recipe: Recipe
) -> None:
    """Train on lines and write the pipeline, without any word, into a folder."""
    naming, empty = chosen_lines(lines, recipe)
    tools = tools_of(catalog) - set(hidden)
    names = [skill.name for skill in catalog.skills if skill.id in tools]
    disguise = Disguise(Random(SEED), ordinary_words(lines), names)  # noqa: S311
    made = list(disguised(naming, empty, disguise, recipe))
    disguise.chance.shuffle(made)
    nlp = load_model_from_config(load_config(CONFIG), auto_fill=True)
    docs = [labelled_doc(nlp, line) for line in made]
    with TemporaryDirectory() as place:
        paths = {"dev": docs[: recipe.held_out], "train": docs[recipe.held_out :]}
        for name, part in paths.items():
            DocBin(docs=part).to_disk(Path(place) / f"{name}.spacy")
        trained = trained_pipeline(Path(place), recipe)
    lean(trained, recipe.lean)
    trained.config["paths"] = dict.fromkeys(trained.config["paths"])
    for corpus in trained.config["corpora"].values():
        corpus["path"] = None  # of the machine that trained it
    trained.meta["description"] = "Finds names of tools in job postings; made by `python3 dev.py train`"
    trained.to_disk(folder, exclude=["vocab"])


def trained_pipeline(place: Path, recipe: Recipe) -> Language:
    """Return the pipeline that spaCy's training loop makes of train.spacy and dev.spacy in a folder."""
    overrides = {
        "paths.train": str(place / "train.spacy"),
        "paths.dev": str(place / "dev.spacy"),
        "training.max_epochs": recipe.epochs,
    }
    filled = load_model_from_config(load_config(CONFIG, overrides=overrides), auto_fill=True).config
    (place / "out").mkdir()
    train(init_nlp(filled), place / "out")
    return spacy.load(place / "out" / "model-last")


def lean(nlp: Language, step: float) -> None:
    """Make "outside" a little less likely for every word, which trades precision for recall."""
    parser: Any = nlp.get_pipe("ner")
    if parser.moves.get_class_name(OUT) != "O":
        raise ValueError("the moves of the parser are others than those that were written for")
    upper = parser.model.get_ref("upper")
    bias = upper.get_param("b").copy()
    bias[OUT] -= step
    upper.set_param("b", bias)
