"""Where the project's own files are. Importing this reads none of them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
LOCAL = DATA / "local"  # what this machine keeps for itself; ignored by git
USER_STORE = DATA / "market.db"
SNAPSHOT_PACKED = DATA / "snapshot.db.xz"
SNAPSHOT = DATA / "snapshot.db"
STORE_VARIABLE = "SKILLGAUGE_STORE"  # environment: the store the dashboard opens


def module_name(name: str) -> str:
    """Return how a module of the checkout, such as "nlp.process", is called where this runs.

    In the checkout it is that name; a wheel has all modules under `skillgauge`: "skillgauge.nlp.process".
    Every module that is named by a string goes through this: `-m`, `import_module`.
    """
    return __name__.removesuffix("data.paths") + name
