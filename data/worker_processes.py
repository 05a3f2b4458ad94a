"""Work in several processes at once, in order, that ends with an error where a process cannot go on."""

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from data.errors import SkillgaugeError

Part = TypeVar("Part")
Result = TypeVar("Result")
WAITING = 3  # parts for each process that are taken before their turn, so that none waits for work
ENDED = (
    "a process that reads texts ended before its time: what it said stands above, or memory ran out. "
    'A script that reads in several processes needs `if __name__ == "__main__":`'
)


def in_processes(
    work: Callable[[Part], Result],
    parts: Iterable[Part],
    workers: int,
    start: Callable[..., None],
    *given: Any,
) -> Iterator[Result]:
    """Yield what `work` returns for each part, in order, from so many processes, each of which calls `start`.

    Parts are taken in the caller's own thread, a few ahead. Raises SkillgaugeError where a process cannot
    start or is killed, which a `multiprocessing.Pool` answers with new processes without end, and what `work`
    raises.
    """
    with TemporaryDirectory(prefix="skillgauge-") as folder:
        # in a file: what is larger than a pipe holds blocks us where a new process ends before it reads it
        begin = Path(folder, "begin")
        begin.write_bytes(pickle.dumps((start, given)))
        context = get_context("spawn")
        pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(str(begin),))
        try:
            rest = iter(parts)
            waiting = deque(pool.submit(work, part) for part in islice(rest, workers * WAITING))
            while waiting:
                result = waiting.popleft().result()
                waiting.extend(pool.submit(work, part) for part in islice(rest, 1))
                yield result
        except BrokenProcessPool as error:
            raise SkillgaugeError(ENDED) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(path: str) -> None:
    """Call `start` in a new process."""
    start, given = pickle.loads(Path(path).read_bytes())  # noqa: S301 - our own file, in a folder of this user
    start(*given)
