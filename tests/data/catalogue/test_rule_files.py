"""Tables of rules: a fault names its line."""

import pytest

from data.errors import CatalogError
from data.wording.rule_files import RuleFile


def test_tables_are_read(tmp_path):
    path = tmp_path / "rules.toml"
    path.write_text('[one]\nwords = ["a"]\n', encoding="utf-8")

    assert RuleFile.read(path).tables == {"one": {"words": ["a"]}}


def test_what_is_not_toml_is_named_with_its_line(tmp_path):
    path = tmp_path / "rules.toml"
    path.write_text("[one]\nwords = [\n\n[two]\n", encoding="utf-8")

    with pytest.raises(CatalogError, match=r"rules\.toml:4: not TOML"):
        RuleFile.read(path)


@pytest.mark.parametrize("content", [None, b"\xff\xfe"], ids=["no file", "not UTF-8"])
def test_what_cannot_be_read_is_named(tmp_path, content):
    path = tmp_path / "rules.toml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CatalogError, match=r"rules\.toml: cannot be read"):
        RuleFile.read(path)


@pytest.mark.parametrize(
    ("table", "line"), [("one", 2), ("two.part", 5), ("a-b", 6), ("four", 7), ("three", None)]
)
def test_a_fault_has_the_line_of_its_table(tmp_path, table, line):
    path = tmp_path / "rules.toml"
    path.write_text(
        '# words\n[one]\nwords = ["[two.part]"]\n\n  [two.part]\n["a-b"]\n[four.part]\n', encoding="utf-8"
    )

    assert RuleFile.read(path).fault(table, "is wrong").line == line
