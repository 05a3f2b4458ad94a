"""Reads pay that a source states in fields of its own."""

import re

from data.records import Salary

PERIODS = {
    "year": "year", "yearly": "year", "annual": "year", "annually": "year", "peryear": "year", "pa": "year",
    "peryearsalary": "year", "1year": "year", "yr": "year", "jahresgehalt": "year", "annum": "year",
    "month": "month", "monthly": "month", "permonth": "month", "permonthsalary": "month", "1month": "month",
    "mon": "month", "pm": "month", "monatsgehalt": "month",
    "day": "day", "daily": "day", "perday": "day", "perdaywage": "day", "1day": "day", "pd": "day",
    "hour": "hour", "hourly": "hour", "perhour": "hour", "perhourwage": "hour", "1hour": "hour", "ph": "hour",
    "hur": "hour", "stundenlohn": "hour",
}  # fmt: skip
# Outside these a figure is a typing mistake, thousands without their zeros, or a stock grant.
PLAUSIBLE = {
    "year": (1_000, 100_000_000),
    "month": (50, 10_000_000),
    "day": (5, 1_000_000),
    "hour": (0.5, 50_000),
}


def salary(
    minimum: float | None, maximum: float | None, currency: str | None, period: str | None
) -> Salary | None:
    """Return pay with its bounds in order; one bound stands for both, zero is unknown."""
    bounds = sorted(bound for bound in (minimum, maximum) if bound)
    name = PERIODS.get(re.sub("[^a-z0-9]", "", period.lower())) if period else None
    code = (currency or "").strip().upper()
    if not bounds or name is None or not (len(code) == 3 and code.isascii() and code.isalpha()):
        return None
    low, high = PLAUSIBLE[name]
    return Salary(bounds[0], bounds[-1], code, name) if low <= bounds[0] <= bounds[-1] <= high else None
