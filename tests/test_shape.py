"""The shape of the house: folders that can be seen at a glance, one word for one thing, no knotted function.

Nothing here rewards cutting: a function may be as long as its idea, up to the bound.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("data", "scraper", "nlp", "analysis", "dashboard", "commands", "skillgauge")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
MODULES = [path for path in FILES if path.name != "__init__.py"]

FILES_IN_A_FOLDER = 15
LISTS = ("scraper/sources", "commands")  # one file a source, one file a command: lists, however long
LINES_IN_A_FILE = 400
LINES_IN_A_FUNCTION = 40
COMPLEXITY = 12
# a command and a page carry the name of what they show
NAMED_FOR_WHAT_THEY_SHOW = ("commands", "dashboard/pages")

Function = ast.FunctionDef | ast.AsyncFunctionDef
BRANCHES = (
    ast.If,
    ast.IfExp,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.Assert,
    ast.match_case,
)


def place_of(path: Path) -> str:
    """Return a path as it is written in the documents: from the root, with slashes."""
    return path.relative_to(ROOT).as_posix()


def functions() -> Iterator[tuple[str, Function]]:
    """Yield every function and method of the packages with its file and name."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, Function):
                yield f"{place_of(path)}:{node.name}", node


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """Yield the nodes of a function; functions defined in it are counted by themselves."""
    waiting: list[ast.AST] = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Function):
            waiting.extend(ast.iter_child_nodes(node))


def complexity(function: Function) -> int:
    """Return McCabe's number: one way through and one more for each branch, operand and comprehension."""
    ways = 1
    for node in own_nodes(function):
        if isinstance(node, BRANCHES):
            ways += 1
        elif isinstance(node, ast.BoolOp):
            ways += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            ways += 1 + len(node.ifs)
    return ways


def lines_of(function: Function) -> int:
    """Return how many lines the body takes, its docstring left out."""
    body = function.body
    if ast.get_docstring(function) is not None and len(body) > 1:
        body = body[1:]
    return (function.end_lineno or 0) - body[0].lineno + 1


def test_a_folder_is_seen_at_a_glance():
    held: dict[str, int] = defaultdict(int)
    for path in MODULES:
        held[place_of(path.parent)] += 1

    assert not {
        name: count for name, count in held.items() if count > FILES_IN_A_FOLDER and name not in LISTS
    }


def test_a_file_holds_one_idea():
    lengths = {place_of(path): path.read_text(encoding="utf-8").count("\n") for path in FILES}

    assert not {name: lines for name, lines in lengths.items() if lines > LINES_IN_A_FILE}


def test_a_function_is_read_without_scrolling():
    lengths = {name: lines_of(node) for name, node in functions()}

    assert not {name: lines for name, lines in lengths.items() if lines > LINES_IN_A_FUNCTION}


def test_no_function_is_a_knot():
    ways = {name: complexity(node) for name, node in functions()}

    assert not {name: count for name, count in ways.items() if count > COMPLEXITY}


def test_no_public_class_name_stands_twice():
    places: dict[str, list[str]] = defaultdict(list)
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(place_of(path))

    assert not {name: found for name, found in places.items() if len(found) > 1}


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_name_stands_twice_in_a_package(package):
    places: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        name = place_of(path.parent)
        if name.split("/")[0] == package and name not in NAMED_FOR_WHAT_THEY_SHOW:
            places[path.stem].append(name)

    assert not {name: found for name, found in places.items() if len(found) > 1}


@pytest.mark.parametrize(
    ("source", "ways"),
    [
        ("def f(): return 1", 1),
        ("def f(a):\n if a: return 1\n return 2", 2),
        ("def f(a, b, c):\n return 1 if a and b or c else 2", 4),
        ("def f(a):\n return [x for x in a if x]", 3),
        ("def f(a):\n def g(b):\n  return b or a\n return g", 1),
    ],
    ids=["straight", "one branch", "operands", "comprehension", "inner function"],
)
def test_complexity_counts_the_ways_through(source, ways):
    function = ast.parse(source).body[0]

    assert isinstance(function, Function)
    assert complexity(function) == ways
