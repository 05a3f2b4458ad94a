"""A store in the middle of a run: what was written is not yet read and grouped, and every reader says so."""

import pytest
from typer.testing import CliRunner

from analysis.market.figure_words import UNFINISHED
from commands import runs
from commands.figure import app as figure
from data.errors import StoreError
from data.store.facts.snapshot_packing import pack_snapshot
from data.store.facts.tables import is_finished
from data.store.reader import Reader
from data.store.writer import Store
from tests.data.building import NOW, a_posting, a_store, put, read_all


@pytest.fixture
def killed(tmp_path):
    """A store whose last run was killed after its texts were read and before they were grouped."""
    path = a_store(tmp_path / "market.db")
    with Store.open(path) as store:
        put(store, a_posting("91", employer="Heron Bank"))
        read_all(store)
    return path


def test_a_finished_store_says_nothing_of_runs(tmp_path):
    path = a_store(tmp_path / "market.db")

    done = CliRunner().invoke(figure, ["share", "--store", str(path)], catch_exceptions=False)

    assert is_finished(path)
    assert (done.exit_code, UNFINISHED in done.output) == (0, False)


def test_an_empty_store_is_finished(tmp_path):
    with Store.open(tmp_path / "market.db", create=True):
        pass

    assert is_finished(tmp_path / "market.db")


@pytest.mark.parametrize(
    ("app", "arguments"), [(figure, ["share"]), (runs.app, ["--check"])], ids=["figure", "check"]
)
def test_figures_of_an_unfinished_store_say_so(killed, app, arguments):
    done = CliRunner().invoke(app, [*arguments, "--store", str(killed)], catch_exceptions=False)

    assert done.exit_code == 0
    assert UNFINISHED in done.output


def test_an_unfinished_store_is_not_packed(killed, tmp_path):
    with pytest.raises(StoreError, match="has not finished"):
        pack_snapshot(killed, tmp_path / "facts.xz")

    assert not (tmp_path / "facts.xz").exists()


def test_the_next_run_finishes_it(killed):
    with Store.open(killed) as store:
        store.assign_vacancies()
        store.finish()

    assert is_finished(killed)


def test_forgetting_does_not_finish_what_a_run_has_begun(killed):
    with Store.open(killed) as store:
        store.forget(posting="1", now=NOW)

    assert not is_finished(killed)
    with Reader.open(killed) as reader:
        assert reader.counts().postings == 2


def test_what_cannot_be_opened_tells_nothing(tmp_path):
    assert is_finished(tmp_path / "none.db")
