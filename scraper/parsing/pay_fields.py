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
}  # fmt: skip  # words side by side
SIGNS = re.compile(
    r"[\s\u00a0\u202f'’_]|[$€£¥₹₽₺₩]"
    r"|\b(?:usd|eur|gbp|chf|pln|sek|nok|dkk|cad|aud|inr|jpy|brl|try)\b"
    r"|(?:zł|kr|Kč|Ft|R\$|,-|\.-|\.–|,–|–)",
    re.IGNORECASE,
)
PLAIN = re.compile(r"\d{1,12}(?:\.\d{1,4})?", re.ASCII)
GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*", re.ASCII)
THOUSANDS = re.compile(r"k\Z", re.IGNORECASE)
MAX_AMOUNT_CHARS = 40
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


def amount(value: object) -> float | None:
    """Return an amount: a number, or a text in the ways of most countries ("65.000 €", "$65,000", "15,50").

    A mark before exactly three digits parts thousands, any other parts the cents; "k" stands for three zeros.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if not isinstance(value, str):
        return float(value) if 0 <= value < 1e12 else None  # NaN compares as neither
    bare = SIGNS.sub("", value[:MAX_AMOUNT_CHARS])
    number = THOUSANDS.sub("", bare)
    if GROUPED.fullmatch(number) and not number.startswith("0"):
        number = re.sub("[.,]", "", number)
    elif "," in number and "." in number:
        cents = max(number.rfind(","), number.rfind("."))
        number = re.sub("[.,]", "", number[:cents]) + "." + number[cents + 1 :]
    else:
        number = number.replace(",", ".")
    if not PLAIN.fullmatch(number):
        return None
    return float(number) * (1_000 if THOUSANDS.search(bare) else 1)
