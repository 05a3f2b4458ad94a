"""The facts that come with the program, and the rules that come with it."""

import pytest

from data.paths import SNAPSHOT_PACKED
from data.store.facts.snapshot import unpack_snapshot
from data.store.facts.tables import load_tables
from nlp.catalogue.catalog import load_catalog


@pytest.mark.skipif(not SNAPSHOT_PACKED.exists(), reason="no packed facts in this checkout")
def test_the_shipped_facts_were_read_by_the_rules_of_this_tree():
    assert load_tables(unpack_snapshot()).catalog == load_catalog().digest, "build the snapshot again"
