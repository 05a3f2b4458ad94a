"""The pay that a posting states: base salary or rate, never equity, bonus, funding or revenue."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.records import Salary
from nlp.places import country_of
from nlp.windows import regions

MARKS = ("$", "€", "£", "₹", "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "SGD", "INR", "SEK", "DKK", "NOK", "PLN",
         "LPA", "AED", "BRL", "JPY", "alary", "ALARY", "ay range", "ay Range", "PAY RANGE")  # fmt: skip
SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "us$": "USD", "usd$": "USD", "c$": "CAD", "ca$": "CAD",
         "cad$": "CAD", "cdn$": "CAD", "a$": "AUD", "au$": "AUD", "s$": "SGD", "r$": "BRL", "hk$": "HKD",
         "nz$": "NZD", "rs": "INR", "rs.": "INR", "kr": "SEK", "euro": "EUR", "euros": "EUR", "zł": "PLN",
         "lpa": "INR"}  # fmt: skip
CODES = "usd|eur|gbp|chf|cad|aud|sgd|inr|sek|dkk|nok|pln|aed|brl|jpy|hkd|nzd"
DOLLARS = {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD"}
CURRENCY = rf"(?:(?:us|usd|ca|cad|cdn|c|a|au|s|r|hk|nz)?\$|€|£|₹|\brs\.?|\b(?:{CODES}|euros?)\b)"
AFTER_NUMBER = rf"(?:\$|€|£|₹|(?:{CODES}|euros?|kr|zł)\b)"
NUMBER = (
    r"(?:\d{1,3}(?:[.,'’ \u202f\xa0]\d{2,3}){1,3}(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d{1,7}(?:[.,]\d{1,2}(?!\d))?)(?:,-|\.-)?"
)
UNIT = r"(?:k\b|k(?=[€£$+/-])|\s?lpa\b|\s?lakhs?\b|\s?lacs?\b|\s?(?:m|mm|mn|bn|b|t|million|billion|trillion|mio)\b)"
PERIOD = (
    r"\s?(?:gross |brutto |bruto |base )?(?:/|\bper\s|\ban?\s|\bp\.?\s?(?=[ahmd]\b)|\bpro\s|\bau\s|\bpor\s|\bal\s)?\s?"
    r"(?P<{0}>years?|yr|y\b|annum|annually|annual|a\b|hourly|hours?|hr|h\b|daily|days?|d\b|monthly|months?|mo\b"
    r"|jahr|monat|stunde|tag|año|mes|maand|jaar|uur|dag)\b"
)
MONEY = re.compile(
    rf"(?P<c1>{CURRENCY})?\s?(?P<n1>(?<![\w.,]){NUMBER})\s?(?P<u1>{UNIT})?\s?\+?(?P<d1>{AFTER_NUMBER})?"
    rf"(?:{PERIOD.format('p1')})?"
    rf"(?:\s{{0,3}}(?:-{{1,2}}|–|—|−|\bto\b|\band\b|\bup to\b|\bbis\b|\ben\b|\ba\b|\by\b)\s{{0,3}}(?P<c2>{CURRENCY})?"
    rf"\s?(?P<n2>{NUMBER})\s?(?P<u2>{UNIT})?\s?\+?(?P<d2>{AFTER_NUMBER})?(?:{PERIOD.format('p2')})?)?"
)
PERIODS = (("year", ("y", "annu", "a", "jahr", "año", "jaar")), ("hour", ("h", "stunde", "uur")),
           ("day", ("d", "tag")), ("month", ("mo", "me", "ma")))  # fmt: skip
LIMITS = {"year": (8_000, 2_000_000), "month": (300, 60_000), "day": (50, 5_000), "hour": (4, 1_000)}
INDIAN = {"lpa", "lakh", "lakhs", "lac", "lacs"}
PAID = re.compile(
    r"salar|\bpay\b|payrate|\bpaid\b|compensation|\brates?\b|\bbase\b|wage|remunerat|gehalt|verg[uü]tung|sueldo|retribu"
    r"|\bote\b|earn|hiring range|package|\bctc\b|gross|stipend for|loon|reimbursement will"
)
NOT_PAY = re.compile(
    r"bonus|budget|stipend|allowance|raised|funding|revenue|reimburs|401|contribut|referral|invest|series [a-e]\b"
    r"|credit|voucher|valuation|assets|market|savings?\b|per diem|donat|worth|manag\w+ (?:over|more)|backed"
    r"|educat|fee\b|fees\b|equity (?:of|worth)|grant|prize|spend|budget"
)
PAID_AFTER = re.compile(r"^[^.\n]{0,30}(?:salar|base|gross|ote\b|\bdoe\b|per annum|equity|shares|brutto|bruto|benefits)")


@dataclass(frozen=True, slots=True)
class Offer:
    """One stated amount or range of pay."""

    low: float
    high: float
    currency: str
    period: str


def pay_of(text: str, *, title: str, location: str | None) -> Salary | None:
    """Return the pay that `text` states, from the lowest to the highest of its ranges in one currency."""
    offers = list(_offers(title, location)) or list(_offers(text, location))
    if not offers:
        return None
    first = offers[0]
    same = [offer for offer in offers if (offer.currency, offer.period) == (first.currency, first.period)]
    return Salary(min(o.low for o in same), max(o.high for o in same), first.currency, first.period)


def _offers(text: str, location: str | None) -> Iterator[Offer]:
    for start, end in regions(text, MARKS, before=50, after=110):
        window = text[start:end].lower()
        for found in MONEY.finditer(window):
            offer = _offer(window, found, location)
            if offer:
                yield offer


def _offer(window: str, found: re.Match[str], location: str | None) -> Offer | None:
    before = window[max(0, found.start() - 90) : found.start()]
    after = window[found.end() : found.end() + 40]
    mark = found["c1"] or found["d1"] or found["c2"] or found["d2"]
    units = (found["u1"] or found["u2"] or "").strip(), (found["u2"] or found["u1"] or "").strip()
    paid = PAID.search(before) or PAID_AFTER.search(after)
    if mark is None and not (paid and found["n2"] and "hour" not in after):
        return None
    if NOT_PAY.search(before[-45:]) or any(unit.startswith(("m", "b", "t")) for unit in units):
        return None
    if not found["n2"] and not (paid or found["p1"]):
        return None
    return _valued(found, units, _currency(mark, units, window, location))


def _valued(found: re.Match[str], units: tuple[str, str], currency: str) -> Offer | None:
    low = _amount(found["n1"], units[0])
    high = _amount(found["n2"], units[1]) if found["n2"] else low
    if low is None or high is None:
        return None
    if high >= 1000 > low * 10:  # "80-110k" written as "80 - 110,000"
        low *= 1000
    period = _period(found["p2"] or found["p1"], high, currency)
    least, most = LIMITS[period]
    if currency == "INR":
        most *= 50
    if not least <= low <= high <= most:
        return None
    return Offer(low, high, currency, period)


def _amount(number: str, unit: str) -> float | None:
    digits = re.sub(r"[ '’\u202f\xa0]", "", number.removesuffix("-").rstrip(",."))
    digits = re.sub(r"[.,](?=\d{2,3}(?:[.,]|$))(?=\d{3}|\d{2}[.,]\d{3})", "", digits).replace(",", ".")
    if digits.count(".") > 1:
        return None
    scale = 1000 if unit == "k" else 100_000 if unit in INDIAN else 1
    return float(digits) * scale


def _period(word: str | None, amount: float, currency: str) -> str:
    for period, starts in PERIODS if word else ():
        if word and word.startswith(starts):
            return period
    if amount >= 12_000 or (currency in ("USD", "CAD") and amount >= 8_000):
        return "year"
    return "month" if amount >= 1_000 else "hour" if amount < 250 else "day"


def _currency(mark: str | None, units: tuple[str, str], window: str, location: str | None) -> str:
    if INDIAN & set(units):
        return "INR"
    if mark in SIGNS:
        return SIGNS[mark]
    if mark and mark != "$":
        return mark.upper()
    for code in ("usd", "cad", "aud", "sgd"):
        if code in window:
            return code.upper()
    country = country_of(location)
    if mark is None and country in ("DE", "FR", "ES", "IT", "NL", "BE", "PT", "IE", "AT", "FI"):
        return "EUR"
    return "CAD" if "canad" in window else DOLLARS.get(country or "", "USD")
