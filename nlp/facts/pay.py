"""The pay that a posting states: base salary or rate, never equity, bonus, funding or revenue."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from data.catalogue.skills import RULES
from data.records import PAY_PERIODS, Salary
from data.wording.word_tables import WordTable
from nlp.facts.countries import country_of
from nlp.facts.money import MONEY_GROUPS, Money, MoneyReader
from nlp.text.windows import Marked, one_of

PAY = RULES / "pay.toml"
SIGNS = ("$", "€", "£", "₹")
BEFORE, AFTER = 90, 120  # characters around a mark that are read
MOST_WINDOWS = 40  # stretches of one posting that name money
WINDOWS_KEPT = 2048  # stretches remembered with the pay in them
LONGEST_KEPT = 2_000  # characters of such a stretch
MOST_AMOUNTS = 60  # in one stretch
LEAST_YEARLY = 9_000  # in dollars or euros: a range of such amounts is rarely anything but pay
LEAST_DAILY = 100
GRADE = re.compile(r"\n[^\n$€£\d]{2,40}:\s?$")  # the name of a grade before its pay
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
PATTERNS = (
    "paid", "not_before", "still_pay", "not_after", "counted", "paid_after", "total", *PAY_PERIODS,
    "cad", "aud", "nzd", "sgd", "hkd",
)  # fmt: skip # a table: many words a line
PLACES = PATTERNS[-5:]  # codes of dollars, each with the places that have it
GROUPS = (
    *PATTERNS, "cues", "whole_cues", *(f"by_{period}" for period in PAY_PERIODS), "per", "to", "gross",
    "place_letters", *MONEY_GROUPS,
)  # fmt: skip # a table: many words a line


@dataclass(frozen=True, slots=True)
class PayRules:
    """The words of data/rules/pay.toml and the patterns made of them."""

    money: MoneyReader
    cues: tuple[str, ...]  # words beside which an amount may be pay
    whole_cues: tuple[str, ...]  # the same, where no letter touches them
    paid: re.Pattern[str]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]
    paid_after: re.Pattern[str]
    total: re.Pattern[str]
    period_before: re.Pattern[str]
    place: re.Pattern[str]
    place_letters: tuple[str, ...]


@cache
def load_rules() -> PayRules:
    """Return the rules. Raises CatalogError for the first wrong group."""
    table = WordTable.read(PAY, GROUPS, patterns=PATTERNS)

    def any_of(group: str) -> str:
        return one_of(*table.words(group))

    def named(groups: Iterable[str]) -> str:
        return "|".join(f"(?P<{group}>{any_of(group)})" for group in groups)

    cues = (*SIGNS, *table.words("cues"))
    return PayRules(
        money=MoneyReader.of(table),
        cues=cues,
        whole_cues=table.words("whole_cues"),
        paid=re.compile(any_of("paid")),
        not_before=re.compile(any_of("not_before")),
        not_after=re.compile(
            rf"(?!\s?{any_of('still_pay')})[^+&.;,\n(]{{0,14}}?\b{any_of('not_after')}"
            rf"|\s?%|\s?[x×]\b|-{any_of('counted')}"
        ),
        paid_after=re.compile(rf"[^.\n]{{0,24}}?{any_of('paid_after')}"),
        total=re.compile(any_of("total")),
        period_before=re.compile(named(PAY_PERIODS)),
        place=re.compile(rf"\b(?:{named(PLACES)})\b"),
        place_letters=table.words("place_letters"),
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """One amount or range of pay."""

    low: float
    high: float
    currency: str
    period: str
    is_total: bool  # it holds bonus or commission
    is_bare: bool  # only "$" says the currency, and no place tells which dollar it is

    def is_like(self, other: "Offer") -> bool:
        """Tell whether an offer is counted like an earlier one, whose dollar a bare one is."""
        is_its_dollar = self.is_bare and other.currency in DOLLARS.values() and not other.is_bare
        return self.period == other.period and (self.currency == other.currency or is_its_dollar)


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
    same = [offer for offer in ranges if offer.is_like(first)]
    return Salary(min(o.low for o in same), max(o.high for o in same), first.currency, first.period)


def _offers(marked: Marked, where: str, location: str | None) -> Iterator[Offer]:
    rules = load_rules()
    for window in islice(
        marked.windows((*rules.cues, *rules.whole_cues), before=BEFORE, after=AFTER), MOST_WINDOWS
    ):
        if DIGIT.search(window):
            yield from _offers_in(window, where, location)


def _offers_in(window: str, where: str, location: str | None) -> Iterator[Offer]:
    for money, before, is_total in (_pay_in if len(window) > LONGEST_KEPT else _known_pay_in)(window):
        currency = money.currency or _dollars(money, window, where, location)
        period = money.period or _period(before, money.high, currency)
        least, most = LIMITS[period]
        scale = RUPEES if currency == "INR" else 1
        if least <= money.low <= money.high <= most * scale:
            is_bare = money.currency is None and currency == "USD"
            yield Offer(money.low, money.high, currency, period, is_total, is_bare)


def _pay_in(window: str) -> tuple[tuple[Money, str, bool], ...]:
    """Return the amounts that are pay, each with the words before it and whether a bonus is in it."""
    found: list[tuple[Money, str, bool]] = []
    total = load_rules().total
    for money in islice(load_rules().money.money_in(window), MOST_AMOUNTS):
        if not (money.is_marked or _is_great_range(money)):
            continue
        before, after = window[max(0, money.start - 80) : money.start], window[money.end : money.end + 48]
        if _is_pay(money, before, after) or (found and _is_of_next_grade(money, before)):
            is_total = total.search(before[-48:]) or total.search(after[:24].partition("\n")[0])
            found.append((money, before, bool(is_total)))
    return tuple(found)


_known_pay_in = lru_cache(maxsize=WINDOWS_KEPT)(_pay_in)


def _is_of_next_grade(money: Money, before: str) -> bool:
    """Whether an amount stands in a list of grades, each in a line of its own ("Engineer II: $145,000")."""
    return money.is_marked and money.low >= LEAST_YEARLY and GRADE.search(before) is not None


def _is_great_range(money: Money) -> bool:
    """Whether two numbers without a sign may be pay: "60,000 - 70,000", "500-750 per day"."""
    return money.is_range and (
        money.low >= LEAST_YEARLY or (money.period == "day" and money.low >= LEAST_DAILY)
    )


def _is_pay(money: Money, before: str, after: str) -> bool:
    """Whether an amount is pay, by its own shape and the words around it."""
    rules = load_rules()
    if rules.not_after.match(after) or rules.not_before.search(before[-36:].rpartition("\n")[2]):
        return False
    if not money.is_marked:
        alone = money.period == "day" and not before.rpartition("\n")[2].strip()
        return bool(rules.paid.search(before)) or alone or (money.has_unit and before.endswith("| "))
    if money.is_range and money.low >= LEAST_YEARLY:
        return True
    return bool(money.period or rules.paid_after.match(after) or rules.paid.search(before))


def _period(before: str, amount: float, currency: str) -> str:
    """Return the period that the words before say last, or that the size of the amount suggests."""
    said = [found.lastgroup for found in load_rules().period_before.finditer(before)]
    for period in reversed(said):
        if period and LIMITS[period][0] <= amount <= LIMITS[period][1]:
            return period
    if 1_000 <= amount < MONTHLY.get(currency, 0):
        return "month"
    return "year" if amount >= 8_000 else "month" if amount >= 1_500 else "hour" if amount < 250 else "day"


def _place_in(text: str) -> re.Match[str] | None:
    """Return the first place in a text that has another dollar; most texts do not even hold its letters."""
    rules = load_rules()
    return rules.place.search(text) if any(letters in text for letters in rules.place_letters) else None


def _dollars(money: Money, window: str, where: str, location: str | None) -> str:
    """Return the code of the dollar that "$" is, or the currency of the place where no sign is written."""
    country = country_of(location)
    if not money.is_marked and country in UNSIGNED:
        return UNSIGNED[country]
    if code := _code_beside(money, window):
        return code
    named = _place_in(window) or _place_in(where)
    if named and named.lastgroup and country != "US":
        return named.lastgroup.upper()
    return DOLLARS.get(country or "", "USD")


def _code_beside(money: Money, window: str) -> str | None:
    """Return the code of the dollar that is written right before or after an amount."""
    before = window[max(0, money.start - CODE_REACH) : money.start]
    after = window[money.end : money.end + CODE_REACH]
    return next((code.upper() for code in DOLLAR_CODES if code in after or code in before), None)
