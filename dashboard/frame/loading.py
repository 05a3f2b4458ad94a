"""The store as one Corpus, loaded once for all readers and again when the store has changed."""

from pathlib import Path

import streamlit as st

from analysis.market.corpus import Corpus
from data.catalogue.plain_skills import read_skills
from data.catalogue.reading_quality import load_reading_quality
from data.store.facts.tables import is_finished, load_tables, version_of
from data.store.store_choice import default_store

KEPT = 2  # versions of the corpus: the one in use and the one that replaces it


def store_path() -> Path:
    """The store named by the environment, else the user's own, else the shipped facts."""
    return default_store()


def load_corpus() -> Corpus:
    """Return the corpus of the store as it is now, whichever program wrote it. Raises StoreError."""
    path = store_path()
    return corpus_of(str(path), version_of(path))


def is_in_a_run() -> bool:
    """Tell whether the store is in the middle of a run, or was left there by one that was killed."""
    return not is_finished(store_path())


@st.cache_resource(max_entries=KEPT, show_spinner="Reading the store, a moment …")
def corpus_of(path: str, version: str) -> Corpus:  # noqa: ARG001 - the version is part of the key
    """Read a store whole. `version` only tells one state of its file from another."""
    return Corpus.from_tables(load_tables(Path(path)), read_skills(), load_reading_quality())
