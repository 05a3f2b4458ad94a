"""Figures of the clouds: what each adds, how much of it a person shows, and which services go with it."""

from dataclasses import dataclass

from analysis.market.basis import Basis
from analysis.market.figure_words import count_of, in_hundred, listed
from analysis.study.gains import Gain

NAMED = 4  # services of a person that are named; the others are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudFigure:
    """What one cloud adds, how much of it the person shows, and which services vacancies name with it.

    `first` is the part of the resamples in which it adds most of those whose turn it is. `services` are
    shares of the `asking` vacancies that name the cloud, without those shown. `lead` is the verdict in words,
    on the first cloud alone; `verdict` and `why` are those of the choice that it is part of.
    """

    gain: Gain
    first: float
    is_covered: bool
    shows: tuple[str, ...]
    services: tuple[tuple[str, float], ...]
    asking: int
    lead: str = ""
    verdict: str | None = None
    why: str | None = None

    @property
    def own_sentence(self) -> str:
        """What the cloud adds, and what of it the person shows, to follow a sentence of the same slice."""
        return self._said(self.gain.adds_brief, "vacancies")

    def _said(self, adds: str, counted: str) -> str:
        name, parts = self.gain.name, self._parts()
        if self.is_covered:
            reason = "it" if self.gain.skill in self.gain.have else parts
            said = f"{name} counts as known" + (f": you named {reason}" if reason else "")
        else:
            part = "a part" if len(self.shows) == 1 else "parts"
            said = f"{name} {adds}" + (f"; you named {parts}, {part} of it" if parts else "")
        if not self.services:
            return said
        (best, share), *rest = self.services
        named = [f"{in_hundred(share)} name {best}", *(f"{in_hundred(part)} {other}" for other, part in rest)]
        return (
            f"{said}; of 100 {counted} that name {name}, {listed(named, 'and')} "
            f"({count_of(self.asking, 'vacancy')})"
        )

    def _parts(self) -> str:
        """The services that the person shows: the first NAMED by name, the others as a number."""
        more = len(self.shows) - NAMED
        if more <= 1:
            return listed(self.shows, "and")
        return f"{', '.join(self.shows[:NAMED])} and {more} more of its services"

    @property
    def sentence(self) -> str:
        """The same with its vacancies and period, after the verdict where it is the first cloud."""
        said = self._said(self.gain.adds, self.gain.slice.counted() if self.is_covered else "vacancies")
        return f"{self.lead}. {said}" if self.lead else said

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        one = self.gain
        return one.provenance.receipt("cloud", [one.skill], one.gain, have=one.have)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudChoice:
    """The three clouds, the person's own first, and a verdict.

    `verdict` is the id of a cloud, "cannot tell", or None where the slice filters by a cloud: then the
    vacancies cannot show which comes first, as `circular` says. `why` says why there are no figures.
    """

    basis: Basis
    clouds: tuple[CloudFigure, ...]
    verdict: str | None
    circular: str | None
    why: str | None

    @property
    def gains(self) -> tuple[Gain, ...]:
        """The gains of the clouds, in their order."""
        return tuple(one.gain for one in self.clouds)

    @property
    def sentence(self) -> str:
        """Which cloud comes first, or why there is no answer."""
        return self.clouds[0].lead if self.clouds else f"no cloud first: {self.why}"
