"""Completes a command line from `data/commands.json`, without loading a command: a Tab waits for nobody.

The file lists each command's options and arguments and what they take. It is written from the commands
themselves, by `python3 dev.py commands`; a test compares the two.
"""

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import click
from click.shell_completion import CompletionItem, get_completion_class, shell_complete

from data.paths import DATA, LAYER_NAME, local_folder, within

PROGRAM = "skillgauge"
VARIABLE = "_SKILLGAUGE_COMPLETE"
TABLE = DATA / "commands.json"
FILE, SKILL = "file", "skill"  # what an option takes, where its values are not listed
ENTRY = re.compile(r'^\[\[skill\]\]\nid = "(.+)"\nname = "(.+)"$', re.MULTILINE)
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+#/-]*")  # what any shell takes without quotes

Entry = Mapping[str, Any]  # of the table: a command or one of its parameters


def answer(commands: Mapping[str, tuple[str, str]]) -> int:
    """Print how the line that a shell is asking about may go on; return the exit code.

    `commands` holds for each name its module and its line of help.
    """
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    known = {name: command_of(name, table.get(name, {}), line) for name, (_, line) in commands.items()}
    topic = click.Argument(["command"], required=False, type=click.Choice(list(commands)))
    known["help"] = click.Command("help", params=[topic], help="Say what a command does.")
    version = click.Option(["--version"], is_flag=True, help="Print the version.")
    group = click.Group(commands=known, params=[version])
    if os.environ[VARIABLE].startswith("bash"):
        join_values()
    return shell_complete(group, {}, PROGRAM, VARIABLE, os.environ[VARIABLE])


def join_values() -> None:
    """Take the "=" out of the words of a line: bash makes three words of `--format=json`, click knows two."""
    words, at = os.environ["COMP_WORDS"].split("\n"), int(os.environ["COMP_CWORD"])
    os.environ["COMP_CWORD"] = str(at - words[:at].count("="))
    os.environ["COMP_WORDS"] = "\n".join(word for n, word in enumerate(words) if word != "=" or n >= at)


def script_for(shell: str) -> str:
    """Return the script that a shell evaluates once; `shell` is one that click knows."""
    found = get_completion_class(shell)
    if found is None:
        raise ValueError(f"there is no completion for {shell!r}")
    return found(click.Group(), {}, PROGRAM, VARIABLE).source()


def command_of(name: str, entry: Entry, help: str) -> click.Command:
    """Return a command as the table describes it; it completes and does nothing else."""
    parameters = [parameter_of(one) for one in entry.get("parameters", ())]
    if "verbs" in entry:
        verbs = {verb: command_of(verb, one, one["help"]) for verb, one in entry["verbs"].items()}
        return click.Group(name, commands=verbs, params=parameters, help=help)
    return click.Command(name, params=parameters, help=help)


def parameter_of(entry: Entry) -> click.Parameter:
    """Return an option or an argument as the table describes it."""
    kind = type_of(entry.get("takes"))
    if "argument" in entry:
        return click.Argument([entry["argument"]], required=False, type=kind, nargs=entry.get("count", 1))
    own = entry["options"][-1].partition("/")[0].strip("-").replace("-", "_")
    names = [*entry["options"], f"option_{own}"]  # `figure` has a kind and a --kind
    if entry.get("flag"):
        return click.Option(names, is_flag=True, help=entry["help"])
    return click.Option(names, type=kind, multiple=entry.get("many", False), help=entry["help"])


def type_of(takes: str | list[str] | None) -> click.ParamType[str]:
    """Return the type of what an option takes: listed values, a file, a skill, or anything."""
    if isinstance(takes, list):
        return click.Choice(takes, case_sensitive=False)
    if takes == FILE:
        return click.Path()
    return SkillName() if takes == SKILL else click.STRING


class SkillName(click.ParamType[str]):
    """A skill of the shipped catalogue: completed by its name, by its id where a shell would cut the name."""

    name = "skill"

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the skills whose name or id begins with what was typed, in any case.

        Of several, each is written as it goes on from that: a shell adds what all that is offered shares.
        """
        begun = hyphenated(incomplete)
        found = [
            (identity, name)
            for identity, name in skill_names()
            if hyphenated(name).startswith(begun) or identity.startswith(begun)
        ]
        going_on = [(word, skill[1]) for skill in found if (word := going_on_from(incomplete, *skill))]
        if len(found) > 1 and going_on:
            return [CompletionItem(spelling, help=name) for spelling, name in going_on]
        return [
            CompletionItem(name if PLAIN.fullmatch(name) else identity, help=name) for identity, name in found
        ]


def going_on_from(typed: str, identity: str, name: str) -> str:
    """Return the name or else the id of a skill, whichever begins letter by letter with what was typed."""
    plain = (one for one in (name, identity) if PLAIN.fullmatch(one))
    return next((one for one in plain if one.startswith(typed)), "")


def hyphenated(name: str) -> str:
    """Return a name as ids are written: in lower case, with hyphens for spaces."""
    return name.casefold().replace(" ", "-")


def skill_names() -> list[tuple[str, str]]:
    """Return (id, name) of each skill, the user's own last: lines of the files, as parsing takes its time."""
    files = (DATA / LAYER_NAME, within(local_folder(), LAYER_NAME))
    found: dict[str, str] = {}
    for path in files:
        with suppress(OSError, ValueError):  # a Tab is no place to complain
            found |= dict(ENTRY.findall(path.read_text(encoding="utf-8"))) if path else {}
    return list(found.items())
