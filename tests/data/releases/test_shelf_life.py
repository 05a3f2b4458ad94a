"""How long an interval holds, as it is kept and said."""

import pytest

from data.errors import CatalogError
from data.releases.shelf_life import (
    HeldAfter,
    ShelfLife,
    load_shelf_life,
    shipped_shelf_life,
    write_shelf_life,
)

LIFE = ShelfLife(
    snapshot="facts", catalog="rules", source="linkedin",
    held=(HeldAfter(1, 0.927, 0.9, 0.95, 600), HeldAfter(3, 0.768, 0.7, 0.8, 400)),
)  # fmt: skip  # a record


def test_a_shelf_life_is_read_as_it_was_written(tmp_path):
    write_shelf_life(LIFE, tmp_path / "life.json")

    assert load_shelf_life(tmp_path / "life.json") == LIFE


def test_the_sentence_says_the_nearest_and_the_furthest_distance():
    assert LIFE.sentence == (
        "A printed interval of a share still holds the share in 93 of 100 cases one quarter later, and in 77 "
        "of 100 after three quarters."
    )


def test_the_shipped_one_holds_less_the_later_it_is():
    parts = [part for _, part in shipped_shelf_life().parts()]

    assert parts == sorted(parts, reverse=True)
    assert len(parts) == 3


def test_another_file_is_refused(tmp_path):
    (tmp_path / "life.json").write_text('{"held": [1]}')

    with pytest.raises(CatalogError, match="this is not a shelf life"):
        load_shelf_life(tmp_path / "life.json")
