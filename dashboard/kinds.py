"""Groups of skill kinds as a reader looks for them."""

from data.records import KINDS

EVERYTHING = "Everything"
GROUPS: dict[str, tuple[str, ...]] = {
    EVERYTHING: KINDS,
    "Languages": ("language",),
    "Frameworks": ("framework", "library"),
    "Clouds": ("cloud platform", "cloud service"),
    "Tools": ("tool", "database", "hardware", "protocol"),
    "Models": ("model",),
    "Practices": ("practice",),
}


def kinds_of(group: str | None) -> tuple[str, ...] | None:
    """Return the kinds of a group, None for all."""
    return None if group in (None, EVERYTHING) else GROUPS[str(group)]
