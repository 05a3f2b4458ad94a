"""Statements without a number and without a study, beside our own figure: there is nothing to judge."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.figures.claims import NOT_NAMED, share_spoken_of, skills_asked
from analysis.figures.shares import Share, share_of_any
from analysis.market.corpus import Corpus
from analysis.market.figure_words import in_hundred
from analysis.market.provenance import TOTAL, Provenance, provenance_of
from analysis.market.slices import Slice
from data.catalogue.guides import Saying

NO_VERDICT = "a saying without a number, so no verdict"
UNMEASURED = "not measurable here"


@dataclass(frozen=True, slots=True, kw_only=True)
class SayingFigure:
    """A saying and the share that comes nearest to what it speaks of, None where nothing measures it.

    `required` is the share counting only vacancies that require the skill. `why` says why there is no figure.
    """

    saying: Saying
    provenance: Provenance
    ours: Share | None
    required: float | None
    why: str | None

    @property
    def share(self) -> float | None:
        """Our share, None without one."""
        return None if self.ours is None else self.ours.share

    @property
    def sentence(self) -> str:
        """Return 'SQL is essential (guides, 2026): a saying ...; ours: about 20 in 100 vacancies ...'."""
        said = f"{self.saying.statement} ({self.saying.source}, {self.saying.year})"
        if self.ours is None or self.share is None:
            return f"{said}: {self.why}"
        required = "" if self.required is None else f", {in_hundred(self.required)} require it"
        return f"{said}: {NO_VERDICT}; ours: {self.ours.sentence}{required}"

    @property
    def receipt(self) -> str:
        """Return the line that reproduces the figure."""
        return self.provenance.receipt(
            "saying", [], self.share, of=self.saying.id, interval=self.ours.held if self.ours else None
        )


def measure_sayings(
    corpus: Corpus, sayings: Iterable[Saying], *, interval: str = TOTAL
) -> tuple[SayingFigure, ...]:
    """Return our figure for each saying, in the given order."""
    return tuple(_measured(corpus, saying, interval) for saying in sayings)


def _measured(corpus: Corpus, saying: Saying, interval: str) -> SayingFigure:
    part, ours = Slice.from_query(saying.slice), share_spoken_of(corpus, saying, interval)
    required = None
    if ours is not None:
        narrow = part.narrowed(level="required")
        required = share_of_any(corpus, narrow, skills_asked(corpus, saying)).share
    return SayingFigure(
        saying=saying,
        provenance=provenance_of(corpus, part),
        ours=ours,
        required=required,
        why=ours.why if ours else f"{UNMEASURED}. {saying.why}" if saying.why else NOT_NAMED,
    )
