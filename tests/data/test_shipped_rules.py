"""The facts that come with the program name the rules that read them."""

import re

import pytest

from data.paths import SNAPSHOT_PACKED
from data.store.facts.snapshot import unpack_snapshot
from data.store.facts.tables import load_tables


@pytest.mark.skipif(not SNAPSHOT_PACKED.exists(), reason="no packed facts in this checkout")
def test_the_shipped_facts_were_all_read_by_one_version_of_the_rules():
    assert re.fullmatch(r"[0-9a-f]{16}", load_tables(unpack_snapshot()).catalog)
