"""Values and figures in plain words, the same in tables, sentences and controls."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from data.catalogue.own_layer import MARK

ROLE_NAMES = {
    "ml_engineer": "ML engineer",
    "ai_engineer": "AI engineer",
    "mlops_engineer": "MLOps engineer",
    "data_scientist": "data scientist",
    "data_engineer": "data engineer",
    "data_analyst": "data analyst",
    "research_scientist": "research scientist",
    "software_engineer": "software engineer",
    "manager": "manager",
    "other": "other role",
    "multiple": "several roles",
}
CLOUD_NAMES = {
    "aws": "AWS",
    "gcp": "GCP",
    "azure": "Azure",
    "other": "another cloud",
    "any": "any cloud",
    "none": "no cloud",
}
LEVEL_WORDS = {
    "asked": "name",
    "required": "require",
    "preferred": "prefer",
    "mentioned": "mention in duties",
    "any": "contain",
}
# how a slice says that some of its units name nothing: one of them, several, none
SILENT_WORDS = {
    "asked": ("names no skill", "name no skill", "all name a skill"),
    "required": ("requires no skill", "require no skill", "all require a skill"),
    "preferred": ("prefers no skill", "prefer no skill", "all prefer a skill"),
    "mentioned": ("mentions none in its duties", "mention none in their duties", "all mention one in duties"),
    "any": ("contains no skill", "contain no skill", "all contain a skill"),
}
# after the ends of an interval: it holds no error of reading; skills or roles like it say how it is read
CHANCE_ALONE, FEW_LABELS = "chance alone", "few labels"
NOT_HELD = "the search that found the postings, or what is not collected"
HOLDS = {
    "total": f"Intervals hold chance, employers and reading errors, not {NOT_HELD}",
    "chance": f"Intervals hold chance and employers, not reading errors, {NOT_HELD}",
}
HOLDS_EACH = f"{HOLDS['total']}; those of changes, pairs, plans and pay hold chance and employers alone"
NAMED = 4  # names of a long list in a sentence; the others are counted
NEAR = 3  # names that are offered for one that is unknown
NEAR_ENOUGH = 0.72  # of difflib's ratio: a letter or two wrong, not another word
LONGEST = 80  # characters of an unknown value that are compared and quoted


def in_hundred(share: float) -> str:
    """A share as whole vacancies in a hundred: '43', '<1' when small but not 0, '>99' when nearly all."""
    if 0 < share < 0.005:
        return "<1"
    if 0.995 <= share < 1:
        return ">99"
    return f"{100 * share:.0f}"


def interval_in_words(low: float, high: float) -> str:
    """Return '39 to 47' for an interval of shares."""
    return f"{in_hundred(low)} to {in_hundred(high)}"


def points(difference: float) -> str:
    """A difference of shares in points with its sign: '+12', '-5.8' below ten, '0'."""
    size = 100 * difference
    digits = 0 if abs(size) >= 9.95 else 1
    text = f"{size:+.{digits}f}"
    return "0" if float(text) == 0 else text


def count_of(number: int, noun: str) -> str:
    """Return '1 employer' or '1,204 employers'."""
    plural = {"vacancy": "vacancies"}.get(noun, f"{noun}s")
    return f"{number:,} {noun if number == 1 else plural}"


def first_listed(names: Sequence[str], what: str) -> str:
    """Return 'a, b and c', of more names than NAMED 'a, b, c and 7 other sources'."""
    if len(names) > NAMED:
        names = [*names[: NAMED - 1], f"{len(names) - NAMED + 1} other {what}"]
    return listed(tuple(names), "and")


def listed(names: list[str] | tuple[str, ...], word: str = "or") -> str:
    """Return 'a, b or c'."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def day_in_words(day: date) -> str:
    """Return 'June 2025' for a first of a month, else '15 June 2025'."""
    month = f"{day:%B %Y}"
    return month if day.day == 1 else f"{day.day} {month}"


def silent_in_words(silent: int, level: str) -> str:
    """Return '13 name no skill' for the units of a slice that name none at its level."""
    one, several, none = SILENT_WORDS[level]
    return f"{silent:,} {one if silent == 1 else several}" if silent else none


def held_in_words(rows: Iterable[Mapping[str, object]]) -> str:
    """Say what the intervals of printed rows hold, by the first that has one; "" for rows without."""
    first = next((row for row in rows if row.get("low") is not None), None)
    return "" if first is None else f"{HOLDS[str(first.get('interval_kind', 'chance'))]}."


UNFINISHED = (
    "The last run on this store has not finished: postings may be unread or counted twice. "
    "Wait until it has ended, or run it again."
)


def age_in_words(newest: date | None, today: date) -> str:
    """Return 'Data to 8 August 2026, 113 days old' for the day of the newest posting."""
    if newest is None:
        return "No posting here has a date"
    days = (today - newest).days
    day = f"{newest.day} {newest:%B %Y}"
    return f"Data to {day}, {count_of(days, 'day')} old" if days > 0 else f"Data to {day}, today"


def rules_in_words(catalog: str) -> str:
    """Say where several versions of the rules read the postings, and where the user has an own layer.

    `catalog` is the digest of the rules, as figures carry it: several are joined by `+`, and so is that of
    the layer.
    """
    versions = len([one for one in catalog.split("+") if not one.startswith(MARK)])
    read = f"{versions} versions of the rules read these postings"
    said = [f"{read}, so part of a difference may come from the rules."] if versions > 1 else []
    if MARK in catalog:
        said.append("Your own layer of the catalogue is in use.")
    return " ".join(said)


def near_names(value: str, names: Iterable[str]) -> list[str]:
    """Return up to three names that are written nearly as `value`, the nearest first; case does not count."""
    folded = {name.casefold(): name for name in names}
    found = get_close_matches(value[:LONGEST].casefold(), folded, n=NEAR, cutoff=NEAR_ENOUGH)
    return [folded[name] for name in found]


def did_you_mean(value: str, names: Iterable[str]) -> str:
    """Return '; did you mean PyTorch?', nothing when no name is near."""
    found = near_names(value, names)
    return f"; did you mean {listed(found)}?" if found else ""
