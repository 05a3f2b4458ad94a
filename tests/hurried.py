"""Time that does not pass: an event loop whose clock jumps to the next moment that anything waits for."""

import asyncio
import selectors
from typing import Any


class HurriedLoop(asyncio.SelectorEventLoop):
    """A loop that sleeps no moment: where it would wait for a timer, its clock moves on by that much.

    For what waits on timers alone; an answer over a socket would come too late for it.
    """

    def __init__(self) -> None:
        self.passed = 0.0
        super().__init__(_Impatient(self))

    def time(self) -> float:
        """Return the seconds that were slept."""
        return self.passed


class _Impatient(selectors.DefaultSelector):
    def __init__(self, loop: HurriedLoop) -> None:
        super().__init__()
        self.loop = loop

    def select(self, timeout: float | None = None) -> list[Any]:
        found = super().select(0 if timeout is not None else None)
        if not found and timeout:
            self.loop.passed += timeout
        return found
