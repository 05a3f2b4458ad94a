"""The source that docs/add-a-source.md builds is one."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

from data.records import Page

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "add-a-source.md"


def test_the_source_of_the_guide_reads_the_answer_of_the_guide():
    text = GUIDE.read_text(encoding="utf-8")
    names: dict = {}
    exec(re.search(r"```python\n(.*?)```", text, re.DOTALL)[1], names)
    source = names["SOURCE"]
    (board,) = source.feeds
    (request,) = source.requests(board)
    answer = json.loads(re.search(r"^`(\{\"jobs\": .*\})`", text, re.MULTILINE)[1])
    answer["jobs"][0]["link"] = "https://toyfeed.example/jobs/7"
    page = Page(request.url, json.dumps(answer).encode(), datetime(2026, 11, 20, tzinfo=UTC), "", request)

    (posting,) = source.parse(page, board).postings

    assert (posting.external_id, posting.posted_precision) == ("7", "day")


def test_every_file_that_the_guide_names_is_there():
    named = re.findall(r"`((?:scraper|data|docs|tests)/[\w/.-]+)`", GUIDE.read_text(encoding="utf-8"))

    assert [name for name in named if "toyfeed" not in name and not (GUIDE.parents[1] / name).exists()] == []
