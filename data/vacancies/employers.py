"""Which names as written are one employer: "Amazon", "Amazon.com, Inc.", "Amazon Web Services (AWS)"."""

import re
import tomllib
import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.errors import CatalogError
from data.paths import DATA

EMPLOYERS_FILE = DATA / "employers.toml"
RULES = "1"  # a new number when the code below makes other keys
NAME_LIMIT = 200  # characters of a name that are read

LEADING = re.compile(r"^(?:jobs at|careers at|working at|the)\s+")
BRACKETED = re.compile(r"[(\[][^()\[\]]{0,100}[)\]]")
AFTER_BAR = re.compile(r"\s[|•·].*$")  # "Bluelight | DevOps & Software": the slogan
FORMERLY = re.compile(r"[\s,]+(?:formerly|f/k/a|an? [\w& ]{1,40} company)\b.*$")
DOMAIN = re.compile(r"\.(?:com|io|ai|org|net|co)\b")
NOT_WORD = re.compile(r"[^\w+#]+")
LEGAL = frozenset(
    ["inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "corp", "corporation", "co", "company",
     "plc", "pbc", "pllc", "gmbh", "ag", "kg", "se", "ug", "mbh", "bv", "nv", "sa", "sas", "sarl", "srl",
     "spa", "sl", "ab", "as", "asa", "aps", "oy", "oyj", "pty", "pte", "pvt", "kk", "sro", "zrt", "kft",
     "ltda"]
)  # a list of words, not of lines  # fmt: skip


@dataclass(frozen=True, slots=True)
class EmployerRules:
    """What the file of employers says: `same` leads from a key to the key it belongs to.

    `recruiters` holds the keys of known recruiters. `digest` changes whenever a name may get another key.
    """

    same: Mapping[str, str]
    recruiters: frozenset[str]
    digest: str


@cache
def employer_rules(path: Path = EMPLOYERS_FILE) -> EmployerRules:
    """Read the file of employers. Raises CatalogError when it cannot be used."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogError(path, None, str(error)) from error
    same = {plain_key(name): plain_key(kept) for kept, names in content["same"].items() for name in names}
    recruiters = frozenset(key_under(same, name) for name in content["recruiters"]["names"])
    return EmployerRules(same, recruiters, f"{RULES}:{zlib.crc32(path.read_bytes()):08x}")


def key_under(same: Mapping[str, str], name: str) -> str:
    """Return the key of a name as written; `same` leads from a key to the one it belongs to."""
    key = plain_key(name)
    return same.get(key, key)


def employer_key(name: str) -> str:
    """Return the key that all names of one employer share: "Amazon.com, Inc." -> "amazon"."""
    return key_under(employer_rules().same, name)


def plain_key(name: str) -> str:
    """Reduce a name: no case, accents, slogan, brackets or legal form; "?" where nothing is left."""
    folded = fold(name[:NAME_LIMIT])
    bare = AFTER_BAR.sub("", BRACKETED.sub(" ", FORMERLY.sub("", folded)))
    words = NOT_WORD.sub(" ", DOMAIN.sub("", LEADING.sub("", bare.strip()))).split()
    while len(words) > 1 and words[-1] in LEGAL | {"and"}:
        words.pop()
    return " ".join(words) or " ".join(folded.split()) or "?"


def fold(name: str) -> str:
    """Write a name in one spelling: compatibility forms (NFKD), no accents, lower case, "and" for "&"."""
    decomposed = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain.casefold().replace("&", " and ").replace("’", "").replace("'", "").replace("l.l.c.", "llc")
