"""Texts in, skills and facts out: one text as a typed record, a column of texts as frames."""

import operator
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

import pandas as pd

from analysis.frames import FLAG, POSTING_TYPES, WHOLE, frame_of
from analysis.market.rows import Cell
from data.catalogue.own_layer import Stamp, layer_stamp
from data.errors import UsageError
from data.records import Mention, Reading, Skill
from nlp.catalogue.catalog import Catalog, load_catalog
from nlp.reader import Extractor, UnreadText, read_all, read_with

WORDS = ("title", "employer", "location")  # columns beside the text, by the names they have by default
MENTIONS = ("skill", "id", "kind", "surface", "start", "end", "level", "group", "rule", "form")
FACTS = (
    *("role", "seniority", "workplace", "country", "clouds", "pay_minimum", "pay_maximum", "pay_currency"),
    *("pay_period", "years_minimum", "skills", "is_stuffed", "is_cut"),
)
MENTION_TYPES = dict.fromkeys(("start", "end", "group"), WHOLE)
FACT_TYPES = {**POSTING_TYPES, "is_stuffed": FLAG, "is_cut": FLAG}
_building = Lock()


class FrameReading(NamedTuple):
    """What `read_frame` found in a column of texts, as two frames with the index of the texts.

    `mentions` has a row for each time a text names a skill, under the label of that text: `start` and `end`
    cut `surface` out of the text, mentions of one text with the same `group` are alternatives. `facts` has a
    row for each text, NA throughout where there was none; several clouds and skills are joined by "; ".
    """

    mentions: pd.DataFrame
    facts: pd.DataFrame


@lru_cache(maxsize=1)
def _loaded(stamp: Stamp | None) -> tuple[Catalog, Extractor]:  # noqa: ARG001 - a changed layer is read again
    catalog = load_catalog()
    return catalog, Extractor(catalog)


def _reader() -> tuple[Catalog, Extractor]:
    """Return the catalogue and what reads with it, made once for each state of the user's own layer."""
    with _building:
        return _loaded(layer_stamp())


def read(text: str, *, title: str = "", employer: str = "", location: str | None = None) -> Reading:
    """Return what a posting says: its mentions of skills, its facts and its flags.

        >>> sg.read("You know PyTorch or JAX.", title="ML Engineer").mentions[0].surface
        'PyTorch'

    `title` and `location` help to find role, seniority and country; the name of `employer` is not read as a
    skill. Raises TypeError for what is not text, CatalogError for a catalogue that cannot be used.
    """
    for name, value in (("text", text), ("title", title), ("employer", employer)):
        if not isinstance(value, str):
            raise TypeError(f"{name} must be a str, not {type(value).__name__}")
    if not isinstance(location, str | None):
        raise TypeError(f"location must be a str or None, not {type(location).__name__}")
    return _reader()[1].read(text, title=title, employer=employer, location=location)


def read_frame(
    frame: pd.DataFrame | pd.Series,
    text: str = "text",
    *,
    title: str = "title",
    employer: str = "employer",
    location: str = "location",
    workers: int = 1,
) -> FrameReading:
    """Return what each text of a frame says, as two frames: `.mentions` and `.facts`.

        >>> found = sg.read_frame(ads, text="description")
        >>> found.mentions["skill"].value_counts()

    `text`, `title`, `employer` and `location` name columns; of the last three, those that are not there under
    their default names are left out. A series is taken as the texts themselves. A missing text is an empty
    row of the facts. The frame is not changed. `workers` above 1 reads in that many processes; a script then
    needs the usual `if __name__ == "__main__":`.

    Raises TypeError for what is no frame, UsageError for a column that is not there or holds no texts.
    """
    columns = _columns(frame, text, {"title": title, "employer": employer, "location": location})
    items = list(_items(columns))
    readings = dict(_read(items, min(_whole_number(workers), len(items))))
    catalog = _reader()[0]
    places, rows = _mention_rows(readings, catalog.by_id)
    index = columns["text"].index
    mentions = frame_of(rows, MENTIONS, MENTION_TYPES).set_axis(index.take(places), axis="index")
    each = (_fact_row(readings.get(place), catalog.by_id) for place in range(len(frame)))
    facts = frame_of(each, FACTS, FACT_TYPES).set_axis(index, axis="index")
    for found in (mentions, facts):
        found.attrs["catalog"] = catalog.digest
    return FrameReading(mentions, facts)


def _whole_number(workers: int) -> int:
    try:
        number = operator.index(workers)
    except TypeError:
        number = 0
    if number < 1 or isinstance(workers, bool):
        raise UsageError(f"workers is a whole number from 1, not {workers!r:.80}")
    return number


def _columns(
    frame: pd.DataFrame | pd.Series, text: str, words: Mapping[str, str]
) -> Mapping[str, "pd.Series[Any]"]:
    """Return the columns that are read by what they hold. Raises TypeError, UsageError."""
    if isinstance(frame, pd.Series):
        return {"text": frame}
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"read_frame takes a pandas DataFrame or Series, not {type(frame).__name__}")
    found = {
        "text": text,
        **{name: words[name] for name in WORDS if not _is_default(name, words[name]) or name in frame},
    }
    for name, column in found.items():
        if not isinstance(column, Hashable) or column not in frame:
            here = ", ".join(map(str, list(frame.columns)[:20]))
            raise UsageError(f"the frame has no column {column!r} for {name}=; it has: {here}")
        if isinstance(frame[column], pd.DataFrame):
            raise UsageError(f"the frame has several columns called {column!r}")
    return {name: frame[column] for name, column in found.items()}


def _is_default(name: str, column: object) -> bool:
    """Tell whether a column goes by the name that it has by default."""
    return isinstance(column, str) and column == name


def _items(columns: Mapping[str, "pd.Series[Any]"]) -> Iterator[UnreadText]:
    """Yield the texts that are there, numbered by their place in the frame."""
    held = {name: list(_texts(name, column)) for name, column in columns.items()}
    for place, text in enumerate(held["text"]):
        if text is not None:
            title, employer, location = (held[name][place] if name in held else None for name in WORDS)
            yield place, title or "", employer or "", location, text


def _texts(name: str, column: "pd.Series[Any]") -> Iterator[str | None]:
    """Yield each text of a column, None for a missing one. Raises UsageError for another value."""
    missing = column.isna().tolist()
    for place, value in enumerate(column.tolist()):
        if not missing[place] and not isinstance(value, str):
            row = f"row {column.index[place]!r:.80}"
            raise UsageError(f"the column for {name}= holds texts, but {row} has {type(value).__name__}")
        yield None if missing[place] else value


def _read(items: list[UnreadText], workers: int) -> Iterator[tuple[int, Reading]]:
    catalog, extractor = _reader()
    yield from read_all(items, catalog, workers) if workers > 1 else read_with(extractor, items)


def _mention_rows(
    readings: Mapping[int, Reading], skills: Mapping[str, Skill]
) -> tuple[list[int], list[Mapping[str, Cell]]]:
    """Return the mentions of all texts as rows, and the place of the text that each is of."""
    found = [(place, mention) for place, reading in readings.items() for mention in reading.mentions]
    return [place for place, _ in found], [
        _mention_row(mention, skills[mention.skill]) for _, mention in found
    ]


def _mention_row(mention: Mention, skill: Skill) -> dict[str, Cell]:
    """Return a mention as a row, its skill by name, id and kind as in the rows of figures."""
    return {**mention._asdict(), "skill": skill.name, "id": skill.id, "kind": skill.kind}


def _fact_row(reading: Reading | None, skills: Mapping[str, Skill]) -> dict[str, Cell]:
    """Return the facts of a text as a row; nothing where no text was read."""
    if reading is None:
        return {}
    facts, pay = reading.facts, reading.facts.salary
    named: Iterable[str] = dict.fromkeys(skills[mention.skill].name for mention in reading.mentions)
    return {
        "role": facts.role,
        "seniority": facts.seniority,
        "workplace": facts.workplace,
        "country": facts.country,
        "clouds": "; ".join(facts.clouds),
        "pay_minimum": pay.minimum if pay else None,
        "pay_maximum": pay.maximum if pay else None,
        "pay_currency": pay.currency if pay else None,
        "pay_period": pay.period if pay else None,
        "years_minimum": facts.years_min,
        "skills": "; ".join(named),
        "is_stuffed": "stuffed" in reading.flags,
        "is_cut": "cut" in reading.flags,
    }
