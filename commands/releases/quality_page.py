"""A report of quality as text, Markdown or JSON."""

from collections.abc import Iterable, Sequence

from commands.releases.quality_parts import ReportPart


def as_markdown(parts: Iterable[ReportPart]) -> str:
    """Return the parts as Markdown, each under a heading of the second rank."""
    lines = []
    for part in parts:
        lines += [f"## {part.title}", ""]
        lines += [f"- {_sentence(one)}" for one in part.said]
        if part.rows:
            lines += [""] if part.said else []
            lines += [_row(cells) for cells in (part.header, ("---",) * len(part.header), *part.rows)]
        lines.append("")
    return "\n".join(lines).rstrip()


def as_text(parts: Iterable[ReportPart]) -> str:
    """Return the parts as lines for a terminal, tables with columns of one width."""
    lines = []
    for part in parts:
        lines += [part.title, *(f"  {_sentence(one)}" for one in part.said)]
        table = [[_cell(cell) for cell in row] for row in (part.header, *part.rows)] if part.rows else []
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        lines += [
            "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in table
        ]
        lines.append("")
    return "\n".join(lines).rstrip()


def as_rows(parts: Iterable[ReportPart]) -> list[dict[str, object]]:
    """Return the parts for programs: each with its sentences and its rows under the names of the header."""
    return [
        {
            "title": part.title,
            "said": list(part.said),
            "rows": [dict(zip(part.header, row, strict=True)) for row in part.rows],
        }
        for part in parts
    ]


def _row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(_cell(cell).replace('|', chr(92) + '|') for cell in cells)} |"


def _cell(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
