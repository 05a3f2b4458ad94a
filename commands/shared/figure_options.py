"""The options of a figure on the command line: what was typed, and what has a place beside what."""

import os
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand

from analysis.options import option
from data.errors import UsageError

NOT_PLAIN = object()
NAMES = "NAMES"


class PlainValues(TyperCommand):
    """A command that takes plain values as they are typed, for `@app.command(cls=PlainValues)`.

    Typer hands the value of every option, even its default, to pydantic, which takes longer to import than
    most figures take to compute. A text, a default and a whole number need no check by it. All else goes to
    typer, whose sentence says what is wrong.
    """

    def names(self) -> Iterable[str]:
        """Return what stands for NAMES in the help of a parameter; asked only when help is shown."""
        return ()

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        for one in self.params:
            help = getattr(one, "help", None) or ""
            if NAMES in help:
                one.help = help.replace(NAMES, ", ".join(self.names()))  # type: ignore[attr-defined]
        super().format_help(ctx, formatter)

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters; each processes its value as `process_value` below does."""
        found = super().get_params(ctx)
        for one in found:
            one.process_value = partial(process_value, one)  # type: ignore[method-assign]
        return found


def process_value(parameter: Any, context: Any, value: Any) -> Any:
    """Return the value of a parameter that a command gets, as typer would."""
    found = plain_value(parameter, value)
    if found is NOT_PLAIN or (parameter.required and parameter.value_is_missing(found)):
        return type(parameter).process_value(parameter, context, value)
    return parameter.callback(context, parameter, found) if parameter.callback else found


def plain_value(parameter: Any, value: Any) -> Any:
    """Return a value that needs no check by typer, NOT_PLAIN for any other."""
    kind = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    if value is None:
        return () if parameter.multiple or parameter.nargs == -1 else None
    if kind is int:
        return plain_number(parameter, value)
    if kind == list[str]:
        return plain_texts(value)
    if not isinstance(value, str):
        return NOT_PLAIN
    if kind is str:
        return value
    return Path(value) if kind is Path and is_usable(value) else NOT_PLAIN


def plain_texts(values: Any) -> Any:
    """Return texts as a list, NOT_PLAIN for any other value."""
    are_texts = isinstance(values, list | tuple) and all(isinstance(one, str) for one in values)
    return list(values) if are_texts else NOT_PLAIN


def plain_number(parameter: Any, value: Any) -> Any:
    """Return a whole number within the bounds of a parameter, NOT_PLAIN for any other value."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    low, high = parameter.min, parameter.max
    is_within = type(value) is int and (low is None or value >= low) and (high is None or value <= high)
    return value if is_within else NOT_PLAIN


def is_usable(name: str) -> bool:
    """Tell whether nothing can be wrong with a path yet: there is no such file, or it can be read."""
    return not os.path.lexists(name) or os.access(name, os.R_OK)


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
