"""Who may import whom, and which library has which door."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = {"data", "scraper", "nlp", "analysis", "dashboard", "commands"}
ALLOWED = {
    "data": set(),
    "scraper": {"data"},
    "nlp": {"data"},
    "analysis": {"data"},
    "dashboard": {"analysis", "data"},
    "commands": {"scraper", "nlp", "data", "analysis"},
}
# library -> where it may be imported
DOORS = {
    "httpx": ("scraper/http/fetch.py",),
    "sqlite3": ("data/",),
    "sqlite_utils": ("data/",),
    "spacy": ("nlp/",),
    "streamlit": ("app.py", "dashboard/"),
    "plotly": ("app.py", "dashboard/"),
}


def imports(path: Path) -> list[tuple[str, bool]]:
    """Return (top-level module, is it at module level) for each import in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = set(map(id, tree.body))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name.split(".")[0], id(node) in top) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append((node.module.split(".")[0], id(node) in top))
    return found


FILES = sorted(path for package in OURS for path in (ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_go_one_way(path):
    name = path.relative_to(ROOT).as_posix()
    package = name.split("/")[0]
    allowed = ALLOWED[package] | {package}

    for module, _ in imports(path):
        assert module not in OURS or module in allowed, f"{name} imports {module}"
        for door in [DOORS[module]] if module in DOORS else []:
            assert any(name == d or name.startswith(d) for d in door if d), f"{name} imports {module}"


def test_entry_points_import_commands_lazily():
    at_top = {module for module, top in imports(ROOT / "cli.py") if top}

    assert not at_top & (OURS - {"data"})
    assert {module for module, _ in imports(ROOT / "app.py")} & OURS <= {"dashboard"}
