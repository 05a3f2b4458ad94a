"""Logs on standard error: one line an event even where scraped text is quoted, and no URL with a secret."""

import logging
import sys

QUIET = ("httpx", "httpcore")  # they log whole URLs


class OneLine(logging.Formatter):
    """Formats an event so that scraped text in it cannot start a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the event as text; only our own tracebacks keep their line breaks."""
        message = record.getMessage()
        record.msg, record.args = "".join(c if c.isprintable() else repr(c)[1:-1] for c in message), None
        return super().format(record)


def set_up_logging(*, verbose: bool) -> None:
    """Log warnings, with `verbose` also what goes well."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
