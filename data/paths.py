"""Where the project's own files are. Importing this reads none of them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
LOCAL = DATA / "local"  # what this machine keeps for itself; ignored by git
USER_STORE = DATA / "market.db"
SNAPSHOT_PACKED = DATA / "snapshot.db.xz"
SNAPSHOT = DATA / "snapshot.db"
STORE_VARIABLE = "SKILLGAUGE_STORE"  # environment: the store the dashboard opens
