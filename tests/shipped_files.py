"""What is wrong with the files that ship, looked for once: the first fault of each, with its line."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path

from commands.labelled.label_file import read_labels
from data.catalogue.advice import load_advice
from data.catalogue.employer_groups import employer_groups
from data.catalogue.guides import load_claims, load_interviews, load_projects, load_sayings
from data.catalogue.reading_quality import load_reading_quality
from data.catalogue.skills import SKILLS
from data.errors import CatalogError
from data.origins import source_names
from data.paths import DATA
from data.vacancies.employers import employer_rules
from nlp.catalogue.catalog import load_catalog
from nlp.lists.tokens import SETS_OF_SKILLS, load_words
from nlp.names.near_words import read_near_words
from nlp.names.senses import load_senses
from nlp.names.translations import read_translations
from nlp.rule_check import READERS
from scraper.runs.board_list import SHIPPED as BOARDS
from scraper.runs.board_list import read_boards

CATALOGUE = "skills.toml"
ROOT = Path(__file__).parents[1]


def skills_of(*entries: Iterable[object]) -> list[str]:
    return [skill for some in entries for entry in some for skill in entry.skills]


def naming_none(read: Callable[[], object]) -> list[str]:
    """Read a file that names no skill."""
    read()
    return []


# what reads each file, and returns the ids of skills that the file names
SHIPPED: Mapping[str, Callable[[], Iterable[str]]] = {
    CATALOGUE: lambda: load_catalog(SKILLS) and (),
    **{name: partial(naming_none, read) for name, read in READERS.items()},
    "senses.toml": lambda: [
        skill for key, sense in load_senses().items() for skill in (key, *sense.instead.values())
    ],
    "any_of.toml": lambda: [skill for row in load_words().words(*SETS_OF_SKILLS) for skill in row.split()],
    "practices.toml": lambda: {one.skill for one in read_translations()},
    "phrases.toml": read_near_words,
    "advice.toml": lambda: load_advice().named,
    "interviews.toml": lambda: skills_of(*(one.topics for one in load_interviews())),
    "projects.toml": lambda: skills_of(load_projects()),
    "claims.toml": lambda: skills_of(load_claims(), load_sayings()),
    "employers.toml": lambda: employer_rules() and (),
    "employer_groups.toml": lambda: employer_groups() and (),
    "boards.toml": lambda: read_boards(BOARDS) and (),
    "origins.toml": lambda: source_names() and (),
    "quality.json": lambda: load_reading_quality() and (),
    "labels.jsonl": lambda: read_labels(DATA / "labels.jsonl") and (),
    "sampled_labels.jsonl": lambda: read_labels(DATA / "sampled_labels.jsonl") and (),
}


@cache
def faults() -> Mapping[str, str]:
    """Return what `looked_for` finds, seen by another process: here a test may have replaced readers."""
    asked = [sys.executable, "-m", __name__]
    done = subprocess.run(asked, check=True, capture_output=True, text=True, cwd=ROOT)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def looked_for() -> Mapping[str, str]:
    """Return what is wrong, by the name of the file, as "file:line: reason"; empty where all can be used."""
    found: dict[str, str] = {}
    known: set[str] = set()
    for name, read in SHIPPED.items():
        try:
            skills = set(read())
        except Exception as error:  # noqa: BLE001 - whatever a reader stumbles over is a fault of the file
            if Path(getattr(error, "path", name)).name not in found:  # one file may be read with another
                found[name] = described(name, error)
            continue
        if name == CATALOGUE:
            known = set(load_catalog(SKILLS).by_id)
        unknown = sorted(skills - known) if CATALOGUE not in found else []
        if unknown:
            found[name] = described(name, f"no skill has the id {unknown[0]!r}")
    return found


def described(name: str, fault: object) -> str:
    """Return the fault with its line: that of the reader, or the first that holds what the fault quotes."""
    reason = fault.reason if isinstance(fault, CatalogError) else f"{fault}"
    line = getattr(fault, "line", None) or line_of(name, reason)
    return f"data/{name}:{line}: {reason}" if line else f"data/{name}: {reason}"


def line_of(name: str, reason: str) -> int | None:
    path = DATA / name if (DATA / name).exists() else DATA / "rules" / name
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    for quoted in re.findall(r"'([^']+)'", reason):
        for number, line in enumerate(lines, 1):
            if quoted in line:
                return number
    return None


if __name__ == "__main__":
    print(json.dumps(looked_for()))
