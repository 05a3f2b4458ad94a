"""All kinds of figures, found by listing the folders of `analysis/kinds/`."""

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from analysis import kinds
from analysis.market.figure_kind import FigureKind, ReceiptKind


@cache
def figure_kinds() -> Mapping[str, FigureKind]:
    """Return every kind by its name, from the basic ones to those built on them.

    Raises AttributeError for a file of those folders without a KIND, ValueError for a name that is taken.
    """
    found: dict[str, FigureKind] = {}
    for kind in sorted(_listed(), key=lambda kind: (kind.place, kind.name)):
        if kind.name in found:
            raise ValueError(f"there are two kinds of figure called {kind.name!r}")
        found[kind.name] = kind
    return found


def figure_kind(name: str) -> FigureKind | None:
    """Return the kind called `name`, None for none.

    No other is imported where its file is called so too, as `pairs` in pair.py: all take a fifth of a second.
    """
    near = (kind for kind in _in_files_called(name) if kind.name == name)
    return next(near, None) or figure_kinds().get(name)


def exported_kind(sheet: str) -> FigureKind | None:
    """Return the kind that `skillgauge export` writes under this name, None for none; imports as little."""
    near = (kind for kind in _in_files_called(sheet) if kind.export and kind.sheet_name == sheet)
    return next(near, None) or exported_kinds().get(sheet)


def _listed() -> Iterator[FigureKind]:
    return (import_module(name).KIND for name in _modules())


def _in_files_called(name: str) -> Iterator[FigureKind]:
    called = (name, name.removesuffix("s"))
    return (import_module(one).KIND for one in _modules() if one.rpartition(".")[2] in called)


def _modules() -> Iterator[str]:
    for folder in pkgutil.iter_modules(kinds.__path__, f"{kinds.__name__}."):
        if folder.ispkg:
            for file in pkgutil.iter_modules(import_module(folder.name).__path__, f"{folder.name}."):
                yield file.name


@cache
def receipt_kinds() -> Mapping[str, ReceiptKind]:
    """Return what makes a figure again, by the word that its receipt starts with."""
    return {one.name: one for kind in figure_kinds().values() for one in kind.receipts}


@cache
def exported_kinds() -> Mapping[str, FigureKind]:
    """Return the kinds that `skillgauge export` writes, by what their sheets are called."""
    return {kind.sheet_name: kind for kind in figure_kinds().values() if kind.export}


@cache
def served_kinds() -> Mapping[str, FigureKind]:
    """Return the kinds that the dashboard serves to programs, by what their sheets are called."""
    return {kind.sheet_name: kind for kind in figure_kinds().values() if kind.endpoint}
