"""Progress on a terminal, silence elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[int, int], None]  # (done, total); total 0 is unknown


def silent(_done: int, _total: int) -> None:
    """Take progress and show nothing: for output that nobody watches."""


@contextmanager
def bar(what: str, *, unit: str) -> Iterator[Advance]:
    """Yield a function that moves a progress bar on standard error; `silent` where that is no terminal."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415

    columns = Progress.get_default_columns()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"{what} ({unit})", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total or None)
