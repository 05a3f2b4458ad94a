import csv
import io
import json
import shutil
import subprocess
import zipfile

import pytest

from analysis.figures.shares import shares
from analysis.figures.trends import trends
from analysis.frames import frame_of
from analysis.kinds.demand.trend import trend_rows
from analysis.market.slices import Slice
from dashboard.frame.sheets import Sheet, figure_sheet, sheet_of, to_csv, to_json, to_zip
from tests.hostile.strings import HOSTILE

ML = Slice(roles=("ml_engineer",))


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_sheet_carries_sample_interval_slice_digests_and_receipt(corpus):
    found = shares(corpus, ML, top=5)

    rows = read(to_csv(sheet_of("shares", found.rows, corpus)))

    assert len(rows) == 5
    assert float(rows[0]["share"]) == found.rows[0].share
    assert rows[0]["receipt"] == found.rows[0].receipt
    wanted = ("low", "high", "n", "named", "employers", "slice", "snapshot", "catalog")
    assert all(rows[0][column] for column in wanted)


def test_a_trend_has_one_row_for_each_skill_and_period(corpus):
    found = trends(corpus, ML, ["pytorch", "aws"], step="half")

    rows = read(to_csv(figure_sheet("trend", trend_rows(found), corpus)))

    assert len(rows) == 2 * len(found.periods)
    assert {(row["skill"], row["id"]) for row in rows} == {("PyTorch", "pytorch"), ("AWS", "aws")}


def test_hostile_text_becomes_no_formula_and_reads_back():
    sheet = Sheet("x", frame_of({"title": value, "difference": -0.5} for value in HOSTILE))

    rows = read(to_csv(sheet))

    assert len(rows) == len(HOSTILE)
    assert all(
        row["title"].lstrip(" \u200b\ufeff")[:1] not in ("=", "+", "-", "@", "\t", "\uff1d") for row in rows
    )
    assert {row["difference"] for row in rows} == {"-0.5"}


def test_json_is_a_list_of_objects_with_null_for_missing():
    sheet = Sheet("x", frame_of([{"a": "\ud800=1", "b": None}]))

    assert json.loads(to_json(sheet)) == [{"a": "?=1", "b": None}]


def test_a_zip_holds_every_sheet_the_method_and_the_report():
    sheet = Sheet("shares", frame_of([{"a": 1}]))

    content = to_zip([sheet], "how", "<p>page</p>")

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["shares.csv", "method.txt", "report.html"]
        assert archive.read("method.txt") == b"how"
    assert content == to_zip([sheet], "how", "<p>page</p>")


@pytest.mark.slow
def test_a_spreadsheet_opens_an_export_without_a_formula(tmp_path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("no LibreOffice on this machine")
    path = tmp_path / "hostile.csv"
    path.write_bytes(to_csv(Sheet("x", frame_of({"title": value} for value in HOSTILE))))

    subprocess.run(
        [office, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path), str(path)],
        check=True,
        timeout=120,
    )

    assert "table:formula" not in (tmp_path / "hostile.fods").read_text(encoding="utf-8")
