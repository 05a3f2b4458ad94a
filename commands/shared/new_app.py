"""How every command presents itself: plain text, a bug with its whole traceback, examples at the end."""

import typer


def new_app(help: str | None = None, epilog: str | None = None) -> typer.Typer:
    """Return the app of a command; called without its verb, one that has verbs prints its help.

    `epilog` is that of a command with verbs; one without verbs gives it to `@app.command`.
    """
    return typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        help=help,
        epilog=epilog,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


def examples(*lines: str) -> str:
    """Return the end of a help page: invocations as they are typed, one a line, kept as they stand."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
