"""The form in which names and texts are compared: one byte a character, small letters, separators folded."""

import re

WORD = re.compile(r"[^\W_]+")  # letters and digits of any alphabet


def _byte_table() -> bytes:
    """Return the table that lowers letters and turns all but letters, digits, + and # into spaces."""
    table = bytearray(b" " * 256)
    for code in range(256):
        character = chr(code)
        if character.isalnum() or character in "+#":
            lowered = character.lower()
            table[code] = ord(lowered) if len(lowered) == 1 and ord(lowered) < 256 else code
    return bytes(table)


TABLE = _byte_table()


def flatten(phrase: str) -> bytes:
    """Return `phrase` as it is matched (without the spaces at its ends)."""
    return phrase.encode("latin-1", "replace").translate(TABLE)


def fold_name(text: str) -> str:
    """Return `text` as names are compared: lower case, every separator a space."""
    return flatten(text).decode("latin-1").strip()


def loses_a_word(text: str) -> bool:
    """Tell whether folding leaves nothing of a word of `text` ("Яндекс"), so that any gap would match it."""
    return not all(map(fold_name, WORD.findall(text)))
