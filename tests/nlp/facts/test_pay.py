"""The pay that a posting states."""

import pytest

from data.records import Salary
from nlp.facts.facts import finder
from nlp.facts.pay import pay_of

STATED = {
    "Base pay:\nEngineer I: $110,000\nEngineer II: $145,000\nLead Engineer: $190,000": (
        110_000,
        190_000,
        "USD",
        "year",
    ),
    "Ontario pay: $77,000 to $102,000.\n" + 200 * "x" + "\nYukon pay: $73,000 to $100,000": (
        73_000,
        102_000,
        "CAD",
        "year",
    ),
    "55 K€ - 70 K€": (55_000, 70_000, "EUR", "year"),
    "Salaire : 55 à 70 k€": (55_000, 70_000, "EUR", "year"),
    "entre 40 000 € et 50 000 € brut par an": (40_000, 50_000, "EUR", "year"),
    "TJM : 500-650€": (500, 650, "EUR", "day"),
    "R$ 12.000 a R$ 18.000 por mês": (12_000, 18_000, "BRL", "month"),
    "Salário: R$ 8.500,00": (8_500, 8_500, "BRL", "month"),
    "Rate: 500-750 per day": (500, 750, "USD", "day"),
    "Compensation: $160-$190/year": (160_000, 190_000, "USD", "year"),
    "Jahresgehalt zwischen 65.000 und 80.000 Euro": (65_000, 80_000, "EUR", "year"),
    "Banda salarial entre 35.000 y 45.000 euros": (35_000, 45_000, "EUR", "year"),
    "Salario competitivo 40k - 42k€": (40_000, 42_000, "EUR", "year"),
    "RAL 35-45k€": (35_000, 45_000, "EUR", "year"),
    "Base salary: from 100KCAD to 110K CAD": (100_000, 110_000, "CAD", "year"),
    "Salary: 12 000 - 18 000 PLN miesięcznie": (12_000, 18_000, "PLN", "month"),
    "Salary Range: $141,000 USD - $188,000 USD": (141_000, 188_000, "USD", "year"),
    "Compensation Range: $115K - $135K": (115_000, 135_000, "USD", "year"),
    "The base salary is $101500 - $201000 annually.": (101_500, 201_000, "USD", "year"),
    "USD $95,000.00 - USD $99,000.00 /Yr.": (95_000, 99_000, "USD", "year"),
    "we pay from $ 210,000 to $ 220,000 per year": (210_000, 220_000, "USD", "year"),
    "a rate of $21.00 - $42.00 an hour": (21, 42, "USD", "hour"),
    "Pay: $61.05 - $77.10": (61.05, 77.1, "USD", "hour"),
    "$105-125K + 0.1-0.5% equity": (105_000, 125_000, "USD", "year"),
    "pay range 80 - 110,000 GBP": (80_000, 110_000, "GBP", "year"),
    "Salary: £31-37K": (31_000, 37_000, "GBP", "year"),
    "£81-99k + benefits": (81_000, 99_000, "GBP", "year"),
    "Salary: up to £71,000 per annum": (71_000, 71_000, "GBP", "year"),
    "€3.100 – €5.200 bruto per maand": (3_100, 5_200, "EUR", "month"),
    "Salario de 870 € brutos/mes": (870, 870, "EUR", "month"),
    "monthly pay of € 3.300,- to € 5.050,-": (3_300, 5_050, "EUR", "month"),
    "conditions: 41K - 57K€": (41_000, 57_000, "EUR", "year"),
    "Day rate: €510 - €620": (510, 620, "EUR", "day"),
    "Rate: 311-322 €/day.": (311, 322, "EUR", "day"),
    "CAD $101k – CAD $121k/year": (101_000, 121_000, "CAD", "year"),
    "base salary of C$131,000 to C$151,000": (131_000, 151_000, "CAD", "year"),
    "in Canada between $102,500 and $122,200": (102_500, 122_200, "CAD", "year"),
    "Salary range of SEK 51,000–SEK 61,000 per month": (51_000, 61_000, "SEK", "month"),
    "Up to 65,000 SEK p/m salary": (65_000, 65_000, "SEK", "month"),
    "Salary: 111k-121k CHF": (111_000, 121_000, "CHF", "year"),
    "Salary CHF 100'000 - 120'000": (100_000, 120_000, "CHF", "year"),
    "CTC: 12-15 LPA": (1_200_000, 1_500_000, "INR", "year"),
    "₹ 12,00,000 - ₹ 15,00,000 per annum": (1_200_000, 1_500_000, "INR", "year"),
    "₹10L-₹15L": (1_000_000, 1_500_000, "INR", "year"),
    "Salary range: 61,000 – 81,000": (61_000, 81_000, "USD", "year"),
    "Hourly rate:\nGrade 1 - $41.10/ hour": (41.1, 41.1, "USD", "hour"),
    "Oslo: $181,000 - $221,000\nRome: $161,000 - $201,000": (161_000, 221_000, "USD", "year"),
    "Base: $150,000 - $180,000\nOTE: $200,000 - $260,000": (150_000, 180_000, "USD", "year"),
    "Earnings (OTE) $202,000—$302,500 USD": (202_000, 302_500, "USD", "year"),
    "Oslo\n\nUp to: £61,000\n\nBenefits": (61_000, 61_000, "GBP", "year"),
    "Salary: $6,000 per month": (6_000, 6_000, "USD", "month"),
}
NOT_PAY = [
    "We helped sellers earn $50,000 a year.",
    "R$ 1.200,00/month on a card for food",
    "Our customers save $100,000 to $200,000 a year.",
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
    "Benefits: R$210 per month for meals",
    "Benefits: €90/mo extra for who cycles",
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
    found = pay_in("Up to $130 per hour", title="ml engineer, remote, $90 – $130/hr")

    assert found == Salary(90, 130, "USD", "hour")


@pytest.mark.parametrize(
    ("location", "currency"),
    [("Toronto, ON", "CAD"), ("Sydney, NSW", "AUD"), ("Austin, TX", "USD"), ("Oslo, Norway", "USD")],
)
def test_the_place_tells_which_dollar(location, currency):
    found = pay_in("Salary: $120,000 - $130,000", location=location)

    assert found is not None
    assert found.currency == currency


def test_a_place_in_the_title_tells_which_dollar():
    found = pay_in("", title="acme | ml engineer | toronto | $105-125k")

    assert found == Salary(105_000, 125_000, "CAD", "year")


def test_ranges_of_another_currency_are_left_out():
    found = pay_in("US: $141,100 - $201,100 USD. " + "x " * 200 + "Canada: $111,100 - $151,100 CAD")

    assert found == Salary(141_100, 201_100, "USD", "year")
