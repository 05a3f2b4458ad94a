"""Amounts of money as people write them: "$110-150K", "€ 4.000,- bruto per maand", "12-15 LPA"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from data.records import PAY_PERIODS
from data.wording.word_tables import WordTable
from nlp.text.windows import one_of

SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR"}
DOLLARS = ("usd", "cad", "aud", "sgd", "brl", "hkd", "nzd")  # currencies of "$"; a word before it says which
# groups of data/rules/pay.toml: what each currency is called, and what a number counts
NAMES = {f"named_{code}": code.upper() for code in (*DOLLARS, "inr", "eur", "sek", "pln")}
BEHIND = ("codes", "named_eur", "named_sek", "named_pln")  # what may stand behind an amount
COUNTED = {"thousand": 1_000, "lakh": 100_000}
MONEY_GROUPS = ("codes", *NAMES, *COUNTED, "too_large")
DIGITS = one_of(
    r"\d{1,2}(?:,\d{2}){1,2},\d{3}",  # as in India: 12,00,000
    r"\d{1,3}(?:[.,'’ \u202f\xa0]\d{3}){1,2}(?:[.,]\d{1,2})?",
    r"\d{1,7}(?:[.,]\d{1,2})?",
)
NUMBER = rf"{DIGITS}(?!\d)(?:,-|\.-)?"
# "p.a.", "/h": one letter stands for a period behind one of these only
LETTER = r"(?:(?<=/)|(?<=/ )|(?<=p\.)|(?<=p )|(?<=\bp))(?:a|y|h|d|j|m)"
LETTERS = {"a": "year", "y": "year", "h": "hour", "d": "day", "j": "day", "m": "month"}
LONGEST_SIGN = 7  # characters: "euros ", "cad $ "
SHORT = 20  # thousands a year that are written without a unit
DIGIT = re.compile(r"\d")
SCALES = {"k": 1_000, "l": 100_000}  # letters behind a number
INSIDE_A_WORD = frozenset("0123456789.,/abcdefghijklmnopqrstuvwxyz_")
GROUPS = re.compile(r"[.,'’ \u202f\xa0](?=\d{3}(?!\d)|\d{2},\d{3})")


@dataclass(frozen=True, slots=True)
class Money:
    """One amount or range as written; `currency` None where only "$" or nothing says it."""

    start: int
    end: int
    low: float
    high: float
    currency: str | None
    is_marked: bool  # a currency is written beside it
    is_range: bool
    has_unit: bool  # "k" and the like
    period: str | None


@dataclass(frozen=True, slots=True)
class MoneyReader:
    """Finds amounts; `periods` leads from the word that an amount is counted by ("anno") to "year".

    `currencies` leads from a sign or a name to a code, `scales` from a unit to what it multiplies by; another
    unit is not one of pay. `indian` are units by which only rupees are counted.
    """

    pattern: re.Pattern[str]
    sign_before: re.Pattern[str]
    periods: Mapping[str, str]
    currencies: Mapping[str, str]
    scales: Mapping[str, int]
    indian: frozenset[str]

    @classmethod
    def of(cls, table: WordTable) -> "MoneyReader":
        """Return the reader that knows the words of data/rules/pay.toml."""
        periods = {word: period for period in PAY_PERIODS for word in table.words(f"by_{period}")}
        to = rf"(?:-{{1,2}}|–|—|−|~|{table.pattern('to')})"
        first, second = (_amount_pattern(i, table, periods) for i in (1, 2))
        sign = _sign_pattern(table)
        pattern = rf"{first}(?:\s{{0,3}}{to}\s{{0,3}}(?P<s2>{sign})?\s?{second})?"
        return cls(
            pattern=re.compile(pattern),
            sign_before=re.compile(rf"({sign})\s?$"),
            periods=periods,
            currencies=SIGNS | {word: code for group, code in NAMES.items() for word in table.words(group)},
            scales=SCALES | {word: scale for group, scale in COUNTED.items() for word in table.words(group)},
            indian=frozenset(table.words("lakh")),
        )

    def money_in(self, text: str) -> Iterator[Money]:
        """Yield the amounts in `text` (in lower case), in order, without millions and billions (no pay)."""
        end = 0
        while digit := DIGIT.search(text, end):
            start = digit.start()
            sign = self.sign_before.search(text, max(end, start - LONGEST_SIGN), start)
            found = self.pattern.match(text, start)
            if found is None or (not sign and text[start - 1 : start] in INSIDE_A_WORD):
                end = digit.end()
                continue
            money = self._read(found, sign)
            if money:
                yield money
            end = found.end()

    def _read(self, found: re.Match[str], sign: re.Match[str] | None) -> Money | None:
        """Return the money that a match states, None where its unit is not one of pay ("$3 bn")."""
        units = _units(found)
        periods = tuple(self._period(found[name]) for name in ("p1", "p2"))
        is_range = bool(found["n2"]) and not _second_stands_alone(found, sign, periods)
        bounds = _bounds(found, units, is_range, self.scales)
        if bounds is None:
            return None
        if "year" in periods and not any(units):
            bounds = _in_full(*bounds)
        marks = [mark for mark in (sign and sign[1], found["a1"], found["s2"], found["a2"]) if mark]
        is_indian = not self.indian.isdisjoint(units)
        if is_indian:  # lakhs are counted by the year
            periods = ("year", *periods)
        return Money(
            start=sign.start() if sign else found.start(),
            end=found.end(),
            low=bounds[0],
            high=bounds[1],
            currency=self._currency_of(marks, is_indian=is_indian),
            is_marked=bool(marks) or is_indian,
            is_range=is_range,
            has_unit=bool(units[1]),
            period=next(filter(None, reversed(periods)), None),
        )

    def _currency_of(self, marks: Iterable[str], *, is_indian: bool) -> str | None:
        return "INR" if is_indian else next(filter(None, map(self._currency, marks)), None)

    def _currency(self, mark: str) -> str | None:
        mark = mark.strip()
        word = mark.rstrip("$€£ ") or mark
        if word in self.currencies:
            return self.currencies[word]
        return word.upper() if word.isalpha() else None

    def _period(self, word: str | None) -> str | None:
        return (self.periods.get(word) or LETTERS[word]) if word else None


def _amount_pattern(i: int, table: WordTable, periods: Iterable[str]) -> str:
    """Return the pattern of an amount; groups are its number (n), unit (u), sign behind (a), period (p)."""
    per = rf"(?:/ ?|\b(?:{table.pattern('per')})\s|\bp[./ ]{{0,2}}(?=[ahmdj]\b)|\b)"
    period = rf" ?(?:(?:{table.pattern('gross')})(?: |(?=/)))?{per}(?P<p{i}>{'|'.join(periods)}|{LETTER})\b"
    long_unit = rf"(?:{table.pattern(*COUNTED, 'too_large')})"
    unit = rf"(?:\s?k(?![a-z])|k(?=(?:{table.pattern('codes')})\b)|l(?![a-z])|\s?{long_unit}\b)"
    sign = rf"(?:[$€£₹]|(?:{table.pattern(*BEHIND)})\b)"
    return rf"(?P<n{i}>{NUMBER})(?P<u{i}>{unit})?\+?[ \xa0\u202f]?(?P<a{i}>{sign})?(?:{period})?"


def _sign_pattern(table: WordTable) -> str:
    """Return the pattern of what says a currency before an amount: "US$", "CA $", "eur", "rs."."""
    dollar_of = rf"\b(?:{table.pattern(*(f'named_{code}' for code in DOLLARS))})\s?"
    code = rf"\b(?:{table.pattern('codes')})\s?[€£$]?"
    rupees, euros = rf"\b(?:{table.pattern('named_inr')})", rf"\b(?:{table.pattern('named_eur')})\b"
    return one_of(rf"(?:{dollar_of})?\$", code, "[€£₹]", rupees, euros)


def _units(found: re.Match[str]) -> tuple[str, str]:
    """Return the units of the two numbers, "" for none: each has the other's where it has none of its own."""
    first, second = found["u1"], found["u2"]
    return (first or second or "").strip(), (second or first or "").strip()


def _second_stands_alone(
    found: re.Match[str], sign: re.Match[str] | None, periods: tuple[str | None, ...]
) -> bool:
    """Tell whether two numbers are no range: "Grade 1 - $40", "$46/hour to $134,000/year"."""
    if found["s2"] and not (sign or found["a1"] or found["u1"]):
        return True
    return None not in periods and periods[0] != periods[1]


def _bounds(
    found: re.Match[str], units: tuple[str, str], is_range: bool, scales: Mapping[str, int]
) -> tuple[float, float] | None:
    """Return the lowest and the highest amount; of two numbers that are no range, the second alone."""
    first, last = (found["n1"], units[0]), (found["n2"] or found["n1"], units[1])
    high = _amount(*last, scales)
    low = _amount(*first, scales) if is_range or not found["n2"] else high
    if low is None or high is None:
        return None
    if found["n2"] and low < 1_000 <= high and low * 1_000 <= high:  # "80 - 110,000"
        low *= 1_000
    return low, high


def _amount(number: str, unit: str, scales: Mapping[str, int]) -> float | None:
    """Return the value of a number with its unit, None for a unit that is not one of pay."""
    if unit and unit not in scales:
        return None
    digits = GROUPS.sub("", number.removesuffix(",-").removesuffix(".-")).replace(",", ".")
    return float(digits) * scales.get(unit, 1)


def _in_full(low: float, high: float) -> tuple[float, float]:
    """Return yearly amounts with the thousands that "$160-$190/year" leaves out."""
    return (low * 1_000, high * 1_000) if SHORT <= low <= high < 1_000 else (low, high)
