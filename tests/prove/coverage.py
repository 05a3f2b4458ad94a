"""All tests once more, counting the lines and branches that they run: a floor that only rises.

Counting nearly doubles the time of the tests, so the ordinary run leaves it out.
"""

import sys
from collections.abc import Sequence

import pytest

from dev import TEST_OPTIONS

FLOOR = 97  # of 100 lines and branches


def main(argv: Sequence[str] | None = None) -> int:
    """Run the tests with coverage; return pytest's code, not 0 below the floor. Arguments go to pytest."""
    counted = ["--cov", "--cov-report=term:skip-covered", f"--cov-fail-under={FLOOR}"]
    return int(pytest.main([*TEST_OPTIONS, *counted, *(sys.argv[1:] if argv is None else argv)]))


if __name__ == "__main__":
    raise SystemExit(main())
