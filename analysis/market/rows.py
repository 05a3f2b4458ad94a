"""Figures as flat rows, the same for JSON, CSV and tables: every number that a screen has."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from analysis.market.periods import Period
from analysis.market.provenance import Traced
from analysis.market.slices import Slice
from data.records import LEVELS

Cell = str | int | float | bool | None
EXTRACTOR = ("extractor_precision", "extractor_recall", "extractor_mentions")
WORDED = ("caveat", "sentence", "receipt")  # a figure in words, last in its row


def row_of(figure: object) -> dict[str, Cell]:
    """Return a figure's fields as plain cells, in order, with its sentence and receipt.

    A figure of one skill says its name under "skill", as the extractor does, and its id under "id".
    """
    row: dict[str, Cell] = {}
    for name, value in _values(figure).items():
        row.update(_cells(name, value))
    if "skill" in row and "name" in row:
        row = {"skill": row.pop("name"), "id": row.pop("skill"), **row}
    row.update({name: getattr(figure, name) for name in WORDED if hasattr(figure, name)})
    return row


def _values(figure: object) -> dict[str, Any]:
    """Return what a figure's row holds by name; all fields of a record that is no figure of the market."""
    if isinstance(figure, Traced):
        return figure.by_column()
    return {field.name: getattr(figure, field.name) for field in fields(figure)}  # type: ignore[arg-type]


def _cells(name: str, value: Any) -> dict[str, Cell]:
    if name == "levels":
        return dict(zip(LEVELS, value, strict=True))
    if name == "extractor":
        values = (value.precision, value.recall, value.labelled) if value else (None, None, None)
        return dict(zip(EXTRACTOR, values, strict=True))
    if isinstance(value, Slice):
        return {name: value.to_query()}
    if isinstance(value, Period):
        return {name: value.text}
    if isinstance(value, date):
        return {name: value.isoformat()}
    if isinstance(value, tuple):
        return {name: "; ".join(_text(one) for one in value)}
    if is_dataclass(value):
        return {f"{name}_{key}": cell for key, cell in row_of(value).items()}
    return {name: value}


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(_text(one) for one in value)
    return f"{value:.4f}" if isinstance(value, float) else str(value)
