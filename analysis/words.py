"""How values and figures are said in plain words, once for tables, sentences and controls."""

from datetime import date

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


def in_hundred(share: float) -> str:
    """Return a share as whole vacancies in a hundred; '<1' when small but not none, '>99' when nearly all."""
    if 0 < share < 0.005:
        return "<1"
    if 0.995 <= share < 1:
        return ">99"
    return f"{100 * share:.0f}"


def interval_in_words(low: float, high: float) -> str:
    """Return '39 to 47' for an interval of shares."""
    return f"{in_hundred(low)} to {in_hundred(high)}"


def points(difference: float) -> str:
    """Return a difference of shares in points, at least one digit behind the point when small."""
    size = 100 * difference
    digits = 0 if abs(size) >= 9.95 else 1
    text = f"{size:+.{digits}f}"
    return "0" if float(text) == 0 else text


def count_of(number: int, noun: str) -> str:
    """Return '1 employer' or '1,204 employers'."""
    plural = {"vacancy": "vacancies"}.get(noun, f"{noun}s")
    return f"{number:,} {noun if number == 1 else plural}"


def listed(names: list[str] | tuple[str, ...], word: str = "or") -> str:
    """Return 'a, b or c'."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def day_in_words(day: date) -> str:
    """Return 'June 2025' for a first of a month, else '15 June 2025'."""
    month = f"{day:%B %Y}"
    return month if day.day == 1 else f"{day.day} {month}"
