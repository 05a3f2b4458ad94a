"""Bringing a store that was begun from the shipped facts of an earlier release to those of this one."""

from datetime import UTC, datetime
from pathlib import Path

from data.paths import SNAPSHOT_PACKED
from data.store.base.connect import reading, store_errors
from data.store.base.lineage import is_sealed
from data.store.facts.shipped_facts import shipped_in
from data.store.store_choice import unpacked
from data.store.writer import Store
from data.store.writing.adopt import Adopted, adopt, attached

COMMAND = "adopt"  # what the journal calls such a run


def was_stopped(store: Store) -> bool:
    """Tell whether the last run took over shipped facts and was stopped before their figures were counted."""
    last = store.connection.execute("SELECT command, status FROM run ORDER BY id DESC LIMIT 1").fetchone()
    return last is not None and tuple(last) == (COMMAND, "running")


def finish_adoption(store: Store) -> None:
    """Count what a stopped run took over, as a run of its own."""
    run_id = store.begin_run(COMMAND, datetime.now(UTC))
    store.finish()
    store.end_run(run_id, datetime.now(UTC), "finished", "counted what a stopped run had taken over")


def adopt_shipped(store: Store, packed: Path = SNAPSHOT_PACKED) -> Adopted | None:
    """Take over the facts that this release ships, as a run of its own in the journal.

    None where the store has no shipped rows, or these already. All is written in one transaction, so a store
    whose run was stopped is as it was, and the next one begins again; where it was stopped after that, the
    next one counts what was taken over. Raises StoreError.
    """
    with reading(store.path):
        held = shipped_in(store.connection, packed)
        was_finished = is_sealed(store.connection)
    if held is None:
        return None
    if held.is_current:
        if not was_finished and was_stopped(store):
            finish_adoption(store)
        return None
    facts = unpacked(packed)
    run_id = store.begin_run(COMMAND, datetime.now(UTC))
    try:
        with (
            store_errors(store.path),
            attached(store.connection, facts),
            store.writing(facts.stat().st_size) as connection,
        ):
            adopted = adopt(connection)
            store.assign_vacancies()
    except BaseException as error:
        store.end_run(run_id, datetime.now(UTC), "failed", f"{type(error).__name__}: {error}")
        raise
    if was_finished:  # else the next run finishes what was left
        store.save_revisions(run_id, store.finish())
    store.end_run(run_id, datetime.now(UTC), "finished", adopted.words)
    return adopted
