"""The kinds of figures as they are written down: a row for programs, and the tables of a document."""

from collections.abc import Iterable

from analysis.market.figure_kind import FigureKind, Formula, Row
from analysis.options import option

PART = "figure --describe"  # what the marks of a document name


def description(kind: FigureKind) -> Row:
    """Return a kind as a flat row; lists are joined by '; ', None says that it has no such thing."""
    return {
        "name": kind.name,
        "sentence": kind.sentence,
        "options": "; ".join(map(option, kind.options.uses)),
        "columns": "; ".join(kind.header),
        "receipts": "; ".join(one.name for one in kind.receipts),
        "export": kind.sheet_name if kind.export else None,
        "endpoint": f"/api/{kind.sheet_name}.json" if kind.endpoint else None,
        "formulas": "; ".join(f"{one.name}: {one.definition}" for one in kind.formulas),
        "oracle": kind.oracle,
        "simulation": kind.simulation,
    }


def description_tables(kinds: Iterable[FigureKind]) -> str:
    """Return Markdown: how the kinds read and where they are found, then their formulas."""
    chosen = list(kinds)
    return "\n".join(
        [
            *_table(("figure", "reads like", "receipt", "export", "address"), map(_reading, chosen)),
            "",
            *_table(
                ("figure", "what", "definition", "source"),
                (_formula(kind, one) for kind in chosen for one in kind.formulas),
            ),
        ]
    )


def _reading(kind: FigureKind) -> tuple[str, ...]:
    return (
        f"`{kind.name}`",
        kind.sentence,
        ", ".join(one.name for one in kind.receipts),
        kind.sheet_name if kind.export else "",
        f"`/api/{kind.sheet_name}.json`, `.csv`" if kind.endpoint else "",
    )


def _formula(kind: FigureKind, one: Formula) -> tuple[str, ...]:
    return f"`{kind.name}`", one.name, one.definition, one.source or ""


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [_line(cells) for cells in (header, ("---",) * len(header), *rows)]


def _line(cells: tuple[str, ...]) -> str:
    escaped = [cell.replace("|", r"\|") for cell in cells]  # a bar would end the cell
    return f"| {' | '.join(escaped)} |"
