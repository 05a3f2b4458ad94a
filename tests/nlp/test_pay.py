"""The pay that a posting states."""

import pytest

from data.records import Salary
from nlp.facts import finder
from nlp.pay import pay_of

STATED = {
    "Salary Range: $144,000 USD - $192,000 USD": (144_000, 192_000, "USD", "year"),
    "Compensation Range: $145K - $225K": (145_000, 225_000, "USD", "year"),
    "The base salary is $113500 - $250000 annually.": (113_500, 250_000, "USD", "year"),
    "USD $110,000.00 - USD $130,000.00 /Yr.": (110_000, 130_000, "USD", "year"),
    "pay ranges from $ 250,000 to $ 300,000 per year": (250_000, 300_000, "USD", "year"),
    "a rate of $25.00 - $40.00 an hour": (25, 40, "USD", "hour"),
    "Pay: $62.07 - $80.09": (62.07, 80.09, "USD", "hour"),
    "$110-150K + 0.2-1.0% equity": (110_000, 150_000, "USD", "year"),
    "pay range 80 - 110,000 GBP": (80_000, 110_000, "GBP", "year"),
    "Salary: £30-35K": (30_000, 35_000, "GBP", "year"),
    "£80-110k + benefits": (80_000, 110_000, "GBP", "year"),
    "Salary: up to £80,000 per annum": (80_000, 80_000, "GBP", "year"),
    "€4.000 – €6.000 bruto per maand": (4_000, 6_000, "EUR", "month"),
    "gross monthly salary between € 3.500,- and € 6.150,-": (3_500, 6_150, "EUR", "month"),
    "conditions: 38K - 53K€": (38_000, 53_000, "EUR", "year"),
    "Day rate: €600 - €800": (600, 800, "EUR", "day"),
    "Rate: 285-304 €/day.": (285, 304, "EUR", "day"),
    "CAD $120k – CAD $130k/year": (120_000, 130_000, "CAD", "year"),
    "base salary of C$135,000 to C$220,000": (135_000, 220_000, "CAD", "year"),
    "for Canada based roles, between $106,500 and $156,200": (106_500, 156_200, "CAD", "year"),
    "Salary range of SEK 57,000–SEK 68,000 per month": (57_000, 68_000, "SEK", "month"),
    "Up to 70,000 SEK p/m salary": (70_000, 70_000, "SEK", "month"),
    "Salary: 110k-130k CHF": (110_000, 130_000, "CHF", "year"),
    "Salary CHF 100'000 - 120'000": (100_000, 120_000, "CHF", "year"),
    "CTC: 12-15 LPA": (1_200_000, 1_500_000, "INR", "year"),
    "₹ 12,00,000 - ₹ 15,00,000 per annum": (1_200_000, 1_500_000, "INR", "year"),
    "₹10L-₹15L": (1_000_000, 1_500_000, "INR", "year"),
    "Salary range: 65,000 – 90,000": (65_000, 90_000, "USD", "year"),
    "Hourly rate:\nGrade 1 - $40.16/ hour": (40.16, 40.16, "USD", "hour"),
    "Oslo: $189,000 - $235,000\nRome: $166,000 - $207,000": (166_000, 235_000, "USD", "year"),
    "Base: $150,000 - $180,000\nOTE: $200,000 - $260,000": (150_000, 180_000, "USD", "year"),
    "Earnings (OTE) $209,000—$330,500 USD": (209_000, 330_500, "USD", "year"),
    "Salary: $6,000 per month": (6_000, 6_000, "USD", "month"),
}
NOT_PAY = [
    "We raised $50M from friends.",
    "with over $5B in revenue",
    "backed by over €15 million",
    "a $3.2 trillion market",
    "a learning budget of €1,500 per year",
    "a $500 home office stipend",
    "a sign-on bonus of $10,000",
    "referral bonus up to $3,000",
    "401(k) with 4% match",
    "gym reimbursement up to $260 per month",
    "$10,000 annual charitable donation matching",
    "25% equity and 100 points",
    "cost savings of $20,000 to $40,000 per customer",
    "Competitive salary: ask us.",
    "entrepreneurs in Europe use neural nets 24-27 hours",
    "Salary: $0 - $1",
    "",
]


def pay_in(text: str, title: str = "", location: str | None = None) -> Salary | None:
    return pay_of(finder().mark(text), title=title, location=location)


@pytest.mark.parametrize(("text", "pay"), STATED.items(), ids=STATED.keys())
def test_pay_is_read(text, pay):
    found = pay_in(text)

    assert found == Salary(*pay)


@pytest.mark.parametrize("text", NOT_PAY)
def test_other_money_is_no_pay(text):
    found = pay_in(text)

    assert found is None


def test_a_range_in_the_title_decides():
    found = pay_in("Up to $140 per hour", title="ml engineer, remote, $100 – $140/hr")

    assert found == Salary(100, 140, "USD", "hour")


@pytest.mark.parametrize(
    ("location", "currency"),
    [("Toronto, ON", "CAD"), ("Sydney, NSW", "AUD"), ("Austin, TX", "USD"), ("Oslo, Norway", "USD")],
)
def test_the_place_tells_which_dollar(location, currency):
    found = pay_in("Salary: $120,000 - $130,000", location=location)

    assert found is not None
    assert found.currency == currency


def test_a_place_in_the_title_tells_which_dollar():
    found = pay_in("", title="acme | ml engineer | toronto | $110-150k")

    assert found == Salary(110_000, 150_000, "CAD", "year")


def test_ranges_of_another_currency_are_left_out():
    found = pay_in("US: $140,700 - $204,700 USD. " + "x " * 200 + "Canada: $115,100 - $161,200 CAD")

    assert found == Salary(140_700, 204_700, "USD", "year")
