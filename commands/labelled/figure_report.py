"""What an evaluation says, as a table with intervals or as JSON; only its worst errors quote a posting."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from analysis.market.figure_words import count_of
from data.records import Skill
from nlp.scoring.accounts import FIELDS
from nlp.scoring.agreement import CAVEAT
from nlp.scoring.counts import KINDS, PLACE, SHARES, Score
from nlp.scoring.scoring import Evaluation, Fault

KIND_WORDS = {"tech": "tools", "practice": "practices", "lists": "any-of lists"}
MOST_SKILLS = 15  # skills listed by name, worst first
WIDTH = 13  # of the names of figures
FEW = 20  # postings below which percentiles of draws are too narrow (docs/statistics.md)


def figure_lines(result: Evaluation) -> Iterator[str]:
    """Yield a line for each kind of skill and each field, with 95% intervals, then what is not labelled."""
    figures, ranges = result.figures(), result.intervals()

    def shown(name: str) -> str:
        low, high = ranges[name]
        return f"{figures[name]:.3f} ({low:.3f} to {high:.3f})"

    for kind in KINDS:
        if f"{kind}_f1" in figures:
            parts = (f"{short} {shown(f'{kind}_{name}')}" for short, name in measures())
            yield f"  {KIND_WORDS[kind]:{WIDTH}} {'  '.join(parts)}  {kind_words(result, kind)}"
    for share in SHARES:
        if share in figures:
            n = result.rows[:, PLACE[f"{share} n"]].sum()
            yield f"  {share:{WIDTH}}   {shown(share)}  of {n:,}"
    if unlabelled := not_labelled(result):
        yield f"  not labelled in this set: {', '.join(unlabelled)}"


def not_labelled(result: Evaluation) -> list[str]:
    """Return what the labels say nothing of, so that it was not measured."""
    kinds = [words for kind, words in KIND_WORDS.items() if not result.labelled_in(kind)]
    return kinds + [name for name in FIELDS if not result.rows[:, PLACE[f"{name} n"]].any()]


def kind_words(result: Evaluation, kind: str) -> str:
    """Say what is behind the score of a kind, and in how many postings it is labelled, where not in all."""
    count = result.labelled_in(kind)
    where = f", labelled in {count:,} of {result.postings:,} postings" if count < result.postings else ""
    return f"{counts_words(result.score(kind))}{where}"


def doubt(result: Evaluation) -> str:
    """Return a warning where the intervals rest on too few postings, "" elsewhere."""
    return f"; with fewer than {FEW} postings the intervals are too narrow" if result.postings < FEW else ""


def measures() -> tuple[tuple[str, str], ...]:
    """Return how precision, recall and F1 are called in a table and in the figures."""
    return ("P", "precision"), ("R", "recall"), ("F1", "f1")


def counts_words(score: Score) -> str:
    """Say what is behind a score."""
    return f"right {score.tp}, wrong {score.fp}, missed {score.fn}"


def report(
    result: Evaluation, errors: int, parts: Mapping[str, Evaluation], skills: Mapping[str, Skill]
) -> str:
    """Return the figures as a table, those of each part, and the worst errors in context.

    `skills` are the catalogue's by id, for their names.
    """
    lines = [
        f"{count_of(result.postings, 'labelled posting')} (95% intervals over postings){doubt(result)}",
        *figure_lines(result),
    ]
    for name, part in parts.items():
        lines += [f"\n{name}: {count_of(part.postings, 'posting')}{doubt(part)}", *figure_lines(part)]
    worst = sorted(result.skills().items(), key=lambda item: -(item[1].fp + item[1].fn))[:MOST_SKILLS]
    named = ((skills[skill].name if skill in skills else skill, score) for skill, score in worst)
    lines += ["\nskills with most errors", *skill_lines(named)]
    if errors:
        lines += ["\nworst errors", *(error_line(times, fault) for times, fault in result.worst(errors))]
    return "\n".join(lines)


def agreement_report(agreed: Evaluation) -> str:
    """Return how far two people who labelled the same postings agree."""
    figures, ranges = agreed.figures(), agreed.intervals()
    lines = [f"\nagreement of two passes on {count_of(agreed.postings, 'posting')}, before correction"]
    for name in (*(f"{kind}_f1" for kind in KINDS), *SHARES):
        if name in figures:
            kind = name.removesuffix("_f1")
            words = f"{KIND_WORDS[kind]} F1" if kind in KIND_WORDS else name
            low, high = ranges[name]
            lines.append(f"  {words:{WIDTH + 3}} {figures[name]:.3f} ({low:.3f} to {high:.3f})")
    return "\n".join([*lines, CAVEAT])


def skill_lines(scores: Iterable[tuple[str, Score]]) -> list[str]:
    """Return a line of precision, recall, F1 and counts for each skill that was not always read right."""
    return [
        f"  {name:32} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}  {counts_words(score)}"
        for name, score in scores
        if score.fp + score.fn
    ]


def error_line(times: int, fault: Fault) -> str:
    """Return a line for an error made `times` times, with one example of it."""
    what = f"{fault.what:7} {fault.kind:10} {fault.skill!r} as {fault.surface!r}"
    return f"  {times:3} {what}: ...{fault.context}..."


def as_json(result: Evaluation, parts: Mapping[str, Evaluation], agreed: Evaluation | None) -> dict[str, Any]:
    """Return what was counted, shares rounded to 4 places; it holds no text of a posting."""
    return {
        **figures_as_json(result),
        "by": {name: figures_as_json(part) for name, part in parts.items()},
        "agreement": figures_as_json(agreed) if agreed else None,
        "skills": {name: asdict(score) for name, score in sorted(result.skills().items())},
    }


def figures_as_json(result: Evaluation) -> dict[str, Any]:
    """Return figures, their intervals and the counts behind them."""
    intervals = result.intervals().items()
    return {
        "postings": result.postings,
        "figures": {name: round(value, 4) for name, value in result.figures().items()},
        "intervals": {name: [round(low, 4), round(high, 4)] for name, (low, high) in intervals},
        "kinds": {kind: asdict(result.score(kind)) for kind in KINDS if result.labelled_in(kind)},
        "not_labelled": not_labelled(result),
        "lists_exact": int(result.rows[:, PLACE["lists exact"]].sum()),
    }
