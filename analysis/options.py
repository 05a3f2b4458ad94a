"""What a figure is asked for: values turned into a slice and options, and refused where they change nothing.

Command line and library name an option alike (`skill_kind` is typed `--kind`), so a refusal reads the same.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from analysis.market.basis import pooled
from analysis.market.corpus import Corpus
from analysis.market.figure_kind import FigureOptions, OptionRules
from analysis.market.figure_words import did_you_mean, listed
from analysis.market.periods import STEPS, default_since
from analysis.market.provenance import INTERVALS
from analysis.market.slices import KEYS, Slice
from data.errors import UsageError
from data.origins import source_names
from data.records import KINDS as SKILL_KINDS

ALWAYS = ("kind", "what", "out", "format", "store")  # options of the command, not of what it measures
FIELDS = {field.name for field in fields(FigureOptions)}
FIELD_OF = {"skill": "skills", "skill_kind": "kinds"}  # options that are called otherwise in FigureOptions
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")  # stands for its first day
DAYS = ("since", "until")
START_WORDS = ("start", "beginning", "the beginning")  # what `since` may say for no first day


def slice_of(values: Mapping[str, Any]) -> Slice:
    """Return the slice that options of these values name; those that name no filter do not count.

    `since` and `until` are days, or texts such as "2025-06" and "2025-06-01"; "start" is no first day. Raises
    UsageError for a value that no filter has.
    """
    found = {KEYS[name]: value for name, value in values.items() if name in KEYS}
    if _is_start(found.get("since")):
        del found["since"]
    for name in DAYS:
        if isinstance(found.get(name), str):
            found[name] = _day(name, found[name])
    return Slice(**found)


def asked_of(corpus: Corpus, rules: OptionRules, values: Mapping[str, Any]) -> tuple[Slice, FigureOptions]:
    """Return the slice and the options that values name, in the default period where they name none.

    A slice that ends before that period starts has no first day. The same holds for the other slice of a
    comparison.
    """
    part, asked = slice_of(values), options_asked(values)
    if "since" in rules.uses and "since" not in values:
        part = in_default_period(corpus, part)
    if asked.against is not None:
        asked = replace(asked, against=_against(corpus, asked.against))
    return part, asked


def in_default_period(corpus: Corpus, part: Slice) -> Slice:
    """Return a slice that has no first day with that of the default period, years pooled for juniors."""
    since = default_since(corpus)
    is_later = since is not None and part.until is not None and since >= part.until
    return part if is_later or part.since else pooled(corpus, part.narrowed(since=since))


def _against(corpus: Corpus, query: str) -> str:
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if key != "since" or not _is_start(value)]
    if len(kept) < len(pairs):
        return urlencode(kept)
    return in_default_period(corpus, Slice.from_query(query)).to_query()


def _is_start(value: object) -> bool:
    return isinstance(value, str) and value.strip().casefold() in START_WORDS


def _day(name: str, text: str) -> date:
    day = f"{text}-01" if MONTH.fullmatch(text) else text
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise UsageError(
            f"--{name} must be a month such as 2025-06 or a day such as 2025-06-01, not {text!r}"
        ) from error


def options_asked(values: Mapping[str, Any]) -> FigureOptions:
    """Return what options of these values ask of a figure; what was not given keeps its default.

    Raises UsageError for a kind of skill or a step that there is not.
    """
    named = {FIELD_OF.get(name, name): value for name, value in values.items()}
    asked = FigureOptions(**{name: value for name, value in named.items() if name in FIELDS})
    check_values("--kind", SKILL_KINDS, asked.kinds or ())
    check_values("--step", ("auto", *STEPS), [asked.step])
    check_values("--interval", INTERVALS, [asked.interval])
    return asked


def check_options(called: str, rules: OptionRules, given: Mapping[str, object]) -> None:
    """Raise UsageError for an option that would change nothing; `called` is such as "figure share"."""
    for name in given:
        if name not in rules.uses and name not in ALWAYS:
            raise UsageError(f"{called} does not use {option(name)}; it uses {uses_in_words(rules.uses)}")
    _check_skills(called, rules, given)
    if not rules.counts_employers and given.get("denominator") == "employers":
        raise UsageError(f"{called} counts vacancies or postings, not employers")
    if rules.level_needs_skill and "level" in given and "skill" not in given:
        raise UsageError(
            f"{called} uses --level only with --skill: pay is of all vacancies, whatever they name"
        )


def _check_skills(called: str, rules: OptionRules, given: Mapping[str, object]) -> None:
    if "skill" not in given:
        return
    for name in rules.choosing:
        if name in given:
            raise UsageError(f"{called} does not use {option(name)} beside --skill, which names the skills")
    skills = given["skill"]
    if rules.takes_one_skill and isinstance(skills, list | tuple) and len(skills) > 1:
        raise UsageError(f"{called} takes one --skill, not {len(skills)}")


def check_values(name: str, known: Collection[str], values: Iterable[str]) -> None:
    """Raise UsageError, with the nearest one, for a value that an option does not have."""
    for value in values:
        if value not in known:
            near = did_you_mean(value, known)
            raise UsageError(f"{name} is one of {', '.join(known)}, not {value[:80]!r}{near}")


def check_sources(corpus: Corpus, part: Slice) -> None:
    """Raise UsageError for a source that neither a scrape nor this store has."""
    known = {*source_names(), *corpus.postings.sources}
    for source in part.sources:
        if source not in known:
            here = ", ".join(corpus.postings.sources)
            raise UsageError(f"there is no source {source!r}; here are: {here}{did_you_mean(source, known)}")


def option(name: str) -> str:
    """Return an option as it is typed: '--kind' for 'skill_kind'."""
    return "--kind" if name == "skill_kind" else f"--{name}"


def uses_in_words(uses: Collection[str]) -> str:
    """Return '--skill, --top and --role', or that there are none."""
    named = [option(name) for name in uses]
    return listed(named, "and") if named else "no option but --format and --store"
