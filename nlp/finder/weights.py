"""Where the weights of the finder of names lie, and their digest; spaCy is not needed to ask."""

import hashlib
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).resolve().parents[1] / "trained" / "names"


@cache
def weights_digest(path: Path = WEIGHTS) -> str:
    """Return a digest of all files of a trained pipeline: equal ones see the same names."""
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")):
        if file.is_file():
            digest.update(f"{file.relative_to(path).as_posix()}\0".encode() + file.read_bytes())
    return digest.hexdigest()
