"""Every error that Skillgauge raises on purpose.

    SkillgaugeError
    ├── UsageError               a wrong option or value                     exit 2
    ├── CatalogError             a catalogue file that cannot be used        exit 2
    ├── MissingExtra             packages of an extra are not installed      exit 2
    ├── SourceError              one board could not be collected            exit 1
    │   ├── SourceUnreachable    no answer: DNS, TLS, timeout, 5xx
    │   │   └── SourcePostponed  the host asks to be left alone until a later time
    │   ├── SourceRefused        robots, terms, 401, 403, a challenge page
    │   ├── SourceGone           404, 410: the board is no longer there
    │   └── PageRejected         an answer that cannot be trusted
    ├── PostingRejected          one record of a good page is unusable       (counted, never fatal)
    ├── StoreError               the store cannot be read or written         exit 3
    │   ├── StoreMissing
    │   ├── StoreDamaged
    │   ├── StoreTooNew
    │   ├── StoreBusy
    │   └── StoreFull
    └── ReceiptMismatch          a figure cannot be reproduced from here     exit 4

A message says what happened, to what, and what to do next.
"""

from datetime import datetime


class SkillgaugeError(Exception):
    """The root of the tree; `exit_code` is what a command ends with."""

    exit_code = 1


class UsageError(SkillgaugeError):
    """The user gave a wrong option, value or file."""

    exit_code = 2


class CatalogError(SkillgaugeError):
    """A catalogue file cannot be used; the message names the file and, where known, the line."""

    exit_code = 2

    def __init__(self, path: object, line: int | None, reason: str) -> None:
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {reason}")
        self.path, self.line, self.reason = str(path), line, reason


class MissingExtra(SkillgaugeError):
    """What was asked for needs packages that come with an extra; the message says how to install it.

    `what` says what needs them, such as "the dashboard"; `package` is the first that is missing.
    """

    exit_code = 2

    def __init__(self, extra: str, what: str, package: str) -> None:
        super().__init__(
            f"{what} needs {package}, which is not installed: python -m pip install 'skillgauge[{extra}]'"
        )
        self.extra, self.package = extra, package


class SourceError(SkillgaugeError):
    """One board could not be collected; the others go on."""


class SourceUnreachable(SourceError):
    """No usable answer came: DNS, TLS, timeout, reset, 5xx. Worth another try later."""


class SourcePostponed(SourceUnreachable):
    """The host asks to be left alone for longer than a run waits, until the time `until`."""

    def __init__(self, message: str, until: datetime) -> None:
        super().__init__(message)
        self.until = until


class SourceRefused(SourceError):
    """The host does not want this request: robots, terms, 401, 403, a challenge page."""


class SourceGone(SourceError):
    """The board is no longer at its address (404 or 410)."""


class PageRejected(SourceError):
    """An answer came that cannot be trusted: too large, truncated, wrong type, wrong shape."""


class PostingRejected(SkillgaugeError):
    """One record of an otherwise good page is unusable; it is counted under `reason`."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason = field, reason


class StoreError(SkillgaugeError):
    """The store cannot be read or written; nothing of the failed write remains."""

    exit_code = 3


class StoreMissing(StoreError):
    """There is no store at this path; readers never create one."""


class StoreDamaged(StoreError):
    """The file is not a usable store; it is never recreated over."""


class StoreTooNew(StoreError):
    """The store was written by a newer Skillgauge; it stays untouched."""


class StoreBusy(StoreError):
    """Another run holds the store."""


class StoreFull(StoreError):
    """There is no room to write; what was committed before is safe."""


class ReceiptMismatch(SkillgaugeError):
    """The data or rules behind a receipt differ from those here, so its figure cannot be reproduced."""

    exit_code = 4
