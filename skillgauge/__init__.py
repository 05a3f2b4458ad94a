"""A measuring instrument for the machine-learning job market."""


def __getattr__(name: str) -> str:
    """Look up `__version__` only when it is asked for: it is read from the installed packages' metadata."""
    if name == "__version__":
        from importlib import metadata  # noqa: PLC0415 - slower to import than all of this package

        return metadata.version("skillgauge")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
