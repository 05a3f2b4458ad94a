"""What is written down once for each kind of figure: how to ask for it, what it prints, how it is proved.

A kind is a `FigureKind` called KIND, alone in its file in a folder of `analysis/kinds/`. `analysis.registry`
finds the files; command, export, endpoints, receipts and the table in docs/statistics.md read the records.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from analysis.market.corpus import Corpus
from analysis.market.grounded import NEWEST
from analysis.market.provenance import TOTAL
from analysis.market.receipts import Receipt
from analysis.market.rows import Cell, row_of
from analysis.market.slices import KEYS, Slice
from data.errors import UsageError

Row = Mapping[str, Cell]
FILTERS = tuple(KEYS)  # the options that name a slice
FILTERS_BUT_LEVEL = tuple(name for name in FILTERS if name != "level")
FILTERS_BUT_DATES = tuple(name for name in FILTERS if name not in ("since", "until"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureOptions:
    """What a figure is asked for beside its slice; each kind reads only the options that it uses.

    `skills` and `have` are ids or names. `kinds` None means skills of every kind. `before` and `after` are
    periods such as "2024H2", `against` is the query of another slice. `top` counts skills or pairs, `steps`
    those of a study plan. `interval` says what intervals of shares hold: "chance", or "total" with
    the error of reading in it.
    """

    skills: tuple[str, ...] = ()
    have: tuple[str, ...] = ()
    kinds: tuple[str, ...] | None = None
    top: int = 30
    before: str | None = None
    after: str | None = None
    against: str | None = None
    step: str = "auto"
    steps: int = 10
    practices: bool = False
    interval: str = TOTAL

    def named_skills(self) -> tuple[str, ...]:
        """Return `skills` for a figure that needs at least one. Raises UsageError without any."""
        if not self.skills:
            raise UsageError("name a skill with --skill")
        return self.skills


RowsOf = Callable[[Corpus, Slice, FigureOptions], Iterable[Row]]


class Reproducible(Protocol):
    """A figure that carries its receipt."""

    @property
    def receipt(self) -> str | None:
        """The line that reproduces the figure."""


Measured = tuple[Reproducible | None, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRules:
    """Which options change a figure; any other is refused, as are those that would be without effect.

    Options carry the names of the command's parameters (`skill_kind` is typed `--kind`). `choosing` choose
    among skills that nobody named, so they are refused beside `skill`. Where `counts_employers` is false,
    the denominator "employers" is refused: an employer is no unit of a requirement or of pay.
    """

    uses: tuple[str, ...] = ()
    choosing: tuple[str, ...] = ()
    takes_one_skill: bool = False
    counts_employers: bool = True
    level_needs_skill: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """One row of docs/statistics.md, in plain text; `source` is a publication, None where there is none."""

    name: str
    definition: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ReceiptKind:
    """Figures whose receipts start with `name`, and how to measure one again.

    `measure` returns the figure and the value that stands in its receipt; the figure is None where there is
    too little support. It raises UsageError for a receipt that lacks what the figure needs. `row` makes the
    figure the flat row that it was printed as.
    """

    name: str
    measure: Callable[[Corpus, Receipt], Measured]
    row: Callable[[Any], Row] = row_of
    needs_skill: bool = True


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The keys that an address for programs takes beside the filters.

    At most `max_skills` named skills are answered. `rows` is the kind's own where it is None. `off_pages`
    says why no page offers the address, None where one does.
    """

    keys: tuple[str, ...]
    max_skills: int | None = None
    rows: RowsOf | None = None
    off_pages: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureKind:
    """A kind of figure.

    `place` orders the kinds in help, messages and documents. `columns` are the keys of its fullest
    row in order, without those of `grounded`. `sentence` shows how its sentence reads, each number or
    name in braces. `example` asks for a figure that a market of a few thousand postings has. `oracle` is the
    dotted name of a test that counts the figure by brute force, `simulation` that of one that measures how
    often its interval holds the truth; a kind whose rows carry an interval needs both.

    `sheet` is what its rows are called as a table, `name` where it is None: in the files of the dashboard, in
    `skillgauge export` (with the options of `export`) and in the address, `/api/SHEET.csv` or `.json`.
    """

    name: str
    place: int
    rows: RowsOf
    options: OptionRules
    columns: tuple[str, ...]
    sentence: str
    formulas: tuple[Formula, ...]
    oracle: str
    simulation: str | None = None
    example: FigureOptions = FigureOptions()
    receipts: tuple[ReceiptKind, ...] = ()
    sheet: str | None = None
    export: OptionRules | None = None
    endpoint: Endpoint | None = None
    is_object: bool = False  # of one named skill, JSON is an object instead of a list

    @property
    def sheet_name(self) -> str:
        """What its rows are called as a table."""
        return self.sheet or self.name

    def file_of(self, *, one_skill: bool) -> str:
        """What a file of its rows is called; after the kind itself where one skill has one row."""
        return self.name if one_skill and self.is_object else self.sheet_name

    @property
    def takes_filters(self) -> bool:
        """Whether a selection changes its rows; each published statement has one of its own."""
        return bool(set(self.options.uses) & set(FILTERS))

    @property
    def prints_interval(self) -> bool:
        """Whether its rows carry the lower end of an interval."""
        return any(column == "low" or column.endswith("_low") for column in self.columns)

    @property
    def header(self) -> tuple[str, ...]:
        """The columns as they are printed: with `silent` beside `n`, and the newest posting."""
        with_silent = [(name, "silent") if name == "n" else (name,) for name in self.columns]
        return (*(name for names in with_silent for name in names), NEWEST)
