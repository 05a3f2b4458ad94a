"""The store as one Corpus, loaded once for all readers and again when the store has changed."""

from pathlib import Path

import streamlit as st

from analysis.market.corpus import Corpus
from data.catalogue.catalogue_in_use import catalogue_in_use
from data.catalogue.own_layer import Stamp, layer_stamp
from data.catalogue.reader_digest import rules_digest
from data.catalogue.reading_quality import load_reading_quality
from data.catalogue.skills import digest_of
from data.store.facts.open_counts import load_open_counts
from data.store.facts.tables import is_finished, load_tables, version_of
from data.store.store_choice import default_store

KEPT = 2  # versions of the corpus: the one in use and the one that replaces it


def store_path() -> Path:
    """The store named by the environment, else the user's own, else the shipped facts."""
    return default_store()


def load_corpus() -> Corpus:
    """Return the corpus of the store and the catalogue as they are now, whichever program wrote them.

    Raises StoreError, or CatalogError for a wrong layer of the catalogue.
    """
    path = store_path()
    return corpus_of(str(path), version_of(path), layer_stamp())


def is_in_a_run() -> bool:
    """Tell whether the store is in the middle of a run, or was left there by one that was killed."""
    return not is_finished(store_path())


@st.cache_resource(max_entries=KEPT, show_spinner="Reading the store, a moment …")
def corpus_of(path: str, version: str, stamp: Stamp | None = None) -> Corpus:  # noqa: ARG001 - parts of the key
    """Read a store whole. `version` and `stamp` only tell one state of store and layer from another."""
    known = catalogue_in_use()
    tables, counts = load_tables(Path(path)), load_open_counts(Path(path))
    quality = load_reading_quality()
    return Corpus.from_tables(
        tables,
        known.skills,
        quality,
        rules_in_use=lambda: digest_of(known.skills, rules_digest()),
        layer=known.layer,
        open_counts=counts,
    )
