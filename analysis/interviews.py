"""What interviews ask beside what postings name: some of the first hardly shows in the second."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.corpus import Corpus
from analysis.shares import Share, share_of_any
from analysis.slices import Slice
from analysis.words import in_hundred
from data.guides import Round, Topic

WEIGHT_WORDS = ("not asked", "sometimes asked", "often asked", "nearly always asked")
QUIET = 0.10  # a share below which postings hardly name a topic
ASKED_OFTEN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """One topic: how often interviews ask it (0 to 3) and the share of postings naming any skill of it.

    `is_hidden` marks what interviews ask and postings hardly name.
    """

    round_id: str
    round_name: str
    topic: str
    name: str
    checklist: tuple[str, ...]
    weight: int
    asked: str
    ads: Share | None
    is_hidden: bool

    @property
    def sentence(self) -> str:
        """Return 'Drift detection: often asked, named in about 2 in 100 postings; postings hide it'."""
        if self.ads is None or self.ads.share is None:
            return f"{self.name}: {self.asked}; {self.ads.why if self.ads else 'no posting here names it'}"
        said = f"{self.name}: {self.asked}, named in about {in_hundred(self.ads.share)} in 100"
        return f"{said}; the postings hardly say so" if self.is_hidden else said


@dataclass(frozen=True, slots=True)
class ChecklistEntry:
    """One thing to be able to do, with where it is asked and how often."""

    round_name: str
    topic: str
    text: str
    weight: int


def interview_view(corpus: Corpus, part: Slice, rounds: Iterable[Round]) -> tuple[TopicView, ...]:
    """Return every topic that interviews for the slice's role ask, in the order of the rounds."""
    role = part.roles[0] if len(part.roles) == 1 else None
    return tuple(
        _view(corpus, part, one, topic, topic.weight_for(role))
        for one in rounds
        for topic in one.topics
        if topic.weight_for(role)
    )


def _view(corpus: Corpus, part: Slice, one: Round, topic: Topic, weight: int) -> TopicView:
    known = [skill for skill in topic.skills if skill in corpus.index]
    ads = share_of_any(corpus, part, known) if known else None
    share = 0.0 if ads is None else ads.share
    return TopicView(
        round_id=one.id, round_name=one.name, topic=topic.id, name=topic.name, checklist=topic.checklist,
        weight=weight, asked=WEIGHT_WORDS[weight], ads=ads,
        is_hidden=weight >= ASKED_OFTEN and share is not None and share < QUIET,
    )  # fmt: skip


def checklist(rounds: Iterable[Round], role: str | None = None) -> tuple[ChecklistEntry, ...]:
    """Return what to be able to do for a role, the most asked first within each round."""
    return tuple(
        ChecklistEntry(one.name, topic.name, text, topic.weight_for(role))
        for one in rounds
        for topic in sorted(one.topics, key=lambda topic: -topic.weight_for(role))
        if topic.weight_for(role)
        for text in topic.checklist
    )
