"""`skillgauge labels pack|unpack`: labels of postings with their spellings, and the same without any text."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.market.figure_words import count_of
from commands.shared.new_app import examples, new_app
from data.errors import UsageError

if TYPE_CHECKING:
    from nlp.scoring.packed_labels import Original

app = new_app(
    "Take the text out of labelled postings, and put it back.",
    examples("skillgauge labels pack labelled.jsonl --texts dump.jsonl.xz --out packed.jsonl"),
)
MOST_MISFITS = 20  # that are named

Texts = Annotated[list[str] | None, typer.Option(help="A dump with the texts; may be repeated.")]
StoreOption = Annotated[Path | None, typer.Option("--store", help="A store with the texts.")]
Out = Annotated[Path, typer.Option(help="The file to write.")]


@app.command(
    epilog=examples("skillgauge labels pack labelled.jsonl --texts dump.jsonl.xz --out packed.jsonl")
)
def pack(
    labelled: Annotated[Path, typer.Argument(help="Labelled postings, each with a key such as linkedin:7.")],
    out: Out,
    texts: Texts = None,
    store: StoreOption = None,
) -> None:
    """Write labels as ids, places and values, without text, so that they may be published.

    Places count characters of the text as an import stores it. Each spelling must stand there, white space
    aside; docs/labelling.md says what a line has before and after.
    """
    from commands.labelled.label_file import read_labels  # noqa: PLC0415 (keeps --help fast)
    from commands.labelled.original_texts import find_texts  # noqa: PLC0415
    from nlp.scoring.packed_labels import LabelsMisfit, key_of  # noqa: PLC0415

    rows = read_labels(labelled)
    try:
        keys = [key_of(row) for row in rows]
    except ValueError as error:
        raise UsageError(f"{labelled}: {error}") from error
    found = find_texts(set(keys), texts or (), store)
    packed: list[dict[str, Any]] = []
    misfits: list[str] = []
    for key, row in zip(keys, rows, strict=True):
        try:
            packed.append(packed_with_any(row, found.get(key, ()), ":".join(key)))
        except LabelsMisfit as error:
            misfits += error.reasons
    if misfits:
        named = "; ".join(misfits[:MOST_MISFITS])
        raise UsageError(f"{labelled}: labels without their words: {named}{more_than(len(misfits))}")
    write_lines(out, packed)
    halves = Counter(row.get("half", "no half") for row in packed)
    words = ", ".join(f"{count} {half}" for half, count in halves.items())
    print(f"packed {count_of(len(packed), 'posting')} ({words}) into {out}")  # noqa: T201


@app.command(
    epilog=examples("skillgauge labels unpack labels.jsonl --texts dump.jsonl.xz --out with-texts.jsonl")
)
def unpack(
    labels: Annotated[Path, typer.Argument(help="Packed labels.")],
    out: Out,
    texts: Texts = None,
    store: StoreOption = None,
    half: Annotated[
        str | None, typer.Option(help='Only this half of the postings: "open" or "held".')
    ] = None,
) -> None:
    """Write packed labels with texts and spellings, for your own eyes: the texts are not ours to publish."""
    from commands.labelled.labelled_set import load_set  # noqa: PLC0415 (keeps --help fast)

    found = load_set(labels, half, texts or (), store)
    write_lines(out, found.rows)
    missing = f"; the texts of {found.missing} others were not found" if found.missing else ""
    print(f"wrote {count_of(len(found.rows), 'posting')} with texts into {out}{missing}")  # noqa: T201


def more_than(count: int) -> str:
    """Say how many misfits are not named."""
    return f"; and {count - MOST_MISFITS} more" if count > MOST_MISFITS else ""


def packed_with_any(row: Mapping[str, Any], originals: "Sequence[Original]", key: str) -> dict[str, Any]:
    """Return a row packed with the first of the texts that has all its spellings.

    Raises LabelsMisfit, with what the first text lacks, where none has them all.
    """
    from nlp.scoring.packed_labels import LabelsMisfit, pack  # noqa: PLC0415 (keeps --help fast)

    first: LabelsMisfit | None = None
    for original in originals:
        try:
            return pack(row, original)
        except LabelsMisfit as error:
            first = first or error
    raise first or LabelsMisfit([f"{key}: no text was found"])


def write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write one JSON object a line. Raises UsageError where the file cannot be written."""
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    try:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {str(path)!r}: {error.strerror}") from error
