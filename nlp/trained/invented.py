"""Names that nobody has given to a tool, in the ways in which tools are named."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from string import ascii_uppercase

PARTS = Path(__file__).with_name("name_parts.toml")
OPEN_SYLLABLES = 3  # of so many and the ends there are, the share that has no end
LONGEST_SHOUTED = 6  # letters of a name in capitals alone


@cache
def parts() -> Mapping[str, Sequence[str]]:
    """Return what names are made of, by kind."""
    return {kind: words.split() for kind, words in tomllib.loads(PARTS.read_text(encoding="utf-8")).items()}


def syllables(chance: Random, fewest: int, most: int) -> str:
    """Return a word of some syllables, in lower case."""
    found = parts()
    ends = [*found["ends"], *[""] * OPEN_SYLLABLES]
    return "".join(
        chance.choice(found["starts"] if number else [*found["starts"], "", ""])
        + chance.choice(found["vowels"])
        + chance.choice(ends)
        for number in range(chance.randint(fewest, most))
    )


def coined(chance: Random, words: Sequence[str]) -> str:  # noqa: ARG001 - one of the ways, called alike
    """Return "Zorblax"."""
    return syllables(chance, 1, 3).capitalize()


def borrowed(chance: Random, words: Sequence[str]) -> str:
    """Return "Harbor": an ordinary word with a capital."""
    return chance.choice(words).capitalize()


def joined(chance: Random, words: Sequence[str]) -> str:
    """Return "HarborWind": two ordinary words."""
    return borrowed(chance, words) + borrowed(chance, words)


def tailed(chance: Random, words: Sequence[str]) -> str:
    """Return "ZorbFlow"."""
    return coined(chance, words) + chance.choice(parts()["tails"])


def headed(chance: Random, words: Sequence[str]) -> str:
    """Return "PyZorb" or "Pyzorb"."""
    made = coined(chance, words)
    return chance.choice(parts()["heads"]) + (made if chance.random() < 0.5 else made.lower())


def abbreviated(chance: Random, words: Sequence[str]) -> str:  # noqa: ARG001
    """Return "ZBX"."""
    return "".join(chance.choices(ascii_uppercase, k=chance.randint(2, 4)))


def shouted(chance: Random, words: Sequence[str]) -> str:
    """Return "ZORB", a longer one as "Zorblaxer"."""
    made = coined(chance, words)
    return made.upper() if len(made) <= LONGEST_SHOUTED else made


def small(chance: Random, words: Sequence[str]) -> str:  # noqa: ARG001
    """Return "zorblax" or "zorblax-lo"."""
    made = syllables(chance, 1, 3)
    return made if chance.random() < 0.6 else f"{made}-{syllables(chance, 1, 1)}"


def of_a_maker(chance: Random, words: Sequence[str]) -> str:
    """Return "Apache Zorb" or "Apache Harbor"."""
    return f"{chance.choice(parts()['makers'])} {chance.choice([coined, borrowed])(chance, words)}"


def of_a_product(chance: Random, words: Sequence[str]) -> str:
    """Return "Zorb Studio" or "Harbor Studio"."""
    return f"{chance.choice([coined, borrowed])(chance, words)} {chance.choice(parts()['seconds'])}"


def versioned(chance: Random, words: Sequence[str]) -> str:
    """Return "Zorb.js"."""
    return coined(chance, words) + chance.choice(parts()["versions"])


# way to invent a name -> how often, of a hundred
WAYS: Mapping[Callable[[Random, Sequence[str]], str], int] = {
    coined: 26, borrowed: 16, joined: 5, tailed: 10, headed: 8, abbreviated: 8, shouted: 5, small: 6,
    of_a_maker: 5, of_a_product: 8, versioned: 3,
}  # laid out as a table  # fmt: skip


def invented(chance: Random, words: Sequence[str]) -> str:
    """Return a new name; `words` are ordinary words in lower case, of which some are made."""
    (way,) = chance.choices(list(WAYS), weights=list(WAYS.values()))
    return way(chance, words)
