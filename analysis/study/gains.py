"""What one more skill adds to the requirements that somebody meets, as a figure."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.market.figure_words import in_hundred, listed, points
from analysis.market.provenance import Estimate, Interval, OfSkill, OnSample, Provenance, Sample, Traced
from data.records import Skill

OFTEN = 0.25  # of the requirements that a skill meets must take a substitute for "often"
DEFAULT_EFFORT_WEEKS = {
    "language": 8.0, "framework": 4.0, "cloud platform": 6.0, "library": 2.0, "tool": 2.0, "database": 2.0,
    "cloud service": 2.0, "model": 1.0, "protocol": 1.0, "hardware": 4.0, "practice": 4.0,
}  # fmt: skip # a table, read by the line
MIN_EFFORT_WEEKS = 0.1
FIGURES = {  # (practices, by week) -> the figure's name in a receipt
    (False, False): "gain",
    (True, False): "gain-with-practices",
    (False, True): "gain-by-week",
    (True, True): "gain-with-practices-by-week",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain(Traced, OfSkill, OnSample, Estimate):
    """What one more skill adds to the mean fit of `n` vacancies, given the skills in `have`.

    `stability` is the part of 500 resamples of employers in which it is among the three best of what is left
    to learn. `replaces` are skills that an employer takes for it (a short list made by hand), with the part
    of its requirements that say so. `implies` are the skills that count as held with it, `shown_by` the tools
    that prove a practice, `beside` the substitutes already held. With `by_week` skills are ranked by their
    gain for each week of effort.
    """

    COLUMNS = (
        "skill", "name", "kind", "gain", "low", "high", "stability", "replaces", "implies", "effort", "n",
        "employers", "have", "practices", "slice", "snapshot", "catalog", "shown_by", "by_week", "beside",
    )  # fmt: skip # one name a line would hide their order

    subject: Skill
    provenance: Provenance
    interval: Interval
    sample: Sample
    stability: float
    replaces: tuple[tuple[str, float], ...]
    implies: tuple[str, ...]
    effort: float
    have: tuple[str, ...]
    practices: bool
    shown_by: tuple[str, ...] = ()
    by_week: bool = False
    beside: tuple[str, ...] = ()

    @property
    def gain(self) -> float:
        """What the skill adds to the mean fit, a fraction of the requirements."""
        return self.interval.value

    @property
    def per_week(self) -> float:
        """The gain for each week of effort."""
        return self.gain / self.effort

    @property
    def adds(self) -> str:
        """Return 'adds +6 points to the share of requirements met in vacancies since May 2025 (+5 to +7)'."""
        return self._added(f" in {self.slice.counted()}")

    @property
    def adds_brief(self) -> str:
        """The same without whose requirements, to follow a sentence of the same slice."""
        return self._added("")

    def _added(self, counted: str) -> str:
        return (
            f"adds {points(self.gain)} points to the share of requirements met{counted} "
            f"({points(self.low)} to {points(self.high)})"
        )

    @property
    def sentence(self) -> str:
        """The gain, how sure its place is, and what would do instead."""
        return self._said(self.adds)

    @property
    def brief(self) -> str:
        """The same without whose requirements, to follow a sentence of the same slice."""
        return self._said(self.adds_brief)

    def _said(self, adds: str) -> str:
        best = " by gain per week" if self.by_week else ""
        said = (
            f"{self.name} {adds}; in {in_hundred(self.stability)} of 100 repeated samples it is among "
            f"the first three of what is left to learn{best}"
        )
        if self.beside:
            said += f"; counted where {listed(self.beside)} alone would not do"
        if self.replaces:
            often = "often" if self.replaces[0][1] >= OFTEN else "sometimes"
            said += f"; {often} {listed([name for name, _ in self.replaces])} would do instead"
        return f"{said}; show it with {listed(self.shown_by)}" if self.shown_by else said

    @property
    def receipt(self) -> str | None:
        """Return the line that reproduces this figure; None where the reader set weeks of their own."""
        if self.by_week and self.effort != effort_of(self.skill, self.kind, {}):
            return None
        figure = FIGURES[self.practices, self.by_week]
        return self.provenance.receipt(figure, [self.skill], self.gain, have=self.have)


def effort_of(skill: str, kind: str, efforts: Mapping[str, float]) -> float:
    """Return the weeks of effort a skill takes: those given, else by its kind."""
    return max(efforts.get(skill, DEFAULT_EFFORT_WEEKS[kind]), MIN_EFFORT_WEEKS)
