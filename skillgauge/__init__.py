"""Skillgauge as a library: what job postings ask for, as pandas frames whose every number can be proved.

    import skillgauge as sg

    market = sg.open_market()
    market.shares(role="ml_engineer", cloud="aws", since="2025-09")

    sg.read("Experience with PyTorch or JAX is required.").mentions

Names are loaded when they are first used, so that the import itself costs nothing. docs/library.md is the
tutorial.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from data.errors import (
        CatalogError,
        MissingExtra,
        ReceiptMismatch,
        SkillgaugeError,
        StoreBusy,
        StoreDamaged,
        StoreError,
        StoreMissing,
        StoreTooNew,
        UsageError,
    )
    from data.records import Facts, Mention, Reading, Salary, Skill
    from skillgauge.market import Market, open_market
    from skillgauge.reading import FrameReading, read, read_frame

    __version__: str

__all__ = [
    "CatalogError",
    "Facts",
    "FrameReading",
    "Market",
    "Mention",
    "MissingExtra",
    "Reading",
    "ReceiptMismatch",
    "Salary",
    "Skill",
    "SkillgaugeError",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreMissing",
    "StoreTooNew",
    "UsageError",
    "__version__",
    "open_market",
    "read",
    "read_frame",
]


ERRORS = ("SkillgaugeError", "UsageError", "CatalogError", "MissingExtra", "ReceiptMismatch")
STORE_ERRORS = ("StoreError", "StoreBusy", "StoreDamaged", "StoreMissing", "StoreTooNew")
RECORDS = ("Facts", "Mention", "Reading", "Salary", "Skill")


def __getattr__(name: str) -> Any:
    """Return a public name, whose module is imported now. Raises AttributeError for any other."""
    if name == "__version__":
        from data.version import VERSION  # noqa: PLC0415

        value: Any = VERSION
    else:
        value = getattr(_module_of(name), name)
    globals()[name] = value
    return value


def _module_of(name: str) -> Any:
    if name in ERRORS or name in STORE_ERRORS:
        from data import errors  # noqa: PLC0415

        return errors
    if name in RECORDS:
        from data import records  # noqa: PLC0415

        return records
    if name in ("Market", "open_market"):
        from skillgauge import market  # noqa: PLC0415

        return market
    if name in ("FrameReading", "read", "read_frame"):
        from skillgauge import reading  # noqa: PLC0415

        return reading
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted({*globals(), *__all__})
