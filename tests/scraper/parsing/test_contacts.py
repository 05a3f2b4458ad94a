import pytest

from scraper.parsing.clean import clean_text
from scraper.parsing.contacts import CONTACTS


@pytest.mark.parametrize(
    "address",
    [
        "jane@corp.example", "jane.d'oe+jobs@corp.example", "jane at corp dot com", "jane@corp dot com",
        "JANE AT CORP DOT COM",
        "jane [at] corp [dot] com", "jane(at)corp.com", "jane @ corp.com", "jane {at} corp {dot} co {dot} uk",
        "jane\u200b@corp.example", "jane＠corp.com", "jane AT corp dot com",
    ],
)  # fmt: skip  # cases side by side
def test_email_addresses_are_masked(address):
    assert clean_text(f"Write to {address}, please") == "Write to [email], please"


def test_an_address_after_an_invitation_is_masked():
    assert clean_text("Email me: jane at corp.com.") == "Email me: [email]."


@pytest.mark.parametrize(
    "number",
    [
        "+44 20 7946 0000",
        "+1 (555) 010-9999",
        "0049 89 1234567",
        "(555) 010-9999",
        "555-010-9999",
        "555.010.9999",
        "1-555-010-9999",
    ],
)
def test_phone_numbers_are_masked(number):
    assert clean_text(f"or {number} now") == "or [phone] now"


def test_a_labelled_phone_number_keeps_its_label():
    assert clean_text("Tel: 089 / 123 45 67") == "Tel: [phone]"


@pytest.mark.parametrize(
    "text",
    [
        "$120,000 - $150,000", "120000-150000", "from 2020-2024", "10 000 000 rows", "we work at booking.com",
        "https://corp.example/a/555-010-9999", "id 123e4567-e89b-12d3-a456-426614174000", "sklearn 1.9.0",
        "models @ scale", "follow @corp", "192.168.100.1000", "1.5.2026 at 10.30", "a dot product at scale",
    ],
)  # fmt: skip  # cases side by side
def test_figures_links_and_handles_are_left_alone(text):
    assert clean_text(text) == text


@pytest.mark.parametrize("sign", [")", "]", "}", ">"])
def test_a_closing_bracket_alone_does_not_start_the_search_for_spelt_addresses(sign):
    assert not CONTACTS[1].hint.search(f"skills (Python{sign} at scale {sign}")


@pytest.mark.parametrize("at", ["[at]", "( AT )", "{at }", "<at>", "@", "＠", "[@]"])
def test_every_spelt_at_sign_is_still_masked(at):
    assert clean_text(f"write to jane {at} corp.com") == "write to [email]"
