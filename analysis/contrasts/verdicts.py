"""The words behind "cannot tell": what would have been found, or that there was too little to test."""

from math import ceil

from analysis.arithmetic.multiple_tests import MIN_NAMING


def unproven(adjusted: float | None, detectable: float | None, named: int, what: str, where: str) -> str:
    """Return '; a change of 9 points would be found four times in five', or why there was no test.

    `what` is a change or a difference, `where` the periods or selections that it is between.
    """
    if adjusted is None or detectable is None:
        few = f"too few to be tested (at least {MIN_NAMING})"
        return f"; {named:,} in the two {where} together name it, {few}"
    return f"; a {what} of {found_points(detectable)} would be found four times in five"


def found_points(detectable: float) -> str:
    """Return '9 points' or '5.8 points', rounded up: a smaller change would be found less often."""
    size = 100 * detectable
    rounded = ceil(round(10 * size, 6)) / 10 if size < 9.95 else float(ceil(round(size, 6)))
    return f"{rounded:.1f} points" if size < 9.95 else f"{rounded:.0f} points"
