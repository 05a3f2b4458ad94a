"""Pay as JSON holds it everywhere: an object of `min`, `max`, `currency` and `period`, or null."""

from collections.abc import Mapping
from typing import Any

from data.records import Salary


def salary_as_json(salary: Salary | None) -> dict[str, Any] | None:
    """Return pay under the keys of JSON, None where none is stated."""
    if salary is None:
        return None
    return {
        "min": salary.minimum,
        "max": salary.maximum,
        "currency": salary.currency,
        "period": salary.period,
    }


def salary_from_json(pay: Mapping[str, Any]) -> Salary:
    """Return the record. Raises KeyError, TypeError or ValueError for what is not pay under these keys."""
    return Salary(float(pay["min"]), float(pay["max"]), str(pay["currency"]), str(pay["period"]))
