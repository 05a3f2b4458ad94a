"""What became of the records of an import: counts, and the lines of those rejected or read in part."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Literal

from data.store.writing.postings import BoardCounts

Output = Literal["table", "json"]

SHOWN_LINES = 5  # line numbers shown for each reason without --verbose
COUNTS = ("kept", "updated", "unchanged", "told_apart")


@dataclass(slots=True)
class Places:
    """How often something was met, and where: file and line of the first times."""

    count: int = 0
    first: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ImportTally:
    """What became of the records: counts by board, rejected lines by reason, partly read lines by note.

    `broken` are the sentences about files that could not be read to their end. Without `verbose` only
    SHOWN_LINES are kept for each reason, so that a file of millions of bad lines needs no memory.
    """

    verbose: bool = False
    boards: dict[tuple[str, str], BoardCounts] = field(default_factory=dict)
    rejected: dict[str, Places] = field(default_factory=dict)
    noted: dict[str, Places] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    told_apart: int = 0  # within a file; those of the store are in the counts

    def reject(self, reason: str, where: str) -> None:
        """Count a record that was rejected; `where` is its file and line."""
        self._add(self.rejected, reason, where)

    def note(self, words: Iterable[str], where: str) -> None:
        """Count each sentence about what was not read of a record that was kept."""
        for word in words:
            self._add(self.noted, word, where)

    def _add(self, places: dict[str, Places], reason: str, where: str) -> None:
        found = places.setdefault(reason, Places())
        found.count += 1
        if self.verbose or len(found.first) < SHOWN_LINES:
            found.first.append(where)

    def add(self, board: tuple[str, str], counts: BoardCounts) -> None:
        """Add the counts of one batch to those of its board, named (source, slug)."""
        self.boards[board] = added(self.boards.get(board, BoardCounts()), counts)

    @property
    def counts(self) -> BoardCounts:
        """The sum over all boards, with the identities that clashed within a file."""
        return reduce(added, self.boards.values(), BoardCounts(told_apart=self.told_apart))

    @property
    def rejections(self) -> int:
        """How many records were rejected, for any reason."""
        return sum(places.count for places in self.rejected.values())

    @property
    def is_useless(self) -> bool:
        """Whether records were rejected and not one was of use."""
        counts = self.counts
        useful = counts.kept + counts.updated + counts.unchanged + sum(counts.left_out.values())
        return bool(self.rejected) and not useful


def added(one: BoardCounts, other: BoardCounts) -> BoardCounts:
    """Add two counts, those of left-out postings reason by reason."""
    sums = {name: getattr(one, name) + getattr(other, name) for name in COUNTS}
    return BoardCounts(**sums, left_out=dict(Counter(one.left_out) + Counter(other.left_out)))


def summary(tally: ImportTally) -> str:
    """Say in a few lines what became of the records."""
    counts = tally.counts
    lines = [
        f"kept {counts.kept:,}, updated {counts.updated:,}, unchanged {counts.unchanged:,}, rejected "
        f"{tally.rejections:,}"
    ]
    lines += [f"  left out, {reason}: {count:,}" for reason, count in sorted(counts.left_out.items())]
    if counts.told_apart:
        kept = "kept under their links or a digest, because their id is that of another posting"
        lines.append(f"  {kept}: {counts.told_apart:,}")
    lines += [f"  {line}" for line in lines_of(tally.noted)]
    lines += [f"  rejected, {line}" for line in lines_of(tally.rejected)]
    return "\n".join(lines)


def lines_of(found: Mapping[str, Places]) -> Iterable[str]:
    """Yield a line for each reason with its count and places, the most frequent reason first."""
    for reason, places in sorted(found.items(), key=lambda pair: -pair[1].count):
        more = places.count - len(places.first)
        yield f"{reason}: {places.count:,} ({', '.join(places.first)}{f' and {more:,} more' if more else ''})"


def summary_json(tally: ImportTally, run_id: int, store: Mapping[str, int]) -> str:
    """Write what became of the records as one line of JSON; `store` is added to it as it is."""
    counts = tally.counts
    report = {
        "run": run_id,
        **{name: getattr(counts, name) for name in COUNTS},
        "left_out": counts.left_out,
        "rejected": {reason: places.count for reason, places in tally.rejected.items()},
        "rejected_lines": {reason: places.first for reason, places in tally.rejected.items()},
        "noted": {word: places.count for word, places in tally.noted.items()},
        "noted_lines": {word: places.first for word, places in tally.noted.items()},
        "broken": tally.broken,
        **store,
    }
    return json.dumps(report, ensure_ascii=False)
