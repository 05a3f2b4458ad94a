"""Writes `data/commands.json`: the options and arguments of every command, from which shells complete.

It is made of the commands themselves; `python3 dev.py commands` writes it again after a change of one.
"""

import importlib
import json
from enum import Enum
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import typer

import cli
from analysis.market.periods import STEPS
from analysis.market.slices import CLOUD_CHOICES, DENOMINATORS, SLICE_LEVELS
from analysis.registry import exported_kinds, figure_kinds
from commands.export import EVIDENCE
from commands.shell.completing import FILE, SKILL, TABLE
from data.origins import source_names
from data.records import KINDS, ROLES, SENIORITIES, WORKPLACES
from scraper.sources import SOURCE_NAMES

# by the name of a parameter: the same name takes the same values in each command that is not listed below
TAKES: dict[str, Any] = {
    **dict.fromkeys(("file", "files", "known", "texts"), FILE),
    **dict.fromkeys(("skill", "have"), SKILL),
    "role": ROLES,
    "cloud": CLOUD_CHOICES,
    "seniority": SENIORITIES,
    "workplace": WORKPLACES,
    "source": source_names(),
    "level": SLICE_LEVELS,
    "denominator": DENOMINATORS,
    "step": ("auto", *STEPS),
    "skill_kind": KINDS,
    "format": ("table", "json"),
    "output": ("table", "json"),
    "what": (*exported_kinds(), EVIDENCE),
}
TAKES_HERE: dict[tuple[str, str], Any] = {
    ("figure", "kind"): tuple(figure_kinds()),
    ("figure", "format"): ("table", "json", "csv"),
    ("catalog", "kind"): KINDS,
    ("discover", "kind"): KINDS,
    **dict.fromkeys((("scrape", "source"), ("boards", "source"), ("parse", "source")), SOURCE_NAMES),
}


def table() -> dict[str, Any]:
    """Return what the commands take now: by command its parameters, and its verbs where it has some."""
    found = {}
    for name, (module, _) in cli.COMMANDS.items():
        command = typer.main.get_command(importlib.import_module(module).app)
        found[name] = entry_of(name, command)
    return found


def entry_of(name: str, command: Any) -> dict[str, Any]:
    """Return a command as the table has it, with its verbs; `name` is that of the command above them."""
    verbs = {
        verb: {"help": one.get_short_help_str(100), **entry_of(name, one)}
        for verb, one in getattr(command, "commands", {}).items()
    }
    parameters = [parameter_entry(name, one) for one in command.params]
    return {"parameters": parameters} | ({"verbs": verbs} if verbs else {})


def parameter_entry(command: str, parameter: Any) -> dict[str, Any]:
    """Return an option or an argument: how it is called and what it takes."""
    entry: dict[str, Any] = {}
    if parameter.param_type_name == "argument":
        entry |= {"argument": parameter.name} | ({"count": -1} if parameter.nargs == -1 else {})
    else:
        names = "/".join([parameter.opts[-1], *parameter.secondary_opts])
        entry |= {"options": [*parameter.opts[:-1], names], "help": parameter.help or ""}
        entry |= {
            key: True for key, holds in (("flag", parameter.is_flag), ("many", parameter.multiple)) if holds
        }
    takes = None if entry.get("flag") else takes_of(command, parameter)
    return entry | ({"takes": takes} if takes else {})


def takes_of(command: str, parameter: Any) -> Any:
    """Return what a parameter takes: its own choices, else a file, else what its name says."""
    annotation = parameter.type_descriptor.annotation
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [one.value for one in annotation]
    if annotation is Path:
        return FILE
    named = TAKES_HERE.get((command, parameter.name), TAKES.get(parameter.name))
    return named if named is None or isinstance(named, str) else list(named)


def main() -> None:
    """Write the file."""
    TABLE.write_text(json.dumps(table(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
