"""The document on statistics names the constants that the code uses."""

from pathlib import Path

import pytest

from analysis.arithmetic.multiple_tests import FALSE_DISCOVERIES, MIN_NAMING
from analysis.figures.changes import UNEVEN
from analysis.figures.mix import MIN_CELL, MUCH_MERGED
from analysis.figures.pairs import MIN_EMPLOYERS_TOGETHER, MIN_TOGETHER
from analysis.figures.pay_percentiles import MIN_EMPLOYERS as PAID_BY
from analysis.figures.pay_percentiles import MIN_STATED
from analysis.market.basis import MIN_EFFECTIVE_EMPLOYERS, MIN_EMPLOYERS, MIN_UNITS
from analysis.study.requirements import MAX_BLOCKS, RESAMPLES

DOCUMENT = Path("docs/statistics.md")


@pytest.mark.parametrize(
    "words",
    [
        f"N < {MIN_UNITS} vacancies, E < {MIN_EMPLOYERS} employers or K < {MIN_EFFECTIVE_EMPLOYERS:.0f}",
        f"at least {MIN_TOGETHER} vacancies and {MIN_EMPLOYERS_TOGETHER} employers",
        f"{RESAMPLES} resamples of employers",
        f"{MAX_BLOCKS:,} random blocks",
        f"more than {100 * UNEVEN:.0f} points",
        f"that at least {MIN_NAMING} vacancies of the two together name",
        f"a = {FALSE_DISCOVERIES} (k+1) / m",
        f"fewer than {MIN_CELL} vacancies in one of the periods is left out",
        f"said when more than {100 * MUCH_MERGED:.0f}% do",
        f"at least {MIN_STATED} statements of {PAID_BY} employers",
    ],
)
def test_document_names_the_constants_of_the_code(words):
    assert words in DOCUMENT.read_text(encoding="utf-8")
