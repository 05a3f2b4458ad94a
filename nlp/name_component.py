"""The component "skillgauge_names" of a spaCy pipeline: names of tools as spans, whatever its tokenizer."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from data.errors import UsageError
from nlp.factory import NAME_SPANS, NAMES
from nlp.finder.finder import NameFinder, shipped_finder

NAME_LABEL = "NAME"
SETTINGS, PIPELINE = "settings.json", "pipeline"  # what a saved component consists of


class NameComponent:
    """Adds the names that the finder sees to `doc.spans[spans_key]`, labelled "NAME".

    A name that begins or ends inside a token of this pipeline covers the whole token.
    """

    def __init__(self, name: str = NAMES, *, path: str | None = None, spans_key: str = NAME_SPANS) -> None:
        if not spans_key:
            raise UsageError("spans_key must not be empty")
        self.name = name
        self.spans_key = spans_key
        self._path = path
        self._finder: NameFinder | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The one label that spans have."""
        return (NAME_LABEL,)

    @property
    def finder(self) -> NameFinder:
        """The finder in use, loaded with the first text. Raises UsageError for a folder without one."""
        if self._finder is None:
            self._finder = NameFinder.load(Path(self._path)) if self._path else shipped_finder()
        return self._finder

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc with its names."""
        found = (
            doc.char_span(start, end, label=NAME_LABEL, alignment_mode="expand")
            for start, end in self.finder.find(doc.text)
        )
        doc.spans[self.spans_key] = [span for span in found if span is not None]
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - has no parts
        """Write the settings and the trained pipeline into the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / SETTINGS).write_text(json.dumps({"spans_key": self.spans_key}) + "\n", encoding="utf-8")
        self.finder.nlp.to_disk(folder / PIPELINE, exclude=["vocab"])

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "NameComponent":  # noqa: ARG002
        """Take settings and pipeline from a folder that `to_disk` wrote. Raises UsageError for another."""
        folder = Path(path)
        try:
            self.spans_key = str(json.loads((folder / SETTINGS).read_text(encoding="utf-8"))["spans_key"])
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise UsageError(f"{folder} holds no saved component {NAMES}: {error}") from error
        self._finder = NameFinder.load(folder / PIPELINE)
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002
        """Return what `to_disk` writes, in one piece: the settings are the first line."""
        return json.dumps({"spans_key": self.spans_key}).encode() + b"\n" + self.finder.to_bytes()

    def from_bytes(self, content: bytes, *, exclude: Iterable[str] = ()) -> "NameComponent":  # noqa: ARG002
        """Take settings and pipeline from what `to_bytes` gave. Raises UsageError for anything else."""
        first, _, weights = content.partition(b"\n")
        try:
            self.spans_key = str(json.loads(first)["spans_key"])
            self._finder = NameFinder.from_bytes(weights)
        except (ValueError, LookupError, TypeError) as error:
            raise UsageError(f"these bytes are no saved component {NAMES}: {error}") from error
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Pack the finder, unless it was not loaded yet; locks and models cannot be copied."""
        packed = self._finder.to_bytes() if self._finder else None
        return {**self.__dict__, "_finder": packed}

    def __setstate__(self, state: dict[str, Any]) -> None:
        packed = state["_finder"]
        self.__dict__.update({**state, "_finder": NameFinder.from_bytes(packed) if packed else None})
