"""What is known of every source, as `skillgauge boards sources` prints it and docs/sources.md shows it."""

from collections.abc import Iterator

from data.errors import UsageError
from data.origins import source_name
from scraper.source import Source
from scraper.sources import sources

BEGIN = "<!-- sources: `skillgauge boards sources --write docs/sources.md` writes this table -->"
END = "<!-- end of sources -->"
HEADER = (
    "| source | default | why | spacing, refresh | attribution | robots.txt, reservation |",
    "| --- | --- | --- | --- | --- | --- |",
)
DEFAULTS = {"on": "on", "opt_in": "opt-in", "refused": "refused"}


def source_as_json(source: Source) -> dict[str, object]:
    """Return what is known of a source before it is asked; times are in seconds and hours."""
    return {
        "source": source.name,
        "title": source_name(source.name),
        "documentation": source.documentation,
        "default": DEFAULTS[source.default],
        "why": source.reason,
        "hosts": list(source.hosts),
        "spacing_s": source.spacing_s,
        "refresh_h": source.cadence.total_seconds() / 3600,
        "lists_all": source.lists_all,
        "attribution": source.attribution,
        "robots": source.robots_note,
        "reservation": source.reservation,
        "secrets": list(source.secrets),
    }


def source_line(source: Source) -> str:
    """Return a source on one line of a terminal: its name, whether it is asked, and why."""
    return f"{source.name:15} {DEFAULTS[source.default]:8} {source.reason}"


def markdown_lines() -> Iterator[str]:
    """Yield the lines of the table in Markdown."""
    yield from HEADER
    for source in sources():
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells(source)) + " |"


def cells(source: Source) -> tuple[str, ...]:
    """Return the cells of a source, in the order of HEADER."""
    return (
        f"[{source_name(source.name)}]({source.documentation}) (`{source.name}`)",
        DEFAULTS[source.default],
        source.reason,
        f"{source.spacing_s:g} s, {source.cadence.total_seconds() / 3600:g} h",
        source.attribution or "",
        "; ".join(filter(None, (source.robots_note, source.reservation))),
    )


def with_table(page: str) -> str:
    """Return a Markdown page with the table between its marks; raises UsageError where a mark is missing."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise UsageError(f"the page has no place for the table, which is between {BEGIN!r} and {END!r}")
    table = "\n".join(markdown_lines())
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{after}"
