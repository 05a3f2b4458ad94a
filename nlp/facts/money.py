"""Amounts of money as people write them: "$110-150K", "€ 4.000,- bruto per maand", "12-15 LPA"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

CODES = "usd|eur|gbp|chf|cad|aud|sgd|inr|sek|dkk|nok|pln|aed|brl|jpy|hkd|nzd|czk|huf|ron|ils|zar|mxn"
SIGNS = {
    "€": "EUR", "£": "GBP", "₹": "INR", "us": "USD", "usd": "USD", "c": "CAD", "ca": "CAD", "cad": "CAD",
    "cdn": "CAD", "can": "CAD", "a": "AUD", "au": "AUD", "aud": "AUD", "s": "SGD", "sgd": "SGD",
    "r": "BRL", "hk": "HKD", "hkd": "HKD", "nz": "NZD", "nzd": "NZD", "rs": "INR", "rs.": "INR",
    "euro": "EUR", "euros": "EUR", "zł": "PLN", "kr": "SEK", "£gbp": "GBP", "€eur": "EUR",
}  # fmt: skip

SIGN = (
    rf"(?:(?:\b(?:us|usd|ca|cad|cdn|can|c|au|aud|a|s|sgd|r|hk|hkd|nz|nzd)\s?)?\$|\b(?:{CODES})\s?[€£$]?"
    rf"|[€£₹]|\brs\.?|\beuros?\b)"
)
SIGN_AFTER = rf"(?:[$€£₹]|(?:{CODES}|euros?|kr|zł)\b)"
NUMBER = (
    r"(?:\d{1,2}(?:,\d{2}){1,2},\d{3}|\d{1,3}(?:[.,'’ \u202f\xa0]\d{3}){1,2}(?:[.,]\d{1,2})?"
    r"|\d{1,7}(?:[.,]\d{1,2})?)(?!\d)"
    r"(?:,-|\.-)?"
)
UNIT = (
    r"(?:[kl](?![a-z])|\s?(?:lpa|lakhs?|lacs?|mil|mm?|mn|bn?|tn?|million|billion|trillion|mio|mrd"
    r"|thousand)\b)"
)
PERIOD = (
    r" ?(?:gross |brutto |bruto |bruts? |base |base salary |net )?"
    r"(?:/ ?|\bper\s|\bp[./ ]{{0,2}}(?=[ahmd]\b)|\ban?\s|\bpro\s|\bau\s|\bpor\s|\bal\s|\bin the\s"
    r"|\beach\s|\b)"
    r"(?P<{0}>years?|yr|y|annum|annually|annual|annuel|anual|ann|hourly|hours?|hrs?|h|daily|days?|d"
    r"|monthly|months?|mth|mo"
    r"|jahr|monat|stunde|tag|año|mes|maand|jaar|uur|dag|anno|mese|mois|an|a|(?<=p/)m|(?<=p\.)m)\b"
)
TO = r"(?:-{1,2}|–|—|−|~|to|and|up to|bis|en|a|à|y|until|through)"
SIGN_BEFORE = re.compile(rf"({SIGN})\s?$")
LONGEST_SIGN = 7  # characters: "euros ", "cad $ "
DIGIT = re.compile(r"\d")
MONEY = re.compile(
    rf"(?P<n1>{NUMBER})(?P<u1>{UNIT})?\+?[ \xa0\u202f]?(?P<a1>{SIGN_AFTER})?(?:{PERIOD.format('p1')})?"
    rf"(?:\s{{0,3}}{TO}\s{{0,3}}(?P<s2>{SIGN})?\s?(?P<n2>{NUMBER})(?P<u2>{UNIT})?\+?[ \xa0\u202f]?"
    rf"(?P<a2>{SIGN_AFTER})?"
    rf"(?:{PERIOD.format('p2')})?)?"
)
PERIODS = {
    "y": "year",
    "a": "year",
    "j": "year",
    "h": "hour",
    "s": "hour",
    "u": "hour",
    "d": "day",
    "t": "day",
    "m": "month",
}
SCALES = {
    "k": 1_000,
    "thousand": 1_000,
    "lpa": 100_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "l": 100_000,
    "lac": 100_000,
    "lacs": 100_000,
}
INDIAN = frozenset(("lpa", "lakh", "lakhs", "lac", "lacs"))
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


def money_in(text: str) -> Iterator[Money]:
    """Yield the amounts in `text` (in lower case), in order, without millions and billions (no pay)."""
    end = 0
    while digit := DIGIT.search(text, end):
        start = digit.start()
        sign = SIGN_BEFORE.search(text, max(end, start - LONGEST_SIGN), start)
        found = MONEY.match(text, start)
        if found is None or (not sign and text[start - 1 : start] in INSIDE_A_WORD):
            end = digit.end()
            continue
        money = _read(found, sign)
        if money:
            yield money
        end = found.end()


def _read(found: re.Match[str], sign: re.Match[str] | None) -> Money | None:
    first, last = (found["u1"] or found["u2"] or "").strip(), (found["u2"] or found["u1"] or "").strip()
    # "Grade 1 - $40", "$46/hour to $134,000/year"
    alone = bool(found["s2"]) and not (sign or found["a1"] or found["u1"])
    alone = alone or bool(found["p1"] and found["p2"] and found["p1"][0] != found["p2"][0])
    low = _amount(found["n2"] if alone else found["n1"], last if alone else first)
    high = _amount(found["n2"] or found["n1"], last)
    if low is None or high is None:
        return None
    if found["n2"] and low < 1_000 <= high and low * 1_000 <= high:  # "80 - 110,000"
        low *= 1_000
    marks = [mark for mark in (sign and sign[1], found["a1"], found["s2"], found["a2"]) if mark]
    period = found["p2"] or found["p1"]
    is_indian = bool(INDIAN & {first, last})
    return Money(
        start=sign.start() if sign else found.start(),
        end=found.end(),
        low=low,
        high=high,
        currency="INR" if is_indian else next(filter(None, map(_currency, marks)), None),
        is_marked=bool(marks) or is_indian,
        is_range=bool(found["n2"]) and not alone,
        has_unit=bool(last),
        period=PERIODS[period[0]] if period else "year" if is_indian else None,
    )


def _amount(number: str, unit: str) -> float | None:
    """Return the value of a number with its unit, None for a unit that is no pay's."""
    if unit and unit not in SCALES:
        return None
    digits = GROUPS.sub("", number.removesuffix(",-").removesuffix(".-")).replace(",", ".")
    return float(digits) * SCALES.get(unit, 1)


def _currency(mark: str) -> str | None:
    mark = mark.strip()
    word = mark.rstrip("$€£ ") or mark
    if word in SIGNS:
        return SIGNS[word]
    return word.upper() if word.isalpha() else None
