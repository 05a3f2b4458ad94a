"""What `skillgauge scrape` prints: a plan, or how the run went; for people or as one line for programs."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from analysis.market.figure_words import count_of
from data.records import BoardResult
from scraper.runs.closing import UNSEEN
from scraper.runs.run import RunReport
from scraper.runs.run_plan import PlannedVisit, RunPlan
from scraper.sources import SOURCE_NAMES, load_source

if TYPE_CHECKING:
    from commands.shared.after_change import Refreshed

Output = Literal["table", "json"]

COUNTS = ("kept", "updated", "unchanged", "closed", "reopened", "requests", "received_bytes")
COLUMNS = ("boards", "kept", "updated", "unchanged", "closed", "left out", "rejected", "failed")
SHOWN_FAILURES = 50
HINTS = {"gone": "; see `skillgauge boards check`"}
CLOSED_BECAUSE = {
    "gone": "their board is gone, as seen in several looks",
    "empty": "their board is empty, as seen in several looks",
}
TABLE_WIDTH = 100  # characters that the longest source name and large counts need


def print_report(report: RunReport, refreshed: "Refreshed", output: Output) -> None:
    """Print how a run went."""
    if output == "json":
        print(json.dumps(report_as_json(report, refreshed), ensure_ascii=False))  # noqa: T201
        return
    console = Console(soft_wrap=True)
    console.print(report_table(report), width=max(console.width, TABLE_WIDTH))
    for line in report_lines(report, refreshed):
        console.print(Text(line))


def report_as_json(report: RunReport, refreshed: "Refreshed") -> dict[str, object]:
    """Return a run as one machine-readable record."""
    totals = {name: sum(getattr(result, name) for result in report.results) for name in COUNTS}
    return {
        "run": report.run_id,
        "started": report.started.isoformat(),
        "seconds": round((report.ended - report.started).total_seconds(), 1),
        "boards": len(report.results),
        "outcomes": dict(report.outcomes()),
        **totals,
        "rejected": dict(report.rejected()),
        "left_out": dict(report.left_out()),
        "skipped": dict(report.plan.skipped),
        "not_asked": dict(report.plan.barred),
        "failed": [failure_as_json(result) for result in report.failures],
        "read": refreshed.read,
        "read_again": refreshed.read_again,
        "postings": refreshed.postings,
        "vacancies": refreshed.vacancies,
    }


def failure_as_json(result: BoardResult) -> dict[str, str | None]:
    """Return a failed board as a record."""
    return {
        "source": result.source,
        "board": result.slug,
        "outcome": result.outcome,
        "error": result.error,
    }


def report_table(report: RunReport) -> Table:
    """Return the counts of each source, and of all."""
    table = Table(box=None, pad_edge=False)
    table.add_column("source")
    for name in COLUMNS:
        table.add_column(name, justify="right")
    sources = [name for name in SOURCE_NAMES if any(result.source == name for result in report.results)]
    for source in sources:
        mine = [result for result in report.results if result.source == source]
        table.add_row(source, *row_for(mine, report))
    if len(sources) != 1:
        table.add_row("all", *row_for(report.results, report), style="bold")
    return table


def row_for(results: Iterable[BoardResult], report: RunReport) -> Iterator[str]:
    """Yield the cells of one row."""
    mine = list(results)
    yield f"{len(mine):,}"
    for name in ("kept", "updated", "unchanged", "closed"):
        yield f"{sum(getattr(result, name) for result in mine):,}"
    yield f"{sum(sum(result.left_out.values()) for result in mine):,}"
    yield f"{sum(sum(result.rejected.values()) for result in mine):,}"
    yield f"{sum(result in report.failures for result in mine):,}"


def report_lines(report: RunReport, refreshed: "Refreshed") -> Iterator[str]:
    """Yield what the table does not say."""
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in sorted(report.outcomes().items()))
    requests = sum(result.requests for result in report.results)
    received = sum(result.received_bytes for result in report.results)
    yield f"\nboards: {outcomes or 'none'}; {requests:,} requests, {received / 1e6:,.1f} MB"
    yield from (f"left out, {reason}: {count:,}" for reason, count in report.left_out().most_common())
    yield from (f"rejected, {reason}: {count:,}" for reason, count in report.rejected().most_common())
    yield from plan_lines(report.plan)
    yield from closings(report)
    for result in report.failures[:SHOWN_FAILURES]:
        hint = HINTS.get(result.outcome, "")
        yield f"{result.outcome}: {result.source} {result.slug}: {result.error}{hint}"
    if len(report.failures) > SHOWN_FAILURES:
        yield f"... and {len(report.failures) - SHOWN_FAILURES} more; see `skillgauge runs`"
    yield from attributions(report)
    yield (
        f"{refreshed.words}; the store has {count_of(refreshed.postings, 'posting')}, "
        f"{count_of(refreshed.vacancies, 'vacancy')}"
    )


def closings(report: RunReport) -> Iterator[str]:
    """Yield how many postings were closed for another reason than that their board lists others only."""
    for outcome, why in CLOSED_BECAUSE.items():
        closed = sum(result.closed for result in report.results if result.outcome == outcome)
        if closed:
            yield f"closed, because {why}: {closed:,}"
    feeds = (result for result in report.results if not load_source(result.source).lists_all)
    if unseen := sum(result.closed for result in feeds):
        yield f"closed, because their feed has not shown them for {UNSEEN.days} days: {unseen:,}"


def attributions(report: RunReport) -> Iterator[str]:
    """Yield whom to thank, where a source asks for it."""
    answered = {
        result.source for result in report.results if result.outcome in ("complete", "unchanged", "partial")
    }
    for name in sorted(answered):
        if attribution := load_source(name).attribution:
            yield f"source: {attribution}"


def plan_lines(plan: RunPlan) -> Iterator[str]:
    """Yield which boards were not asked, and why."""
    for reason, count in plan.skipped.items():
        yield f"not asked, {reason}: {count:,} boards"
    for source, reason in plan.barred.items():
        yield f"{source} is not asked: {reason}"


def print_plan(plan: RunPlan, output: Output) -> None:
    """Print what a run would ask of whom and when."""
    steps = list(timed(plan))
    if output == "json":
        print(json.dumps([step_as_json(at_s, visit) for at_s, visit in steps], ensure_ascii=False))  # noqa: T201
        return
    console = Console(soft_wrap=True)
    for at_s, visit in steps:
        console.print(Text(f"+{at_s:7.1f} s  {how(visit):11}  {first_url(visit)}"))
    console.print(Text(f"\n{len(steps):,} boards on {len(plan.lanes()):,} hosts, robots.txt of each first"))
    for line in plan_lines(plan):
        console.print(Text(line))


def timed(plan: RunPlan) -> list[tuple[float, PlannedVisit]]:
    """Return the visits with the seconds after the start at which each is asked, at the earliest."""
    steps = [
        ((place + 1) * visit.site.spacing_s, visit)  # the host's robots.txt takes the first turn
        for visits in plan.lanes().values()
        for place, visit in enumerate(visits)
    ]
    return sorted(steps, key=lambda step: step[0])


def how(visit: PlannedVisit) -> str:
    """Return whether a visit is asked in full or only for changes."""
    return "if changed" if visit.memory.known().validators.headers() else "in full"


def first_url(visit: PlannedVisit) -> str:
    """Return what a visit asks first; secrets are not in it."""
    return visit.site.address(visit.site.source.requests(visit.board)[0].url)


def step_as_json(at_s: float, visit: PlannedVisit) -> dict[str, object]:
    """Return one visit of a plan as a record."""
    return {
        "after_s": round(at_s, 1),
        "host": visit.lane,
        "source": visit.board.source,
        "board": visit.board.slug,
        "url": first_url(visit),
        "conditional": how(visit) == "if changed",
    }
