"""The labels that ship, with the texts that may lie beside the checkout."""

import pytest

from commands.evaluate import compare, scored
from commands.labelled.label_file import is_packed, read_labels
from commands.labelled.labelled_set import load_set
from data.paths import DATA
from tests.commands.conftest import shipped_catalog
from tests.shared_inputs import shared_path

LABELS = DATA / "labels.jsonl"
DUMPS = ("ads.jsonl.xz", "boards.jsonl.xz", "hn.jsonl.xz")
ROWS = read_labels(LABELS)
HALVES = sorted({row.get("half") for row in ROWS}, key=str)


def test_shipped_labels_hold_no_text():
    assert all(is_packed(row) for row in ROWS)


@pytest.mark.slow
@pytest.mark.parametrize("half", HALVES)
def test_shipped_labels_fit_their_texts_and_are_read_no_worse_than_before(half, one_extractor):
    dumps = [str(shared_path(f"corpus/{name}")) for name in DUMPS]

    labelled = load_set(LABELS, half, dumps, None)

    assert labelled.is_whole
    compare(scored(labelled, shipped_catalog()), labelled)
