"""What the environment says about this dashboard: who sees it, and where it may keep things."""

import os
from pathlib import Path

from data.paths import LOCAL

SHARED_VARIABLE = "SKILLGAUGE_SHARED"  # set by `skillgauge dashboard --share`: other people look at it
LOCAL_VARIABLE = "SKILLGAUGE_LOCAL"  # the folder for what this machine keeps for itself


def is_shared() -> bool:
    """Return whether the dashboard is served to others, who must not start runs or write files here."""
    return os.environ.get(SHARED_VARIABLE, "") not in ("", "0")


def local_folder() -> Path:
    """Return where this machine keeps what is its own."""
    return Path(os.environ.get(LOCAL_VARIABLE) or LOCAL)
