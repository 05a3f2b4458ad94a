"""What interviews ask beside what postings name: some of the first is rarely named in the second."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.figures.shares import Share, share_of_any
from analysis.market.corpus import Corpus
from analysis.market.figure_words import in_hundred
from analysis.market.provenance import TOTAL, Provenance, provenance_of
from analysis.market.slices import Slice
from data.catalogue.guides import Round, Topic

WEIGHT_WORDS = ("not asked", "sometimes asked", "often asked", "nearly always asked")
JUDGED = "our judgement"
UNMEASURED = "not measurable in postings"
QUIET = 0.10  # a share, as printed, below which postings hardly name a topic
ASKED_OFTEN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """One topic: how often interviews ask it (0 to 3) and the share of postings that name the topic itself.

    `ads` is None where postings have no words for the topic; `why` gives that reason, or that there are too
    few postings. `related` go with the topic and are not counted. `is_hidden` marks what interviews ask and
    postings hardly name: never a topic without a share. `source` is where the weight is from, None for our
    judgement.
    """

    provenance: Provenance
    round_id: str
    round_name: str
    topic: str
    name: str
    checklist: tuple[str, ...]
    weight: int
    asked: str
    ads: Share | None
    why: str | None
    own: tuple[str, ...]
    related: tuple[str, ...]
    source: str | None
    is_hidden: bool

    @property
    def share(self) -> float | None:
        """The share of postings that name the topic, where that can be measured."""
        return None if self.ads is None else self.ads.share

    @property
    def sentence(self) -> str:
        """Return 'Drift: often asked (our judgement), named in about 4 in 100; rarely named in postings'."""
        said = f"{self.name}: {self.asked}" + ("" if self.source else f" ({JUDGED})")
        if self.share is None:
            return f"{said}; {self.why}"
        counted = f" {self.ads.slice.counted()}" if self.ads else ""
        said += f", named in about {in_hundred(self.share)} in 100{counted}"
        return f"{said}; rarely named in postings" if self.is_hidden else said

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this topic."""
        return self.provenance.receipt(
            "topic", [], self.share, of=self.topic, interval=self.ads.held if self.ads else None
        )


@dataclass(frozen=True, slots=True)
class ChecklistEntry:
    """One thing to be able to do, with where it is asked and how often."""

    round_name: str
    topic: str
    text: str
    weight: int


def interview_view(
    corpus: Corpus, part: Slice, rounds: Iterable[Round], *, interval: str = TOTAL
) -> tuple[TopicView, ...]:
    """Return every topic that interviews for the slice's role ask, the most asked first.

    Where as often asked, what postings hardly name comes first, then by share, then what cannot be measured.
    """
    role = part.roles[0] if len(part.roles) == 1 else None
    found = [
        _view(corpus, part, one, topic, topic.weight_for(role), _measured(corpus, part, topic, interval))
        for one in rounds
        for topic in one.topics
        if topic.weight_for(role)
    ]
    return tuple(sorted(found, key=lambda view: (-view.weight, view.share is None, view.share or 0.0)))


def _view(
    corpus: Corpus,
    part: Slice,
    one: Round,
    topic: Topic,
    weight: int,
    measured: tuple[Share | None, str | None],
) -> TopicView:
    ads, why = measured
    share = None if ads is None else ads.share
    return TopicView(
        provenance=provenance_of(corpus, part),
        round_id=one.id,
        round_name=one.name,
        topic=topic.id,
        name=topic.name,
        checklist=topic.checklist,
        weight=weight,
        asked=WEIGHT_WORDS[weight],
        ads=ads,
        why=why,
        own=topic.own,
        related=tuple(corpus.name(skill) for skill in topic.related if skill in corpus.index),
        source=topic.source,
        is_hidden=weight >= ASKED_OFTEN and share is not None and round(share, 2) < QUIET,
    )


def _measured(corpus: Corpus, part: Slice, topic: Topic, interval: str) -> tuple[Share | None, str | None]:
    """Return the share of a topic, or why there is none."""
    if not topic.own:
        return None, f"{UNMEASURED}. {topic.why}"
    known = [skill for skill in topic.own if skill in corpus.index]
    if not known:
        return None, "no posting here names it"
    ads = share_of_any(corpus, part, known, interval=interval)
    return ads, ads.why


def checklist(rounds: Iterable[Round], role: str | None = None) -> tuple[ChecklistEntry, ...]:
    """Return what to be able to do for a role, the most asked first within each round."""
    return tuple(
        ChecklistEntry(one.name, topic.name, text, topic.weight_for(role))
        for one in rounds
        for topic in sorted(one.topics, key=lambda topic: -topic.weight_for(role))
        if topic.weight_for(role)
        for text in topic.checklist
    )
