"""Groups of skill kinds as a reader looks for them."""

from data.records import KINDS

EVERYTHING = "Everything"
TECHNOLOGIES = "Technologies"  # first: practices such as "machine learning" are named nearly everywhere
GROUPS: dict[str, tuple[str, ...]] = {
    TECHNOLOGIES: tuple(kind for kind in KINDS if kind != "practice"),
    "Languages": ("language",),
    "Frameworks": ("framework", "library"),
    "Clouds": ("cloud platform", "cloud service"),
    "Tools": ("tool", "database", "hardware", "protocol"),
    "Models": ("model",),
    "Practices": ("practice",),
    EVERYTHING: KINDS,
}


def kinds_of(group: str | None) -> tuple[str, ...] | None:
    """Return the kinds of a group, None for all; no group means technologies."""
    return None if group == EVERYTHING else GROUPS[group or TECHNOLOGIES]
