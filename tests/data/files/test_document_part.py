"""What a command writes into a document."""

import pytest

from data.errors import UsageError
from data.files.document_part import write_part

PAGE = "Before.\n<!-- begin: quality -->\nold\n<!-- end: quality -->\nAfter.\n"


def test_the_text_goes_between_the_marks_and_the_rest_stays(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(PAGE, encoding="utf-8")

    write_part(path, "quality", "new")

    assert path.read_text(encoding="utf-8") == (
        "Before.\n<!-- begin: quality -->\n\nnew\n\n<!-- end: quality -->\nAfter.\n"
    )


@pytest.mark.parametrize("content", [b"no marks", b"\xff\xfe<!-- begin: quality -->"])
def test_a_document_without_marks_or_of_another_encoding_is_refused_and_stays(tmp_path, content):
    path = tmp_path / "page.md"
    path.write_bytes(content)

    with pytest.raises(UsageError):
        write_part(path, "quality", "new")

    assert path.read_bytes() == content
