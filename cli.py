"""Command entry: `skillgauge COMMAND ...`; each command's module is imported only when it is called."""

import codecs
import gc
import importlib
import io
import os
import sys
from collections.abc import Callable

from data.errors import SkillgaugeError, UsageError
from data.version import VERSION

# name -> (module with a typer `app`, one line of help)
COMMANDS = {
    "scrape": ("commands.scrape", "Refresh the store from the public sources."),
    "import": ("commands.import_dump", "Add a dump (JSONL or CSV, also .gz, .xz or - for stdin)."),
    "extract": ("commands.extract", "Read skills and facts: JSONL in, JSONL out."),
    "read": ("commands.read", "Read one posting: its skills, levels, rules and facts."),
    "figure": ("commands.figure", "Print one figure: share, trend, change, pairs or study."),
    "export": ("commands.export", "Write shares, trends or postings to a CSV file."),
    "quality": ("commands.quality", "What stands behind the figures, and how they moved since releases."),
    "evaluate": ("commands.evaluate", "Score the extractor against labelled ads."),
    "labels": ("commands.labels", "Labelled postings without their texts, and with them again."),
    "snapshot": ("commands.snapshot", "Build or unpack the shipped facts."),
    "boards": ("commands.boards", "List, add, check, find or recognise boards."),
    "parse": ("commands.parse", "Read one saved page with a source's parser: JSON out."),
    "titles": ("commands.titles", "Tell which titles a scrape keeps, and by which word."),
    "catalog": ("commands.catalog", "Check and list the catalogue of skills."),
    "discover": ("commands.discover", "Names of tools that the catalogue lacks, for review."),
    "runs": ("commands.runs", "Past scrapes: what came, what closed, what failed."),
    "where": ("commands.where", "Where your store, settings and boards are kept."),
    "forget": ("commands.forget", "Remove an employer or a posting and keep it out, or all texts."),
    "dashboard": ("commands.dashboard", "Open the dashboard in a browser."),
    "completion": ("commands.completion", "Print what makes a shell complete these commands."),
}

EXAMPLES = (
    "skillgauge dashboard",
    "skillgauge scrape --dry-run",
    "skillgauge figure share --skill PyTorch --role ml_engineer --since 2025-09",
    "skillgauge help figure",
)
HELP = ("-h", "--help")
COMPLETING = "_SKILLGAUGE_COMPLETE"  # environment: a shell asks how a line may go on


def usage() -> str:
    """Return what `skillgauge --help` prints."""
    width = max(map(len, COMMANDS))
    lines = (f"  {name:{width}}  {text}" for name, (_, text) in COMMANDS.items())
    return "\n".join(
        [
            "usage: skillgauge COMMAND [options]    (COMMAND --help says more)",
            "",
            *lines,
            "",
            "Examples:",
            *(f"  {line}" for line in EXAMPLES),
            f"\nversion {VERSION}",
        ]
    )


def run(arguments: list[str]) -> None:
    """Run the command that `arguments` name. Raises UsageError for an unknown one."""
    name = arguments[0]
    if name not in COMMANDS:
        raise UsageError(f"there is no command {name!r}{nearest(name)}; there are: {', '.join(COMMANDS)}")
    check_text(arguments[1:])
    from data.paths import module_name  # noqa: PLC0415 - pathlib would slow down --help

    app = load_app(module_name(COMMANDS[name][0]))
    app(args=arguments[1:], prog_name=f"skillgauge {name}", help_option_names=list(HELP))


def nearest(name: str) -> str:
    """Return ' (did you mean scrape?)', nothing where no command is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for a slip

    found = get_close_matches(name.lower(), COMMANDS, n=1)
    return f" (did you mean {found[0]}?)" if found else ""


def help_in_front(arguments: list[str]) -> list[str]:
    """Return `COMMAND ... --help` for `help COMMAND ...`, other arguments as they are."""
    return [*arguments[1:], "--help"] if arguments[:1] == ["help"] else arguments


def load_app(module: str) -> Callable[..., None]:
    """Import the module of a command and return its app."""
    os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", "4")  # numpy's threads sleep while idle, and do not spin
    gc.disable()  # what an import makes stays: to look for garbage in it is in vain
    try:
        app: Callable[..., None] = importlib.import_module(module).app
    finally:
        gc.freeze()
        gc.enable()
    return app


def check_text(arguments: list[str]) -> None:
    """Raise UsageError for an argument of bytes that are no text, unless a file is so called."""
    for word in arguments:
        if is_undecoded(word) and not any(map(os.path.lexists, (word, word.partition("=")[2]))):
            raise UsageError(f"the argument {word!r} holds bytes that are no text")


def is_undecoded(word: str) -> bool:
    """Tell whether a word holds bytes that are no text, which Python passes on as lone surrogates."""
    return any("\ud800" <= character <= "\udfff" for character in word)


def printable(words: str) -> str:
    """Return an error as it can be shown in any terminal: a name in it may hold control characters."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in words)


def escaped(error: UnicodeError) -> tuple[str, int]:
    """Return what an output cannot hold as JSON escapes it; a handler for `codecs.register_error`."""
    import json  # noqa: PLC0415 - only for what is no ASCII on a terminal that takes nothing else

    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def accept_all_characters() -> None:
    """Let standard output take every name: where it is not UTF-8, or a file is called by odd bytes."""
    codecs.register_error("escaped", escaped)
    if sys.stdout is None:  # closed by the caller, who does not want it
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for as long as the program runs
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="escaped")


def main() -> None:
    """Run one command; each of our errors is one line on standard error and has an exit code of its own."""
    accept_all_characters()
    arguments = help_in_front(sys.argv[1:])
    if COMPLETING in os.environ:
        from commands.shell.completing import answer  # noqa: PLC0415 - only where a shell asks

        sys.exit(answer(COMMANDS))
    if not arguments or arguments[0] in (*HELP, "--version"):
        print(VERSION if arguments == ["--version"] else usage())
        sys.exit(0 if arguments else 2)
    try:
        try:
            run(arguments)
        finally:
            sys.stdout.flush()
    except SkillgaugeError as error:
        print(f"skillgauge: {printable(str(error))}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        if error.filename is not None:  # not standard output, which has no name
            raise
        print(f"skillgauge: the output cannot be written: {error.strerror}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
