"""What a figure stands on: how many units, how many employers, and whether that is enough for one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from analysis.arithmetic.employer_tally import EmployerTally
from analysis.market.corpus import Corpus
from analysis.market.figure_words import count_of, silent_in_words
from analysis.market.layout import level_mask
from analysis.market.periods import default_since, shifted
from analysis.market.provenance import OnSample, Provenance, Sample, Traced, provenance_of
from analysis.market.selection import Selection, select
from analysis.market.slices import LISTS, SLICE_LEVELS, Slice

MIN_UNITS = 30
MIN_EMPLOYERS = 10
MIN_EFFECTIVE_EMPLOYERS = 5.0  # Kish: ten employers of which one has nine tenths are not ten
EARLY = frozenset(("intern", "junior"))  # few are advertised: where a year has too few, years are pooled
MONTHS = 12  # of a year that is added
UNITS = {"vacancies": "vacancy", "postings": "posting", "employers": "employer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis(Traced, OnSample):
    """What a slice's figures stand on; `why` names what is missing, `wider` is a slice that has enough.

    `silent` of the `n` units name no skill at the slice's level; they count in every share's denominator.
    `years` is more than 1 where so many were pooled (see `pooled`).
    """

    provenance: Provenance
    sample: Sample
    silent: int = 0
    years: int = 1
    why: str | None = None
    wider: Slice | None = None

    @property
    def sentence(self) -> str:
        """Return 'ML engineer vacancies, since June 2025: 1,204 from 512 employers; 13 name no skill'."""
        words = self.slice.in_words()
        said = f"{words[:1].upper()}{words[1:]}: {self.n:,} from {count_of(self.employers, 'employer')}"
        said = f"{said}; {silent_in_words(self.silent, self.slice.level)}" if self.n else said
        return f"{said}; {pooled_in_words(self.years)}" if self.years > 1 else said


def basis(corpus: Corpus, part: Slice) -> Basis:
    """Return what the figures of a slice stand on, and the nearest wider slice when it is too little."""
    return basis_of(select(corpus, part))


def basis_of(selection: Selection) -> Basis:
    """Return the same for postings that are already selected, such as a part of a slice."""
    corpus, part, sample = selection.corpus, selection.part, Sample.of(selection.sizes)
    why = too_few(sample, UNITS[part.denominator])
    return Basis(
        provenance=provenance_of(corpus, part),
        sample=sample,
        silent=silent_units(selection),
        years=pooled_years(corpus, part),
        why=why,
        wider=nearest_wider(corpus, part) if why else None,
    )


def pooled(corpus: Corpus, part: Slice) -> Slice:
    """Return a slice of the default period with as many years before it as juniors need for a share.

    Unchanged for other seniorities, where the year is enough, and where all years together are not.
    """
    default, first = default_since(corpus), corpus.first_day
    if not is_early(part) or part.until or default is None or first is None or part.since != default:
        return part
    wider = part
    while _is_too_small(corpus, wider):
        if wider.since is None:
            return part
        since = shifted(wider.since, -MONTHS)
        wider = wider.narrowed(since=since if since > first else None)
    return wider


def pooled_years(corpus: Corpus, part: Slice) -> int:
    """Return how many years `pooled` put together for a slice, 1 where it did not."""
    default = default_since(corpus)
    if not is_early(part) or part.until or default is None or part.since is None or part.since >= default:
        return 1
    found = pooled(corpus, part.narrowed(since=default))
    return 1 + default.year - part.since.year if found == part else 1


def is_early(part: Slice) -> bool:
    """Tell whether a slice is of those at the start of their career alone."""
    return bool(part.seniorities) and EARLY.issuperset(part.seniorities)


def pooled_in_words(years: int) -> str:
    """Return '2 years pooled, because one has too few'."""
    return f"{years} years pooled, because one has too few"


def _is_too_small(corpus: Corpus, part: Slice) -> bool:
    return too_few(Sample.of(select(corpus, part).sizes)) is not None


def silent_units(selection: Selection) -> int:
    """How many units of a selection name no skill at its level; an employer, if none of its rows does."""
    named = naming(selection.corpus, selection.part.level)[selection.rows]
    if selection.part.denominator != "employers":
        return len(named) - int(np.count_nonzero(named))
    naming_any = np.unique(selection.corpus.employer[selection.rows[named]])
    return int((selection.sizes > 0).sum()) - len(naming_any)


@lru_cache(maxsize=2 * len(SLICE_LEVELS))  # the corpus in use and the one that replaces it
def naming(corpus: Corpus, level: str) -> npt.NDArray[np.bool_]:
    """Mask of the rows of the corpus that name any skill at a slice's level; read-only, made once a level."""
    named = np.zeros(len(corpus), dtype=np.bool_)
    named[corpus.pairs.row[level_mask(corpus.pairs.level, level)]] = True
    named.flags.writeable = False
    return named


def too_few(sample: Sample | EmployerTally, unit: str = "vacancy") -> str | None:
    """Return the sentence that stands in for a percentage, None when there is enough for one."""
    if sample.n >= MIN_UNITS and sample.employers >= MIN_EMPLOYERS and sample.kish >= MIN_EFFECTIVE_EMPLOYERS:
        return None
    if not sample.n:
        return f"no {UNIT_PLURALS[unit]} here: nothing to say"
    counted = f"{count_of(sample.n, unit)} from {count_of(sample.employers, 'employer')}"
    if sample.n >= MIN_UNITS and sample.employers >= MIN_EMPLOYERS:
        return f"{counted}, most of them from very few: too few to say"
    return f"{counted}: too few to say"


def too_few_of(sizes: npt.NDArray[np.integer]) -> str | None:
    """Return the same for vacancies, from how many each employer has."""
    return too_few(Sample.of(sizes))


UNIT_PLURALS = {unit: plural for plural, unit in UNITS.items()}


def nearest_wider(corpus: Corpus, part: Slice) -> Slice | None:
    """Return the smallest sufficient slice with fewer filters, giving up as few filters as possible."""
    layer, seen = [part], {part}
    while layer:
        layer = [wider for narrow in layer for wider in _without_one(narrow)]
        layer = [wider for wider in dict.fromkeys(layer) if wider not in seen]
        seen.update(layer)
        enough = [(n, wider) for wider in layer if (n := _units(corpus, wider))]
        if enough:
            return min(enough, key=lambda one: (one[0], one[1].to_query()))[1]
    return None


def _without_one(part: Slice) -> Iterator[Slice]:
    for name in LISTS:
        if getattr(part, name) and name != "employers_out":
            yield part.narrowed(**{name: ()})
    if part.since or part.until:
        yield part.narrowed(since=None, until=None)


def _units(corpus: Corpus, part: Slice) -> int:
    """Return the units of a slice, 0 when they are too few for a figure."""
    sizes = select(corpus, part).sizes
    return 0 if too_few_of(sizes) else int(sizes.sum())


def why_not(*named: tuple[str, Basis]) -> str | None:
    """Return the name and the reason of the first group that is too small, None when all have enough."""
    return next((f"{name}: {one.why}" for name, one in named if one.why), None)
