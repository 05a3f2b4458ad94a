"""A set of labelled postings with their texts, whichever form their file has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.market.figure_words import count_of
from commands.labelled.label_file import Row, is_packed, read_labels
from commands.labelled.original_texts import Texts, find_texts
from data.errors import UsageError
from nlp.scoring.packed_labels import fitting, key_of, unpack
from nlp.scoring.quality_floors import digest_of_labels


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Postings with labels and texts.

    `labels` is the digest of the whole set; `missing` counts its postings of which no text was found that is
    the one that was labelled.
    """

    rows: tuple[Row, ...]
    labels: str
    missing: int = 0

    @property
    def is_whole(self) -> bool:
        """Tell whether the text of every posting is there."""
        return not self.missing


def load_set(path: Path, half: str | None, dumps: Sequence[str], store: Path | None) -> LabelledSet:
    """Return the postings of a file of labels, or those of its `half`, with their texts.

    Raises UsageError for a file that cannot be used, for one without such postings, and where no text is
    found.
    """
    rows = rows_of_half(path, half)
    found = [row for row in rows if not is_packed(row)]
    check_texts(path, found)
    packed = [row for row in rows if is_packed(row)]
    if packed:
        found += unpacked(packed, find_texts({key_of(row) for row in packed}, dumps, store))
    if not found:
        raise UsageError(f"no text was found of {count_of(len(rows), 'posting')} that {path} labels")
    return LabelledSet(tuple(found), digest_of_labels(rows), len(rows) - len(found))


def check_texts(path: Path, rows: Iterable[Row]) -> None:
    """Raise UsageError for a posting that comes without a text, unless it is packed."""
    for number, row in enumerate(rows, 1):
        if not isinstance(row.get("text"), str):
            raise UsageError(f"{path}: posting {number} has no 'text'")


def unpacked(packed: Iterable[Row], texts: Texts) -> Iterator[Row]:
    """Yield the packed postings whose texts were found, with them."""
    for row in packed:
        original = fitting(row, texts.get(key_of(row), ()))
        if original is not None:
            yield unpack(row, original)


def rows_of_half(path: Path, half: str | None) -> list[Row]:
    """Return the lines of a file of labels, or those of its `half`. Raises UsageError where there is none."""
    every = read_labels(path)
    rows = [row for row in every if half is None or row.get("half") == half]
    if not rows:
        raise UsageError(f"{path} labels no posting{of_no_half(half, every) if half else ''}")
    return rows


def of_no_half(half: str, rows: Iterable[Row]) -> str:
    """Say which halves there are where `half` is none of them."""
    halves = sorted({str(row["half"]) for row in rows if row.get("half")})
    there = f"--half takes {' or '.join(halves)}" if halves else "no posting there says of which half it is"
    return f" of the half {half!r}; {there}"
