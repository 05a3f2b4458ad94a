"""How long-running work says how far it has come."""

from collections.abc import Callable

Progress = Callable[[int], None]  # called with what was done since the last call: bytes, texts


def unnoticed(_count: int) -> None:
    """Ignore the progress of work that nobody watches."""
