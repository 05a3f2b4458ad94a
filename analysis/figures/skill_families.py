"""Families of skills: groups that are asked together, shown only when they survive resampling."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.market.basis import basis_of
from analysis.market.corpus import Corpus
from analysis.market.figure_words import listed
from analysis.market.provenance import Provenance, Traced, provenance_of
from analysis.market.selection import Selection, select
from analysis.market.slices import Slice
from data.extras import need

TOP = 60  # most named skills that are grouped
RESAMPLES = 30
STABLE = 0.6  # mean overlap with the best matching group of a resample, as is usual for cluster stability
SMALLEST, LARGEST = 3, 12  # members of a family worth showing
NAMED_BY = 3  # strongest members that give a family its name
CUT = 0.85  # linkage distance (1 - correlation of two skills over vacancies) above which groups stay apart

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillFamily(Traced):
    """Skills that are asked together; `stability` is the mean overlap with its like in resamples."""

    COLUMNS = ("name", "skills", "names", "stability", "named", "n", "slice", "snapshot", "catalog")

    provenance: Provenance
    name: str
    skills: tuple[str, ...]
    names: tuple[str, ...]
    stability: float
    named: int
    n: int

    @property
    def sentence(self) -> str:
        """Return 'PyTorch, CUDA and C++ are asked together in vacancies since ... (stability 0.82)'."""
        together = f"{listed(self.names, 'and')} are asked together in {self.slice.counted()}"
        return f"{together} (stability {self.stability:.2f})"

    @property
    def receipt(self) -> str:
        """Return the line that reproduces this figure."""
        return self.provenance.receipt("family", self.skills, self.stability)


def families(corpus: Corpus, part: Slice, *, top: int = TOP, seed: int = 1) -> tuple[SkillFamily, ...]:
    """Return the stable families of the most named skills of a slice, the largest first."""
    selection = select(corpus, part)
    if basis_of(selection).why:
        return ()
    codes = np.argsort(-selection.totals(), kind="stable")[:top].astype(np.int64)
    names = selection.dense(codes)
    groups = _grouped(names.astype(np.float32))
    stability = _stability(selection, names, groups, seed)
    found = [
        _family(selection, codes[members], names[:, members], steady)
        for members, steady in zip(groups, stability, strict=True)
        if SMALLEST <= len(members) <= LARGEST and steady >= STABLE
    ]
    return tuple(sorted(found, key=lambda family: (-family.named, family.name)))


def _grouped(names: npt.NDArray[np.float32]) -> list[Codes]:
    """Return the groups of columns that meet more often than expected (average linkage, cut at CUT)."""
    need("families")
    from sklearn.cluster import AgglomerativeClustering  # noqa: PLC0415 (three seconds to import)

    centred = names - names.mean(axis=0)
    together = (centred.T @ centred).astype(np.float64)
    scale = np.sqrt(np.maximum(np.diag(together), 1e-9))
    distance = 1 - np.clip(together / np.outer(scale, scale), -1, 1)
    if len(distance) < 2:
        return []
    labels = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=CUT
    ).fit_predict(distance)
    return [np.flatnonzero(labels == label) for label in range(labels.max() + 1)]


def _stability(selection: Selection, names: npt.NDArray[np.bool_], groups: list[Codes], seed: int) -> Floats:
    """Return each group's mean overlap with the best matching group when employers are resampled."""
    rng = np.random.default_rng(seed)
    employer = selection.corpus.employer[selection.rows]
    present, place = np.unique(employer, return_inverse=True)
    total = np.zeros(len(groups))
    for _ in range(RESAMPLES):
        times = np.bincount(rng.integers(0, len(present), len(present)), minlength=len(present))
        rows = np.repeat(np.arange(len(names)), times[place])
        again = _grouped(names[rows].astype(np.float32))
        total += [max((_overlap(one, other) for other in again), default=0.0) for one in groups]
    return total / RESAMPLES


def _overlap(one: Codes, other: Codes) -> float:
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / (len(one) + len(other) - both)


def _family(
    selection: Selection, codes: Codes, names: npt.NDArray[np.bool_], stability: float
) -> SkillFamily:
    corpus = selection.corpus
    order = codes[np.argsort(-names.sum(axis=0), kind="stable")]
    titles = tuple(corpus.skills[code].name for code in order)
    return SkillFamily(
        provenance=provenance_of(corpus, selection.part),
        name=listed(titles[:NAMED_BY], "and"),
        skills=tuple(corpus.skills[code].id for code in order),
        names=titles,
        stability=float(stability),
        named=int(names.any(axis=1).sum()),
        n=len(selection.rows),
    )
