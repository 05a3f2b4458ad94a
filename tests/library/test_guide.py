"""docs/library.md says what happens: its examples run on the shipped facts, its table is the registry's."""

import doctest
import inspect
import re
from pathlib import Path

import pandas as pd
import pytest

import skillgauge as sg
from analysis.registry import figure_kinds
from data.paths import STORE_VARIABLE
from data.store.facts.snapshot import unpack_snapshot
from skillgauge.asked import Filters

PAGE = Path(__file__).parents[2] / "docs" / "library.md"
BEGIN = "<!-- methods: tests/library/test_guide.py says what belongs here -->"
END = "<!-- end of methods -->"
HEAD = "| method | kind | reads like |\n| --- | --- | --- |\n"
METHOD_OF = {"share": "shares", "change": "changes"}  # kinds whose method is called otherwise


@pytest.fixture(autouse=True)
def shipped(monkeypatch):
    """Let `open_market()` read the shipped facts, whatever store this machine has."""
    monkeypatch.setenv(STORE_VARIABLE, str(unpack_snapshot()))


def blocks() -> list[str]:
    return re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


class AnyFacts(doctest.OutputChecker):
    """Compares outputs; on facts of another digest than the page names, numbers and digests may differ."""

    def __init__(self, is_exact: bool) -> None:
        self.is_exact = is_exact

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        if not self.is_exact:
            want, got = (re.sub(r"\b[0-9a-f]{16}\b|[\d.,]+", "#", text) for text in (want, got))
        return super().check_output(want, got, optionflags)


def test_the_examples_print_what_stands_below_them(capsys):
    is_exact = sg.open_market().snapshot in PAGE.read_text(encoding="utf-8")
    examples = doctest.DocTestParser().get_doctest(
        "\n".join(block for block in blocks() if block.startswith(">>>")), {}, PAGE.name, str(PAGE), 0
    )
    runner = doctest.DocTestRunner(
        AnyFacts(is_exact), verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )

    with pd.option_context("display.width", 110):
        found = runner.run(examples, out=lambda text: print(text, end=""))

    assert found.attempted > 20
    assert found.failed == 0, capsys.readouterr().out


def test_the_script_makes_a_table_a_chart_and_a_file(tmp_path, monkeypatch, capsys):
    (script,) = [block for block in blocks() if not block.startswith(">>>")]
    pytest.importorskip("plotly", reason="a chart needs plotly, which comes with the dashboard")
    monkeypatch.chdir(tmp_path)

    exec(compile(script, str(PAGE), "exec"), {})

    assert len([line for line in script.splitlines() if line.strip()]) <= 15
    written = pd.read_csv("shares.csv")
    assert list(written.groupby(["role", "cloud"]).size()) == [3] * 6
    assert written["low"].lt(written["share"]).all()
    assert "ml_engineer aws" in " ".join(capsys.readouterr().out.split())
    assert (tmp_path / "shares.html").stat().st_size > 10_000


def method_line(kind: str) -> str:
    """Return the line of the table for a kind: its method with its own options, and how it reads."""
    method = METHOD_OF.get(kind, kind)
    taken = [name for name in inspect.signature(getattr(sg.Market, method)).parameters if name != "self"]
    own = ", ".join(name for name in taken if name != "filters")
    filters = "" if "filters" in taken else ", no filters"
    reads = figure_kinds()[kind].sentence.replace("|", "\\|")
    return f"| `market.{method}({own})`{filters} | `{kind}` | {reads} |\n"


def test_the_table_names_every_kind_with_its_method():
    table = HEAD + "".join(map(method_line, figure_kinds()))

    written = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]

    assert written.strip() == table.strip()


@pytest.mark.parametrize("kind", figure_kinds())
def test_a_method_takes_what_its_kind_uses_and_nothing_else(kind):
    called = {"skills": "skill", "kinds": "skill_kind"}
    parameters = inspect.signature(getattr(sg.Market, METHOD_OF.get(kind, kind))).parameters

    own = {called.get(name, name) for name in parameters if name not in ("self", "filters")}
    uses = set(figure_kinds()[kind].options.uses)

    assert own == uses - set(Filters.__annotations__)
    assert ("filters" in parameters) == bool(uses & set(Filters.__annotations__))
