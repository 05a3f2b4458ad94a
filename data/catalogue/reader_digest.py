"""Which rules read the postings: one name for all of them, kept in a file that comes with the program.

The file says what `rule_code` found in the checkout that the program was made from. It is never computed
where the program runs, so a checkout, an installed package and a compiled program name the same rules alike.
`skillgauge catalog digest --write` writes it after a rule has changed, and a test compares the two.
"""

import json
import re
from contextlib import suppress
from functools import cache
from pathlib import Path

from data.errors import CatalogError
from data.paths import DATA

READER = DATA / "reader.json"
DIGEST = re.compile(r"[0-9a-f]{16}")


@cache
def rules_digest(path: Path = READER) -> str:
    """Return 16 hex characters that name the rules, those of the catalogue's entries left out.

    Raises CatalogError where the file is missing or of another shape.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["rules"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CatalogError(path, None, f"does not say which rules read postings: {error}") from error
    if not isinstance(found, str) or not DIGEST.fullmatch(found):
        raise CatalogError(path, None, f"the rules are named by 16 hex characters, not {found!r:.80}")
    return found


def named_rules(path: Path = READER) -> str | None:
    """Return the rules that the file names, None where it names none."""
    with suppress(CatalogError):
        return rules_digest(path)
    return None


def write_rules_digest(digest: str, path: Path = READER) -> None:
    """Write which rules the program comes with."""
    path.write_text(json.dumps({"rules": digest}) + "\n", encoding="utf-8")
    rules_digest.cache_clear()
