"""Which postings a slice holds and which of them name a skill: for the list, its export and its endpoint."""

import numpy as np
import numpy.typing as npt

from analysis.market.corpus import Corpus
from analysis.market.selection import select
from analysis.market.slices import Slice


def posting_ids(corpus: Corpus, part: Slice, skill: str | None) -> npt.NDArray[np.int64]:
    """Return the ids of a slice's postings, only those that name a skill (id or name) if one is given."""
    selection = select(corpus, part)
    rows = selection.rows
    if skill is not None:
        rows = rows[selection.names(corpus.code(skill))]
    return corpus.postings.posting_id[rows]
