"""The real inputs that may lie beside a checkout; tests that read them skip where they are absent."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_path(name: str) -> Path:
    """Return the path of a shared input; skip the calling test if it is not on this machine."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"no {name} beside this checkout")
    return path
