"""Taking over the shipped facts of a newer release before a command writes, and saying so in one line."""

import sys

from commands.shared.progress import bar
from data.store.adoption import adopt_shipped
from data.store.writer import Store


def renew_shipped(store: Store) -> None:
    """Bring a store that was begun from shipped facts to those of this release; say what that changed."""
    with bar("Taking over shipped facts", unit="postings"):
        found = adopt_shipped(store)
    if found:
        print(f"skillgauge: {found.words}", file=sys.stderr)  # noqa: T201
