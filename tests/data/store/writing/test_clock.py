"""A clock that is not set dates nothing."""

from datetime import UTC, datetime

import pytest

from data.errors import UsageError
from data.store.writer import Store
from tests.data.building import NOW


@pytest.mark.parametrize("year", [1970, 2023, 2099, 2106, 9999])
def test_no_run_begins_under_a_clock_that_is_not_set(path, year):
    with Store.open(path, create=True) as store:
        with pytest.raises(UsageError, match=f"clock says {year}"):
            store.begin_run("scrape", datetime(year, 1, 1, tzinfo=UTC))

        assert store.begin_run("scrape", NOW) == 1
