"""Tables of rules that people write as TOML, read so that a fault names its line."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import CatalogError


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One file of tables, such as data/rules/senses.toml: what it says, and the text to find lines in."""

    path: Path
    text: str
    tables: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> "RuleFile":
        """Read a file. Raises CatalogError if it is not readable or not TOML, with the line in that case."""
        try:
            text = path.read_text(encoding="utf-8")
            return cls(path, text, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            raise CatalogError(path, int(line[1]) if line else None, f"not TOML: {error}") from error
        except (OSError, ValueError, RecursionError) as error:  # a number without end is a ValueError
            raise CatalogError(path, None, f"cannot be read: {error}") from error

    def fault(self, table: str, reason: object) -> CatalogError:
        """Return the error that says what is wrong with one table; its line is that of the table's head."""
        head = re.search(rf"^\s*\[[\"']?{re.escape(table)}[\"']?[.\]]", self.text, re.MULTILINE)
        line = self.text.count("\n", 0, head.start() + len(head[0])) + 1 if head else None
        return CatalogError(self.path, line, f"[{table}] {reason}")
