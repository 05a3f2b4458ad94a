"""What is searched for in sources that hold every trade, so that few requests find what we measure."""

from urllib.parse import quote_plus

from data.records import Board

SEARCH = "ml"  # the board that stands for the searches below; any other board of such a source is a search
ENGLISH = ("machine learning engineer", "mlops engineer", "ai engineer", "data scientist")


def queries(board: Board, ours: tuple[str, ...] = ENGLISH) -> tuple[str, ...]:
    """Return the searches that a board stands for, percent-encoded."""
    return tuple(quote_plus(words) for words in (ours if board.slug == SEARCH else (board.slug,)))
