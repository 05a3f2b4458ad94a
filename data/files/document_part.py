"""The parts of a document that a command writes: between two marks that name the command."""

from pathlib import Path

from data.errors import UsageError


def marks_of(name: str) -> tuple[str, str]:
    """Return the lines before and after what the command `name` writes."""
    return f"<!-- begin: {name} -->", f"<!-- end: {name} -->"


def write_part(path: Path, name: str, text: str) -> None:
    """Put a text between the two marks of a document.

    Raises UsageError for a document without the marks and for one that cannot be read or written.
    """
    first, last = marks_of(name)
    try:
        before, begin, rest = path.read_text(encoding="utf-8").partition(first)
        _, end, after = rest.partition(last)
        if not (begin and end):
            raise UsageError(f"{str(path)!r} needs the lines {first} and {last}; the text goes between them")
        path.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{str(path)!r} is no text in UTF-8") from error
    except OSError as error:
        raise UsageError(f"cannot write into {str(path)!r}: {error.strerror}") from error
