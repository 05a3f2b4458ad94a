"""The files that people write by hand, as they ship.

While one of them is wrong, only its test here fails; other tests that fail then are skipped (conftest.py).
"""

import pytest

from tests.shipped_files import SHIPPED, faults


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_file_can_be_used_and_names_skills_that_exist(name):
    fault = faults().get(name)

    if fault:
        pytest.fail(fault, pytrace=False)
