"""One thread for small matrix products.

A figure's products take a millisecond or two. Waking a thread for each core costs more than it saves, and on
a busy machine ten times as much, since all threads must be scheduled before the product is done.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


@contextmanager
def one_thread() -> Iterator[None]:
    """Run the matrix products inside on one thread."""
    with _controller().limit(limits=1, user_api="blas"):
        yield
