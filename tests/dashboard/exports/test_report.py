import re
import zipfile
from datetime import date
from io import BytesIO

import pytest

from analysis.figures.shares import shares
from analysis.market.basis import basis
from analysis.market.slices import Slice
from dashboard.exports.archive import archive_of, printable_page
from dashboard.exports.report import report
from dashboard.frame.view import View
from dashboard.screen import text
from dashboard.screen.page_list import PAGES
from tests.hostile.strings import HOSTILE

TODAY = date(2026, 11, 29)
ML = Slice(roles=("ml_engineer",))


def test_the_printable_page_stands_alone(corpus):
    written = printable_page(
        View(PAGES[0], corpus, ML, None, TODAY), ["PyTorch adds 11 points"], "You named: Python & SQL."
    )

    assert written.startswith("<!doctype html>")
    assert not re.search(r"<script|<img|<link|https?:|url\(", written)
    assert "<p>You named: Python &amp; SQL.</p><ol><li>PyTorch adds 11 points</li>" in written
    assert corpus.snapshot in written
    assert "The figures speak for ML engineer vacancies of all years that were advertised on " in written
    assert "Data to 31 August 2026, 90 days old" in written


def test_hostile_names_on_the_printable_page_are_text(corpus):
    part = Slice(employers_in=("<script>alert(1)</script>",))

    written = report(basis(corpus, part), shares(corpus, part).rows, plan=["<img src=x>"])

    assert "<script" not in written
    assert "<img" not in written
    assert "nothing to say" in written


@pytest.mark.parametrize("value", HOSTILE)
def test_no_text_on_the_printable_page_becomes_a_tag_or_hides(corpus, value):
    part = Slice(countries=("NO",))

    written = report(basis(corpus, part), (), plan=[value], start=value)

    said = re.search(
        r"<h2>Study plan</h2>\n<p>(.*?)</p><ol><li>(.*?)</li></ol>\n<p><small>", written, re.DOTALL
    )
    assert said is not None
    assert not any(re.search(r"[<>\"']", one) or text.INVISIBLE.search(one) for one in said.groups())


def test_the_archive_holds_the_views_of_the_slice(corpus):
    content = archive_of(View(PAGES[0], corpus, ML, None, TODAY))

    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        first = archive.read("shares.csv").decode("utf-8-sig").splitlines()
        notes = archive.read("method.txt").decode()
    assert names == ["shares.csv", "changes.csv", "trends.csv", "population.csv", "method.txt", "report.html"]
    assert len(first) > 20
    assert first[0].endswith(",newest_posting")
    assert ",n,silent," in first[0]
    assert "The figures speak for ML engineer vacancies of all years that were advertised on " in notes
    assert notes.endswith("Data to 31 August 2026, 90 days old.")
