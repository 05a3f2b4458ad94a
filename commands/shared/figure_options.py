"""Which options each kind of figure uses; any other that is given is refused, with those that it has."""

from collections.abc import Collection, Iterable, Mapping

import typer

from analysis.market.figure_words import did_you_mean, listed
from data.errors import UsageError

SLICE = (
    "role", "cloud", "seniority", "workplace", "country", "source", "employer", "without", "since", "until",
    "level", "denominator",
)  # fmt: skip
LEVELLED = tuple(name for name in SLICE if name != "level")  # requirements and pay know no level
DATED = tuple(name for name in SLICE if name not in ("since", "until"))  # the two periods are the dates

# kind -> the options it uses, by the names of the command's parameters
USES: dict[str, tuple[str, ...]] = {
    "share": ("skill", "skill_kind", "top", *SLICE),
    "equal": ("skill", *SLICE),
    "trend": ("skill", "skill_kind", "step", *SLICE),
    "change": ("skill", "skill_kind", "top", "before", "after", *DATED),
    "mix": ("skill", "before", "after", *DATED),
    "compare": ("skill", "skill_kind", "top", "against", *SLICE),
    "pairs": ("skill", "skill_kind", "top", *SLICE),
    "study": ("have", "steps", "practices", *LEVELLED),
    "influence": ("skill", *SLICE),
    "cloud": ("have", *LEVELLED),
    "pay": ("skill", *SLICE),
    "claims": (),
    "interviews": SLICE,
    "projects": ("have", *LEVELLED),
    "families": SLICE,
}
EXPORTS_USE: dict[str, tuple[str, ...]] = {
    "shares": ("skill", "top", *SLICE),
    "trends": ("skill", "top", "step", *SLICE),
    "postings": ("skill", *SLICE),
}
ALWAYS = ("kind", "what", "out", "format", "store")
RECEIPT = ("receipt",)
# options that a named skill leaves without effect: they choose among skills that nobody named
CHOOSING: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("share", "trend", "change", "compare"), ("skill_kind", "top")),
    **dict.fromkeys(("shares", "trends"), ("top",)),
}
ONE_SKILL = ("pairs",)
# kinds that count vacancies or postings: an employer's voice is not a unit of a requirement or of pay
NO_EMPLOYERS = ("study", "cloud", "pay", "projects", "families")


def given_options(context: typer.Context) -> dict[str, object]:
    """Return the parameters that stand on the command line, also those given their default value."""
    sources = {name: context.get_parameter_source(name) for name in context.params}
    typed = [name for name, source in sources.items() if source is not None and source.name == "COMMANDLINE"]
    return {name: context.params[name] for name in typed}


def check_options(what: str, kind: str, uses: Collection[str], given: Mapping[str, object]) -> None:
    """Raise UsageError for an option that this kind of figure or export does not use."""
    called = f"{what} {kind}"
    for name in given:
        if name not in uses and name not in ALWAYS:
            raise UsageError(f"{called} does not use {option(name)}; it uses {options_of(uses)}")
    _check_skills(called, kind, given)
    if kind in NO_EMPLOYERS and given.get("denominator") == "employers":
        raise UsageError(f"{called} counts vacancies or postings, not employers")
    if kind == "pay" and "level" in given and "skill" not in given:
        raise UsageError(
            f"{called} uses --level only with --skill: pay is of all vacancies, whatever they name"
        )


def _check_skills(called: str, kind: str, given: Mapping[str, object]) -> None:
    if "skill" not in given:
        return
    for name in CHOOSING.get(kind, ()):
        if name in given:
            raise UsageError(f"{called} does not use {option(name)} beside --skill, which names the skills")
    skills = given["skill"]
    if kind in ONE_SKILL and isinstance(skills, list) and len(skills) > 1:
        raise UsageError(f"{called} takes one --skill, not {len(skills)}")


def check_receipt(given: Mapping[str, object]) -> None:
    """Raise UsageError for what stands beside a receipt, which already says all of it."""
    for name in given:
        if name not in (*RECEIPT, "format", "store"):
            said = "a kind" if name == "kind" else option(name)
            raise UsageError(f"a receipt names the whole figure; leave out {said}")


def check_values(name: str, known: Collection[str], values: Iterable[str]) -> None:
    """Raise UsageError for a value that an option does not have."""
    for value in values:
        if value not in known:
            near = did_you_mean(value, known)
            raise UsageError(f"{name} is one of {', '.join(known)}, not {value[:80]!r}{near}")


def option(name: str) -> str:
    """Return a parameter as it is typed: '--kind' for 'skill_kind'."""
    return "--kind" if name == "skill_kind" else f"--{name}"


def options_of(uses: Collection[str]) -> str:
    """Return '--skill, --top and --role', or that there are none."""
    named = [option(name) for name in uses]
    return listed(named, "and") if named else "no option but --format and --store"
