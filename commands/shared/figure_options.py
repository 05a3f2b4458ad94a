"""The options of a figure on the command line: what was typed, and what has a place beside what."""

from collections.abc import Collection, Mapping
from typing import Any

import typer

from analysis.options import option
from data.errors import UsageError


def given_options(context: typer.Context) -> dict[str, object]:
    """Return the parameters that stand on the command line, even those given their default value."""
    sources = {name: context.get_parameter_source(name) for name in context.params}
    typed = [name for name, source in sources.items() if source is not None and source.name == "COMMANDLINE"]
    return {name: context.params[name] for name in typed}


def said_parameters(context: typer.Context) -> dict[str, Any]:
    """Return the parameters that have a value, by default or as typed; those of several values as tuples."""
    values = {
        name: tuple(value) if isinstance(value, list) else value for name, value in context.params.items()
    }
    return {name: value for name, value in values.items() if value not in (None, ())}


def check_alone(given: Mapping[str, object], beside: Collection[str], why: str) -> None:
    """Raise UsageError for what has no place beside a receipt or a description; `why` begins the sentence."""
    for name in given:
        if name not in beside:
            said = "a kind" if name == "kind" else option(name)
            raise UsageError(f"{why}; leave out {said}")
