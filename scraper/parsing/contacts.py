"""Masks the ways to reach a person in a text: e-mail addresses, also spelt out, and phone numbers."""

import re
from dataclasses import dataclass

# Bounds: RFC 5321 allows 64 characters before the @ and labels of 63.
LOCAL = r"[A-Za-z0-9_%+'-]{1,64}(?:\.[A-Za-z0-9_%+'-]{1,64}){0,4}"
DOMAIN = r"[A-Za-z0-9][A-Za-z0-9-]{0,62}"
AT = r"\s{0,3}(?:[\[({<]\s{0,2}(?:at|@|＠)\s{0,2}[\])}>]|[@＠])\s{0,3}"
DOT = r"(?:\s{0,3}[\[({<]\s{0,2}(?:dot|\.)\s{0,2}[\])}>]\s{0,3}|\s{1,3}dot\s{1,3}|\.)"
SPELT_DOT = r"(?:\s{0,3}[\[({<]\s{0,2}(?:dot|\.)\s{0,2}[\])}>]\s{0,3}|\s{1,3}dot\s{1,3})"
NOT_BEFORE, NOT_AFTER = r"(?<![\w.+%'-])", r"(?![\w-])"


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach a person. `pattern` is replaced by `mark`, but looked for only where `hint` is found.

    A hint costs little on a text that has no such contact, and most texts have none.
    """

    hint: re.Pattern[str]
    pattern: re.Pattern[str]
    mark: str


def contact(hint: str, pattern: str, mark: str) -> Contact:
    """Compile both patterns of a contact, for letters in any case."""
    return Contact(re.compile(hint, re.IGNORECASE), re.compile(pattern, re.IGNORECASE), mark)


CONTACTS = (
    contact(  # jane@corp.example
        "@", rf"{NOT_BEFORE}{LOCAL}@{DOMAIN}(?:\.{DOMAIN}){{1,6}}{NOT_AFTER}", "[email]"
    ),
    contact(  # jane [at] corp [dot] com, jane @ corp.com
        r"[@＠]|[\[({<]\s{0,2}at\s{0,2}[\])}>]",  # a closing bracket alone is in nine postings of ten
        rf"{NOT_BEFORE}{LOCAL}{AT}{DOMAIN}(?:{DOT}{DOMAIN}){{0,3}}{DOT}[a-z]{{2,12}}{NOT_AFTER}",
        "[email]",
    ),
    contact(  # jane at corp dot com
        "dot",
        rf"{NOT_BEFORE}{LOCAL}\s{{1,3}}at\s{{1,3}}{DOMAIN}(?:{DOT}{DOMAIN}){{0,3}}{SPELT_DOT}[a-z]{{2,12}}{NOT_AFTER}",
        "[email]",
    ),
    contact(  # e-mail me: jane at corp.com
        "mail",
        rf"\b(e-?mail(?:\s{{1,3}}(?:me|us))?(?:\s{{0,3}}:|\s{{1,3}}to|\s{{1,3}}at)?\s{{1,3}})"
        rf"{LOCAL}\s{{1,3}}at\s{{1,3}}{DOMAIN}(?:\.{DOMAIN}){{1,3}}{NOT_AFTER}",
        r"\1[email]",
    ),
    contact(  # +44 20 7946 0000
        r"\+[1-9]|00[1-9]", r"(?<![\w.+/=-])(?:\+|00)[1-9](?:[ ().-]{0,3}\d){7,13}(?![\w-])", "[phone]"
    ),
    contact(  # (555) 010-9999, 1-555-010-9999
        r"\d{3}\)?[ .-]{0,2}\d{3}",
        r"(?<![\w.+/=$€£-])(?:1[ .-])?(?:\(\d{3}\)[ .-]{0,2}|\d{3}([.-]))\d{3}(?(1)\1|[ .-])\d{4}(?![\w-])",
        "[phone]",
    ),
    contact(  # Tel.: 089 / 123 45 67
        r"\d(?:[ ()./-]{0,3}\d){5}",
        r"\b((?:tele(?:ph|f)on[eo]?|t[eé]l|phone|mobile|cell|fax|whatsapp)\b\.?(?: number| no\.?)?:?\s{0,3})"
        r"[+(]{0,2}\d(?:[ ()./-]{0,3}\d){5,14}(?!\w)",
        r"\1[phone]",
    ),
)


def mask_contacts(text: str) -> str:
    """Return text with each e-mail address as "[email]" and each phone number as "[phone]"; labels stay."""
    for each in CONTACTS:
        if each.hint.search(text):
            text = each.pattern.sub(each.mark, text)
    return text
