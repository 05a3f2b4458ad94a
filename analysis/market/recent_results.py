"""The results of one corpus that were used last, by what they were made from, for all its readers."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

MOST = 48  # results; the largest kind is about 180 kilobytes with the shipped catalogue

Result = TypeVar("Result")


class RecentResults:
    """Results by key; the least recently used one is dropped first. Safe between threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._results: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Result]) -> Result:
        """Return the result of a key, making it if it is not there.

        Two threads may both make it; that costs time, never a wrong result, as making has no side effects.
        """
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                found: Result = self._results[key]
                return found
        made = make()
        with self._lock:
            self._results[key] = made
            while len(self._results) > self._most:
                self._results.popitem(last=False)
        return made
