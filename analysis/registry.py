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


def _listed() -> Iterator[FigureKind]:
    for folder in pkgutil.iter_modules(kinds.__path__, f"{kinds.__name__}."):
        if folder.ispkg:
            for file in pkgutil.iter_modules(import_module(folder.name).__path__, f"{folder.name}."):
                yield import_module(file.name).KIND


@cache
def receipt_kinds() -> Mapping[str, ReceiptKind]:
    """Return what makes a figure again, by the word that its receipt starts with."""
    return {one.name: one for kind in figure_kinds().values() for one in kind.receipts}


@cache
def exported_kinds() -> Mapping[str, FigureKind]:
    """Return the kinds that `skillgauge export` writes, by the name of the sheet."""
    return {kind.export.name: kind for kind in figure_kinds().values() if kind.export}


@cache
def served_kinds() -> Mapping[str, FigureKind]:
    """Return the kinds that the dashboard serves to programs, by the name in their address."""
    return {kind.endpoint.name: kind for kind in figure_kinds().values() if kind.endpoint}
