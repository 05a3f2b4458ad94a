"""How the checks of a change stand in their table."""

from analysis.figures.changes import change
from analysis.market.slices import Slice
from dashboard.panels.change_checks import checks_table
from tests.analysis.robustness.test_checks import market
from tests.analysis.small import AFTER, BEFORE, corpus_of


def test_each_check_has_a_line_with_its_figure_and_range():
    row = change(corpus_of(market(planted=0.25)), Slice(), BEFORE, AFTER, "docker")

    lines = checks_table(row).frame().set_index("what is held")

    assert list(lines.says) == ["holds"] * 6
    assert lines.points["words that can mean nothing else"] == "+16"
    assert lines.range["against plain words"] == "outside theirs"
