"""Command entry: `skillgauge COMMAND ...`; each command's module is imported only when it is called."""

import importlib
import os
import sys
from importlib import metadata

from data.errors import SkillgaugeError, UsageError

# name -> (module with a typer `app`, one line of help)
COMMANDS = {
    "scrape": ("commands.scrape", "Refresh the store from the public sources."),
    "import": ("commands.import_dump", "Add a dump (JSONL or CSV, also .gz, .xz or - for stdin)."),
    "extract": ("commands.extract", "Read skills and facts: JSONL in, JSONL out."),
    "figure": ("commands.figure", "Print one figure: share, trend, change, pairs or study."),
    "export": ("commands.export", "Write shares, trends or postings to a CSV file."),
    "evaluate": ("commands.evaluate", "Score the extractor against labelled ads."),
    "snapshot": ("commands.snapshot", "Build or unpack the shipped facts."),
    "boards": ("commands.boards", "List, add, check or find boards."),
    "catalog": ("commands.catalog", "Check the catalogue; list candidates it lacks."),
    "emerging": ("commands.emerging", "Terms that are new to the market, for review."),
    "runs": ("commands.runs", "Past scrapes: what came, what closed, what failed."),
    "forget": ("commands.forget", "Remove an employer or a posting and keep it out, or all texts."),
    "dashboard": ("commands.dashboard", "Open the dashboard in a browser."),
}


def usage() -> str:
    """Return the list of commands, one a line."""
    width = max(map(len, COMMANDS))
    lines = (f"  {name:{width}}  {text}" for name, (_, text) in COMMANDS.items())
    return "\n".join(
        [
            "usage: skillgauge COMMAND [options]    (COMMAND --help tells more)",
            "",
            *lines,
            f"\nversion {version()}",
        ]
    )


def version() -> str:
    """Return the installed version."""
    return metadata.version("skillgauge")


def run(arguments: list[str]) -> None:
    """Run the command that `arguments` name. Raises UsageError for an unknown one."""
    name = arguments[0]
    if name not in COMMANDS:
        raise UsageError(f"there is no command {name!r}; there are: {', '.join(COMMANDS)}")
    app = importlib.import_module(COMMANDS[name][0]).app
    app(args=arguments[1:], prog_name=f"skillgauge {name}")


def main() -> None:
    """Run one command; an error of ours is one line on stderr and its own exit code."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("-h", "--help", "--version"):
        print(version() if arguments == ["--version"] else usage())
        sys.exit(0 if arguments else 2)
    try:
        run(arguments)
    except SkillgaugeError as error:
        print(f"skillgauge: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
