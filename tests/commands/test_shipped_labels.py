"""The labels that ship, with the texts that may lie beside the checkout."""

import pytest

from commands.evaluate import compare, scored
from commands.labelled.label_file import is_packed, read_labels
from commands.labelled.labelled_set import load_set, rows_of_half
from data.catalogue.reading_quality import load_measured
from data.paths import DATA
from nlp.scoring.packed_labels import key_of
from nlp.scoring.quality_floors import digest_of_labels
from tests.commands.conftest import shipped_catalog
from tests.shared_inputs import shared_path

FILES = (DATA / "labels.jsonl", DATA / "sampled_labels.jsonl")
DUMPS = ("ads.jsonl.xz", "boards.jsonl.xz", "hn.jsonl.xz")
ROWS = {path.name: read_labels(path) for path in FILES}


def test_shipped_labels_hold_no_text():
    assert all(is_packed(row) for rows in ROWS.values() for row in rows)


def test_no_posting_is_labelled_twice():
    keys = [key_of(row) for rows in ROWS.values() for row in rows]

    assert len(set(keys)) == len(keys)


def test_each_half_that_ships_has_floors_of_its_own():
    halves = {digest_of_labels(rows_of_half(path, half)) for path in FILES for half in ("open", "held")}

    assert halves <= {one.labels for one in load_measured()}


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("half", ["open", "held"])
def test_shipped_labels_fit_their_texts_and_are_read_no_worse_than_before(path, half, one_extractor):
    dumps = [str(shared_path(f"corpus/{name}")) for name in DUMPS]

    labelled = load_set(path, half, dumps, None)

    assert labelled.is_whole
    compare(scored(labelled, shipped_catalog()), labelled)
