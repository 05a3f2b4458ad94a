"""The boards that are asked: the shipped list, the feeds of the sources, and what the user added."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from data.errors import CatalogError, UsageError
from data.own_files import own_file, writable_own_file, writing
from data.paths import DATA, is_there
from data.records import Board
from scraper.sources import SOURCE_NAMES, sources

SHIPPED = DATA / "boards.toml"
ADDED = "boards.toml"  # name of the user's own file
KEYS = ("source", "slug", "employer", "region", "url")


def load_boards(shipped: Path | None = None, added: Path | None = None) -> tuple[Board, ...]:
    """Return all boards in order, each once; what the user added wins over the shipped entry."""
    added = added or own_file(ADDED)
    own = read_boards(added) if added is not None and is_there(added) else ()
    feeds = [board for source in sources() for board in source.feeds]
    boards = {key(board): board for board in (*read_boards(shipped or SHIPPED), *feeds, *own)}
    return tuple(boards[name] for name in sorted(boards))


def key(board: Board) -> tuple[int, str, str, str]:
    """Return what a board is known and sorted by: source in the order of their table, then slug."""
    return SOURCE_NAMES.index(board.source), board.slug.lower(), board.slug, board.region or ""


def read_boards(path: Path) -> tuple[Board, ...]:
    """Return the boards of one file; raises CatalogError naming the entry that is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CatalogError(path, None, f"cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise CatalogError(path, None, str(error)) from error
    entries = table.get("board", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CatalogError(path, None, "its boards are not a list of tables ([[board]])")
    return tuple(board_of(path, number, entry) for number, entry in enumerate(entries, 1))


def board_of(path: Path, number: int, entry: dict[str, str]) -> Board:
    """Return the board of one entry; raises CatalogError for a wrong key, type or source."""
    unknown = sorted(set(entry) - set(KEYS))
    if unknown:
        raise CatalogError(path, None, f"board {number}: unknown key {unknown[0]!r}")
    for name in ("source", "slug"):
        if not isinstance(entry.get(name), str) or not entry[name]:
            raise CatalogError(path, None, f"board {number} has no {name}")
    for name, value in entry.items():
        if not isinstance(value, str):
            raise CatalogError(path, None, f"board {number}: {name} is not a text")
    if entry["source"] not in SOURCE_NAMES:
        raise CatalogError(path, None, f"board {number}: there is no source {entry['source']!r}")
    return Board(**{name: entry.get(name) for name in KEYS})  # type: ignore[arg-type]


def write_boards(path: Path, boards: Iterable[Board]) -> None:
    """Write boards in order; the file is replaced as a whole, and only by one that reads back the same.

    Raises UsageError for a board that no such file can hold, StoreError where it cannot be written.
    """
    ordered = sorted(boards, key=key)
    draft = path.with_suffix(".new")
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_text("\n".join(map(entry_for, ordered)), encoding="utf-8")
            is_same = list(read_boards(draft)) == ordered
        except (UnicodeEncodeError, CatalogError):
            is_same = False
        if not is_same:
            draft.unlink(missing_ok=True)
            raise UsageError(f"{path}: a board holds characters that cannot be written; nothing was changed")
        draft.replace(path)


def entry_for(board: Board) -> str:
    """Return one board as a [[board]] entry, without the keys that it leaves out."""
    values = {name: getattr(board, name) for name in KEYS}
    lines = [f"{name} = {quoted(value)}" for name, value in values.items() if value is not None]
    return "\n".join(("[[board]]", *lines, ""))


def quoted(value: str) -> str:
    """Return text as a TOML string; characters that are not printable are escaped."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else escape(ord(c)) for c in escaped) + '"'


def escape(number: int) -> str:
    """Return a character as TOML escapes it: four digits, or eight beyond the first plane."""
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def find_boards(boards: Iterable[Board], term: str) -> list[Board]:
    """Return the boards whose employer, slug or source holds a term, in any case."""
    wanted = term.casefold()
    return [board for board in boards if any(wanted in part.casefold() for part in names_of(board))]


def names_of(board: Board) -> tuple[str, ...]:
    """Return what a board may be found by."""
    return tuple(part for part in (board.employer, board.slug, board.source) if part)


def add_board(board: Board, path: Path | None = None) -> None:
    """Add a board to the user's own list. Raises StoreError where it cannot be written."""
    path = path or writable_own_file(ADDED)
    own = read_boards(path) if path.exists() else ()
    write_boards(path, {key(each): each for each in (*own, board)}.values())
