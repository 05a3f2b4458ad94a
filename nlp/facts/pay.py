"""The pay that a posting states: base salary or rate, never equity, bonus, funding or revenue."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from data.records import Salary
from nlp.facts.countries import country_of
from nlp.facts.money import Money, money_in
from nlp.text.windows import Marked, one_of

SIGNS = ("$", "€", "£", "₹")
CODES = (
    "usd",
    "eur",
    "gbp",
    "chf",
    "cad",
    "aud",
    "sgd",
    "inr",
    "sek",
    "dkk",
    "nok",
    "pln",
    "lpa",
    "aed",
    "brl",
    "euro",
)
CUES = (*SIGNS, "salary range", "salary: ", "pay range")
EVERY_CUE = (*CUES, *CODES)
BEFORE, AFTER = 90, 120  # characters around a mark that are read
MOST_WINDOWS = 40  # stretches of one posting that name money
WINDOWS_KEPT = 2048  # stretches remembered with the pay in them
MOST_AMOUNTS = 60  # in one stretch
LEAST_YEARLY = 9_000  # in dollars or euros: a range of such amounts is rarely anything but pay
LIMITS = {"year": (LEAST_YEARLY, 2_000_000), "month": (300, 200_000), "day": (50, 5_000), "hour": (4, 1_000)}
RUPEES = 50  # times what the limits are in other currencies
DOLLARS = {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD"}
EURO = ("DE", "FR", "ES", "IT", "NL", "BE", "PT", "IE", "AT", "FI", "GR", "LU", "EE", "LT", "LV", "SK", "SI")
UNSIGNED = {**dict.fromkeys(EURO, "EUR"), "GB": "GBP"}  # where an amount without a sign is not in dollars
DOLLAR_CODES = ("usd", "cad", "aud")
CODE_REACH = 24  # characters around an amount in which such a code is about it
# where pay is often stated per month: an amount below this is one
MONTHLY = {
    "EUR": 9_000,
    "GBP": 7_000,
    "CHF": 20_000,
    "PLN": 45_000,
    "BRL": 30_000,
    "AED": 60_000,
    "SEK": 120_000,
    "DKK": 110_000,
    "NOK": 110_000,
    "CZK": 200_000,
}
DIGIT = re.compile(r"\d")
PLACES = {
    "CAD": one_of(
        "canad\\w{1,3}", "toronto", "vancouver", "montr[eé]al", "ottawa", "calgary", "waterloo",
        "ontario", "british columbia", "qu[eé]bec", "alberta",
    ),
    "AUD": one_of("australia", "sydney", "melbourne", "brisbane", "perth"),
    "NZD": one_of("new zealand", "auckland"),
    "SGD": "singapore",
    "HKD": "hong kong",
}  # fmt: skip # a table: many words a line
PLACE_LETTERS = (
    "canad", "toro", "vanc", "montr", "ottaw", "calg", "waterl", "ontar", "columb", "bec", "albert", "austr",
    "sydn", "melb", "brisb", "perth", "zeal", "auckl", "singa", "hong",
)  # fmt: skip # a table: many words a line
PLACE = re.compile(r"\b(?:" + "|".join(f"(?P<{code}>{places})" for code, places in PLACES.items()) + r")\b")

PAID = re.compile(
    one_of(
        "salar", "\\bpay(?:s|ing)?\\b", "payrate", "\\bpaid\\b", "compensation", "\\brates?\\b",
        "\\bbase\\b", "wage", "remunerat", "gehalt", "verg[uü]tung", "sueldo", "retribu", "\\bote\\b",
        "\\bearn", "\\bup to:", "hiring range", "package", "\\bctc\\b", "gross", "bruto", "brutto",
        "stipend (?:of|for)", "\\bloon\\b", "lohn", "stipendio", "ral\\b", "per annum", "💰", "💸", "💵",
        "💶", "💷", "\\bcomp\\b", "range\\b", "offer",
    )
)  # fmt: skip # a table: many words a line
NOT_BEFORE = re.compile(
    one_of(
        "bonus", "budget", "allowance", "raised", "raising", "fund(?:ing|ed|s)\\b", "revenue",
        "reimburs", "401", "contribution", "referral", "invest", "series [a-e]\\b", "credit", "voucher",
        "valu(?:ed|ation)", "assets", "sav(?:ings?|es?|ed|ing)\\b", "per diem", "donat", "worth",
        "manag\\w{1,4} (?:over|more|approx)", "backed", "processed", "educat", "tuition", "\\bfees?\\b",
        "prize", "spend", "award", "insurance", "deductible", "subsid", "gift", "home office",
        "equipment", "relocation", "sign-?on", "stipend\\W", "arr\\b", "turnover", "sales of",
        "coverage", "mental health", "billion", "million", "cap of", "percent", "headcount", "employees",
    )
)  # fmt: skip # a table: many words a line
NOT_AFTER = re.compile(
    r"(?!\s?(?:plus|and|with|depending|based|to be|base)\b)[^+&.;,\n(]{0,14}?\b"
    + one_of(
        "bonus", "budget", "allowance", "stipend", "referral", "credit", "voucher", "gift", "reimburs",
        "revenue", "funding", "raised", "donation", "in sales", "in assets", "equipment", "relocation",
        "sign-?on", "signing", "grant", "worth", "towards?", "to (?:spend|use|equip|invest|buy|help)",
        "of (?:equity|stock)", "matching", "match", "home office", "training", "learning", "education",
        "employees", "users", "customers", "people", "subsid", "market", "contribution", "extra", "for meals",
    )
    + r"|\s?%|\s?[x×]\b|-(?:day|week|month|year|person|people)"
)  # fmt: skip # a table: many words a line
PAID_AFTER = re.compile(
    r"[^.\n]{0,24}?"
    + one_of(
        "salar", "\\bbase", "gross", "\\bote\\b", "\\bdoe\\b", "per annum", "\\bp\\.?a\\b", "\\bequity",
        "shares", "brutto", "bruto", "benefits", "depending", "\\+ (?:bonus|equity)",
    )
)  # fmt: skip # a table: many words a line
TOTAL = re.compile(r"\bote\b|on[- ]target|total (?:cash|comp|target|rewards|earning)|\btc\b")
PERIODS = {
    "year": one_of("annual", "yearly", "per year", "per annum", "jahres", "anual", "ral\\b"),
    "month": one_of("monthly", "per month", "a month", "/month", "monat", "maand", "mensual", "mensile"),
    "day": one_of("day rate", "daily", "per day", "tagessatz", "dagtarief"),
    "hour": one_of("hour", "uurtarief", "stundensatz", "\\bpay rate"),
}
PERIOD_BEFORE = re.compile("|".join(f"(?P<{period}>{words})" for period, words in PERIODS.items()))


@dataclass(frozen=True, slots=True)
class Offer:
    """One amount or range of pay."""

    low: float
    high: float
    currency: str
    period: str
    is_total: bool  # it holds bonus or commission


def pay_of(marked: Marked, *, title: str, location: str | None) -> Salary | None:
    """Return the pay that a posting states: from the lowest to the highest where it gives several ranges.

    `title` in lower case. A range in the title decides; base pay goes before pay with bonus; currencies and
    periods other than those of the first range are left out.
    """
    offers = list(_offers_in(title, title, location)) if DIGIT.search(title) else []
    if not any(offer.high > offer.low for offer in offers):
        offers = list(_offers(marked, title, location)) or offers
    return _joined(offers)


def _joined(offers: list[Offer]) -> Salary | None:
    """Return from the lowest to the highest of the offers that are like the first range, None for no offers.

    Base pay goes before pay with bonus, ranges before single amounts.
    """
    base = [offer for offer in offers if not offer.is_total] or offers
    ranges = [offer for offer in base if offer.high > offer.low] or base
    if not ranges:
        return None
    first = ranges[0]
    same = [offer for offer in ranges if (offer.currency, offer.period) == (first.currency, first.period)]
    return Salary(min(o.low for o in same), max(o.high for o in same), first.currency, first.period)


def _offers(marked: Marked, where: str, location: str | None) -> Iterator[Offer]:
    for window in islice(marked.windows(EVERY_CUE, before=BEFORE, after=AFTER), MOST_WINDOWS):
        if DIGIT.search(window):
            yield from _offers_in(window, where, location)


def _offers_in(window: str, where: str, location: str | None) -> Iterator[Offer]:
    for money, before, is_total in _pay_in(window):
        currency = money.currency or _dollars(money, window, where, location)
        period = money.period or _period(before, money.high, currency)
        least, most = LIMITS[period]
        scale = RUPEES if currency == "INR" else 1
        if least <= money.low <= money.high <= most * scale:
            yield Offer(money.low, money.high, currency, period, is_total)


@lru_cache(maxsize=WINDOWS_KEPT)
def _pay_in(window: str) -> tuple[tuple[Money, str, bool], ...]:
    """Return the amounts that are pay, each with the words before it and whether a bonus is in it."""
    found = []
    for money in islice(money_in(window), MOST_AMOUNTS):
        if not (money.is_marked or (money.is_range and money.low >= LEAST_YEARLY)):
            continue
        before, after = window[max(0, money.start - 80) : money.start], window[money.end : money.end + 48]
        if _is_pay(money, before, after):
            is_total = TOTAL.search(before[-48:]) or TOTAL.search(after[:24].partition("\n")[0])
            found.append((money, before, bool(is_total)))
    return tuple(found)


def _is_pay(money: Money, before: str, after: str) -> bool:
    """Whether an amount is pay, by its own shape and the words around it."""
    if NOT_AFTER.match(after) or NOT_BEFORE.search(before[-36:].rpartition("\n")[2]):
        return False
    if not money.is_marked:
        return bool(PAID.search(before)) or (money.has_unit and before.endswith("| "))
    if money.is_range and money.low >= LEAST_YEARLY:
        return True
    return bool(money.period or PAID_AFTER.match(after) or PAID.search(before))


def _period(before: str, amount: float, currency: str) -> str:
    """Return the period that the words before say last, or that the size of the amount suggests."""
    said = [found.lastgroup for found in PERIOD_BEFORE.finditer(before)]
    for period in reversed(said):
        if period and LIMITS[period][0] <= amount <= LIMITS[period][1]:
            return period
    if 1_000 <= amount < MONTHLY.get(currency, 0):
        return "month"
    return "year" if amount >= 8_000 else "month" if amount >= 1_500 else "hour" if amount < 250 else "day"


def _place_in(text: str) -> re.Match[str] | None:
    """Return the first place in a text that has another dollar; most texts do not even hold its letters."""
    return PLACE.search(text) if any(letters in text for letters in PLACE_LETTERS) else None


def _dollars(money: Money, window: str, where: str, location: str | None) -> str:
    """Return the code of the dollar that "$" is, or the currency of the place where no sign is written."""
    country = country_of(location)
    if not money.is_marked and country in UNSIGNED:
        return UNSIGNED[country]
    if code := _code_beside(money, window):
        return code
    named = _place_in(window) or _place_in(where)
    if named and named.lastgroup and country != "US":
        return named.lastgroup
    return DOLLARS.get(country or "", "USD")


def _code_beside(money: Money, window: str) -> str | None:
    """Return the code of the dollar that is written right before or after an amount."""
    before = window[max(0, money.start - CODE_REACH) : money.start]
    after = window[money.end : money.end + CODE_REACH]
    return next((code.upper() for code in DOLLAR_CODES if code in after or code in before), None)
