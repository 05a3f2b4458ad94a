"""How long functions and modules are: half under 8 lines, nine in ten under 25, no module over 400."""

import ast
import statistics
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("data", "scraper", "nlp", "analysis", "dashboard", "commands")
FILES = [
    *(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")),
    ROOT / "app.py",
    ROOT / "cli.py",
]


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function's body without its docstring."""
    body = node.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and len(body) > 1:
        body = body[1:]
    return (node.end_lineno or 0) - body[0].lineno + 1


def function_lengths() -> list[int]:
    """Return the body length of every function of ours."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in FILES)
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [body_lines(node) for tree in trees for node in ast.walk(tree) if isinstance(node, kinds)]


def test_functions_are_short():
    lengths = sorted(function_lengths())

    assert statistics.median(lengths) < 8
    assert lengths[int(len(lengths) * 0.9)] < 25


def test_modules_hold_one_idea():
    too_long = {
        path.name: lines for path in FILES if (lines := path.read_text(encoding="utf-8").count("\n")) > 400
    }

    assert not too_long
